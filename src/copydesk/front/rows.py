"""What several assemblers need of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.desk.stories import moment_of
from copydesk.front.values import CorrectionNote, OutletLink, Printed

if TYPE_CHECKING:
    from copydesk.desk.models import Article, Correction, Outlet


def link_to(outlet: Outlet) -> OutletLink:
    """Return an outlet by name, with its addresses."""
    return OutletLink(name=outlet.name, slug=outlet.slug, home_url=outlet.home_url)


def printed(article: Article) -> Printed:
    """Return an article as the place where words were printed."""
    return Printed(outlet=link_to(article.outlet), url=article.url, when=moment_of(article))


def correction_note(row: Correction) -> CorrectionNote:
    """Return a correction of ours with its label and time."""
    return CorrectionNote(text=row.text, when=row.at, label=row.get_label_display())
