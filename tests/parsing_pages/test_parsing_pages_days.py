"""When a page was published, as the place where it stands counts the days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.parsing.pages import extract

PROSE = "".join(
    f"<p>Paragraph {number}: the ferry to Tarn was late again on Monday, and the harbour master said that nobody "
    "on the quay had been told why, which the council will now look into.</p>"
    for number in range(5)
)


def page(head: str = "", above: str = "", below: str = "", language: str = "en") -> str:
    """Return a page with claims, lines under its headline and lines under its text."""
    return (
        f'<html lang="{language}"><head><title>The ferry was late</title>{head}</head><body><h1>The ferry was late</h1>'
        f"{above}{PROSE}{below}</body></html>"
    )


def meta(time: str) -> str:
    """Return the meta element that names the moment of publication."""
    return f'<meta property="article:published_time" content="{time}">'


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("<p>August 16, 2019 - Updated July 9, 2025</p>", (2019, 8, 16)),
        ("<div>Published on Oct 21, 2025 Updated on Mar 9, 2026</div>", (2025, 10, 21)),
        ("<h5>2024-11-06</h5>", (2024, 11, 6)),
        ("<p>Updated: December 09, 2025</p>", (2025, 12, 9)),
        ("<p>Lars Lesk, 3. Oktober 2021</p>", (2021, 10, 3)),
        ("<p>le 3 octobre 2021</p>", (2021, 10, 3)),
        ("<p>3 de octubre de 2021</p>", (2021, 10, 3)),
    ],
)
def test_printed_day_stands_in_for_a_missing_claim(above: str, day: tuple[int, int, int]):
    """A page without metadata is dated by what it prints at its headline; a day of change only for want of another."""
    assert extract(page(above=above)).published == datetime(*day, tzinfo=UTC)


def test_day_printed_below_the_text_counts():
    """Where nothing above says it, the line below the text does."""
    assert extract(page(below="<p>Feb 2, 2023</p>")).published == datetime(2023, 2, 2, tzinfo=UTC)


def test_date_in_a_script_is_the_last_resort():
    """A page drawn by a script names its day in the script's data."""
    script = '<script>var state = {"slug":"/ferry","publishedDate":"2019-08-16T00:00:00.000Z"}</script>'

    assert extract(page(script)).published == datetime(2019, 8, 16, tzinfo=UTC)


def test_earlier_printed_day_beats_a_later_claim():
    """A claim that lies after the printed day is that of a later change."""
    both = page(meta("2022-11-17T10:33:13Z"), above="<div>09.03.2022</div>")

    assert extract(both).published == datetime(2022, 3, 9, tzinfo=UTC)


def test_printed_day_that_a_zone_explains_changes_nothing():
    """Late in the evening in America it is already tomorrow in UTC."""
    article = extract(page(meta("2020-02-25T02:25:54Z"), above="<p>February 24, 2020</p>"))

    assert article.published == datetime(2020, 2, 25, 2, 25, 54, tzinfo=UTC)


def test_printed_time_of_day_tells_the_zone():
    """The same moment on the page's own clock says how far from UTC it stands."""
    article = extract(page(meta("2020-02-25T02:25:00Z"), above="<p>February 24, 2020 | 9:25pm</p>"))

    assert article.utc_offset == -300


@pytest.mark.parametrize(("language", "offset"), [("de", 60), ("en", 0)])
def test_midnight_on_the_continent_is_a_bare_day(language: str, offset: int):
    """23 hours UTC sharp is midnight in Berlin, and an evening in London."""
    assert extract(page(meta("2022-11-06T23:00:00.000Z"), language=language)).utc_offset == offset


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("<p>Veröffentlicht am Freitag, 3. Oktober 2025, 14:05 Uhr</p>", (2025, 10, 3, 14, 5)),
        ("<p>Publié le 3 octobre 2025 à 14h05, mis à jour le 4 octobre 2025</p>", (2025, 10, 3, 14, 5)),
        ("<p>Publicado el 3 de octubre de 2025</p>", (2025, 10, 3)),
        ("<p>3 października 2025</p>", (2025, 10, 3)),
        ("<p>3 октября 2025</p>", (2025, 10, 3)),
        ("<p>3. lokakuuta 2025</p>", (2025, 10, 3)),
        ("<p>3 oktober 2025</p>", (2025, 10, 3)),
        ("<p>3 Ekim 2025</p>", (2025, 10, 3)),
    ],
)
def test_days_are_read_in_other_languages(above: str, day: tuple[int, ...]):
    """Months are read in the languages that outlets print them in."""
    assert extract(page(above=above, language="")).published == datetime(*day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("below", "day"),
    [
        (
            "<div><p>Reviewed</p><p>4 May 2019</p><p>Published</p><p>15 November 2018</p></div>",
            (2018, 11, 15),
        ),
        ("<p>This page was last modified on 4 November 2020, at 19:23.</p>", (2020, 11, 4, 19, 23)),
        ("<p>Zuletzt geändert am 4. November 2020</p>", (2020, 11, 4)),
    ],
)
def test_a_day_far_from_the_headline_counts_where_nothing_else_tells(below: str, day: tuple[int, ...]):
    """A line called that of publication, or of the last change, dates a page that says nothing at its headline."""
    far = "".join(f"<p>Timetable {number}</p>" for number in range(12))

    assert extract(page(below=far + below)).published == datetime(*day, tzinfo=UTC)


@pytest.mark.parametrize(
    "above",
    [
        "<p>Feb. 24, 2020 | 9:25pm</p>",
        "<p>Feb. 24, 2020</p><p>9:25 PM</p>",
        "<p>Published 9:25 PM EST Feb 24, 2020</p>",
    ],
)
def test_printed_clock_tells_the_zone_of_a_claim_in_utc(above: str):
    """A claim in UTC and the same minute on a printed clock give the local day, seconds or none."""
    article = extract(page(meta("2020-02-25T02:25:54Z"), above))

    assert article.utc_offset == -300


def test_a_bare_day_has_no_zone():
    """A claimed day without a time is not compared with a clock."""
    assert extract(page(meta("2020-02-19"), "<p>19.2.2020 14:00</p>")).utc_offset is None
