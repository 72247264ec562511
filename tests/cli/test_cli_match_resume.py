"""`match --state`: killed in the middle, the same command goes on and says what it would have said."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time

import pytest

WORDS = [
    "harbour",
    "crane",
    "ferry",
    "council",
    "mayor",
    "quay",
    "tarn",
    "rye",
    "barley",
    "guild",
    "bakers",
    "roof",
    "school",
    "lantern",
    "bridge",
    "river",
    "market",
    "fishers",
    "nets",
    "storm",
    "lighthouse",
    "keeper",
    "museum",
    "orchard",
    "apples",
    "cider",
    "mill",
    "wheel",
    "stone",
    "wall",
    "tram",
]


def article(number: int) -> str:
    """Return an article; every third is the one before it with a line of its own."""
    first = number - 1 if number % 3 == 2 else number
    picked = [
        WORDS[(first * 7 + each * (first % 11 + 3)) % len(WORDS)] + str(first % 13) for each in range(60)
    ]
    text = f"The {' '.join(picked)} of day {first}."
    return text if first == number else f"{text}\n\nThis was printed by paper {number}."


@pytest.fixture
def lines() -> list[str]:
    """Two hundred articles as JSON Lines."""
    return [json.dumps({"id": f"a{number}", "text": article(number)}) + "\n" for number in range(200)]


def match(path, *more) -> subprocess.Popen:
    """Start the command."""
    command = [sys.executable, "-m", "copydesk", "match", str(path), *map(str, more)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_match_goes_on(tmp_path, lines):
    """Killed while it waits for more, it goes on from what it kept; the answer is that of one run."""
    whole, source, state = tmp_path / "whole.jsonl", tmp_path / "in.jsonl", tmp_path / "state"
    whole.write_text("".join(lines), encoding="utf-8")
    expected = match(whole).communicate(timeout=120)[0]
    os.mkfifo(source)
    running = match(source, "--state", state, "--state-every", 20)
    with source.open("w", encoding="utf-8") as pipe:
        pipe.writelines(lines)
        pipe.flush()
        while not state.exists():
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.wait(timeout=60)
        source.unlink()
    running.stdout.close()
    running.stderr.close()
    source.write_text("".join(lines), encoding="utf-8")
    again = match(source, "--state", state, "--state-every", 20, "--progress-every", 50)
    out, told = again.communicate(timeout=120)

    assert expected.count("\n") > 40
    assert out == expected
    assert told.startswith("going on after ")
    assert told.endswith("200 articles\n")
    assert not state.exists()


def test_state_of_other_articles_is_refused(tmp_path, run, lines):
    """A state that belongs to another input is not mixed with this one."""
    first, second, state = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "state"
    first.write_text("".join(lines[:5]) + "no JSON\n", encoding="utf-8")
    second.write_text("".join(lines), encoding="utf-8")
    stopped = run("match", first, "--state", state, "--state-every", "5")
    other = run("match", second, "--state", state)

    assert stopped.code == other.code == 3
    assert "another matching" in other.err
    assert state.exists()


@pytest.mark.parametrize("content", [b"", b"not a state", pickle.dumps(os.system), pickle.dumps((1, 2))])
def test_file_that_is_no_state_starts_nothing(tmp_path, run, lines, content):
    """Garbage, and a pickle that names a program to run, are refused in one line."""
    path, state = tmp_path / "a.jsonl", tmp_path / "state"
    path.write_text(lines[0], encoding="utf-8")
    state.write_bytes(content)
    refused = run("match", path, "--state", state)

    assert refused.code == 3
    assert "is no state of a matching" in refused.err
