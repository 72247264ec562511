"""What the tests of replies share: a story, a browser that fills in the form, and people at the desk."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core import signing
from django.test import Client
from tests.replies.reply_forms import NOW, token

from copydesk.desk.editing.hands import Hand
from copydesk.desk.editing.roles import Role, give
from copydesk.desk.models import Reply, Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse


@pytest.fixture
def story(db: None) -> Story:  # noqa: ARG001 - asks for the database
    """A story that readers see."""
    return Story.objects.create(
        key="ferry", slug="ferry-stops", headline="Ferry stops for the winter", opened_at=NOW, updated_at=NOW
    )


@pytest.fixture
def hand(db: None) -> Hand:  # noqa: ARG001 - asks for the database
    """A chief's hand."""
    user = User.objects.create_user("anna", password="a long pass phrase")
    give(user, Role.CHIEF)
    return Hand(user, datetime.now(UTC))


@pytest.fixture
def chief(hand: Hand) -> Client:
    """A chief's browser."""
    client = Client()
    client.force_login(hand.user)
    return client


@pytest.fixture
def send(story: Story) -> Callable[..., HttpResponse]:
    """Fill in the form as a browser does that waited for `seconds`, from an address; protection against forgery is on."""

    def send(text: str = "A good report, thank you.", **fields: str) -> HttpResponse:
        address, seconds = fields.pop("address", "203.0.113.7"), float(fields.pop("seconds", "60"))
        client = fields.pop("client", None) or Client(enforce_csrf_checks=True)
        path = fields.pop("path", f"/reply/{story.pk}/")
        hidden = token(client, path)
        number, key, _ = signing.loads(hidden["form"], salt="replies.form")
        hidden["form"] = signing.dumps([number, key, time.time() - seconds], salt="replies.form")
        values = {"name": "Ann", "email": "ann@example.org", "text": text} | hidden | fields
        return client.post(path, values, REMOTE_ADDR=address)

    return send


@pytest.fixture
def make_reply(story: Story) -> Callable[..., Reply]:
    """Keep a reply."""

    def make(text: str = "A good report.", **fields: object) -> Reply:
        count = Reply.objects.count()
        values = {
            "name": f"Reader {count}",
            "key": f"made-{count}",
            "written_at": NOW,
            "story": story,
        } | fields
        return Reply.objects.create(text=text, **values)

    return make


@pytest.fixture
def site_settings() -> object:
    """The site's settings."""
    return django_settings.SITE
