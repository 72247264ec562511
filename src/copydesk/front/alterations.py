"""Findings as readers and editors see them: both texts side by side, the words around them in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.desk.models import Article, Finding
from copydesk.front.comparing import around, clipped, compared
from copydesk.front.values import AlterationNote, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONTEXT = 90  #: code points that readers see on either side of what was altered
GRAVITY = ("critical", "major", "minor", "note")  #: severities, the gravest first


def bodies_of(findings: Iterable[Finding]) -> dict[int, str]:
    """Return the texts of the articles that findings speak of, by the article's id, in one query."""
    needed: set[int] = set()
    for each in findings:
        needed.add(each.article_id)
        if each.source_id:
            needed.add(each.source_id)
    rows = Article.objects.filter(pk__in=needed).order_by()
    return {key: body or "" for key, body in rows.values_list("pk", "version__content__body")}


def alteration_note(
    finding: Finding, bodies: Mapping[int, str], language: str, *, most: int, reach: int = CONTEXT
) -> AlterationNote:
    """Return a finding with both texts side by side.

    Args:
        finding: of the check.
        bodies: as from `bodies_of`.
        language: of the texts.
        most: characters shown of what was altered itself.
        reach: characters shown on either side of it.
    """
    was, now = compared(finding.source_words, finding.copy_words)
    source = bodies.get(finding.source_id or 0, "")
    copy = bodies.get(finding.article_id, "")
    return AlterationNote(
        check=finding.check_id,
        severity=finding.severity,
        variant=finding.alteration == Finding.Alteration.VARIANT,
        message=finding.message,
        was=_in_place(clipped(was, most), source, finding.source_start, finding.source_words, reach),
        now=_in_place(clipped(now, most), copy, finding.copy_start, finding.copy_words, reach),
        language=language,
    )


def _in_place(
    stretches: tuple[Stretch, ...], body: str, start: int | None, words: str, reach: int
) -> tuple[Stretch, ...]:
    """Return compared words with what stands around them; alone when the text has changed since."""
    if not words or start is None or not body.startswith(words, start):
        return stretches
    before, behind = around(body, start, start + len(words), reach=reach)
    return tuple(each for each in (Stretch(before), *stretches, Stretch(behind)) if each.text)
