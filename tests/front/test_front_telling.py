"""The read-only API: what pages show, as JSON of stable form, and nothing that readers may not see."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given
from hypothesis import settings as examples

from copydesk import types
from copydesk.desk import search
from copydesk.desk.models import Article, ArticleVersion, Form, Outlet, Printing, Source, Story, Utterance
from copydesk.front import telling
from copydesk.front.server import FrontServer

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
BODY = "The ferry runs again. “We have two litres of fuel,” said Jorun Vask. The last words are the outlet's own."


def story(number: int, slug: str = "gazette", **fields) -> Story:
    """Keep a story of one article that quotes somebody."""
    outlet, _ = Outlet.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "language": "en"})
    source, _ = Source.objects.get_or_create(url=f"https://{slug}.example/feed", defaults={"outlet": outlet})
    row = Story.objects.create(
        key=f"s{number}",
        slug=f"ferry-{number}",
        headline=f"Ferry {number}",
        opened_at=NOW,
        updated_at=NOW + timedelta(minutes=number),
        **fields,
    )
    article = Article.objects.create(
        source=source,
        outlet=outlet,
        key=f"a{number}",
        url=f"https://{slug}.example/{number}",
        headline=f"Ferry {number}",
        story=row,
        published=NOW,
        first_seen=NOW,
        state=Article.State.MATCHED,
    )
    content = types.Article(headline=article.headline, body=BODY, standfirst="It runs.")
    article.version = ArticleVersion.objects.create(
        article=article, number=1, seen_at=NOW, digest="d", content=content.to_dict()
    )
    article.save()
    row.lead = article
    row.save()
    said, _ = Utterance.objects.get_or_create(speaker="Jorun Vask", defaults={"first_seen": NOW})
    form, _ = Form.objects.get_or_create(
        utterance=said, digest="2", defaults={"words": "We have two litres of fuel", "first_seen": NOW}
    )
    Printing.objects.create(form=form, article=article, start=0, end=9, speaker="Jorun Vask", certainty=0.9)
    search.keep([search.entry(row, headline=row.headline, people="Jorun Vask", text="ferry", shown="ferry")])
    return row


def ask(client, path: str, status: int = 200, **headers: str):
    """Return the JSON that an address answers with."""
    answer = client.get(f"/api/v1/{path}", headers=headers)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_stories_come_latest_first_page_by_page(client):
    """Each page names the next one; the last names none; all stories come once."""
    for number in range(telling.LISTED + 3):
        story(number)
    first = ask(client, "stories")
    second = ask(client, first["next"].partition("/api/v1/")[2])
    told = [each["headline"] for each in first["stories"] + second["stories"]]
    assert told == [f"Ferry {number}" for number in reversed(range(telling.LISTED + 3))]
    assert second["next"] is None
    assert first["stories"][0]["page"].endswith(f"-ferry-{telling.LISTED + 2}/")


def test_stories_are_narrowed_by_outlet_and_time(client):
    """`outlet` and `since` leave the others out."""
    story(1)
    story(2, "kettle")
    assert [each["headline"] for each in ask(client, "stories?outlet=kettle")["stories"]] == ["Ferry 2"]
    assert [each["headline"] for each in ask(client, "stories?since=2026-03-14T12:02:00Z")["stories"]] == [
        "Ferry 2"
    ]
    assert ask(client, "stories?outlet=nobody")["stories"] == []


def test_story_carries_what_its_page_shows_and_no_more(client):
    """Quotation, article and source are there; text beyond the source's rights is not."""
    row = story(1)
    told = ask(client, f"stories/{row.pk}")
    assert told["story"]["standfirst"] == "It runs."
    assert told["source"] == "https://gazette.example/1"
    assert told["quotations"][0]["words"] == "We have two litres of fuel"
    assert told["quotations"][0]["speaker"] == "Jorun Vask"
    assert [each["bond"] for each in told["articles"]] == ["independent"]
    assert "last words" not in json.dumps(told)
    number = told["quotations"][0]["number"]
    assert ask(client, f"quotations/{number}")["url"] == "https://gazette.example/1"
    assert [each["slug"] for each in ask(client, "outlets")["outlets"]] == ["gazette"]
    assert [each["number"] for each in ask(client, "search?q=ferry&speaker=vask")["stories"]] == [row.pk]


@pytest.mark.parametrize(
    "hidden",
    [{"state": "held"}, {"state": "killed"}, {"embargoed_until": datetime(2099, 1, 1, tzinfo=UTC)}],
    ids=["held", "killed", "embargoed"],
)
def test_what_readers_may_not_see_is_not_told(client, hidden):
    """No list, story, quotation, outlet or search knows of it."""
    row = story(1, **hidden)
    assert ask(client, "stories")["stories"] == []
    assert ask(client, "outlets")["outlets"] == []
    assert ask(client, "search?q=ferry")["stories"] == []
    for path in (f"stories/{row.pk}", f"quotations/{Utterance.objects.get().pk}"):
        assert ask(client, path, 404)["error"]["code"] == "not_there"


def test_unchanged_answers_are_not_sent_again(client):
    """With the tag of what it has a program gets 304, until something changes."""
    story(1)
    tag = client.get("/api/v1/stories")["ETag"]
    assert client.get("/api/v1/stories", headers={"if-none-match": tag}).status_code == 304
    story(2)
    assert client.get("/api/v1/stories", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("stories?page=0", "wrong_page"),
        ("stories?page=x", "wrong_page"),
        ("stories?since=yesterday", "wrong_time"),
        ("stories?colour=red", "unknown_field"),
        ("search", "nothing_asked"),
        ("stories/1?page=2", "unknown_field"),
    ],
)
def test_wrong_questions_are_told_what_to_mend(client, path, code):
    """Each refusal has its code and a sentence."""
    assert ask(client, path, 400)["error"]["code"] == code


def test_other_methods_and_full_houses_are_refused(client):
    """405 names the methods that are taken; 503 says when to come again."""
    answer = client.post("/api/v1/stories")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    with telling._BUSY, telling._BUSY:
        answer = client.get("/api/v1/stories")
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")


@pytest.fixture
def schema(tmp_path, transactional_db):  # noqa: ARG001 - a request looks after the connections that others left open
    """The described interface, answered by the whole site in process."""
    story(1)
    application = FrontServer(tmp_path, get_wsgi_application(), lambda _path: None)
    # No schema can say that a story is there, or that of two fields one is needed.
    config = schemathesis.Config.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "404"]}}}
    )
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


@pytest.mark.parametrize("path", ["stories", "stories/{number}", "outlets", "quotations/{number}", "search"])
def test_schemathesis_finds_nothing(schema, path):
    """Requests made from the document are answered as the document says."""
    met: set[int] = set()

    @examples(max_examples=25, suppress_health_check=list(HealthCheck), database=None, deadline=None)
    @given(schema[f"/api/v1/{path}"]["GET"].as_strategy())
    def asked(case: schemathesis.Case) -> None:
        met.add(case.call_and_validate().status_code)

    asked()
    assert met <= {200, 400, 404}


def test_ninjs_of_a_story(client):
    """A public story is told as ninjs 3.1; one that readers may not see is not there."""
    row, held = story(1), story(2, state="held")
    told = client.get(f"/api/v1/stories/{row.pk}/ninjs")

    assert told.status_code == 200
    assert told.json()["standard"]["version"] == "3.1"
    assert told.json()["uri"].endswith(f"/story/{row.pk}/")
    assert client.get(f"/api/v1/stories/{held.pk}/ninjs").status_code == 404
    assert client.get(f"/api/v1/stories/{row.pk}/ninjs?a=1").status_code == 400
