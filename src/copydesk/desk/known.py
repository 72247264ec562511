"""The quote ledger as the check takes it: who printed which form of an utterance, when."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from copydesk.checking.known import KnownForm
from copydesk.desk import traced
from copydesk.desk.models import Article, Printing, Story
from copydesk.desk.stories import moment_of, public_stories
from copydesk.types import QuotationKind

if TYPE_CHECKING:
    from datetime import datetime

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


def readable(now: datetime) -> QuerySet[Printing]:
    """Return what is printed where readers may see it: what a stranger may be told of."""
    public = Story.objects.filter(public_stories(now))
    return Printing.objects.filter(article__story__in=public, article__withheld=False)


def usable() -> QuerySet[Printing]:
    """Return what is printed anywhere but in killed stories: what the newsroom itself may be told of."""
    return Printing.objects.exclude(article__story__state=Story.State.KILLED)


def told_anywhere(quoted: str, among: QuerySet[Printing]) -> tuple[KnownForm, ...]:
    """Return the printed forms of the utterances that share most words in a row with a quotation.

    Args:
        quoted: the words inside the marks.
        among: the printings that whoever asks may be told of.

    Cost: bounded, however many quotations the ledger holds; `desk.traced` says what is found.
    """
    near = traced.near(quoted)
    return _forms(among.filter(form__utterance_id__in=near)) if near else ()


def told_of(side: Side, among: QuerySet[Printing]) -> tuple[KnownForm, ...]:
    """Return what was printed near the quotations of a text; of a long one, near its first 50.

    `among` as for `told_anywhere`.
    """
    marked = (each for each in side.reading.quotations if each.kind is not QuotationKind.INDIRECT)
    found = {
        form: None
        for quotation in islice(marked, QUOTATIONS_MOST)
        for form in told_anywhere(quotation.span.of(side.article.body), among)
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
