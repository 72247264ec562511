"""Whatever a stranger's server does ends within its limit and as the right error."""

import asyncio
import socket
import subprocess
import sys
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk import errors
from copydesk.intake import Fetcher, FetchRequest, Limits
from copydesk.testing.hostile import FEED

MISDEEDS = {
    "/drip": errors.TooSlowError,
    "/drip-headers": errors.TooSlowError,
    "/silent": errors.TooSlowError,
    "/endless": errors.TooLargeError,
    "/claims-much": errors.TooLargeError,
    "/big-header": errors.TooLargeError,
    "/endless-headers": errors.TooLargeError,
    "/chunk-heads": errors.TooLargeError,
    "/interim": errors.ConnectionFailedError,
    "/crumbs": errors.ConnectionFailedError,
    "/empty-parts": errors.ConnectionFailedError,
    "/bomb?gzip": errors.TooLargeError,
    "/bomb?br": errors.TooLargeError,
    "/bomb?zstd": errors.TooLargeError,
    "/too-long": errors.ConnectionFailedError,
    "/garbage": errors.ConnectionFailedError,
    "/bad-header": errors.ConnectionFailedError,
    "/two-lengths": errors.ConnectionFailedError,
    "/bad-chunks": errors.ConnectionFailedError,
    "/half-chunks": errors.ConnectionFailedError,
    "/half-packed?gzip": errors.ConnectionFailedError,
    "/half-packed?deflate": errors.ConnectionFailedError,
    "/half-packed?br": errors.ConnectionFailedError,
    "/half-packed?zstd": errors.ConnectionFailedError,
    "/not-packed?gzip": errors.ConnectionFailedError,
    "/not-packed?deflate": errors.ConnectionFailedError,
    "/not-packed?br": errors.ConnectionFailedError,
    "/not-packed?zstd": errors.ConnectionFailedError,
    "/reset": errors.ConnectionFailedError,
    "/hangup": errors.ConnectionFailedError,
    "/circle?a": errors.TooLargeError,
    "/corridor?x": errors.TooLargeError,
    "/moved?6": errors.TooLargeError,
    "/to?302=http://169.254.169.254/latest/meta-data/": errors.AddressRefusedError,
    "/to?302=http://127.0.0.1:1/": errors.AddressRefusedError,
    "/to?302=http://[::ffff:127.0.0.1]/": errors.AddressRefusedError,
    "/to?302=http://2130706433/": errors.AddressRefusedError,
    "/to?302=http://localhost:1/": errors.AddressRefusedError,
    "/to?302=file:///etc/passwd": errors.AddressRefusedError,
    "/to?302=http://[zz]/": errors.AddressRefusedError,
    "/to?302=gopher://127.0.0.1/": errors.AddressRefusedError,
    "/later?429=120": errors.RetryLaterError,
    "/later?503=": errors.RetryLaterError,
    "/status?410": errors.GoneError,
    "/status?404": errors.StatusError,
    "/status?500": errors.StatusError,
    "/status?204": errors.StatusError,
    "/status?304": errors.StatusError,
    "/status?301": errors.StatusError,
    "/status?999": errors.StatusError,
}


@pytest.mark.parametrize("target", MISDEEDS)
def test_misdeed_ends_as_its_error(fetch, target):
    """Each way of misbehaving is exactly the error that tells the desk what to do."""
    with pytest.raises(errors.FetchError) as caught:
        fetch(target)
    assert type(caught.value) is MISDEEDS[target]


def test_slow_headers_name_the_total_time(fetch):
    """Bytes that keep coming cannot stretch the total time."""
    with pytest.raises(errors.TooSlowError, match="time allowed"):
        fetch("/drip")


def test_silence_names_the_idle_time(fetch):
    """Silence ends at the idle time, before the total time."""
    with pytest.raises(errors.TooSlowError, match="nothing came"):
        fetch("/silent")


@pytest.mark.parametrize(
    ("target", "after"),
    [
        ("/later?429=120", 120.0),
        ("/later?429=date", 3600.0),
        ("/later?503=99999999999999999999", 86400.0),
        ("/later?503=-5", None),
        ("/later?503=soon", None),
        ("/later?503=", None),
    ],
)
def test_retry_after(fetch, target, after):
    """Retry-After is read as seconds or by the server's own clock, and capped; nonsense is none."""
    with pytest.raises(errors.RetryLaterError) as caught:
        fetch(target)
    assert caught.value.after == after


def test_host_is_left_alone_after_429(server):
    """After 429 the whole host rests: the next request is refused here, and the server sees nothing."""

    async def run():
        async with Fetcher(user_agent="Copydesk", allow_ports=frozenset({server.port})) as fetcher:
            for target in ("/later?429=120", "/feed"):
                with pytest.raises(errors.RetryLaterError) as caught:
                    await fetcher.fetch(FetchRequest(server.url(target)))
            return caught.value.after, fetcher.wait(server.url("/feed"))

    after, wait = asyncio.run(run())
    assert 100 < after <= 120
    assert 100 < wait <= 120
    assert server.asked == ["/robots.txt", "/later?429=120"]


def test_declared_too_short_does_not_poison_the_next_answer(server):
    """Bytes beyond the declared length are never taken for the next answer."""

    async def run():
        limits = Limits(host_pause=0)
        async with Fetcher(
            user_agent="Copydesk", limits=limits, allow_ports=frozenset({server.port})
        ) as fetcher:
            short = await fetcher.fetch(FetchRequest(server.url("/too-short")))
            whole = await fetcher.fetch(FetchRequest(server.url("/feed")))
            return short.body, whole.body

    assert asyncio.run(run()) == (FEED[:-8], FEED)


def test_lying_charset_changes_no_byte(fetch):
    """What the header says of the charset is passed on, and the bytes are left as they came."""
    fetched = fetch("/charset")
    assert (fetched.body, fetched.content_type) == (FEED, "application/rss+xml; charset=utf-16")


def test_cookies_are_not_kept(server):
    """No cookie is ever sent back."""

    async def run():
        limits = Limits(host_pause=0)
        async with Fetcher(
            user_agent="Copydesk", limits=limits, allow_ports=frozenset({server.port})
        ) as fetcher:
            await fetcher.fetch(FetchRequest(server.url("/cookies")))
            return await fetcher.fetch(FetchRequest(server.url("/cookies")))

    assert asyncio.run(run()).body == b"no cookie"


MEMORY = """
import asyncio, resource, sys
from copydesk.errors import FetchError
from copydesk.intake import Fetcher, FetchRequest, Limits
port = int(sys.argv[1])

async def run():
    limits = Limits(host_pause=0, fetch_seconds=20, feed_bytes=8 * 2**20)
    async with Fetcher(user_agent="Copydesk", limits=limits, allow_ports=frozenset({port})) as fetcher:
        for target in ("/packed?br", "/packed?zstd", "/packed?gzip"):
            await fetcher.fetch(FetchRequest(f"http://127.0.0.1:{port}{target}"))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for target in sys.argv[2:]:
            try:
                await fetcher.fetch(FetchRequest(f"http://127.0.0.1:{port}{target}"))
            except FetchError as error:
                print(type(error).__name__)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)

asyncio.run(run())
"""


def test_memory_stays_near_the_cap(server):
    """Bombs of a gigabyte, bodies and headers without end: all of them together grow the process by 3 caps at most."""
    targets = ["/bomb?gzip", "/bomb?br", "/bomb?zstd", "/endless", "/big-header", "/endless-headers"]
    ran = subprocess.run(
        [sys.executable, "-c", MEMORY, str(server.port), *targets], capture_output=True, text=True, check=True
    )
    *named, grown = ran.stdout.split()
    assert named == ["TooLargeError"] * len(targets)
    assert int(grown) < 3 * 8 * 1024


@pytest.fixture(scope="module")
def parrot():
    """Give a server that answers each connection with the bytes it is given, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))
    says = [b""]

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.recv(65536)
                    connection.sendall(says[0])
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1], says
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


_LINES = st.lists(
    st.sampled_from(
        [
            b"Content-Length: 5", b"Content-Length: -1", b"Content-Encoding: gzip", b"Content-Encoding: br",
            b"Content-Encoding: zstd, br", b"Content-Encoding: deflate", b"Transfer-Encoding: chunked",
            b"Location: /a", b"Location: http://[", b"Location: \xff\xfe", b"Location: //", b"Location:",
            b"Retry-After: 1e9", b"Date: x", b"ETag: \xff", b"Cache-Control: max-age=", b"Connection: close",
        ]
    ) | st.binary(max_size=20),
    max_size=5,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    status=st.sampled_from([b"HTTP/1.1 200 OK", b"HTTP/1.0 301 x", b"HTTP/1.1 429 ", b"HTTP/1.1 304 x"])
    | st.binary(max_size=20),
    lines=_LINES,
    body=st.binary(max_size=60),
)
def test_any_bytes_end_as_a_named_error(parrot, status, lines, body):
    """Whatever bytes a server answers, what comes out is a body or a FetchError."""
    port, says = parrot
    says[0] = b"\r\n".join([status, *lines, b"", body])

    async def run():
        limits = Limits(host_pause=0, fetch_seconds=5)
        async with Fetcher(user_agent="Copydesk", limits=limits, allow_ports=frozenset({port})) as fetcher:
            try:
                fetched = await fetcher.fetch(
                    FetchRequest(f"http://127.0.0.1:{port}/", etag='"a"', last_modified="Sun")
                )
            except errors.FetchError as error:
                return error.url
            return fetched.url

    assert asyncio.run(run())
