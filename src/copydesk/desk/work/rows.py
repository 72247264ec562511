"""Rows written many at a time by one statement each, the same on both databases.

Django's own way costs more than all the rest of a visit: it makes an object and a piece of SQL for each row
(`bench/intake.py` measures it). The values are still Django's: columns, defaults and times as its fields write them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import Model

#: keys looked up by one statement
_KEYS_MOST = 500


def insert_missing(blank: Model, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows; one that is there already, by any unique rule of the table, is left as it is.

    Args:
        blank: a row as the model makes it; its values stand for every column that is not named.
        names: of the columns whose values differ from row to row.
        rows: their values in that order; JSON as text, times aware.
    """
    meta = blank._meta  # noqa: SLF001 - Django's name
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    common = [field.get_db_prep_save(getattr(blank, field.attname), connection) for field in fields]
    places = [[field.attname for field in fields].index(name) for name in names]
    records = []
    for row in _written(rows):
        record = common.copy()
        for place, value in zip(places, row, strict=True):
            record[place] = value
        records.append(record)
    columns = ", ".join(_quoted(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = _quoted(meta.db_table)
    _write(f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING", records)  # noqa: S608 - names of our own models


def update_held(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Update rows that their holder still holds; the others are left as they are.

    Args:
        model: with the columns of `Claimable`.
        names: of the columns to set.
        rows: their values in that order, then the row's number and its holder; JSON as text, times aware.
    """
    settings = ", ".join(f"{_quoted(name)} = %s" for name in names)
    table = _quoted(model._meta.db_table)  # noqa: SLF001 - Django's name
    where = f"{_quoted('id')} = %s AND {_quoted('lease_by')} = %s"
    _write(f"UPDATE {table} SET {settings} WHERE {where}", list(_written(rows)))  # noqa: S608 - names of our own models


def known_articles(outlet_id: int, keys: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return number and entry's hash of those of an outlet's articles that are there, by key."""
    found: dict[str, tuple[int, str]] = {}
    with connection.cursor() as cursor:
        for begin in range(0, len(keys), _KEYS_MOST):
            some = keys[begin : begin + _KEYS_MOST]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(
                "SELECT key, id, item_hash FROM desk_article "  # noqa: S608 - nothing but marks
                f"WHERE outlet_id = %s AND key IN ({marks})",
                [outlet_id, *some],
            )
            found |= {key: (number, item_hash) for key, number, item_hash in cursor.fetchall()}
    return found


def _write(sql: str, records: list[list[Any]]) -> None:
    """Execute a statement for each record."""
    if records:
        with connection.cursor() as cursor:
            cursor.executemany(sql, records)


def _quoted(name: str) -> str:
    """Return the name of a table or column as SQL writes it."""
    return connection.ops.quote_name(name)


def _written(rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Give rows as this database takes them; a time that many of them share is written out once."""
    adapt = connection.ops.adapt_datetimefield_value
    times: dict[datetime, Any] = {}
    for row in rows:
        record = []
        for value in row:
            written = value
            if isinstance(value, datetime):
                written = times.get(value)
                if written is None:
                    written = times[value] = adapt(value)
            record.append(written)
        yield record
