"""Page furniture that was left in the text: reply forms, plug-in lines, teasers, credits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison, Prepared

IDS = {"furniture.left": "Page furniture stands in the text."}
_LINE = re.compile(
    r"^[ \t]*(?:"
    r"source link|leave a (?:reply|comment)|back to top(?: button)?|your email address will not be.*"
    r"|required fields are marked.*|.*social media auto publish.*|.*powered by ?: ?\S+.*|watch: .{3,120}"
    r"|share this(?: article)?:?|breaking news"
    r"|[^|\n]{3,40}\|[^|\n]{2,20}\| ?getty images.*|.{3,60}/ ?getty images|all rights reserved.*|skip to (?:main )?content"
    r"|post (?:comment|navigation)|save my name.*|previous (?:post|article).*|next (?:post|article).*"
    r")[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_LINE = 300


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield furniture that the copy has and the source has not."""
    for finding in find_alone(comparison.copy):
        if finding.copy is not None and finding.copy.of(comparison.copy.text) not in comparison.source.text:
            yield finding


def find_alone(copy: Prepared) -> Iterator[Finding]:
    """Yield the lines of a text that are page furniture."""
    start = 0
    for line in copy.text.splitlines(keepends=True):
        if len(line) <= _LONGEST_LINE and _LINE.match(line.strip("\r\n")):
            words = line.strip()
            at = start + line.index(words)
            yield Finding(
                "furniture.left",
                Severity.MINOR,
                Alteration.ALTERED,
                f"“{words[:60]}” belongs to a page, not to the article.",
                None,
                Span(at, at + len(words)),
                None,
            )
        start += len(line)
