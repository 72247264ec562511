"""The network that the how-to shows, as another package would add it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import GROUP, Line, names, network, others
from copydesk.posting.values import Attempt, LostAnswerError, Message, NotAllowedError, Seen
from copydesk.testing.networks.server import FakeServer, Told

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "add-a-network.md"
LINK = "https://desk.example/story/7"
MESSAGE = Message(f"“They [the council] never said [sic] that it was over,” {LINK}", LINK)


@dataclass
class TideBoard(FakeServer):
    """The server that the page speaks of."""

    notes: dict = field(default_factory=dict)

    def tell(self, asked):
        """Answer one call."""
        if asked.headers["Authorization"] != f"Bearer {self.token}":
            return Told(401)
        key = asked.path.removeprefix("/notes/")
        match asked.method:
            case "PUT":
                self.notes[key] = asked.body.decode()
            case "DELETE":
                return Told(200 if self.notes.pop(key, None) else 404)
            case "GET" if key and key not in self.notes:
                return Told(404)
        return Told(200, raw=self.notes.get(key, "").encode())


@pytest.fixture
def tide(tmp_path, monkeypatch):
    """The page's network, installed as a package of its own."""
    page = PAGE.read_text(encoding="utf-8")
    (tmp_path / "tidepost.py").write_text(page.split("```python\n")[1].split("```")[0], encoding="utf-8")
    told = tmp_path / "tidepost-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: tidepost\nVersion: 1\n")
    point = next(line for line in page.splitlines() if line.strip().startswith("tide = "))
    (told / "entry_points.txt").write_text(f"[{GROUP}]\n{point.strip().replace(chr(34), '')}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(__import__("sys").modules, "tidepost", raising=False)
    others.cache_clear()
    yield network("tide")
    others.cache_clear()


def test_network_of_the_page_does_what_it_declares(tide):
    """It posts, is read back after a lost answer, corrects and withdraws; a wrong token is told as one."""
    with TideBoard() as board:
        line = Line(board.fields, Way(refusal, Reach.INSIDE), datetime.now(UTC))
        attempt = Attempt("k", line.now - timedelta(minutes=1))
        assert tide.check(line) == tide.DECLARED.limits
        assert tide.look(line, attempt, MESSAGE) is Seen.ABSENT
        board.lose = 1
        with pytest.raises(LostAnswerError):
            tide.send(line, "k", MESSAGE)
        sent = tide.look(line, attempt, MESSAGE)
        assert board.notes == {"k": MESSAGE.text}
        tide.edit(line, sent.remote_id, Message(f"Corrected {LINK}", LINK))
        assert board.notes == {"k": f"Corrected {LINK}"}
        for _ in range(2):
            tide.delete(line, sent.remote_id)
        assert board.notes == {}
        with pytest.raises(NotAllowedError):
            tide.send(Line(board.fields | {"token": "old"}, line.call, line.now), "k", MESSAGE)

    assert "tide" in names()
