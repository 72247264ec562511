"""Web Push: a note sealed for one browser (RFC 8291, RFC 8188) and signed by the site that sends it (RFC 8292).

Nobody between the site and the browser can read a note. Written here over `cryptography`, which the package has
anyway: docs/decisions/0012-web-push.md says why.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from copydesk.errors import InputError
from copydesk.posting.http import Request

if TYPE_CHECKING:
    from datetime import datetime

RECORD = 4096  #: bytes of the one record; push services take no more in all
#: bytes of a note that fit in it beside the header (86), the tag of the cipher (16) and the end mark (1)
MOST = RECORD - 86 - 16 - 1
ENDPOINT = 1000  #: most characters
GOOD_FOR = 12 * 3600  #: seconds for which a signature holds; the standard allows a day
KEPT = 24 * 3600  #: seconds for which a push service keeps a note for a browser that is off
TOPIC = 32  #: characters of what one note replaces another by
_POINT, _SECRET, _SALT = 65, 16, 16


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a browser takes notes."""

    endpoint: str = field(repr=False)  #: its address at its push service: whoever has it can send there
    key: bytes = field(repr=False)  #: its public key, an uncompressed point of P-256
    secret: bytes = field(repr=False)  #: 16 bytes


@dataclass(frozen=True, slots=True)
class Signer:
    """Who sends."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    contact: str  #: mailto: or https: address by which a push service reaches us

    @property
    def public(self) -> str:
        """Return the public key as browsers take it."""
        return to_base64(_public(self.key))


def to_base64(data: bytes) -> str:
    """Return bytes as base64url without its padding.

    >>> to_base64(bytes([251, 255]))
    '-_8'
    """
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64(text: str) -> bytes:
    """Read base64url, padded or not.

    Raises:
        ValueError: it is none.
    """
    return base64.b64decode(
        text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True
    )


def goal_of(data: Any) -> Goal:
    """Read what a browser's `PushSubscription` says of itself.

    Raises:
        InputError: it is none.
    """
    try:
        endpoint, keys = str(data["endpoint"]), data["keys"]
        goal = Goal(endpoint, from_base64(str(keys["p256dh"])), from_base64(str(keys["auth"])))
        parts = urlsplit(endpoint)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), goal.key)
    except (KeyError, TypeError, ValueError, UnsupportedAlgorithm) as error:
        raise InputError("this is no subscription of a browser") from error
    fits = len(goal.key) == _POINT and len(goal.secret) == _SECRET and len(endpoint) <= ENDPOINT
    if parts.scheme != "https" or not parts.hostname or parts.username or not fits:
        raise InputError("this is no subscription of a browser")
    return goal


def sealed(plain: bytes, goal: Goal) -> bytes:
    """Seal a note for one browser, under a new key and salt.

    Raises:
        InputError: it is longer than a push service takes.
    """
    return seal_with(plain, goal, ec.generate_private_key(ec.SECP256R1()), os.urandom(_SALT))


def seal_with(plain: bytes, goal: Goal, own: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """Seal a note under a key and a salt that are used this once.

    Args:
        plain: at most `MOST` bytes.
        goal: the browser.
        own: a new key.
        salt: 16 random bytes.

    Raises:
        InputError: it is too long.
    """
    if len(plain) > MOST:
        raise InputError(f"a note has at most {MOST:,} bytes, this one {len(plain):,}")
    there = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), goal.key)
    public = _public(own)
    shared = own.exchange(ec.ECDH(), there)
    secret = _derived(shared, goal.secret, b"WebPush: info\0" + goal.key + public, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(public)]) + public
    return head + AESGCM(key).encrypt(nonce, plain + b"\x02", None)


def authorization(endpoint: str, signer: Signer, now: datetime) -> str:
    """Return the header that says who sends, for one push service.

    Args:
        endpoint: the browser's; only its origin is signed.
        signer: who sends.
        now: aware.
    """
    parts = urlsplit(endpoint)
    said = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(now.timestamp()) + GOOD_FOR,
        "sub": signer.contact,
    }
    words = ".".join(to_base64(json.dumps(each).encode()) for each in ({"typ": "JWT", "alg": "ES256"}, said))
    r, s = decode_dss_signature(signer.key.sign(words.encode(), ec.ECDSA(hashes.SHA256())))
    signature = to_base64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={words}.{signature}, k={signer.public}"


def request_of(plain: bytes, goal: Goal, signer: Signer, topic: str, now: datetime) -> Request:
    """Return the call that hands a note over; one of the same topic that still waits there is replaced by it.

    Raises:
        InputError: the note is too long.
    """
    headers = {
        "Authorization": authorization(goal.endpoint, signer, now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT),
        "Topic": topic[:TOPIC],
        "Urgency": "normal",
    }
    return Request("POST", goal.endpoint, headers, sealed(plain, goal))


def new_key() -> str:
    """Return a new key to sign with, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, form, none).decode("ascii")


def key_of(pem: str) -> ec.EllipticCurvePrivateKey:
    """Read a key to sign with.

    Raises:
        ValueError: it is none.
    """
    key = serialization.load_pem_private_key(pem.encode("ascii"), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("no key of P-256")  # noqa: TRY004 - the text is wrong, not a type of ours
    return key


def _public(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the public half of a key as an uncompressed point."""
    encoding, form = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    return key.public_key().public_bytes(encoding, form)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """Return a key derived from another one."""
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
