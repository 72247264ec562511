"""robots.txt is asked, believed and remembered."""

import asyncio

import pytest

from copydesk import errors
from copydesk.intake import Fetcher, FetchRequest, Limits, RobotsPolicy
from copydesk.intake.robots import ours
from copydesk.testing.hostile import FEED, HostileServer

QUICK = Limits(host_pause=0, idle_seconds=0.5, fetch_seconds=1.5)


def fetch(server, *targets, limits=QUICK, **options):
    """Fetch targets one after another; give bodies, or errors as they were raised."""

    async def run():
        found = []
        async with Fetcher(
            user_agent="Copydesk/0.1 (+https://bay.example)",
            limits=limits,
            allow_ports=frozenset({server.port}),
        ) as fetcher:
            for target in targets:
                try:
                    found.append((await fetcher.fetch(FetchRequest(server.url(target), **options))).body)
                except errors.FetchError as error:
                    found.append(error)
        return found

    return asyncio.run(run())


def test_rules_for_us_are_kept():
    """The group with our name counts, the one for all does not, and it is asked for once."""
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: copydesk\nDisallow: /etag\n"
    with HostileServer(robots=rules) as server:
        feed, refused = fetch(server, "/feed", "/etag")
        assert feed == FEED
        assert type(refused) is errors.RobotsRefusedError
        assert server.asked == ["/robots.txt", "/feed"]


def test_a_name_that_only_contains_ours_is_not_ours():
    """Rules for another product whose name begins like ours do not bind us."""
    with HostileServer(robots=b"User-agent: CopydeskImages\nDisallow: /\n") as server:
        assert fetch(server, "/feed") == [FEED]


def test_groups_are_told_apart():
    """Names above one another share the rules below; comments, blank lines and sitemaps end no group."""
    text = (
        "Sitemap: /s.xml\n# all\nUser-agent: a\n\nUser-Agent : COPYDESK\nSitemap: /t.xml\nuser-agent: *\n"
        "Disallow: /x\nCrawl-delay: 2\nUser-agent: b\nDisallow: /y\nUser-agent: copy\nDisallow: /z\n"
        "User-agent: copydesk/9\nAllow: /w # for now"
    )
    assert list(ours(text, "Copydesk")) == [
        "User-agent: copydesk",
        "User-agent: *",
        "Disallow: /x",
        "Crawl-delay: 2",
        "User-agent: copydesk",
        "Allow: /w",
    ]


def test_many_names_times_many_rules_cost_nothing():
    """Ten thousand names over twenty thousand rules, none of them ours, leave nothing to remember."""
    names = "".join(f"User-agent: bot{each}\n" for each in range(10_000))
    rules = "".join(f"Disallow: /{each}\n" for each in range(20_000))
    assert list(ours(names + rules, "Copydesk")) == []


def test_redirect_to_a_forbidden_page_is_refused():
    """Each hop is asked about, not only the first."""
    with HostileServer(robots=b"User-agent: *\nDisallow: /feed\n") as server:
        (refused,) = fetch(server, "/to?302=/feed")
        assert type(refused) is errors.RobotsRefusedError
        assert refused.url == server.url("/feed")


@pytest.mark.parametrize("status", ["404 Not Found", "401 No", "403 No", "410 Gone"])
def test_refused_file_allows_all(status):
    """A robots.txt that is not there, or not for us, forbids nothing."""
    with HostileServer(robots=b"User-agent: *\nDisallow: /\n", robots_status=status) as server:
        assert fetch(server, "/feed") == [FEED]


def test_broken_file_forbids_all_for_a_while():
    """A robots.txt that answers 500 forbids everything, and is not asked for at each request."""
    with HostileServer(robots=b"", robots_status="500 Oops") as server:
        first, second = fetch(server, "/feed", "/etag")
        assert type(first) is type(second) is errors.RobotsRefusedError
        assert "robots.txt: the server answered 500" in str(first)
        assert server.asked == ["/robots.txt"]


def test_busy_file_waits():
    """A robots.txt that answers 503 makes the source wait."""
    with HostileServer(robots=b"", robots_status="503 Busy") as server:
        (later,) = fetch(server, "/feed")
        assert type(later) is errors.RetryLaterError


def test_broken_file_is_asked_again_in_time():
    """After a while the broken robots.txt is asked for again."""
    with HostileServer(robots=b"", robots_status="500 Oops") as server:
        limits = Limits(host_pause=0, robots_retry_seconds=1e-9)
        fetch(server, "/feed", "/feed", limits=limits)
        assert server.asked == ["/robots.txt", "/robots.txt"]


def test_policy_skip_asks_nobody():
    """For a site of the editor's own the file is not asked."""
    with HostileServer(robots=b"User-agent: *\nDisallow: /\n") as server:
        assert fetch(server, "/feed", robots=RobotsPolicy.SKIP) == [FEED]
        assert server.asked == ["/feed"]


def test_only_the_first_part_of_a_huge_file_is_read():
    """Rules behind the first 500 KiB do not count; those before do."""
    rules = b"User-agent: *\nDisallow: /etag\n" + b"# padding\n" * 60_000 + b"Disallow: /feed\n"
    with HostileServer(robots=rules) as server:
        feed, refused = fetch(server, "/feed", "/etag")
        assert feed == FEED
        assert type(refused) is errors.RobotsRefusedError


def test_many_who_ask_share_one_answer():
    """Requests that come together ask for robots.txt once."""

    async def run(server):
        limits = Limits(host_pause=0, host_connections=8)
        async with Fetcher(
            user_agent="Copydesk", limits=limits, allow_ports=frozenset({server.port})
        ) as fetcher:
            await asyncio.gather(*(fetcher.fetch(FetchRequest(server.url("/feed"))) for _ in range(8)))

    with HostileServer(robots=b"User-agent: *\nAllow: /\n") as server:
        asyncio.run(run(server))
        assert server.asked.count("/robots.txt") == 1


@pytest.mark.parametrize(("asked", "kept"), [("3", 3.0), ("9999", 30.0), ("0.1", 1.0), ("x", 1.0)])
def test_crawl_delay_is_kept_within_the_cap(asked, kept):
    """The pause that robots.txt asks for is kept up to our cap, and is never shorter than ours."""

    async def run(server):
        async with Fetcher(
            user_agent="Copydesk", limits=Limits(host_pause=1.0), allow_ports=frozenset({server.port})
        ) as fetcher:
            await fetcher.fetch(FetchRequest(server.url("/feed")))
            return fetcher.wait(server.url("/feed"))

    with HostileServer(robots=f"User-agent: *\nCrawl-delay: {asked}\n".encode()) as server:
        assert kept - 0.9 < asyncio.run(run(server)) <= kept
