"""The values: JSON there and back without loss, and clear words for what cannot be read."""

from __future__ import annotations

import dataclasses
import json
import typing
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk import types
from copydesk._codec import Value
from copydesk.errors import InputError

VALUES = [
    each
    for each in vars(types).values()
    if isinstance(each, type) and issubclass(each, Value) and each is not Value
]
SPANS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: types.Span(min(pair), max(pair)))


def strategy_for(hint: object) -> st.SearchStrategy[object]:
    """Return a strategy for the values of one field."""
    plain = {
        types.Span: SPANS,
        datetime: st.datetimes(timezones=st.just(UTC)),
        date: st.dates(),
        Decimal: st.decimals(allow_nan=False, allow_infinity=False),
        float: st.floats(0, 1),
        str: st.text(max_size=8),
        int: st.integers(0, 99),
    }
    if hint in plain:
        return plain[hint]
    if typing.get_origin(hint) is tuple:
        return st.lists(strategy_for(typing.get_args(hint)[0]), max_size=2).map(tuple)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return st.builds(
            hint, **{field.name: strategy_for(hints[field.name]) for field in dataclasses.fields(hint)}
        )
    if isinstance(hint, type):
        return st.sampled_from(list(hint))
    arms = [each for each in typing.get_args(hint) if each is not type(None)]
    return st.none() | strategy_for(arms[0])


@pytest.mark.parametrize("cls", VALUES, ids=lambda cls: cls.__name__)
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_json_there_and_back(cls, data):
    """Every value, written as JSON text and read again, is the same value."""
    value = data.draw(strategy_for(cls))

    assert cls.from_dict(json.loads(json.dumps(value.to_dict()))) == value


@pytest.mark.parametrize("cls", VALUES, ids=lambda cls: cls.__name__)
def test_values_are_frozen_and_slotted(cls):
    """No value can be changed, and none carries a dictionary."""
    assert cls.__dataclass_params__.frozen
    assert "__slots__" in vars(cls)


def test_unknown_field_is_named():
    """A field that does not exist is named in the error, with those that do."""
    with pytest.raises(InputError, match=r"Span has no field 'begin'; it has: start, end"):
        types.Span.from_dict({"begin": 1, "end": 2})


def test_missing_field_is_an_input_error():
    """A field without a default must be there."""
    with pytest.raises(InputError, match="Span cannot be read"):
        types.Span.from_dict({"start": 1})


def test_wrong_type_is_an_input_error():
    """A number where a text belongs is refused."""
    with pytest.raises(InputError, match="expected str, found 3"):
        types.CreditedSource.from_dict({"name": 3})


def test_unknown_enum_value_is_an_input_error():
    """A word that is no member of an enumeration is refused."""
    with pytest.raises(InputError, match="'gigantic' is not a valid Severity"):
        types.Finding.from_dict({"id": "a", "severity": "gigantic", "verdict": "altered", "message": ""})


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_span_must_be_a_stretch(start, end):
    """A span that runs backwards or begins before the text is refused."""
    with pytest.raises(ValueError, match="no such stretch"):
        types.Span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [((0, 3), (3, 5), False), ((0, 4), (3, 5), True), ((2, 2), (0, 5), True), ((1, 2), (1, 2), True)],
)
def test_spans_overlap_when_they_share_a_code_point(one, other, shared):
    """Half-open stretches that only touch do not overlap."""
    assert types.Span(*one).overlaps(types.Span(*other)) is shared
