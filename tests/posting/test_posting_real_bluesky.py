"""Bluesky against a real server: its own development network from npm, which `scripts/tools.sh` fetches."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Line, network
from copydesk.posting.values import Attempt, LostAnswerError, Message, Picture, RefusedError, Seen
from copydesk.testing.networks.proxy import LossyProxy
from copydesk.testing.networks.server import FakeServer, Told

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".tools" / "pds" / "node_modules" / "@atproto" / "dev-env"
NODE = next((each for each in (ROOT / ".venv" / "bin" / "node",) if each.exists()), shutil.which("node"))
LINK = "https://desk.example/story/7?a=1&b=2"
TEXT = f"Fähre 🚒 “They [the council] never said [sic] that it was over,” <b>\n\n{LINK}"
BLUESKY = network("bluesky")
INSIDE = Way(refusal, Reach.INSIDE)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not PLACE.exists() or not NODE, reason="@atproto/dev-env is missing: run `bash scripts/tools.sh`"
    ),
]


@pytest.fixture(scope="module")
def server():
    """A server with one user."""
    start = [NODE, Path(__file__).with_name("pds.mjs"), PLACE]
    # Node.js outlives the script that starts it, so the whole group is ended.
    with subprocess.Popen(
        start, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    ) as process:
        try:
            url = next(line.split()[1] for line in process.stdout if line.startswith("at "))
            user = {"handle": "desk.test", "email": "desk@desk.test", "password": "harbour-pass-1"}
            path = f"{url}/xrpc/com.atproto.server.createAccount"
            told = json.dumps(user).encode()
            asked = urllib.request.Request(path, told, {"Content-Type": "application/json"})
            with urllib.request.urlopen(asked, timeout=20) as answer:
                assert answer.status == 200
            yield url
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def line_to(url):
    """A way to the user's account."""
    fields = {"server": url, "handle": "desk.test", "password": "harbour-pass-1", "inside": "yes"}
    return Line(fields, INSIDE, datetime.now(UTC), fetch=INSIDE)


def records(url, sent):
    """The user's posts as the server keeps them."""
    did = sent.remote_id.removeprefix("at://").split("/")[0]
    path = f"{url}/xrpc/com.atproto.repo.listRecords?repo={did}&collection=app.bsky.feed.post"
    with urllib.request.urlopen(path, timeout=20) as answer:
        return {each["uri"]: each["value"] for each in json.load(answer)["records"]}


def message(text=TEXT, **more):
    """A post that was made now."""
    return Message(text, LINK, "en", title="Ferry", summary="Late.", created=datetime.now(UTC), **more)


def test_posts_once_reads_back_and_takes_away(server):
    """Twice sent is once there; link and card stand as they were sent; what is taken away is gone."""
    line, wanted = line_to(server), message()
    attempt = Attempt("k" * 64, line.now - timedelta(minutes=1))
    BLUESKY.check(line)
    before = BLUESKY.look(line, attempt, wanted)
    sent = BLUESKY.send(line, "k" * 64, wanted)

    assert (before, BLUESKY.look(line, attempt, wanted)) == (Seen.ABSENT, sent)
    with pytest.raises(LostAnswerError, match="500"):
        # What stands already is told as a fault of the server's own, so only a look can say.
        BLUESKY.send(line, "k" * 64, wanted)
    (record,) = records(server, sent).values()
    assert (record["text"], record["langs"], record["embed"]["external"]["uri"]) == (TEXT, ["en"], LINK)
    place = record["facets"][0]["index"]
    assert TEXT.encode()[place["byteStart"] : place["byteEnd"]].decode() == LINK
    for _ in range(2):
        BLUESKY.delete(line, sent.remote_id)
    assert BLUESKY.look(line, attempt, wanted) is Seen.ABSENT


def test_picture_and_reply(server):
    """A picture stands with its alt text; a correction answers its post."""
    line = line_to(server)
    with Pictures() as pictures:
        shown = message(picture=Picture(f"{pictures.url}/wall.png", "A wall\nAda Holm"))
        first = BLUESKY.send(line, "a" * 64, shown)
    second = BLUESKY.send(line, "b" * 64, message(f"Correction {LINK}", reply_to=first.remote_id))
    kept = records(server, first)

    assert [each["alt"] for each in kept[first.remote_id]["embed"]["images"]] == ["A wall\nAda Holm"]
    assert kept[first.remote_id]["embed"]["images"][0]["image"]["mimeType"] == "image/png"
    assert kept[second.remote_id]["reply"]["parent"]["uri"] == first.remote_id


def test_lost_answer_is_found(server):
    """The post is made and its answer lost; reading back finds it."""
    line, wanted = line_to(server), message("Lost once. " + LINK)
    BLUESKY.check(line)
    port = int(server.rsplit(":", maxsplit=1)[1])
    with LossyProxy(port, 1.0) as proxy:
        lossy = line_to(f"http://127.0.0.1:{proxy.port}")
        lossy.memory.update(line.memory)
        with pytest.raises(LostAnswerError):
            BLUESKY.send(lossy, "c" * 64, wanted)

    found = BLUESKY.look(line, Attempt("c" * 64, line.now), wanted)
    assert records(server, found)[found.remote_id]["text"] == wanted.text


def test_too_long_is_refused_and_an_edit_not_tried(server):
    """301 graphemes are refused by the server, an edit by us."""
    line = line_to(server)
    with pytest.raises(RefusedError):
        BLUESKY.send(line, "d" * 64, message("x" * 301 + LINK))
    with pytest.raises(RefusedError):
        BLUESKY.edit(line, "at://x/y/z", message())


class Pictures(FakeServer):
    """A server with one picture."""

    def tell(self, asked):
        """Return it."""
        assert asked.path == "/wall.png"
        return Told(200, headers={"Content-Type": "image/png"}, raw=PNG)
