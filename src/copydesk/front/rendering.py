"""Draws pages from values: HTML through the templates, as bytes ready to be baked."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from copydesk.front.addresses import person_path, preview_mark, preview_path, quotation_path, story_path
from copydesk.front.characters import printable
from copydesk.front.charts import course
from copydesk.front.metadata import news_article, quotation_json

if TYPE_CHECKING:
    from copydesk.front.values import (
        ArchivePage,
        CorrectionsPage,
        DayPage,
        FeedOf,
        FrontPage,
        OutletPage,
        PersonPage,
        QuotationPage,
        SearchPage,
        Site,
        StoryPage,
        TopicPage,
    )

MOST_DESCRIPTION = 200  #: characters of a page's description; search engines show no more


@cache
def asset(name: str) -> bytes:
    """Return a file of the package's assets; a stylesheet without comments and without spaces it does not need."""
    data = (resources.files("copydesk.front") / "assets" / name).read_bytes()
    if not name.endswith(".css"):
        return data
    text = re.sub(r"/\*.*?\*/", "", data.decode("utf-8"), flags=re.DOTALL)
    tight = re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\n\s*", "\n", text).strip())
    return re.sub(r"([a-z-]): ", r"\1:", tight).replace(";}", "}").encode("utf-8")


@cache
def asset_path(name: str) -> str:
    """Return the path under which an asset is served; it changes when the asset does.

    >>> asset_path("front.css").startswith("/assets/front.")
    True
    """
    stem, _, suffix = name.rpartition(".")
    return f"/assets/{stem}.{hashlib.sha256(asset(name)).hexdigest()[:12]}.{suffix}"


def stylesheet_path() -> str:
    """Return the path of the stylesheet."""
    return asset_path("front.css")


def description(page: StoryPage) -> str:
    """Return a story in one or two sentences, for search engines and previews."""
    first = "".join(piece.text for piece in page.paragraphs[0]) if page.paragraphs else ""
    text = " ".join((page.card.standfirst or first or page.card.headline).split())
    if len(text) <= MOST_DESCRIPTION:
        return text
    return f"{text[: MOST_DESCRIPTION - 2].rsplit(' ', 1)[0]} …"


def front_html(page: FrontPage, site: Site) -> bytes:
    """Return the front page."""
    return _page("front/front.html", {"page": page, "site": site})


def story_html(page: StoryPage, site: Site) -> bytes:
    """Return a story's page."""
    address = site.url + story_path(page.card.number, page.card.slug)
    values = {
        "page": page,
        "site": site,
        "permalink": address,
        "description": description(page),
        "preview": site.url
        + preview_path(page.card.number, preview_mark(page.card.headline, page.card.topic)),
        "course": course(page.coverage),
        "json_ld": mark_safe(news_article(page, site)),  # noqa: S308 - JSON with <, > and & escaped
    }
    return _page("front/story.html", values)


def outlet_html(page: OutletPage, site: Site) -> bytes:
    """Return an outlet's page."""
    return _page("front/outlet.html", {"page": page, "site": site})


def archive_html(page: ArchivePage, site: Site) -> bytes:
    """Return the page with every day that has stories."""
    return _page("front/archive.html", {"page": page, "site": site})


def day_html(page: DayPage, site: Site) -> bytes:
    """Return the page with a day's stories."""
    return _page("front/day.html", {"page": page, "site": site})


def corrections_html(page: CorrectionsPage, site: Site) -> bytes:
    """Return the page with what we corrected."""
    return _page("front/corrections.html", {"page": page, "site": site})


def search_html(page: SearchPage, site: Site) -> bytes:
    """Return the page with what a search found."""
    return _page("front/search.html", {"page": page, "site": site})


def quotation_html(page: QuotationPage, site: Site) -> bytes:
    """Return the page of one quotation."""
    values = {
        "page": page,
        "site": site,
        "permalink": site.url + quotation_path(page.card.number),
        "json_ld": mark_safe(quotation_json(page, site)),  # noqa: S308 - JSON with <, > and & escaped
    }
    return _page("front/quotation.html", values)


def person_html(page: PersonPage, site: Site) -> bytes:
    """Return the page of what somebody said."""
    return _page(
        "front/person.html", {"page": page, "site": site, "permalink": site.url + person_path(page.name)}
    )


def topic_html(page: TopicPage, site: Site, whose: FeedOf) -> bytes:
    """Return a page of a topic's stories."""
    values = {"page": page, "site": site, "whose": whose, "permalink": site.url + whose.page}
    return _page("front/topic.html", values)


def about_html(site: Site) -> bytes:
    """Return the page that says who runs the site and by which rules."""
    return _page("front/about.html", {"site": site})


def missing_html(site: Site) -> bytes:
    """Return the page that stands where no page is."""
    return _page("front/missing.html", {"site": site})


def busy_html(again: str, site: Site) -> bytes:
    """Return the page that says that too many search at once.

    Args:
        again: the address to try again, path and query.
        site: the site.
    """
    return _page("front/busy.html", {"again": again, "site": site})


def _page(template: str, values: dict[str, Any]) -> bytes:
    """Return a template filled with values, blank lines dropped."""
    text = printable(render_to_string(template, values))
    return re.sub(r"\n\s*\n+", "\n", text).encode("utf-8")
