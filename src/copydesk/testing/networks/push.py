"""A push service and the browsers behind it: it checks who sends, and each browser opens its notes by itself."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC

from copydesk.posting.webpush import from_base64, to_base64
from copydesk.testing.networks.server import Asked, FakeServer, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 4096
DAY = 24 * 3600


@dataclass
class FakeBrowser:
    """One browser: makes its keys, and opens what comes."""

    name: str
    own: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1()), repr=False
    )
    secret: bytes = field(default=b"harbour-sixteen!", repr=False)
    server_key: str = ""  #: the only key that it takes notes from; empty for any
    gone: int = 0  #: 404 or 410, once its reader took the leave back

    @property
    def point(self) -> bytes:
        """Return the public key."""
        form = serialization.PublicFormat.UncompressedPoint
        return self.own.public_key().public_bytes(serialization.Encoding.X962, form)

    def opened(self, body: bytes) -> dict[str, Any]:
        """Open a note: RFC 8188 and RFC 8291 step by step, as the browser's side has them.

        Raises:
            ValueError: it is not for this browser, or is no note.
        """
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        theirs, text = body[21 : 21 + length], body[21 + length :]
        if length != 65 or len(text) > size:
            raise ValueError("the header of the record is wrong")
        there = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = self.own.exchange(ec.ECDH(), there)
        both = _mac(_mac(self.secret, shared), b"WebPush: info\x00" + self.point + theirs + b"\x01")
        base = _mac(salt, both)
        key = _mac(base, b"Content-Encoding: aes128gcm\x00\x01")[:16]
        nonce = _mac(base, b"Content-Encoding: nonce\x00\x01")[:12]
        try:
            plain = AESGCM(key).decrypt(nonce, text, None)
        except InvalidTag as error:
            raise ValueError("it is not for this browser") from error
        words, mark, padding = plain.rpartition(b"\x02")
        if not mark or padding.strip(b"\x00"):
            raise ValueError("the last record has no end")
        found: dict[str, Any] = json.loads(words)
        return found


def _mac(key: bytes, data: bytes) -> bytes:
    """Return HMAC-SHA-256."""
    found = HMAC(key, hashes.SHA256())
    found.update(data)
    return found.finalize()


@dataclass
class FakePush(FakeServer):
    """A push service."""

    browsers: dict[str, FakeBrowser] = field(default_factory=dict)
    shown: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)  #: by browser, by tag

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account names."""
        return {"contact": "mailto:desk@desk.example", "inside": "yes"}

    def browser(self, name: str, server_key: str = "") -> dict[str, Any]:
        """Make a browser; return what its `PushSubscription` says."""
        there = self.browsers[name] = FakeBrowser(name, server_key=server_key)
        keys = {"p256dh": to_base64(there.point), "auth": to_base64(there.secret)}
        return {"endpoint": f"{self.url}/send/{name}", "expirationTime": None, "keys": keys}

    def tell(self, asked: Asked) -> Told:
        """Answer one call as push services do."""
        there = self.browsers.get(asked.path.removeprefix("/send/"))
        headers = {name.lower(): value for name, value in asked.headers.items()}
        if there is None or there.gone:
            return Told(there.gone if there else 404)
        if asked.method != "POST" or headers.get("content-encoding") != "aes128gcm":
            return Told(415)
        if not headers.get("ttl", "").isdecimal() or len(headers.get("topic", "")) > 32:
            return Told(400)
        if len(asked.body) > MOST:
            return Told(413)
        if problem := self._signed(headers.get("authorization", ""), there):
            return Told(problem)
        try:
            note = there.opened(asked.body)
        except ValueError:
            return Told(201)  # the service cannot look inside: the browser drops it in silence
        self.shown.setdefault(there.name, {})[note["tag"]] = note
        self.add(f"{note['title']}\n{note['body']}", key=headers.get("topic", ""), note=note, to=there.name)
        return Told(201, headers={"Location": f"{self.url}/note/{self.ever}"})

    def _signed(self, header: str, there: FakeBrowser) -> int:
        """Say with what status a header is refused; 0 when it says who sends."""
        try:
            told = dict(each.strip().split("=", 1) for each in header.removeprefix("vapid ").split(","))
            words, _, signature = told["t"].rpartition(".")
            self._verify(words, from_base64(signature), from_base64(told["k"]))
            head, said = (json.loads(from_base64(each)) for each in words.split("."))
        except (KeyError, ValueError, InvalidSignature):
            return 401
        wanted = {"typ": "JWT", "alg": "ES256"}
        if not header.startswith("vapid ") or head != wanted or not self._fits(said):
            return 401
        return 403 if there.server_key not in {"", told["k"]} else 0

    def _verify(self, words: str, signature: bytes, point: bytes) -> None:
        """Check a signature.

        Raises:
            InvalidSignature: it is wrong.
        """
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        public.verify(encode_dss_signature(r, s), words.encode(), ec.ECDSA(hashes.SHA256()))

    def _fits(self, said: Mapping[str, Any]) -> bool:
        """Say whether what was signed is for this service, holds, and names somebody."""
        parts = urlsplit(self.url)
        ends = int(said["exp"]) - time.time()
        contact = str(said.get("sub", ""))
        return (
            said["aud"] == f"{parts.scheme}://{parts.netloc}"
            and 0 < ends <= DAY
            and contact.startswith(("mailto:", "https:"))
        )
