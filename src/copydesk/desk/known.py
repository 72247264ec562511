"""The quote ledger as the check takes it: who printed which form of an utterance, when."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from copydesk.checking.known import KnownForm
from copydesk.desk import traced
from copydesk.desk.models import Article, Printing
from copydesk.desk.stories import moment_of
from copydesk.types import QuotationKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from copydesk.checking import Side

#: printings that are looked at, the earliest ones: a story of more has its forms among these
MOST = 500
#: quotations of one text that are looked for
QUOTATIONS_MOST = 50


def told_in_story(row: Article) -> tuple[KnownForm, ...]:
    """Return what the other articles of an article's story had printed inside marks when it was published."""
    if row.story_id is None:
        return ()
    found = _forms(Printing.objects.filter(article__story_id=row.story_id).exclude(article=row))
    return tuple(form for form in found if form.when is None or form.when <= moment_of(row))


def told_anywhere(quoted: str) -> tuple[KnownForm, ...]:
    """Return the printed forms of the utterances that share most words in a row with a quotation.

    Cost: bounded, however many quotations the ledger holds; `desk.traced` says what is found.
    """
    near = traced.near(quoted)
    return _forms(Printing.objects.filter(form__utterance_id__in=near)) if near else ()


def told_of(side: Side) -> tuple[KnownForm, ...]:
    """Return what anybody printed near the quotations of a text; of a long one, near its first 50."""
    marked = (each for each in side.reading.quotations if each.kind is not QuotationKind.INDIRECT)
    found = {
        form: None
        for quotation in islice(marked, QUOTATIONS_MOST)
        for form in told_anywhere(quotation.span.of(side.article.body))
    }
    return tuple(found)


def _forms(printings: QuerySet[Printing]) -> tuple[KnownForm, ...]:
    """Return printings as the check takes them."""
    rows = printings.select_related("form", "article__outlet").order_by("form__first_seen", "pk")[:MOST]
    return tuple(
        KnownForm(
            words=row.form.words,
            outlet=row.article.outlet.name,
            utterance=str(row.form.utterance_id),
            when=moment_of(row.article),
            url=row.article.url or None,
            speaker=row.speaker or None,
        )
        for row in rows
    )
