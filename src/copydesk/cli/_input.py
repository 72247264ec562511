"""What the commands are given: files, standard input, addresses, JSON Lines."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.cli import _parquet
from copydesk.errors import InputError, NotAPageError, UnreadableError
from copydesk.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.parsing import PageLimits, Sites

STANDARD_INPUT = "-"
INPUT_NAME = "standard input"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a command was given it."""

    name: str  #: file name, address, or the line's id
    data: bytes | str
    url: str | None = None
    article: Article | None = None  #: when the input was an article already, as JSON


def pages(names: Iterable[str]) -> Iterator[Page]:
    """Yield the pages that the arguments of a command name.

    A name is a file, an address, or `-` for standard input. A file that ends in `.jsonl` holds one object
    a line: `html` or `text`, with `id` and `url` if there are any, or an article as `copydesk extract`
    writes it. A file that ends in `.parquet` holds the same fields as columns, one article a row. Standard
    input may hold JSON Lines too, as one command hands it to the next.

    Raises:
        UnreadableError: a file is not there or cannot be read, or a line is no such object.
        FetchError: an address does not answer with a page.
    """
    for name in names:
        if name.endswith((".jsonl", ".ndjson")):
            yield from _lines(name)
        elif name.endswith(".parquet"):
            for number, row in enumerate(_parquet.rows(name), 1):
                yield _from_object(f"{name}:{number}", row)
        elif name == STANDARD_INPUT:
            yield from _standard_input()
        else:
            yield page(name)


def page(name: str) -> Page:
    """Return the page that one argument names.

    Raises:
        UnreadableError: the file is not there or cannot be read.
        FetchError: the address does not answer with a page.
    """
    if name == STANDARD_INPUT:
        return Page(INPUT_NAME, sys.stdin.buffer.read())
    if name.startswith(("http://", "https://")):
        from copydesk.cli._fetch import fetch_page

        return Page(name, fetch_page(name), name)
    return _from_file(name)


@cache
def page_limits() -> PageLimits:
    """Return how much of a page is read at most, as the settings say it; asked for once in a process."""
    from copydesk.cli._site import settings_of

    return settings_of(None).page_limits


def article(each: Page, sites: Sites | None = None) -> Article:
    """Return the article of a page; None for `sites` takes the site rules that are shipped.

    Raises:
        NotAPageError: it is neither HTML nor plain text; the message names the page.
    """
    from copydesk import api

    try:
        return each.article or api.extract(each.data, url=each.url, sites=sites, limits=page_limits())
    except NotAPageError as error:
        raise NotAPageError(f"{each.name}: {error}") from error


def from_line(place: str, line: str) -> Page:
    """Return the page that a line of JSON holds.

    Raises:
        UnreadableError: it is no such object; the message begins with the place.
    """
    return _from_object(place, _parse(place, line))


def _from_file(name: str) -> Page:
    """Return the page in a file: HTML, plain text, or an article as JSON."""
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"{name}: {error.strerror or error}; give a file, an address, or - for input"
        ) from error
    if name.endswith(".json"):
        return _from_object(name, _parse(name, data.decode("utf-8", "replace")))
    return Page(name, data)


def _standard_input() -> Iterator[Page]:
    """Yield the page on standard input, or the pages if its first line is a JSON object."""
    data = sys.stdin.buffer.read()
    if not _is_object(data.partition(b"\n")[0]):
        yield Page(INPUT_NAME, data)
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            place = f"{INPUT_NAME}:{number}"
            yield _from_object(place, _parse(place, line.decode("utf-8", "replace")))


def _is_object(line: bytes) -> bool:
    """Say whether a line is a JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _lines(name: str) -> Iterator[Page]:
    """Yield the pages of a JSON Lines file."""
    try:
        with Path(name).open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _from_object(f"{name}:{number}", _parse(f"{name}:{number}", line))
    except OSError as error:
        raise UnreadableError(f"{name}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: is not UTF-8 at byte {error.start}") from error


def _parse(place: str, text: str) -> dict[str, Any]:
    """Return the JSON object in a text."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise UnreadableError(f"{place}: is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise UnreadableError(f"{place}: is JSON, but no object")
    return found


def _from_object(place: str, found: dict[str, Any]) -> Page:
    """Return the page that a JSON object holds."""
    name, url = str(found.get("id", place)), found.get("url")
    if "body" in found:
        fields = {field: value for field, value in found.items() if field != "id"}
        try:
            return Page(name, "", url, Article.from_dict(fields))
        except InputError as error:
            raise UnreadableError(f"{place}: {error}") from error
    if isinstance(found.get("html"), str):
        return Page(name, found["html"], url)
    if isinstance(found.get("text"), str):
        return Page(name, "", url, Article(url=url, body=found["text"]))
    raise UnreadableError(f"{place}: has none of the fields html, text and body")
