"""WARC archives among what a command is given; FastWARC reads them and is an optional dependency."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.cli import _bulk, _input

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = (".warc", ".warc.gz", ".warc.lz4")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_BYTES = 4  #: that a character of UTF-8 has at most


def records(names: Iterable[str]) -> Iterator[_bulk.Record]:
    """Yield what the arguments of a command name, one record at a time, the pages of WARC archives among them."""
    for name in names:
        if name.endswith(SUFFIXES):
            yield from _archived(name)
        else:
            yield from _bulk.records([name])


def _archived(name: str) -> Iterator[_bulk.Record]:
    """Yield the pages of one archive; an archive that breaks off says so after its last whole page."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield _bulk.Record(
            name, problem=f"{name}: WARC needs FastWARC: pip install fastwarc", unreadable=False
        )
        return
    try:
        with Path(name).open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
                if (record.http_content_type or "").lower() in _PAGES:
                    url = record.headers.get("WARC-Target-URI")
                    data = record.reader.read(_input.page_limits().characters * _BYTES)
                    yield _bulk.Record(url or name, page=_input.Page(url or name, data, url))
    except OSError as error:
        yield _bulk.Record(name, problem=f"{name}: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - FastWARC has its own errors, and a broken archive ends nothing else
        yield _bulk.Record(name, problem=f"{name}: is no whole WARC archive: {error}")
