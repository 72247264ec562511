"""Accounts at the desk: connected by what is typed or by a yes at their server, checked, paused, ruled and forgotten."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from copydesk.desk.editing.roles import Role, give
from copydesk.desk.models import Account, Act, Post, Story
from copydesk.settings import AccountsRule
from copydesk.testing.networks import FAKES
from copydesk.testing.networks.granting import APPLICATION, CODE

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    """A site that may reach the servers of this test."""
    settings.SITE = replace(
        settings.SITE,
        site_folder=tmp_path,
        desk_accounts=AccountsRule.INSIDE,
        site_url="https://desk.example",
    )
    return settings


@pytest.fixture
def server():
    """A Mastodon server."""
    with FAKES["mastodon"]() as fake:
        yield fake


def browser(role: Role) -> Client:
    """A browser in which somebody of that role is signed in."""
    user = User.objects.create_user(f"some-{role.name.lower()}", password="a long pass phrase")
    give(user, role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def chief() -> Client:
    """A chief's browser."""
    return browser(Role.CHIEF)


def connect(client: Client, there, **fields: str):
    """Send the form for a Mastodon account."""
    typed = {
        "network": "mastodon",
        "name": "desk",
        "server": there.url,
        "token": there.token,
        "inside": "yes",
    }
    return client.post("/desk/accounts/connect/", typed | fields)


@pytest.fixture
def account(chief, server) -> Account:
    """A connected account."""
    assert connect(chief, server).status_code == 303
    return Account.objects.get()


def test_every_network_has_a_form_that_hides_secrets(chief):
    """All that it asks for is asked for; what nobody may see is typed blind."""
    names = [
        each.get("href").partition("=")[2]
        for each in tree(chief, "/desk/accounts/add/").cssselect(".choices a")
    ]
    assert len(names) >= 18
    for name in names:
        page = tree(chief, f"/desk/accounts/add/?network={name}")
        fields = {each.get("name"): each.get("type") for each in page.cssselect("form input")}
        hidden = [each for each in ("token", "password", "key", "api_secret", "webhook") if each in fields]
        assert all(fields[each] == "password" for each in hidden if name != "indexnow"), name


def tree(client: Client, path: str):
    """A page of the desk."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return lxml.html.document_fromstring(answer.content.decode())


def test_account_is_tried_and_kept_sealed(chief, server, account):
    """It is connected, in the log by name, and its token stands nowhere in the open."""
    assert (account.network, account.name, account.state) == ("mastodon", "desk", "connected")
    assert server.token.encode() not in bytes(account.secret)
    act = Act.objects.get()
    assert (act.kind, act.about, act.subject) == ("connected", "desk on mastodon", f"account {account.pk}")
    page = chief.get(f"/desk/accounts/{account.pk}/?done={act.pk}").content.decode()
    assert "Done: you connected “desk on mastodon”" in page
    assert "/undo/" not in page
    assert server.token not in page


def test_wrong_token_is_told_and_nothing_kept(chief, server):
    """The form comes back with what was typed, but for the secret."""
    answer = connect(chief, server, token="not-it")
    text = answer.content.decode()
    assert (answer.status_code, Account.objects.count()) == (409, 0)
    assert "401" in text
    assert server.url in text
    assert "not-it" not in text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " "}, "name"),
        ({"server": ""}, "server"),
        ({"token": ""}, "token"),
        ({"inside": ""}, "127.0.0.1"),
    ],
)
def test_what_is_missing_or_inside_is_said(chief, server, fields, told):
    """Without a name, a field or leave to reach inside the house nothing is connected."""
    answer = connect(chief, server, **fields)
    assert answer.status_code == 409
    assert (
        told in lxml.html.document_fromstring(answer.content.decode()).cssselect(".problem")[0].text_content()
    )
    assert not Account.objects.exists()


def test_inside_only_where_the_site_says_so(chief, server, site):
    """What a form claims does not open the house; and where the desk connects nothing, it says where to."""
    site.SITE = replace(site.SITE, desk_accounts=AccountsRule.OUTSIDE)
    assert connect(chief, server).status_code == 409
    site.SITE = replace(site.SITE, desk_accounts=AccountsRule.NONE)
    for answer in (
        connect(chief, server),
        chief.get("/desk/accounts/add/"),
        chief.get("/desk/accounts/granted/"),
    ):
        assert (answer.status_code, b"copydesk account add" in answer.content) == (409, True)
    assert not Account.objects.exists()


@pytest.mark.parametrize("path", ["add/", "granted/", "connect/", "1/do/forget/", "1/rules/"])
def test_only_chiefs_connect(path):
    """An editor looks, and may not touch."""
    editor = browser(Role.EDITOR)
    send = editor.get if path in {"add/", "granted/"} else editor.post
    assert send(f"/desk/accounts/{path}").status_code == 403
    assert editor.get("/desk/accounts/").status_code == 200


@pytest.fixture(params=["facebook", "linkedin", "mastodon", "threads"])
def asked(request, chief):
    """A network whose leave was asked for: its server, the address to go to, and the state in it."""
    with FAKES[request.param]() as fake:
        fields = {"network": request.param, "name": "desk", "how": "grant", "inside": "yes"}
        named = {name: value for name, value in fake.fields.items() if name not in {"token", "inside"}}
        answer = chief.post("/desk/accounts/connect/", fields | named | APPLICATION)
        assert answer.status_code == 200, answer.content.decode()
        (link,) = lxml.html.document_fromstring(answer.content.decode()).cssselect("a.button[rel=noreferrer]")
        yield fake, link.get("href"), parse_qs(urlsplit(link.get("href")).query)


def come_back(client: Client, **query: str):
    """Come back from the server."""
    return client.get("/desk/accounts/granted/", query)


def test_owner_says_yes_and_comes_back(chief, asked):
    """The code becomes a token; nothing that is secret stands in an address, in the session or on a page."""
    fake, address, query = asked
    assert query["redirect_uri"] == ["https://desk.example/desk/accounts/granted/"]
    assert "client-secret" not in address
    session = Session.objects.get().get_decoded()
    assert "client-secret" not in str(session)

    answer = come_back(chief, code=CODE, state=query["state"][0])

    row = Account.objects.get()
    assert answer["Location"].startswith(f"/desk/accounts/{row.pk}/?done=")
    assert row.state == "connected"
    assert chief.post(f"/desk/accounts/{row.pk}/do/check/").status_code == 200
    assert come_back(chief, code=CODE, state=query["state"][0]).status_code == 409
    assert Account.objects.count() == 1
    assert fake.token not in chief.get(f"/desk/accounts/{row.pk}/").content.decode()


@pytest.mark.parametrize("name", ["tumblr", "x"])
def test_owner_says_yes_to_a_borrowed_token(chief, name):
    """With OAuth 1 the code has another name; the budget that was typed before stays with the account."""
    with FAKES[name]() as fake:
        fields = {"network": name, "name": "desk", "how": "grant", "inside": "yes"}
        named = {
            each: value for each, value in fake.fields.items() if not each.startswith(("token", "inside"))
        }
        if name == "x":
            answer = chief.post("/desk/accounts/connect/", fields | named)
            assert (answer.status_code, b"give it a budget" in answer.content) == (409, True)
        answer = chief.post("/desk/accounts/connect/", fields | named | {"budget": "9"})
        (link,) = lxml.html.document_fromstring(answer.content.decode()).cssselect("a.button[rel=noreferrer]")
        assert parse_qs(urlsplit(link.get("href")).query) == {"oauth_token": ["harbour-lent"]}
        # The state rides in the way back that the server was told, as the owner's browser brings it.
        way = next(
            each for each in fake.ways if each.startswith("https://desk.example/desk/accounts/granted/")
        )
        state = parse_qs(urlsplit(way).query)["state"][0]

        answer = come_back(chief, oauth_token="harbour-lent", oauth_verifier=CODE, state=state)

        row = Account.objects.get()
        assert answer["Location"].startswith(f"/desk/accounts/{row.pk}/?done=")
        assert (row.state, row.rules) == ("connected", {"budget": 9.0})
        assert chief.post(f"/desk/accounts/{row.pk}/do/check/").status_code == 200


def test_answer_that_is_not_ours_connects_nothing(chief, asked):
    """A wrong state, a no, a code of another, or an answer in another browser: all are said, and all end the matter."""
    state = asked[2]["state"][0]
    other = browser(Role.EDITOR)
    give(User.objects.get(username="some-editor"), Role.CHIEF)
    assert come_back(other, code=CODE, state=state).status_code == 409
    no = come_back(chief, error="access_denied", error_description="<b>No</b>", state=state)
    assert (no.status_code, b"&lt;b&gt;No&lt;/b&gt;" in no.content) == (409, True)
    assert come_back(chief, code=CODE, state=state).status_code == 409
    assert not Account.objects.exists()


def test_forged_state_and_wrong_code_connect_nothing(chief, server):
    """Both are refused, each by its own words."""
    for query, told in (
        ({"code": CODE, "state": "other"}, b"another question"),
        ({"code": "old"}, b"its own code"),
    ):
        fields = {
            "network": "mastodon",
            "name": "desk",
            "how": "grant",
            "inside": "yes",
            "server": server.url,
        }
        page = lxml.html.document_fromstring(chief.post("/desk/accounts/connect/", fields).content.decode())
        address = page.cssselect("a.button[rel=noreferrer]")[0].get("href")
        answer = come_back(chief, **({"state": parse_qs(urlsplit(address).query)["state"][0]} | query))
        assert (answer.status_code, told in answer.content) == (409, True)
    assert not Account.objects.exists()


def test_pause_and_going_on(chief, server, account):
    """Paused nothing goes out; it goes on only once its server takes it again."""
    chief.post(f"/desk/accounts/{account.pk}/do/pause/")
    assert Account.objects.get().state == "paused"
    kept, server.token = server.token, "another"
    assert chief.post(f"/desk/accounts/{account.pk}/do/resume/").status_code == 409
    server.token = kept
    chief.post(f"/desk/accounts/{account.pk}/do/resume/")
    assert Account.objects.get().state == "connected"
    assert [each.kind for each in Act.objects.order_by("pk")] == ["connected", "paused", "resumed"]
    assert chief.post(f"/desk/act/{Act.objects.first().pk}/undo/").status_code == 409


def test_rules_are_typed_as_words_and_times(chief, account):
    """They are kept as the outbox reads them; what cannot be read or is stale changes nothing."""
    path = f"/desk/accounts/{account.pk}/rules/"
    seen = tree(chief, f"/desk/accounts/{account.pk}/").cssselect("input[name=seen]")[0].get("value")
    typed = {"topics": "Ferries, Town hall", "independent": "2", "daily": "20", "slots": "08:00, 12:30"}
    typed |= {"quiet_from": "22:00", "quiet_to": "07:00", "again": "3, 10", "seen": seen}
    for wrong in (
        {"daily": "many"},
        {"again": "three"},
        {"again": "-1"},
        {"slots": "eight"},
        {"template": "{nothing}"},
    ):
        assert chief.post(path, typed | wrong).status_code == 409
    assert chief.post(path, typed).status_code == 303
    rules = Account.objects.get().rules
    assert rules["again"] == [3, 10]
    assert (rules["topics"], rules["slots"], rules["daily"]) == (
        ["Ferries", "Town hall"],
        ["08:00", "12:30"],
        20,
    )
    assert chief.post(path, typed | {"daily": "5"}).status_code == 409
    assert 'value="Ferries, Town hall"' in chief.get(f"/desk/accounts/{account.pk}/").content.decode()


def test_forgetting_asks_twice(chief, account):
    """Only with the tick; then secret and posts are gone, and the log says who did it."""
    now = account.since
    story = Story.objects.create(key="s", slug="s", headline="Ferry late", opened_at=now, updated_at=now)
    Post.objects.create(
        story=story, account=account, key="k", rendered=b"{}", state="failed", error="too long"
    )
    listed = chief.get("/desk/accounts/").content.decode()
    assert "1 failed" in listed
    assert "too long" in chief.get(f"/desk/accounts/{account.pk}/").content.decode()
    assert chief.post(f"/desk/accounts/{account.pk}/do/forget/").status_code == 409
    answer = chief.post(f"/desk/accounts/{account.pk}/do/forget/", {"sure": "yes"})
    assert not Account.objects.exists()
    assert "you forgot “desk on mastodon”" in chief.get(answer["Location"]).content.decode()
    assert chief.get(f"/desk/accounts/{account.pk}/").status_code == 404
    assert chief.post(f"/desk/accounts/{account.pk}/do/check/").status_code == 409


def test_network_with_a_price_asks_for_a_budget(chief):
    """Without one nothing is connected there."""
    page = tree(chief, "/desk/accounts/add/?network=x")
    assert page.cssselect("input[name=budget][required]")
    with FAKES["x"]() as fake:
        fields = {name: value for name, value in fake.fields.items() if name != "inside"}
        fields |= {"network": "x", "name": "desk", "inside": "yes"}
        assert chief.post("/desk/accounts/connect/", fields).status_code == 409
        assert chief.post("/desk/accounts/connect/", fields | {"budget": "9"}).status_code == 303
    assert Account.objects.get().rules == {"budget": 9.0}
