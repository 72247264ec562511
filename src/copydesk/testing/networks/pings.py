"""Those who are told that a page is new: a search engine, a hub, and a source that takes webmentions."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from copydesk.testing.networks.server import Asked, FakeServer, Told


@dataclass
class FakeIndexNow(FakeServer):
    """A search engine, and the site's file with the key beside it."""

    token: str = "harbour0key1"  # noqa: S105 - no secret

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return {"server": self.url, "key": self.token, "location": f"{self.url}/key.txt", "inside": "yes"}

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        if asked.path == "/key.txt":
            return Told(200, raw=f"{self.token}\n".encode())
        data = asked.json
        if data.get("key") != self.token:
            return Told(403, {"code": "UserForbiddedToAccessSite"})
        if any(urlsplit(each).netloc != data["host"] for each in data["urlList"]):
            return Told(422, {"code": "InvalidRequestParameters"})
        self.add(data["urlList"][0])
        return Told(202)


@dataclass
class FakeWebSub(FakeServer):
    """A hub."""

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return {"server": f"{self.url}/hub", "feed": "https://desk.example/feed.xml", "inside": "yes"}

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        told = asked.form
        if told.get("hub.mode") != "publish" or told.get("hub.url") != "https://desk.example/feed.xml":
            return Told(400, raw=b"what feed?")
        self.add(told["hub.url"])
        return Told(204)


@dataclass
class FakeSource(FakeServer):
    """A source's site, whose articles name where they are told in one of several ways."""

    endpoint: str = "/told?for=desk"

    @property
    def fields(self) -> dict[str, str]:
        """Return what an account here names."""
        return {"inside": "yes"}

    def tell(self, asked: Asked) -> Told:
        """Answer one call."""
        place, html = self.endpoint, {"Content-Type": "text/html; charset=utf-8"}
        match asked.path:
            case "/in-header":
                link = f'</style.css>; rel="stylesheet", <{place}>; rel="x webmention"'
                return Told(200, headers=html | {"Link": link}, raw=b"<p>Ferry")
            case "/in-link":
                return Told(200, headers=html, raw=f'<link href="{place}" rel="webmention"><p>Ferry'.encode())
            case "/in-anchor":
                page = (
                    f'<!-- <a rel="webmention" href="/no"> --><a rel="webmention" href="{place}">Tell us</a>'
                )
                return Told(200, headers=html, raw=page.encode())
            case "/moved":
                return Told(302, headers={"Location": "/in-link"})
            case "/round":
                return Told(302, headers={"Location": "/round"})
            case "/told" if asked.method == "POST" and asked.query.get("for") == "desk":
                self.add(f"{asked.form['source']} {asked.form['target']}")
                return Told(202)
        return Told(200, headers=html, raw=b"<p>Ferry</p>")
