"""Matrix against a real server: Synapse from PyPI, which `scripts/tools.sh` puts into a place of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Line, network
from copydesk.posting.values import Attempt, Message, NotAllowedError, RefusedError, Seen

PYTHON = Path(__file__).parents[2] / ".tools" / "synapse" / "bin" / "python"
LINK = "https://desk.example/story/7?a=1&b=2"
MESSAGE = Message(f"“They [the council] never said [sic] that it was over,” <b> & *x*\n\n{LINK}", LINK)
KEY = "k" * 64
MATRIX = network("matrix")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PYTHON.exists(), reason="matrix-synapse is missing: run `bash scripts/tools.sh`"),
]


def ask(url, call, data=None, token=""):
    """What the server answers to a call of the test's own."""
    own = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(f"{url}/_matrix/client/v3/{call[1]}", body, own, method=call[0])
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with one user."""
    folder = tmp_path_factory.mktemp("synapse")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = [PYTHON, "-m", "synapse.app.homeserver", "--config-path", "homeserver.yaml"]
    options = ["--server-name", "desk.test", "--generate-config", "--report-stats=no"]
    subprocess.run([*start, *options], cwd=folder, check=True, capture_output=True, timeout=60)
    config = folder / "homeserver.yaml"
    config.write_text(config.read_text().replace("port: 8008", f"port: {port}"))
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(start, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            register = [PYTHON, "-m", "synapse._scripts.register_new_matrix_user", "-c", "homeserver.yaml"]
            user = ["-u", "desk", "-p", "harbour", "--no-admin", url]
            subprocess.run([*register, *user], cwd=folder, check=True, capture_output=True, timeout=60)
            yield url
        finally:
            process.terminate()


def wait_for(port):
    """Wait until a server answers on a port."""
    for _ in range(600):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.fixture
def account(server):
    """What an account in a room of its own names."""
    who = {"type": "m.id.user", "user": "desk"}
    login = {"type": "m.login.password", "identifier": who, "password": "harbour"}
    token = ask(server, ("POST", "login"), login)["access_token"]
    room = ask(server, ("POST", "createRoom"), {"preset": "public_chat"}, token)["room_id"]
    return {"server": server, "room": room, "token": token, "inside": "yes"}


def line_to(account):
    """A way to it."""
    return Line(account, Way(refusal, Reach.INSIDE), datetime.now(UTC))


def texts(account):
    """The messages of the room as the server keeps them, the oldest first."""
    path = f"rooms/{account['room']}/messages?dir=f&limit=50"
    events = ask(account["server"], ("GET", path), token=account["token"])["chunk"]
    return [each["content"].get("body") for each in events if each["type"] == "m.room.message"]


def test_posts_once_reads_back_edits_and_takes_away(account):
    """The same row sent twice is one message, found again by its key, edited in place, gone when taken away."""
    line = line_to(account)
    attempt = Attempt(KEY, line.now - timedelta(minutes=1))
    MATRIX.check(line)
    before = MATRIX.look(line, attempt, MESSAGE)
    sent = MATRIX.send(line, KEY, MESSAGE)

    assert (before, MATRIX.send(line, KEY, MESSAGE)) == (Seen.ABSENT, sent)
    assert texts(account) == [MESSAGE.text]
    for _ in range(2):
        MATRIX.edit(line, sent.remote_id, Message(f"Corrected {LINK}", LINK))
    assert texts(account) == [MESSAGE.text, f"* Corrected {LINK}"]
    assert MATRIX.look(line, attempt, MESSAGE) == sent
    for _ in range(2):
        MATRIX.delete(line, sent.remote_id)
    assert MATRIX.look(line, attempt, MESSAGE) is Seen.ABSENT


def test_reply_and_refusals(account):
    """A reply stands; a wrong token, a text too long and an encrypted room are told as what they are."""
    line = line_to(account)
    first = MATRIX.send(line, KEY, MESSAGE)
    MATRIX.send(line, KEY[:-1], Message(f"Correction {LINK}", LINK, reply_to=first.remote_id))
    with pytest.raises(NotAllowedError):
        MATRIX.send(line_to(account | {"token": "wrong"}), "z", MESSAGE)
    with pytest.raises(RefusedError, match="413"):
        MATRIX.send(line, "y", Message("x" * 70_000, LINK))
    path = f"rooms/{account['room']}/state/m.room.encryption/"
    ask(account["server"], ("PUT", path), {"algorithm": "m.megolm.v1.aes-sha2"}, account["token"])
    with pytest.raises(RefusedError, match="encrypted"):
        MATRIX.check(line)

    assert texts(account) == [MESSAGE.text, f"Correction {LINK}"]
