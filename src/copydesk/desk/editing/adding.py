"""What an editor does to have an outlet watched: look its address over, choose a feed, or bring a list of them."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from copydesk.desk import sources
from copydesk.desk.editing.hands import Hand, keep
from copydesk.desk.fetcher import fetcher_of
from copydesk.desk.models import Act, Source
from copydesk.desk.stories import HandError
from copydesk.errors import CopydeskError
from copydesk.intake import normalise_typed

if TYPE_CHECKING:
    from copydesk.desk.sources import Candidate, NewSource
    from copydesk.settings import Settings

NAME_CHARACTERS = 200  #: most of an outlet's name
OPML_BYTES = 2 * 2**20  #: most of a list of feeds
#: the desk waits for strangers' servers: one editor at a time, so that the others' pages go on being answered
_LOOKING = threading.Lock()


def look(typed: str, settings: Settings) -> tuple[Candidate, ...]:
    """Return the ways to watch an address, tried out, the best first; waits for its server.

    Args:
        typed: "example.org" is enough.
        settings: the site's; `look_over_seconds` bounds the wait.

    Raises:
        HandError: it is no address, it does not answer, or somebody else is waiting for one.
    """
    if not _LOOKING.acquire(blocking=False):
        raise HandError("somebody else is looking an address over; try again in a moment")
    try:
        return asyncio.run(_looked_over(typed, settings))
    except TimeoutError as error:
        raise HandError(f"{typed} did not answer within {settings.look_over_seconds:.0f} seconds") from error
    except CopydeskError as error:
        raise HandError(str(error)) from error
    finally:
        _LOOKING.release()


async def _looked_over(typed: str, settings: Settings) -> tuple[Candidate, ...]:
    """Look an address over with a fetcher of this loop."""
    async with asyncio.timeout(settings.look_over_seconds), fetcher_of(settings) as fetcher:
        return await sources.look_over(fetcher, typed)


def add(wanted: NewSource, hand: Hand) -> Act:
    """Watch a source from now on.

    Raises:
        HandError: it is watched already, is no address of the web, or has no such rights or mode.
    """
    try:
        url = normalise_typed(wanted.url)
    except CopydeskError as error:
        raise HandError(str(error)) from error
    if wanted.rights not in Source.Rights.values or wanted.mode not in Source.Mode.values:
        raise HandError(f"there are no rights {wanted.rights!r} or no mode {wanted.mode!r}")
    outlet = " ".join(wanted.outlet.split())[:NAME_CHARACTERS]
    with transaction.atomic():
        row, fresh = sources.add(replace(wanted, url=url, outlet=outlet), now=hand.now)
        if not fresh:
            raise HandError(f"{url} is watched already: {row.outlet.name}, source {row.pk}")
        return keep(
            Act.Kind.ADDED,
            hand,
            f"source {row.pk}",
            source=row,
            about=f"{row.outlet.name}, {row}",
            after={"rights": row.rights, "mode": row.mode},
        )


def bring(data: bytes, hand: Hand) -> tuple[int, int]:
    """Watch the feeds of an OPML file; return how many were new and how many were known.

    Raises:
        HandError: it is no OPML, or too large.
    """
    if len(data) > OPML_BYTES:
        raise HandError(f"this file is larger than {OPML_BYTES // 2**20} MB; that is no list of feeds")
    with transaction.atomic():
        try:
            new, known = sources.import_opml(data, now=hand.now)
        except CopydeskError as error:
            raise HandError(str(error)) from error
        if new:
            keep(Act.Kind.ADDED, hand, "sources", about=f"{new} sources from a list", after={"known": known})
    return new, known
