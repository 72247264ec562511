"""The site's secret key: made on first use, kept in a file only its owner can read."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from copydesk.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEY_FILE = "secret.key"


def secret_key(folder: Path) -> str:
    """Return the site's secret key, making it when there is none yet.

    Two processes that start at once end up with the same key: the file is linked into place whole,
    and whoever comes second reads the first one's.

    Raises:
        StoreError: the key can be neither read nor made.
    """
    try:
        return kept_once(folder, KEY_FILE, lambda: secrets.token_urlsafe(48))
    except (OSError, ValueError) as error:
        problem = error.strerror if isinstance(error, OSError) else "it holds no key"
        raise StoreError(
            f"{folder / KEY_FILE}: {problem}; the site's folder must be writable, or name another with --site"
        ) from error


def kept_once(folder: Path, name: str, make: Callable[[], str]) -> str:
    """Return what stands in a file of a folder that only its owner can read, made if it is missing.

    Two processes that start at once end up with the same: whoever comes second reads the first one's.

    Args:
        folder: the site's; made if it is missing.
        name: of the file.
        make: gives what stands in it, ASCII.

    Raises:
        OSError: it can be neither read nor made.
        ValueError: it holds something else.
    """
    path = folder / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{name}.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(make())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii")
