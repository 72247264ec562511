"""Page furniture that was left in the text: reply forms, plug-in lines, teasers, credits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison, Prepared

IDS = {"furniture.left": "Page furniture stands in the text."}
#: What belongs to the machinery of a page: forms, buttons, plug-ins, credits of pictures.
_MACHINERY = (
    r"source link|leave a (?:reply|comment)|back to top(?: button)?|your email address will not be.*"
    r"|required fields are marked.*|.*social media auto publish.*|.*powered by ?: ?\S+.*|watch: .{3,120}"
    r"|share this(?: article| story| post)?:?|breaking news"
    r"|[^|\n]{3,40}\|[^|\n]{2,20}\| ?getty images.*|.{3,60}/ ?getty images|all rights reserved.*|skip to (?:main )?content"
    r"|post (?:comment|navigation)|save my name.*|previous (?:post|article).*|next (?:post|article).*"
    r"|share (?:on|via) (?:facebook|twitter|x|whatsapp|linkedin|email|reddit|telegram)|(?:like|follow) us on .{1,60}"
    r"|(?:facebook|twitter|whatsapp|linkedin|pinterest|email|print|tweet|telegram|reddit)(?:[ |,]+(?:facebook|twitter"
    r"|whatsapp|linkedin|pinterest|email|print|tweet|telegram|reddit))+|tags: .{2,120}|filed under:? .{2,80}"
    r"|(?:no|\d+) comments?|comments? (?:are )?(?:closed|off)|download (?:our|the) app.*|view all posts.*"
    r"|we use cookies.*|accept (?:all )?cookies|view comments|(?:you must be )?log(?:ged)? in to (?:post a )?comment.*"
    r"|notify me of (?:follow-up|new) .*|this site uses akismet.*|click here to (?:share|print|email) .*"
)
#: What a house puts between the paragraphs of any article: it tells nothing of a copy, and much of a lone text.
_INSERTS = (
    r"(?:please )?(?:subscribe|sign up)(?: now| here| today)?(?: (?:to|for) .{0,40})?(?:newsletter|updates|alerts|channel)s?"
    r"|subscribe(?: now| here| today)?|sign up(?: now| here| today)?|advertisements?|sponsored(?: content)?|promoted stories"
    r"|(?:story|article) continues (?:below|after).*|continue reading.{0,40}|(?:read|see|watch) (?:more|also|next): .{3,160}"
    r"|also read ?: .{3,160}|read more|related (?:articles?|posts?|stories|news|topics):?.{0,120}"
    r"|(?:you (?:may|might) also like|recommended for you|trending now|most (?:popular|read|viewed)).{0,20}"
)
_LEFT = re.compile(rf"^[ \t]*(?:{_MACHINERY})[ \t]*$", re.IGNORECASE)
_ANY = re.compile(rf"^[ \t]*(?:{_MACHINERY}|{_INSERTS})[ \t]*$", re.IGNORECASE)
_LONGEST_LINE = 300


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield furniture that the copy has and the source has not."""
    for finding in _lines(comparison.copy, _LEFT, frozenset(comparison.source.text.splitlines())):
        if finding.copy is not None and finding.copy.of(comparison.copy.text) not in comparison.source.text:
            yield finding


def find_alone(copy: Prepared) -> Iterator[Finding]:
    """Yield the lines of a text that are page furniture."""
    yield from _lines(copy, _ANY)


def _lines(
    copy: Prepared, pattern: re.Pattern[str], known: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Yield a finding for each line that a pattern knows, but those that are known from the source."""
    start = 0
    for line in copy.text.splitlines(keepends=True):
        bare = line.strip("\r\n")
        if len(line) <= _LONGEST_LINE and bare not in known and pattern.match(bare):
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
