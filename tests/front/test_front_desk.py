"""The desk's pages: who gets in, what the queue shows, what each form does, and what two editors at once see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.test import Client

from copydesk import types
from copydesk.desk.editing.roles import Role, give
from copydesk.desk.models import (
    Account,
    Act,
    Article,
    ArticleVersion,
    Correction,
    Finding,
    Form,
    Outlet,
    Post,
    Printing,
    SignInCount,
    Source,
    Story,
    Utterance,
)
from copydesk.desk.stories import recount

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
WORDS = "a long pass phrase"
BODY = "“We have barely two litres of fuel insured,” said Jorun Vask. Nobody else was there that night."


def person(name: str, role: Role) -> User:
    """Keep somebody with a role at the desk."""
    user = User.objects.create_user(name, password=WORDS)
    give(user, role)
    return user


def browser(name: str, role: Role) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client(enforce_csrf_checks=False)
    client.force_login(person(name, role))
    return client


@pytest.fixture
def editor() -> Client:
    """An editor's browser."""
    return browser("anna", Role.EDITOR)


def story(number: int, headline: str = "", **fields) -> Story:
    """Keep a story with one article of an outlet of its own."""
    outlet, _ = Outlet.objects.get_or_create(
        slug=f"o{number}", defaults={"name": f"Outlet {number}", "language": "en"}
    )
    source, _ = Source.objects.get_or_create(
        url=f"https://o{number}.example/feed",
        defaults={"outlet": outlet, "mode": fields.pop("mode", "at_once"), "due_at": NOW},
    )
    headline = headline or f"Headline {number}"
    row = Story.objects.create(
        key=f"s{number}",
        slug=f"s{number}",
        headline=headline,
        opened_at=NOW,
        updated_at=NOW + timedelta(minutes=number),
        **fields,
    )
    article = Article.objects.create(
        source=source,
        outlet=outlet,
        story=row,
        key="a",
        url=f"https://o{number}.example/1",
        headline=headline,
        published=NOW,
        first_seen=NOW,
        state=Article.State.MATCHED,
    )
    content = types.Article(headline=headline, body=BODY).to_dict()
    article.version = ArticleVersion.objects.create(
        article=article, number=1, seen_at=NOW, digest="d", content=content
    )
    article.save()
    row.lead = article
    row.save()
    return row


def finding(row: Story, severity: str = "critical", **fields) -> Finding:
    """Keep an open finding in a story's article."""
    values = {
        "check_id": "quote.altered",
        "severity": severity,
        "alteration": "altered",
        "message": "Words inside quotation marks were altered.",
        "source_words": "two litres of fuel secured",
        "copy_words": "two litres of fuel insured",
        "copy_start": BODY.index("two"),
        "found_at": NOW,
    } | fields
    return Finding.objects.create(article=row.lead, **values)


def page(answer):
    """Return an answer's page as a tree."""
    assert answer.status_code == 200, answer.status_code
    return lxml.html.document_fromstring(answer.content.decode())


def form(tree, part: str) -> dict[str, str]:
    """Return what the form would send whose address holds a text."""
    for each in tree.forms:
        if part in each.get("action", ""):
            return {"action": each.get("action"), **{k: v for k, v in each.fields.items() if v is not None}}
    raise AssertionError(f"no form for {part!r}")


def send(client: Client, fields: dict[str, str], **typed: str):
    """Send a form with what was typed."""
    action = fields.pop("action")
    return client.post(action, fields | typed)


PAGES = ["/desk/", "/desk/stories/", "/desk/sources/", "/desk/log/", "/desk/story/1/", "/desk/pulse/"]


@pytest.mark.parametrize("path", PAGES)
def test_strangers_see_nothing_but_the_door(client, path):
    """Without a sign-in each page leads to the door, which leads back; with an account without a role, too, nothing is shown."""
    answer = client.get(path)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/desk/login/")
    client.force_login(User.objects.create_user("nobody"))
    assert client.get(path).status_code == 403


def test_queue_has_the_gravest_first_and_the_newest_of_equals(editor):
    """A critical finding stands before stories to approve, those before what an editor held; the newest of a kind first."""
    for number in (1, 2):
        story(number, state="held", mode="hold")
    story(3, state="held", by_hand=True)
    bad = story(4, "Mayor secures fuel")
    finding(bad)
    finding(bad, "major", check_id="name.altered")
    finding(story(5), "minor")
    Source.objects.filter(outlet__slug="o5").update(state="stopped", note="No answer for a week.")
    account = Account.objects.create(network="mastodon", name="@desk")
    Post.objects.create(
        story=bad, account=account, key="k", rendered=b"", state="failed", error="410 gone", tried_at=NOW
    )
    tree = page(editor.get("/desk/"))
    keys = [each.get("id") for each in tree.cssselect(".entry")]
    held = {row.headline: f"story-{row.pk}" for row in Story.objects.filter(state="held")}
    assert keys[0] == f"finding-{bad.lead_id}"
    assert keys.index(held["Headline 2"]) < keys.index(held["Headline 1"]) < keys.index(held["Headline 3"])
    assert keys[-1] == held["Headline 3"]
    assert len(keys) == 6
    text = tree.text_content()
    assert "1 more in this article" in text
    assert "No answer for a week." in text
    assert "410 gone" in text
    assert [each.text_content() for each in tree.cssselect(".kinds .number")] == ["7", "3", "2", "1", "1"]
    assert [each.text_content() for each in tree.cssselect(".sides mark")] == ["secured", "insured"]
    only = page(editor.get("/desk/?kind=source"))
    assert len(only.cssselect(".entry")) == 1


def test_queue_costs_no_more_with_more_in_it(editor, django_assert_max_num_queries):
    """The number of queries is bounded, whatever waits."""
    for number in range(1, 12):
        finding(story(number, state="held", mode="hold"))
    with django_assert_max_num_queries(24):
        editor.get("/desk/")


def test_story_page_costs_no_more_with_more_in_it(editor, django_assert_max_num_queries):
    """As the queue."""
    row = story(1)
    for number in range(2, 14):
        other = story(number)
        finding(other)
        Article.objects.filter(story=other).update(story=row)
    with django_assert_max_num_queries(34):
        editor.get(f"/desk/story/{row.pk}/")


def test_editor_approves_from_the_queue_and_undoes_it(editor):
    """One press approves; the next page says so and offers to undo it; pressed, the story is held again."""
    row = story(1, state="held", mode="hold")
    answer = send(editor, form(page(editor.get("/desk/")), "approve"))
    assert answer.status_code == 303
    row.refresh_from_db()
    assert (row.state, row.by_hand) == ("published", True)
    tree = page(editor.get(answer["Location"]))
    assert "Done: you approved “Headline 1”" in tree.cssselect(".notice")[0].text_content()
    send(editor, form(tree, "undo"))
    row.refresh_from_db()
    assert row.state == "held"


def test_articles_that_wait_in_a_public_story_are_in_the_queue(editor):
    """A public story with a withheld article asks for an editor, says why, and leaves the queue once approved."""
    row = story(1, state="published")
    Source.objects.update(mode=Source.Mode.HOLD)
    other = Source.objects.create(
        outlet=Outlet.objects.create(slug="own", name="Own"), url="https://own.example/"
    )
    Article.objects.create(
        source=other, outlet=other.outlet, story=row, key="b", first_seen=NOW, state=Article.State.MATCHED
    )
    recount([row.pk], now=NOW)
    row.refresh_from_db()

    tree = page(editor.get("/desk/"))
    assert "Readers see it, but 1 of its articles waits" in tree.text_content()
    shown = page(editor.get(f"/desk/story/{row.pk}/")).text_content()
    assert "waits for approval" in shown
    assert "what waits of it" in shown
    send(editor, form(tree, "/do/approve/"))

    assert not row.articles.filter(withheld=True).exists()
    assert "Nothing waits" in page(editor.get("/desk/")).text_content()


def test_reader_looks_and_changes_nothing():
    """A reader of the desk sees stories without a single form that acts, and is refused when sending one anyway."""
    reader = browser("rita", Role.READER)
    row = story(1, state="held")
    mark = finding(row)
    for path in ("/desk/", f"/desk/story/{row.pk}/", f"/desk/article/{row.lead_id}/"):
        actions = [each.get("action") for each in page(reader.get(path)).forms]
        assert actions == ["/desk/logout/"]
    for path in (
        f"/desk/story/{row.pk}/do/approve/",
        f"/desk/finding/{mark.pk}/accept/",
        f"/desk/source/{row.lead.source_id}/rules/",
    ):
        assert reader.post(path, {"version": "0"}).status_code == 403
    row.refresh_from_db()
    assert row.state == "held"
    assert not Act.objects.exists()


def test_rules_of_a_source_are_the_chiefs(editor):
    """An editor sees a source's rules and pauses it; only a chief changes the rules."""
    source = story(1).lead.source
    path = f"/desk/source/{source.pk}/"
    tree = page(editor.get(path))
    assert not any("rules" in each.get("action") for each in tree.forms)
    assert editor.post(f"{path}rules/", {"version": "0"}).status_code == 403
    chief = browser("cora", Role.CHIEF)
    send(
        chief,
        form(page(chief.get(path)), "rules"),
        mode="hold",
        rights="link",
        policy="ap",
        reason="licence ended",
    )
    source.refresh_from_db()
    assert (source.mode, source.rights, source.policy) == ("hold", "link", "ap")
    assert "licence ended" in page(chief.get(path)).text_content()


def test_every_form_of_a_story(editor):
    """Correct, embargo, lift, hold, kill, speaker: each form on a story's page does what it says."""
    row = story(1)
    utterance = Utterance.objects.create(speaker="Elon Muska", first_seen=NOW)
    words = Form.objects.create(
        utterance=utterance, words="We have barely two litres", digest="1", first_seen=NOW
    )
    Printing.objects.create(form=words, article=row.lead, start=1, end=9, speaker="Jorun Vask")
    path = f"/desk/story/{row.pk}/"

    def do(part: str, **typed: str):
        answer = send(editor, form(page(editor.get(path)), part), **typed)
        assert answer.status_code == 303, answer.content.decode()
        row.refresh_from_db()

    do("correct", text="It was three litres.", label="note")
    assert Correction.objects.get().text == "It was three litres."
    do("embargo", until="2099-01-02T18:00")
    assert row.embargoed_until == datetime(2099, 1, 2, 18, 0, tzinfo=UTC)
    do("lift")
    assert row.embargoed_until is None
    do("speaker", speaker="Jorun Vask")
    utterance.refresh_from_db()
    assert (utterance.speaker, utterance.by_hand) == ("Jorun Vask", True)
    do("hold")
    do("kill", reason="wrong man")
    assert row.state == "killed"
    told = page(editor.get(path)).text_content()
    for each in ("It was three litres.", "wrong man", "anna", "put under embargo", "Jorun Vask"):
        assert each in told
    assert Act.objects.count() == 6


def test_merge_is_looked_at_first_and_split_takes_what_is_ticked(editor):
    """Merging shows both stories; splitting takes the articles that were ticked."""
    kept, gone = story(1, "Ferry stops"), story(2, "Island cut off")
    tree = page(editor.get(f"/desk/story/{kept.pk}/merge/?with={gone.pk}"))
    assert {"Ferry stops", "Island cut off"} <= {each.text_content() for each in tree.cssselect("h2")}
    send(editor, form(tree, "do/merge"))
    gone.refresh_from_db()
    assert gone.merged_into == kept
    tree = page(editor.get(f"/desk/story/{kept.pk}/"))
    taken = Article.objects.get(headline="Island cut off")
    fields = form(tree, "split")
    send(editor, fields, article=str(taken.pk))
    taken.refresh_from_db()
    assert taken.story not in {kept, gone}
    assert editor.get(f"/desk/story/{kept.pk}/merge/?with=nothing").status_code == 409


def test_dismissal_needs_a_reason_and_what_was_typed_is_kept(editor):
    """Without a reason nothing is dismissed and the page says why; with one, it is gone from the queue."""
    row = finding(story(1))
    tree = page(editor.get("/desk/"))
    fields = form(tree, "accept") | {"action": f"/desk/finding/{row.pk}/dismiss/"}
    refused = send(editor, dict(fields))
    assert refused.status_code == 409
    assert "needs a reason" in refused.content.decode()
    send(editor, fields, reason="two transcripts")
    row.refresh_from_db()
    assert (row.state, row.judgement) == ("dismissed", "two transcripts")
    assert not page(editor.get("/desk/")).cssselect(".entry")


def test_second_editor_sees_who_was_faster_and_loses_nothing(editor):
    """Two editors with the same page: the second gets what happened, all words kept, and may do theirs all the same."""
    bert = browser("bert", Role.EDITOR)
    row = story(1)
    path = f"/desk/story/{row.pk}/"
    stale = form(page(bert.get(path)), "correct")
    send(editor, form(page(editor.get(path)), "hold"), reason="lawyers called")
    answer = send(bert, stale, text="It was <three> litres.", label="note")
    assert answer.status_code == 409
    assert not Correction.objects.exists()
    tree = lxml.html.document_fromstring(answer.content.decode())
    assert "anna" in tree.text_content()
    assert "lawyers called" in tree.text_content()
    again = form(tree, "correct")
    assert (again["text"], again["label"]) == ("It was <three> litres.", "note")
    assert send(bert, again).status_code == 303
    assert Correction.objects.get().text == "It was <three> litres."


def test_merge_of_a_changed_story_can_be_done_all_the_same(editor):
    """When the other story changed, its version is the one that is brought up to date."""
    bert = browser("bert", Role.EDITOR)
    kept, gone = story(1), story(2)
    stale = form(page(bert.get(f"/desk/story/{kept.pk}/merge/?with={gone.pk}")), "do/merge")
    send(editor, form(page(editor.get(f"/desk/story/{gone.pk}/")), "hold"))
    answer = send(bert, stale)
    assert answer.status_code == 409
    assert (
        send(bert, form(lxml.html.document_fromstring(answer.content.decode()), "merge")).status_code == 303
    )
    gone.refresh_from_db()
    assert gone.merged_into == kept


def test_hostile_words_stay_text(editor):
    """Markup in headlines, notes and reasons is shown, never run."""
    bad = "<script>document.title='ran'</script>"
    row = story(1, bad, state="held")
    finding(row, message=bad, copy_words=bad, source_words="two")
    Source.objects.update(state="stopped", note=bad)
    send(editor, form(page(editor.get(f"/desk/story/{row.pk}/")), "kill"), reason=bad)
    for path in (
        "/desk/",
        f"/desk/story/{row.pk}/",
        f"/desk/article/{row.lead_id}/",
        "/desk/sources/",
        "/desk/log/",
    ):
        answer = editor.get(path)
        assert "<script>document" not in answer.content.decode()
        assert all(each.get("src") for each in page(answer).cssselect("script"))
        assert not page(answer).xpath("//*[@style or @onclick]")


def test_sign_in_leads_to_where_one_wanted_to_go(client):
    """The door leads on to the page that was asked for, and the session is a new one."""
    person("anna", Role.EDITOR)
    door = client.get("/desk/log/")["Location"]
    fields = form(page(client.get(door)), "login")
    answer = send(client, fields, name="anna", password=WORDS)
    assert (answer.status_code, answer["Location"]) == (303, "/desk/log/")
    assert client.get("/desk/log/").status_code == 200
    assert send(client, form(page(client.get("/desk/")), "logout"))["Location"] == "/desk/login/"
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    "goal",
    [
        "https://evil.example/desk/",
        "//evil.example/desk/",
        "/\\evil.example/desk/",
        "/desk/../../evil",
        "javascript:alert(1)",
        "/\t/evil.example/desk/",
        "/desk//evil.example:80\r\nX: y",
        "/story/1/",
        "",
    ],
)
def test_no_open_redirect(client, goal):
    """Whatever stands in `next`, one is led to the desk of this site or nowhere."""
    person("anna", Role.EDITOR)
    answer = client.post("/desk/login/", {"name": "anna", "password": WORDS, "next": goal})
    assert (answer.status_code, answer["Location"]) == (303, "/desk/")


def test_admin_is_signed_into_by_the_same_door(client):
    """Django's own door, which counts no tries, is not open beside ours."""
    User.objects.create_superuser("root", "", WORDS)
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/desk/login/")
    assert client.post("/admin/login/", {"username": "root", "password": WORDS}).status_code == 302
    assert "_auth_user_id" not in client.session
    fields = form(page(client.get(answer.redirect_chain[-1][0])), "login")
    assert send(client, fields, name="root", password=WORDS)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_guessing_is_slowed_down(client):
    """After five wrong passwords the right one counts for nothing until the wait is over; it is told how long."""
    person("anna", Role.EDITOR)
    wrong = {"name": "anna", "password": "guess"}
    assert {client.post("/desk/login/", wrong).status_code for _ in range(5)} == {403}
    answer = client.post("/desk/login/", {"name": "ANNA ", "password": WORDS})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "Wait 1 minute" in answer.content.decode()
    elsewhere = {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}
    assert client.post("/desk/login/", {"name": "anna", "password": WORDS}, **elsewhere).status_code == 303
    SignInCount.objects.update(until=NOW)
    assert client.post("/desk/login/", {"name": "anna", "password": WORDS}).status_code == 303


def test_one_address_cannot_try_many_names(client):
    """Thirty failures from one address make it wait, whatever the names; nobody's name is kept as it was typed."""
    for number in range(30):
        client.post("/desk/login/", {"name": f"name {number}", "password": "x"})
    assert client.post("/desk/login/", {"name": "fresh", "password": "x"}).status_code == 429
    assert not any("name" in key for key in SignInCount.objects.values_list("key", flat=True))


def test_forwarded_address_counts_from_our_own_proxy_only(client):
    """A stranger who claims to come from elsewhere is still the same stranger."""
    for number in range(5):
        client.post(
            "/desk/login/",
            {"name": "anna", "password": "x"},
            REMOTE_ADDR="198.51.100.7",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{number}",
        )
    answer = client.post("/desk/login/", {"name": "anna", "password": "x"}, REMOTE_ADDR="198.51.100.7")
    assert answer.status_code == 429


def test_forged_form_is_refused_with_a_page():
    """A form without our token changes nothing; the page says what to do."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("anna", Role.EDITOR))
    row = story(1, state="held")
    answer = client.post(f"/desk/story/{row.pk}/do/approve/", {"version": "0"})
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "held"


def test_cookies_are_kept_from_scripts_and_pages_from_caches(editor):
    """Session and token are HttpOnly and same-site; no page of the desk is kept by a cache."""
    answer = editor.get("/desk/")
    assert answer["Cache-Control"] == "no-store"
    token = answer.cookies["csrftoken"]
    assert (token["httponly"], token["samesite"]) == (True, "Strict")
    client = Client()
    answer = client.post("/desk/login/", {"name": "anna", "password": WORDS})
    session = answer.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_pulse_changes_when_the_queue_does(editor):
    """The script asks for one short text, which is another one after anything happened."""
    before = editor.get("/desk/pulse/").json()["stamp"]
    assert editor.get("/desk/pulse/").json()["stamp"] == before
    finding(story(1))
    assert editor.get("/desk/pulse/").json()["stamp"] != before


def test_failed_post_is_ordered_again(editor):
    """Trying again is kept in the log; the outbox reads the network first."""
    account = Account.objects.create(network="mastodon", name="@desk")
    Post.objects.create(story=story(1), account=account, key="k", rendered=b"{}", state="failed", error="500")
    answer = send(editor, form(page(editor.get("/desk/?kind=post")), "retry"))
    assert answer.status_code == 303
    assert Act.objects.get().kind == "retried"
    assert Post.objects.get().state != "failed"


def test_stories_are_listed_by_state_and_words(editor):
    """The list shows one state, or the stories with some words in their headline."""
    story(1, "Ferry stops", state="killed")
    story(2, "Ferry runs")
    story(3, "Bread is dear", embargoed_until=datetime(2099, 1, 1, tzinfo=UTC))

    def headlines(query: str) -> list[str]:
        return [
            each.text_content() for each in page(editor.get(f"/desk/stories/?{query}")).cssselect(".headline")
        ]

    assert headlines("state=killed") == ["Ferry stops"]
    assert headlines("q=ferry") == ["Ferry runs", "Ferry stops"]
    assert headlines("state=embargoed") == ["Bread is dear"]
    assert len(headlines("state=nonsense")) == 3


@pytest.mark.parametrize("path", ["story/999/", "article/999/", "source/999/", f"story/{'9' * 30}/"])
def test_what_is_not_there_is_not_found(editor, path):
    """A number that nothing has gives 404."""
    assert editor.get(f"/desk/{path}").status_code == 404


@pytest.mark.parametrize("fields", [{}, {"version": "x"}, {"version": "9" * 40}, {"version": "-1"}])
def test_incomplete_form_is_refused(editor, fields):
    """A form without a readable version changes nothing."""
    row = story(1)
    assert editor.post(f"/desk/story/{row.pk}/do/hold/", fields).status_code == 409
    row.refresh_from_db()
    assert row.state == "published"
