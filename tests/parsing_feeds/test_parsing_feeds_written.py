"""Five hundred and more feeds written from the specifications, well-formed and broken: each gives what its line says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.parsing_feeds import written
from tests.parsing_feeds.test_parsing_feeds_cases import reduced

from copydesk.parsing import parse_feed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.types import Feed

VERSIONS = ("0.90", "0.91", "0.92", "0.93", "0.94", "2.0", "2.0.1", "2", "")
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{}</urlset>'
)
#: of the elements of RSS 2.0 those that RSS 1.0 has no place for
NOT_IN_RDF = ("guid", "enclosure", "original link")


def single(feed: str, url: str = f"{written.HOME}feed") -> dict[str, Any]:
    """Read a feed of one entry; return the entry without its empty fields, a key made by hashing as `hash`."""
    (item,) = parse_feed(feed, url).items
    found: dict[str, Any] = reduced(item.to_dict())
    if found["key"].startswith("hash:"):
        found["key"] = "hash"
    return found


def cases(table: dict[str, Any]) -> Any:
    """Run a test for each line of a table."""
    return pytest.mark.parametrize("name", table)


@cases(written.RSS_ELEMENTS)
def test_element_of_rss(name) -> None:
    """An item with a link and one more thing."""
    markup, fields = written.RSS_ELEMENTS[name]
    wanted = {"key": written.PAGE, **written.URL, **fields}
    assert single(written.rss(written.LINK + markup)) == wanted


@cases([each for each in written.RSS_ELEMENTS if not each.startswith(NOT_IN_RDF)])
def test_element_of_rdf(name) -> None:
    """The same in RSS 1.0, whose items have their address as an attribute."""
    markup, fields = written.RSS_ELEMENTS[name]
    wanted = {**written.URL, **fields, "key": written.PAGE}
    assert single(written.rdf(written.LINK + markup)) == wanted


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("order", ["title first", "link first"])
def test_versions_of_rss(version, order) -> None:
    """Whatever number stands at its head."""
    parts = ["<title>Ferry</title>", written.LINK]
    item = "".join(parts if order == "title first" else reversed(parts))
    assert single(written.rss(item, version)) == {"key": written.PAGE, **written.URL, "headline": "Ferry"}


@cases(written.RSS_LINKS)
def test_link_of_rss(name) -> None:
    """An item's address in all ways in which it is written."""
    markup, address = written.RSS_LINKS[name]
    assert single(written.rss(f"<title>A</title>{markup}")).get("url") == address


@cases(written.DATES)
@pytest.mark.parametrize("element", ["pubDate", "atom:published"])
def test_date(name, element) -> None:
    """Each form of a date, in an element of RSS and in one of Atom."""
    markup, field = written.DATED[element]
    assert single(written.rss(f"<title>A</title>{markup.format(name)}")).get(field) == written.DATES[name]


@cases(written.DATED)
def test_dated_element(name) -> None:
    """Each element that holds a date gives its field."""
    markup, field = written.DATED[name]
    assert single(written.rss(f"<title>A</title>{markup.format(written.AT)}")).get(field) == written.AT


@cases(written.ATOM_ELEMENTS)
def test_element_of_atom(name) -> None:
    """An entry with title and link and one more thing."""
    markup, fields = written.ATOM_ELEMENTS[name]
    frame = f'<title>A</title><link href="{written.PAGE}"/>'
    wanted = {"key": written.PAGE, **written.URL, "headline": "A", **fields}
    assert single(written.atom(frame + markup)) == wanted


@cases(written.ATOM_TITLES)
@pytest.mark.parametrize("frame", ["atom", "rss"])
def test_title_of_atom(name, frame) -> None:
    """A headline in each of its types; also as an element of Atom in RSS."""
    markup, headline = written.ATOM_TITLES[name]
    if frame == "rss":
        markup = markup.replace("<title", "<atom:title").replace("</title", "</atom:title")
        # A title in RSS is HTML, whatever its type says.
        headline = "a c" if name == "text" else headline
    made = written.atom(markup) if frame == "atom" else written.rss(markup)
    assert single(made)["headline"] == headline


@cases(written.ATOM_LINKS)
def test_link_of_atom(name) -> None:
    """An entry's address among its links."""
    markup, address = written.ATOM_LINKS[name]
    assert single(written.atom(f"<title>A</title>{markup}")).get("url") == address


@pytest.mark.parametrize("element", ["issued", "created", "modified"])
@pytest.mark.parametrize("moment", [each for each in written.DATES if "T" in each and written.DATES[each]])
def test_date_of_atom_03(element, moment) -> None:
    """The draft's own names for dates."""
    found = single(written.atom03(f"<title>A</title><{element}>{moment}</{element}>"))
    wanted = written.DATES[moment]
    assert found.get("updated" if element == "modified" else "published") == wanted


@cases(written.MEDIA)
@pytest.mark.parametrize("frame", ["rss", "atom"])
def test_media(name, frame) -> None:
    """Pictures of Media RSS with what is said of them, in RSS and in Atom."""
    markup, pictures = written.MEDIA[name]
    found = single(getattr(written, frame)(f"<title>A</title>{markup}"))
    assert [
        {k: v for k, v in each.items() if k in {"url", "alt", "caption", "credit"}}
        for each in found.get("pictures", [])
    ] == pictures


@cases(written.JSON_ITEMS)
@pytest.mark.parametrize("version", ["1", "1.1"])
def test_item_of_json_feed(name, version) -> None:
    """An item of a JSON Feed."""
    item, fields = written.JSON_ITEMS[name]
    made = {
        "version": f"https://jsonfeed.org/version/{version}",
        "title": "The Gull",
        "home_page_url": written.HOME,
    }
    found = single(json.dumps(made | {"items": [item]}))
    assert found["key"] == "1" if fields is None else found == fields


@cases(written.SITEMAP_URLS)
def test_address_of_sitemap(name) -> None:
    """An address of a sitemap with what is said of it."""
    markup, fields = written.SITEMAP_URLS[name]
    assert single(SITEMAP.format(f"<url>{markup}</url>")) == {"key": written.PAGE, **fields}


def headlines(feed: Feed) -> list[str | None]:
    """The headlines of a feed."""
    return [each.headline for each in feed.items]


@cases(written.BREAKS)
@pytest.mark.parametrize("make", ["rss", "rdf", "atom"])
def test_broken(name, make) -> None:
    """Nothing that is broken in one place costs an entry, and the others are as they were."""
    old, new, wanted = written.BREAKS[name]
    whole = written.three(make)
    made = whole.replace(old, new, -1 if old == "\n" else 1) if old else whole
    feed = parse_feed(made + written.AFTER.get(name, ""), f"{written.HOME}feed")
    assert headlines(feed) == wanted
    assert [each.summary for each in feed.items][::2] == ["About First.", "About Third."]
    assert [each.url for each in feed.items] == [f"{written.HOME}{each}" for each in wanted]


@cases(written.CUTS)
@pytest.mark.parametrize("make", ["rss", "rdf", "atom"])
def test_cut_off(name, make) -> None:
    """What came before the break is there."""
    marks, many = written.CUTS[name]
    text = written.three(make)
    at = next(text.index(mark) for mark in marks.split("|") if mark in text)
    assert (
        headlines(parse_feed(text[:at] if "text" not in name else text[: at + 8]))[:many]
        == written.ALL[:many]
    )


@cases(written.ENCODINGS)
@pytest.mark.parametrize("make", ["rss", "rdf", "atom"])
def test_encoding(name, make) -> None:
    """Letters are read as they were meant, whatever is said of them."""
    codec, said = written.ENCODINGS[name]
    letters = (
        "Fähre übermorgen – “zurück”"
        if codec not in {"latin-1", "iso-8859-15"}
        else "Fähre übermorgen zurück"
    )
    declared = f' encoding="{said}"' if said else ""
    text = written.three(make).replace(' encoding="utf-8"', declared).replace("Second<", f"{letters}<")
    assert headlines(parse_feed(text.encode(codec)))[1] == letters


def lines() -> Iterator[int]:
    """How many feeds each table makes."""
    rdf = [each for each in written.RSS_ELEMENTS if not each.startswith(NOT_IN_RDF)]
    yield from (
        len(written.RSS_ELEMENTS),
        len(rdf),
        len(VERSIONS) * 2,
        len(written.RSS_LINKS),
        len(written.DATES) * 2,
    )
    yield from (
        len(written.DATED),
        len(written.ATOM_ELEMENTS),
        len(written.ATOM_TITLES) * 2,
        len(written.ATOM_LINKS),
    )
    yield from (len(written.MEDIA) * 2, len(written.JSON_ITEMS) * 2, len(written.SITEMAP_URLS))
    yield from (len(written.BREAKS) * 3, len(written.CUTS) * 3, len(written.ENCODINGS) * 3)


def test_there_are_five_hundred() -> None:
    """The bar is a set of at least so many."""
    assert sum(lines()) >= 500
