"""When a source is visited again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import errors
from copydesk.intake import (
    NextVisit,
    PollRule,
    SourceState,
    VisitState,
    after_failure,
    after_success,
    after_unchanged,
)
from copydesk.intake.values import Fetched

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
CAME = Fetched("https://news.example/feed", 200, b"x")
SAME = Fetched("https://news.example/feed", 304, b"", unchanged=True)


def hours(*values):
    """Return times so many hours before noon."""
    return [NOON - timedelta(hours=each) for each in values]


def seconds(visit):
    """Return how long after noon a visit is due."""
    return (visit.due_at - NOON).total_seconds()


@pytest.mark.parametrize(
    ("times", "minutes"),
    [
        (hours(0, 4, 8, 12), 90.0),
        (hours(1, 2, 3, 4), 30.0),
        (hours(0, 0.01, 0.02), 10.0),
        (hours(24, 48, 72), 720.0),
        (hours(0, 24 * 100), 1440.0),
        (hours(24 * 8, 24 * 8.01), 1440.0),
        (hours(*[24 * 7 + each / 60 for each in range(20)]), 360.0),
        (hours(*[24 * 14 + each / 60 for each in range(20)]), 720.0),
        (hours(*[24 * 30 + each / 60 for each in range(20)]), 1440.0),
        ([], 60.0),
        ([NOON + timedelta(days=9)] * 20, 10.0),
    ],
)
def test_interval_fits_the_entries(times, minutes):
    """Half the mean interval between entries, within ten minutes and a day, and slower when idle."""
    visit = after_success(SourceState(key="a"), CAME, now=NOON, entry_times=times)
    assert visit.source.interval == pytest.approx(60 * minutes)
    assert 60 * minutes <= seconds(visit) <= 60 * minutes * 1.05
    assert visit.state is VisitState.ACTIVE


def test_burst_is_followed_at_its_pace_and_let_go():
    """Several new entries since the last visit bring a quick next visit; quiet visits double it again."""
    source = SourceState(
        key="a", interval=3600.0, visited_at=NOON - timedelta(minutes=10), entry_times=tuple(hours(4, 8, 12))
    )
    fresh = [NOON - timedelta(minutes=each) for each in (1, 3, 5, 8)]
    burst = after_success(source, CAME, now=NOON, entry_times=fresh).source
    assert burst.interval == 75.0
    later = NOON + timedelta(seconds=80)
    one_more = after_success(burst, CAME, now=later, entry_times=[later - timedelta(seconds=9)]).source
    assert one_more.interval == 60.0
    quiet = one_more
    intervals = []
    for each in range(8):
        quiet = after_unchanged(quiet, SAME, now=later + timedelta(minutes=each)).source
        intervals.append(quiet.interval)
    assert intervals[:3] == [120.0, 240.0, 480.0]
    assert intervals[-2:] == pytest.approx([2730, 2730], rel=0.01)


def test_flood_of_old_dates_is_no_burst():
    """Old entries that a feed brings up again do not make it a fast one."""
    source = SourceState(
        key="a", interval=3600.0, visited_at=NOON - timedelta(minutes=10), entry_times=tuple(hours(4, 8, 12))
    )
    flood = after_success(source, CAME, now=NOON, entry_times=hours(*range(900, 950)))
    assert flood.source.interval >= 3600


def test_first_visit_is_no_burst():
    """A feed seen for the first time shows many entries at once, and that says nothing of its pace."""
    visit = after_success(SourceState(key="a"), CAME, now=NOON, entry_times=[NOON] * 30)
    assert visit.source.interval == 600.0


@pytest.mark.parametrize(("max_age", "due"), [(900.0, 900.0), (30.0, 600.0), (10**9, 3600.0), (None, 600.0)])
def test_max_age_is_heard_and_capped(max_age, due):
    """A server's max-age lengthens the interval up to an hour."""
    fetched = Fetched("u", 200, b"", max_age=max_age)
    visit = after_success(SourceState(key="a"), fetched, now=NOON, entry_times=hours(0, 0.1))
    assert due <= seconds(visit) <= due * 1.05


def test_failures_double_and_stop():
    """Failures back off from ten minutes to a day and stop the source at the thirtieth."""
    source = SourceState(key="a", entry_times=tuple(hours(1)), visited_at=NOON)
    error = errors.ConnectionFailedError("https://news.example/feed", "the server does not answer")
    waits = []
    for expected in range(1, 30):
        visit = after_failure(source, error, now=NOON)
        source = visit.source
        waits.append(seconds(visit))
        assert (visit.failures, visit.note) == (expected, "the server does not answer")
    for wait, plain in zip(waits[:8], (600, 1200, 2400, 4800, 9600, 19200, 38400, 76800), strict=True):
        assert plain <= wait <= plain * 1.25
    assert all(86400 <= wait <= 86400 * 1.25 for wait in waits[8:])
    last = after_failure(source, error, now=NOON)
    assert (last.state, last.due_at, last.failures) == (VisitState.STOPPED, None, 30)
    assert "30 failures" in last.note
    assert after_unchanged(source, SAME, now=NOON).failures == 0


def test_gone_ends_the_source():
    """410 ends a source at once, with a note."""
    visit = after_failure(SourceState(key="a"), errors.GoneError("u", "x"), now=NOON)
    assert (visit.state, visit.due_at) == (VisitState.GONE, None)
    assert "gone for good" in visit.note


@pytest.mark.parametrize(("after", "least"), [(7200.0, 7200.0), (5.0, 600.0), (None, 600.0)])
def test_retry_later_waits(after, least):
    """A server that names a time gets it, and never less than the usual back-off."""
    visit = after_failure(SourceState(key="a"), errors.RetryLaterError("u", "x", after=after), now=NOON)
    assert visit.state is VisitState.WAITING
    assert least <= seconds(visit) <= least * 1.25


def test_unreadable_feed_is_a_failure_like_any_other():
    """What came but could not be read counts and is told to the editor."""
    visit = after_failure(SourceState(key="a"), errors.NotAFeedError("this is a page"), now=NOON)
    assert (visit.failures, visit.note, visit.state) == (1, "this is a page", VisitState.ACTIVE)


def test_permanent_redirect_moves():
    """Where the source moved for good is told."""
    moved = Fetched("https://new.example/", 304, b"", permanent_url="https://new.example/")
    visit = after_unchanged(SourceState(key="a"), moved, now=NOON)
    assert visit.new_url == "https://new.example/"
    assert "moved for good" in visit.note


def test_validators_are_left_out_once_a_day():
    """A server that answers 304 for ever is asked for the whole body once a day."""
    source = SourceState(key="a", whole_at=NOON - timedelta(hours=23, minutes=30))
    first = after_unchanged(source, SAME, now=NOON - timedelta(hours=10))
    assert not first.ask_whole
    second = after_unchanged(source, SAME, now=NOON)
    assert second.ask_whole
    assert not after_unchanged(second.source, CAME, now=NOON).ask_whole


def test_jitter_is_the_source_s_own():
    """Two sources that fail together come back apart, and each at the same moment on every run."""
    error = errors.TooSlowError("u", "slow")
    due = {key: after_failure(SourceState(key=key), error, now=NOON).due_at for key in map(str, range(50))}
    assert len(set(due.values())) == 50
    assert due["7"] == after_failure(SourceState(key="7"), error, now=NOON).due_at


@given(
    st.lists(st.integers(-(10**10), 10**10).map(lambda each: NOON + timedelta(seconds=each)), max_size=30),
    st.integers(0, 10**7),
    st.none() | st.floats(0, 1e12),
)
def test_every_interval_lies_within_the_rule(times, since, max_age):
    """Whatever dates a feed has, the next visit lies between the burst's minute and a day, jitter aside."""
    rule = PollRule()
    source = SourceState(key="a", interval=600.0, visited_at=NOON - timedelta(seconds=since))
    fetched = Fetched("u", 200, b"", max_age=max_age)
    visit = after_success(source, fetched, now=NOON, entry_times=times, rule=rule)
    assert rule.burst <= visit.source.interval <= rule.most
    assert rule.burst <= seconds(visit) <= rule.most * 1.05
    assert NextVisit.from_dict(visit.to_dict()) == visit
