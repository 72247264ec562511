"""`guard`: what is handed out, what comes back, and exit code 3 with the reason where it cannot be restored."""

from __future__ import annotations

import json

import pytest

TEXT = "“The pier is safe,” said Anton Lesk.\r\n\r\nIt cost $4 million."


@pytest.fixture
def key(tmp_path):
    """Where the key is kept."""
    return tmp_path / "story.key.json"


def test_protect_and_restore_give_the_same_bytes(run, tmp_path, key):
    """The text goes out with placeholders; what comes back unchanged is the text, line ends included."""
    source = tmp_path / "story.txt"
    source.write_bytes(TEXT.encode())

    out = run("guard", "protect", source, "--key", key)
    assert (out.code, out.out) == (0, "⟦Q1⟧ said ⟦N2⟧.\r\n\r\nIt cost ⟦F3⟧.")
    back = run("guard", "restore", "-", "--key", key, stdin=out.out.encode())
    assert (back.code, back.out) == (0, TEXT)


def test_what_cannot_be_restored_ends_with_3_and_prints_nothing(run, key):
    """A lost placeholder is named, and not one word goes to standard output."""
    out = run("guard", "protect", "-", "--key", key, stdin=TEXT.encode()).out
    back = run("guard", "restore", "--key", key, stdin=out.replace("⟦N2⟧", "").encode())
    assert (back.code, back.out) == (3, "")
    assert "missing: ⟦N2⟧" in back.err


def test_order_can_be_loosened(run, key):
    """Two names of one sentence may change places only when that is asked for."""
    out = run("guard", "protect", "--key", key, stdin=b"Anton Lesk sued Ida Voll.").out
    assert out == "⟦N1⟧ sued ⟦N2⟧."
    passive = "⟦N2⟧ was sued by ⟦N1⟧."
    assert run("guard", "restore", "--key", key, stdin=passive.encode()).code == 3
    loose = run("guard", "restore", "--key", key, "--order", "sentence", stdin=passive.encode())
    assert (loose.code, loose.out) == (0, "Ida Voll was sued by Anton Lesk.")


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"text": "a", "pieces": [{"words": "b"}]}', "\udcff", None]
)
def test_a_key_that_is_none_ends_with_3(run, key, content):
    """Nothing, something else, no JSON, no UTF-8, no file: each is refused by the file's name."""
    if content is not None:
        key.write_bytes(content.encode("utf-8", "surrogateescape"))
    told = run("guard", "restore", "--key", key, stdin=b"a")
    assert told.code == 3
    assert str(key) in told.err


def test_a_key_that_cannot_be_written_ends_with_3(run, tmp_path):
    """Without a key nothing is handed out: it could not be restored."""
    told = run("guard", "protect", "--key", tmp_path / "none" / "key.json", stdin=TEXT.encode())
    assert (told.code, told.out) == (3, "")


def test_the_key_is_json(run, key):
    """Other programs can read what was taken out."""
    run("guard", "protect", "--key", key, stdin=TEXT.encode())
    kept = json.loads(key.read_text(encoding="utf-8"))
    assert [each["words"] for each in kept["pieces"]] == ["“The pier is safe,”", "Anton Lesk", "$4 million"]
