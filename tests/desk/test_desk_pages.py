"""Collecting pages: attempts, final answers, the feed's text in a page's place, versions, times ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copydesk import errors
from copydesk.desk.models import Article, Source
from copydesk.desk.work.items import key_of_url
from copydesk.desk.work.pages import PageRules, due_pages, page_request, record_page
from copydesk.intake import Fetched
from copydesk.types import Item

pytestmark = [pytest.mark.database, pytest.mark.django_db]

RULES = PageRules(lease=timedelta(minutes=2), page_bytes=2**20, attempts=3)
URL = "http://outlet-1.example/ferry"
TEXT = (
    "The ferry to Hesk runs again after three weeks, the harbour council said on Monday. "
    "Its new engine was tried out on Sunday in the calm water behind the mole. "
) * 5


def fetched(text=TEXT, *, url=URL, headline="Ferry back", published="2026-10-13T08:00:00Z"):
    """Return a page as it came."""
    paragraphs = "".join(f"<p>{each}</p>" for each in text.split("\n\n"))
    body = (
        f"<!DOCTYPE html><html lang='en'><head><title>{headline}</title>"
        f"<meta property='article:published_time' content='{published}'></head>"
        f"<body><article><h1>{headline}</h1>{paragraphs}</article></body></html>"
    ).encode()
    return Fetched(url=url, status=200, body=body, content_type="text/html; charset=utf-8")


@pytest.fixture
def announced(make_source, now):
    """Make an announced article of outlet 1, claimed by a worker."""

    def make(**item):
        source = Source.objects.filter(outlet__slug="outlet-1").first() or make_source(1)
        values = {"key": "entry", "url": URL, "headline": "Ferry back"} | item
        Article.objects.create(
            source=source,
            outlet=source.outlet,
            key=key_of_url(values["url"]) if values["url"] else "entry",
            url=values["url"] or "",
            item=Item(**values).to_dict(),
            first_seen=now,
            due_at=now,
        )
        return claimed(now)

    return make


def claimed(now):
    """Claim the one article that is due."""
    [row] = due_pages(now=now, holder="here/1", rules=RULES, limit=1)
    return row


def test_failed_page_is_tried_again_later_each_time_and_then_set_aside(announced, now):
    """After 60 and 300 seconds comes another attempt; the third failure is final and keeps its error."""
    row = announced()
    error = errors.ConnectionFailedError(URL, "the connection broke")
    waits = []
    for _ in range(2):
        record_page(row, error, now=now, rules=RULES)
        row.refresh_from_db()
        assert (row.state, row.lease_by, row.error) == ("announced", "", str(error))
        waits.append((row.due_at - now).total_seconds())
        now = row.due_at
        row = claimed(now)
    record_page(row, error, now=now, rules=RULES)
    row.refresh_from_db()

    assert waits == [60, 300]
    assert (row.state, row.due_at, row.lease_by, row.error) == ("failed", None, "", str(error))


def test_server_that_asks_to_come_later_is_left_alone_as_long(announced, now):
    """Retry-After counts where it is longer than our own wait."""
    row = announced()
    record_page(row, errors.RetryLaterError(URL, "busy", after=900.0), now=now, rules=RULES)
    row.refresh_from_db()

    assert row.due_at == now + timedelta(seconds=900)


@pytest.mark.parametrize(
    "error",
    [
        *(errors.StatusError(URL, status) for status in (400, 401, 403, 404, 405, 406, 414, 451)),
        errors.GoneError(URL, "gone"),
        errors.RobotsRefusedError(URL, "robots.txt asks us not to"),
    ],
    ids=str,
)
def test_final_answers_are_not_asked_for_again(announced, now, error):
    """A page that is not there, or is closed to us, is set aside at once with its error."""
    row = announced()
    record_page(row, error, now=now, rules=RULES)
    row.refresh_from_db()

    assert (row.state, row.error, row.due_at) == ("failed", str(error), None)
    assert row.versions.count() == 0


def test_full_text_of_the_feed_stands_in_for_a_page_that_cannot_be_had(announced, now):
    """The article goes on with the feed's words, and the error stays to be seen."""
    row = announced(content=f"<p>{TEXT}</p>")
    record_page(row, errors.StatusError(URL, 404), now=now, rules=RULES)
    row.refresh_from_db()

    assert row.state == "extracted"
    assert "404" in row.error
    assert "new engine" in row.version.content["body"]


def test_entry_without_an_address_lives_on_the_feed_alone(announced, now):
    """Nothing is fetched, and the feed's own text is the article."""
    row = announced(url=None, content=f"<p>{TEXT}</p>")

    assert page_request(row, RULES) is None
    record_page(row, None, now=now, rules=RULES)
    row.refresh_from_db()
    assert (row.state, row.error) == ("extracted", "")
    assert "new engine" in row.version.content["body"]


def test_redirect_to_a_known_article_is_a_duplicate(announced, make_article, now):
    """The second address of one article is set aside and names the first."""
    first = make_article(1)
    Article.objects.filter(pk=first.pk).update(key=key_of_url(first.url))
    row = announced()
    record_page(row, fetched(url=first.url), now=now, rules=RULES)
    row.refresh_from_db()

    assert (row.state, row.version) == ("duplicate", None)
    assert first.url in row.error


def test_new_version_only_when_something_else_is_said(announced, now):
    """The same words again are no version; other words are the second, and the first stays as it was."""
    row = announced()
    for page in (fetched(), fetched(), fetched(TEXT + "\n\nIt sails on Tuesday as well, the council said.")):
        Article.objects.filter(pk=row.pk).update(state="announced", due_at=now, lease_until=None)
        record_page(claimed(now), page, now=now, rules=RULES)
    row.refresh_from_db()

    first, second = row.versions.order_by("number")
    assert [first.number, second.number] == [1, 2]
    assert row.version == second
    assert "Tuesday" not in first.content["body"]
    assert "Tuesday" in second.content["body"]


def test_time_ahead_of_now_is_no_time(announced, now):
    """A page dated tomorrow takes the feed's time, if that one has passed."""
    row = announced(published=now - timedelta(hours=3))
    ahead = (now + timedelta(days=1)).isoformat()
    record_page(row, fetched(published=ahead), now=now, rules=RULES)
    row.refresh_from_db()

    assert row.published == now - timedelta(hours=3)


def test_what_another_worker_took_over_is_left_alone(announced, now):
    """A worker whose lease ended writes nothing over what the next one did."""
    row = announced()
    Article.objects.filter(pk=row.pk).update(lease_by="there/2")
    record_page(row, fetched(), now=now, rules=RULES)
    record_page(row, errors.StatusError(URL, 404), now=now, rules=RULES)
    row.refresh_from_db()

    assert (row.state, row.lease_by, row.versions.count()) == ("announced", "there/2", 0)
