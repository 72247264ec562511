"""Checking as a worker does it: a copy against the version of its source that it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk import types
from copydesk.checking import Side, compare, review
from copydesk.desk.editing.judging import remember
from copydesk.desk.known import told_in_story
from copydesk.desk.ledger import connect
from copydesk.desk.models import Article, ArticleVersion, Finding, Relation
from copydesk.desk.stories import moment_of
from copydesk.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

#: versions of a source that a copy is checked against, the latest ones
VERSIONS_MOST = 5
_WEIGHTS = {
    types.Severity.CRITICAL: 1000,
    types.Severity.MAJOR: 100,
    types.Severity.MINOR: 10,
    types.Severity.NOTE: 1,
}


def side_of(version: ArticleVersion) -> Side:
    """Return what a version says, with its reading; reads it if nobody has yet."""
    article = types.Article.from_dict(version.content)
    if version.reading is None:
        reading = read(article, published=article.published or moment_of(version.article))
        version.reading = reading.to_dict()
        ArticleVersion.objects.filter(pk=version.pk).update(reading=version.reading)
    return Side(article, types.Reading.from_dict(version.reading))


def check_copy(
    row: Article, relation: Relation, *, policy: types.Policy, now: datetime
) -> types.Report | None:
    """Check a copy against its source and keep what was found.

    A source that changed since is no fault of the copy: of the source's versions the one counts that the
    copy agrees with best.

    Returns:
        The report; None when one of the two has no text.
    """
    source = relation.of
    versions = source.versions.select_related("article").order_by("-number")[:VERSIONS_MOST]
    if row.version is None or not versions:
        return None
    copied = side_of(row.version)
    reports = [(compare(side, copied, policy=policy), side) for side in map(side_of, versions)]
    report, original = min(reports, key=lambda pair: _weight(pair[0]))
    _keep(row, source, report.findings, (original, copied), now=now)
    connect(row, source, report.findings)
    Relation.objects.filter(pk=relation.pk).update(verdict=report.verdict.value, checked_at=now)
    return report


def check_alone(row: Article, *, policy: types.Policy, now: datetime) -> types.Report | None:
    """Look an article over that is nobody's copy, as far as we know, and keep what was found."""
    if row.version is None:
        return None
    side = side_of(row.version)
    report = review(side, policy=policy, known=told_in_story(row))
    _keep(row, None, report.findings, (side, side), now=now)
    return report


def _weight(report: types.Report) -> int:
    """Return how much a report finds, the gravest counting most."""
    return sum(_WEIGHTS[each.severity] for each in report.findings)


def _keep(
    row: Article,
    source: Article | None,
    findings: Iterable[types.Finding],
    sides: tuple[Side, Side],
    *,
    now: datetime,
) -> None:
    """Replace an article's open findings; what an editor judged stays judged."""
    Finding.objects.filter(article=row, state=Finding.State.OPEN).delete()
    judged = set(Finding.objects.filter(article=row).values_list("check_id", "copy_words", "source_words"))
    rows = [_row(row, source, finding, sides, now=now) for finding in findings]
    fresh = [each for each in rows if (each.check_id, each.copy_words, each.source_words) not in judged]
    remember(fresh, now=now)
    Finding.objects.bulk_create(fresh)


def _row(
    row: Article, source: Article | None, finding: types.Finding, sides: tuple[Side, Side], *, now: datetime
) -> Finding:
    """Return a finding as a row, with the words it is about."""
    original, copied = sides
    return Finding(
        article=row,
        source=source,
        check_id=finding.id,
        severity=finding.severity.value,
        alteration=finding.verdict.value,
        message=finding.message,
        source_words=finding.source.of(original.article.body) if finding.source else "",
        copy_words=finding.copy.of(copied.article.body) if finding.copy else "",
        source_start=finding.source.start if finding.source else None,
        source_end=finding.source.end if finding.source else None,
        copy_start=finding.copy.start if finding.copy else None,
        copy_end=finding.copy.end if finding.copy else None,
        repair=finding.repair or "",
        found_at=now,
    )
