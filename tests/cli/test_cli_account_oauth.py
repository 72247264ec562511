"""`account add --oauth`: the server makes the token, its owner types in a code."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from copydesk.cli import account
from copydesk.errors import InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Back, Line, network
from copydesk.posting.values import RefusedError
from copydesk.testing.networks.mastodon import FakeMastodon
from copydesk.testing.networks.signed import FakeX


def test_owner_says_yes_and_types_the_code():
    """The address leads to the server's own page; the code is good for the token, and no secret is shown."""
    with FakeMastodon() as fake:
        shown = []

        @account.click.command()
        def ask():
            given = {"server": fake.url, "token": "", "inside": "yes"}
            shown.append(account._granted("mastodon", given))

        told = CliRunner().invoke(ask, input="harbour-code\n", catch_exceptions=False)

    assert shown == [{"token": fake.token}]
    assert f"{fake.url}/oauth/authorize?response_type=code" in told.output
    assert "client_id=harbour-client" in told.output
    assert not [each for each in ("harbour-code", "client-secret", fake.token) if each in told.output]


def test_wrong_code_is_refused():
    """A code that the server does not know gives nothing."""
    with FakeMastodon() as fake:
        line = Line({"server": fake.url}, Way(refusal, Reach.INSIDE), None)
        there = network("mastodon")
        leave = there.authorize(line, Back())
        with pytest.raises(RefusedError, match="400"):
            there.redeem(line, leave, "old-code")

    assert "client-secret" not in repr(leave)


def test_network_that_gives_no_tokens_says_so():
    """Only where the server can; elsewhere the token is made there by hand."""
    with pytest.raises(InputError, match="by itself"):
        account._granted("slack", {"server": ""})
    with pytest.raises(InputError, match="--server"):
        account._granted("mastodon", {"server": ""})


def test_x_shows_its_code_where_there_is_no_page_to_lead_back_to():
    """The application's keys are asked for, the secret unseen; the code makes the borrowed token last."""
    with FakeX() as fake:
        got = {}

        @account.click.command()
        def ask():
            got.update(account._granted("x", {"server": fake.url, "token": "", "inside": "yes"}))

        told = CliRunner().invoke(ask, input="k1\nharbour-s1\nharbour-code\n", catch_exceptions=False)

    assert got == {
        "api_key": "k1",
        "api_secret": "harbour-s1",
        "token": fake.token,
        "token_secret": "harbour-s2",
    }
    assert fake.ways == ["oob"]
    assert f"{fake.url}/oauth/authorize?oauth_token=harbour-lent" in told.output
    assert not [each for each in ("harbour-s1", "harbour-code", fake.token) if each in told.output]
