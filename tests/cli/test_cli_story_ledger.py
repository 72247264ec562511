"""`story` and `ledger` on a site of their own, whose rows a program of its own has made."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

MAKE = """
from datetime import UTC, datetime, timedelta
from pathlib import Path
import sys
from copydesk.cli._site import open_site, settings_of
open_site(settings_of(Path(sys.argv[1])))
from copydesk import types
from copydesk.desk.models import Article, ArticleVersion, Outlet, Source
from copydesk.desk.work.matching import MatchStep
from copydesk.settings import Settings
now = datetime(2026, 10, 14, 9, tzinfo=UTC)
CRANE = (
    "The harbour council voted on Monday to sell the old crane to a firm from Tarn for 300 crowns. "
    "“The quay needs the room it stands on,” said Mayor Edda Morn. The ferry will use it from May."
)
BREAD = "Bakers in Hollin raised the price of rye bread by a fifth after the second dry summer in a row."
for number, body in enumerate((CRANE, CRANE, BREAD), 1):
    outlet = Outlet.objects.create(slug=f"paper-{number}", name=f"Paper {number}")
    source = Source.objects.create(outlet=outlet, url=f"http://paper-{number}.example/feed")
    row = Article.objects.create(
        source=source, outlet=outlet, key=str(number), url=f"http://paper-{number}.example/{number}",
        headline=f"Headline {number}", published=now + timedelta(minutes=number), first_seen=now,
        state=Article.State.EXTRACTED, due_at=now,
    )
    content = types.Article(headline=row.headline, body=body, published=row.published).to_dict()
    row.version = ArticleVersion.objects.create(
        article=row, number=1, seen_at=now, digest="1", content=content
    )
    row.save()
MatchStep(Settings()).run(now)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory, run_on_site):
    """What each command of one editor's morning said, by a name for it."""
    site = tmp_path_factory.mktemp("stories") / "site"
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("COPYDESK_", "DJANGO_"))}
    subprocess.run([sys.executable, "-c", MAKE, str(site)], env=kept, check=True, timeout=120)
    steps = {
        "show": ["story", "show", "1", "--json"],
        "read": ["story", "show", "/story/1-headline-1/"],
        "split": ["story", "split", "1", "2"],
        "after split": ["story", "show", "1", "--json"],
        "split all": ["story", "split", "1", "1"],
        "split nothing": ["story", "split", "1", "99"],
        "merge": ["story", "merge", "1", "2"],
        "gone": ["story", "show", "2", "--json"],
        "missing": ["story", "show", "77"],
        "quotation": ["ledger", "the quay needs the room it stands on", "--json"],
        "piece": ["ledger", "needs the room"],
        "speaker": ["ledger", "Morn", "--json"],
        "not there": ["ledger", "nobody ever said so"],
    }
    return dict(zip(steps, run_on_site(site, list(steps.values())), strict=True))


def test_story_shows_who_took_from_whom(told):
    """The story has both articles, the copy with its evidence, and what happened."""
    (story,) = told["show"].lines
    assert [each["article"] for each in story["articles"]] == [1, 2]
    assert story["articles"][1]["took"][0]["kind"] == "reprint"
    assert story["articles"][1]["took"][0]["of"] == 1
    assert [each["kind"] for each in story["events"]][:2] == ["opened", "joined"]
    assert "reprint of 1: 100% of its words come from Paper 1" in told["read"].out


def test_story_is_split_and_merged_by_hand(told):
    """A split takes the article out, a merge leads the other story's address on."""
    assert told["split"].out == "split: story 3 has 1 articles of its own\n"
    assert [each["article"] for each in told["after split"].lines[0]["articles"]] == [1]
    assert told["after split"].lines[0]["articles"][0]["pinned"]
    assert told["merge"].code == 0
    assert told["gone"].lines[0]["story"] == 1
    assert [each["article"] for each in told["gone"].lines[0]["articles"]] == [1, 3]


def test_what_cannot_be_done_is_one_line(told):
    """A story that is not there, an article that is not there, and an empty rest are errors of one line."""
    for name in ("missing", "split all", "split nothing"):
        assert told[name].code == 3
        assert told[name].err.count("\n") == 1


def test_ledger_finds_a_quotation_a_piece_and_a_speaker(told):
    """All three lead to the one utterance, with both papers under its one form."""
    (found,) = told["quotation"].lines
    assert found == told["speaker"].lines[0]
    assert [each["outlet"] for each in found["forms"][0]["printed"]] == ["Paper 1", "Paper 2"]
    assert json.dumps(found["speaker"]) in ('"Edda Morn"', '"Mayor Edda Morn"')
    assert "“The quay needs the room it stands on,”" in told["piece"].out


def test_ledger_that_finds_nothing_says_so_by_its_exit_code(told):
    """Nothing printed, nothing wrong, exit code 1."""
    assert (told["not there"].code, told["not there"].out) == (1, "")
