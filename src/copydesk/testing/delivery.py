"""The proof of delivery: stories go to every network at once while answers are lost and workers are killed.

The same run counts what a poster makes that tries again until it hears an answer. The tests take few stories, the
benchmark many.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from copydesk.errors import CopydeskError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.mail import Courier
from copydesk.posting.network import Can, Line, network
from copydesk.posting.relay import Speaker
from copydesk.posting.values import LostAnswerError, Message, WaitError
from copydesk.testing.networks import FAKES
from copydesk.testing.networks.proxy import LossyProxy, Speech

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from copydesk.testing.networks.server import FakeServer

#: all but one: a webmention needs a source, and holds nothing that could stand twice
NAMES = tuple(sorted(set(FAKES) - {"webmention"}))
SPEECHES = {"email": Speech.SMTP, "nostr": Speech.WEBSOCKET}  #: of all others: HTTP
NAIVE_ATTEMPTS = 10

_WORKER = """
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
quick, rest = timedelta(seconds=0.01), timedelta(seconds=0.5)
step = PostStep(settings, lambda story: f"https://desk.example/story/{story.pk}", settle=quick, rest=rest)
print("on", flush=True)
while True:
    step.run(datetime.now(UTC))
    time.sleep(0.01)
"""
_SETUP = """
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
    Story.objects.create(
        key=f"s{n}", slug="s", headline=f"Story {n}", opened_at=when, updated_at=when, published_at=when
    )
"""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of all stories on one network."""

    name: str
    made: int  #: posts that the network ever made
    different: int  #: texts among those that stand
    sent: int  #: rows that say `sent`
    unconfirmed: int  #: rows that an editor must look for
    lost: int  #: answers that the proxy kept to itself
    naive: int  #: posts that a poster makes which tries again until it hears an answer
    note: str  #: of the account: what its editor is told

    @property
    def twice(self) -> int:
        """Return how many posts stand beside one of the same story; a page that is told twice is told once."""
        return 0 if Can.PING in network(self.name).DECLARED.can else max(0, self.made - self.different)

    def fault(self, stories: int) -> str:
        """Say what is wrong with it; empty for nothing.

        >>> Delivered("mastodon", 3, 2, 2, 0, lost=1, naive=4, note="").fault(2)
        'mastodon: 3 posts of 2 stories'
        """
        can = network(self.name).DECLARED.can
        if self.sent + self.unconfirmed != stories:
            return f"{self.name}: {self.sent} sent and {self.unconfirmed} to look for, of {stories} stories"
        if Can.PING in can:
            return f"{self.name}: {self.unconfirmed} open" if self.unconfirmed else ""
        if not self.made == self.different <= stories:
            return f"{self.name}: {self.made} posts of {self.different} stories"
        if can & {Can.LOOK, Can.REPEAT}:
            return "" if self.made == self.sent == stories else f"{self.name}: {self.made} of {stories} made"
        is_told = "cannot be read back" in self.note
        return "" if is_told == bool(self.unconfirmed) else f"{self.name}: the note says {self.note!r}"


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of everything."""

    stories: int
    kills: int  #: workers killed while they had work
    networks: tuple[Delivered, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Return what is wrong; empty for nothing."""
        return tuple(fault for each in self.networks if (fault := each.fault(self.stories)))


@dataclass(frozen=True, slots=True)
class Plan:
    """How hard it is made."""

    stories: int
    share: float = 0.3  #: of answers that are lost
    shortest: float = 0.05  #: seconds that a worker lives at least
    longest: float = 3.2  #: and at most
    patience: float = 120.0  #: seconds until it is given up, and 8 more for each story
    names: tuple[str, ...] = NAMES  #: of the networks


def prove(folder: Path, plan: Plan) -> Proof:
    """Send stories to every network through proxies, and kill the worker again and again until nothing waits.

    Args:
        folder: of a site that is made for it.
        plan: how hard it is made.

    Raises:
        AssertionError: it was not done in time.
    """
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with ExitStack() as stack:
        fakes = {name: stack.enter_context(FAKES[name]()) for name in plan.names}
        proxies = {name: stack.enter_context(_proxy(name, fake, plan)) for name, fake in fakes.items()}
        fields = json.dumps({name: proxies[name].through(fake.fields) for name, fake in fakes.items()})
        start = [sys.executable, "-c", _SETUP, str(folder), str(plan.stories)]
        subprocess.run(start, env=environment, check=True, timeout=120, input=fields.encode())
        kills = _deliver(folder, environment, plan)
    states, _, notes = _counted(folder)
    naive = {name: _naive_posts(name, plan) for name in plan.names}
    told = tuple(
        Delivered(
            name,
            fake.ever,
            len(set(fake.texts)),
            states[name, "sent"],
            states[name, "unconfirmed"],
            lost=proxies[name].lost,
            naive=naive[name],
            note=notes[name],
        )
        for name, fake in fakes.items()
    )
    return Proof(plan.stories, kills, told)


def _proxy(name: str, fake: FakeServer, plan: Plan) -> LossyProxy:
    """Return the proxy before a network."""
    return LossyProxy(fake.port, plan.share, SPEECHES.get(name, Speech.HTTP), seed=NAMES.index(name))


def _deliver(folder: Path, environment: Mapping[str, str], plan: Plan) -> int:
    """Let workers post and kill each after a while, until nothing waits; return how many were killed at work."""
    kills, ends = 0, time.monotonic() + plan.patience + 8 * plan.stories
    while time.monotonic() < ends:
        start = [sys.executable, "-c", _WORKER, str(folder)]
        with subprocess.Popen(start, env=dict(environment), stdout=subprocess.PIPE) as worker:
            if worker.stdout:
                worker.stdout.readline()
            time.sleep(plan.shortest + kills % 10 * (plan.longest - plan.shortest) / 9)
            worker.kill()
        states, waiting, _ = _counted(folder)
        if not waiting and sum(states.values()) == plan.stories * len(plan.names):
            return kills
        kills += 1
    raise AssertionError(_counted(folder))


def _counted(folder: Path) -> tuple[Counter[tuple[str, str]], int, dict[str, str]]:
    """Return how many rows of each network are in which state, how many wait, and the accounts' notes."""
    with closing(sqlite3.connect(folder / "copydesk.sqlite3", timeout=30)) as rows:
        states = Counter(
            rows.execute(
                "SELECT a.network, p.state FROM desk_post p JOIN desk_account a ON a.id = p.account_id"
            ).fetchall()
        )
        waiting = rows.execute("SELECT count(*) FROM desk_post WHERE due_at IS NOT NULL").fetchone()[0]
        return states, waiting, dict(rows.execute("SELECT network, note FROM desk_account").fetchall())


def _naive_posts(name: str, plan: Plan) -> int:
    """Return how many posts a network has after a poster that takes no answer for no post, and tries again."""
    inside = Way(refusal, Reach.INSIDE)
    with FAKES[name]() as fake, _proxy(name, fake, plan) as proxy:
        fields = proxy.through(fake.fields)
        for number in range(plan.stories):
            text = f"Story {number} https://desk.example/story/{number}"
            message = Message(text, text.rsplit(maxsplit=1)[-1], title=text)
            for attempt in range(NAIVE_ATTEMPTS):
                # A poster of this kind sends under no key that lasts.
                line = Line(
                    fields,
                    inside,
                    datetime.now(UTC),
                    fetch=inside,
                    deliver=Courier(inside),
                    speak=Speaker(inside),
                )
                try:
                    network(name).send(line, f"{number:032}{attempt:032}", message)
                    break
                except (LostAnswerError, WaitError):
                    time.sleep(0.001)
                except CopydeskError:
                    # It stands already, and the network says so.
                    break
        return fake.ever
