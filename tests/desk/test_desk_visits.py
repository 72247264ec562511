"""Visits: what a source announced is taken in once, and what goes wrong stays on its source."""

from __future__ import annotations

import sys
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from copydesk.desk.leases import holder_name
from copydesk.desk.models import Article, Source
from copydesk.desk.work.fetching import Outcome
from copydesk.desk.work.intake import IntakeStep, visit_rules
from copydesk.desk.work.visits import due_sources, record_visits, visit_request
from copydesk.errors import ConnectionFailedError, GoneError, RetryLaterError, StoreError
from copydesk.intake import Fetched, Fetcher, SourceState
from copydesk.intake.broken import BrokenFeedReader
from copydesk.settings import Settings
from copydesk.types import Item

pytestmark = [pytest.mark.database, pytest.mark.django_db]

RULES = visit_rules(Settings())
HOUR = timedelta(hours=1)


def rss(*entries: str, title: str = "The Gull") -> bytes:
    """Return an RSS feed of the given items' insides."""
    items = "".join(f"<item>{each}</item>" for each in entries)
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


def entry(number: int, *, headline: str = "Quay sold", more: str = "") -> str:
    """Return the inside of an item with an address."""
    return f"<title>{headline}</title><link>http://gull.example/{number}</link>{more}"


def came(body: bytes, **more: object) -> Fetched:
    """Return what a fetch brings that went well."""
    values = {"etag": '"1"', "last_modified": "Wed, 14 Oct 2026 08:00:00 GMT", "body_hash": "b1"} | more
    return Fetched("http://outlet-1.example/feed", 200, body, **values)


def unchanged(**more: object) -> Fetched:
    """Return what a fetch brings that found nothing new."""
    values = {"etag": '"1"', "last_modified": "Wed, 14 Oct 2026 08:00:00 GMT", "body_hash": "b1"} | more
    return Fetched("http://outlet-1.example/feed", 304, b"", unchanged=True, **values)


@pytest.fixture
def visit(now):
    """Claim a source and keep what came of its visit; return what was taken in and the source after it."""

    def run(source, result, at=now):
        Source.objects.filter(pk=source.pk).update(due_at=at)
        claimed = next(
            row for row in due_sources(now=at, holder="test/1", rules=RULES, limit=9) if row.pk == source.pk
        )
        [taken] = record_visits([(claimed, result)], now=at, rules=RULES)
        source.refresh_from_db()
        return taken

    return run


def test_entries_become_articles_with_all_they_say(make_source, visit, now):
    """A new entry is an announced article, due at once, from which the entry can be read back."""
    source = make_source(title="", kind=Source.Kind.ATOM)
    more = (
        "<guid>g1</guid><description>“We will not sell”, she said.</description><category>Harbour</category>"
        "<pubDate>Wed, 14 Oct 2026 07:30:00 GMT</pubDate>"
    )

    taken = visit(source, came(rss(entry(1, more=more))))

    article = Article.objects.get()
    item = Item.from_dict(article.item)
    assert (taken.new, taken.changed, taken.times) == (1, 0, (datetime(2026, 10, 14, 7, 30, tzinfo=UTC),))
    assert (article.source, article.outlet) == (source, source.outlet)
    assert (article.url, article.headline) == ("http://gull.example/1", "Quay sold")
    assert (article.state, article.due_at, article.first_seen) == (Article.State.ANNOUNCED, now, now)
    assert article.published == datetime(2026, 10, 14, 7, 30, tzinfo=UTC)
    assert (article.attempts, article.lease_until, article.lease_by, article.error) == (0, None, "", "")
    assert (article.version_id, article.story_id, article.matched_at, article.pinned) == (
        None,
        None,
        None,
        False,
    )
    assert (item.key, item.summary, item.topics) == ("g1", "“We will not sell”, she said.", ("Harbour",))


def test_source_remembers_the_visit(make_source, visit, now):
    """After a visit a source has its validators, kind, title and next visit, and is held by nobody."""
    source = make_source(kind=Source.Kind.ATOM)

    visit(source, came(rss(entry(1))))

    assert (source.etag, source.body_hash) == ('"1"', "b1")
    assert source.last_modified == "Wed, 14 Oct 2026 08:00:00 GMT"
    assert (source.kind, source.title, source.state) == (Source.Kind.RSS, "The Gull", Source.State.ACTIVE)
    assert (source.visited_at, source.succeeded_at, source.new_at) == (now, now, now)
    assert (source.lease_by, source.lease_until, source.attempts, source.note) == ("", None, 0, "")
    assert now + timedelta(minutes=10) <= source.due_at <= now + timedelta(days=2)
    assert SourceState.from_dict(source.schedule).visited_at == now
    request = visit_request(source, RULES)
    assert (request.etag, request.body_hash) == ('"1"', "b1")


def test_schedule_keeps_every_field_of_the_rule(make_source, visit, now):
    """What the polling rule remembers is read back whole at the next visit, by our own short cut as well."""
    source = make_source()
    more = "<pubDate>Wed, 14 Oct 2026 07:30:00 GMT</pubDate>"
    visit(source, came(rss(entry(1, more=more), entry(2))))
    before = SourceState.from_dict(source.schedule)

    visit(source, unchanged(), at=now + HOUR)

    after = SourceState.from_dict(source.schedule)
    assert set(source.schedule) == {each.name for each in fields(SourceState)}
    assert after.entry_times == before.entry_times == (now, datetime(2026, 10, 14, 7, 30, tzinfo=UTC))
    assert (after.visited_at, after.whole_at, after.key) == (now + HOUR, now, source.url)


def test_unreadable_schedule_is_begun_anew(make_source, visit):
    """A schedule of another age does not stop a source for ever."""
    source = make_source(schedule={"key": "x", "phase": "of the moon"})

    assert visit(source, came(rss(entry(1)))).new == 1
    assert source.schedule["key"] == source.url


def test_unchanged_feed_writes_no_article(make_source, visit, now):
    """A 304 moves the next visit and nothing else."""
    source = make_source()
    visit(source, came(rss(entry(1), title="The Gull")))

    taken = visit(source, unchanged(), at=now + HOUR)

    assert (taken.new, taken.changed) == (0, 0)
    assert (source.visited_at, source.succeeded_at, source.new_at) == (now + HOUR, now + HOUR, now)
    assert (source.etag, source.title, source.due_at > now + HOUR) == ('"1"', "The Gull", True)
    assert Article.objects.count() == 1


def test_same_entries_again_are_not_new(make_source, visit, now):
    """A feed with one more entry brings that one only."""
    source = make_source()
    visit(source, came(rss(entry(1), entry(2))))

    taken = visit(source, came(rss(entry(3), entry(2), entry(1)), body_hash="b2"), at=now + HOUR)

    assert (taken.new, taken.changed) == (1, 0)
    assert max(Article.objects.values_list("url", flat=True)) == "http://gull.example/3"


def test_changed_entry_is_announced_again(make_source, visit, now):
    """An entry that says something else has its page fetched again; its row stays the same."""
    source = make_source()
    visit(source, came(rss(entry(1), entry(2))))
    Article.objects.update(state=Article.State.MATCHED, due_at=None, attempts=2)

    taken = visit(source, came(rss(entry(1, headline="Quay not sold"), entry(2))), at=now + HOUR)

    again = Article.objects.get(url="http://gull.example/1")
    other = Article.objects.get(url="http://gull.example/2")
    assert (taken.new, taken.changed) == (0, 1)
    assert (again.headline, Item.from_dict(again.item).headline) == ("Quay not sold", "Quay not sold")
    assert (again.state, again.due_at, again.attempts) == (Article.State.ANNOUNCED, now + HOUR, 0)
    assert (other.state, other.due_at) == (Article.State.MATCHED, None)


def test_two_entries_with_one_address_are_one_article(make_source, visit):
    """Within a feed the first of two entries that lead to one article counts, whatever is tracked."""
    source = make_source()
    tracked = "<title>Later</title><link>http://gull.example/1?utm_source=rss</link><guid>other</guid>"

    taken = visit(source, came(rss(entry(1, headline="First"), tracked)))

    assert taken.new == 1
    assert Article.objects.get().headline == "First"


def test_two_sources_of_an_outlet_share_an_article(make_source, now):
    """What both feeds of an outlet announce is one article of the first, even when both come together."""
    one = make_source(1)
    two = make_source(1, url="http://outlet-1.example/harbour")
    rows = {row.pk: row for row in due_sources(now=now, holder="test/1", rules=RULES, limit=9)}

    taken = record_visits(
        [(rows[one.pk], came(rss(entry(1)))), (rows[two.pk], came(rss(entry(1, headline="Our quay"))))],
        now=now,
        rules=RULES,
    )

    assert [each.new for each in taken] == [1, 0]
    assert [each.changed for each in taken] == [0, 0]
    assert (Article.objects.get().source, Article.objects.get().headline) == (one, "Quay sold")


def test_two_outlets_do_not_share_an_article(make_source, visit):
    """One address in the feeds of two outlets is an article of each."""
    for number in (1, 2):
        assert visit(make_source(number), came(rss(entry(1)))).new == 1

    assert Article.objects.count() == 2


def test_item_without_address_is_known_by_its_id(make_source, visit, now):
    """An entry without a link is taken in once, by its id."""
    source = make_source()
    body = rss("<title>Fog tonight</title><guid isPermaLink='false'>fog-1</guid>")

    assert visit(source, came(body)).new == 1
    assert visit(source, came(body), at=now + HOUR).new == 0
    assert (Article.objects.get().url, Article.objects.get().headline) == ("", "Fog tonight")


def test_entry_with_an_impossible_address_harms_nobody(make_source, visit):
    """An address that cannot be one is kept as it was written, and the other entries are taken in."""
    source = make_source()

    taken = visit(source, came(rss("<title>Odd</title><link>http://a:99999/x</link>", entry(2))))

    assert taken.new == 2


def test_date_far_ahead_is_not_believed(make_source, visit, now):
    """An article announced for next year has no date and counts as of now."""
    more = "<pubDate>Thu, 14 Oct 2027 07:30:00 GMT</pubDate>"

    taken = visit(make_source(), came(rss(entry(1, more=more))))

    assert (Article.objects.get().published, taken.times) == (None, (now,))


def test_more_than_five_hundred_entries(make_source, visit, now):
    """A long feed is looked up in pieces; all of it is known the second time."""
    body = rss(*(entry(number) for number in range(620)))
    source = make_source()

    assert visit(source, came(body)).new == 620
    assert visit(source, came(body), at=now + HOUR).new == 0
    assert Article.objects.count() == 620


def test_source_that_moved_for_good_is_watched_there(make_source, visit):
    """A 301 moves the source and tells the editor where it was."""
    source = make_source()

    visit(source, came(rss(entry(1)), permanent_url="http://gull.example/new"))

    assert source.url == "http://gull.example/new"
    assert source.note == "moved for good from http://outlet-1.example/feed"
    assert Article.objects.count() == 1


def test_source_that_moved_to_another_stays_and_says_so(make_source, visit):
    """Two sources never get one address; the editor is told which to remove."""
    other = make_source(2)
    source = make_source(1)

    visit(source, came(rss(entry(1)), permanent_url=other.url))

    assert source.url == "http://outlet-1.example/feed"
    assert source.note == f"moved for good to {other.url}, which is a source already: remove this one"


def test_gone_source_is_not_visited_again(make_source, visit):
    """A 410 ends a source; the editor sees why."""
    source = make_source()

    visit(source, GoneError(source.url, "the server says it has ended for good"))

    assert (source.state, source.due_at) == (Source.State.GONE, None)
    assert source.note == "ended: the server says that this source is gone for good"


def test_failure_is_noted_and_the_next_visit_clears_it(make_source, visit, now):
    """A failed visit is counted and shown, and a 304 after it says that all is well."""
    source = make_source(etag='"0"')

    visit(source, ConnectionFailedError(source.url, "there is no such host"))
    failed = (source.attempts, source.note, source.state, source.etag, source.succeeded_at)
    visit(source, unchanged(), at=now + HOUR)

    assert failed == (1, "there is no such host", Source.State.ACTIVE, '"0"', None)
    assert (source.attempts, source.note, source.succeeded_at) == (0, "", now + HOUR)


def test_server_that_asks_to_wait_is_left_alone(make_source, visit, now):
    """Retry-After is kept to."""
    source = make_source()

    visit(source, RetryLaterError(source.url, "the server answered 429", after=7200.0))

    assert (source.due_at >= now + 2 * HOUR, source.state) == (True, Source.State.ACTIVE)


def test_thirtieth_failure_stops_the_source(make_source, visit):
    """After thirty failures in a row nobody comes again, and the editor is told."""
    source = make_source(schedule=SourceState(key="k", failures=29).to_dict())

    visit(source, ConnectionFailedError(source.url, "there is no such host"))

    assert (source.state, source.due_at) == (Source.State.STOPPED, None)
    assert source.note.startswith("stopped after 30 failures in a row")


def test_page_instead_of_a_feed_is_a_failure(make_source, visit):
    """What is no feed is a failure of this source; no article comes of it."""
    source = make_source()

    visit(source, came(b"<!doctype html><title>Gone fishing</title>"))

    assert (source.attempts, Article.objects.count()) == (1, 0)
    assert "web page" in source.note
    assert source.body_hash == ""


def test_broken_feed_says_what_was_mended(make_source, visit):
    """What had to be mended in a feed is shown to the editor, and its entries are taken in."""
    source = make_source()

    visit(source, came(rss(entry(1, headline="Reed & Sons")).replace(b"<item>", b"<item>&nbsp;")))

    assert Article.objects.count() == 1
    assert "not well-formed" in source.note


def test_sitemap_index_makes_its_sitemaps_sources(make_source, visit, now):
    """Of an index the sitemaps of news become sources of the same outlet, with its rights, each once."""
    source = make_source(rights=Source.Rights.FULL)
    locs = "".join(
        f"<sitemap><loc>http://gull.example/{name}.xml</loc></sitemap>"
        for name in ("all", "news-1", "news-2")
    )
    body = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{locs}</sitemapindex>".encode()

    visit(source, came(body))
    visit(source, came(body, body_hash="b2"), at=now + HOUR)

    adopted = Source.objects.exclude(pk=source.pk).order_by("url")
    assert source.kind == Source.Kind.SITEMAP_INDEX
    assert [each.url for each in adopted] == [
        "http://gull.example/news-1.xml",
        "http://gull.example/news-2.xml",
    ]
    assert {(each.outlet, each.kind, each.rights, each.due_at) for each in adopted} == {
        (source.outlet, Source.Kind.SITEMAP, Source.Rights.FULL, now)
    }


def test_page_without_a_feed_stays_a_page(make_source, visit):
    """The links of a page are taken in, and the source is still read as a page next time."""
    source = make_source(kind=Source.Kind.PAGE)
    links = "".join(
        f"<article><h2><a href='/2026/10/14/quay-sold-{n}.html'>The quay is sold for the {n}th time</a></h2></article>"
        for n in range(8)
    )

    taken = visit(source, came(f"<!doctype html><html><body><main>{links}</main></body></html>".encode()))

    assert taken.new == 8
    assert source.kind == Source.Kind.PAGE


def test_editors_pause_during_a_visit_stands(make_source, now):
    """A source that was paused while its feed was on the way stays paused."""
    make_source()
    [claimed] = due_sources(now=now, holder="test/1", rules=RULES, limit=9)
    Source.objects.update(state=Source.State.PAUSED, title="Ours")

    record_visits([(claimed, came(rss(entry(1))))], now=now, rules=RULES)

    assert Source.objects.get().state == Source.State.PAUSED


def test_visit_of_a_lost_lease_does_not_move_the_source(make_source, now):
    """Who lost a source to another worker cannot change it; the articles it saw are kept all the same."""
    make_source()
    [claimed] = due_sources(now=now, holder="test/1", rules=RULES, limit=9)
    Source.objects.update(lease_by="test/2")

    record_visits([(claimed, came(rss(entry(1))))], now=now, rules=RULES)

    assert (Source.objects.get().visited_at, Source.objects.get().lease_by) == (None, "test/2")
    assert Article.objects.count() == 1


def test_visits_of_many_are_kept_together(make_source, now):
    """News, a 304 and a failure in one go each end on their own source."""
    sources = [make_source(number) for number in (1, 2, 3)]
    rows = due_sources(now=now, holder="test/1", rules=RULES, limit=9)
    results = [came(rss(entry(1))), unchanged(), ConnectionFailedError("http://x/", "there is no such host")]

    taken = record_visits(list(zip(rows, results, strict=True)), now=now, rules=RULES)

    for source in sources:
        source.refresh_from_db()
    assert [each.new for each in taken] == [1, 0, 0]
    assert [each.attempts for each in sources] == [0, 0, 1]
    assert [each.note for each in sources] == ["", "", "there is no such host"]
    assert [each.lease_by for each in sources] == ["", "", ""]


@pytest.mark.django_db(transaction=True)
def test_one_visit_that_cannot_be_kept_leaves_the_others(make_source, now):
    """An outlet that an editor deletes while its feed is on the way takes no other visit with it."""
    kept, deleted, last = (make_source(number) for number in (1, 2, 3))
    rows = due_sources(now=now, holder=holder_name(), rules=RULES, limit=9)
    deleted.outlet.delete()
    step = IntakeStep(Settings(), lambda: Fetcher(user_agent="Copydesk/0 (test)"))

    with step, pytest.raises(StoreError):
        step._record([Outcome(row, came(rss(entry(1)))) for row in rows], now)

    for source in (kept, last):
        source.refresh_from_db()
    assert (kept.succeeded_at, last.succeeded_at) == (now, now)
    assert set(Article.objects.values_list("source_id", flat=True)) == {kept.pk, last.pk}


def test_broken_feed_that_hangs_is_an_error_of_its_source(make_source, now):
    """A feed at which the broad parser hangs is given up in its time, and the editor sees why."""
    hangs = BrokenFeedReader(seconds=0.5, program=(sys.executable, "-c", "while True: pass"))
    source = make_source()
    [claimed] = due_sources(now=now, holder="test/1", rules=RULES, limit=9)
    broken = came(b"<item><title>Ferry back</title></item>")

    record_visits([(claimed, broken)], now=now, rules=replace(RULES, broken=hangs))

    source.refresh_from_db()
    assert "stopped after 0.5 seconds" in source.note
    assert source.attempts == 1
    assert not Article.objects.exists()
