"""Turns that take back what a sentence says without a “not”: a failure that became a success, somebody cleared who is blamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.lexicon import GUILTY, NEGATIONS, PASTS, REFUSALS, SMALL
from copydesk.checking.similar import same_root
from copydesk.text.spelling import base_spelling
from copydesk.types import Severity

if TYPE_CHECKING:
    from collections import Counter

    from copydesk.checking.changewords import Words

_FAILING = frozenset(
    ("fail", "fails", "failed", "failing", "refuse", "refuses", "refused", "decline", "declines", "declined", "neglected", "unable", "yet")
)  # fmt: skip
_CLEARING = frozenset(
    ("clear", "clears", "cleared", "acquit", "acquits", "acquitted", "absolve", "absolves", "absolved", "exonerated", "exonerates")
)  # fmt: skip
_COMMITTED = frozenset({"committed", "commits", "guilty", "convicted", "blamed", "accused"}) | GUILTY
#: Words of one kind of which a thing is only one, kind by kind; words joined by a stroke are one of it.
_KINDS = (
    "morning afternoon evening/night noon midnight",
    "father/dad mother/mum/mom brother sister son daughter husband wife uncle aunt nephew niece grandfather grandmother",
    "fathers mothers brothers sisters sons daughters husbands wives uncles aunts nephews nieces",
    "man woman",
    "men women",
    "boy girl",
    "boys girls",
    "red blue green yellow black white brown gray orange purple pink",
    "spring/springtime summer/summertime autumn winter/wintertime",
    "weekly daily monthly yearly/annual hourly quarterly",
    "left-wing right-wing",
    "catholic protestant/anglican jewish muslim hindu buddhist sikh",
    "sunni shia/shiite",
    "republican/republicans/gop democratic/democrat/democrats libertarian/libertarians",
    "labour conservative/conservatives/tory/tories",
    "gold silver bronze",
    "semifinal/semifinals/semi quarterfinal/quarterfinals/quarter",
    "goalkeeper/keeper defender midfielder striker/forward winger bowler batsman/batter",
    "singles doubles",
    "felony misdemeanor",
    "felonies misdemeanors",
    "civil criminal",
    "burglary robbery arson fraud perjury bribery kidnapping",
    "revenue/revenues/sales/turnover profit/profits/earnings/income losses/loss",
    "shares/share/stock/stocks bonds/bond",
    "inflation deflation unemployment/joblessness",
    "bacteria/bacterium/bacterial virus/viruses/viral fungus/fungi/fungal",
    "mice/mouse rats/rat monkeys/monkey pigs/pig dogs/dog cats/cat horses/horse sheep goats/goat humans/people rabbits/rabbit",
    "knee ankle shoulder hamstring thigh wrist elbow groin calf hip",
    "lung breast prostate skin colon/bowel liver kidney brain ovarian",
    "wheat corn/maize rice barley oats soybeans/soy",
    "coal nuclear solar hydroelectric/hydro geothermal",
    "nurse/nurses teacher/teachers driver/drivers pilot/pilots farmer/farmers soldier/soldiers student/students/pupil/pupils",
    "bachelor master doctorate",
    "diesel petrol/gasoline electric",
    "vaccine/vaccines antibiotic/antibiotics",
)
_KIND_OF: dict[str, tuple[int, int]] = {
    base_spelling(word): (kind, number)
    for kind, line in enumerate(_KINDS)
    for number, group in enumerate(line.split())
    for word in group.split("/")
}


def taken_back(words: Words) -> tuple[str, Severity, str] | None:
    """Judge "failed to find" that became "found", and the other way round."""
    if _is_done(words.old, words.new, words.before, words.after) or _is_done(
        words.new, words.old, words.after, words.before
    ):
        return "claim.negation", Severity.CRITICAL, "denies what the other says"
    return None


def blamed(words: Words) -> tuple[str, Severity, str] | None:
    """Judge somebody cleared of a thing to whom the copy gives it."""
    lost = words.lost(dict.fromkeys(_CLEARING, ""))
    if not lost or _denies_anew(words.before, words.after):
        return None
    deeds = [each for each in words.old[words.old.index(lost[0]) + 1 :] if each not in SMALL]
    if any(each in _COMMITTED or any(same_root(deed, each) for deed in deeds) for each in words.new):
        return "claim.presumption", Severity.CRITICAL, "blames somebody who was cleared"
    return None


def another_of_a_kind(words: Words) -> tuple[str, Severity, str] | None:
    """Judge one word that became another of its kind: a sister for a brother, blue for red, night for morning."""
    old, new = ([each for each in run if each not in SMALL] for run in (words.old, words.new))
    if len(old) != 1 or len(new) != 1 or words.turned:
        return None
    one, two = _KIND_OF.get(old[0]), _KIND_OF.get(new[0])
    if one is None or two is None or one[0] != two[0] or one[1] == two[1]:
        return None
    if words.after[old[0]] or words.before[new[0]]:
        return None  # "her brother and her sister": they only changed places
    return "claim.altered", Severity.MAJOR, "names another one"


def _is_done(one: tuple[str, ...], other: tuple[str, ...], there: Counter[str], here: Counter[str]) -> bool:
    """Say whether what fails on one side is told as done on the other."""
    at = next((at for at, word in enumerate(one) if word in _FAILING and one[at + 1 : at + 2] == ("to",)), -1)
    if at < 0 or _denies_anew(there, here):
        return False
    if at + 2 == len(one):
        return all(each in SMALL for each in other)
    verb = one[at + 2]
    return any(each == verb or same_root(verb, each) or each in PASTS.get(verb, ()) for each in other)


def _denies_anew(there: Counter[str], here: Counter[str]) -> bool:
    """Say whether the other sentence denies in a word that the first has not."""
    return any(here[word] > there[word] for word in (NEGATIONS | REFUSALS))
