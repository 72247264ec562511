"""Topic pages and the feeds of a topic, an outlet and a person: what readers may see, and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from copydesk.desk import naming
from copydesk.desk.editing import publishing
from copydesk.desk.editing.hands import ConflictError, Hand
from copydesk.desk.editing.undoing import undo
from copydesk.desk.models import Article, ArticleVersion, Form, Outlet, Printing, Source, Story, Utterance
from copydesk.desk.stories import recount
from copydesk.front.assemble import story_page
from copydesk.front.baking import limits_of
from copydesk.front.lists import topics_there_are
from copydesk.reading import read

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def story(section: str = "Ferries", slug: str = "gazette", **more) -> Story:
    """Keep a story of one article, filed under a section."""
    outlet, _ = Outlet.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "language": "en"})
    source, _ = Source.objects.get_or_create(url=f"https://{slug}.example/feed", defaults={"outlet": outlet})
    number = Story.objects.count()
    row = Story.objects.create(
        key=f"s{number}", slug=f"s{number}", headline=f"Story {number}", opened_at=NOW, updated_at=NOW, **more
    )
    article = Article.objects.create(
        source=source,
        outlet=outlet,
        key=f"a{number}",
        url=f"https://{slug}.example/{number}",
        headline=f"Story {number}",
        story=row,
        published=NOW + timedelta(minutes=number),
        first_seen=NOW,
        state=Article.State.MATCHED,
        item={"topics": ["News"]},
    )
    content = {"section": section, "headline": f"Story {number}", "body": "The ferry is back."}
    article.version = ArticleVersion.objects.create(
        article=article, number=1, seen_at=NOW, digest="1", content=content
    )
    article.save()
    recount([row.pk], now=NOW)
    row.refresh_from_db()
    return row


@pytest.fixture
def hand(django_user_model) -> Hand:
    """An editor."""
    return Hand(django_user_model.objects.create_user("anna"), NOW)


def test_story_is_filed_where_its_outlets_file_it(settings) -> None:
    """A section becomes the topic; with a list of the editor's, only what is on it."""
    from dataclasses import replace

    assert story("Ferries").topic == "Ferries"
    settings.SITE = replace(settings.SITE, topics="Harbour: ferries")
    assert [story("Ferries").topic, story("Sport").topic] == ["Harbour", ""]


def test_topic_page_lists_what_readers_may_see(client) -> None:
    """The public stories of a topic, newest first, with its feeds; a held, killed or embargoed one is not there."""
    for more in ({}, {"state": "killed"}, {"embargoed_until": datetime(2999, 1, 1, tzinfo=UTC)}, {}):
        story(**more)
    story("Sport")
    text = client.get("/topic/Ferries/").content.decode()

    assert text.index("Story 3") < text.index("Story 0")
    assert not {"Story 1", "Story 2", "Story 4"} & set(text.replace("<", ">").split(">"))
    assert "2 stories." in text
    assert 'href="/feeds/topic/Ferries/atom.xml"' in text
    for missing in ("/topic/ferries/", "/topic/Nothing/", "/topic/Ferries/?page=2", "/topic/%3Cb%3E/"):
        assert client.get(missing).status_code == 404


def test_pages_of_a_long_topic(client) -> None:
    """Twenty stories a page, and links to the pages beside it."""
    for _ in range(21):
        story()
    assert 'href="?page=2"' in client.get("/topic/Ferries/").content.decode()
    second = client.get("/topic/Ferries/?page=2").content.decode()
    assert "Story 0" in second
    assert "Story 1<" not in second
    assert client.get("/topic/Ferries/?page=3").status_code == 404


@pytest.mark.parametrize(
    ("place", "stories"),
    [
        ("topic/Ferries", ["Story 1", "Story 0"]),
        ("outlet/gazette", ["Story 2", "Story 0"]),
        ("person/Jorun%20Vask", ["Story 1"]),
    ],
)
def test_feeds_of_a_topic_an_outlet_and_a_person(client, place, stories) -> None:
    """All three forms have the same stories, name themselves, and lead to the page that shows them."""
    story()
    second = story(slug="kettle")
    story("Sport")
    utterance = Utterance.objects.create(speaker="Jorun Vask", first_seen=NOW)
    form = Form.objects.create(utterance=utterance, digest="w", words="We have fuel", first_seen=NOW)
    Printing.objects.create(
        form=form, article=second.articles.get(), start=0, end=9, speaker="Jorun Vask", certainty=0.9
    )
    rss, atom, told = (client.get(f"/feeds/{place}/{form}") for form in ("rss.xml", "atom.xml", "feed.json"))

    assert [each.findtext("title") for each in ET.fromstring(rss.content).iter("item")] == stories
    assert [
        each.findtext(f"{ATOM}title") for each in ET.fromstring(atom.content).iter(f"{ATOM}entry")
    ] == stories
    feed = json.loads(told.content)
    assert [each["title"] for each in feed["items"]] == stories
    assert feed["feed_url"].endswith(f"/feeds/{place}/feed.json")
    assert feed["home_page_url"].endswith(f"/{place}/")
    assert (rss["Content-Type"], told["Content-Type"]) == (
        "application/rss+xml; charset=utf-8",
        "application/feed+json; charset=utf-8",
    )


@pytest.mark.parametrize(
    "path",
    [
        "topic/Nothing/rss.xml",
        "outlet/none/rss.xml",
        "person/Nobody/rss.xml",
        "topic/Ferries/x.xml",
        "day/1/rss.xml",
    ],
)
def test_feed_of_nothing_is_not_there(client, path) -> None:
    """A feed without stories, of an unknown form or kind, is no page."""
    story()
    assert client.get(f"/feeds/{path}").status_code == 404


def test_editor_files_a_story_and_takes_it_back(hand) -> None:
    """A topic given by hand stays when the story is worked out anew, and an undo gives it back to the outlets."""
    row = story()
    act = publishing.file_under(row.pk, row.version, hand, topic="  Harbour / wall ")
    recount([row.pk], now=NOW)
    row.refresh_from_db()
    assert (row.topic, row.topic_by_hand, act.reason) == ("Harbour wall", True, "Harbour wall")
    with pytest.raises(ConflictError):
        publishing.file_under(row.pk, row.version - 1, hand, topic="Else")
    undo(act.pk, hand)
    row.refresh_from_db()
    assert (row.topic, row.topic_by_hand) == ("Ferries", False)
    publishing.file_under(row.pk, row.version, hand, topic="")
    row.refresh_from_db()
    assert (row.topic, row.topic_by_hand) == ("Ferries", False)


def test_topics_there_are_counts_what_is_public_and_late() -> None:
    """Most stories first; a topic without a late public story is not listed."""
    for section in ("Sport", "Ferries", "Ferries"):
        story(section)
    story("Courts", state="killed")

    assert [(each.name, each.many) for each in topics_there_are(NOW)] == [("Ferries", 2), ("Sport", 1)]
    assert topics_there_are(NOW + timedelta(days=31)) == ()


def named(row: Story, text: str) -> None:
    """Let a story's article name what a text names."""
    naming.note(row.articles.get(), read(text))


def test_organisation_has_a_page_once_two_outlets_name_it(client) -> None:
    """The stories that name it, with their feeds; what one outlet alone names, and killed stories, are not there."""
    first, second = story(slug="gazette"), story(slug="wire")
    named(first, "The University of Tarn said so. NATO agreed.")
    assert client.get("/organisation/University%20of%20Tarn/").status_code == 404
    named(second, "Nobody at the University of Tarn knew.")
    named(story(slug="kettle", state="killed"), "The University of Tarn closed.")

    text = client.get("/organisation/University%20of%20Tarn/").content.decode()
    assert "2 stories that name it" in text
    assert '<p class="kicker">Organisation</p>' in text
    feed = client.get("/feeds/organisation/University%20of%20Tarn/feed.json")
    assert [each["title"] for each in json.loads(feed.content)["items"]] == ["Story 1", "Story 0"]
    assert client.get("/organisation/NATO/").status_code == 404


def test_story_page_names_its_organisations(settings) -> None:
    """A story's page leads to the page of each; what an article no longer names is gone from it."""
    rows = [story(slug="gazette"), story(slug="wire")]
    for row in rows:
        named(row, "The University of Tarn and the Harbour Council met.")
    page = story_page(rows[0], limits_of(settings.SITE), NOW)
    assert set(page.organisations) == {"University of Tarn", "Harbour Council"}

    named(rows[0], "The Harbour Council met.")
    assert story_page(rows[0], limits_of(settings.SITE), NOW).organisations == ("Harbour Council",)


@pytest.mark.parametrize("text", ["Police", "The TV said so", "It came at 9 a.m. EDT", "Chapter XIV ends"])
def test_single_words_and_odd_capitals_are_no_organisations(text) -> None:
    """What is as likely a place, a time zone or a number has no page."""
    assert naming.organisations_in(read(text)) == {}
