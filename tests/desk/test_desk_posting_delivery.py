"""Every network at once: three answers in ten are lost, workers are killed, and each story is posted once.

Where a network cannot be read back, a story is posted at most once, and the account says which to look for. The same
run shows what a poster does that tries again until it hears an answer.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, closing
from datetime import UTC, datetime

import pytest

from copydesk.errors import CopydeskError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.mail import Courier
from copydesk.posting.network import Can, Line, network
from copydesk.posting.values import LostAnswerError, Message, WaitError
from copydesk.testing.networks import FAKES

#: 200 with COPYDESK_TEST_STORIES=200; the normal run takes fewer
COUNT = int(os.environ.get("COPYDESK_TEST_STORIES", "4"))
LOST = 0.3
log = logging.getLogger(__name__)
NAMES = sorted(
    set(FAKES) - {"webmention"}
)  #: a webmention needs a source; it holds nothing that could stand twice
WORKER = """
import sys, time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from copydesk.cli._site import Part, connect
from copydesk.settings import load
settings = load({}, folder=Path(sys.argv[1]))
connect(settings, Part.WORK)
from copydesk.desk.leases import release_dead
from copydesk.desk.work.posting import PostStep
from copydesk.posting.network import names, network
for name in names():
    there = network(name)
    there.DECLARED = replace(there.DECLARED, burst=10**6)
release_dead()
step = PostStep(settings, lambda story: f"https://desk.example/story/{story.pk}", settle=timedelta(seconds=0.01), rest=timedelta(seconds=0.5))
print("on", flush=True)
while True:
    step.run(datetime.now(UTC))
    time.sleep(0.01)
"""
SETUP = """
import json, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from copydesk.cli._site import open_site
from copydesk.settings import load
folder = Path(sys.argv[1])
open_site(load({}, folder=folder))
from copydesk.desk.models import Account, Story
from copydesk.desk.sealing import seal
when = datetime.now(UTC)
for name, fields in json.loads(sys.stdin.read()).items():
    rules = {"budget": 10**6}
    row = Account.objects.create(network=name, name="desk", since=when - timedelta(days=1), rules=rules)
    row.secret, row.secret_key_id = seal(folder, f"account/{row.pk}", fields)
    row.save()
for n in range(int(sys.argv[2])):
    Story.objects.create(key=f"s{n}", slug="s", headline=f"Story {n}", opened_at=when, updated_at=when, published_at=when)
"""


def naively(name, fake):
    """Post stories as a poster does that takes no answer for no post, and tries ten times."""
    inside = Way(refusal, Reach.INSIDE)
    for number in range(COUNT):
        text = f"Story {number} https://desk.example/story/{number}"
        message = Message(text, text.rsplit(maxsplit=1)[-1], title=text, source="")
        for attempt in range(10):
            # A poster of this kind sends under no key that lasts.
            key = f"{number:032}{attempt:032}"
            now = datetime.now(UTC)
            line = Line(fake.fields, inside, now, fetch=inside, deliver=Courier(inside))
            with contextlib.suppress(LostAnswerError, WaitError):
                network(name).send(line, key, message)
                break
            time.sleep(0.001)


def counted(folder):
    """How many rows of each network are in which state, and the accounts' notes."""
    with closing(sqlite3.connect(folder / "copydesk.sqlite3", timeout=30)) as rows:
        states = Counter(
            rows.execute(
                "SELECT a.network, p.state FROM desk_post p JOIN desk_account a ON a.id = p.account_id"
            ).fetchall()
        )
        waiting = rows.execute("SELECT count(*) FROM desk_post WHERE due_at IS NOT NULL").fetchone()[0]
        return states, waiting, dict(rows.execute("SELECT network, note FROM desk_account").fetchall())


def deliver(folder, environment):
    """Let workers post and kill each after a while, until nothing waits; return how many were killed at work."""
    kills, ends = 0, time.monotonic() + 120 + 8 * COUNT
    while time.monotonic() < ends:
        with subprocess.Popen(
            [sys.executable, "-c", WORKER, folder], env=environment, stdout=subprocess.PIPE
        ) as worker:
            worker.stdout.readline()
            time.sleep(0.05 + kills % 10 * 0.35)
            worker.kill()
        states, waiting, _ = counted(folder)
        if not waiting and sum(states.values()) == COUNT * len(NAMES):
            return kills
        kills += 1
    raise AssertionError(counted(folder))


def naive_posts():
    """How many posts each network has after a naive poster."""
    made = {}
    for name in NAMES:
        with FAKES[name](lose_share=LOST) as fake:
            with contextlib.suppress(CopydeskError):
                naively(name, fake)
            made[name] = fake.ever
    return made


@pytest.mark.slow
def test_every_network_gets_each_story_once(tmp_path):
    """Exactly one post each where the network can be read back; at most one, and a note, where it cannot."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with ExitStack() as stack:
        fakes = {name: stack.enter_context(FAKES[name](lose_share=LOST)) for name in NAMES}
        fields = json.dumps({name: fake.fields for name, fake in fakes.items()})
        start = [sys.executable, "-c", SETUP, tmp_path, str(COUNT)]
        subprocess.run(start, env=environment, check=True, timeout=60, input=fields.encode())
        kills = deliver(tmp_path, environment)
    states, _, notes = counted(tmp_path)
    naive = naive_posts()
    for name, fake in fakes.items():
        can, sent, open_ = network(name).DECLARED.can, states[name, "sent"], states[name, "unconfirmed"]
        log.info(
            "%s: made %d, sent %d, to look for %d, naively %d", name, fake.ever, sent, open_, naive[name]
        )
        assert sent + open_ == COUNT, name
        if Can.PING in can:
            assert open_ == 0, name
            continue
        assert fake.ever == len(set(fake.texts)) <= COUNT, name
        assert fake.ever == sent == COUNT or Can.LOOK not in can, name
        assert bool(open_) == ("cannot be read back" in notes[name]), name

    log.info("%d stories, %d kills", COUNT, kills)
    assert kills > 1
    assert sum(naive.values()) > COUNT * len(naive)
