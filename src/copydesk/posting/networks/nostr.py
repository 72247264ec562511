"""Nostr, through one relay. A note's id is made from what it says and when, so sending it twice is sending it once.

A note is never altered, so a correction is a reply. A relay may keep a note that it was asked to drop.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from copydesk.errors import InputError
from copydesk.posting.hashtags import TAG
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import (
    Counting,
    Limit,
    LostAnswerError,
    NotAllowedError,
    RefusedError,
    Seen,
    Sent,
    WaitError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Message

DECLARED = Declared(
    name="nostr",
    limits=(Limit(8000, Counting.BYTES),),
    asks=("server", "key"),
    secret=("key",),
    burst=30,
    window=60.0,
    can=frozenset({Can.DELETE, Can.REPLY, Can.LOOK, Can.REPEAT, Can.TAG}),
    mention=r"(?i)(?:\bnostr:|@)(?:npub|nprofile)1",
)
NOTE, DROP, FLEETING = 1, 5, 20_808  #: kinds of events
LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"  #: of bech32
STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)  #: of its checksum


def check(line: Line) -> tuple[Limit, ...]:
    """See that the relay takes what this key signs: an event of a kind that no relay keeps."""
    _say(line, _event(line, FLEETING, [], "", int(line.now.timestamp())))
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:  # noqa: ARG001 - what it says is its key
    """Hand a note to the relay."""
    event = _note(line, message)
    _say(line, event)
    return Sent(str(event["id"]))


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:  # noqa: ARG001 - what it says is its key
    """Ask the relay for the note by its id."""
    number = str(_note(line, message)["id"])
    return Sent(number) if _ask(line, {"ids": [number]}) else Seen.ABSENT


def edit(line: Line, remote_id: str, message: Message) -> Sent:  # noqa: ARG001 - as all networks
    """Refuse: a note is never altered."""
    raise RefusedError("nostr: a note cannot be edited")


def delete(line: Line, remote_id: str) -> None:
    """Ask that a note is dropped."""
    _say(line, _event(line, DROP, [["e", remote_id], ["k", str(NOTE)]], "", int(line.now.timestamp())))


def _note(line: Line, message: Message) -> dict[str, Any]:
    """Return a note; the same for the same row whenever it is made."""
    tags = [["r", message.permalink]]
    behind = message.text.find(message.permalink) + len(message.permalink)
    tags += [["t", each[0][1:].lower()] for each in TAG.finditer(message.text, behind)]
    if message.reply_to:
        tags.append(["e", message.reply_to, line.fields["server"], "root"])
    return _event(line, NOTE, tags, message.text, int((message.created or line.now).timestamp()))


def _event(
    line: Line, kind: int, tags: Sequence[Sequence[str]], content: str, created: int
) -> dict[str, Any]:
    """Return a signed event."""
    secret = _secret(line)
    public = _public(secret)
    data = [0, public, created, kind, tags, content]
    number = hashlib.sha256(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()).digest()
    return {
        "id": number.hex(),
        "pubkey": public,
        "created_at": created,
        "kind": kind,
        "tags": tags,
        "content": content,
        "sig": _signature(secret, number),
    }


def _say(line: Line, event: dict[str, Any]) -> None:
    """Hand an event over and read what the relay says to it."""
    number = event["id"]

    def is_last(said: str) -> bool:
        told = _read(said)
        return told[:2] == ["OK", number] or told[:1] == ["NOTICE"]

    text = json.dumps(["EVENT", event], ensure_ascii=False)
    told = _read(line.speak(line.fields["server"], text, is_last)[-1])
    if told[0] == "NOTICE" or len(told) < 3:
        raise LostAnswerError("nostr: the relay says neither yes nor no")
    why = str(told[3]) if len(told) > 3 else ""
    if told[2] is True or why.startswith("duplicate:"):
        return
    problem = f"nostr: the relay says no: {why[:200]}"
    if why.startswith("rate-limited:"):
        raise WaitError(problem, None)
    if why.startswith(("restricted:", "auth-required:")):
        raise NotAllowedError(problem)
    if why.startswith("error:"):
        raise LostAnswerError(problem)
    raise RefusedError(problem)


def _ask(line: Line, wanted: dict[str, Any]) -> bool:
    """Say whether the relay has an event like this."""

    def is_last(said: str) -> bool:
        return _read(said)[:1] in (["EOSE"], ["CLOSED"], ["NOTICE"])

    text = json.dumps(["REQ", "desk", wanted])
    told = [_read(each) for each in line.speak(line.fields["server"], text, is_last)]
    if told[-1][0] != "EOSE":
        raise LostAnswerError("nostr: the relay does not say what it has")
    return any(each[:1] == ["EVENT"] for each in told)


def _read(said: str) -> list[Any]:
    """Return what a relay says; empty for what is no message of a relay."""
    try:
        told = json.loads(said)
    except ValueError:
        return []
    return told if isinstance(told, list) else []


def _secret(line: Line) -> bytes:
    """Return the account's key.

    Raises:
        InputError: it is none.
    """
    text = line.fields["key"].strip().lower()
    found = bytes.fromhex(text) if re.fullmatch(r"[0-9a-f]{64}", text) else _bech32(text, "nsec")
    if len(found) != 32 or not any(found):
        raise InputError("nostr: the key looks like nsec1… or 64 hexadecimal digits")
    return found


def _bech32(text: str, kind: str) -> bytes:
    """Return the bytes that a text in bech32 holds (BIP 173); empty where it does not hold any of this kind.

    >>> _bech32("nsec1vl029mgpspedva04g90vltkh6fvh240zqtv9k0t9af8935ke9laqsnlfe5", "nsec").hex()[:8]
    '67dea2ed'
    """
    head, _, rest = text.rpartition("1")
    if head != kind or not rest or not set(rest) <= set(LETTERS):
        return b""
    values = [LETTERS.index(each) for each in rest]
    total = 1
    for value in [*(ord(c) >> 5 for c in head), 0, *(ord(c) & 31 for c in head), *values]:
        top, total = total >> 25, (total & 0x1FFFFFF) << 5 ^ value
        for number, step in enumerate(STEPS):
            total ^= step if top >> number & 1 else 0
    if total != 1:
        return b""
    bits = "".join(f"{value:05b}" for value in values[:-6])
    return bytes(int(bits[start : start + 8], 2) for start in range(0, len(bits) - 7, 8))


def _public(secret: bytes) -> str:
    """Return the public key, as others know the account."""
    return bytes(_curve().PublicKeyXOnly.from_secret(secret).format()).hex()


def _signature(secret: bytes, number: bytes) -> str:
    """Return a signature (BIP 340)."""
    return bytes(_curve().PrivateKey(secret).sign_schnorr(number)).hex()


def _curve() -> Any:
    """Return what signs; it is installed only where somebody wants it."""
    try:
        import coincurve
    except ImportError:
        raise InputError("nostr needs the package coincurve: install copydesk[nostr]") from None
    return coincurve
