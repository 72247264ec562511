"""What a site made of the sample newsroom, asked of its database, beside the list written by hand."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from copydesk.intake import canonical

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.testing.site import Site


def wait_for(is_so: Callable[[], Any], what: str, seconds: float = 90) -> Any:
    """Wait until something is so; fail by name when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = is_so()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


def ask(site: Site, sql: str) -> Any:
    """Return the first value of a query; None while there is no database to ask."""
    try:
        return site.query(sql)[0][0]
    except (sqlite3.Error, OSError, IndexError):
        return None
    except Exception as error:
        if type(error).__module__.startswith("psycopg"):
            return None
        raise


@dataclass(frozen=True)
class Outcome:
    """What a site made of the sample newsroom, in the ids of the list written by hand."""

    matched: Counter[str]
    failed: Counter[str]
    versions: list[tuple[Any, ...]]
    relations: Counter[tuple[str, str, str]]
    stories: Counter[tuple[frozenset[str], int]]


def outcome_of(site: Site, expected: dict[str, Any]) -> Outcome:
    """Return what the database says, asked in plain SQL."""
    known = {
        canonical(site.address(each["outlet"], each["path"])): each["id"] for each in expected["article"]
    } | {canonical(site.address(each["outlet"], each["old"])): each["article"] for each in expected["moved"]}
    articles = site.query("SELECT id, url, state, story_id FROM desk_article")
    # What is not in the list is named by its path: each site has ports of its own.
    name = {row[0]: known.get(canonical(row[1])) or urlsplit(row[1]).path for row in articles}
    members: dict[int, set[str]] = {}
    for number, _, _, story in articles:
        members.setdefault(story, set()).add(name[number])
    stories = site.query("SELECT id, independent FROM desk_story WHERE state = 'published'")
    return Outcome(
        Counter(name[row[0]] for row in articles if row[2] == "matched"),
        Counter(name[row[0]] for row in articles if row[2] != "matched"),
        site.query(
            "SELECT a.id, count(v.id), max(v.number) FROM desk_article a LEFT JOIN desk_articleversion v"
            " ON v.article_id = a.id WHERE a.state = 'matched' GROUP BY a.id"
            " HAVING count(v.id) <> 1 OR max(v.number) <> 1 OR max(a.version_id) <> max(v.id)"
        ),
        Counter(
            (name[copy], name[of], kind)
            for copy, of, kind in site.query("SELECT article_id, of_id, kind FROM desk_relation")
        ),
        Counter((frozenset(members.get(number, ())), count) for number, count in stories),
    )


def assert_sound(site: Site) -> None:
    """The database itself says that nothing in it is broken, and no row points at nothing."""
    if site.database_url:
        orphans = site.query(
            "SELECT count(*) FROM desk_articleversion v LEFT JOIN desk_article a ON a.id = v.article_id"
            " WHERE a.id IS NULL"
        )
        assert orphans == [(0,)]
        return
    if not (site.folder / "copydesk.sqlite3").exists():
        return  # killed before it had made its database
    with closing(sqlite3.connect(site.folder / "copydesk.sqlite3", timeout=60)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
