"""A small invented newsroom, as finished values: what the front's tests draw and serve."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, date, datetime, timedelta

import pytest

from copydesk.front.comparing import compared
from copydesk.front.rendering import stylesheet_path
from copydesk.front.server import free_port
from copydesk.front.values import (
    AlterationNote,
    ArchivePage,
    Bond,
    Comparison,
    CorrectionNote,
    CorrectionsPage,
    CoverageRow,
    DayCount,
    DayPage,
    Found,
    FrontPage,
    Month,
    OtherForm,
    OutletArticle,
    OutletLink,
    OutletPage,
    Picture,
    Piece,
    PostNote,
    Printed,
    QuotationCard,
    ReplyNote,
    SearchPage,
    Site,
    Standing,
    StoryCard,
    StoryPage,
    Stretch,
    Video,
    Watched,
)

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
GAZETTE = OutletLink(name="Tarn Gazette", slug="tarn-gazette", home_url="https://gazette.example/")
WIRE = OutletLink(name="Northshore Wire", slug="northshore-wire", home_url="https://wire.example/")
MIRROR = OutletLink(name="Daily Kettle", slug="daily-kettle", home_url="https://kettle.example/")
HERALD = OutletLink(name="Ostwick Herald", slug="ostwick-herald", home_url="https://herald.example/")

HEADLINES = (
    "Ferry to Skerry Island stops for the winter after crack is found",
    "Council votes nine to four to keep the night buses running",
    "Three bakeries share one oven after flour mill fire",
    "School bells silent as teachers and town agree on a four-day trial",
    "River gauge at Ostwick passes the mark set in 1974",
    "Library opens its map room to night workers",
    "Harbour pilots ask for a second tug",
    "A choir of retired welders wins the regional prize",
    "Water meters to be read by radio from May",
    "Old signal box sold for one crown to the railway club",
    "Orchard growers fear a second late frost",
)
STANDFIRSTS = (
    "Inspectors closed the vessel on Friday night. Islanders will have to cross with the mail boat until a replacement comes from the south coast.",
    "The decision ends a dispute of eleven months and costs two million crowns a year.",
    "Nobody was hurt, but the town's only mill will stand still until the summer.",
    "Lessons grow longer from Monday to Thursday. Parents are split over who looks after the youngest on Fridays.",
    "",
)


def card(number: int) -> StoryCard:
    """Return the invented story of that number, 1 to 11."""
    return StoryCard(
        number=number,
        slug="-".join(HEADLINES[number - 1].lower().split()[:5]),
        headline=HEADLINES[number - 1],
        standfirst=STANDFIRSTS[(number - 1) % len(STANDFIRSTS)],
        kicker=("Harbour", "Council", "", "Schools")[number % 4],
        outlet=(GAZETTE, WIRE, HERALD)[number % 3],
        opened=NOON - timedelta(hours=5 * number),
        updated=NOON - timedelta(hours=3 * number, minutes=7 * number),
        independent=max(1, 6 - number),
        articles=max(1, 12 - number),
        outlets=max(1, 7 - number),
        altered=3 if number == 1 else 0,
        breaking=number == 1,
        language="en",
        source_url="https://gazette.example/ferry",
        topic="Harbour",
        picture=Picture(
            url="https://gazette.example/pictures/ferry.jpg",
            alt="The ferry at its berth, its bow ramp raised.",
            caption="The ferry Anna Tarn at her berth on Friday night.",
            credit="Photograph: Ines Rovel / Tarn Gazette",
        )
        if number in {1, 2}
        else None,
    )


def printed(outlet: OutletLink, hours: int) -> Printed:
    """Return an article of an outlet, so many hours after the first."""
    return Printed(
        outlet=outlet, url=f"{outlet.home_url}news/{hours}", when=NOON - timedelta(hours=12 - hours)
    )


ALTERED = compared(
    "We have barely two litres of fuel secured for the pumps",
    "We have barely two litres of fuel insured for the pumps",
)
SHORT = compared(
    "I would not put my own mother on that boat today", "I would not put my own mother on that ship"
)


@pytest.fixture
def site() -> Site:
    """The site that the invented newsroom runs."""
    return Site(
        name="The Tarn Reader",
        url="https://reader.example",
        language="en",
        zone="Europe/Oslo",
        stylesheet=stylesheet_path(),
    )


def coverage() -> tuple[CoverageRow, ...]:
    """Return four outlets' articles on the ferry."""
    taken = (
        CoverageRow(
            headline="Island ferry is stopped for winter, crack is discovered",
            url="https://kettle.example/ferry",
            outlet=MIRROR,
            when=NOON - timedelta(hours=4),
            bond=Bond.REPRINT,
            of=printed(GAZETTE, 0),
            share=81,
            altered=2,
            comparison="altered-1",
            language="en",
        ),
        CoverageRow(
            headline="Ferry out of service",
            url="https://herald.example/ferry",
            outlet=HERALD,
            when=NOON - timedelta(hours=3),
            bond=Bond.REWRITE,
            of=printed(GAZETTE, 0),
            share=22,
            language="en",
        ),
    )
    return (
        CoverageRow(
            headline=HEADLINES[0],
            url="https://gazette.example/ferry",
            outlet=GAZETTE,
            when=NOON - timedelta(hours=12),
            language="en",
            taken_by=taken,
        ),
        CoverageRow(
            headline="Crack of nine centimetres in the bow, says inspector",
            url="https://wire.example/crack",
            outlet=WIRE,
            when=NOON - timedelta(hours=9),
            agency="Northshore Wire",
            language="en",
        ),
        CoverageRow(
            headline="Mail boat doubles its crossings",
            url="https://wire.example/mail-boat",
            outlet=WIRE,
            when=NOON - timedelta(hours=1),
            bond=Bond.FOLLOW_UP,
            of=printed(GAZETTE, 0),
            language="en",
        ),
    )


def quotations() -> tuple[QuotationCard, ...]:
    """Return three utterances: one altered, one cut short, one untouched without a sure speaker."""
    return (
        QuotationCard(
            anchor="quotation-1",
            words="We have barely two litres of fuel secured for the pumps",
            speaker="Harbour master Jorun Vask",
            first=printed(GAZETTE, 0),
            also=(WIRE, HERALD),
            forms=(
                OtherForm(
                    standing=Standing.ALTERED,
                    first=ALTERED[0],
                    words=ALTERED[1],
                    printed=(printed(MIRROR, 8),),
                ),
            ),
            language="en",
        ),
        QuotationCard(
            anchor="quotation-2",
            words="I would not put my own mother on that boat today",
            speaker="Inspector Pell Andor",
            first=printed(WIRE, 3),
            forms=(
                OtherForm(
                    standing=Standing.TRUNCATED, first=SHORT[0], words=SHORT[1], printed=(printed(HERALD, 9),)
                ),
            ),
            language="en",
        ),
        QuotationCard(
            anchor="quotation-3",
            words="The island has lived through worse",
            speaker="",
            first=printed(WIRE, 3),
        ),
    )


@pytest.fixture
def story_page() -> StoryPage:
    """A story's page on which every element there is stands."""
    return StoryPage(
        card=card(1),
        byline="By Ines Rovel and Tom Aker",
        authors=("Ines Rovel", "Tom Aker"),
        source=printed(GAZETTE, 0),
        modified=NOON - timedelta(hours=2),
        paragraphs=(
            (
                Piece("The crack runs nine centimetres along the bow, according to "),
                Piece("the inspectors' report", "https://inspectors.example/report?id=5&part=1"),
                Piece(". Nobody knows yet how long it has been there."),
            ),
            (Piece("The company has chartered the mail boat, which takes twelve people and no cars."),),
        ),
        complete=False,
        videos=(Video(url="https://gazette.example/video/ferry", title="The ferry is towed to the dock"),),
        credited=Piece("Northshore Wire", "https://wire.example/crack"),
        quotations=quotations(),
        people=tuple(dict.fromkeys(each.speaker for each in quotations() if each.speaker)),
        organisations=("Skerry Line", "Harbour & Coast Office"),
        coverage=coverage(),
        comparisons=(
            Comparison(
                anchor="altered-1",
                copy=printed(MIRROR, 8),
                source=printed(GAZETTE, 0),
                notes=(
                    AlterationNote(
                        check="quote.altered",
                        severity="critical",
                        variant=False,
                        message="Words inside quotation marks were altered.",
                        was=ALTERED[0],
                        now=ALTERED[1],
                        language="en",
                    ),
                    AlterationNote(
                        check="name.lost",
                        severity="major",
                        variant=False,
                        message="The name of the inspector was left out.",
                        was=compared("Pell Andor", "")[0],
                        now=(),
                    ),
                ),
            ),
        ),
        corrections=(
            CorrectionNote(text="An earlier version named the wrong berth.", when=NOON),
            CorrectionNote(
                text="Correction: the crack is nine centimetres long, not nineteen.", outlet=GAZETTE
            ),
        ),
        posts=(
            PostNote(
                network="Bluesky",
                account="@reader.example",
                url="https://bsky.example/post/1",
                when=NOON - timedelta(hours=1),
            ),
        ),
        replies=(
            ReplyNote(
                anchor="reply-1",
                name="Mads",
                text="My sister lives out there.\n\nThe mail boat is full until Tuesday.",
                when=NOON,
                answers=(
                    ReplyNote(
                        anchor="reply-2", name="Runa", text="It is.", when=NOON, url="https://runa.example/1"
                    ),
                ),
            ),
        ),
    )


@pytest.fixture
def front_page() -> FrontPage:
    """A front page of eleven stories with one altered quotation on the watch."""
    stories = tuple(card(number) for number in range(1, 12))
    return FrontPage(
        stories=stories,
        latest=stories[:6],
        most_covered=stories[:3],
        watched=(
            Watched(
                story=stories[0],
                speaker="Harbour master Jorun Vask",
                first=ALTERED[0],
                words=ALTERED[1],
                first_by=GAZETTE,
                by=MIRROR,
                anchor="quotation-1",
                language="en",
            ),
        ),
        outlets=(GAZETTE, WIRE, MIRROR, HERALD),
    )


@pytest.fixture
def outlet_page() -> OutletPage:
    """The page of an outlet with own and taken articles."""
    rows = coverage()
    return OutletPage(
        outlet=GAZETTE,
        articles=(
            OutletArticle(row=rows[0], story=card(1)),
            OutletArticle(row=rows[0].taken_by[0], story=card(1)),
            OutletArticle(row=rows[1], story=None),
        ),
        own=2,
        taken=1,
        altered=1,
        given=3,
    )


@pytest.fixture
def result_page(front_page) -> SearchPage:
    """What a search found: the second of three pages."""
    return SearchPage(
        query="ferry “night buses”",
        asked=True,
        found=tuple(
            Found(
                card=each,
                headline=(Stretch(each.headline[:5], changed=True), Stretch(each.headline[5:])),
                line=(Stretch("Inspectors closed the "), Stretch("vessel", changed=True), Stretch(" …")),
            )
            for each in front_page.stories[:3]
        ),
        many=48,
        number=2,
        last=3,
        outlets=(GAZETTE, WIRE),
        begin=date(2026, 3, 1),
    )


@pytest.fixture
def list_pages(front_page, result_page) -> dict[str, object]:
    """The archive, one of its days, the corrections and a search, by name."""
    days = tuple(
        DayCount(day=date(2026, month, day), stories=day % 3 + 1)
        for month, day in ((3, 14), (3, 13), (2, 27))
    )
    return {
        "search": result_page,
        "archive": ArchivePage(
            months=(
                Month(first=date(2026, 3, 1), days=days[:2]),
                Month(first=date(2026, 2, 1), days=days[2:]),
            )
        ),
        "day": DayPage(
            day=date(2026, 3, 13),
            stories=front_page.stories[:4],
            earlier=date(2026, 2, 27),
            later=date(2026, 3, 14),
        ),
        "corrections": CorrectionsPage(
            corrections=(
                (CorrectionNote(text="We named the wrong valley.", when=NOON), front_page.stories[0]),
                (CorrectionNote(text="The mast is nine metres tall.", when=NOON), front_page.stories[3]),
            )
        ),
    }


RUN = (
    "import sys; from pathlib import Path; from copydesk.front.server import serve; "
    "serve('127.0.0.1', int(sys.argv[1]), Path(sys.argv[2]))"
)


def site_environment(folder) -> dict[str, str]:
    """Return what a process needs to find its site, and nothing of a test's database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own = {"COPYDESK_SITE_FOLDER": str(folder), "DJANGO_SETTINGS_MODULE": "copydesk.desk.configuration"}
    return kept | own


def wait_until_up(port: int) -> None:
    """Wait until a server answers; a busy machine takes its time."""
    ends = time.monotonic() + 90
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not come up")


@pytest.fixture(scope="session")
def environment():
    """What a server process needs to find its site, by the site's folder."""
    return site_environment


@pytest.fixture(scope="session")
def until_up():
    """Waits until the server on a port answers."""
    return wait_until_up


@pytest.fixture(scope="session")
def start_server():
    """Starts the real server over a site's folder; it is asked to stop, and must, when all is done."""
    running = []

    def start(folder) -> int:
        port = free_port("127.0.0.1")
        command = [sys.executable, "-c", RUN, str(port), str(folder / "baked")]
        running.append(subprocess.Popen(command, env=site_environment(folder)))
        wait_until_up(port)
        return port

    yield start
    for server in running:
        server.send_signal(signal.SIGTERM)
    for server in running:
        assert server.wait(timeout=20) == 0
