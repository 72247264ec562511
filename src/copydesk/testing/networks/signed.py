"""X and Tumblr: signed requests, each checked here anew; X counts by weight and shortens addresses."""

from __future__ import annotations

import base64
import hmac
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote, unquote, urlencode

import regex

from copydesk.testing.networks.granting import CODE
from copydesk.testing.networks.server import Asked, FakeServer, Stood, Told, stamp, units

LENT = "harbour-lent"
_ADDRESS = re.compile(r"https?://\S+")
_EMOJI = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3\ufe0f]")


@dataclass
class FakeSigned(FakeServer):
    """An account whose four keys sign each request."""

    def __post_init__(self) -> None:
        self.wrong = {}
        self.ways: list[str] = []  #: to which owners were to be led back

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        keys = {"api_key": "k1", "api_secret": "harbour-s1", "token_secret": "harbour-s2"}
        return super().fields | keys

    def signed(self, asked: Asked, secure: str, token: str, token_secret: str) -> bool:
        """Say whether a request is signed by the application's keys and a token's (RFC 5849, 3.4.1)."""
        told = _told(asked)
        given = unquote(told.pop("oauth_signature", ""))
        every = urlencode({unquote(n): unquote(v) for n, v in told.items()} | asked.query, quote_via=quote)
        ordered = "&".join(sorted(every.replace("%7E", "~").split("&")))
        text = "&".join(quote(each, safe="~") for each in (asked.method, secure + quote(asked.path), ordered))
        own = hmac.new(f"harbour-s1&{token_secret}".encode(), text.encode(), "sha1").digest()
        return given == base64.b64encode(own).decode() and unquote(told.get("oauth_token", "")) == token

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        # The address that was signed is the one that was called, also where a proxy stands before this server.
        secure = f"http://{asked.headers['Host']}" if "Host" in asked.headers else self.url
        if asked.path.startswith("/oauth/"):
            return self.lend(asked, secure)
        if not self.signed(asked, secure, self.token, "harbour-s2"):
            return Told(401, {"title": "Unauthorized", "status": 401, "meta": {"status": 401}})
        return self.do(asked)

    def lend(self, asked: Asked, secure: str) -> Told:
        """Lend a token for a way back, and change it for the account's own when the right code comes."""
        told = {name: unquote(value) for name, value in _told(asked).items()}
        if asked.path == "/oauth/request_token":
            way = told.get("oauth_callback", "")
            if self.signed(asked, secure, "", "") and (way == "oob" or way.startswith("https://")):
                self.ways.append(way)
                lent = {"oauth_token": LENT, "oauth_token_secret": "harbour-s3"}
                return Told(200, raw=urlencode(lent | {"oauth_callback_confirmed": "true"}).encode())
        elif self.signed(asked, secure, LENT, "harbour-s3") and told.get("oauth_verifier") == CODE:
            given = {"oauth_token": self.token, "oauth_token_secret": "harbour-s2"}
            return Told(200, raw=urlencode(given).encode())
        return Told(401, raw=b"Invalid request token")

    def do(self, asked: Asked) -> Told:
        """Do what a signed request asks for."""
        raise AssertionError(asked.path)


@dataclass
class FakeX(FakeSigned):
    """One account on X."""

    def do(self, asked: Asked) -> Told:
        """Answer one call."""
        path = asked.path.removeprefix("/2/")
        if path == "users/me":
            return Told(200, {"data": {"id": "31", "username": "desk"}})
        if asked.method == "DELETE":
            self.posts = [each for each in self.posts if each.id != path.removeprefix("tweets/")]
            return Told(200, {"data": {"deleted": True}})
        if asked.method == "GET":
            start = int(asked.query.get("pagination_token") or 0)
            newest = list(reversed(self.posts))[start : start + 100]
            more = {"next_token": str(start + 100)} if len(self.posts) > start + 100 else {}
            told = {"meta": {"result_count": len(newest)} | more}
            return Told(200, told | ({"data": [_tweet(each) for each in newest]} if newest else {}))
        text = asked.json["text"].strip()
        if weight(text) > 280:
            return Told(403, {"title": "Forbidden", "detail": "Your Tweet text is too long."})
        if any(each.text == text for each in self.posts):
            return Told(403, {"detail": "You are not allowed to create a Tweet with duplicate content."})
        made = self.add(text, reply_to=asked.json.get("reply", {}).get("in_reply_to_tweet_id", ""))
        return Told(201, {"data": {"id": made.id, "text": text}})


@dataclass
class FakeTumblr(FakeSigned):
    """One blog."""

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return super().fields | {"blog": "desk.tumblr.com"}

    def do(self, asked: Asked) -> Told:
        """Answer one call."""
        path = asked.path.removeprefix("/v2/blog/desk.tumblr.com/")
        if asked.path == "/v2/user/info":
            return _well({"user": {"blogs": [{"name": "desk"}]}})
        if asked.method == "GET":
            start, most = int(asked.query["offset"]), int(asked.query["limit"])
            newest = list(reversed(self.posts))[start : start + most]
            return _well({"posts": [_entry(each) for each in newest]})
        if path == "post/delete":
            found = self.find(asked.json["id"])
            if found is None:
                return Told(404, {"meta": {"status": 404, "msg": "Not Found"}})
            self.posts.remove(found)
            return _well({"id": int(found.id)})
        return self._write(path, asked.json)

    def _write(self, path: str, data: dict[str, Any]) -> Told:
        """Make or edit a post."""
        said = [each["text"] for each in data["content"] if each["type"] == "text"]
        if any(units(each) > 4096 for each in said):
            return Told(400, {"meta": {"status": 400, "msg": "Bad Request"}, "errors": [{"code": 8001}]})
        text = "\n\n".join(said).strip()
        if path == "posts":
            made = self.add(text, content=data["content"])
            return Told(201, {"meta": {"status": 201}, "response": {"id": made.id}})
        found = self.find(path.removeprefix("posts/"))
        if found is None:
            return Told(404, {"meta": {"status": 404, "msg": "Not Found"}})
        found.text = text
        return _well({"id": found.id})


def _told(asked: Asked) -> dict[str, str]:
    """Return what the header of a signed request says, as written."""
    return dict(re.findall(r'(\w+)="([^"]*)"', asked.headers.get("Authorization", "")))


def weight(text: str) -> int:
    """Return a text's length as X counts it."""
    text = _ADDRESS.sub("x" * 23, unicodedata.normalize("NFC", text))
    total = 0
    for each in regex.findall(r"\X", text):
        light = all(re.match("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]", one) for one in each)
        if _EMOJI.search(each):
            total += 2
        else:
            total += len(each) if light else sum(1 if ord(one) < 0x1100 else 2 for one in each)
    return total


def _tweet(post: Stood) -> dict[str, Any]:
    """Return a post as X tells it: its addresses shortened, its marks as in HTML."""
    urls = []
    text = escape(post.text, quote=False)
    for number, found in enumerate(_ADDRESS.findall(post.text)):
        short = f"https://t.co/{post.id}x{number}"
        text = text.replace(escape(found, quote=False), short)
        urls.append({"url": short, "expanded_url": found})
    made = stamp(post.made.replace(microsecond=0))
    return {"id": post.id, "text": text, "created_at": made, "entities": {"urls": urls}}


def _entry(post: Stood) -> dict[str, Any]:
    """Return a post as Tumblr tells it."""
    content = [{"type": "text", "text": post.text}]
    return {"id_string": post.id, "content": content, "timestamp": int(post.made.timestamp())}


def _well(response: dict[str, Any]) -> Told:
    """Say that it went well."""
    return Told(200, {"meta": {"status": 200, "msg": "OK"}, "response": response})
