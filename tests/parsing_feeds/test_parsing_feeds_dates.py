"""Dates in every form outlets write them, each worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from copydesk.parsing import parse_feed, parse_when

NOON = "2025-10-03T12:05:00+00:00"

FORMS = [
    # RFC 822 and 2822
    ("Fri, 03 Oct 2025 12:05:00 GMT", NOON),
    ("Fri, 3 Oct 2025 12:05:00 +0000", NOON),
    ("Fri, 03 Oct 2025 14:05:00 +0200", NOON),
    ("Fri, 03 Oct 2025 08:05:00 -0400", NOON),
    ("Fri, 03 Oct 2025 08:05:00 EDT", NOON),
    ("Fri, 03 Oct 2025 05:05:00 PDT", NOON),
    ("Fri, 03 Oct 2025 14:05:00 CEST", NOON),
    ("Fri, 03 Oct 2025 12:05:00 Z", NOON),
    ("Fri, 03 Oct 2025 12:05:00 UT", NOON),
    ("03 Oct 2025 12:05:00 GMT", NOON),
    ("03 Oct 25 12:05:00 GMT", NOON),
    ("Fri, 03 Oct 2025 12:05 GMT", NOON),
    ("Mon, 03 Oct 2025 12:05:00 GMT", NOON),
    ("Fri, 03 October 2025 12:05:00 GMT", NOON),
    ("Friday, 03 Oct 2025 12:05:00 GMT", NOON),
    ("Fri,03 Oct 2025 12:05:00 GMT", NOON),
    ("Fri, 03 Oct 2025 12:05:00", NOON),
    ("Fri, 03 Oct 2025 17:35:00 +05:30", NOON),
    ("Fri, 03 Oct 2025 14:05:00 GMT+2", NOON),
    ("Fri, 03 Oct 2025 14:05:00 GMT+02:00", NOON),
    ("Fri, 03 Oct 2025 14:05:00 +0200 (CEST)", NOON),
    ("Fri, 03-Oct-2025 12:05:00 GMT", NOON),
    ("fri, 03 oct 2025 12:05:00 gmt", NOON),
    ("Fri, 03 Oct 2025 12:05:00 XQZ", NOON),
    ("Fri, 03 Oct 2025", "2025-10-03T00:00:00+00:00"),
    ("Fri, 03 Oct 2025 12:04:60 GMT", NOON),
    ("Thu, 02 Oct 2025 24:00:00 GMT", "2025-10-03T00:00:00+00:00"),
    ("Sun, 06 Nov 94 08:49:37 GMT", "1994-11-06T08:49:37+00:00"),
    ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37+00:00"),
    ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37+00:00"),
    ("Sun Nov 6 08:49:37 PST 1994", "1994-11-06T16:49:37+00:00"),
    # ISO 8601 and W3CDTF
    ("2025-10-03T12:05:00Z", NOON),
    ("2025-10-03T14:05:00+02:00", NOON),
    ("2025-10-03T14:05:00+0200", NOON),
    ("2025-10-03T14:05:00+02", NOON),
    ("2025-10-03T12:05Z", NOON),
    ("2025-10-03T14:05+02:00", NOON),
    ("2025-10-03T12:05:00.000Z", NOON),
    ("2025-10-03T12:05:00.123456789Z", "2025-10-03T12:05:00.123456+00:00"),
    ("2025-10-03T12:05:00,5Z", "2025-10-03T12:05:00.500000+00:00"),
    ("2025-10-03 12:05:00", NOON),
    ("2025-10-03 12:05:00 UTC", NOON),
    ("2025-10-03 14:05:00 +0200", NOON),
    ("2025-10-03T08:05:00 EDT", NOON),
    ("2025-10-03t12:05:00z", NOON),
    ("2025/10/03 12:05", NOON),
    ("20251003T120500Z", NOON),
    ("20251003T1205Z", NOON),
    ("20251003120500", NOON),
    ("20251003", "2025-10-03T00:00:00+00:00"),
    ("2025-10-03", "2025-10-03T00:00:00+00:00"),
    ("2025-10", "2025-10-01T00:00:00+00:00"),
    ("2025", "2025-01-01T00:00:00+00:00"),
    ("2025-276", "2025-10-03T00:00:00+00:00"),
    ("2025-W40-5", "2025-10-03T00:00:00+00:00"),
    ("2025-10-02T24:00:00Z", "2025-10-03T00:00:00+00:00"),
    ("2025-10-03T02:05:00 PM", "2025-10-03T14:05:00+00:00"),
    # epochs
    ("1759493100", NOON),
    ("1759493100000", NOON),
    ("1759493100.25", NOON),
    # words
    ("October 3, 2025 12:05 pm", NOON),
    ("Oct. 3, 2025 8:05 a.m. ET", NOON),
    ("Jan. 3, 2025 7:05 a.m. ET", "2025-01-03T12:05:00+00:00"),
    ("3rd October 2025, 12:05 UTC", NOON),
    ("Updated 8:05 AM EDT, Fri October 3, 2025", NOON),
    ("12:30 am, 3 Oct 2025", "2025-10-03T00:30:00+00:00"),
    ("Freitag, 3. Oktober 2025, 12:05 Uhr", NOON),
    ("3. März 2025", "2025-03-03T00:00:00+00:00"),
    ("3.10.2025, 12.05 Uhr", NOON),
    ("03.10.25 12:05", NOON),
    ("vendredi 3 octobre 2025 à 12h05", NOON),
    ("mar. 4 févr. 2025 12:05", "2025-02-04T12:05:00+00:00"),
    ("1er août 2025", "2025-08-01T00:00:00+00:00"),
    ("viernes, 3 de octubre de 2025 12:05", NOON),
    ("3 ene 2025", "2025-01-03T00:00:00+00:00"),
    ("2025年10月3日 12:05", NOON),
    ("13/10/2025", "2025-10-13T00:00:00+00:00"),
    ("10/13/2025 2:05 PM", "2025-10-13T14:05:00+00:00"),
]

NONSENSE = [
    "",
    "never",
    "soon, we hope",
    "0000-00-00 00:00:00",
    "0001-01-01T00:00:00Z",
    "2025-13-01",
    "2025-02-30T10:00:00Z",
    "32 Oct 2025",
    "Fri, 03 Oct 2025 25:00:00 GMT",
    "Fri, 03 Oct 2025 12:61:00 GMT",
    "03/04/2025",
    "2025-400",
    "12:05",
    "9" * 200,
    "99999999999999999999",
    "２０２５",
    "Oct Nov 3 2025",
    "3 Oct 20255",
    "9999-12-31T23:59:59-12:00",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_date_is_read(text, expected):
    """A date as outlets write it is the moment it names."""
    assert parse_when(text) == datetime.fromisoformat(expected)


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_no_date(text):
    """What names no moment, or could name two, gives None."""
    assert parse_when(text) is None


def test_zone_counts_where_none_is_written():
    """A date without a zone is read in the one that was handed in; a date with one is not."""
    berlin = ZoneInfo("Europe/Berlin")

    assert parse_when("2025-10-03 14:05:00", zone=berlin) == datetime(2025, 10, 3, 12, 5, tzinfo=UTC)
    assert parse_when("3. Oktober 2025", zone=berlin) == datetime(2025, 10, 2, 22, 0, tzinfo=UTC)
    assert parse_when("2025-10-03T14:05:00Z", zone=berlin) == datetime(2025, 10, 3, 14, 5, tzinfo=UTC)


PLACES = {
    "rss": "<rss><channel><item><guid>1</guid><pubDate>{}</pubDate></item></channel></rss>",
    "dublin_core": "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item><guid>1</guid>"
    "<dc:date>{}</dc:date></item></channel></rss>",
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><published>{}</published></entry></feed>",
    "json": '{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "1", "date_published": "{}"}}]}}',
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_feed_gives_its_date(place, text, expected):
    """Each form is read in each format."""
    feed = parse_feed(PLACES[place].format(text))

    assert [item.published for item in feed.items] == [datetime.fromisoformat(expected)]
