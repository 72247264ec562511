"""`copydesk match` over Parquet says what it says over JSON Lines; what it cannot read it names."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

MONDAY = datetime(2026, 10, 5, tzinfo=UTC)


def run(*arguments: str, without: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own; `without` names a package that is not to be found there."""
    hide = f"import sys; sys.modules[{without!r}] = None; " if without else ""
    code = f"{hide}from copydesk.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def rows(article):
    """Return an original, its house-styled copy of an hour later, and an article on something else."""
    return [
        {"id": "first", "body": article("crane"), "published": MONDAY, "agency": None},
        {
            "id": "copy",
            "body": article("crane_house"),
            "published": MONDAY + timedelta(hours=1),
            "agency": None,
        },
        {"id": "other", "body": article("school"), "published": MONDAY, "agency": None},
    ]


def test_parquet_says_what_json_lines_say(tmp_path, rows):
    """The same articles give the same relations, times and empty columns included."""
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "year.parquet")
    lines = [{**each, "published": each["published"].isoformat()} for each in rows]
    plain = [{field: value for field, value in each.items() if value is not None} for each in lines]
    (tmp_path / "year.jsonl").write_text("".join(json.dumps(each) + "\n" for each in plain))

    of_table = run("match", str(tmp_path / "year.parquet"))
    of_lines = run("match", str(tmp_path / "year.jsonl"))

    assert of_table.stdout == of_lines.stdout
    found = [json.loads(each) for each in of_table.stdout.splitlines()]
    assert [(each["key"], each["of"]) for each in found] == [("copy", "first")]


def test_broken_parquet_is_named(tmp_path):
    """A file that is no Parquet ends the command with its name, not with a traceback."""
    pytest.importorskip("pyarrow")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 but not really")

    done = run("match", str(broken))

    assert done.returncode == 3
    assert "broken.parquet: cannot be read as Parquet" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_pyarrow_the_command_says_what_to_install(tmp_path):
    """Where pyarrow is missing the error says so, and how it is installed."""
    done = run("match", str(tmp_path / "year.parquet"), without="pyarrow")

    assert done.returncode == 3
    assert "copydesk[parquet]" in done.stderr
    assert "Traceback" not in done.stderr
