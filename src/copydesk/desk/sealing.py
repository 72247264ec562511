"""Secrets in the database: AES-256-GCM, bound to their row, the keys in a file beside it that only its owner reads."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
from typing import TYPE_CHECKING

from copydesk.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEYS_FILE = "accounts.key"
_NONCE = 12


def seal(folder: Path, row: str, plain: Mapping[str, str]) -> tuple[bytes, str]:
    """Seal a row's secrets under the newest key, which is made when there is none.

    Args:
        folder: the site's.
        row: what names the row for good, such as "account/7"; no other row can open it.
        plain: the secrets by name.

    Returns:
        The sealed bytes and the id of the key.

    Raises:
        StoreError: the keys cannot be read or written.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    keys = _keys(folder) or add_key(folder)
    key_id = list(keys)[-1]
    nonce = secrets.token_bytes(_NONCE)
    data = json.dumps(dict(plain), ensure_ascii=False).encode()
    return nonce + AESGCM(keys[key_id]).encrypt(nonce, data, row.encode()), key_id


def unseal(folder: Path, row: str, sealed: bytes, key_id: str) -> dict[str, str]:
    """Open what `seal` sealed for this row.

    Raises:
        StoreError: the key is gone, or the bytes were altered or belong to another row.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _keys(folder).get(key_id)
    if key is None:
        raise StoreError(f"{folder / KEYS_FILE}: the key {key_id!r} of {row} is not in it; connect it anew")
    try:
        data = AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], row.encode())
    except (InvalidTag, ValueError) as error:
        raise StoreError(
            f"the secret of {row} was altered or belongs to another row; connect it anew"
        ) from error
    return {str(name): str(value) for name, value in json.loads(data).items()}


def add_key(folder: Path) -> dict[str, bytes]:
    """Add a new key, under which all is sealed from now on; return all keys, the newest last.

    Raises:
        StoreError: the file cannot be written.
    """
    path = folder / KEYS_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{KEYS_FILE}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            keys = _keys(folder) | {secrets.token_hex(8): secrets.token_bytes(32)}
            draft = folder / f".{KEYS_FILE}.{os.getpid()}"
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                json.dump({name: base64.b64encode(key).decode() for name, key in keys.items()}, file)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; the site's folder must be writable") from error
    return keys


def _keys(folder: Path) -> dict[str, bytes]:
    """Return all keys, the newest last; none if there is no file."""
    path = folder / KEYS_FILE
    try:
        found = json.loads(path.read_text(encoding="ascii"))
        return {name: base64.b64decode(key) for name, key in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise StoreError(f"{path}: the keys of the accounts cannot be read") from error
