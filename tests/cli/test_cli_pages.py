"""`extract`, `read` and `match` on files, standard input and JSON Lines."""

from __future__ import annotations

import json

import pytest

from copydesk.types import Article, Reading

PAGE = """<!doctype html><html lang="en"><head><title>Ferry back</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry to Osk runs again after the storm</h1>
<p>The ferry between Marlow Bay and Osk will run again on Monday, the harbour office said after divers had looked at both piers for two days.</p>
<p>“The pier is safe for cars and for people,” said Anton Lesk, the mayor, who had closed it a week ago when the storm tore off eleven planks.</p>
<p>Tickets cost $4 as before, and those that were bought for the days of the storm will be taken until the end of the month.</p>
</article></body></html>"""
TEXT = "“The pier is safe,” said Anton Lesk, the mayor, on Monday."
LONG = (
    "The ferry between Marlow Bay and Osk will run again on Monday, the harbour office said. "
    "Divers had looked at both piers for two days and found eleven planks torn off by the storm. "
    "“The pier is safe for cars and for people,” said Anton Lesk, the mayor of Marlow Bay. "
    "Tickets that were bought for the days of the storm will be taken until the end of the month."
)


def lines(*objects: object) -> str:
    """Return objects as JSON Lines."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)


@pytest.fixture
def page(tmp_path):
    """A page in a file."""
    path = tmp_path / "ferry.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_extract_prints_the_article_as_json(run, page):
    """One object a line, which `Article.from_dict` reads, with the page's name as its id."""
    (found,) = run("extract", page).lines

    assert found.pop("id") == str(page)
    article = Article.from_dict(found)
    assert article.headline == "Ferry to Osk runs again after the storm"
    assert len(article.body.split("\n\n")) == 3


def test_extract_as_text_labels_its_fields(run, page):
    """A person sees the headline by name, the body, and what was taken off."""
    told = run("extract", page, "--format", "text").out

    assert "headline: Ferry to Osk runs again after the storm\n" in told
    assert "\nThe ferry between Marlow Bay" in told


@pytest.mark.parametrize("command", ["extract", "read"])
def test_standard_input_gives_what_the_file_gives(run, page, command):
    """`-` reads the page from standard input."""
    (from_file,), (from_input,) = (
        run(command, page).lines,
        run(command, "-", stdin=PAGE.encode()).lines,
    )

    assert from_input.pop("id") == "standard input"
    from_file.pop("id")
    assert from_input == from_file


def test_several_pages_come_in_their_order(run, page, tmp_path):
    """Files and JSON Lines may be mixed; each line out is one page in."""
    batch = tmp_path / "batch.jsonl"
    batch.write_text(lines({"id": "one", "html": PAGE}, {"id": "two", "text": TEXT}), encoding="utf-8")

    assert [each["id"] for each in run("extract", page, batch).lines] == [str(page), "one", "two"]


def test_read_names_the_speaker(run, tmp_path):
    """The line holds the body and a reading whose spans lie in it."""
    path = tmp_path / "said.txt"
    path.write_text(TEXT, encoding="utf-8")

    (found,) = run("read", path).lines

    reading = Reading.from_dict(found["reading"])
    (quotation,) = reading.quotations
    assert (found["body"], quotation.span.of(found["body"])) == (TEXT, "The pier is safe,")
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Anton Lesk"


def test_read_as_text_has_the_speaker_in_the_margin(run, tmp_path):
    """A person sees speaker, words and why."""
    path = tmp_path / "said.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert "Anton Lesk │ “The pier is safe,”" in run("read", path, "--format", "text").out


def test_one_command_hands_on_to_the_next(run, tmp_path):
    """What `extract` prints goes into `read` and `match`, by file or by standard input, and keeps its id."""
    articles = run(
        "extract", "-", stdin=lines({"id": "a", "text": LONG}, {"id": "b", "text": TEXT}).encode()
    ).out
    path = tmp_path / "articles.jsonl"
    path.write_text(articles, encoding="utf-8")

    assert [each["id"] for each in run("read", "-", stdin=articles.encode()).lines] == ["a", "b"]
    assert [each["key"] for each in run("match", path, "--all").lines] == ["a", "b"]


def test_text_that_begins_with_a_brace_is_a_page(run):
    """Only a whole JSON object in the first line makes standard input JSON Lines."""
    told = run("read", "-", stdin=b"{so it begins}, said nobody.")

    assert [each["body"] for each in told.lines] == ["{so it begins}, said nobody."]


def test_match_finds_the_reprint_and_leaves_the_others_out(run, tmp_path):
    """One relation a line: of which article, of which kind, with its evidence."""
    other = (
        "Orchard growers fear a second late frost, and the county opened its cellar to whoever has crates."
    )
    path = tmp_path / "articles.jsonl"
    path.write_text(
        lines(
            {"id": "first", "body": LONG, "published": "2026-03-02T08:00:00+00:00"},
            {"id": "apart", "body": other, "published": "2026-03-02T09:00:00+00:00"},
            {"id": "again", "body": LONG, "published": "2026-03-02T12:00:00+00:00"},
        ),
        encoding="utf-8",
    )

    (relation,) = run("match", path).lines
    assert (relation["key"], relation["of"], relation["kind"]) == ("again", "first", "reprint")
    assert relation["evidence"]
    assert [each["key"] for each in run("match", path, "--all").lines] == ["first", "apart", "again"]


def test_empty_batch_is_no_error(run, tmp_path):
    """A JSON Lines file without a line gives nothing, and that is well."""
    path = tmp_path / "none.jsonl"
    path.write_text("\n\n", encoding="utf-8")

    for command in ("extract", "read", "match"):
        told = run(command, path)
        assert (told.code, told.out, told.err) == (0, "", "")


BROKEN = {
    "missing.html": None,
    "empty.html": b"",
    "binary.html": bytes(range(256)) * 12,
    "half.jsonl": b'{"id": "a", "text": "So it was."}\n{"id": "b", "te\n',
    "list.jsonl": b"[1, 2]\n",
    "nothing.jsonl": b'{"id": "a"}\n',
    "latin.jsonl": '{"text": "Café"}'.encode("latin-1"),
    "strange.jsonl": b'{"body": "So it was.", "colour": "red"}\n',
    "wrong.jsonl": b'{"body": 7}\n',
    "strange.json": b"no object",
}


@pytest.mark.parametrize("command", ["extract", "read", "match"])
@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_one_line_that_names_it(run, tmp_path, command, name):
    """Exit code 3, the place and the reason on one line, and never a traceback."""
    path = tmp_path / name
    if BROKEN[name] is not None:
        path.write_bytes(BROKEN[name])

    told = run(command, path)

    assert told.code == 3
    assert told.err.startswith(f"copydesk: {path}")
    assert told.err.count("\n") == 1


def test_the_line_that_is_wrong_is_named_and_those_before_it_are_kept(run, tmp_path):
    """A batch ends at the line that cannot be read; what came before it is printed."""
    path = tmp_path / "half.jsonl"
    path.write_bytes(BROKEN["half.jsonl"])

    told = run("extract", path)

    assert [each["id"] for each in told.lines] == ["a"]
    assert told.err.startswith(f"copydesk: {path}:2: is not JSON")


def test_folder_is_no_page(run, tmp_path):
    """A folder is named as what it is."""
    told = run("extract", tmp_path)

    assert told.code == 3
    assert "directory" in told.err.lower()
