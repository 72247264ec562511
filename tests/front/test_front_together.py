"""A large site is baked by several processes: the same files as by one, also when a process fails or is killed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CODE = """
import sys
from pathlib import Path
from copydesk.cli._site import open_site, settings_of
settings = settings_of(Path(sys.argv[1]))
open_site(settings)
from datetime import UTC, datetime
from dataclasses import replace
from copydesk.desk.models import Article, Outlet, Source, Story
from copydesk.front import together
from copydesk.front.baking import bakery
now = datetime(2026, 3, 14, tzinfo=UTC)
if not Story.objects.exists():
    outlet = Outlet.objects.create(slug="gazette", name="Gazette", language="en")
    source = Source.objects.create(outlet=outlet, url="https://gazette.example/feed")
    for n in range(170):
        state = "merged" if n == 3 else "killed" if n == 5 else "published"
        row = Story.objects.create(key=f"s{n}", slug=f"s{n}", headline=f"Story {n}", opened_at=now, updated_at=now, published_at=now, state=state)
        Article.objects.create(source=source, outlet=outlet, key=f"a{n}", headline=f"Story {n}", first_seen=now, state="matched", story=row)
    Story.objects.filter(key="s3").update(merged_into=Story.objects.get(key="s4"))
together.LEAST_STORIES = 40
exec(sys.argv[2])
together.bake_all(bakery(settings), replace(settings, bake_processes=int(sys.argv[3])))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """The folder of a site of a hundred and seventy stories."""
    return tmp_path_factory.mktemp("together")


def baked(home: Path, processes: int, twist: str = "") -> dict[str, str]:
    """Bake the site anew; return what every file of it says, as hashes."""
    folder = home / "baked"
    if folder.exists():
        subprocess.run(["rm", "-r", str(folder)], check=True)
    command = [sys.executable, "-c", CODE, str(home), twist or "pass", str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    files = [each for each in folder.rglob("*") if each.is_file()]
    return {
        str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in files
        # Feeds and maps say when they were made.
        if "feeds" not in each.parts and "map" not in each.name
    }


def test_several_processes_bake_what_one_bakes(home) -> None:
    """Every page, pointer and list is the same; killed and merged stories have none."""
    alone = baked(home, 1)
    assert sum(each.startswith("story/") and each.endswith("index.html") for each in alone) == 168
    assert baked(home, 2) == alone


@pytest.mark.parametrize(
    "twist",
    [
        "together._MODULE = 'copydesk.no_such_module'",
        "begin = together._hand; together._hand = lambda *of: (lambda hand: (hand.process.kill(), hand)[1])(begin(*of))",
    ],
    ids=["does not start", "is killed"],
)
def test_share_of_a_process_that_fails_is_baked_here(home, twist) -> None:
    """Nothing is missing when the other process never starts or is killed half-way."""
    found = baked(home, 2, twist)
    assert sum(each.startswith("story/") and each.endswith("index.html") for each in found) == 168
