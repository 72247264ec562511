"""Rows become pages, feeds and maps; what readers may not see is taken away."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from copydesk import types
from copydesk.desk.models import (
    Article,
    ArticleVersion,
    Correction,
    Finding,
    Form,
    Outlet,
    Printing,
    Relation,
    Reply,
    Source,
    Story,
    Utterance,
)
from copydesk.front.bake import Baker
from copydesk.front.baking import Bakery
from copydesk.front.days import days_of
from copydesk.front.values import Limits
from copydesk.parsing import read_opml

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
BODY = (
    "The dam at Holm lost water all night. “We have barely two litres of fuel secured,” said Jorun Vask.\n\n"
    "Engineers arrived at four. They found a gap as wide as a hand and closed it with sacks of clay.\n\n"
    "The last paragraph stands only at its outlet and nowhere else."
)


def outlet(slug: str, rights: str = "excerpt") -> Source:
    """Keep an outlet with one source."""
    house = Outlet.objects.create(
        slug=slug, name=slug.title(), home_url=f"https://{slug}.example/", language="en"
    )
    return Source.objects.create(outlet=house, url=f"https://{slug}.example/feed", rights=rights)


def article(source: Source, story: Story, headline: str, hours: int = 0, **content) -> Article:
    """Keep a matched article with one version."""
    row = Article.objects.create(
        source=source,
        outlet=source.outlet,
        key=headline,
        url=f"{source.outlet.home_url}{hours}",
        headline=headline,
        published=NOW - timedelta(hours=24 - hours),
        first_seen=NOW,
        state=Article.State.MATCHED,
        story=story,
    )
    told = types.Article(headline=headline, body=BODY, **content)
    row.version = ArticleVersion.objects.create(
        article=row, number=1, seen_at=NOW, digest="d", content=told.to_dict()
    )
    row.save()
    return row


def story(headline: str, number: int = 1, **fields) -> Story:
    """Keep a story."""
    values = {"opened_at": NOW - timedelta(hours=24), "updated_at": NOW - timedelta(hours=number)} | fields
    return Story.objects.create(
        key=headline, slug=headline.lower().replace(" ", "-"), headline=headline, independent=1, **values
    )


@pytest.fixture
def bakery(tmp_path, site) -> Bakery:
    """A bakery into an empty folder, its clock standing at noon."""
    return Bakery(Baker(tmp_path / "baked"), site, Limits(excerpt=120), clock=lambda: NOW)


@pytest.fixture
def dam() -> Story:
    """A story with a source, a reprint that altered a quotation, and a follow-up."""
    found = story("Dam loses water")
    gazette, kettle, herald = outlet("gazette"), outlet("kettle"), outlet("herald")
    first = article(gazette, found, "Dam loses water", byline="By Ines Rovel", authors=("Ines Rovel",))
    copy = article(kettle, found, "Water is lost by dam", 4)
    follow = article(herald, found, "Dam is dry", 8)
    found.lead = first
    found.save()
    common = {"certainty": 0.9, "checked_at": NOW}
    Relation.objects.create(article=copy, of=first, kind="reprint", share=0.82, source_share=0.9, **common)
    Relation.objects.create(article=follow, of=first, kind="follow_up", share=0.1, source_share=0.1, **common)
    Finding.objects.create(
        article=copy,
        source=first,
        check_id="quote.altered",
        severity="critical",
        alteration="altered",
        message="Words inside quotation marks were altered.",
        source_words="two litres of fuel secured",
        source_start=BODY.index("two litres"),
        copy_words="two litres of fuel insured",
        found_at=NOW,
    )
    utterance = Utterance.objects.create(speaker="Jorun Vask", first_seen=NOW)
    for row, words, standing in (
        (first, "We have barely two litres of fuel secured", "first"),
        (copy, "We have barely two litres of fuel insured", "altered"),
    ):
        form = Form.objects.create(
            utterance=utterance, words=words, digest=words, standing=standing, first_seen=NOW
        )
        Printing.objects.create(form=form, article=row, start=0, end=9, speaker="Jorun Vask", certainty=0.9)
    Correction.objects.create(story=found, text="We named the wrong valley.", at=NOW)
    Reply.objects.create(story=found, name="Mads", text="I live below it.", state="approved", written_at=NOW)
    Reply.objects.create(story=found, name="Troll", text="Buy my sacks.", state="held", written_at=NOW)
    return found


def page(bakery: Bakery, row: Story) -> str:
    """Return a story's baked page; empty when there is none."""
    return (bakery.baker.read(f"story/{row.pk}-{row.slug}/index.html") or b"").decode()


def test_story_page_carries_its_elements(bakery, dam):
    """Headline, byline, excerpt, source link, quotation, alteration, coverage, correction, reply are there."""
    bakery.bake_story(dam.pk)
    text = page(bakery, dam)
    for words in (
        '<h1 dir="auto" lang="en">Dam loses water</h1>',
        "By Ines Rovel",
        "The dam at Holm lost water all night.",
        'href="https://gazette.example/0"',
        "“We have barely two litres of fuel secured”",
        "“We have barely two litres of fuel <mark>insured</mark>”",
        "Words inside quotation marks were altered.",
        "We have barely two litres of fuel <mark>secured</mark>,” said Jorun Vask.",
        "<strong>Reprint</strong> of Gazette, 82&nbsp;% of its words from there",
        "<strong>Follow-up</strong> to Gazette",
        "We named the wrong valley.",
        "I live below it.",
    ):
        assert words in text


def test_held_reply_is_not_shown(bakery, dam):
    """A reply that waits for an editor stands nowhere."""
    bakery.bake_story(dam.pk)
    assert "sacks." not in page(bakery, dam)


@pytest.mark.parametrize(("rights", "expected"), [("link", False), ("excerpt", False), ("full", True)])
def test_full_text_stands_only_where_licensed(bakery, rights, expected):
    """The last paragraph of a text is published only with full rights, in no page and no feed otherwise."""
    row = story("Dam loses water")
    row.lead = article(outlet("gazette", rights), row, "Dam loses water")
    row.save()
    bakery.bake_all()
    found = [file for file in bakery.baker.folder.rglob("*") if file.is_file()]
    assert any(b"The last paragraph" in file.read_bytes() for file in found) is expected


def test_link_rights_show_no_text_at_all(bakery):
    """A source that allows a link only gets its headline and its address."""
    row = story("Dam loses water")
    row.lead = article(outlet("gazette", "link"), row, "Dam loses water", standfirst="It was a long night.")
    row.save()
    bakery.bake_story(row.pk)
    assert "https://gazette.example/0" in page(bakery, row)
    assert "long night" not in page(bakery, row)
    assert "The dam at Holm" not in page(bakery, row)


@pytest.mark.usefixtures("dam")
def test_baking_again_changes_nothing(bakery):
    """A second baking of unchanged rows writes no file."""
    assert bakery.bake_all() > 0
    assert bakery.bake_all() == 0


@pytest.mark.parametrize("state", ["held", "killed"])
def test_withdrawn_story_is_taken_away(bakery, dam, state):
    """A story held or killed after it was published leaves no page, no list and no feed entry."""
    bakery.bake_all()
    Story.objects.filter(pk=dam.pk).update(state=state)
    bakery.bake_story(dam.pk)
    bakery.bake_front()
    bakery.bake_feeds()
    bakery.bake_days(days_of([dam.pk], "UTC"))
    bakery.bake_corrections()
    for number in Outlet.objects.values_list("pk", flat=True):
        bakery.bake_outlet(number)
    left = [file for file in bakery.baker.folder.rglob("*") if file.is_file()]
    assert [file for file in left if b"loses water" in file.read_bytes()] == []


@pytest.mark.usefixtures("dam")
def test_withheld_article_is_shown_nowhere(bakery):
    """What a source's mode keeps back stands on no page of the story that others made public, in no list and no feed."""
    Article.objects.filter(outlet__slug="kettle").update(withheld=True)
    bakery.bake_all()
    left = [
        file for file in bakery.baker.folder.rglob("*") if file.is_file() and file.parent.name != "kettle"
    ]
    assert any(b"Dam loses water" in file.read_bytes() for file in left)
    own = (bakery.baker.folder / "outlet/kettle/index.html").read_bytes()
    assert b"Water is lost by dam" not in own
    for words in (b"insured", b"Kettle", b"Water is lost by dam"):
        assert [file for file in left if words in file.read_bytes()] == []


@pytest.mark.usefixtures("dam")
def test_words_of_a_withheld_source_are_not_quoted_against_others(bakery):
    """Where the source of a copy is withheld, the copy stands alone: no comparison, no relation, no first printing."""
    Article.objects.filter(outlet__slug="gazette").update(withheld=True)
    Story.objects.update(lead=Article.objects.get(outlet__slug="kettle"))
    bakery.bake_all()
    left = [
        file for file in bakery.baker.folder.rglob("*") if file.is_file() and file.parent.name != "gazette"
    ]
    assert [file for file in left if b"Gazette" in file.read_bytes()] == []


def test_embargoed_story_waits(bakery, dam):
    """A story under embargo is baked once its time has come, not before."""
    Story.objects.filter(pk=dam.pk).update(embargoed_until=NOW + timedelta(minutes=1))
    bakery.bake_story(dam.pk)
    assert page(bakery, dam) == ""
    bakery.clock = lambda: NOW + timedelta(minutes=1)
    bakery.bake_story(dam.pk)
    assert "Dam loses water" in page(bakery, dam)


def test_new_slug_leaves_one_page(bakery, dam):
    """When a story's words in the address change, the old page goes and the pointer names the new one."""
    bakery.bake_story(dam.pk)
    Story.objects.filter(pk=dam.pk).update(slug="dam-is-safe")
    bakery.bake_story(dam.pk)
    assert bakery.baker.names("story") == [f".{dam.pk}", f"{dam.pk}-dam-is-safe"]
    assert bakery.baker.read(f"story/.{dam.pk}") == f"/story/{dam.pk}-dam-is-safe/".encode()


def test_merged_story_leads_on(bakery, dam):
    """A merged story's page goes; its pointer leads through further merges to the one that stands."""
    middle = story("Water at Holm", 2)
    last = story("Holm dam", 3)
    for row in (dam, middle, last):
        bakery.bake_story(row.pk)
    Story.objects.filter(pk=middle.pk).update(state="merged", merged_into=last)
    Story.objects.filter(pk=dam.pk).update(state="merged", merged_into=middle)
    bakery.bake_story(dam.pk)
    assert page(bakery, dam) == ""
    assert bakery.baker.read(f"story/.{dam.pk}") == f"/story/{last.pk}-holm-dam/".encode()


def test_story_page_takes_a_bounded_number_of_queries(bakery, dam, django_assert_max_num_queries):
    """Forty more articles with relations and findings cost no further query."""
    source = Source.objects.get(outlet__slug="kettle")
    for number in range(40):
        copy = article(source, dam, f"Copy {number}", number % 20)
        Relation.objects.create(
            article=copy, of=dam.lead, kind="rewrite", share=0.3, source_share=0.2, certainty=0.8
        )
    with django_assert_max_num_queries(18):
        bakery.bake_story(dam.pk)


@pytest.mark.usefixtures("dam")
def test_front_page_takes_a_bounded_number_of_queries(bakery, django_assert_max_num_queries):
    """Thirty stories on the front page cost no more queries than three."""
    source = Source.objects.get(outlet__slug="herald")
    for number in range(30):
        row = story(f"Story {number}", number)
        row.lead = article(source, row, f"Story {number}")
        row.save()
    with django_assert_max_num_queries(8):
        bakery.bake_front()
    assert bakery.baker.read("index.html").count(b"<article") == 31


def test_front_page_puts_wide_coverage_before_fresh(bakery, dam):
    """Four newsrooms on their own stand before one that is an hour fresher."""
    story("Cat on a roof", 0)
    Story.objects.filter(pk=dam.pk).update(independent=4)
    bakery.bake_front()
    text = bakery.baker.read("index.html").decode()
    assert text.index("Dam loses water</a></h2>") < text.index("Cat on a roof</a></h2>")


def test_altered_quotation_is_on_the_watch(bakery, dam):
    """The front page shows the altered words beside the first ones and leads to the card."""
    bakery.bake_front()
    text = bakery.baker.read("index.html").decode()
    assert "<mark>insured</mark>" in text
    assert f"/story/{dam.pk}-dam-loses-water/#quotation-" in text


def test_words_of_a_killed_story_are_not_quoted_elsewhere(bakery, dam):
    """An altered form printed only in a killed story does not stand on another story's page."""
    killed = story("Spun", 5, state="killed")
    Article.objects.filter(outlet__slug="kettle").update(story=killed)
    bakery.bake_story(dam.pk)
    assert "insured" not in page(bakery, dam)


@pytest.mark.usefixtures("dam")
def test_outlet_page_counts_what_it_took(bakery):
    """The page of a copying outlet says how much it took and how much of that it altered."""
    kettle = Outlet.objects.get(slug="kettle")
    bakery.bake_outlet(kettle.pk)
    text = bakery.baker.read("outlet/kettle/index.html").decode()
    assert "<dt>Taken from others</dt><dd>1</dd>" in text
    assert "<dt>Of those, altered</dt><dd>1</dd>" in text


@pytest.mark.usefixtures("dam")
def test_feeds_name_the_source(bakery):
    """RSS, Atom and JSON Feed each hold the story with its outlet and the outlet's address."""
    bakery.bake_feeds()
    item = ET.fromstring(bakery.baker.read("feeds/rss.xml")).find("channel/item")
    assert item.findtext("source") == "Gazette"
    assert item.find("source").get("url") == "https://gazette.example/0"
    entry = ET.fromstring(bakery.baker.read("feeds/atom.xml")).find("{http://www.w3.org/2005/Atom}entry")
    assert entry.findtext("{http://www.w3.org/2005/Atom}title") == "Dam loses water"
    only = json.loads(bakery.baker.read("feeds/feed.json"))["items"][0]
    assert only["external_url"] == "https://gazette.example/0"


def test_news_sitemap_holds_two_days(bakery, dam):
    """A story older than two days stands in the sitemap and not in the news sitemap."""
    old = story("Old mill", 90, opened_at=NOW - timedelta(days=3))
    bakery.bake_feeds()
    assert f"/story/{old.pk}-old-mill/".encode() in bakery.baker.read("sitemap.xml")
    assert f"/story/{old.pk}-old-mill/".encode() not in bakery.baker.read("news-sitemap.xml")
    assert f"/story/{dam.pk}-dam-loses-water/".encode() in bakery.baker.read("news-sitemap.xml")


@pytest.mark.usefixtures("dam")
def test_new_limits_make_all_pages_outdated(bakery):
    """After all was baked nothing is outdated, until how much is shown changes."""
    assert bakery.is_outdated()
    bakery.bake_all()
    assert not bakery.is_outdated()
    bakery.limits = Limits(excerpt=300)
    assert bakery.is_outdated()


def test_orphan_page_is_swept(bakery, dam):
    """A page that a killed process left behind is taken away when all is baked."""
    bakery.baker.write(f"story/{dam.pk}-old-words/index.html", b"left over")
    bakery.bake_all()
    assert bakery.baker.read(f"story/{dam.pk}-old-words/index.html") is None


def test_caption_is_not_printed_twice(bakery):
    """A caption that an outlet's text holds as a paragraph stands under the picture only."""
    row = story("Dam loses water")
    picture = types.Picture(
        url="https://gazette.example/dam.jpg", caption="They found a gap.", credit="I. Rovel"
    )
    told = article(outlet("gazette", "full"), row, "Dam loses water", pictures=(picture,))
    body = f"They found a gap. I. Rovel\n\n{BODY}"
    ArticleVersion.objects.filter(article=told).update(content=told.version.content | {"body": body})
    row.lead = told
    row.save()
    bakery.bake_story(row.pk)
    assert page(bakery, row).count("They found a gap.") == 1
    assert "The last paragraph" in page(bakery, row)


def days_in(text: str) -> list[str]:
    """Return the days that a page links to, in its order."""
    return re.findall(r'href="/archive/([\d-]+)/"', text)


def baked(bakery: Bakery, path: str) -> str:
    """Return a baked page; empty when there is none."""
    return (bakery.baker.read(f"{path}index.html") or b"").decode()


def test_story_stands_on_its_day_in_the_sites_own_calendar(tmp_path, site):
    """What was told at 23:30 UTC stands on the next day in a zone east of it; neighbours link to each other."""
    east = dataclasses.replace(site, zone="Europe/Riga")
    bakery = Bakery(Baker(tmp_path / "baked"), east, Limits(), clock=lambda: NOW)
    late = story("Told late", opened_at=datetime(2026, 3, 12, 23, 30, tzinfo=UTC))
    early = story("Told before", opened_at=datetime(2026, 3, 9, 8, 0, tzinfo=UTC))
    bakery.bake_days()
    assert days_in(baked(bakery, "archive/")) == ["2026-03-13", "2026-03-09"]
    assert f"/story/{late.pk}-told-late/" in baked(bakery, "archive/2026-03-13/")
    assert days_in(baked(bakery, "archive/2026-03-13/"))[0] == "2026-03-09"
    assert f"/story/{early.pk}-told-before/" in baked(bakery, "archive/2026-03-09/")

    middle = story("Told between", opened_at=datetime(2026, 3, 11, 8, 0, tzinfo=UTC))
    bakery.bake_days(days_of([middle.pk], east.zone))
    assert "2026-03-11" in days_in(baked(bakery, "archive/2026-03-13/"))
    assert "2026-03-11" in days_in(baked(bakery, "archive/2026-03-09/"))


def test_day_whose_only_story_was_killed_is_gone(bakery):
    """No page, no line in the archive and no neighbour's link is left of a day without public stories."""
    kept = story("Kept", opened_at=NOW - timedelta(days=3))
    gone = story("Gone", opened_at=NOW - timedelta(days=1))
    bakery.bake_days()
    assert baked(bakery, "archive/2026-03-13/")

    Story.objects.filter(pk=gone.pk).update(state=Story.State.KILLED)
    bakery.bake_days(days_of([gone.pk], "UTC"))
    assert not baked(bakery, "archive/2026-03-13/")
    assert "2026-03-13" not in baked(bakery, "archive/") + baked(bakery, "archive/2026-03-11/")
    assert f"/story/{kept.pk}-kept/" in baked(bakery, "archive/2026-03-11/")


def test_embargoed_story_is_in_no_list(bakery):
    """Neither the archive nor the corrections speak of a story under embargo."""
    held = story("Not yet", embargoed_until=NOW + timedelta(hours=1))
    Correction.objects.create(story=held, text="Too early to say.", at=NOW)
    bakery.bake_all()
    assert "Not yet" not in baked(bakery, "corrections/") + baked(bakery, "archive/")
    assert days_in(baked(bakery, "archive/")) == []


def test_corrections_stand_on_a_page_of_their_own(bakery, dam):
    """Each correction stands there, dated, with its story."""
    bakery.bake_all()
    text = baked(bakery, "corrections/")
    assert "We named the wrong valley." in text
    assert f'href="/story/{dam.pk}-dam-loses-water/"' in text


def test_story_that_three_newsrooms_just_came_to_is_breaking(bakery):
    """Three newsrooms within two hours make a story breaking; a reprint beside two of them does not."""
    burst, taken = story("Bridge down", updated_at=NOW), story("Fair opens", updated_at=NOW)
    sources = [outlet(each) for each in ("gazette", "kettle", "herald")]
    for number, source in enumerate(sources):
        article(source, burst, f"Bridge {number}", 22 + number)
    first, *_, copy = [
        article(source, taken, f"Fair {number}", 22 + number) for number, source in enumerate(sources)
    ]
    Relation.objects.create(
        article=copy, of=first, kind="reprint", share=0.9, source_share=0.9, certainty=0.9, checked_at=NOW
    )
    bakery.bake_front()
    cards = re.findall(r'<article class="card.*?</article>', baked(bakery, ""), re.DOTALL)
    assert ["Breaking" in each for each in cards if "Bridge down" in each] == [True]
    assert ["Breaking" in each for each in cards if "Fair opens" in each] == [False]


def test_correction_of_an_old_story_comes_to_the_feeds(bakery, dam):
    """Labelled and dated, foremost in the feeds though newer stories fill them, and in search engines' data."""
    for number in range(60):
        story(f"Later {number}", updated_at=NOW - timedelta(minutes=number + 1))
    dam.corrections.create(text="It was the upper dam.", at=NOW, label="clarification")
    small = dataclasses.replace(bakery.limits, feed=5)
    Bakery(bakery.baker, bakery.site, small, clock=lambda: NOW).bake_feeds()
    first = json.loads(bakery.baker.read("feeds/feed.json"))["items"][0]
    assert first["title"] == "Dam loses water"
    assert first["content_text"].startswith("Clarification (2026-03-14 12:00 UTC): It was the upper dam.")
    assert first["date_modified"] == "2026-03-14T12:00:00+00:00"
    for name in ("atom", "rss"):
        root = ET.fromstring(bakery.baker.read(f"feeds/{name}.xml"))
        assert sum("It was the upper dam." in (each.text or "") for each in root.iter()) == 1


def test_speaker_that_an_editor_took_away_is_not_named(bakery, dam):
    """When an editor says that nobody knows who spoke, what the articles say names nobody."""
    bakery.bake_story(dam.pk)
    path = f"story/{dam.pk}-dam-loses-water/"
    assert "Jorun Vask</a></p>" in baked(bakery, path)
    Printing.objects.update(speaker="Jorun Vask", certainty=1.0)
    Utterance.objects.update(speaker="", by_hand=True)
    bakery.bake_story(dam.pk)
    assert "Jorun Vask</a></p>" not in baked(bakery, path)


def test_stories_baked_together_are_as_baked_alone(bakery, dam, tmp_path, site):
    """Pages, addresses and what is found by searching are the same, whatever else is baked at the same time."""
    rows = [dam, story("Weir holds", 2), story("Sluice is mended", 3, state=Story.State.KILLED)]
    article(outlet("third"), rows[1], "Weir holds")
    keys = [row.pk for row in rows]
    bakery.bake_stories(keys)
    alone = Bakery(Baker(tmp_path / "alone"), site, Limits(excerpt=120), clock=lambda: NOW)
    for key in keys:
        alone.bake_story(key)
    there = {
        each.relative_to(bakery.baker.folder) for each in bakery.baker.folder.rglob("*") if each.is_file()
    }
    assert len(there) == 4
    for each in there:
        assert alone.baker.read(str(each)) == bakery.baker.read(str(each))
    assert "secured" in page(bakery, dam)
    assert page(bakery, rows[2]) == ""


def test_many_stories_take_no_more_queries_than_one(bakery, dam, django_assert_max_num_queries):
    """Pages of a portion are gathered together."""
    rows = [story(f"Weir {number} holds", number) for number in range(2, 14)]
    house = outlet("third")
    for number, row in enumerate(rows):
        article(house, row, f"Weir {number} holds", number)
    with django_assert_max_num_queries(20):
        bakery.bake_stories([dam.pk, *(row.pk for row in rows)])


def test_a_day_bakes_its_neighbours_only_when_it_comes_or_goes(bakery):
    """A new day is linked to from the days beside it; a further story of it leaves them as they are."""
    at = {number: NOW - timedelta(days=number) for number in (1, 2, 3)}
    rows = {
        number: story(f"Day {number}", number, opened_at=when) for number, when in at.items() if number != 2
    }
    bakery.bake_days(days_of([row.pk for row in rows.values()], "UTC"))
    middle = story("Day 2", 2, opened_at=at[2])
    assert bakery.bake_days(days_of([middle.pk], "UTC")) == 4  # the archive, the day, both neighbours
    assert "2026-03-12" in (bakery.baker.read("archive/2026-03-11/index.html") or b"").decode()
    further = story("Day 2 again", 2, opened_at=at[2])
    assert bakery.bake_days(days_of([further.pk], "UTC")) == 2  # the archive, the day
    Story.objects.filter(pk__in=[middle.pk, further.pk]).update(state=Story.State.KILLED)
    assert bakery.bake_days({at[2].date()}) == 4
    assert "2026-03-12" not in (bakery.baker.read("archive/2026-03-11/index.html") or b"").decode()


@pytest.mark.usefixtures("dam")
def test_machines_are_told_what_they_may_and_where_the_rest_is(tmp_path, site):
    """robots.txt and llms.txt carry what the settings say, and a stranger's headline makes no link of its own."""
    Story.objects.update(headline="Dam [free](https://evil.example) `loses` water")
    told = dataclasses.replace(
        site, content_usage="train-ai=n, search=y", license_url="https://tarn.example/license.xml"
    )
    bakery = Bakery(Baker(tmp_path / "baked"), told, Limits(), clock=lambda: NOW)
    bakery.bake_feeds()
    robots = bakery.baker.read("robots.txt").decode().splitlines()
    assert robots[:2] == ["User-agent: *", "Content-Usage: train-ai=n, search=y"]
    assert "License: https://tarn.example/license.xml" in robots
    llms = bakery.baker.read("llms.txt").decode()
    assert "train-ai=n, search=y" in llms
    assert r"[Dam \[free\](https://evil.example) \`loses\` water](" in llms


def test_nothing_is_said_that_the_settings_do_not_say(bakery):
    """Without settings robots.txt has neither preferences nor a licence."""
    bakery.bake_feeds()
    robots = bakery.baker.read("robots.txt").decode()
    assert "Content-Usage" not in robots
    assert "License" not in robots


@pytest.mark.usefixtures("dam")
def test_outlets_come_as_opml(bakery):
    """Feed readers take the outlets of which something is public, each with its feed."""
    outlet("silent")
    bakery.bake_feeds()
    found = read_opml(bakery.baker.read("feeds/outlets.opml"))
    assert [each.feed_url for each in found] == [
        "https://gazette.example/feed",
        "https://herald.example/feed",
        "https://kettle.example/feed",
    ]
