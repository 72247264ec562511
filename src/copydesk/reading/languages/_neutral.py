"""The words used where a language has no file: what English and most European languages print alike."""

from dataclasses import replace

from copydesk.reading.languages._language import Language
from copydesk.reading.languages.en import ENGLISH

NEUTRAL: Language = replace(
    ENGLISH,
    code="und",
    name="any language",
    weekdays={},
    days={},
    last=frozenset(),
    this=frozenset(),
    next=frozenset(),
    ago=frozenset(),
    months={},
    numbers={},
    magnitudes={},
    bounds={},
    to=frozenset(),
)
