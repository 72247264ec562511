"""Dates: days, weekdays, months and years that stand in the place of other ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.checking.comparison import overlapping
from copydesk.checking.dates import is_date
from copydesk.checking.lexicon import CUES, MONTHS, PASTS, RELATIVE_DAYS, SEASONS, WEEKDAYS
from copydesk.types import Alteration, Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from copydesk.checking.comparison import Change, Comparison, Prepared
    from copydesk.types import DateMention

IDS = {
    "date.changed": "A day, weekday, month or year is another one than in the source.",
    "date.tense": "What the source says is to come, the copy tells as past, or the other way round.",
}
_REACH = 5
_BE = frozenset({"is", "are"})
_COMING = frozenset(
    {("will", "be"), ("would", "be"), ("is", "to", "be"), ("are", "to", "be"), ("shall", "be")}
)
#: What stands before a verb of what is still to come.
_AHEAD = (("will",), ("'ll",), ("shall",), ("is", "to"), ("are", "to"), ("is", "going", "to"), ("are", "going", "to"),
          ("plans", "to"), ("plan", "to"), ("is", "expected", "to"), ("are", "expected", "to"))  # fmt: skip
_PERIODS = {
    "last": 0,
    "past": 0,
    "previous": 0,
    "this": 1,
    "current": 1,
    "next": 2,
    "coming": 2,
    "following": 2,
}
_SPANS = frozenset(
    (
        "week", "weekend", "month", "year", "day", "night", "quarter", "decade", "century", "season", "spring", "summer",
        "autumn", "fall", "winter", "morning", "evening", "afternoon", "hour", "term",
    )
)  # fmt: skip
_GONE = frozenset({("was",), ("were",), ("had", "been"), ("has", "been"), ("have", "been")})


def find(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for each date that another one took the place of."""
    for change in comparison.changes:
        yield from _dates(comparison, change)
        yield from _periods(comparison, change)
        if _moves(comparison, change):
            yield _tense(comparison, change)
    yield from _kept(comparison)


def _kept(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding for each "today" or "on Monday" that was kept in a copy of another day, and so names another one.

    What was kept stands in no change; only where both articles say when they were published is this known.
    """
    source, copy = comparison.source, comparison.copy
    if comparison.strangers or None in {source.side.article.published, copy.side.article.published}:
        return
    to_copy = comparison.alignment.to_copy
    for told in source.side.reading.dates:
        first, last = source.words.within(told.span)
        if not any(
            key in RELATIVE_DAYS | WEEKDAYS for key in source.words.loose[first:last]
        ) or source.in_quote(first, last):
            continue
        kept = range(to_copy[first], to_copy[first] + last - first)
        if list(kept) != list(to_copy[first:last]) or to_copy[first] < 0:
            continue
        here = copy.words.span(kept[0], kept[-1] + 1)
        other = _mention(copy, here)
        if other is not None and not _same_days(told, other):
            yield _other_day(comparison, told, other)


def _other_day(comparison: Comparison, told: DateMention, other: DateMention) -> Finding:
    """Return the finding for a day that is another one because the copy was published on another day."""
    words = told.span.of(comparison.source.text)
    return Finding(
        "date.changed",
        Severity.MINOR,
        Alteration.ALTERED,
        f"“{words}” means {told.first:%Y-%m-%d} in the source; by the copy's day of publication, {other.first:%Y-%m-%d}.",
        told.span,
        other.span,
        f"{told.first:%Y-%m-%d}",
    )


def _dates(comparison: Comparison, change: Change) -> Iterator[Finding]:
    """Yield findings for the dates of one change."""
    old, new = comparison.source.words, comparison.copy.words
    before = [at for at in range(*change.source) if is_date(old, at)]
    after = [at for at in range(*change.copy) if is_date(new, at)]
    was = {old.keys[at] for at in before}
    now = {new.keys[at] for at in after}
    before = [at for at in before if old.keys[at] not in now]
    after = [at for at in after if new.keys[at] not in was]
    for one, two in _unlike(comparison, before, after):
        there, here = Span(old.starts[one], old.ends[one]), Span(new.starts[two], new.ends[two])
        yield _other_date(comparison, there, here, _severity(comparison, there, here))


def _unlike(comparison: Comparison, before: list[int], after: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the dates of a change that name other days, those that name the same days left out.

    "On Wednesday" may become "tomorrow", said a day before; "tomorrow (Thursday)" then says two things.
    """
    old, new = comparison.source, comparison.copy
    left, right = list(before), list(after)
    same: list[tuple[int, int]] = []
    for one in before:
        mention = _mention(old, Span(old.words.starts[one], old.words.ends[one]))
        for two in right:
            if {old.words.keys[one], new.words.keys[two]} <= WEEKDAYS:
                continue  # two weekdays are never one day, whatever date stands behind them
            if _same_days(mention, _mention(new, Span(new.words.starts[two], new.words.ends[two]))):
                same.append((one, two))
                left.remove(one)
                right.remove(two)
                break
    yield from zip(left, right, strict=False)
    if not left:
        yield from (
            (one, beside)
            for one, two in same
            for beside in (two - 1, two + 1)
            if beside in right and _differs(comparison, one, beside)
        )


def _differs(comparison: Comparison, one: int, two: int) -> bool:
    """Say whether a day of the copy is another one than the source's, or a weekday that its own date is not."""
    old, new = comparison.source.words, comparison.copy.words
    told = _mention(comparison.copy, Span(new.starts[two], new.ends[two]))
    weekday = new.keys[two] in WEEKDAYS and told is not None and told.first == told.last
    if weekday and told is not None and new.keys[two] != f"{told.first:%A}".casefold():
        return True
    return not _same_days(_mention(comparison.source, Span(old.starts[one], old.ends[one])), told)


def _severity(comparison: Comparison, there: Span, here: Span) -> Severity:
    """Return how grave another date is: less so where "today" cannot be told without the day of publication."""
    words = (there.of(comparison.source.text).casefold(), here.of(comparison.copy.text).casefold())
    known = _mention(comparison.source, there) is not None and _mention(comparison.copy, here) is not None
    one_relative = (words[0] in RELATIVE_DAYS) != (words[1] in RELATIVE_DAYS)
    return Severity.MINOR if one_relative and not known else Severity.MAJOR


def _other_date(
    comparison: Comparison, there: Span, here: Span, severity: Severity = Severity.MAJOR
) -> Finding:
    """Return the finding for another date."""
    words = there.of(comparison.source.text)
    return Finding(
        "date.changed",
        severity,
        Alteration.ALTERED,
        f"The source dates it “{words}”, the copy “{here.of(comparison.copy.text)}”.",
        there,
        here,
        words,
    )


def _periods(comparison: Comparison, change: Change) -> Iterator[Finding]:
    """Yield a finding where "last week" became "next week", or "this" one."""
    old, new = comparison.source.words, comparison.copy.words
    (a, b), (c, d) = change.source, change.copy
    if not b - a == d - c == 1:
        return
    seasons = SEASONS.get(old.loose[a]), SEASONS.get(new.loose[c])
    if None not in seasons and seasons[0] != seasons[1]:
        yield _other_date(comparison, old.span(a, b), new.span(c, d))
    if b >= len(old) or d >= len(new) or old.loose[b] != new.loose[d]:
        return
    one, two = _PERIODS.get(old.loose[a]), _PERIODS.get(new.loose[c])
    if one is None or two is None or one == two or old.loose[b] not in _SPANS | WEEKDAYS | MONTHS:
        return
    there, here = old.span(a, b + 1), new.span(c, d + 1)
    if _same_days(_mention(comparison.source, there), _mention(comparison.copy, here)):
        return
    yield _other_date(comparison, there, here)


def _moves(comparison: Comparison, change: Change) -> bool:
    """Say whether a change of tense moves something from the time to come into the past, or back.

    "He says that it is late" may become "he said that it was late": "is" tells of the time to come only beside a
    day, and only where no reporting word draws it into the past.
    """
    source, copy = comparison.source.words, comparison.copy.words
    old, new = source.loose[slice(*change.source)], copy.loose[slice(*change.copy)]
    if (old in _COMING and new in _GONE) or (old in _GONE and new in _COMING):
        return True
    if _is_past_of(old, new) or _is_past_of(new, old):
        return True
    if len(old) != 1 or len(new) != 1 or old[0] not in _BE or new[0] not in {"was", "were"}:
        return False
    link = comparison.alignment.links[change.link]
    told = any(key in CUES for key in copy.loose[slice(*link.copy)])
    return not told and any(
        is_date(source, at)
        for at in range(change.source[1], min(len(source), change.source[1] + _REACH, link.source[1]))
    )


def _is_past_of(coming: tuple[str, ...], gone: tuple[str, ...]) -> bool:
    """Say whether one side says "will close" or "is to close" and the other "closed", "has closed" or "was closed"."""
    ahead = next((each for each in _AHEAD if coming[: len(each)] == each), None)
    if ahead is None or len(coming) != len(ahead) + 1 or not 1 <= len(gone) <= 2:
        return False
    if len(gone) == 2 and gone[0] not in {"has", "have", "had", "was", "were"}:
        return False
    verb, past = coming[-1], gone[-1]
    if verb == "be":
        return past in {"was", "were", "been"}
    return past in PASTS.get(verb, ()) or past in {
        verb + "ed",
        verb + "d",
        verb[:-1] + "ied",
        verb + verb[-1] + "ed",
    }


def _tense(comparison: Comparison, change: Change) -> Finding:
    """Return the finding for a change of tense."""
    there, here = comparison.source.words.span(*change.source), comparison.copy.words.span(*change.copy)
    words = there.of(comparison.source.text)
    return Finding(
        "date.tense",
        Severity.MAJOR,
        Alteration.ALTERED,
        f"The source says “{words}”, the copy “{here.of(comparison.copy.text)}”: it happens at another time.",
        there,
        here,
        words,
    )


def _mention(side: Prepared, span: Span) -> DateMention | None:
    """Return what the reading makes of the date at a place."""
    return next(iter(overlapping(side.side.reading.dates, span)), None)


def _same_days(one: DateMention | None, two: DateMention | None) -> bool:
    """Say whether both name the same days, or one of them days within the other's."""
    if one is None or two is None:
        return False
    return (one.first <= two.first and two.last <= one.last) or (
        two.first <= one.first and one.last <= two.last
    )
