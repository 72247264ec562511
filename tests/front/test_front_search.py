"""The search page: what is found, what is marked, and that hostile questions stay text."""

from __future__ import annotations

from datetime import UTC, datetime

import lxml.html
import pytest

from copydesk.desk.models import SearchEntry, Story
from copydesk.desk.search import terms_of
from copydesk.front.bake import Baker
from copydesk.front.baking import Bakery, site_of
from copydesk.front.maps import robots
from copydesk.front.searching import _BUSY, AT_ONCE, LINE_CHARACTERS, SHOWN_AT_A_TIME, best_line
from copydesk.front.values import Limits

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def story(number: int, headline: str, **fields) -> Story:
    """Keep a story."""
    values = {"opened_at": NOW, "updated_at": NOW} | fields
    return Story.objects.create(key=str(number), slug=f"story-{number}", headline=headline, **values)


@pytest.fixture
def bakery(tmp_path, site) -> Bakery:
    """A bakery into an empty folder."""
    return Bakery(Baker(tmp_path / "baked"), site, Limits())


def links(page: str) -> list[str]:
    """Return the stories that a page of results leads to."""
    return [each.get("href") for each in lxml.html.document_fromstring(page).cssselect(".results h3 a")]


def ask(client, **asked) -> str:
    """Return the page that answers a search."""
    answer = client.get("/search/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_baked_story_is_found_and_a_withdrawn_one_is_not(client, bakery):
    """What stands on a page can be found as soon as it is baked, and until it is taken away."""
    row = story(1, "Ferry crews vote to strike")
    assert links(ask(client, q="ferry")) == []
    bakery.bake_story(row.pk)
    page = ask(client, q="ferry")
    assert links(page) == [f"/story/{row.pk}-story-1/"]
    assert "<mark>Ferry</mark> crews vote" in page
    assert "1 story" in page
    Story.objects.filter(pk=row.pk).update(state=Story.State.KILLED)
    assert links(ask(client, q="ferry")) == []
    bakery.bake_story(row.pk)
    assert not SearchEntry.objects.exists()


def test_results_are_turned_page_by_page(client, bakery):
    """Each page has its share, and its links keep the question."""
    for number in range(SHOWN_AT_A_TIME + 3):
        bakery.bake_story(story(number, f"Ferry number {number}").pk)
    first = ask(client, q="ferry", altered="0")
    assert len(links(first)) == SHOWN_AT_A_TIME
    (after,) = lxml.html.document_fromstring(first).cssselect("a[rel=next]")
    second = client.get(after.get("href")).content.decode()
    assert len(links(second)) == 3
    assert not set(links(first)) & set(links(second))
    assert 'rel="prev"' in second
    assert len(links(ask(client, q="ferry", page="-1"))) == SHOWN_AT_A_TIME
    assert links(ask(client, q="ferry", page="49")) == []


@pytest.mark.parametrize(
    "text", ['"><script>alert(1)</script>', "' onfocus='x", "\x00\ud800", "%00", "{{ 7 }}", "a" * 9000]
)
def test_hostile_questions_stay_text(client, text):
    """A question adds no element and no attribute to its page, in whatever field it comes."""
    clean = lxml.html.document_fromstring(ask(client, q="a", speaker="a"))
    shape = {(str(each.tag), *sorted(each.keys())) for each in clean.iter("*")}
    safe = text.encode("utf-8", "replace").decode()
    page = lxml.html.document_fromstring(
        ask(client, **dict.fromkeys(("q", "speaker", "outlet", "from", "to", "altered", "page"), safe))
    )
    assert {(str(each.tag), *sorted(each.keys())) for each in page.iter("*")} <= shape


def test_only_reading_is_allowed(client):
    """A search changes nothing, so nothing but GET and HEAD is answered."""
    assert client.post("/search/", {"q": "x"}).status_code == 405


def test_answers_are_kept_by_nobody(client):
    """What somebody looked for stays between them and the site."""
    assert client.get("/search/", {"q": "x"})["Cache-Control"] == "private, no-cache"


def test_line_with_most_of_the_words_is_shown():
    """Of a long text the line that has most of what was looked for is shown, cut at words, its words marked."""
    long = " ".join(["harbour"] * 80) + " the ferry crews strike at dawn " + " ".join(["quay"] * 80)
    line = best_line("A first line about the ferry.\n" + long, terms_of("ferry strike"))
    text = "".join(each.text for each in line)
    assert [each.text for each in line if each.changed] == ["ferry", "strike"]
    assert len(text) <= LINE_CHARACTERS + 4
    assert text.startswith("… harbour")
    assert text.endswith("quay …")
    assert best_line("", terms_of("x")) == ()


def test_too_many_searches_at_once_are_turned_away_with_a_page(client):
    """With all places taken, the next reader gets 503, when to come back, and the same search as a link."""
    for _ in range(AT_ONCE):
        assert _BUSY.acquire(blocking=False)
    try:
        answer = client.get("/search/", {"q": 'ferry "><b>', "outlet": "tarn"})
    finally:
        for _ in range(AT_ONCE):
            _BUSY.release()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    page = lxml.html.document_fromstring(answer.content.decode())
    assert "Too many are searching" in page.cssselect("h1")[0].text_content()
    again = page.cssselect("main a")[0].get("href")
    assert client.get(again).status_code == 200
    assert page.cssselect("main b") == []


def test_a_search_that_fails_gives_its_place_back(client, monkeypatch):
    """An error while searching takes no place for good."""
    monkeypatch.setattr("copydesk.front.searching.search_page", lambda *_: 1 / 0)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError):
            client.get("/search/", {"q": "ferry"})
    monkeypatch.undo()
    assert client.get("/search/", {"q": "ferry"}).status_code == 200


def test_only_the_form_itself_is_for_search_engines(client, settings):
    """The bare form may be listed; what somebody looked for may not, and robots.txt says the same."""
    bare, asked = client.get("/search/").content, client.get("/search/?q=ferry").content

    assert b'name="robots"' not in bare
    assert b'<meta name="robots" content="noindex">' in asked
    assert b'<meta name="description"' in bare
    assert b"Disallow: /search/?\n" in robots(site_of(settings.SITE))
