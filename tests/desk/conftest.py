"""What the tests of the desk share: rows to work on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from copydesk import types
from copydesk.desk.models import Article, ArticleVersion, Outlet, Source

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 10, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """The time at which the tests of the desk play."""
    return NOW


@pytest.fixture
def make_source(db: None) -> Callable[..., Source]:  # noqa: ARG001 - asks for the database
    """Make a source of an outlet of its own, due now."""

    def make(number: int = 1, **fields: object) -> Source:
        outlet, _ = Outlet.objects.get_or_create(
            slug=f"outlet-{number}", defaults={"name": f"Outlet {number}"}
        )
        values = {"url": f"http://outlet-{number}.example/feed", "due_at": NOW} | fields
        return Source.objects.create(outlet=outlet, **values)

    return make


@pytest.fixture
def make_article(make_source: Callable[..., Source]) -> Callable[..., Article]:
    """Make a matched article with a version, of the outlet of that number."""

    def make(number: int = 1, body: str = "The ferry runs again.", **fields: object) -> Article:
        source = Source.objects.filter(outlet__slug=f"outlet-{number}").first() or make_source(number)
        count = Article.objects.count()
        values = {
            "key": f"key-{count}",
            "url": f"http://outlet-{number}.example/{count}",
            "headline": f"Headline {count}",
            "published": NOW + timedelta(minutes=count),
            "first_seen": NOW,
            "state": Article.State.MATCHED,
        } | fields
        row = Article.objects.create(source=source, outlet=source.outlet, **values)
        content = types.Article(url=row.url, headline=row.headline, body=body, published=row.published)
        row.version = ArticleVersion.objects.create(
            article=row, number=1, seen_at=NOW, digest="1", content=content.to_dict()
        )
        row.save()
        return row

    return make
