"""Speakers in German, French and Spanish, on small articles of our own."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest

from copydesk.reading import read

BENCH = Path(__file__).resolve().parents[2] / "bench/reading_languages.py"


@pytest.fixture
def bench():
    """The scorer of the small articles."""
    spec = importlib.util.spec_from_file_location("reading_languages", BENCH)
    module = importlib.util.module_from_spec(spec)
    sys.modules["reading_languages"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["reading_languages"]


#: language, how many quotations at least have the right speaker, and how many at most a wrong one
FLOORS = [("es", 10, 1), ("de", 8, 0), ("fr", 7, 0)]


@pytest.mark.parametrize(("language", "right", "wrong"), FLOORS)
def test_the_speakers_of_a_language_do_not_get_worse(bench, language, right, wrong):
    """So many speakers of the small articles are right, and no more are wrong."""
    found = sum((bench.verdicts(each) for each in bench.cases() if each.language == language), Counter())
    assert found["right"] >= right
    assert found["wrong"] <= wrong


DROPPED = [
    ("Ana Ruiz llegó ayer a Madrid. Dijo: «No vamos a ceder».", ["Ana Ruiz"]),
    ("El alcalde Pedro Gil abrió la sesión. «Es un día triste», añadió.", ["Pedro Gil"]),
    (
        "Eva Soler calló. «Hay que abrir», explicó, y añadió: «Lo haremos en mayo».",
        ["Eva Soler", "Eva Soler"],
    ),
    ("Ayer, en Madrid, llovió. «No lo sabemos», dijo.", [None]),
    ("Con Ana Ruiz llegó el frío. «Es un invierno duro», dijo.", [None]),
    ("«No lo sé», dijo la mujer.", [None]),
]


@pytest.mark.parametrize(("text", "speakers"), DROPPED)
def test_a_dropped_subject_is_whoever_was_the_subject_before(text, speakers):
    """A Spanish reporting word without subject has the subject before it, and nobody where the text does not tell."""
    found = read(text, language="es").quotations
    assert [each.speaker and each.speaker.name for each in found] == speakers


def test_the_reporting_word_of_a_dropped_subject_is_the_cue():
    """The cue of a speaker from the sentence before is the word that stands beside the marks."""
    text = "Ana Ruiz llegó ayer a Madrid. Dijo: «No vamos a ceder»."
    assert [each.cue.of(text) for each in read(text, language="es").quotations] == ["Dijo"]
