"""What pages show of accounts and posts: what went wrong, and no secret."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from copydesk.desk import logs
from copydesk.desk.models import Account, Post, Story
from copydesk.desk.sealing import seal
from copydesk.posting.networks import telegram

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SECRET = "harbour-token-1"


@pytest.fixture
def post(tmp_path):
    """A post that its network did not take away."""
    now = datetime.now(UTC)
    story = Story.objects.create(key="s", slug="s", headline="Ferry", opened_at=now, updated_at=now)
    account = Account.objects.create(network="telegram", name="desk", note="message can't be deleted")
    account.secret, account.secret_key_id = seal(tmp_path, f"account/{account.pk}", {"token": SECRET})
    account.save()
    told = {"state": Post.State.SENT, "order": Post.Order.WITHDRAW, "error": "message can't be deleted"}
    return Post.objects.create(story=story, account=account, key="k", rendered=b"{}", **told)


def test_post_that_stands_though_killed_is_in_the_queue(admin_client, post):
    """The desk shows where a withdrawal failed, and why."""
    page = admin_client.get("/desk/?kind=post").content.decode()

    assert "desk on telegram" in page
    assert "message can&#x27;t be deleted" in page
    assert f"/desk/post/{post.pk}/retry/" in page


def test_no_page_shows_a_secret(admin_client, post):
    """Neither the list of accounts, nor one account, nor a page of an error; the sealed bytes stay away too."""
    pages = [
        "/admin/desk/account/",
        f"/admin/desk/account/{post.account_id}/change/",
        "/desk/post/999/retry/",
    ]
    shown = b"".join(admin_client.get(each).content for each in pages)
    shown += admin_client.post("/desk/post/999/retry/").content

    assert b"telegram" in shown
    assert SECRET.encode() not in shown
    assert post.account.secret_key_id.encode() not in shown


def test_error_page_shows_no_secret(client, post, tmp_path, settings, monkeypatch):
    """Something breaks while the secret is in hand: the page and the log say so, and hold neither it nor the key's name."""
    chief = User.objects.create_superuser("anna", "", "a long pass phrase")
    settings.SITE = dataclasses.replace(settings.SITE, site_folder=tmp_path)
    logs.configure(tmp_path, level="DEBUG")
    met = []

    def breaks(line):
        met.append(line.fields["token"])
        raise RuntimeError(f"an error nobody thought of, of {len(met)}")

    monkeypatch.setattr(telegram, "check", breaks)
    client.force_login(chief)
    client.raise_request_exception = False
    answer = client.post(f"/desk/accounts/{post.account_id}/do/check/")
    shown = answer.content + b"".join(str(each).encode() for each in answer.items())
    logged = (tmp_path / logs.LOG_FILE).read_bytes()

    assert (answer.status_code, met) == (500, [SECRET])
    assert b"an error nobody thought of" in logged
    for kept in (shown, logged):
        assert SECRET.encode() not in kept
        assert post.account.secret_key_id.encode() not in kept
