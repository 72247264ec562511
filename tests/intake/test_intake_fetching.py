"""Honest answers: conditional requests, redirects, packing, passwords, proxies, TLS."""

import asyncio
import contextlib
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest

from copydesk import errors
from copydesk.intake import Fetcher, FetchRequest, Limits, RobotsPolicy
from copydesk.intake.fetching import body_hash
from copydesk.intake.network import DialError, Dialler, resolve
from copydesk.testing.hostile import FEED, HostileServer


def test_first_fetch_brings_what_the_next_one_needs(fetch, server):
    """A first fetch brings the body, its hash and both validators."""
    fetched = fetch("/etag")
    assert (fetched.status, fetched.body, fetched.unchanged) == (200, FEED, False)
    assert (fetched.etag, fetched.last_modified) == ('"one"', "Sun, 06 Nov 1994 08:49:37 GMT")
    assert (fetched.url, fetched.permanent_url) == (server.url("/etag"), None)
    assert fetched.body_hash == body_hash(FEED)


def test_validators_bring_304(fetch):
    """With its ETag the feed answers 304, and what is known is kept."""
    fetched = fetch("/etag", etag='"one"', last_modified="x", body_hash="h")
    assert (fetched.status, fetched.body, fetched.unchanged) == (304, b"", True)
    assert (fetched.etag, fetched.last_modified, fetched.body_hash) == ('"one"', "x", "h")


def test_same_body_is_unchanged_without_304(fetch):
    """A server that knows no validators is found unchanged by the hash of its body."""
    fetched = fetch("/feed", body_hash=body_hash(FEED))
    assert (fetched.status, fetched.unchanged, fetched.max_age) == (200, True, 900.0)


def test_one_etag_over_two_bodies_is_not_kept(fetch):
    """An ETag that stood over another body before is not to be sent again."""
    first = fetch("/one-etag")
    second = fetch("/one-etag", etag=first.etag, body_hash=first.body_hash)
    assert first.etag == '"for ever"'
    assert (second.unchanged, second.etag) == (False, None)


def test_validator_with_a_line_break_is_not_sent(fetch):
    """A stored validator cannot smuggle a header."""
    assert fetch("/whoami", etag='"a"\r\nAuthorization: x').body == b"nobody"


@pytest.mark.parametrize(
    "coding", ["gzip", "x-gzip", "deflate", "br", "zstd", "gzip,%20gzip", "identity", "utf-8"]
)
def test_packed_bodies_are_unpacked(fetch, coding):
    """Each coding that we offer is undone; a word that is no coding is passed over."""
    expected = FEED
    fetched = fetch(f"/packed?{coding}")
    if coding in {"identity", "utf-8"}:
        import gzip

        assert gzip.decompress(fetched.body) == expected
    else:
        assert fetched.body == expected


def test_permanent_redirects_move_the_source(fetch, server):
    """Where every redirect is permanent, the last address is where the source moved."""
    fetched = fetch("/moved?3")
    assert fetched.url == fetched.permanent_url == server.url("/feed")
    assert [hop.status for hop in fetched.hops] == [301, 301, 301, 200]


@pytest.mark.parametrize(
    "target", ["/to?302=/feed", "/to?301=/to?302=/feed", "/to?307=/moved?1", "/to?303=/feed"]
)
def test_one_temporary_redirect_moves_nothing(fetch, server, target):
    """A single temporary redirect on the way leaves the source where it is."""
    fetched = fetch(target)
    assert (fetched.url, fetched.permanent_url) == (server.url("/feed"), None)


def test_308_is_permanent(fetch, server):
    """308 moves as 301 does."""
    assert fetch("/to?308=/feed").permanent_url == server.url("/feed")


def test_gone_behind_a_temporary_redirect_ends_nothing(fetch):
    """410 after a temporary redirect does not end the source that redirected."""
    with pytest.raises(errors.StatusError) as caught:
        fetch("/to?302=/status?410")
    assert caught.value.status == 410


def test_password_goes_to_the_first_host_only(server):
    """User name and password of an address are sent, but not along a redirect, and appear nowhere."""

    async def run():
        limits = Limits(host_pause=0)
        async with Fetcher(
            user_agent="Copydesk", limits=limits, allow_ports=frozenset({server.port})
        ) as fetcher:
            place = f"http://ann:s3cret@127.0.0.1:{server.port}"
            first = await fetcher.fetch(FetchRequest(f"{place}/whoami"))
            moved = await fetcher.fetch(FetchRequest(f"{place}/to?301=/whoami"))
            with pytest.raises(errors.StatusError) as caught:
                await fetcher.fetch(FetchRequest(f"{place}/status?404"))
            return first, moved, caught.value

    first, moved, error = asyncio.run(run())
    assert first.body == b"Basic YW5uOnMzY3JldA=="
    assert (moved.body, moved.permanent_url) == (b"nobody", None)
    assert "s3cret" not in f"{first} {moved} {error} {error.url}"


def test_odd_host_names_reach_the_server(server):
    """The name in the address is resolved by our resolver and the server sees it as Host."""

    async def run():
        fetcher = Fetcher(
            user_agent="Copydesk",
            limits=Limits(host_pause=0),
            allow_ports=frozenset({server.port}),
            resolve=lambda _host, _port: ["127.0.0.1"],
        )
        async with fetcher:
            return await fetcher.fetch(FetchRequest(f"http://Bücher.example:{server.port}/feed#top"))

    assert asyncio.run(run()).url == f"http://xn--bcher-kva.example:{server.port}/feed"


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.1"],
        ["169.254.169.254", "::1"],
        ["64:ff9b::a00:1"],
        ["::ffff:7f00:1"],
        ["fe80::1%eth0"],
        ["x"],
    ],
)
def test_names_that_lead_inside_are_refused(addresses):
    """A public name with only inside addresses is refused when connecting."""

    async def run():
        fetcher = Fetcher(user_agent="Copydesk", resolve=lambda _host, _port: addresses)
        async with fetcher:
            with pytest.raises(errors.AddressRefusedError):
                await fetcher.fetch(FetchRequest("http://outlet.example/feed"))

    asyncio.run(run())


def test_of_mixed_addresses_only_the_good_ones_are_dialled(server):
    """Among good and bad addresses the bad ones are passed over."""

    async def run():
        fetcher = Fetcher(
            user_agent="Copydesk",
            limits=Limits(host_pause=0),
            allow_ports=frozenset({server.port}),
            resolve=lambda _host, _port: ["10.0.0.1", "169.254.169.254", "127.0.0.1"],
        )
        async with fetcher:
            return await fetcher.fetch(FetchRequest(f"http://outlet.example:{server.port}/feed"))

    assert asyncio.run(run()).body == FEED


def test_an_address_that_changes_between_two_visits_gains_nothing(server):
    """A name that pointed outside and now points inside is refused: each connection is checked."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])

    async def run():
        resolve = lambda _host, _port: next(answers)  # noqa: E731 (one line says it)
        limits = Limits(host_pause=0)
        for expected in (None, errors.AddressRefusedError):
            async with Fetcher(
                user_agent="Copydesk", limits=limits, allow_ports=frozenset({server.port}), resolve=resolve
            ) as fetcher:
                request = FetchRequest(f"http://outlet.example:{server.port}/feed")
                if expected is None:
                    await fetcher.fetch(request)
                else:
                    with pytest.raises(expected):
                        await fetcher.fetch(request)

    asyncio.run(run())


def test_no_such_host_and_closed_port_are_connection_failures():
    """A name that nobody knows and a port where nobody listens are told in plain words."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    def nobody(_host, _port):
        raise OSError("unknown")

    async def run(url, resolve=None):
        async with Fetcher(user_agent="Copydesk", allow_ports=frozenset({port}), resolve=resolve) as fetcher:
            with pytest.raises(errors.ConnectionFailedError) as caught:
                await fetcher.fetch(FetchRequest(url))
            return caught.value.problem

    assert asyncio.run(run("http://outlet.example/", nobody)) == "robots.txt: there is no such host"
    assert "takes no connections" in asyncio.run(run(f"http://127.0.0.1:{port}/"))


def test_proxy_is_asked_for_whole_addresses(server):
    """By a proxy an http page is asked for with its whole address, and the proxy may stand inside."""

    async def run(url):
        proxy = f"http://desk:pw@127.0.0.1:{server.port}"
        limits = Limits(host_pause=0)
        async with Fetcher(user_agent="Copydesk", limits=limits, proxy=proxy) as fetcher:
            return await fetcher.fetch(FetchRequest(url))

    assert asyncio.run(run("http://outlet.example/feed")).body == FEED
    assert server.asked == ["http://outlet.example/robots.txt", "http://outlet.example/feed"]
    with pytest.raises(errors.ConnectionFailedError, match="the proxy answered 404"):
        asyncio.run(run("https://outlet.example/feed"))
    for inside in ("http://10.0.0.1/", "http://printer.local/", "http://intern/", "http://0x7f.1/"):
        with pytest.raises(errors.AddressRefusedError):
            asyncio.run(run(inside))


def test_opened_ports_are_never_asked_by_proxy(server):
    """The sample newsroom is reached directly although a proxy is set."""

    async def run():
        async with Fetcher(
            user_agent="Copydesk",
            limits=Limits(host_pause=0),
            proxy="http://proxy.example:3128",
            allow_ports=frozenset({server.port}),
        ) as fetcher:
            return await fetcher.fetch(FetchRequest(server.url("/feed")))

    assert asyncio.run(run()).body == FEED


def test_proxy_that_is_no_address_is_a_setting_error():
    """A proxy that cannot be is told when the fetcher is entered."""

    async def run():
        async with Fetcher(user_agent="Copydesk", proxy="socks5://127.0.0.1:9050"):
            pass

    with pytest.raises(errors.SettingError, match="proxy"):
        asyncio.run(run())


def certificate(folder, monkeypatch=None):
    """Return a server context with a fresh certificate for 127.0.0.1; with `monkeypatch` it is trusted."""
    x509 = pytest.importorskip("cryptography.x509")
    from ipaddress import ip_address

    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "outlet")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    public = folder / "certificate.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = folder / "key.pem"
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    if monkeypatch is not None:
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context


def test_tls_with_a_trusted_certificate(tmp_path, monkeypatch):
    """A feed over TLS comes, twice over one connection, when the certificate is trusted."""

    async def run(server):
        async with Fetcher(
            user_agent="Copydesk", limits=Limits(host_pause=0), allow_ports=frozenset({server.port})
        ) as fetcher:
            await fetcher.fetch(FetchRequest(server.url("/feed")))
            return await fetcher.fetch(FetchRequest(server.url("/packed?gzip")))

    with HostileServer(tls=certificate(tmp_path, monkeypatch)) as server:
        assert asyncio.run(run(server)).body == FEED


def test_tls_with_a_strange_certificate_is_refused(tmp_path, fetch):
    """A certificate that nobody vouches for is a connection failure that says so."""
    del fetch

    async def run(server):
        async with Fetcher(user_agent="Copydesk", allow_ports=frozenset({server.port})) as fetcher:
            await fetcher.fetch(FetchRequest(server.url("/feed")))

    with (
        HostileServer(tls=certificate(tmp_path)) as server,
        pytest.raises(errors.ConnectionFailedError, match="certificate is refused"),
    ):
        asyncio.run(run(server))


def test_plain_bytes_before_tls_are_never_read_as_its_own(tmp_path, monkeypatch):
    """An answer slipped in before the TLS handshake is refused, though the handshake itself is good."""
    context = certificate(tmp_path, monkeypatch)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def serve():
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
            with context.wrap_socket(connection, server_side=True) as wrapped:
                wrapped.recv(1000)

    async def run():
        dialler = Dialler(frozenset({port}), resolve)
        wire = await dialler.dial("127.0.0.1", port, seconds=5)
        while wire.quiet:  # noqa: ASYNC110 (the bytes must lie there before the handshake begins)
            await asyncio.sleep(0)
        with pytest.raises(DialError, match="before TLS"):
            await wire.start_tls(ssl.create_default_context(), "127.0.0.1", seconds=5)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with listener:
        asyncio.run(run())
        thread.join()


def test_repeated_link_headers_are_all_kept(fetch):
    """A hub named in one Link header is not hidden by another."""
    assert fetch("/hub").links == '<https://hub.example/>; rel="hub", </hub>; rel="self"'


def test_user_without_a_password(server):
    """A token that stands alone before the "@" is sent as a user name."""

    async def run():
        async with Fetcher(user_agent="Copydesk", allow_ports=frozenset({server.port})) as fetcher:
            request = FetchRequest(f"http://token@127.0.0.1:{server.port}/whoami", robots=RobotsPolicy.SKIP)
            return await fetcher.fetch(request)

    assert asyncio.run(run()).body == b"Basic dG9rZW46"


def test_body_cap_of_one_request(fetch):
    """A request may have a cap of its own."""
    with pytest.raises(errors.TooLargeError, match="more than 10 bytes"):
        fetch("/feed", byte_cap=10)


def test_fetcher_must_be_entered():
    """A fetcher that was not entered says what to do."""
    with pytest.raises(RuntimeError, match="async with"):
        asyncio.run(Fetcher(user_agent="Copydesk").fetch(FetchRequest("http://outlet.example/")))
