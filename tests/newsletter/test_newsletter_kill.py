"""The proof: workers are killed again and again while a real mail server loses answers, and nobody gets an issue twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.newsletter.conftest import PASSWORD

from copydesk.testing.networks.proxy import LossyProxy, Speech

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Requiring AUTH while:UserWarning", "ignore::DeprecationWarning"),
]
READERS, STORIES = 30, 2
KILLS = 4
SETUP = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from copydesk.cli._site import open_site
from copydesk.settings import load
folder, port, password, readers, stories = Path(sys.argv[1]), *sys.argv[2:]
open_site(load({}, folder=folder))
from copydesk.desk.models import Account, Story
from copydesk.desk.newsletter import moving
from copydesk.desk.sealing import seal
when = datetime.now(UTC)
row = Account.objects.create(network="newsletter", name="desk", since=when - timedelta(hours=1))
fields = {"server": f"127.0.0.1:{port}", "sender": "desk@desk.example", "user": "desk", "password": password}
fields |= {"inside": "yes", "per_minute": "100000"}
row.secret, row.secret_key_id = seal(folder, f"account/{row.pk}", fields)
row.save()
lines = ['{"email": "r%d@example.org", "rhythm": "each"}' % n for n in range(int(readers))]
moving.bring(lines, moving.Standing.CONFIRMED, folder, now=when)
for n in range(int(stories)):
    Story.objects.create(key=f"s{n}", slug="s", headline=f"Story {n}", opened_at=when, updated_at=when, published_at=when)
"""
WORKER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from copydesk.cli._site import Part, connect
from copydesk.settings import load
settings = load({}, folder=Path(sys.argv[1]))
connect(settings, Part.WORK)
from copydesk.desk.leases import release_dead
from copydesk.desk.models import Delivery, Post
from copydesk.desk.newsletter.sending import NewsletterStep
from copydesk.desk.work.posting import PostStep
release_dead()
address = lambda story: f"https://desk.example/story/{story.pk}"
post, step = PostStep(settings, address), NewsletterStep(settings, address)
print("on", flush=True)
while True:
    done = post.run(datetime.now(UTC)) + step.run(datetime.now(UTC))
    if not done and Delivery.objects.count() and not Delivery.objects.filter(due_at__isnull=False).exists():
        print("done", flush=True)
        break
    time.sleep(0.01)
"""
STATES = """
import sys
from pathlib import Path
from copydesk.cli._site import open_site
from copydesk.settings import load
open_site(load({}, folder=Path(sys.argv[1])))
from copydesk.desk.models import Delivery
print(" ".join(Delivery.objects.values_list("state", flat=True)))
"""


def _run(words: str, *arguments: object) -> str:
    """Run a program to its end; return what it said."""
    done = subprocess.run(
        [sys.executable, "-c", words, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout


def _start(folder: Path) -> subprocess.Popen:
    """Start a worker; return it once it works."""
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert worker.stdout
    assert worker.stdout.readline() == "on\n"
    return worker


def test_nobody_gets_an_issue_twice(tmp_path: Path, mails) -> None:
    """Thirty readers, two stories, every fifth answer lost, four kills: at most one mail each, and no address in any file."""
    with LossyProxy(mails.port, 0.2, Speech.SMTP) as proxy:
        _run(SETUP, tmp_path, proxy.port, PASSWORD, READERS, STORIES)
        for _ in range(KILLS):
            worker = _start(tmp_path)
            time.sleep(0.35)
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
            worker.stdout.close()
        worker = _start(tmp_path)
        assert worker.stdout.readline() == "done\n"
        worker.wait(timeout=20)
        worker.stdout.close()
        lost = proxy.lost
    kept = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    states = Counter(_run(STATES, tmp_path).split())
    got = Counter((each["Subject"], each.receivers[0]) for each in mails.taken)

    assert b"@example.org" not in kept
    assert PASSWORD.encode() not in kept
    assert set(got.values()) == {1}
    assert set(states) <= {"sent", "unconfirmed"}
    assert sum(states.values()) == READERS * STORIES
    assert lost > 0
    # Every mail that says `sent` stands; one that may have gone out says so, and only these may be missing.
    assert states["sent"] <= len(got) <= states["sent"] + states["unconfirmed"]
    assert states["unconfirmed"] <= lost + KILLS
