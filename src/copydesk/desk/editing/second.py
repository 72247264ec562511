"""The second factor: six digits of the half-minute from an app (RFC 6238), or a code from paper, once each."""

from __future__ import annotations

import base64
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import salted_hmac

from copydesk.desk.models import SecondFactor
from copydesk.desk.sealing import seal, unseal
from copydesk.desk.stories import HandError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.twofactor.totp import TOTP
    from django.contrib.auth.models import User

STEP = 30  #: seconds for which a code stands
DRIFT = 1  #: steps by which a phone's clock may be wrong, either way
SPARE_CODES = 10
_SPARE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads like something else
_SPARE_CHARACTERS = 12  # 59 bits
_SECRET_BYTES = 20


@dataclass(frozen=True, slots=True)
class SetUp:
    """What somebody needs to put an account into an app."""

    secret: str  #: base 32, in groups of four for typing
    address: str  #: otpauth://…, for a QR code or a tap


def is_on(user: User) -> bool:
    """Say whether an account needs more than its password."""
    return SecondFactor.objects.filter(user=user).exclude(confirmed_at=None).exists()


def begin(user: User, folder: Path, *, site: str) -> SetUp:
    """Make a secret for an account, or show the one that waits to be confirmed; nothing is asked for until it is.

    Args:
        user: whose.
        folder: the site's, where the key is.
        site: its name, as the app shows it.

    Raises:
        HandError: it is on already.
        StoreError: the key cannot be read or made.
    """
    if is_on(user):
        raise HandError("a second factor is on already; turn it off first")
    row = SecondFactor.objects.filter(user=user).first()
    key = _key(row, folder) if row else os.urandom(_SECRET_BYTES)
    if row is None:
        sealed, key_id = seal(folder, _name(user), {"totp": base64.b32encode(key).decode()})
        SecondFactor.objects.create(user=user, sealed=sealed, key_id=key_id)
    plain = base64.b32encode(key).decode()
    groups = " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    return SetUp(groups, _totp(key).get_provisioning_uri(user.get_username(), site))


def confirm(user: User, folder: Path, code: str, *, now: datetime) -> tuple[str, ...]:
    """Turn the second factor on once its first code is right; return the codes for paper, shown this once.

    Raises:
        HandError: the code is wrong, there is nothing to confirm, or it is on already.
    """
    with transaction.atomic():
        row = SecondFactor.objects.select_for_update().filter(user=user, confirmed_at=None).first()
        if row is None:
            raise HandError("there is nothing to confirm; begin anew")
        if not _spend_digits(row, folder, _folded(code), now=now):
            raise HandError("this code is not the one that counts now; look at the app again")
        return _new_spare(row, now=now)


def is_right(user: User, folder: Path, code: str, *, now: datetime) -> bool:
    """Say whether a code is right for an account, and spend it: no code counts twice.

    Raises:
        StoreError: the key is gone.
    """
    folded = _folded(code)
    with transaction.atomic():
        rows = SecondFactor.objects.select_for_update().filter(user=user)
        row = rows.exclude(confirmed_at=None).first()
        if row is None:
            return False
        return _spend_digits(row, folder, folded, now=now) or _spend_spare(row, folded)


def new_spare(user: User, *, now: datetime) -> tuple[str, ...]:
    """Make new codes for paper; the old ones count no more.

    Raises:
        HandError: the second factor is off.
    """
    with transaction.atomic():
        rows = SecondFactor.objects.select_for_update().filter(user=user)
        row = rows.exclude(confirmed_at=None).first()
        if row is None:
            raise HandError("the second factor is off")
        return _new_spare(row, now=now)


def turn_off(user: User) -> bool:
    """Ask an account for its password only; return whether it was otherwise before."""
    return bool(SecondFactor.objects.filter(user=user).delete()[0])


def spare_left(user: User) -> int:
    """Return how many codes on paper were not used yet."""
    row = SecondFactor.objects.filter(user=user).first()
    return len(row.spare) if row else 0


def _spend_digits(row: SecondFactor, folder: Path, code: str, *, now: datetime) -> bool:
    """Say whether digits stand for a half-minute near now that no code was used of; use that one."""
    if not (len(code) == 6 and code.isascii() and code.isdecimal()):
        return False
    totp = _totp(_key(row, folder))
    here = int(now.timestamp()) // STEP
    for step in range(here - DRIFT, here + DRIFT + 1):
        if secrets.compare_digest(totp.generate(step * STEP), code.encode()):
            later = SecondFactor.objects.filter(pk=row.pk, last_step__lt=step)
            return bool(later.update(last_step=step))
    return False


def _spend_spare(row: SecondFactor, code: str) -> bool:
    """Say whether a code from paper is left, and strike it out."""
    hashed = _hash(row, code)
    if hashed not in row.spare:
        return False
    row.spare = [each for each in row.spare if each != hashed]
    row.save(update_fields=["spare"])
    return True


def _new_spare(row: SecondFactor, *, now: datetime) -> tuple[str, ...]:
    """Give a confirmed second factor its codes for paper."""
    codes = [
        "".join(secrets.choice(_SPARE_ALPHABET) for _ in range(_SPARE_CHARACTERS)) for _ in range(SPARE_CODES)
    ]
    row.spare = [_hash(row, code) for code in codes]
    row.confirmed_at = row.confirmed_at or now
    row.save(update_fields=["spare", "confirmed_at"])
    return tuple(f"{code[:4]} {code[4:8]} {code[8:]}" for code in codes)


def _hash(row: SecondFactor, code: str) -> str:
    """Return what is kept of a code on paper; the site's key is needed to try codes against it."""
    salt = f"copydesk.second.{row.user_id}"
    return str(salted_hmac(salt, code, algorithm="sha256").hexdigest())


def _folded(code: str) -> str:
    """Return a code as typed, without the spaces and hyphens people put into it."""
    return "".join(code.split()).replace("-", "").lower()[:64]


def _name(user: User) -> str:
    """Return what the sealed secret is bound to."""
    return f"second/{user.pk}"


def _key(row: SecondFactor, folder: Path) -> bytes:
    """Return the secret of a row."""
    return base64.b32decode(unseal(folder, f"second/{row.user_id}", bytes(row.sealed), row.key_id)["totp"])


def _totp(key: bytes) -> TOTP:
    """Return what makes the codes of a secret: SHA-1 and six digits, as all apps take them."""
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    return TOTP(key, 6, SHA1(), STEP)  # noqa: S303 - RFC 6238's own; as an HMAC it stands
