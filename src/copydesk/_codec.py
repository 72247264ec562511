"""Turns frozen dataclasses into JSON values and back, by their type hints alone."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Self

from copydesk.errors import InputError


class Value:
    """A frozen dataclass that can be written as JSON and read back without loss.

    Dates and times become ISO 8601 strings, `Decimal` a string, an enum its value, a tuple a list.
    """

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the value as a JSON-ready dictionary, every field present.

        >>> from copydesk.types import Span
        >>> Span(2, 5).to_dict()
        {'start': 2, 'end': 5}
        """
        return {name: encode(getattr(self, name)) for name in _hints(type(self))}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Build the value from what `to_dict` gave; absent fields take their defaults.

        Raises:
            InputError: a field is unknown, is missing and has no default, or has the wrong form.

        >>> from copydesk.types import Span
        >>> Span.from_dict({'start': 2, 'end': 5})
        Span(start=2, end=5)
        """
        hints = _hints(cls)
        unknown = sorted(set(data) - set(hints))
        if unknown:
            raise InputError(f"{cls.__name__} has no field {unknown[0]!r}; it has: {', '.join(hints)}")
        try:
            return cls(**{name: decode(hints[name], value) for name, value in data.items()})
        except (TypeError, ValueError, ArithmeticError, AttributeError) as error:
            raise InputError(f"{cls.__name__} cannot be read: {error}") from error


def _hints(cls: type) -> dict[str, Any]:
    """Return the resolved type of each field, in order."""
    found = _HINTS.get(cls)
    if found is None:
        hints = typing.get_type_hints(cls)
        found = _HINTS[cls] = {each.name: hints[each.name] for each in dataclasses.fields(cls)}
    return found


_HINTS: dict[type, dict[str, Any]] = {}


def encode(value: Any) -> Any:
    """Return one field's value in JSON's terms."""
    match value:
        case Value():
            return value.to_dict()
        case Enum():
            return value.value
        case tuple():
            return [encode(each) for each in value]
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value


def decode(hint: Any, value: Any) -> Any:
    """Return a JSON value as the Python value its type hint names."""
    origin = typing.get_origin(hint)
    if origin in {typing.Union, types.UnionType}:
        if value is None:
            return None
        hint = next(arm for arm in typing.get_args(hint) if arm is not type(None))
        return decode(hint, value)
    if origin is tuple:
        return tuple(decode(typing.get_args(hint)[0], each) for each in value)
    if not isinstance(hint, type):
        return value
    return _decode_plain(hint, value)


def _decode_plain(hint: type, value: Any) -> Any:
    """Return a JSON value as an instance of a plain class."""
    if issubclass(hint, Value):
        return hint.from_dict(value)
    if issubclass(hint, datetime | date):
        return hint.fromisoformat(value)
    if issubclass(hint, Enum | Decimal):
        return hint(value)
    if hint is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, hint):
        raise TypeError(f"expected {hint.__name__}, found {value!r}")
    return value
