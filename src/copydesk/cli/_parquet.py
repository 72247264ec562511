"""Parquet in: what a command is given as a table of articles, one a row."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from copydesk.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS = 500  # rows read at a time: a table of a million articles must not stand in memory


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file as JSON would hold them; columns without a value are left out.

    Raises:
        UnreadableError: the file is not there or no Parquet, or pyarrow, which reads it, is not installed.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise UnreadableError(
            f"{name}: reading Parquet needs pyarrow, which is not installed: pip install 'copydesk[parquet]', "
            "or give JSON Lines"
        ) from error
    try:
        with ParquetFile(name) as table:
            for batch in table.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    yield {field: _plain(value) for field, value in row.items() if value is not None}
    except (OSError, ArrowException) as error:
        raise UnreadableError(f"{name}: cannot be read as Parquet: {error}") from error


def _plain(value: Any) -> Any:
    """Return a value of a column as JSON holds it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
