"""Structured logs: one JSON object a line, secrets taken out before anything is written."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

import structlog

from copydesk.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

LOG_FILE = "copydesk.log"

#: user:password@ in an address, and long tokens in the path, as messengers' bots have them
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")
_TOKENS = re.compile(r"(?i)\b(?:bot\d+:[\w-]{20,}|(?:token|secret|password|key|signature)=[^&\s\"']+)")
_SECRET_FIELDS = re.compile(r"(?i)password|secret|token|authorization|cookie")
HIDDEN = "[hidden]"


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take secrets out of a log line: by the field's name, and in addresses and texts.

    >>> redact(None, "info", {"url": "https://me:pw@example.org/", "token": "abc"})
    {'url': 'https://[hidden]@example.org/', 'token': '[hidden]'}
    """
    for name, value in event.items():
        if _SECRET_FIELDS.search(name):
            event[name] = HIDDEN
        elif isinstance(value, str):
            event[name] = hide(value)
    return event


def hide(text: str) -> str:
    """Return a text without the credentials and tokens that stand in it.

    >>> hide("https://api.example/x?token=abc123&page=2")
    'https://api.example/x?[hidden]&page=2'
    """
    return _TOKENS.sub(HIDDEN, _CREDENTIALS.sub(f"{HIDDEN}@", text))


class _RedactingFormatter(logging.Formatter):
    """Formats what other libraries log as a JSON line, redacted."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one JSON line."""
        event: dict[str, Any] = {
            "event": record.getMessage(),
            "logger": record.name,
            "level": record.levelname.lower(),
        }
        if record.exc_info:
            event["exception"] = self.formatException(record.exc_info)
        lines = structlog.processors.JSONRenderer(ensure_ascii=False)
        stamped = structlog.processors.TimeStamper(fmt="iso", utc=True)(None, "", redact(None, "", event))
        return str(lines(None, "", stamped))


class _LogFile:
    """The log's file. Where it cannot be written, as on a full disk, its lines go to the terminal.

    A line goes out whole or not at all, so that several processes may write to one file, and nothing of a
    refused line is kept back and tried again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        self._is_torn = False  # the disk took part of a line: the next one begins a line of its own

    def write(self, text: str) -> int:
        """Write one line."""
        data = ("\n" * self._is_torn + text).encode("utf-8", "backslashreplace")
        try:
            self._is_torn = os.write(self._handle, data) != len(data)
            if self._is_torn:
                self._tell(text, "the disk is full")
        except OSError as error:
            self._tell(text, error.strerror or str(error))
        return len(text)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def _tell(self, text: str, problem: str) -> None:
        """Write a line that the file did not take to the terminal."""
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"{self._path}: {problem}; not in the log: {text.rstrip()}\n")
            sys.stderr.flush()


def configure(folder: Path, *, level: str) -> None:
    """Send all logs to `copydesk.log` in the site's folder.

    Args:
        folder: the site's folder; made if missing.
        level: DEBUG, INFO, WARNING or ERROR.

    Raises:
        StoreError: the file cannot be opened.
    """
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = cast("TextIO", _LogFile(folder / LOG_FILE))
    except OSError as error:
        raise StoreError(
            f"{folder / LOG_FILE}: {error.strerror}; the site's folder must be writable, or name another with --site"
        ) from error
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=file),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(file)
    handler.setFormatter(_RedactingFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(number, logging.WARNING))
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_crash


def _log_crash(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Write a crash to the log before it ends the process, and one line to the terminal."""
    if not issubclass(kind, KeyboardInterrupt):
        structlog.get_logger().error("crashed", exc_info=(kind, error, trace))
    sys.stderr.write(f"{kind.__name__}: {hide(str(error))}\n")
