"""An account at the desk: the second factor from set-up to a lost phone, and the password."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from copydesk.desk.editing import second
from copydesk.desk.editing.roles import Role, give
from copydesk.desk.models import SecondFactor
from copydesk.settings import SecondFactorRule

pytestmark = [pytest.mark.database, pytest.mark.django_db]
WORDS = "a long pass phrase"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A site's folder of this test's own, where the keys lie."""
    settings.SITE = replace(settings.SITE, site_folder=tmp_path)
    return tmp_path


@pytest.fixture
def anna() -> User:
    """An editor."""
    user = User.objects.create_user("anna", password=WORDS)
    give(user, Role.EDITOR)
    return user


@pytest.fixture
def desk(anna) -> Client:
    """The editor's browser, signed in."""
    client = Client()
    client.force_login(anna)
    return client


def code_of(user: User, folder, *, steps: int = 0) -> str:
    """Return the code that the app shows, so many half-minutes from now."""
    key = second._key(SecondFactor.objects.get(user=user), folder)
    return second._totp(key).generate(datetime.now(UTC).timestamp() + steps * second.STEP).decode()


def turned_on(desk: Client, user: User, folder) -> list[str]:
    """Set the second factor up as its owner does; return the codes for paper. Spends the code before the present."""
    desk.post("/desk/account/begin/")
    answer = desk.post("/desk/account/confirm/", {"code": code_of(user, folder, steps=-1)})
    return re.findall(r"<li><code>([a-z0-9 ]+)</code></li>", answer.content.decode())


def sign_in(client: Client, **more: str):
    """Send name and password."""
    return client.post("/desk/login/", {"name": "anna", "password": WORDS, "next": "/desk/log/"} | more)


def test_set_up_shows_key_and_picture_and_gives_codes(desk, anna, folder):
    """The key stays the same until it is confirmed, a wrong code changes nothing, the right one gives ten codes."""
    shown = desk.post("/desk/account/begin/").content.decode()
    key = re.search(r'class="key"><code>([A-Z2-7 ]+)</code>', shown)[1]
    assert len(key.replace(" ", "")) == 32
    assert "<svg" in shown
    assert key in desk.post("/desk/account/confirm/", {"code": "000000"}).content.decode()
    assert not second.is_on(anna)

    codes = turned_on(desk, anna, folder)

    assert len(set(codes)) == 10
    assert second.is_on(anna)
    assert key.replace(" ", "").encode() not in bytes(SecondFactor.objects.get().sealed)
    assert not set(codes) & set(SecondFactor.objects.get().spare)


def test_password_alone_opens_nothing_any_more(desk, anna, folder, client):
    """After the password comes the code; only then is the desk open, at the page that was asked for."""
    turned_on(desk, anna, folder)

    assert sign_in(client)["Location"] == "/desk/login/code/"
    assert client.get("/desk/").status_code == 302
    assert client.post("/desk/login/code/", {"code": "12"}).status_code == 403
    assert client.get("/desk/").status_code == 302
    done = client.post("/desk/login/code/", {"code": code_of(anna, folder)})
    assert (done.status_code, done["Location"]) == (303, "/desk/log/")
    assert client.get("/desk/").status_code == 200


def test_no_code_counts_twice(desk, anna, folder, client):
    """A code seen over a shoulder is worth nothing: digits and paper count once."""
    codes = turned_on(desk, anna, folder)
    digits = code_of(anna, folder)
    for code, expected in ((digits, 303), (digits, 403), (codes[0].upper(), 303), (codes[0], 403)):
        sign_in(client)
        answer = client.post("/desk/login/code/", {"code": f" {code} "})
        assert answer.status_code == expected, code
        client.post("/desk/logout/")
    assert second.spare_left(anna) == 9


def test_codes_of_other_times_and_accounts_are_wrong(desk, anna, folder):
    """A phone may be half a minute off, no more; another account's code opens nothing."""
    turned_on(desk, anna, folder)
    now = datetime.now(UTC)
    for steps in (-9, -2, 2, 9):
        assert not second.is_right(anna, folder, code_of(anna, folder, steps=steps), now=now)
    assert second.is_right(anna, folder, code_of(anna, folder, steps=1), now=now)
    bert = User.objects.create_user("bert")
    assert not second.is_right(bert, folder, code_of(anna, folder), now=now)
    assert not second.is_right(anna, folder, "", now=now)


def test_code_page_is_for_those_whose_password_was_right(desk, anna, folder, client):
    """Nobody comes to the second door past the first; one who waits too long begins anew."""
    turned_on(desk, anna, folder)
    assert client.get("/desk/login/code/")["Location"] == "/desk/login/"
    sign_in(client)
    session = client.session
    session["second"] = [anna.pk, "/desk/", (datetime.now(UTC) - timedelta(hours=1)).timestamp()]
    session.save()
    answer = client.post("/desk/login/code/", {"code": code_of(anna, folder)})
    assert answer["Location"] == "/desk/login/"
    assert client.get("/desk/").status_code == 302


def test_guessing_codes_is_slowed_down(desk, anna, folder, client):
    """After five wrong codes one waits, and a right one does not count before that."""
    turned_on(desk, anna, folder)
    sign_in(client)
    for _ in range(5):
        assert client.post("/desk/login/code/", {"code": "000001"}).status_code == 403
    answer = client.post("/desk/login/code/", {"code": code_of(anna, folder)})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_goal_stays_at_the_desk(desk, anna, folder, client):
    """The second door leads to no strange place either."""
    turned_on(desk, anna, folder)
    sign_in(client, next="https://evil.example/desk/")
    assert client.post("/desk/login/code/", {"code": code_of(anna, folder)})["Location"] == "/desk/"


def test_turning_off_and_new_codes_take_a_code(desk, anna, folder):
    """Whoever finds an open browser does not change the second factor."""
    codes = turned_on(desk, anna, folder)
    for act in ("off", "spare"):
        assert desk.post(f"/desk/account/{act}/", {"code": "123456"}).status_code == 409
    assert second.is_on(anna)
    again = desk.post("/desk/account/spare/", {"code": codes[0]}).content.decode()
    assert codes[1] not in again
    assert second.spare_left(anna) == 10
    desk.post("/desk/account/off/", {"code": code_of(anna, folder)})
    assert not second.is_on(anna)
    assert desk.post("/desk/account/begin/").status_code == 200


def test_required_second_factor_is_set_up_first(desk, anna, folder, settings):
    """Where the site asks for it, every page of desk and rows leads to the account until it is on."""
    settings.SITE = replace(settings.SITE, second_factor=SecondFactorRule.REQUIRED)
    anna.is_staff = True
    anna.save()
    for path in ("/desk/", "/desk/log/", "/admin/"):
        assert desk.get(path)["Location"] == "/desk/account/"
    assert "asks everybody" in desk.get("/desk/account/").content.decode()
    turned_on(desk, anna, folder)
    assert desk.get("/desk/").status_code == 200


def test_password_is_changed_by_who_knows_the_old_one(desk, anna):
    """The old password must be right, the new one good and typed twice; this browser stays signed in."""
    new = "eleven planks torn off"
    for fields, said in (
        ({"old": "wrong", "new": new, "again": new}, "is another one"),
        ({"old": WORDS, "new": new, "again": new + "s"}, "the same way twice"),
        ({"old": WORDS, "new": "password", "again": "password"}, "will not do"),
    ):
        answer = desk.post("/desk/account/password/", fields)
        assert answer.status_code == 409
        assert said in answer.content.decode()
    desk.post("/desk/account/password/", {"old": WORDS, "new": new, "again": new})
    anna.refresh_from_db()
    assert anna.check_password(new)
    assert desk.get("/desk/").status_code == 200


def test_unknown_act_is_not_found(desk, client):
    """There is nothing else to do to an account, and nothing for strangers."""
    assert desk.post("/desk/account/rename/").status_code == 404
    assert client.get("/desk/account/").status_code == 302
