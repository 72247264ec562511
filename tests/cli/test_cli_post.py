"""`account` and `post` on a site of their own, against a faithful Mastodon."""

from __future__ import annotations

import pytest

from copydesk.testing.networks.mastodon import FakeMastodon


@pytest.fixture(scope="module")
def told(run_on_site, tmp_path_factory):
    """What the commands said, one after the other."""
    folder = tmp_path_factory.mktemp("site")
    with FakeMastodon(limit=700) as fake:
        add = ["account", "add", "mastodon", "desk", "--server", fake.url, "--inside", "--token"]
        steps = {
            "none": ["post", "preview", "1"],
            "wrong": [*add, "no-such-token"],
            "add": [*add, fake.token],
            "check": ["account", "check", "1"],
            "rotate": ["account", "rotate"],
            "again": ["account", "check", "1"],
            "list": ["account", "list"],
            "posts": ["post", "list"],
            "withdraw": ["post", "withdraw", "9"],
            "retry": ["post", "retry", "9"],
            "story": ["post", "send", "9"],
            "remove": ["account", "remove", "1", "--yes"],
            "gone": ["account", "check", "1"],
        }
        ran = dict(zip(steps, run_on_site(folder, list(steps.values())), strict=True))
        secret = fake.token.encode()
        stored = b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())
    assert secret not in stored
    return ran


def test_account_is_tried_before_it_is_kept(told):
    """A token that the network does not know is refused, and told without showing it."""
    assert told["wrong"].code == 4
    assert "401" in told["wrong"].err
    assert "no-such-token" not in told["wrong"].err + told["wrong"].out
    assert told["add"].out.startswith("connected: 1 desk on mastodon")


def test_check_tells_the_limit_of_the_server(told):
    """Before and after a new key the account works."""
    assert "at most 700 weighted_urls" in told["check"].out
    assert told["rotate"].out == "1 secrets sealed with a new key\n"
    assert told["again"].out == told["check"].out
    assert "connected" in told["list"].out


def test_what_is_not_there_is_said(told):
    """No account, no post, no story: one line each, exit code 3."""
    assert [told[each].code for each in ("none", "withdraw", "retry", "story", "gone")] == [3] * 5
    assert (told["posts"].code, told["posts"].out) == (0, "")
    assert told["remove"].out == "removed: desk on mastodon\n"
