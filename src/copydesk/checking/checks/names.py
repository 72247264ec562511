"""Names: garbled, glued to the next word, or exchanged for another one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from copydesk.checking.broken import LONG, broken, garbled_name, strays
from copydesk.checking.comparison import overlapping
from copydesk.checking.expansions import glued_name, is_acronym, otherwise_written_out, title_written_out
from copydesk.checking.lexicon import CUES, FIRST_NAMES, MONTHS, PRONOUNS, SMALL, TITLES, WEEKDAYS
from copydesk.checking.pushed import pushed
from copydesk.checking.similar import is_garbled, is_inflected
from copydesk.text.abbreviations import MONTH_NAMES
from copydesk.types import Alteration, Finding, NameKind, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison, Prepared

IDS = {
    "name.garbled": "A name is misspelt or has run into the word beside it.",
    "name.changed": "Another name stands where the source has this one.",
    "name.variants": "One name is spelt in two ways within the text.",
}
_PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "di", "da", "du", "del", "della", "dos", "das", "al", "el", "bin", "ibn", "ten", "ter", "zu")
)  # fmt: skip
#: Before a last name, and never one themselves.
_BEFORE_NAMES = frozenset({"mr", "mrs", "ms", "miss"})
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "former", "fellow", "one"})
#: Words of the longest name of a person; what is longer is a headline.
_LONGEST_NAME = 3
#: From this share of equal words on, another first name is no retelling.
_CLOSE = 0.8


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield findings for names that changed, where they changed and in sentences that have no counterpart."""
    told: set[int] = set()
    for change in comparison.changes:
        for at, finding in list(_changed(comparison, change)) or pushed(comparison, change):
            told.add(at)
            yield finding
    if not comparison.strangers:
        yield from broken(comparison)
        yield from strays(comparison, told)


def find_alone(copy: Prepared) -> Iterator[Finding]:
    """Yield findings for a long name spelt in two ways, the rarer against the more frequent."""
    counts = Counter(copy.words.keys[at] for at in copy.names)
    known = sorted(
        (key for key in counts if counts[key] >= 2 and len(key) >= LONG), key=lambda k: (-counts[k], k)
    )
    for at in sorted(copy.names):
        key = copy.words.keys[at]
        if counts[key] != 1 or len(key) < LONG or copy.vocabulary[key] > 1:
            continue
        like = next(
            (each for each in known[:500] if abs(len(each) - len(key)) <= 1 and is_garbled(each, key)), None
        )
        if like is not None and like[0] == key[0]:
            here = Span(copy.words.starts[at], copy.words.ends[at])
            yield Finding(
                "name.variants",
                Severity.MINOR,
                Alteration.ALTERED,
                f"“{here.of(copy.text)}” stands beside “{like.title()}”; without a source nobody can say which is right.",
                None,
                here,
                None,
            )


def _changed(comparison: Comparison, change: Change) -> Iterator[tuple[int, Finding]]:
    """Yield the findings for the names of one change, each with its token in the copy."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    glued = glued_name(comparison, change)
    if glued is not None:
        yield glued[1], garbled_name(comparison, (glued[0], glued[0] + 1), (glued[1], glued[1] + 1))
        return
    other = _cut_plural(comparison, change) or _day_or_country(comparison, change)
    other = other or title_written_out(comparison, change) or _other_initial(comparison, change)
    if other is not None:
        yield other[1][0], garbled_name(comparison, *other)
        return
    before = [at for at in range(a, b) if at in source.names]
    after = [at for at in range(c, d) if at in copy.names]
    old = {source.words.keys[at] for at in before}
    new = {copy.words.keys[at] for at in after}
    before = [at for at in before if source.words.keys[at] not in new | _BEFORE_NAMES]
    after = [at for at in after if copy.words.keys[at] not in old]
    if any(_inflected(source, one, copy.words.keys[two]) for one in before for two in after):
        return
    for two in after:
        one = _likeliest(comparison, before, two)
        finding = None if one is None else _exchange(comparison, change, one, two)
        if finding is not None:
            yield two, finding
            return
    if not after and before and d - c == 1:
        key, word = source.words.keys[before[-1]], copy.words.keys[c]
        if is_garbled(key, word) and word not in source.vocabulary and len(key) > 3:
            yield c, garbled_name(comparison, (before[-1], before[-1] + 1), (c, d))
        elif _is_first_name_dropped(comparison, change, before[-1]):
            return
        elif _is_bare_noun(comparison, change) or _is_other_first_name(comparison, change, before[0], c):
            yield c, _other_name(comparison, (before[0], before[-1] + 1), (c, d))


def _inflected(source: Prepared, at: int, new: str) -> bool:
    """Say whether a word is another form of a name; people's names have none but the plural of a family."""
    old = source.words.keys[at]
    return is_inflected(old, new) and (at not in source.people or new == old + "s")


def _looks_garbled(source: Prepared, at: int, new: str) -> bool:
    """Say whether a word is a misprint of a name, a person's name cut short among them."""
    old = source.words.keys[at]
    return is_garbled(old, new) or (
        at in source.people and len(new) >= 4 and old != new and old.startswith(new)
    )


def _cut_plural(comparison: Comparison, change: Change) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where a name lost its last "s" before a word that stayed: "Republican hold", not "Republican leaders"."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    if not b - a == d - c == 1 or a not in source.names or source.words.keys[a] != copy.words.keys[c] + "s":
        return None
    behind = source.text[source.words.ends[a] : source.words.ends[a] + 1]
    stays = b < len(source.words) and comparison.alignment.to_source[d] == b if d < len(copy.words) else True
    return ((a, b), (c, d)) if stays and behind not in {"'", "’"} and len(source.words.keys[a]) > 3 else None


def _other_initial(comparison: Comparison, change: Change) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where an initial or a particle became another one before a name: "J. P. Lind", "J. R. Lind"."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    old, new = source.words.keys[a:b], copy.words.keys[c:d]
    if not len(old) == len(new) == 1:
        return None
    initials = len(old[0]) == len(new[0]) == 1 and source.capital(a) and copy.capital(c)
    if not (initials or {*old, *new} <= _PARTICLES) or b >= len(source.words) or d >= len(copy.words):
        return None
    return ((a, b), (c, d)) if source.capital(b) and comparison.alignment.to_source[d] == b else None


def _day_or_country(comparison: Comparison, change: Change) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where the name of a day, a month or the United States is misspelt."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    for one in range(a, b):
        key = source.words.keys[one]
        if key in {"u.s.", "uk", "un"} and {"united", "states"} & set(copy.words.keys[c:d]):
            return (one, one + 1), (c, d)
        if key[0] == "d" and key[1:3].isdigit():
            key = MONTH_NAMES[int(key[1:3])]
        if key in MONTHS or key in WEEKDAYS:
            for two in range(c, d):
                word = copy.words.keys[two]
                if is_garbled(key, word) and word not in source.vocabulary and word not in MONTHS | WEEKDAYS:
                    return (one, one + 1), (two, two + 1)
    return None


def _likeliest(comparison: Comparison, before: list[int], two: int) -> int | None:
    """Return the name of the source that one of the copy stands for: one like it, else the first no title."""
    source, new = comparison.source, comparison.copy.words.keys[two]
    return min(
        before,
        key=lambda at: (not is_garbled(source.words.keys[at], new), _is_title(source, at), at),
        default=None,
    )


def _exchange(comparison: Comparison, change: Change, one: int, two: int) -> Finding | None:
    """Return the finding for a name that stands in another one's place."""
    source, copy = comparison.source, comparison.copy
    old, new = source.words.keys[one], copy.words.keys[two]
    if _inflected(source, one, new):
        return None
    if _looks_garbled(source, one, new) and new not in source.vocabulary:
        return garbled_name(comparison, (one, one + 1), (two, two + 1))
    if (
        _is_title(source, one)
        or _is_title(copy, two)
        or _is_epithet(copy, change.copy)
        or _is_epithet(source, change.source)
    ):
        return None
    if _stays(comparison, change, old, new):
        return None
    if is_acronym(comparison, change):
        return (
            garbled_name(comparison, change.source, change.copy)
            if otherwise_written_out(comparison, change)
            else None
        )
    if _is_other_surname(comparison, one, two):
        return _other_name(comparison, (one, one + 1), (two, two + 1))
    if not _is_other_first_name(comparison, change, one, two) and _same_bearer(comparison, change, old, new):
        return None
    return _other_name(comparison, _whole(source, one, change.source), _whole(copy, two, change.copy))


def _is_title(side: Prepared, at: int) -> bool:
    """Say whether a word is a title, and not the last name of a "Mr Prince"."""
    keys = side.words.keys
    last = at > 0 and keys[at - 1] in _BEFORE_NAMES and side.capital(at) and at + 1 not in side.names
    return keys[at] in TITLES and not last


def _is_other_surname(comparison: Comparison, one: int, two: int) -> bool:
    """Say whether a person keeps the first name and gets a last name that the source does not know."""
    source, copy = comparison.source, comparison.copy
    if not one or not two or one not in source.people or one - 1 not in source.people:
        return False
    if comparison.alignment.to_source[two - 1] != one - 1 or copy.words.keys[two] in source.vocabulary:
        return False
    if (two + 1 in copy.names and two + 1 < len(copy.words)) or (
        one + 1 in source.names and one + 1 < len(source.words)
    ):
        return False
    return (
        source.text[source.words.ends[one - 1] : source.words.starts[one]] == " "
        and copy.text[copy.words.ends[two - 1] : copy.words.starts[two]] == " "
        and copy.words.keys[two].rpartition("-")[2] != source.words.keys[one].rpartition("-")[2]
    )


def _is_other_first_name(comparison: Comparison, change: Change, one: int, two: int) -> bool:
    """Say whether a person keeps the last name and gets a first name that the source does not know.

    "Striker Lind" is no first name, "Bill" for "William" no other one.
    """
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    if not b - a == d - c == 1 or comparison.alignment.links[change.link].share < _CLOSE:
        return False
    if not {one, one + 1} <= source.people or d >= len(copy.words) or comparison.alignment.to_source[d] != b:
        return False
    old, new = source.words.keys[one], copy.words.keys[two]
    if new in source.vocabulary or not copy.capital(two) or new.endswith(("er", "or", "man", "ist")):
        return False
    if (
        old[:2] == new[:2]
        or len(old) < 2
        or len(new) < 2
        or new in TITLES
        or (one - 1 in source.names and one not in source.openers)
    ):
        return False
    return FIRST_NAMES.get(old, -1) != FIRST_NAMES.get(new, -2)


def _is_first_name_dropped(comparison: Comparison, change: Change, at: int) -> bool:
    """Say whether "candidate Anton Lesk" became "contender Lesk": a first name went, and another word stands for one."""
    source, copy = comparison.source, comparison.copy
    (a, b), (_, d) = change.source, change.copy
    stays = d < len(copy.words) and comparison.alignment.to_source[d] == b
    return at == b - 1 and a < at and a not in source.names and {at, b} <= source.people and stays


def _is_bare_noun(comparison: Comparison, change: Change) -> bool:
    """Say whether a name gave way to a single noun without "the", beside a reporting word: "Police said"."""
    (a, b), (c, d) = change.source, change.copy
    keys = comparison.copy.words.keys
    word = keys[c]
    if (
        d - c != 1
        or b - a > 3
        or word in CUES
        or word in PRONOUNS
        or word in SMALL
        or word in TITLES
        or not word.isalpha()
    ):
        return False
    if c and keys[c - 1] in {"the", "a", "an", "his", "her", "its", "their"}:
        return False
    shown = comparison.source.words.span(a, b).of(comparison.source.text)
    if len(shown) > 2 and shown[:-1].isupper() and shown[-1] == "s":
        return False  # "MPs" are lawmakers
    return comparison.copy.capital(c) or _beside_cue(comparison, (c, d))


def _beside_cue(comparison: Comparison, run: tuple[int, int]) -> bool:
    """Say whether a reporting word stands within two words of a run in the copy."""
    keys = comparison.copy.words.keys
    return any(keys[at] in CUES for at in range(max(0, run[0] - 2), min(len(keys), run[1] + 3)))


def _other_name(comparison: Comparison, old: tuple[int, int], new: tuple[int, int]) -> Finding:
    """Return the finding for a name that took another one's place."""
    source, copy = comparison.source, comparison.copy
    there, here = source.words.span(*old), copy.words.span(*new)
    cue = _beside_cue(comparison, new)
    words = there.of(source.text)
    return Finding(
        "attribution.changed" if cue else "name.changed",
        Severity.CRITICAL if cue else Severity.MAJOR,
        Alteration.ALTERED,
        f"The source names “{words}” where the copy has “{here.of(copy.text)}”.",
        there,
        here,
        words,
    )


def _stays(comparison: Comparison, change: Change, old: str, new: str) -> bool:
    """Say whether both names stand in both sentences, so that they only changed places: roles judges that."""
    link = comparison.alignment.links[change.link]
    there = comparison.source.words.keys[slice(*link.source)]
    here = comparison.copy.words.keys[slice(*link.copy)]
    return there.count(old) <= here.count(old) and here.count(new) <= there.count(new)


def _whole(side: Prepared, at: int, within: tuple[int, int]) -> tuple[int, int]:
    """Return the run of name tokens around one."""
    first, last = at, at + 1
    while first > within[0] and first - 1 in side.names:
        first -= 1
    while last < within[1] and last in side.names:
        last += 1
    return first, last


def _is_epithet(side: Prepared, run: tuple[int, int]) -> bool:
    """Say whether a run names somebody by a description: "the Florida senator", "his rival", "he"."""
    keys = side.words.keys
    if run[0] < run[1] and run[1] - 1 in side.people and keys[run[1] - 1] not in TITLES:
        return False
    plain = [keys[at] for at in range(*run) if at not in side.names and not side.capital(at)]
    if any(key in PRONOUNS for key in plain):
        return True
    described = any(keys[at] in _DETERMINERS for at in range(max(0, run[0] - 1), run[1]))
    behind = run[1] < len(keys) and keys[run[1]] in TITLES and not side.capital(run[1])
    if behind and run[0] < run[1] and keys[run[0]] in _DETERMINERS:
        return True  # "the Florida senator", of which "senator" was aligned elsewhere
    return described and any(len(key) > 3 and key[0].isalpha() and not key.endswith("ly") for key in plain)


def _same_bearer(comparison: Comparison, change: Change, old: str, new: str) -> bool:
    """Say whether the readings take both names for one bearer, or the names stand side by side elsewhere."""
    one = _canonical(comparison.source, change.source)
    two = _canonical(comparison.copy, change.copy)
    alone = _first_names(comparison.source, change.source) & _first_names(comparison.copy, change.copy)
    if (one & two) - alone:
        return True
    return bool({(old, new), (new, old)} & comparison.source.neighbours)


def _first_names(side: Prepared, run: tuple[int, int]) -> set[str]:
    """Return the first names of the people in a run whose last names are known: two Bills are no one bearer."""
    names = overlapping(side.side.reading.names, side.words.span(*run))
    return {
        words[0]
        for name in names
        if name.kind is NameKind.PERSON and len(words := name.canonical.casefold().split()) > 1
    }


def _canonical(side: Prepared, run: tuple[int, int]) -> set[str]:
    """Return the words of the fullest names that the reading gives for a run.

    What a name that is no person's, or a headline taken for one, has beside the run did not change: "Tower" tells
    nothing of whether "Lind Tower" is "Moss Tower".
    """
    found: set[str] = set()
    for name in overlapping(side.side.reading.names, side.words.span(*run)):
        words = {
            word for word in name.canonical.casefold().split() if word not in TITLES and word in side.proper
        }
        first, last = side.words.within(name.span)
        if name.kind is not NameKind.PERSON or last - first > _LONGEST_NAME:
            words -= {side.words.keys[at] for at in range(first, last) if not run[0] <= at < run[1]}
        found |= words
    return found
