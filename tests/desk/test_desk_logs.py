"""Logs: one JSON object a line, and no secret in any of them."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest

from copydesk.desk.logs import HIDDEN, hide, redact

SECRETS = [
    ("https://me:s3cret@example.org/feed", "s3cret"),
    (
        "https://api.example/bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage",
        "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
    ),
    ("https://example.org/?token=abcdef&page=2", "abcdef"),
    ("postgresql://desk:pw12@db/news", "pw12"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_secret_in_a_text_is_hidden(text, secret):
    """Credentials and tokens in addresses do not survive."""
    assert secret not in hide(text)
    assert HIDDEN in hide(text)


@pytest.mark.parametrize("name", ["password", "api_token", "Authorization", "set_cookie", "client_secret"])
def test_field_that_is_named_like_a_secret_is_hidden(name):
    """The value of such a field is never written, whatever it is."""
    assert redact(None, "info", {name: "anything"}) == {name: HIDDEN}


def test_plain_text_stays_as_it_is():
    """Ordinary words and addresses are not touched."""
    assert hide("https://example.org/2026/10/ferry?id=5") == "https://example.org/2026/10/ferry?id=5"


def test_everything_that_is_logged_is_json_without_secrets(tmp_path):
    """Our own lines, other libraries' lines, warnings and a crash all end up as JSON, redacted."""
    program = f"""
import logging, pathlib, structlog, warnings
from copydesk.desk import logs
logs.configure(pathlib.Path({str(tmp_path)!r}), level="INFO")
structlog.get_logger().info("visit", url="https://me:s3cret@example.org/")
logging.getLogger("lib").warning("asked https://example.org/?token=s3cret")
warnings.warn("https://me:s3cret@example.org/")
raise RuntimeError("password=s3cret")
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    lines = (tmp_path / "copydesk.log").read_text(encoding="utf-8").splitlines()
    assert len([json.loads(line) for line in lines]) == 4
    assert "s3cret" not in "".join(lines) + ended.stdout + ended.stderr
    assert ended.returncode == 1


def test_level_is_kept(tmp_path):
    """Lines below the level are not written."""
    program = f"""
import pathlib, structlog
from copydesk.desk import logs
logs.configure(pathlib.Path({str(tmp_path)!r}), level="WARNING")
structlog.get_logger().info("quiet")
structlog.get_logger().warning("loud")
"""
    subprocess.run([sys.executable, "-c", program], check=True)

    assert [json.loads(line)["event"] for line in (tmp_path / "copydesk.log").read_text().splitlines()] == [
        "loud"
    ]
    assert logging.getLevelName(logging.WARNING) == "WARNING"
