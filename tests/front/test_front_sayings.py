"""The pages of a quotation and of a person: every form with who printed it, and nothing that readers may not see."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from copydesk.desk.models import Article, Form, Outlet, Printing, Source, Story, Utterance
from copydesk.front import sayings

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def printed(utterance: Utterance, words: str, slug: str, standing: str = "first", **story) -> Printing:
    """Keep a story of one article of one outlet that prints a form."""
    outlet, _ = Outlet.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "language": "en"})
    source, _ = Source.objects.get_or_create(url=f"https://{slug}.example/feed", defaults={"outlet": outlet})
    number = Story.objects.count()
    row = Story.objects.create(
        key=f"s{number}",
        slug=f"s{number}",
        headline=f"Story {number}",
        opened_at=NOW,
        updated_at=NOW + timedelta(minutes=number),
        **story,
    )
    article = Article.objects.create(
        source=source,
        outlet=outlet,
        key=f"a{number}",
        url=f"https://{slug}.example/{number}",
        story=row,
        published=NOW + timedelta(minutes=number),
        first_seen=NOW,
        state=Article.State.MATCHED,
    )
    form, _ = Form.objects.get_or_create(
        utterance=utterance, digest=words, defaults={"words": words, "standing": standing, "first_seen": NOW}
    )
    return Printing.objects.create(
        form=form, article=article, start=0, end=9, speaker=utterance.speaker, certainty=0.9
    )


@pytest.fixture
def said() -> Utterance:
    """Words that one outlet printed first and another altered."""
    utterance = Utterance.objects.create(speaker="Jorun Vask", first_seen=NOW)
    printed(utterance, "We have two litres of fuel secured", "gazette")
    printed(utterance, "We have two litres of fuel insured", "kettle", "altered")
    return utterance


def test_quotation_has_all_its_forms_and_stories(client, said):
    """The words as first printed, each other form with its outlet, the stories, and the same for machines."""
    text = client.get(f"/quotation/{said.pk}/").content.decode()
    for words in (
        "What Jorun Vask said",
        "“We have two litres of fuel secured”",
        "“We have two litres of fuel <mark>insured</mark>”",
        'href="/outlet/gazette/"',
        'href="/person/Jorun%20Vask/"',
        "Story 0",
        "Story 1",
    ):
        assert words in text
    told = json.loads(re.search(r"ld\+json\">(.*?)</script>", text, re.DOTALL)[1])
    assert told["@type"] == "Quotation"
    assert told["spokenByCharacter"]["name"] == "Jorun Vask"
    assert [each["headline"] for each in told["subjectOf"]] == ["Story 1", "Story 0"]


@pytest.mark.parametrize("state", ["held", "killed"])
def test_what_readers_may_not_see_is_not_there(client, said, state):
    """A form printed only in a story that is held or killed is not shown; without any, there is no page."""
    Story.objects.filter(headline="Story 1").update(state=state)
    text = client.get(f"/quotation/{said.pk}/").content.decode()
    assert "insured" not in text
    assert "Kettle" not in text
    Story.objects.update(state=state)
    assert client.get(f"/quotation/{said.pk}/").status_code == 404
    assert client.get("/person/Jorun Vask/").status_code == 404


def test_embargo_and_withheld_articles_hold_here_too(client, said):
    """Pages that are answered look at the embargo and at each article's own leave."""
    Story.objects.filter(headline="Story 0").update(embargoed_until=datetime.now(UTC) + timedelta(hours=1))
    Article.objects.filter(outlet__slug="kettle").update(withheld=True)
    assert client.get(f"/quotation/{said.pk}/").status_code == 404
    Article.objects.update(withheld=False)
    text = client.get(f"/quotation/{said.pk}/").content.decode()
    assert "secured" not in text.split("<main")[1].split("<footer")[0].replace("insured", "")


@pytest.mark.usefixtures("said")
def test_person_has_what_is_surely_theirs(client):
    """Only utterances whose speaker is certain are listed; the latest first, page by page."""
    for number in range(sayings.SHOWN_AT_A_TIME):
        other = Utterance.objects.create(speaker="Jorun Vask", first_seen=NOW + timedelta(hours=number + 1))
        printed(other, f"Number {number} is what I told them", "gazette")
    printed(Utterance.objects.create(first_seen=NOW), "Nobody knows who said this", "gazette")
    first = client.get("/person/Jorun%20Vask/").content.decode()
    assert "21 quotations" in first
    assert first.index("Number 19 ") < first.index("Number 0 ")
    assert "fuel secured" not in first
    second = client.get("/person/Jorun%20Vask/?page=2").content.decode()
    assert "fuel secured" in second
    assert "Nobody knows" not in first + second


@pytest.mark.parametrize(
    "path",
    [
        "/person/Nobody/",
        "/person/Jorun%20Vask/?page=9",
        "/person/%3Cscript%3E/",
        "/person/%00/",
        "/quotation/999999/",
        "/quotation/99999999999999999999999/",
    ],
)
@pytest.mark.usefixtures("said")
def test_what_is_not_there_is_not_found(client, path):
    """Unknown names, pages and numbers are 404, whatever they hold."""
    assert client.get(path).status_code == 404


def test_too_many_at_once_are_told_when_to_come_back(client, said):
    """Whoever comes while two pages are made is told to wait; nobody else's pages wait with them."""
    with sayings._BUSY, sayings._BUSY:
        answer = client.get(f"/quotation/{said.pk}/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "2"
    assert client.get(f"/quotation/{said.pk}/").status_code == 200


def test_pages_cost_no_more_with_more_forms(client, said, django_assert_max_num_queries):
    """The number of queries does not grow with what is shown."""
    for number in range(12):
        printed(said, f"We have {number} litres of fuel", f"outlet-{number}", "altered")
    with django_assert_max_num_queries(6):
        client.get(f"/quotation/{said.pk}/")
    with django_assert_max_num_queries(6):
        client.get("/person/Jorun%20Vask/")
