"""Scars of machine translation and careless scraping: glued words, stray entities, doubled small words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison, Prepared

IDS = {
    "scar.glued": "Two words have run together where a comma, a link or a sentence end stood.",
    "scar.entity": "A piece of HTML stands in the text.",
    "scar.doubled": "A small word stands twice.",
    "scar.lower_case": "A sentence begins with a small letter after “he said.” and the like.",
}
_ENTITY = re.compile(
    r"&(?:amp;)?(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|quot|nbsp|rsquo|lsquo|ldquo|rdquo|mdash|ndash|hellip);|(?<![&\w])#(?:39|34|8217|8220|8221|160|038);"
)
_DOUBLED = re.compile(r"\b(the|to|of|a|an|and|in|for|with|by|on|at|is|was) \1\b(?! [A-Z])")
_LOWER = re.compile(r"\b(?:said|says|added|wrote|told [A-Z]\w+)\. (?=[a-z]{2,} )")
_GLUED = re.compile(
    r"\b([A-Z][a-z]{3,})(the|president|who|whose|which|and|chairman|director|minister|founder)\b"
)


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield the scars that the copy has and the source has not."""
    for finding in find_alone(comparison.copy):
        words = finding.copy.of(comparison.copy.text) if finding.copy is not None else ""
        if finding.severity is not Severity.NOTE and words not in comparison.source.text:
            yield finding


def find_alone(copy: Prepared) -> Iterator[Finding]:
    """Yield the scars of a text by itself."""
    for id_, severity, pattern, message in (
        ("scar.entity", Severity.MINOR, _ENTITY, "“{}” is a piece of HTML."),
        ("scar.doubled", Severity.NOTE, _DOUBLED, "“{}” says a word twice."),
        ("scar.lower_case", Severity.NOTE, _LOWER, "After “{}” the sentence begins with a small letter."),
    ):
        for match in pattern.finditer(copy.text):
            span = Span(*match.span())
            words = span.of(copy.text).strip()
            yield Finding(id_, severity, Alteration.ALTERED, message.format(words), None, span, None)
    yield from _glued(copy)


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
