"""`account` and `post` on a site of their own, against a faithful Mastodon."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from copydesk.posting.network import names
from copydesk.testing.networks.discord import FakeDiscord
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


STORY = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from copydesk.cli._site import open_site
from copydesk.settings import load
open_site(load({}, folder=Path(sys.argv[1])))
from copydesk.desk.models import Story
when = datetime.now(UTC) - timedelta(hours=1)
Story.objects.create(key="s", slug="ferry", headline="Ferry [sic] <late>", opened_at=when, updated_at=when, published_at=when)
"""


@pytest.fixture(scope="module")
def posted(run_on_site, tmp_path_factory):
    """What the commands said of one story that readers see, and the page that was written."""
    folder = tmp_path_factory.mktemp("told")
    kept = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run([sys.executable, "-c", STORY, folder], env=kept, check=True, timeout=60)
    page = folder / "posts.html"
    with FakeMastodon() as mastodon, FakeDiscord() as discord:
        webhook = f"webhook={discord.fields['webhook']}"
        steps = {
            "every": ["post", "preview", "1", "--every"],
            "page": ["post", "preview", "1", "--every", "--page", str(page)],
            "nowhere": ["post", "preview", "1", "--every", "--page", str(folder / "no" / "x.html")],
            "add": [
                "account",
                "add",
                "mastodon",
                "desk",
                "--server",
                mastodon.url,
                "--inside",
                "--token",
                mastodon.token,
            ],
            "hook": ["account", "add", "discord", "desk", "--set", webhook, "--inside"],
            "odd": ["account", "add", "discord", "two", "--set", webhook, "--set", "colour"],
            "preview": ["post", "preview", "1"],
            "write": ["post", "write", "1", "Late again.", "--account", "1"],
            "quoting": ["post", "write", "1", "“We go home,” he said."],
            "nobody": ["post", "write", "1", "Late.", "--account", "9"],
            "send": ["post", "send", "1"],
            "list": ["post", "list"],
            "anew": ["post", "anew", "1", "--yes"],
        }
        ran = dict(zip(steps, run_on_site(folder, list(steps.values())), strict=True))
    return ran, page.read_text(encoding="utf-8")


def test_preview_shows_every_network_counted(posted):
    """Text, length by the network's own counting, card and what cannot be done, with no account connected."""
    told, _ = posted
    out = told["every"].out

    assert out.count("\nFerry [sic] <late>\n") >= 10
    assert "--- desk on bluesky, " in out
    assert "of 300 graphemes" in out
    assert "of 280 weighted letters" in out
    assert "costs $0.20" in out
    assert "cannot be read back" in out.partition("telegram")[2]


def test_preview_page_shows_text_as_it_is(posted):
    """The page holds every network; a headline's marks stay letters, and nothing is loaded from elsewhere."""
    from lxml import html

    told, text = posted
    page = html.fromstring(text)
    shown = page.xpath("//article[h2='desk on mastodon']//div[@class='text']")[0].text_content()

    assert told["page"].out.startswith("written: ")
    assert (told["nowhere"].code, told["nowhere"].out) == (3, "")
    assert len(page.xpath("//article")) == len(names())
    assert shown.startswith("Ferry [sic] <late>\n\nhttp")
    assert page.xpath("//@src") == page.xpath("//link/@href") == []


def test_written_by_hand_goes_to_the_accounts_named(posted):
    """Queued once for the account named; words that no source says, or an account that is not there, queue none."""
    told, _ = posted

    assert told["hook"].code == told["add"].code == 0
    assert told["write"].out == "queued: 1 desk on mastodon\n"
    assert [told[each].code for each in ("quoting", "nobody", "odd", "anew")] == [3] * 4
    assert "nothing is altered" in told["quoting"].err
    # What was written by hand takes the place of the post that a worker would make.
    assert told["list"].out.count("queued") == 2
