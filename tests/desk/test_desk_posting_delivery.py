"""Every network at once: three answers in ten are lost, workers are killed, and each story is posted once.

Where a network cannot be read back, a story is posted at most once, and the account says which to look for. The same
run shows what a poster does that tries again until it hears an answer. `python -m bench posting` runs more stories.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from copydesk.desk.sealing import KEYS_FILE
from copydesk.testing.delivery import NAMES, Plan, prove
from copydesk.testing.networks import FAKES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """What became of four stories, and the site that sent them."""
    folder = tmp_path_factory.mktemp("site")
    return prove(folder, Plan(4)), folder


def test_every_network_gets_each_story_once(run):
    """Exactly one post each where the network can be read back; at most one, and a note, where it cannot."""
    proof, _ = run

    assert proof.faults == ()
    assert proof.kills > 1
    assert sum(each.lost for each in proof.networks) > len(NAMES)
    assert sum(each.naive for each in proof.networks) > proof.stories * len(NAMES)


def test_no_secret_is_left_behind_anywhere(run):
    """Neither the database, written out whole, nor any file beside it, the log among them, holds a secret."""
    _, folder = run
    with closing(sqlite3.connect(folder / "copydesk.sqlite3")) as rows:
        dump = "\n".join(rows.iterdump()).encode()
    files = [each for each in folder.rglob("*") if each.is_file() and not each.name.startswith(KEYS_FILE)]
    kept = dump + b"".join(each.read_bytes() for each in files)
    secrets = {FAKES[name]().token for name in NAMES if FAKES[name]().fields.get("key") != "harbour0key1"}

    assert b"Story 3" in dump
    assert "copydesk.log" in {each.name for each in files}
    assert len(secrets) > 3
    assert not [each for each in secrets if each.encode() in kept or each.encode().hex().encode() in kept]


def test_keys_are_read_by_their_owner_alone(run):
    """The file that opens the secrets is nobody else's."""
    assert (run[1] / KEYS_FILE).stat().st_mode & 0o777 == 0o600
