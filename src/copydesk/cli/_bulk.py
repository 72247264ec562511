"""Many pages at once: read on all cores, told in the order they came, with never more than a few in memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli import FAILED, UNREADABLE, _input
from copydesk.errors import CopydeskError, InputError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: records handed to a process at a time, and how many such parcels may be under way for each process
PARCEL = 16
AHEAD = 3
#: seconds between two words on progress
PROGRESS_SECONDS = 1.0
_LINE_SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Record:
    """One page still to be read: a line of JSON, or a page that was loaded or could not be."""

    place: str  #: file and line, file name, or address
    line: bytes | None = None
    page: _input.Page | None = None
    problem: str = ""
    unreadable: bool = True  #: whether the problem lies in what was given, or elsewhere


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one record: its words for standard output, or what was wrong with it."""

    words: str | None = None
    problem: str = ""
    unreadable: bool = True


def options(doing: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command that works through many pages its options `--workers` and `--skip`.

    Args:
        doing: what each process does to the pages: "read".
    """
    workers = click.option(
        "--workers",
        type=click.IntRange(min=1),
        help=f"Processes that {doing} beside each other; without it, as many as there are cores.",
    )
    skip = click.option(
        "--skip",
        type=click.IntRange(min=0),
        default=0,
        show_default=True,
        help="Leave out so many pages from the start: where a run that was stopped goes on.",
    )
    return lambda command: workers(skip(command))


def run(
    stream: Iterable[Record], work: Callable[[_input.Page], str], *, workers: int | None, skip: int
) -> int:
    """Print what became of each record, in their order; return the exit code.

    Args:
        stream: the records.
        work: makes the words that are printed of a page; other processes must be able to import it.
        workers: processes; None takes as many as there are cores.
        skip: records left out from the start.

    Raises:
        click.Abort: Ctrl-C; it was told with which `--skip` to go on.
    """
    progress = Progress(skip)
    ends: set[int] = set()
    try:
        for told in tell(islice(stream, skip, None), work, workers=workers or cores()):
            if told.words is not None:
                click.echo(told.words, color=False if os.environ.get("NO_COLOR") else None)
            else:
                click.echo(f"copydesk: {told.problem}", err=True)
                ends.add(UNREADABLE if told.unreadable else FAILED)
            progress.count()
    except KeyboardInterrupt:
        sys.stdout.flush()
        click.echo(f"\ncopydesk: stopped; go on with --skip {progress.done}", err=True)
        raise click.Abort from None
    except BrokenProcessPool:
        click.echo(f"copydesk: a process at work was ended; go on with --skip {progress.done}", err=True)
        return FAILED
    except BrokenPipeError:
        # Who read our output has had enough, as `head` does: that is no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    progress.end()
    return max(ends, default=0)


def records(names: Iterable[str]) -> Iterator[Record]:
    """Yield what the arguments of a command name, one record at a time; what cannot be had says so in its record."""
    for name in names:
        try:
            if name.endswith(_LINE_SUFFIXES):
                with Path(name).open("rb") as file:
                    yield from _lines(name, file)
            elif name == _input.STANDARD_INPUT:
                yield from _standard_input()
            else:
                yield Record(name, page=_input.page(name))
        except OSError as error:
            yield Record(name, problem=f"{name}: {error.strerror or error}")
        except CopydeskError as error:
            yield Record(name, problem=str(error), unreadable=isinstance(error, InputError))


def _lines(name: str, lines: Iterable[bytes], first: int = 1) -> Iterator[Record]:
    """Yield the lines that are not blank."""
    for number, line in enumerate(lines, first):
        if line.strip():
            yield Record(f"{name}:{number}", line=line)


def _standard_input() -> Iterator[Record]:
    """Yield the lines on standard input if the first is a JSON object, else all of it as one page."""
    stream = sys.stdin.buffer
    first = stream.readline()
    # A text may begin with a brace too; a line that opens a JSON object but is broken is to be named as one.
    if first.lstrip()[:2] in {b'{"', b"{}"}:
        yield from _lines(_input.INPUT_NAME, [first])
        yield from _lines(_input.INPUT_NAME, stream, 2)
    else:
        yield Record(_input.INPUT_NAME, page=_input.Page(_input.INPUT_NAME, first + stream.read()))


def page_of(record: Record) -> _input.Page:
    """Return the page of a record.

    Raises:
        UnreadableError: its line is no JSON object that holds a page; the message says which line.
    """
    if record.page is not None:
        return record.page
    try:
        text = (record.line or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{record.place}: is not UTF-8 at byte {error.start}") from error
    return _input.from_line(record.place, text)


def tell(records_: Iterable[Record], work: Callable[[_input.Page], str], *, workers: int) -> Iterator[Told]:
    """Yield what became of each record, in their order.

    A first parcel that is also the last is read in this process: starting others would take longer.
    At most `workers * AHEAD` parcels are in memory at a time.
    """
    stream = iter(records_)
    first = list(islice(stream, PARCEL))
    if workers <= 1 or len(first) < PARCEL:
        while first:
            yield from _parcel(first, work)
            first = list(islice(stream, 1 if workers <= 1 else PARCEL))
        return
    waiting: deque[Future[list[Told]]] = deque()
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _ignore_interrupt)
    try:
        while first or waiting:
            while first and len(waiting) < workers * AHEAD:
                waiting.append(pool.submit(_parcel, first, work))
                first = list(islice(stream, PARCEL))
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the process that was started by hand: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _parcel(parcel: list[Record], work: Callable[[_input.Page], str]) -> list[Told]:
    """Read a few records."""
    return [_one(record, work) for record in parcel]


def _one(record: Record, work: Callable[[_input.Page], str]) -> Told:
    """Read one record; what is wrong with it stops no other."""
    if record.problem:
        return Told(problem=record.problem, unreadable=record.unreadable)
    try:
        return Told(words=work(page_of(record)))
    except CopydeskError as error:
        message = str(error)
        named = message if message.startswith(record.place) else f"{record.place}: {message}"
        return Told(problem=named, unreadable=isinstance(error, InputError))


class Progress:
    """Says on standard error how far a command is, once a second, where a person watches."""

    def __init__(self, skipped: int) -> None:
        self.done = skipped
        self.skipped = skipped
        self.begun = self.said = time.monotonic()
        self.shown = sys.stderr.isatty() and not sys.stdout.isatty()

    def count(self) -> None:
        """Count one record, and say so when a second has passed."""
        self.done += 1
        now = time.monotonic()
        if self.shown and now - self.said >= PROGRESS_SECONDS:
            self.said = now
            rate = (self.done - self.skipped) / (now - self.begun)
            click.echo(f"\r{self.done} read, {rate:.0f} a second ", nl=False, err=True)

    def end(self) -> None:
        """Leave the line that was written over and over."""
        if self.shown and self.said > self.begun:
            click.echo("", err=True)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
