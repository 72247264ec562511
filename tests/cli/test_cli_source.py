"""`source` and `admin` on a site of their own, against the sample newsroom over real HTTP."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from copydesk.parsing import read_opml
from copydesk.sample import SampleNewsroom

PASSWORD = "nine lanterns on the quay"
OTHER = "eleven planks torn off"


@pytest.fixture(scope="module")
def newsroom():
    """The sample newsroom, served on loopback."""
    with SampleNewsroom(date(2026, 11, 19)) as served:
        yield served


@pytest.fixture(scope="module")
def address(newsroom):
    """The front page of each outlet, by slug."""
    return {each.slug: each.base_url + "/" for each in newsroom.outlets}


@pytest.fixture(scope="module")
def allowed(newsroom):
    """The environment that lets commands fetch the newsroom, quickly."""
    ports = ",".join(str(port) for port in sorted(newsroom.allow_ports))
    return {"COPYDESK_ALLOW_PORTS": ports, "COPYDESK_HOST_PAUSE": "0"}


@pytest.fixture(scope="module")
def told(tmp_path_factory, run_on_site, newsroom, address, allowed):
    """What each command of one editor's afternoon said, by a name for it."""
    folder = tmp_path_factory.mktemp("sources")
    feed = next(each.feed_url for each in newsroom.outlets if each.slug == "tideline")
    opml = folder / "in.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="Coast"><outline type="rss" text="Harbour Post" '
        f'xmlUrl="{address["harbour-post"]}atom"/></outline>'
        f'<outline type="rss" text="Tideline" xmlUrl="{feed}"/></body></opml>',
        encoding="utf-8",
    )
    broken = folder / "broken.opml"
    broken.write_text("no outline in sight", encoding="utf-8")
    site = folder / "site"
    steps = {
        "empty list": ["source", "list"],
        "dry": ["source", "add", address["courier"], "--dry-run"],
        "list after dry": ["source", "list", "--json"],
        "add": ["source", "add", address["courier"], "--rights", "full", "--mode", "hold"],
        "add again": ["source", "add", address["courier"]],
        "add feed": ["source", "add", feed, "--outlet", "The Tideline"],
        "add page": ["source", "add", address["sound-fm"]],
        "no such candidate": ["source", "add", address["courier"], "--choose", "99"],
        "no web address": ["source", "add", "file:///etc/hosts"],
        "loopback": ["source", "add", "http://127.0.0.1:9/"],
        "not found": ["source", "add", address["courier"] + "nowhere"],
        "list": ["source", "list"],
        "json": ["source", "list", "--json"],
        "test": ["source", "test", "1"],
        "test of nothing": ["source", "test", "77"],
        "pause": ["source", "pause", "1"],
        "paused": ["source", "list", "--json"],
        "resume": ["source", "resume", "1"],
        "resumed": ["source", "list", "--json"],
        "remove": ["source", "remove", "1", "--yes"],
        "removed": ["source", "list", "--json"],
        "import": ["source", "import", str(opml)],
        "import of nothing": ["source", "import", str(broken)],
        "import of no file": ["source", "import", str(folder / "none.opml")],
        "imported": ["source", "list", "--json"],
        "export": ["source", "export"],
    }
    return dict(zip(steps, run_on_site(site, list(steps.values()), allowed), strict=True))


def test_no_source_is_no_line(told):
    """A new site lists nothing, and its database is made by the first command."""
    assert (told["empty list"].code, told["empty list"].out) == (0, "")


def test_dry_run_shows_what_would_be_taken_in_and_keeps_nothing(told, newsroom):
    """The feeds found on the front page are tried and shown, and no source is added."""
    feed = next(each.feed_url for each in newsroom.outlets if each.slug == "courier")

    assert re.search(rf"^1\. rss +{re.escape(feed)}$", told["dry"].out, re.MULTILINE)
    assert re.search(r"^ +- \d{4}-\d\d-\d\d \d\d:\d\d  \S", told["dry"].out, re.MULTILINE)
    assert told["list after dry"].out == ""


def test_front_page_leads_to_its_feed(told, newsroom):
    """Autodiscovery: the address of a front page is enough."""
    feed = next(each.feed_url for each in newsroom.outlets if each.slug == "courier")

    assert told["add"].code == 0
    assert told["add"].out.splitlines()[-1] == f"watching: 1 The Sennick Courier {feed}"


def test_known_source_is_not_added_twice(told):
    """Adding it again says so, and the list has it once."""
    assert told["add again"].out.splitlines()[-1].startswith("is watched already: 1 ")
    assert [each["id"] for each in told["json"].lines].count(1) == 1


def test_page_without_a_feed_is_watched_itself(told, address):
    """Where no feed is, the links of the front page are what it announces."""
    assert told["add page"].code == 0
    row = next(each for each in told["json"].lines if each["url"] == address["sound-fm"])
    assert (row["kind"], row["state"]) == ("page", "active")


def test_list_says_what_was_chosen(told):
    """Outlet, kind, rights, mode, state and next visit stand in the list."""
    row = next(each for each in told["json"].lines if each["id"] == 1)

    assert row["due_at"] is not None
    assert {
        name: row[name] for name in ("outlet", "kind", "rights", "mode", "state", "failures", "note")
    } == {
        "outlet": "The Sennick Courier",
        "kind": "rss",
        "rights": "full",
        "mode": "hold",
        "state": "active",
        "failures": 0,
        "note": "",
    }
    assert "The Tideline" in told["list"].out
    assert len(told["list"].out.splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("no such candidate", 3, "no candidate 99"),
        ("no web address", 4, "no http or https address"),
        ("loopback", 4, "127.0.0.1:9"),
        ("not found", 4, "the server answered 404"),
        ("test of nothing", 3, "no source '77'"),
        ("import of nothing", 3, "OPML"),
        ("import of no file", 3, "No such file"),
    ],
)
def test_what_cannot_be_done_is_one_line(told, name, code, words):
    """The code tells input from failure, and the line says what and why."""
    ran = told[name]

    assert ran.code == code, ran
    assert ran.err.startswith("copydesk: ")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_test_shows_the_entries_now(told):
    """`source test` fetches and shows the latest entries."""
    assert told["test"].code == 0
    assert "The Sennick Courier: " in told["test"].out
    assert told["test"].out.count("\n      - ") == 5


def test_paused_source_waits_until_it_is_resumed(told):
    """A paused source has no next visit; a resumed one is due."""
    paused = next(each for each in told["paused"].lines if each["id"] == 1)
    resumed = next(each for each in told["resumed"].lines if each["id"] == 1)

    assert (paused["state"], paused["due_at"]) == ("paused", None)
    assert resumed["state"] == "active"
    assert resumed["due_at"] is not None


def test_removed_source_is_gone(told):
    """It is in no list any more, and the others stay."""
    assert told["remove"].out.startswith("removed: ")
    assert sorted(each["id"] for each in told["removed"].lines) == [2, 3]


def test_opml_comes_in_and_goes_out(told, address):
    """New feeds are added, known ones counted, and the export holds them all."""
    assert told["import"].out == "1 new sources, 1 known already\n"
    assert address["harbour-post"] + "atom" in [each["url"] for each in told["imported"].lines]
    outlines = read_opml(told["export"].out.encode())
    assert {each.feed_url for each in outlines} == {each["url"] for each in told["imported"].lines}


def test_editor_is_created_with_a_password_from_the_environment(run_on_site, tmp_path):
    """The password is kept as a hash only; a second editor of that name is refused."""
    site = tmp_path / "site"
    first, second = run_on_site(
        site,
        [["admin", "create", "anna", "--email", "anna@example.org"], ["admin", "create", "anna"]],
        {"COPYDESK_ADMIN_PASSWORD": PASSWORD},
    )
    (changed,) = run_on_site(site, [["admin", "password", "anna"]], {"COPYDESK_ADMIN_PASSWORD": OTHER})

    assert (first.code, first.out) == (0, "created: anna, owner. The desk is at /desk/\n")
    assert second.code == 3
    assert "already" in second.err
    assert changed.out == "changed: anna\n"
    with closing(sqlite3.connect(site / "copydesk.sqlite3")) as base:
        (kept,) = base.execute(
            "SELECT password FROM auth_user WHERE username = 'anna' AND is_staff"
        ).fetchone()
    assert kept.startswith("pbkdf2_")
    for path in site.rglob("*"):
        if path.is_file():
            assert PASSWORD.encode() not in path.read_bytes()
            assert OTHER.encode() not in path.read_bytes()


def test_roles_are_given_and_taken(run_on_site, tmp_path):
    """An editor of the desk is no owner of the site; the role changes; an owner is not made less by it."""
    site = tmp_path / "site"
    made, owner, changed, refused, gone, nobody = run_on_site(
        site,
        [
            ["admin", "create", "anna", "--role", "editor"],
            ["admin", "create", "root"],
            ["admin", "role", "anna", "chief"],
            ["admin", "role", "root", "reader"],
            ["admin", "role", "anna", "none"],
            ["admin", "role", "ben", "chief"],
        ],
        {"COPYDESK_ADMIN_PASSWORD": PASSWORD},
    )
    assert made.out == "created: anna, editor. The desk is at /desk/\n"
    assert owner.code == 0
    assert (changed.out, gone.out) == ("anna: chief\n", "anna: none\n")
    assert (refused.code, nobody.code) == (3, 3)
    assert "owner" in refused.err
    with closing(sqlite3.connect(site / "copydesk.sqlite3")) as base:
        rows = base.execute("SELECT username, is_superuser FROM auth_user ORDER BY username").fetchall()
        (groups,) = base.execute("SELECT count(*) FROM auth_user_groups").fetchone()
    assert (rows, groups) == ([("anna", 0), ("root", 1)], 0)


def test_weak_password_will_not_do(run_on_site, tmp_path):
    """A password that is short or common is refused, for a new one as for a changed one."""
    site = tmp_path / "site"
    (weak,) = run_on_site(site, [["admin", "create", "ben"]], {"COPYDESK_ADMIN_PASSWORD": "123"})
    run_on_site(site, [["admin", "create", "ben"]], {"COPYDESK_ADMIN_PASSWORD": PASSWORD})
    (changed,) = run_on_site(site, [["admin", "password", "ben"]], {"COPYDESK_ADMIN_PASSWORD": "123"})

    for ran in (weak, changed):
        assert ran.code == 3
        assert ran.err.startswith("copydesk: this password will not do")
