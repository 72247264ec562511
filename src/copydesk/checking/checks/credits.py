"""What a page says of an article's origin: the agency whose text it is, and the day it was published."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from typing import TYPE_CHECKING

from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Comparison, Prepared
    from copydesk.types import Article

IDS = {
    "attribution.agency": "The source credits a news agency; the copy names it nowhere.",
    "date.scraped": "The copy gives another day than the source's as the day of publication.",
}
#: Each agency's names; those in capitals are known in capitals alone.
_AGENCIES = tuple(
    tuple(line.split("|"))
    for line in (
        "AP|Associated Press", "Reuters|Thomson Reuters", "AFP|Agence France-Presse|Agence France Presse",
        "PA|PA Media|Press Association|PA news agency", "dpa|DPA|Deutsche Presse-Agentur", "UPI|United Press International",
        "Bloomberg|Bloomberg News", "Xinhua|Xinhua News Agency", "TASS|Tass|ITAR-TASS", "ANSA|Ansa", "EFE|Efe|Agencia EFE",
        "Kyodo|Kyodo News", "Jiji|Jiji Press", "Yonhap|Yonhap News Agency", "PTI|Press Trust of India", "ANI|Asian News International",
        "IANS|Indo-Asian News Service", "Canadian Press|The Canadian Press", "AAP|Australian Associated Press", "Interfax",
        "RIA Novosti|RIA", "Anadolu|Anadolu Agency|AA", "Belga", "Ritzau", "NTB", "TT|TT News Agency", "STT", "Lusa", "Bernama",
        "MENA", "SPA|Saudi Press Agency", "WAM", "KUNA", "Antara", "Ukrinform", "Adnkronos", "Europa Press", "MTI", "PAP", "CTK|ČTK",
        "Hina|HINA", "Tanjug", "SRNA|Srna", "FENA|Fena", "APA", "Keystone-SDA|SDA", "Tribune News Service", "CNN Wire|CNN",
        "Hearst", "States Newsroom", "Inter Press Service", "Religion News Service", "McClatchy", "KCNA", "ANP", "Agerpres",
    )
)  # fmt: skip
_ALL = "|".join(sorted((re.escape(each) for line in _AGENCIES for each in line), key=len, reverse=True))
#: "LISBON, March 3 (Reuters) - ", at the beginning of a line.
_DATELINE = re.compile(rf"^[^\n()]{{0,60}}\((?P<agency>{_ALL})\)\s*(?:[-–—:]|--)", re.MULTILINE)
#: A byline, or a line with nothing but the agency: "By Ana Lesk, Associated Press", "Ana Lesk | AP", "Reuters".
_BYLINE = re.compile(
    rf"^(?:by\s+[^\n.!?“”\"]{{2,60}}?(?:,|\||/|–|—|\bfor|\bof|\()\s*|[^\n.!?“”\"]{{2,40}}?(?:,|\||/|\()\s*"
    rf"|by\s+|source:\s*|via\s+|from\s+)?(?:the\s+)?"
    rf"(?P<agency>{_ALL})(?:\)|\s+(?:writers?|staff|correspondents?|reporters?|news agency))?\.?$",
    re.MULTILINE | re.IGNORECASE,
)
#: What stands under an article: "© 2026 Reuters", "Copyright 2026 The Associated Press.", "— AFP", "(AP)".
_FOOT = re.compile(
    rf"^(?:(?:©|\(c\)|copyright)[^\n]{{0,30}}?|[-–—]+\s*|\()(?:the\s+)?(?P<agency>{_ALL})\b[^\n]{{0,80}}$",
    re.MULTILINE | re.IGNORECASE,
)
#: How far into a text its byline and dateline stand, and how far from its end its foot, in code points.
_HEAD, _TAIL = 600, 400
#: A line that tells when the page was published.
_PUBLISHED = re.compile(
    r"^(?:first\s+|originally\s+)?(?:published|posted|publication date|date(?: published)?)\b(?:\s+(?:on|at))?\s*:?\s*(?P<day>[^\n]{6,60})$",
    re.MULTILINE | re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.?|(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?),?"
    r"\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: A reprint of the next days is a reprint; what comes later under its own day hides how old the news is.
_LATE = timedelta(days=3)
#: A copy with a smaller share of equal words in what it took tells it in words of its own.
_VERBATIM = 0.99
#: So many words behind a dateline tell whether its paragraph was taken.
_LEAD = 8
#: A text with fewer words is no article that has a day.
_WORDS = 12


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for an agency whose credit is gone, and one for a day of publication that is the scrape's."""
    if comparison.strangers:
        return
    yield from _agency(comparison)
    yield from _day(comparison)


def _agency(comparison: Comparison) -> Iterator[Finding]:
    """Yield the finding for an agency that the source credits and the copy names nowhere."""
    source, copy = comparison.source, comparison.copy
    article = source.side.article
    printed = _credit(comparison)
    told = (printed[1], article.agency, _in(article.byline), _in(article.dateline)) if printed else (
        article.agency, _in(article.byline), _in(article.dateline))  # fmt: skip
    name = next((each for each in told if each), None)
    if name is None or _names(copy.side.article, name):
        return
    span = printed[0] if printed is not None and printed[1] == name else None
    yield Finding(
        "attribution.agency",
        Severity.MINOR,
        Alteration.ALTERED,
        f"The source is credited to {name}; the copy names no agency.",
        span,
        None,
        name,
    )


def _credit(comparison: Comparison) -> tuple[Span, str] | None:
    """Return where the source credits an agency in its head or foot, and the agency's name as printed.

    A dateline tells where words were filed; a copy that tells the article in words of its own, or cut the paragraph
    that it leads, has none to keep.
    """
    text = comparison.source.text
    found = _DATELINE.search(text, 0, _HEAD) if comparison.alignment.equal >= _VERBATIM else None
    if found is not None and not _is_taken(comparison, found.end()):
        found = None
    found = found or _by(text) or _FOOT.search(text, max(0, len(text) - _TAIL))
    return None if found is None else (Span(*found.span("agency")), found["agency"])


def _is_taken(comparison: Comparison, place: int) -> bool:
    """Say whether the copy has the words behind a place of the source."""
    first = bisect_left(comparison.source.words.starts, place)
    return sum(1 for at in comparison.alignment.to_copy[first : first + _LEAD] if at >= 0) * 2 >= _LEAD


def _by(text: str) -> re.Match[str] | None:
    """Return the byline in the first lines of a text that names an agency."""
    start = 0
    for line in text[:_HEAD].split("\n")[:8]:
        found = _BYLINE.match(text, start, start + len(line)) if 2 <= len(line) <= 100 else None
        if found is not None and found["agency"] in _KNOWN:
            return found
        start += len(line) + 1
    return None


_KNOWN = frozenset(each for line in _AGENCIES for each in line)


def _in(line: str | None) -> str | None:
    """Return the agency that a printed line names."""
    found = re.search(rf"(?<!\w)(?:{_ALL})(?!\w)", line or "")
    return found[0] if found else None


def _names(article: Article, agency: str) -> bool:
    """Say whether an article names an agency anywhere: text, byline, dateline, credit, agency, pictures left out."""
    names = next((line for line in _AGENCIES if agency in line), (agency,))
    credit = article.credited_source.name if article.credited_source is not None else None
    places = (article.body, article.byline, article.dateline, article.agency, credit, article.standfirst)
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in names))
    return any(wanted.search(each) for each in places if each)


def _day(comparison: Comparison) -> Iterator[Finding]:
    """Yield the finding for a day of publication that is later than the source's by more than a reprint takes."""
    source, copy = comparison.source, comparison.copy
    first = _date_of(source.side.article) or _printed_day(source)[1]
    span, printed = _printed_day(copy)
    shown = printed or _date_of(copy.side.article)
    if first is None or shown is None or len(copy.words) < _WORDS:
        return
    if shown - first <= (_LATE if printed is None else timedelta(days=1)):
        return
    yield Finding(
        "date.scraped",
        Severity.MINOR,
        Alteration.ALTERED,
        f"The source was published on {first:%Y-%m-%d}, the copy says {shown:%Y-%m-%d}: is that the day it was taken?",
        None,
        span,
        f"{first:%Y-%m-%d}",
    )


def _date_of(article: Article) -> date | None:
    """Return the day on which an article says it was published; None where it does not."""
    return article.published.date() if article.published is not None else None


def _printed_day(side: Prepared) -> tuple[Span | None, date | None]:
    """Return where a text tells its day of publication, and the day; None where it does not."""
    for found in _PUBLISHED.finditer(side.text):
        day = _day_of(found["day"])
        if day is not None:
            return Span(*found.span("day")), day
    return None, None


def _day_of(words: str) -> date | None:
    """Return the day that some words name in full."""
    found = _NUMBERED.search(words)
    if found is not None:
        numbers = int(found["year"]), int(found["month"]), int(found["day"])
    else:
        found = _WORDED.search(words)
        month = (found["month"] or found["month2"])[:3].casefold() if found is not None else ""
        if found is None or month not in _MONTHS:
            return None
        numbers = int(found["year"]), _MONTHS.index(month) + 1, int(found["day"] or found["day2"])
    try:
        return date(*numbers)
    except ValueError:
        return None
