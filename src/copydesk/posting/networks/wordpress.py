"""WordPress: a story as a post of a site of one's own, through its REST interface and an application password.

The post's slug holds the row's mark, by which it is found again: WordPress itself would make a second post.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from copydesk.errors import CopydeskError
from copydesk.posting import talk
from copydesk.posting.http import Request, sort_out
from copydesk.posting.network import Can, Declared
from copydesk.posting.values import RefusedError, Seen, Sent

if TYPE_CHECKING:
    from copydesk.posting.http import Answer
    from copydesk.posting.network import Line
    from copydesk.posting.values import Attempt, Limit, Message

DECLARED = Declared(
    name="wordpress",
    limits=(),
    asks=("server", "user", "password"),
    secret=("password",),
    burst=60,
    window=60.0,
    can=frozenset({Can.EDIT, Can.DELETE, Can.LOOK, Can.PICTURE}),
)
STATES = "publish,future,draft,pending,private"
MOST_PICTURE = 2_000_000  #: bytes


def check(line: Line) -> tuple[Limit, ...]:
    """See that the password works and that the user may publish."""
    told = _call(line, "GET", "users/me?context=edit").json()
    able = told.get("capabilities", {}) if isinstance(told, dict) else {}
    if not (isinstance(able, dict) and able.get("publish_posts")):
        raise RefusedError("wordpress: this user may not publish posts; give it the role of an author")
    return DECLARED.limits


def send(line: Line, key: str, message: Message) -> Sent:
    """Post it under a slug that holds the row's mark."""
    if message.reply_to:
        raise RefusedError("wordpress: a post answers no other")
    data: dict[str, Any] = _body(message) | {"slug": slug_of(key, message), "status": "publish"}
    picture = _picture(line, key, message)
    data |= {"featured_media": picture} if picture else {}
    return _sent(_call(line, "POST", "posts", data).json())


def look(line: Line, attempt: Attempt, message: Message) -> Sent | Seen:
    """Ask for the post by its slug."""
    path = f"posts?slug={slug_of(attempt.key, message)}&status={STATES}&context=edit&per_page=10"
    found = talk.list_of(_call(line, "GET", path).json())
    ours = [each for each in found if talk.text_of(each, "id") not in attempt.known]
    return _sent(ours[0]) if ours else Seen.ABSENT


def edit(line: Line, remote_id: str, message: Message) -> Sent:
    """Put new title and text in place."""
    return _sent(_call(line, "POST", f"posts/{int(remote_id)}", _body(message)).json())


def delete(line: Line, remote_id: str) -> None:
    """Put a post into the bin."""
    answer = line.call(_request(line, "DELETE", f"posts/{int(remote_id)}"))
    if answer.status != 410 and not (answer.status == 404 and _code(answer) == "rest_post_invalid_id"):
        sort_out(answer, line.now, "wordpress DELETE posts")


def slug_of(key: str, message: Message) -> str:
    """Return the slug of a row: that of the story's page, and the row's mark.

    >>> from copydesk.posting.values import Message
    >>> slug_of("9f86d081884c7d65", Message("", "https://desk.example/story/7-Ferry?a=1"))
    '7-ferry-9f86d081884c'
    """
    last = urlsplit(message.permalink).path.rstrip("/").rpartition("/")[2]
    return f"{re.sub('[^a-z0-9]+', '-', last.lower()).strip('-')[:60]}-{key[:12]}".lstrip("-")


def _body(message: Message) -> dict[str, Any]:
    """Return title and text as HTML; every letter of ours stands for itself."""
    title = message.title or message.text.split("\n", maxsplit=1)[0]
    text, link = escape(message.text, quote=False), escape(message.permalink, quote=False)
    before, _, behind = text.rpartition(link)
    # Marks at the edges keep WordPress from taking the paragraphs apart anew.
    linked = f'{before}<a href="{escape(message.permalink)}">{link}</a>{behind}'
    blocks = [each.replace("\n", "<br>") for each in linked.split("\n\n")]
    content = "\n\n".join(f"<!-- wp:paragraph -->\n<p>{each}</p>\n<!-- /wp:paragraph -->" for each in blocks)
    return {
        "title": escape(title, quote=False),
        "content": content,
        "excerpt": escape(message.summary, quote=False),
    }


def _picture(line: Line, key: str, message: Message) -> int | None:
    """Return the number of the uploaded picture; one of the same row that stands there already is taken."""
    found = talk.image(line, message.picture, MOST_PICTURE)
    if not found or not message.picture:
        return None
    slug = f"picture-{key[:12]}"
    there = talk.list_of(_call(line, "GET", f"media?slug={slug}").json())
    if there:
        return int(talk.text_of(there[0], "id"))
    name = f"{slug}.{found.kind.removeprefix('image/')}"
    kinds = {"Content-Type": found.kind, "Content-Disposition": f'attachment; filename="{name}"'}
    url = f"{talk.server(line)}/wp-json/wp/v2/media"
    request = Request("POST", url, kinds | _secret(line), found.data)
    number = int(talk.text_of(talk.ask(line, request, "wordpress POST media").json(), "id"))
    # WordPress takes whatever looks like a tag out of either.
    words = escape(message.picture.alt, quote=False)
    _call(line, "POST", f"media/{number}", {"alt_text": words, "caption": words})
    return number


def _call(line: Line, method: str, path: str, data: Any = None) -> Answer:
    """Do something as the account's user."""
    where = re.sub(r"\d+", "…", path.split("?", maxsplit=1)[0])
    return talk.ask(line, _request(line, method, path, data), f"wordpress {method} {where}")


def _request(line: Line, method: str, path: str, data: Any = None) -> Request:
    """Return a request with the user's password."""
    url = f"{talk.server(line)}/wp-json/wp/v2/{path}"
    return (
        talk.get(url, _secret(line))
        if method == "GET"
        else talk.with_json(method, url, data or {}, _secret(line))
    )


def _secret(line: Line) -> dict[str, str]:
    """Return the header that holds the password."""
    return talk.basic(line.fields["user"], line.fields["password"])


def _code(answer: Answer) -> str:
    """Return what WordPress calls an error."""
    try:
        return talk.maybe(answer.json(), "code")
    except CopydeskError:
        return ""


def _sent(told: Any) -> Sent:
    """Return where a post stands."""
    return Sent(talk.text_of(told, "id"), talk.maybe(told, "link"))
