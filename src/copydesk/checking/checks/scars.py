"""Scars of machine translation and careless scraping: glued words, stray entities, doubled small words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.checking.lexicon import SMALL
from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison, Prepared

IDS = {
    "scar.glued": "Two words have run together where a comma, a link or a sentence end stood.",
    "scar.entity": "A piece of HTML stands in the text.",
    "scar.doubled": "A small word stands twice.",
    "scar.lower_case": "A sentence begins with a small letter after “he said.” and the like.",
    "scar.stray": "A character or a scrap of a word stands where the source has none.",
    "scar.pronoun": "A thing became a person, or a person another one, in “it”, “he” or “she”.",
    "scar.grammar": "Two verb forms stand together that cannot.",
}
_ENTITY = re.compile(
    r"&(?:amp;)?(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|quot|nbsp|rsquo|lsquo|ldquo|rdquo|mdash|ndash|hellip);|(?<!&)#(?:39|34|8217|8220|8221|160|038);"
)
_DOUBLED = re.compile(r"\b(the|to|of|a|an|and|in|for|with|by|on|at|is|was) \1\b(?! [A-Z])")
#: Begins with the full stop, which is found fast; what stands before it is looked at then.
_LOWER = re.compile(r"\. [a-z]{2,}(?= )")
_BEFORE_LOWER = re.compile(r"\b(?:said|says|added|wrote|told [A-Z]\w{1,30})$")
_Pattern = tuple[str, Severity, re.Pattern[str], str]
_CERTAIN: tuple[_Pattern, ...] = (
    ("scar.entity", Severity.MINOR, _ENTITY, "“{}” is a piece of HTML."),
    ("scar.lower_case", Severity.NOTE, _LOWER, "In “{}” a sentence begins with a small letter."),
)
#: A word said twice may be a stutter that is quoted: without a source it is a sign, beside one it is a change.
_TWICE: _Pattern = ("scar.doubled", Severity.NOTE, _DOUBLED, "“{}” says a word twice.")
_STRAYS = "¬¦\ufffd¤¨¸"
_STRAY = re.compile(f"[{_STRAYS}]")
#: From this share of equal words on, a sentence is near enough its source for small scars to show.
_CLOSE = 0.6
_PERSONS = {
    "it": "thing", "its": "thing", "itself": "thing", "he": "man", "him": "man", "himself": "man",
    "she": "woman", "her": "woman", "hers": "woman", "herself": "woman",
}  # fmt: skip
_HELPERS = frozenset(
    (
        "is", "are", "was", "were", "be", "been", "am", "has", "have", "had", "will", "would", "can", "could",
        "may", "might", "must", "shall", "should",
    )
)  # fmt: skip
_GLUED = re.compile(  # what begins with a set of letters is searched for quickly
    r"([A-Z](?<!\w[A-Z])[a-z]{3,})(the|president|who|whose|which|and|chairman|director|minister|founder)\b"
)


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield the scars that the copy has and the source has not."""
    for finding in (*_matching(comparison.copy, _CERTAIN), *_glued(comparison.copy)):
        words = finding.copy.of(comparison.copy.text) if finding.copy is not None else ""
        if words not in comparison.source.text:
            yield finding
    yield from _strays(comparison)
    for change in comparison.changes:
        if comparison.alignment.links[change.link].share >= _CLOSE:
            judged = _scrap(comparison, change) or _pronoun(comparison, change) or _forms(comparison, change)
            if judged is not None:
                yield _note(comparison, change, *judged)


def _strays(comparison: Comparison) -> Iterator[Finding]:
    """Yield characters that no keyboard meant, where the source has none of them."""
    if not any(each in comparison.copy.text for each in _STRAYS):
        return
    for match in _STRAY.finditer(comparison.copy.text):
        if match[0] not in comparison.source.text:
            yield Finding(
                "scar.stray",
                Severity.NOTE,
                Alteration.ALTERED,
                f"“{match[0]}” stands in the copy and nowhere in the source.",
                None,
                Span(*match.span()),
                None,
            )


def _scrap(comparison: Comparison, change: Change) -> tuple[str, str] | None:
    """Judge a scrap in small letters that was put before a sentence."""
    source, copy = comparison.source, comparison.copy
    (a, b), (c, d) = change.source, change.copy
    if a != b or d - c != 1 or d >= len(copy.words) or a not in source.openers or c in copy.names:
        return None
    key = copy.words.keys[c]
    if len(key) > 3 or key in SMALL or copy.capital(c) or not copy.capital(d) or key in source.vocabulary:
        return None
    return "scar.stray", "“{new}” stands before a sentence and nowhere in the source."


def _pronoun(comparison: Comparison, change: Change) -> tuple[str, str] | None:
    """Judge a pronoun that flipped between thing, man and woman, and nothing else with it."""
    old, new = _keys(comparison, change)
    if len(old) != 1 or len(new) != 1:
        return None
    one, two = _PERSONS.get(old[0]), _PERSONS.get(new[0])
    if one is None or two is None or one == two:
        return None
    return "scar.pronoun", "The source says “{old}”, the copy “{new}”."


def _forms(comparison: Comparison, change: Change) -> tuple[str, str] | None:
    """Judge "is asks" and "will went": a helping verb with a form that it cannot take, made of the source's verb."""
    old, new = _keys(comparison, change)
    if not old and new == ("to",) and _is_bare_verb(comparison, change):
        return "scar.grammar", "“{new}” leaves the sentence without a verb."
    for place in range(1, len(new)):
        helper, verb = new[place - 1], new[place]
        if helper in _HELPERS and verb.endswith("s") and not verb.endswith("ss") and len(verb) > 3:
            stem = verb.removesuffix("s").removesuffix("e")
            if any(each in {stem + "ed", stem + "ing", stem, stem + "e"} for each in old):
                return "scar.grammar", "“{new}” is no form of a verb; the source says “{old}”."
    return None


def _is_bare_verb(comparison: Comparison, change: Change) -> bool:
    """Say whether "to" was put between a sentence's first name and its verb: "Lind to play in the final."."""
    source, copy = comparison.source, comparison.copy
    at, follow = change.source[0], change.copy[1]
    if not 0 < at < len(source.words) or follow >= len(copy.words):
        return False
    opens = at - 1 in source.openers or (at - 2 in source.openers and at - 2 in source.names)
    verb = source.words.loose[at]
    return (
        opens
        and at - 1 in source.names
        and at not in source.names
        and verb not in SMALL
        and not verb.endswith(("s", "ed", "ly"))
        and comparison.alignment.to_copy[at] == follow
    )


def _keys(comparison: Comparison, change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the loose keys of both sides of a change."""
    return (
        comparison.source.words.loose[slice(*change.source)],
        comparison.copy.words.loose[slice(*change.copy)],
    )


def _note(comparison: Comparison, change: Change, id_: str, message: str) -> Finding:
    """Return the finding for a scar that the alignment shows: a sign, no proof."""
    source, copy = comparison.source, comparison.copy
    here = copy.words.span(*change.copy)
    there = source.words.span(*change.source) if change.source[0] < change.source[1] else None
    words = there.of(source.text) if there is not None else None
    return Finding(
        id_,
        Severity.NOTE,
        Alteration.ALTERED,
        message.format(old=words, new=here.of(copy.text)),
        there,
        here,
        words,
    )


def find_alone(copy: Prepared) -> Iterator[Finding]:
    """Yield the scars of a text by itself."""
    yield from _matching(copy, (*_CERTAIN, _TWICE))
    yield from _glued(copy)


def _matching(copy: Prepared, patterns: tuple[_Pattern, ...]) -> Iterator[Finding]:
    """Yield the scars that patterns find."""
    for id_, severity, pattern, message in patterns:
        if pattern is _ENTITY and "&" not in copy.text and "#" not in copy.text:
            continue
        for match in pattern.finditer(copy.text):
            start = _begins(copy.text, match)
            if start is None:
                continue
            span = Span(start, match.end())
            words = span.of(copy.text).strip()
            yield Finding(id_, severity, Alteration.ALTERED, message.format(words), None, span, None)


def _begins(text: str, match: re.Match[str]) -> int | None:
    """Return where a scar begins; None where what stands before a small letter is no reporting word."""
    if match.re is not _LOWER:
        return match.start()
    before = _BEFORE_LOWER.search(text, max(0, match.start() - 40), match.start())
    return None if before is None else before.start()


def _glued(copy: Prepared) -> Iterator[Finding]:
    """Yield a known name with a small word stuck to it."""
    known = {copy.words.keys[at] for at in copy.names}
    for match in _GLUED.finditer(copy.text):
        if match[1].casefold() in known and match[0].casefold() not in _WHOLE:
            span = Span(*match.span())
            yield Finding(
                "scar.glued",
                Severity.MINOR,
                Alteration.ALTERED,
                f"“{match[0]}” looks like “{match[1]}” and “{match[2]}” run together.",
                None,
                span,
                None,
            )


_WHOLE = frozenset({"brand", "grand", "husband", "thousand", "breathe", "loathe"})
