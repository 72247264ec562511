"""Secrets of accounts: sealed for their row, openable after a new key, closed to everything else."""

from __future__ import annotations

import pytest

from copydesk.desk.sealing import KEYS_FILE, add_key, seal, unseal
from copydesk.errors import StoreError

SECRET = {"token": "harbour-token-1"}


def test_opens_for_its_row_only(tmp_path):
    """What was sealed for one row cannot be moved to another, nor altered."""
    sealed, key = seal(tmp_path, "account/1", SECRET)

    assert unseal(tmp_path, "account/1", sealed, key) == SECRET
    assert b"harbour" not in sealed
    for row, data in (("account/2", sealed), ("account/1", sealed[:-1] + bytes([sealed[-1] ^ 1]))):
        with pytest.raises(StoreError, match="altered"):
            unseal(tmp_path, row, data, key)


def test_new_key_leaves_old_secrets_open(tmp_path):
    """After a rotation new secrets take the new key, and old ones open until they are sealed anew."""
    old, old_key = seal(tmp_path, "account/1", SECRET)
    add_key(tmp_path)
    _, new_key = seal(tmp_path, "account/1", SECRET)

    assert new_key != old_key
    assert unseal(tmp_path, "account/1", old, old_key) == SECRET


def test_only_the_owner_reads_the_keys(tmp_path):
    """The file of keys is of mode 0600."""
    seal(tmp_path, "account/1", SECRET)

    assert (tmp_path / KEYS_FILE).stat().st_mode & 0o777 == 0o600


def test_lost_key_is_told(tmp_path):
    """Without the key file nothing opens, and the message says what to do."""
    sealed, key = seal(tmp_path, "account/1", SECRET)
    (tmp_path / KEYS_FILE).unlink()
    with pytest.raises(StoreError, match="connect it anew"):
        unseal(tmp_path, "account/1", sealed, key)
