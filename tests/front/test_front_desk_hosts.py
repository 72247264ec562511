"""The desk is where the setting says, and nowhere else."""

from __future__ import annotations

from wsgiref.util import setup_testing_defaults

import pytest

from copydesk.front.bake import Baker
from copydesk.front.server import FrontServer
from copydesk.settings import Settings


def behind(_environ, start_response):
    """Stand for the desk."""
    start_response("200 OK", [])
    return [b"the desk"]


@pytest.fixture
def ask(tmp_path):
    """Ask a server whose desk is at desk.internal; return status and body."""
    baker = Baker(tmp_path / "baked")
    baker.write("index.html", b"front")
    baker.write("404.html", b"no such page")
    server = FrontServer(tmp_path / "baked", behind, lambda _path: None, desk_hosts=["Desk.internal"])

    def asked(path, host, method="GET"):
        environ = {"PATH_INFO": path, "HTTP_HOST": host, "REQUEST_METHOD": method}
        setup_testing_defaults(environ)
        told = []
        body = b"".join(server(environ, lambda status, _headers: told.append(status[:3])))
        return told[0], body

    return asked


@pytest.mark.parametrize("path", ["/desk/", "/desk", "/desk/story/1/", "/admin/", "/admin", "/admin/login/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_desk_is_at_its_host_only(ask, path, method):
    """At the public address it is a page that does not exist, whatever is asked of it and however the host is spelt."""
    assert ask(path, "DESK.internal:8000", method) == ("200", b"the desk")
    for host in ("news.example.org", "news.example.org:443", "desk.internal.evil.example", "", "desk"):
        assert ask(path, host, method) == ("404", b"no such page")


def test_everything_else_is_everywhere(ask):
    """Readers' pages, and what Django answers for readers, do not ask for the host."""
    assert ask("/", "news.example.org") == ("200", b"front")
    assert ask("/search/", "news.example.org") == ("200", b"the desk")
    assert ask("/deskless/", "news.example.org") == ("404", b"no such page")


def test_setting_names_no_host_at_first():
    """A site that says nothing has its desk at every address."""
    assert Settings().desk_hosts == ""
