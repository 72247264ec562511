"""Every field of an article, on pages of several layouts and languages."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from copydesk.parsing.pages import extract
from copydesk.types import Article, BlockKind, CreditedSource, PageKind

_SPEC = importlib.util.spec_from_file_location(
    "parsing_pages_layouts", Path(__file__).with_name("layouts.py")
)
assert _SPEC is not None
assert _SPEC.loader is not None
layouts = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(layouts)

URL = "https://post.example/2025/10/03/bridge-closed/"


@pytest.fixture(scope="module")
def article() -> Article:
    """The page of a usual blog system, which carries every element."""
    return extract(layouts.WORDPRESS, URL)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("url", URL),
        ("canonical_url", URL),
        ("kicker", "Breaking News"),
        ("section", "Local"),
        ("headline", "Old bridge closed after cracks found"),
        ("seo_headline", None),
        ("standfirst", "Divers found two cracked bearings; traders ask for a ferry."),
        ("byline", "By Ana Lesk"),
        ("authors", ("Ana Lesk",)),
        ("language", "en-GB"),
        ("page_kind", PageKind.ARTICLE),
        ("credited_source", CreditedSource("Bay Wire", "https://wire.example/bridge")),
    ],
)
def test_each_field_of_a_full_page_is_read(article: Article, name: str, expected: object) -> None:
    """Kicker, headline, standfirst, byline, authors, section, language and source come out as printed."""
    assert getattr(article, name) == expected


def test_times_are_read_with_their_zone(article: Article) -> None:
    """A time with an offset becomes UTC, to the minute."""
    assert article.published is not None
    assert article.modified is not None
    assert article.published.isoformat() == "2025-10-03T13:05:00+00:00"
    assert article.modified.isoformat() == "2025-10-03T15:20:00+00:00"


def test_the_body_is_the_paragraphs_and_nothing_else(article: Article) -> None:
    """Teasers, corrections, source lines, related links and forms are no body."""
    first, second, third, last = layouts.PARAGRAPHS
    assert article.body.split("\n\n") == [first, second, "A ferry for the traders", third, last]


def test_links_stay_in_place(article: Article) -> None:
    """The span of a link covers its words in the body, and its address is absolute."""
    (link,) = article.links
    assert link.span.of(article.body) == "north quay"
    assert link.href == "https://post.example/quay"


def test_caption_and_credit_are_split(article: Article) -> None:
    """The credit inside the caption element is no part of the caption."""
    (picture,) = article.pictures
    assert picture.url == "https://post.example/img/bridge.jpg"
    assert picture.alt == "A bridge"
    assert picture.caption == "The swing bridge at low tide on Thursday."
    assert picture.credit == "Jon Arden | Afp | Getty Images"


def test_watch_teasers_are_videos(article: Article) -> None:
    """A line that says WATCH: is a teaser, and its title and address a video."""
    assert [(video.title, video.url) for video in article.videos] == [
        ("Divers under the bridge", "https://post.example/video/1")
    ]
    teasers = [block.text for block in article.blocks if block.kind is BlockKind.TEASER]
    assert teasers == ["Read also: Ferry to return to the bay", "WATCH: Divers under the bridge"]


def test_corrections_are_kept_apart(article: Article) -> None:
    """A correction stands in its own field, as printed."""
    assert article.corrections == (
        "Correction: An earlier version of this article gave the wrong year for the building of the bridge.",
    )


@pytest.mark.parametrize(
    "text",
    ["Leave a Reply", "Related", "Lighthouse sold to its keeper for one pound", "Most read", "Back to top"],
)
def test_furniture_is_kept_for_audit(article: Article, text: str) -> None:
    """Comment forms, related links, sidebars and footers are furniture."""
    assert text in [block.text for block in article.furniture]


def test_a_german_page_is_read() -> None:
    """German bylines, quotation marks, teasers and comment forms are known."""
    found = extract(layouts.GERMAN)
    assert found.headline == "Brücke in Möwenbucht gesperrt"
    assert found.authors == ("Jörg Tallmann",)
    assert found.language == "de"
    assert found.published is not None
    assert found.published.isoformat() == "2025-10-03T06:30:00+00:00"
    assert (
        "„Wir spielen nicht mit dem Leben derer, die hier jeden Tag hinüber müssen“, sagte Maren Odenthal"
        in found.body
    )
    assert "Lesen Sie auch" not in found.body
    assert "Kommentar" not in found.body


def test_a_french_page_of_tables_and_line_breaks_is_read() -> None:
    """A page without paragraphs or metadata is cut at double line breaks."""
    found = extract(layouts.FRENCH_TABLES)
    assert found.headline == "Le vieux pont est fermé"
    assert found.authors == ("Lucie Arnaud",)
    assert found.language == "fr"
    assert len(found.body.split("\n\n")) == 3
    assert "Accueil" not in found.body


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (layouts.LIVE, PageKind.LIVE_BLOG),
        (layouts.WALL, PageKind.PAYWALL_STUB),
        (layouts.FRONT, PageKind.INDEX),
        ("<html><body><p>Not found</p></body></html>", PageKind.NO_ARTICLE),
        (layouts.WORDPRESS, PageKind.ARTICLE),
    ],
    ids=["live blog", "paywall", "front page", "not found", "article"],
)
def test_pages_of_other_kinds_say_so(page: str, kind: PageKind) -> None:
    """Live blogs, stubs, front pages and error pages are told from articles."""
    assert extract(page).page_kind is kind


def test_bytes_and_text_give_the_same() -> None:
    """The charset of bytes is found before the page is read."""
    assert (
        extract(
            layouts.GERMAN.encode("iso-8859-1", "xmlcharrefreplace"),
            content_type="text/html; charset=iso-8859-1",
        ).headline
        == extract(layouts.GERMAN).headline
    )


def test_an_article_goes_through_json(article: Article) -> None:
    """What extract gives can be written and read back."""
    assert Article.from_dict(article.to_dict()) == article
