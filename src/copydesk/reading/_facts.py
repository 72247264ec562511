"""Names the facts about a candidate, in groups that are weighed together.

Each function here names the facts that follow from a few values. A group of facts is such a function with its values,
so that the weights of a group are summed once for as long as the same values come again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

#: A function that names facts, and the values that it names them by.
Facts: TypeAlias = tuple[Callable[..., list[str]], *tuple[Any, ...]]


def listing(*facts: str) -> list[str]:
    """Return facts that are named already: a group that is not worth keeping."""
    return list(facts)


def beside(where: str, possessive: bool, shape: tuple[str, str, str, str, bool]) -> list[str]:  # noqa: FBT001 - a fact
    """Return what kind of mention it is and what stands beside it."""
    kind, left, right, verb, subject = shape
    return [
        f"{where} {kind}",
        f"{where} {left}>{right}",
        f"{where} {kind} {left}>{right}",
        f"{kind} {left}>{right} possessive={possessive:d}",
        f"{where} subject={subject:d} {verb}",
    ]


def cued(where: str, form: str, verb: str, cue: tuple[str, tuple[str, ...]]) -> list[str]:
    """Return the reporting words beside a mention, and its form."""
    own, words = cue
    finds = [f"{where} own={own}", *(f"{where[:-1]} {word}" for word in words)]
    if form:
        finds.append(f"{side_of(where)} {form}" + (f" {verb}" if form.startswith("role") else ""))
    return finds


def side_of(where: str) -> str:
    """Return on which side of the marks a mention stands."""
    return "after" if where.startswith("a") else "before"


def named(where: str, name: tuple[str, str, str]) -> list[str]:
    """Return what the name is like and how often it is named."""
    sort, verb, fame = name
    return [f"{where} sort={sort} {verb}", f"{where} fame={fame}"]


def alike(sides: tuple[str, str, str]) -> list[str]:
    """Return what stands beside a name of its sort."""
    sort, left, right = sides
    return [f"sort={sort} {left}>{right}"]


def marked(where: str, near: int, marks: tuple[str, str, str, str, bool]) -> list[str]:
    """Return how the marks look from where the mention stands."""
    before, behind, tail, lead, capital = marks
    return [
        f"{where} near={near}",
        f"{where} near={near} {before}{behind[:1]}",
        f"{side_of(where)} tail={tail} behind={behind}",
        f"{where} lead={lead} capital={capital:d}",
    ]


def spoken(  # noqa: PLR0917 - the values that the facts are named by
    where: str,
    verb: str,
    near: int,
    cued: int,
    subject: bool,  # noqa: FBT001 - a fact of the mention
    tail: str,
    lead: str,
    cues: str,
) -> list[str]:
    """Return how the reporting word beside a mention goes with the marks."""
    return [
        f"{where} verb={verb} tail={tail}",
        f"{where} verb={verb} lead={lead} near={near}",
        f"{where} cue={cues} {verb}",
        f"{where} cued={cued} {verb}",
        f"{where} cued={cued} {verb} subject={subject:d} lead={lead}",
    ]


def spelled(where: str, gap: str, noun: str, inside: str | None, verb: str) -> list[str]:
    """Return what lies between a mention and the marks."""
    speech = noun if noun in {"", "-"} else "+"
    finds = [f"{where} gap={gap}", f"{where} noun={noun}", f"{where} noun={speech} gap={gap}"]
    if inside is not None:
        finds += [f"before inside={inside} {verb}", f"before inside={inside} gap={gap}"]
    return finds


def owning(where: str, near: str, far: str, cues: tuple[str, str, bool, str, str, str]) -> list[str]:
    """Return how a mention stands to the cues nearest to the marks: whose they are."""
    near_away, far_away, that, ahead, lead, tail = cues
    return [
        f"{where} owns={near}{far}",
        f"owns={near}{near_away} that={that:d} {ahead}{far}",
        f"owns={near}{near_away} {far}{far_away[:1]} lead={lead}",
        f"owns={near}{near_away[:1]} {far}{far_away} tail={tail}",
    ]


def owned(where: str, near: str, how: str, led: tuple[str, str, bool, str]) -> list[str]:
    """Return how the owner of the nearest cue was found."""
    ahead, steps, that, lead = led
    return [
        f"{where} owns={near} {how} {ahead}",
        f"owns={near} {how} {steps} that={that:d} lead={lead}",
    ]


def stood(  # noqa: PLR0917 - the values that the facts are named by
    where: str,
    near: str,
    cued: int,
    part: tuple[str, str, bool, str],
    letter: str,
    that: bool,  # noqa: FBT001
) -> list[str]:
    """Return what a mention is beside the owner of the nearest cue."""
    verb, inside, subject, left = part
    return [
        f"{where[:-2]} owns={near} {verb} {inside} {subject:d}",
        f"owns={near}{letter} that={that:d} {left} {verb} cued={cued}",
    ]


def told(where: str, place: str, sure: str, beside: str, near: str, kind: str) -> list[str]:  # noqa: PLR0917
    """Return where a mention stands in the source that the table of attributions found."""
    return [
        f"told={place}{sure}",
        f"told={place}{sure} {where}",
        f"told={place}{sure}{beside} owns={near}",
        f"told={place}{sure} {kind}",
    ]


def linked(where: str, link: str, lead: str, ahead: str) -> list[str]:
    """Return the preposition before a mention, and how it goes with the marks."""
    return [f"{where} link={link}", f"link={link} lead={lead} {ahead}"]


def after_nobody(where: str, link: str) -> list[str]:
    """Return that nobody spoke before."""
    return [f"{where} last=none {link}"]


def goes_on(link: str, cued: str, sentence: int, gap: str, marks: tuple[str, str, str]) -> list[str]:
    """Return how the same mention would go on speaking."""
    behind, lead, tail = marks
    return [
        f"last=same {link} {cued}",
        f"last=same {link} sentence={sentence} {behind}",
        f"last=same {link} lead={lead} tail={tail}",
        f"last=same gap={gap}",
    ]


def same_name(where: str, link: str) -> list[str]:
    """Return that somebody of the same name spoke before."""
    return [f"{where} last=name {link}"]


def another(where: str, link: str, newer: bool, cued: str) -> list[str]:  # noqa: FBT001 - a fact of the mention
    """Return that another spoke before; whoever was named after the last quotation is closer than its speaker."""
    return [f"{where} last=other {link}", f"{where[:-1]} newer={newer:d} {cued}"]
