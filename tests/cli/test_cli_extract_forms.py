"""`copydesk extract` in its forms, on archives, on several cores, and going on after a stop."""

from __future__ import annotations

import json

import pytest

PAGE = """<!doctype html><html lang="en"><head><title>Ferry back</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry to Osk runs <again> after the storm</h1>
<p>The ferry between Marlow Bay and Osk will run again on Monday, the <a href="https://bay.example/h_1">harbour office</a> said after divers had looked at both piers for two days.</p>
<h2>What a ticket costs</h2>
<p>Tickets cost $4 as before &amp; those that were bought for the days of the *storm* will be taken until the end of the month, the line said.</p>
</article></body></html>"""


@pytest.fixture
def page(tmp_path):
    """A page in a file."""
    path = tmp_path / "ferry.html"
    path.write_text(PAGE.replace(" <again>", " again"), encoding="utf-8")
    return path


def test_html_has_headline_links_and_escapes(run, page):
    """The words stay, their links in place; what is markup in the words is escaped."""
    told = run("extract", page, "--format", "html").out

    assert told.startswith("<article>\n<h1>Ferry to Osk runs again after the storm</h1>\n<p>")
    assert '<a href="https://bay.example/h_1">harbour office</a> said' in told
    assert "<h2>What a ticket costs</h2>" in told
    assert "as before &amp; those" in told


def test_markdown_escapes_what_would_be_marks(run, page):
    """Stars of the text stay stars; links and headings become Markdown."""
    told = run("extract", page, "--format", "markdown").out

    assert told.startswith("# Ferry to Osk runs again after the storm\n\nThe ferry")
    assert "the [harbour office](<https://bay.example/h_1>) said" in told
    assert "\n\n## What a ticket costs\n\n" in told
    assert "the \\*storm\\* will" in told


def test_explain_shows_kind_odds_and_place(run, page):
    """Each block stands with its kind, its odds and its tag; a menu was never scored."""
    lines = run("extract", page, "--explain").out.splitlines()

    assert [line.split()[0] for line in lines] == ["furniture", "headline", "body", "heading", "body"]
    assert lines[0].split()[1:] == ["nav", "Home"]
    assert lines[2].split()[1].startswith("+")


def test_order_holds_over_several_processes(run, tmp_path):
    """Forty pages on two processes come in the order in which they were given."""
    path = tmp_path / "pages.jsonl"
    path.write_text(
        "".join(
            json.dumps({"id": str(n), "html": PAGE.replace("Osk", f"Osk {n}")}) + "\n" for n in range(40)
        ),
        encoding="utf-8",
    )

    told = run("extract", path, "--workers", "2").lines

    assert [each["id"] for each in told] == [str(n) for n in range(40)]
    assert all(f"Osk {each['id']} will" in each["body"] for each in told)


def test_skip_goes_on_where_a_run_stopped(run, tmp_path):
    """Skipped pages are not read again, so that two runs together give what one gives."""
    path = tmp_path / "pages.jsonl"
    path.write_text(
        "".join(json.dumps({"id": str(n), "html": PAGE}) + "\n" for n in range(4)), encoding="utf-8"
    )

    assert [each["id"] for each in run("extract", path, "--skip", "3").lines] == ["3"]


def warc(*records: tuple[str, str, bytes]) -> bytes:
    """Return an archive of responses: address, type and body of each."""
    out = b""
    for url, kind, body in records:
        block = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        )
        out += (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            ).encode()
            + block
            + b"\r\n\r\n"
        )
    return out


def test_archive_gives_its_pages(run, tmp_path):
    """The pages of a WARC archive are extracted under their addresses; pictures are left out."""
    pytest.importorskip("fastwarc")
    path = tmp_path / "crawl.warc"
    path.write_bytes(
        warc(
            ("https://bay.example/ferry", "text/html; charset=utf-8", PAGE.encode()),
            ("https://bay.example/pier.png", "image/png", b"\x89PNG"),
            ("https://bay.example/boat", "text/html", PAGE.replace("Osk", "Varn").encode()),
        )
    )

    told = run("extract", path).lines

    assert [(each["id"], each["url"]) for each in told] == [
        (url, url) for url in ("https://bay.example/ferry", "https://bay.example/boat")
    ]
    assert "Varn will run" in told[1]["body"]


def test_archive_that_is_not_there_is_named(run, tmp_path):
    """Exit code 3 and one line; what else was given is still read."""
    told = run("extract", tmp_path / "none.warc.gz")

    assert told.code == 3
    assert told.err.startswith(f"copydesk: {tmp_path / 'none.warc.gz'}: ")
    assert told.err.count("\n") == 1
