"""`copydesk read`: bulk input, what cannot be read, stopping and going on, and the article with its margin."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from copydesk.cli import _bulk
from copydesk.cli._margin import reading_text
from copydesk.reading import read
from copydesk.types import Article

TEXT = "“We will rebuild the pier,” said Mayor Anton Lesk.\n\nIna Moor said the pier was rotten. “No,” wrote somebody."


def lines(count: int) -> str:
    """JSON Lines with so many articles."""
    return "".join(
        json.dumps({"id": f"a{number}", "text": f"{TEXT} {number}"}) + "\n" for number in range(count)
    )


@pytest.fixture
def articles(tmp_path):
    """A file with more articles than one parcel holds."""
    path = tmp_path / "articles.jsonl"
    path.write_text(lines(3 * _bulk.PARCEL + 5), encoding="utf-8")
    return path


def test_many_articles_come_out_in_their_order(run, articles):
    """Several processes read, and the order of the input is kept."""
    ran = run("read", articles, "--workers", "2")
    assert ran.code == 0
    assert [each["id"] for each in ran.lines] == [f"a{number}" for number in range(3 * _bulk.PARCEL + 5)]
    assert ran.lines[7]["reading"]["quotations"][0]["speaker"]["name"] == "Anton Lesk"


def test_one_process_prints_the_same(run, articles):
    """How many processes read changes nothing in what is printed."""
    assert run("read", articles, "--workers", "1").out == run("read", articles, "--workers", "3").out


def test_bad_lines_are_named_and_stop_no_other(run, tmp_path):
    """Each line that cannot be read is named with what is wrong, and the command ends with 3."""
    path = tmp_path / "mixed.jsonl"
    good = lines(1).encode()
    path.write_bytes(good + b"{bad\n\n[1]\n" + b'{"x": 1}\n' + b'{"text": "\xff"}\n' + good)
    ran = run("read", path)
    assert [each["id"] for each in ran.lines] == ["a0", "a0"]
    assert ran.code == 3
    told = ran.err.splitlines()
    assert [each.partition(": ")[2].partition(": ")[0] for each in told] == [
        f"{path}:{n}" for n in (2, 4, 5, 6)
    ]
    assert "is not JSON" in told[0]
    assert "is not UTF-8 at byte 10" in told[3]


def test_a_missing_file_stops_no_other(run, tmp_path, articles):
    """A file that is not there is named; the others are read."""
    ran = run("read", tmp_path / "none.txt", tmp_path / "none.jsonl", articles)
    assert ran.code == 3
    assert len(ran.lines) == 3 * _bulk.PARCEL + 5
    assert ran.err.count("No such file") == 2


def test_skip_goes_on_where_a_run_was_stopped(run, articles):
    """The first part and what `--skip` prints make the whole."""
    whole = run("read", articles).out.splitlines()
    assert run("read", articles, "--skip", "20").out.splitlines() == whole[20:]


def test_standard_input_is_read_line_by_line(run):
    """JSON Lines on standard input are articles; anything else is one page."""
    assert len(run("read", "-", stdin=lines(3).encode()).lines) == 3
    (only,) = run("read", "-", stdin=TEXT.encode()).lines
    assert only["id"] == "standard input"


def test_no_more_than_a_few_parcels_are_taken_ahead():
    """A long input is not read into memory: only what the processes will soon need."""
    taken = []

    def endless():
        """Yield records for ever, counting them."""
        while True:
            taken.append(1)
            yield _bulk.Record("here", problem="nothing")

    stream = _bulk.tell(endless(), str, workers=2)
    next(stream)
    stream.close()
    assert len(taken) <= _bulk.PARCEL * (2 * _bulk.AHEAD + 2)


def test_ctrl_c_says_where_to_go_on(tmp_path):
    """Ctrl-C ends the command with 130, and the number it names fits what was printed."""
    path = tmp_path / "many.jsonl"
    path.write_text(lines(30_000), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    with out.open("wb") as file:
        command = [sys.executable, "-m", "copydesk", "read", str(path), "--workers", "2"]
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.PIPE, env={**os.environ})
        deadline = time.monotonic() + 60
        while out.stat().st_size == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        err = process.communicate(timeout=60)[1].decode()
    printed = out.read_text("utf-8").splitlines()
    assert process.returncode == 130
    assert f"stopped; go on with --skip {len(printed)}" in err
    assert "Traceback" not in err
    assert all(json.loads(each)["id"] == f"a{number}" for number, each in enumerate(printed))


def test_a_reader_that_has_had_enough_is_no_error(tmp_path):
    """`copydesk read … | head` ends without a traceback."""
    path = tmp_path / "many.jsonl"
    path.write_text(lines(400), encoding="utf-8")
    command = [sys.executable, "-m", "copydesk", "read", str(path), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read().decode()
    assert "Traceback" not in err


def shown(text: str, width: int = 80) -> list[str]:
    """The lines of an article with its margin."""
    import click

    return click.unstyle(reading_text(Article(body=text), read(text), width=width)).splitlines()


def test_the_speaker_stands_beside_the_words():
    """The speaker stands in the margin of the line where the words begin; a retold one in brackets."""
    told = shown(TEXT)
    assert told[0].startswith("        Anton Lesk │ “We will rebuild the pier,”")
    assert told[2].startswith("        (Ina Moor) │ Ina Moor said")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    """At any width every line fits, long words and wide letters included."""
    text = f"{TEXT}\n\n{'x' * 300} {'行く' * 60}\n\n“{'word ' * 60}end,” said {'Anton' * 9} Lesk."
    from copydesk.cli._margin import columns

    assert max(columns(each) for each in shown(text, width)) <= width


def test_the_words_of_the_article_are_all_there():
    """Nothing of the body is lost or changed by the margin."""
    body = shown(TEXT)[: len(TEXT.splitlines())]
    words = " ".join(each.partition(" │")[2] for each in body).split()
    assert words == TEXT.split()


def test_colours_only_where_they_are_wanted(run, tmp_path):
    """Into a file or a pipe no colour goes."""
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    ran = run("read", page, "--format", "text")
    assert "\x1b[" not in ran.out
    assert "Anton Lesk │" in ran.out


def test_no_color_is_honoured_on_a_terminal(tmp_path):
    """With NO_COLOR a terminal gets none; without it, it gets some."""
    import pty

    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    seen = {}
    for value in ("", "1"):
        main, other = pty.openpty()
        command = [sys.executable, "-m", "copydesk", "read", str(page), "--format", "text"]
        process = subprocess.Popen(
            command, stdout=other, env={**os.environ, "NO_COLOR": value, "TERM": "xterm"}
        )
        os.close(other)
        told = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            told += piece
        process.wait(timeout=60)
        os.close(main)
        seen[value] = told
    assert b"\x1b[" in seen[""]
    assert b"\x1b[" not in seen["1"]


def test_language_is_that_of_texts_that_do_not_say_theirs(run, tmp_path):
    """A Spanish text has its speaker once its language is named; without it nobody is guessed."""
    body = "Marta Ruiz presentó el plan. «No habrá más retrasos en las obras», aseguró."
    file = tmp_path / "pleno.jsonl"
    file.write_text(json.dumps({"id": "1", "text": body}) + "\n", encoding="utf-8")
    speakers = []
    for options in (("--language", "es"), ()):
        said = json.loads(run("read", str(file), *options).out)["reading"]["quotations"]
        speakers.append([each["speaker"] and each["speaker"]["name"] for each in said])
    assert speakers == [["Marta Ruiz"], [None]]
