"""Accounts whose servers give out the token by themselves: the owner says yes, the code is good for one token."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from copydesk.errors import InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Back, Granting, Leave, Line, names, network
from copydesk.posting.values import NotAllowedError, RefusedError
from copydesk.testing.networks import FAKES
from copydesk.testing.networks.granting import APPLICATION, CODE

BACK = Back("https://desk.example/desk/accounts/granted/", "a-state")
GRANTING = [each for each in names() if isinstance(network(each), Granting)]
SIGNED = [each for each in GRANTING if "api_key" in network(each).DECLARED.grants]


def test_these_networks_give_out_tokens():
    """So many are connected with a click; the others by a token that is made there."""
    assert GRANTING == ["facebook", "linkedin", "mastodon", "threads", "tumblr", "x"]
    assert SIGNED == ["tumblr", "x"]


@pytest.fixture(params=[each for each in GRANTING if each not in SIGNED])
def way(request):
    """A network, its server, and the way to it as the editor named it: an application, and no token."""
    with FAKES[request.param]() as fake:
        there = network(request.param)
        asked = {name: value for name, value in fake.fields.items() if name != "token"}
        asked |= APPLICATION if "client_id" in there.DECLARED.grants else {}
        yield there, fake, Line(asked, Way(refusal, Reach.INSIDE), datetime.now(UTC))


def test_code_is_good_for_what_an_account_needs(way):
    """The address names application, way back and state, and no secret; what comes back works as an account."""
    there, fake, line = way
    leave = there.authorize(line, BACK)
    asked = parse_qs(urlsplit(leave.url).query)
    assert (asked["redirect_uri"], asked["state"]) == ([BACK.url], ["a-state"])
    assert asked["client_id"] == ["harbour-client"]
    assert "client-secret" not in leave.url + repr(leave)

    granted = there.redeem(line, leave, f"{CODE}#_" if fake.__class__.__name__ != "FakeMastodon" else CODE)
    assert granted["token"] == fake.token
    fields = {**line.fields, **granted}
    assert all(fields.get(each) for each in there.DECLARED.asks)
    there.check(Line(fields, line.call, line.now))


def test_wrong_code_gives_nothing(way):
    """A code that was used, guessed or meant for another is refused."""
    there, _, line = way
    with pytest.raises(RefusedError, match="400"):
        there.redeem(line, there.authorize(line, BACK), "old-code")


@pytest.mark.parametrize("name", [each for each in GRANTING if each not in {"mastodon", "x"}])
def test_without_a_way_back_it_says_where_to_connect(name):
    """On the command line there is no page to lead back to."""
    line = Line(APPLICATION | {"page": "23", "author": "urn:li:person:1"}, Way(refusal, Reach.INSIDE), None)
    with pytest.raises(InputError, match="at the desk"):
        network(name).authorize(line, Back())


@pytest.fixture(params=SIGNED)
def signing(request):
    """A network of OAuth 1, its server, and the way to it with an application's keys and no token."""
    with FAKES[request.param]() as fake:
        asked = {name: value for name, value in fake.fields.items() if not name.startswith("token")}
        yield network(request.param), fake, Line(asked, Way(refusal, Reach.INSIDE), datetime.now(UTC))


def test_borrowed_token_is_changed_for_one_that_lasts(signing):
    """The owner is asked about the borrowed token; the code with which they come back gives the account's keys."""
    there, fake, line = signing
    leave = there.authorize(line, BACK)
    assert parse_qs(urlsplit(leave.url).query) == {"oauth_token": ["harbour-lent"]}
    assert "harbour-s" not in leave.url + repr(leave)

    granted = there.redeem(line, leave, CODE)
    fields = {**line.fields, **granted}
    assert (fields["token"], fields["token_secret"]) == (fake.token, "harbour-s2")
    assert all(fields.get(each) for each in there.DECLARED.asks)
    there.check(Line(fields, line.call, line.now))


def test_wrong_code_or_keys_borrow_nothing(signing):
    """A guessed code, another's borrowed token and wrong keys are refused."""
    there, _, line = signing
    leave = there.authorize(line, BACK)
    for given, code in ((leave, "old-code"), (Leave("", dict(leave.kept) | {"token_secret": "x"}), CODE)):
        with pytest.raises(NotAllowedError):
            there.redeem(line, given, code)
    with pytest.raises(NotAllowedError):
        there.authorize(Line({**line.fields, "api_secret": "x"}, line.call, line.now), BACK)
