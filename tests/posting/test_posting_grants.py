"""Accounts whose servers give out the token by themselves: the owner says yes, the code is good for one token."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from copydesk.errors import InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Back, Granting, Line, names, network
from copydesk.posting.values import RefusedError
from copydesk.testing.networks import FAKES
from copydesk.testing.networks.granting import APPLICATION, CODE

BACK = Back("https://desk.example/desk/accounts/granted/", "a-state")
GRANTING = [each for each in names() if isinstance(network(each), Granting)]


def test_these_networks_give_out_tokens():
    """So many are connected with a click; the others by a token that is made there."""
    assert GRANTING == ["facebook", "linkedin", "mastodon", "threads"]


@pytest.fixture(params=GRANTING)
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


@pytest.mark.parametrize("name", [each for each in GRANTING if each != "mastodon"])
def test_without_a_way_back_it_says_where_to_connect(name):
    """On the command line there is no page to lead back to."""
    line = Line(APPLICATION | {"page": "23", "author": "urn:li:person:1"}, Way(refusal, Reach.INSIDE), None)
    with pytest.raises(InputError, match="at the desk"):
        network(name).authorize(line, Back())
