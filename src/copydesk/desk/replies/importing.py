"""Replies move in from another system: each once, however often the import is begun again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q

from copydesk.desk.models import Article, Reply, Story
from copydesk.desk.replies.accepting import on_page, text_hash
from copydesk.desk.replies.exports import comments
from copydesk.desk.replies.privacy import email_hash
from copydesk.desk.stories import standing
from copydesk.replies.holds import Reason
from copydesk.replies.plain import tidy, tidy_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from copydesk.desk.replies.exports import Comment

PORTION = 200  #: comments kept together; a kill loses at most the portion at hand, which the next run brings


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is."""

    kept: int = 0
    known: int = 0  #: brought by an earlier run
    homeless: int = 0  #: no story of ours stands for their page
    empty: int = 0  #: nothing was left of their text
    pages: tuple[str, ...] = ()  #: without a story; the first few

    @property
    def read(self) -> int:
        """All comments read so far."""
        return self.kept + self.known + self.homeless + self.empty


def bring(path: Path, tell: Callable[[Progress], None], *, now: datetime) -> Progress:
    """Bring an export's comments in; those brought before are passed over.

    A comment finds its story by the address of its page: the story's own, or that of one of its articles; or by
    its title, where one story only has that headline.

    Args:
        path: WXR of WordPress, or XML of Disqus.
        tell: hears how far it is, after each portion.
        now: aware.

    Raises:
        InputError: the file cannot be read; what was kept before stays.
        StoreError: the database refused.
    """
    done, homes = Progress(), _Homes()
    read = comments(path)
    while portion := list(islice(read, PORTION)):
        with transaction.atomic():
            done = _keep(portion, homes, done, now)
        tell(done)
    return done


class _Homes:
    """Finds the story of a page, each page once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int | None] = {}

    def of(self, page: str, title: str) -> int | None:
        """Return the number of a page's story; None when there is none."""
        if (page, title) not in self._known:
            self._known[page, title] = _home(page, title)
        return self._known[page, title]


def _home(page: str, title: str) -> int | None:
    """Return the number of the story that stands for a page."""
    path = urlsplit(page).path.strip("/").rpartition("/")[2]
    article = Article.objects.filter(Q(url=page) | Q(url=page.rstrip("/")), story__isnull=False).first()
    found = article.story if article and page else None
    if found is None and title:
        same = list(Story.objects.filter(headline=title[:600])[:2])
        found = same[0] if len(same) == 1 else None
    if found is None and path:
        same = list(Story.objects.filter(slug=path[:120])[:2])
        found = same[0] if len(same) == 1 else None
    return standing(found).pk if found else None


def _keep(portion: Iterable[Comment], homes: _Homes, done: Progress, now: datetime) -> Progress:
    """Keep a portion of comments."""
    portion = list(portion)
    keys = {_key(name) for each in portion for name in (each.key, each.parent) if name}
    there = {row.key: row for row in Reply.objects.filter(key__in=keys)}
    kept, known, homeless, empty, pages = done.kept, done.known, done.homeless, done.empty, list(done.pages)
    fresh: list[Reply] = []
    for each in portion:
        home, text = homes.of(each.page, each.title), tidy(each.text)
        if _key(each.key) in there:
            known += 1
        elif home is None:
            homeless += 1
            if each.page not in pages and len(pages) < 20:
                pages.append(each.page)
        elif not text:
            empty += 1
        else:
            row = _row(each, home, text, there.get(_key(each.parent)) if each.parent else None)
            row.save()
            there[row.key or ""] = row
            fresh.append(row)
            kept += 1
    on_page(fresh, now=now)
    return Progress(kept, known, homeless, empty, tuple(pages))


def _row(comment: Comment, home: int, text: str, parent: Reply | None) -> Reply:
    """Return a comment as a reply; threads become two deep."""
    above = (parent.parent or parent) if parent and parent.story_id == home else None
    return Reply(
        story_id=home,
        parent=above,
        name=tidy_line(comment.name) or "Anonymous",
        email_hash=email_hash(comment.email) if "@" in comment.email else "",
        text=text,
        text_hash=text_hash(text),
        origin=Reply.Origin.IMPORT,
        key=_key(comment.key),
        state=Reply.State(comment.state),
        held_for=Reason.IMPORTED if comment.state == Reply.State.HELD else "",
        written_at=comment.written,
    )


def _key(name: str) -> str:
    """Return the key of a comment's row."""
    return f"import {hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()}"
