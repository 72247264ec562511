"""The server over real HTTP: files, what has moved, what must not be seen, and its end."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import brotli
import pytest

from copydesk.front.bake import Baker
from copydesk.front.server import free_port
from copydesk.front.store import FileStore

RUN = "import sys; from pathlib import Path; from copydesk.front.server import serve; serve('127.0.0.1', int(sys.argv[1]), Path(sys.argv[2]))"
PARENT = "import subprocess, sys; child = subprocess.Popen(sys.argv[1:]); print(child.pid, flush=True); child.wait()"
PAGE = b"<!DOCTYPE html><title>Front</title>" + b"<p>Dam loses water.</p>" * 200


def ask(port: int, path: str, method: str = "GET", **headers: str):
    """Ask a server once; return status, headers and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A site's folder with a few baked files."""
    home = tmp_path_factory.mktemp("site")
    baker = Baker(home / "baked")
    baker.write("index.html", PAGE)
    baker.write("404.html", b"<!DOCTYPE html><title>There is no such page</title>")
    baker.write("feeds/rss.xml", b"<rss/>")
    baker.write("feeds/atom.xml", b"<feed/>")
    baker.write("feeds/feed.json", b"{}")
    baker.write("robots.txt", b"User-agent: *\n")
    baker.write("assets/front.0123.css", b"p{margin:0}")
    baker.write("story/12-dam/index.html", b"<!DOCTYPE html><title>Dam</title>")
    baker.write("story/.12", b"/story/12-dam/")
    baker.write("story/.7", b"/story/12-dam/")
    baker.write("story/.8", b"https://evil.example/")
    (home / "secret.txt").write_bytes(b"secret")
    return home


@pytest.fixture(scope="module")
def port(folder, start_server):
    """A running server's port."""
    return start_server(folder)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/story/12-dam/", "text/html; charset=utf-8"),
        ("/feeds/rss.xml", "application/rss+xml; charset=utf-8"),
        ("/feeds/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feeds/feed.json", "application/feed+json; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/assets/front.0123.css", "text/css; charset=utf-8"),
        ("/static/admin/css/base.css", "text/css; charset=utf-8"),
    ],
)
def test_files_have_their_types(port, path, expected):
    """Each kind of file is answered with its own type, and sniffing forbidden."""
    status, headers, _ = ask(port, path)
    assert (status, headers["content-type"], headers["x-content-type-options"]) == (200, expected, "nosniff")


@pytest.mark.parametrize(
    ("accepted", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)]
)
def test_pages_are_packed_as_asked(port, accepted, unpack):
    """The same page comes in each encoding the reader names."""
    _, headers, body = ask(port, "/", Accept_Encoding=accepted)
    assert unpack(body) == PAGE
    assert headers.get("content-encoding", "identity") == accepted
    assert headers["vary"] == "Accept-Encoding"


def test_reader_who_has_it_gets_304(port):
    """The ETag sent back brings no body; another one brings the page."""
    _, headers, _ = ask(port, "/", Accept_Encoding="br")
    status, _, body = ask(port, "/", Accept_Encoding="br", If_None_Match=f"W/{headers['etag']}")
    assert (status, body) == (304, b"")
    assert ask(port, "/", If_None_Match='"other"')[0] == 200


def test_new_page_is_seen_at_once(port, folder):
    """A page baked again is answered with its new bytes and a new ETag at the next request."""
    baker = Baker(folder / "baked")
    baker.write("about/index.html", b"one")
    first = ask(port, "/about/")
    baker.write("about/index.html", b"two")
    second = ask(port, "/about/")
    assert (first[2], second[2]) == (b"one", b"two")
    assert first[1]["etag"] != second[1]["etag"]


def test_head_has_headers_and_no_body(port):
    """HEAD tells the length of the page and sends nothing."""
    status, headers, body = ask(port, "/", "HEAD")
    assert (status, headers["content-length"], body) == (200, str(len(PAGE)), b"")


def test_other_methods_are_refused(port):
    """A baked page takes no POST."""
    status, headers, _ = ask(port, "/", "POST")
    assert (status, headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("path", "goal"),
    [
        ("/story/12-old-words/", "/story/12-dam/"),
        ("/story/12/", "/story/12-dam/"),
        ("/story/12-dam", "/story/12-dam/"),
        ("/story/7-merged/", "/story/12-dam/"),
        ("/feeds", None),
        ("/story/8-x/", None),
        ("/story/99-x/", None),
    ],
)
def test_moved_pages_lead_on(port, path, goal):
    """Old words, a bare number and a merged story lead to the page; nothing leads out of the site."""
    status, headers, _ = ask(port, path)
    assert (status, headers.get("location")) == ((301, goal) if goal else (404, None))


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/story/../../secret.txt",
        "/story/.12",
        "/.draft-1-1",
        "//evil.example",
        "//evil.example/%2e%2e",
        "/story",
        "/story/",
        "/\\..\\secret.txt",
        "/index.html%00.txt",
        "/static/../../secret.txt",
        "/static/%2e%2e/%2e%2e/secret.txt",
        "/static//etc/passwd",
        "/" + "a" * 5000,
        "/%ff%fe",
    ],
)
def test_what_is_no_page_is_404(port, path):
    """Steps upwards, hidden names, folders and nonsense end at the page for what is missing."""
    status, headers, body = ask(port, path)
    assert status == 404
    assert b"There is no such page" in body
    assert "location" not in headers


def test_pages_carry_a_strict_policy(port):
    """Pages allow no script, no frame and no inline style, and say so."""
    _, headers, _ = ask(port, "/")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["x-frame-options"] == "DENY"
    assert "immutable" in ask(port, "/assets/front.0123.css")[1]["cache-control"]


def test_desk_is_behind_the_same_door(port):
    """The desk's address is Django's, with a policy too."""
    status, headers, _ = ask(port, "/admin/")
    assert (status, headers["location"]) == (302, "/admin/login/?next=/admin/")
    assert "unsafe-inline" not in headers["content-security-policy"]


def test_health_says_when_the_database_is_not_there(port, folder, environment):
    """Without tables /healthz answers 503; once they stand it answers 200 with what is due."""
    status, _, body = ask(port, "/healthz")
    assert (status, json.loads(body)["status"]) == (503, "down")
    migrate = "import django; django.setup(); from django.core.management import call_command; call_command('migrate', verbosity=0)"
    subprocess.run([sys.executable, "-c", migrate], env=environment(folder), check=True)
    status, _, body = ask(port, "/healthz")
    assert (status, json.loads(body)["status"]) == (200, "ok")
    assert json.loads(body)["oldest_due_source"] is None


def test_server_ends_with_its_parent(folder, environment, until_up):
    """When the process that started it is killed with -9, the server and its worker end by themselves."""
    port = free_port("127.0.0.1")
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, sys.executable, "-c", RUN, str(port), str(folder / "baked")],
        env=environment(folder),
        stdout=subprocess.PIPE,
    )
    with parent.stdout:
        server = int(parent.stdout.readline())
    until_up(port)
    parent.kill()
    parent.wait()
    for _ in range(200):
        try:
            ask(port, "/")
        except OSError:
            break
        time.sleep(0.05)
    with pytest.raises(OSError, match="refused"):
        ask(port, "/")
    for _ in range(200):
        if not Path(f"/proc/{server}").exists():
            return
        time.sleep(0.05)
    pytest.fail("the server's first process is still there")


def test_memory_of_files_is_bounded(tmp_path):
    """However many files are asked for, no more than the limit is kept."""
    store = FileStore(most=10_000)
    for number in range(50):
        (tmp_path / f"{number}.txt").write_bytes(os.urandom(1000))
        assert len(store.get(tmp_path / f"{number}.txt", "").data) == 1000
    assert store.kept <= 10_000


def test_the_desk_is_answered_by_django_under_its_own_policy(port):
    """/desk/ goes to Django, /desk leads there, and nothing in a page of the desk may run but its own files."""
    status, headers, _ = ask(port, "/desk/")
    assert (status, headers["location"].partition("?")[0]) == (302, "/desk/login/")
    assert "unsafe" not in headers["content-security-policy"]
    assert ask(port, "/desk")[1]["location"] == "/desk/"
    assert ask(port, "/desks/")[0] == 404
