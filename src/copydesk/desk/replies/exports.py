"""Comments as WordPress (WXR) and Disqus export them, read one by one however long the file is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from lxml import etree

from copydesk.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SPACE = re.compile(r"[ \t]+")
_BLOCKS = frozenset({"p", "br", "div", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "ul", "ol", "tr"})
_SHOWN, _SPAM = "approved", "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment as the other system had it."""

    key: str  #: its number there, with the system's name
    parent: str  #: key of what it answers; empty for nothing
    page: str  #: address of the page it stood under
    title: str  #: of that page
    name: str
    email: str
    text: str  #: plain
    written: datetime  #: aware
    state: str  #: approved, held or rejected


def comments(path: Path) -> Iterator[Comment]:
    """Read the comments of an export, in the file's order; trackbacks and what was deleted there are left out.

    Args:
        path: an XML file, WXR or Disqus.

    Raises:
        InputError: the file cannot be read, is cut off, or is neither of the two; the message names the line.
    """
    try:
        with path.open("rb") as file:
            yield from _read(file, path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}, line {error.lineno}: this is no whole XML file: {error.msg}") from error


def _read(file: Any, path: Path) -> Iterator[Comment]:
    """Read an open export."""
    events = etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, no_network=True, recover=False
    )
    _, root = next(events)
    kind = etree.QName(root).localname
    if kind not in {"rss", "disqus"}:
        raise InputError(f"{path}: neither an export of WordPress (rss) nor of Disqus, but <{kind[:40]}>")
    threads: dict[str, tuple[str, str]] = {}
    for event, element in events:
        name = etree.QName(element).localname
        if event != "end" or element.getparent() is None:
            continue
        if kind == "rss" and name == "item":
            yield from _of_item(element)
        elif kind == "disqus" and name == "thread" and element.getparent() is root:
            threads[_id(element)] = (_text(element, "link") or _text(element, "id"), _text(element, "title"))
        elif kind == "disqus" and name == "post" and element.getparent() is root:
            yield from _of_post(element, threads)
        else:
            continue
        element.clear()


def _of_item(item: Any) -> Iterator[Comment]:
    """Return the comments of one page of WordPress."""
    page, title = _text(item, "link"), _text(item, "title")
    for each in item:
        if not isinstance(each.tag, str) or etree.QName(each).localname != "comment":
            continue
        if _text(each, "comment_type") not in {"", "comment"}:
            continue
        approved = _text(each, "comment_approved")
        if approved in {"trash", "post-trashed"}:
            continue
        parent = _text(each, "comment_parent")
        yield Comment(
            key=f"wordpress {page[:20]} {_text(each, 'comment_id')}",
            parent=f"wordpress {page[:20]} {parent}" if parent not in {"", "0"} else "",
            page=page,
            title=title,
            name=_text(each, "comment_author"),
            email=_text(each, "comment_author_email"),
            text=plain(_text(each, "comment_content")),
            written=_when(_text(each, "comment_date_gmt") or _text(each, "comment_date")),
            state={"1": _SHOWN, "spam": _SPAM}.get(approved, "held"),
        )


def _of_post(post: Any, threads: dict[str, tuple[str, str]]) -> Iterator[Comment]:
    """Return a comment of Disqus."""
    if _text(post, "isDeleted") == "true":
        return
    there = next((_id(each) for each in post if _is(each, "thread")), "")
    parent = next((_id(each) for each in post if _is(each, "parent")), "")
    author = next((each for each in post if _is(each, "author")), post)
    page, title = threads.get(there, ("", ""))
    spam = _text(post, "isSpam") == "true"
    held = _text(post, "isApproved") == "false"
    yield Comment(
        key=f"disqus {_id(post)}",
        parent=f"disqus {parent}" if parent else "",
        page=page,
        title=title,
        name=_text(author, "name"),
        email=_text(author, "email"),
        text=plain(_text(post, "message")),
        written=_when(_text(post, "createdAt")),
        state=_SPAM if spam else "held" if held else _SHOWN,
    )


class _Plain(HTMLParser):
    """Takes the markup off a comment: paragraphs become lines, a link keeps its address."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []
        self._hidden = 0
        self._href = ""
        self._from = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag in {"script", "style"}:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.kept.append("\n\n" if tag == "p" else "\n")
        elif tag == "a":
            self._href, self._from = dict(attrs).get("href") or "", len(self.kept)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag in {"script", "style"}:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "a" and self._href.startswith(("http://", "https://")):
            shown = "".join(self.kept[self._from :])
            self.kept.append("" if self._href in shown else f" ({self._href})")
            self._href = ""

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if not self._hidden:
            self.kept.append(data)


def plain(markup: str) -> str:
    """Return a comment's markup as plain text.

    >>> plain('<p>See <a href="https://a.example/">this</a></p><script>x</script>')
    'See this (https://a.example/)'
    """
    reader = _Plain()
    reader.feed(markup)
    reader.close()
    lines = [_SPACE.sub(" ", line).strip() for line in "".join(reader.kept).split("\n")]
    return "\n".join(lines).strip()


def _is(element: Any, name: str) -> bool:
    """Say whether an element has a name, whatever its namespace."""
    return isinstance(element.tag, str) and etree.QName(element).localname == name


def _text(element: Any, name: str) -> str:
    """Return the text of a child; empty for none."""
    return next(((each.text or "").strip() for each in element if _is(each, name)), "")


def _id(element: Any) -> str:
    """Return an element's number in Disqus."""
    return str(element.get("{http://disqus.com/disqus-internals}id") or "")


def _when(text: str) -> datetime:
    """Return a time as an export tells it, UTC where it names no zone; the year 2000 where it cannot be read."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
