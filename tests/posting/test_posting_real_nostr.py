"""Nostr against a real relay: nostr-relay from PyPI, which `scripts/tools.sh` puts into a place of its own."""

from __future__ import annotations

import socket
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Line, network
from copydesk.posting.relay import Speaker
from copydesk.posting.values import Attempt, LostAnswerError, Message, RefusedError, Seen
from copydesk.testing.networks.proxy import LossyProxy, Speech

RELAY = Path(__file__).parents[2] / ".tools" / "nostr" / "bin" / "nostr-relay"
LINK = "https://desk.example/story/7?a=1&b=2"
TEXT = f"“They [the council] never said [sic] that it was over,” <b> & *x* 🚒\n\n{LINK}"
NOSTR = network("nostr")
INSIDE = Way(refusal, Reach.INSIDE)
CONFIG = """
storage:
  sqlalchemy.url: sqlite+aiosqlite:///relay.sqlite3
  validators:
    - nostr_relay.validators.is_not_too_large
    - nostr_relay.validators.is_signed
gunicorn:
  bind: 127.0.0.1:{port}
  workers: 1
  loglevel: error
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not RELAY.exists(), reason="nostr-relay is missing: run `bash scripts/tools.sh`"),
]


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of a relay."""
    folder = tmp_path_factory.mktemp("nostr")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    (folder / "relay.yaml").write_text(CONFIG.format(port=number))
    start = [RELAY, "-c", "relay.yaml", "serve"]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(start, cwd=folder, stdout=log, stderr=log) as process,
    ):
        try:
            for _ in range(600):
                with socket.socket() as line:
                    if line.connect_ex(("127.0.0.1", number)) == 0:
                        break
                time.sleep(0.1)
            yield number
        finally:
            process.terminate()


def line_to(port, key="5d" * 32):
    """A way to an account there."""
    fields = {"server": f"ws://127.0.0.1:{port}", "key": key, "inside": "yes"}
    return Line(fields, INSIDE, datetime.now(UTC), speak=Speaker(INSIDE))


def test_posts_once_reads_back_replies_and_takes_away(port):
    """The same row sent twice is one note, found by its id; a reply stands; what is dropped is gone."""
    line = line_to(port)
    message = Message(TEXT, LINK, created=line.now)
    attempt = Attempt("k", line.now - timedelta(minutes=1))
    NOSTR.check(line)
    before = NOSTR.look(line, attempt, message)
    sent = NOSTR.send(line, "k", message)

    assert (before, NOSTR.send(line, "k", message)) == (Seen.ABSENT, sent)
    assert NOSTR.look(line, attempt, message) == sent
    reply = Message(f"Correction {LINK}", LINK, created=line.now, reply_to=sent.remote_id)
    answer = NOSTR.send(line, "l", reply)
    assert NOSTR.look(line, attempt, reply) == answer
    for _ in range(2):
        NOSTR.delete(replace(line, now=line.now + timedelta(seconds=1)), sent.remote_id)
    assert NOSTR.look(line, attempt, message) is Seen.ABSENT


def test_lost_answer_is_found(port):
    """The relay has the note and its answer is lost on the way; reading back finds it."""
    line = line_to(port)
    message = Message(f"Lost {TEXT}", LINK, created=line.now)
    with LossyProxy(port, 1.0, Speech.WEBSOCKET) as proxy, pytest.raises(LostAnswerError):
        NOSTR.send(line_to(proxy.port), "k", message)
    time.sleep(0.5)

    assert NOSTR.look(line, Attempt("k", line.now), message) == NOSTR.send(line, "k", message)


def test_note_is_never_altered(port):
    """An edit is refused before anything is said, so that a reply corrects it."""
    with pytest.raises(RefusedError):
        NOSTR.edit(line_to(port), "0" * 64, Message(TEXT, LINK))
