"""The newsroom as a client on the network meets it."""

from __future__ import annotations

import gzip
import http.client
import json
import signal
import subprocess
import sys
from datetime import date
from urllib.parse import urlsplit

import pytest
from lxml import etree

from copydesk.sample import SampleNewsroom, latest_anchor, served_at
from copydesk.sample._load import parse_article

ANCHOR = date(2026, 11, 19)


@pytest.fixture(scope="module")
def newsroom():
    """The newsroom, running."""
    with SampleNewsroom(ANCHOR) as running:
        yield running


def get(url, *, method="GET", **headers):
    """Return status, headers and body of one request; names of headers with _ for -."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, parts.path or "/", headers=asked)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def outlet(newsroom, slug):
    """Return the outlet of that slug."""
    return next(each for each in newsroom.outlets if each.slug == slug)


def test_every_outlet_has_its_own_loopback_port(newsroom):
    """Pacing per host can be seen only where hosts differ."""
    assert len(newsroom.allow_ports) == len(newsroom.outlets) >= 9
    assert all(each.base_url.startswith("http://127.0.0.1:") for each in newsroom.outlets)


def test_another_process_knows_the_outlets_by_their_ports(newsroom):
    """Ports alone are enough to name every outlet's addresses; outlets without a port are left out."""
    assert served_at(newsroom.ports) == newsroom.outlets
    assert [each.slug for each in served_at({"herald": 1})] == ["herald"]


def test_every_source_answers(newsroom):
    """Feed or front page, each is there; one outlet has no feed at all."""
    assert [get(each.source_url)[0] for each in newsroom.outlets] == [200] * len(newsroom.outlets)
    assert [each.slug for each in newsroom.outlets if each.feed_url is None] == ["sound-fm"]


def test_every_xml_feed_is_well_formed(newsroom):
    """What is wrong in the sample is wrong on purpose: dates, not XML."""
    for each in newsroom.outlets:
        if each.feed_url and each.slug != "tideline":
            etree.fromstring(get(each.feed_url)[2])


def test_json_feed_names_every_article(newsroom):
    """Tideline's feed is JSON Feed 1.1 with the full text."""
    feed = json.loads(get(outlet(newsroom, "tideline").feed_url)[2])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert len(feed["items"]) == 6
    assert all(item["content_html"].count("<p>") >= 5 for item in feed["items"])


@pytest.mark.parametrize("validator", ["ETag", "Last-Modified"])
def test_unchanged_answers_304(newsroom, validator):
    """Either validator alone is enough."""
    url = outlet(newsroom, "courier").feed_url
    _, headers, _ = get(url)
    asked = {"ETag": "If_None_Match", "Last-Modified": "If_Modified_Since"}[validator]
    status, _, body = get(url, **{asked: headers[validator]})
    assert (status, body) == (304, b"")


@pytest.mark.parametrize("since", ["yesterday", "Thu, 19 Nov 2026 00:00:00", "Mon, 01 Jan 2001 00:00:00 GMT"])
def test_other_dates_get_the_whole_answer(newsroom, since):
    """A date that is none, has no zone or is older does not count as a validator."""
    assert get(outlet(newsroom, "courier").feed_url, If_Modified_Since=since)[0] == 200


def test_gzip_only_for_those_who_take_it(newsroom):
    """The same body comes plain and squeezed."""
    url = newsroom.address("courier-01")
    _, plain_headers, plain = get(url)
    _, headers, squeezed = get(url, Accept_Encoding="gzip")
    assert plain_headers["Content-Encoding"] is None
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed) == plain


def test_head_has_no_body(newsroom):
    """HEAD names the length and sends nothing."""
    status, headers, body = get(newsroom.address("herald-01"), method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


def test_moved_article_leads_to_its_new_place(newsroom):
    """The Herald's feed names an address that answers 301."""
    base = outlet(newsroom, "herald").base_url
    status, headers, _ = get(f"{base}/news/sixth-man-saved")
    assert (status, headers["Location"]) == (301, newsroom.address("herald-02"))
    assert b"/news/sixth-man-saved" in get(outlet(newsroom, "herald").feed_url)[2]


def test_missing_page_answers_404(newsroom):
    """The Gazette's feed has an entry whose page is not there."""
    base = outlet(newsroom, "gazette").base_url
    assert get(f"{base}/article.php/missing-tide-table")[0] == 404
    assert b"missing-tide-table" in get(outlet(newsroom, "gazette").feed_url)[2]


def test_robots_keeps_one_path_out(newsroom):
    """The Harbour Post's robots.txt closes what its feed names."""
    base = outlet(newsroom, "harbour-post").base_url
    assert b"Disallow: /members/\n" in get(f"{base}/robots.txt")[2]
    assert b"/members/briefing" in get(outlet(newsroom, "harbour-post").feed_url)[2]
    assert get(f"{base}/members/briefing")[0] == 200


def test_sitemap_is_named_in_robots(newsroom):
    """Coast Today is found by its news sitemap."""
    today = outlet(newsroom, "coast-today")
    assert f"Sitemap: {today.feed_url}".encode() in get(f"{today.base_url}/robots.txt")[2]


def test_gazette_is_windows_1252(newsroom):
    """Its quotation marks are single bytes that UTF-8 does not know, and its header says so."""
    _, headers, body = get(newsroom.address("gazette-02"))
    assert headers["Content-Type"] == "text/html; charset=windows-1252"
    assert b"\x91I was married in that building" in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_one_page_has_a_wrong_charset(newsroom):
    """The server calls it ISO-8859-1, the page is UTF-8 and says so."""
    _, headers, body = get(newsroom.address("coast-today-03"))
    assert headers["Content-Type"] == "text/html; charset=ISO-8859-1"
    assert "café" in body.decode("utf-8")
    assert b'<meta charset="utf-8">' in body


def test_wrong_and_missing_dates(newsroom):
    """The Brackwith Mail's feed has a date of 1970, one that is none, and an entry without; its pages are right."""
    feed = etree.fromstring(get(outlet(newsroom, "brackwith-mail").feed_url)[2])
    dates = [item.findtext("pubDate") for item in feed.iter("item")]
    assert dates.count(None) == 1
    assert "Thu, 01 Jan 1970 00:00:00 +0000" in dates
    assert "Wed, 31 Nov 2026 25:61:00" in dates
    assert b'content="2026-11-14T09:00:00+01:00"' in get(newsroom.address("brackwith-mail-03"))[2]


def test_island_links_are_relative(newsroom):
    """The Atom feed of the island leads to its pages by xml:base alone."""
    body = get(outlet(newsroom, "island-notes").feed_url)[2]
    assert b'href="../notes/anna-marit"' in body
    assert b"<content" not in body


def test_every_picture_named_is_served(newsroom):
    """Each article's lead picture answers as SVG."""
    for article_id in newsroom.article_ids:
        article = newsroom.article(article_id)
        if article.picture:
            base = outlet(newsroom, article.outlet).base_url
            status, headers, _ = get(f"{base}/pictures/{article.picture}")
            assert (status, headers["Content-Type"]) == (200, "image/svg+xml")


def test_every_link_between_articles_leads_somewhere(newsroom):
    """Links in bodies become addresses of other outlets' pages, and nothing is left unfilled."""
    for article_id in newsroom.article_ids:
        body = get(newsroom.address(article_id))[2]
        assert b"{{" not in body
        assert b"](" not in body


def test_correct_changes_validator_and_feed():
    """A correction is a new body under the old address, seen by page and feed."""
    with SampleNewsroom(ANCHOR) as newsroom:
        url = newsroom.address("ledger-01")
        _, before, _ = get(url)
        assert newsroom.correctable == ("ledger-01",)
        newsroom.correct("ledger-01")
        status, after, _ = get(url, If_None_Match=before["ETag"])
        assert status == 200
        assert after["Last-Modified"] == "Sat, 14 Nov 2026 10:10:00 GMT"
        assert b"shed 240 jobs" in get(outlet(newsroom, "ledger").feed_url)[2]
        with pytest.raises(ValueError, match="no version after 2"):
            newsroom.correct("ledger-01")


def test_ports_are_kept_over_a_stop():
    """The same ports answer again, so that stored addresses stay true."""
    newsroom = SampleNewsroom(ANCHOR)
    newsroom.start()
    ports = newsroom.ports
    newsroom.stop()
    newsroom.stop()
    assert newsroom.outlets == ()
    with newsroom:
        assert newsroom.ports == ports


def test_port_that_is_taken_is_said_and_leaves_nothing_open():
    """A second newsroom on the same ports fails at once."""
    with SampleNewsroom(ANCHOR) as first, pytest.raises(OSError, match="in use"):
        SampleNewsroom(ANCHOR, first.ports).start()


def test_anchor_must_be_a_thursday():
    """Weekdays in the texts would be wrong on any other."""
    with pytest.raises(ValueError, match="not a Thursday"):
        SampleNewsroom(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("today", "anchor"),
    [
        (date(2026, 11, 19), date(2026, 11, 19)),
        (date(2026, 11, 20), date(2026, 11, 19)),
        (date(2026, 11, 25), date(2026, 11, 19)),
        (date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_latest_anchor(today, anchor):
    """The newest Thursday, today's own included."""
    assert latest_anchor(today) == anchor


def test_dates_follow_the_anchor():
    """Times move by whole weeks with the newsroom's tenth day, and placeholders with them."""
    text = "at: 4 07:55\npath: /a\nheadline: On {{day 4}}\n\nSince {{date 2}}, {{month 1}}, {{dashed -20}}."
    article = parse_article("01-a.txt", "x", text, date(2026, 12, 3))
    assert article.published.isoformat() == "2026-11-27T07:55:00+01:00"
    assert article.headline == "On November 27"
    assert article.paragraphs == ("Since 25 November 2026, November, 2026-11-03.",)


@pytest.mark.parametrize(("name", "field"), [("1-a.txt", "kicker"), ("01-a.txt", "colour")])
def test_wrong_file_is_named(name, field):
    """A file name or field that is none is told with outlet and file."""
    text = f"at: 4 07:55\npath: /a\nheadline: A\n{field}: b\n\nWords."
    with pytest.raises(ValueError, match=f"x/{name}"):
        parse_article(name, "x", text, ANCHOR)


def test_process_keeps_its_ports_and_stops_on_sigterm(tmp_path):
    """`python -m copydesk.sample` writes its ports, takes them again, and ends with 0 when told to."""
    ports_file = tmp_path / "ports.json"
    command = [
        sys.executable,
        "-m",
        "copydesk.sample",
        "--anchor",
        "2026-11-19",
        "--ports-file",
        str(ports_file),
    ]
    seen = []
    for _ in range(2):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        lines = [process.stdout.readline() for _ in range(11)]
        seen.append(json.loads(ports_file.read_text()))
        assert b"shed 240 jobs" in get(f"http://127.0.0.1:{seen[-1]['ledger']}/index.rdf")[2]
        process.send_signal(signal.SIGTERM)
        process.stdout.close()
        assert process.wait(timeout=20) == 0
        assert all(line.startswith("http://127.0.0.1:") for line in lines)
    assert seen[0] == seen[1]
