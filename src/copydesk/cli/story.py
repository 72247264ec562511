"""`copydesk story`: show a story and why it is one, merge two, split one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli._site import open_site, settings_of, site_option

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.desk.models import Article, Story, StoryEvent


@click.group("story")
def command() -> None:
    """Show a story and why it is one, merge two, split one. STORY is a number, a key or an address.

    \b
    Example:
      copydesk story show 12
    """


@command.command("show")
@click.argument("story")
@site_option
@click.option("--json", "form", flag_value="json", help="Print one JSON object.")
def show(story: str, folder: Path | None, form: str | None) -> None:
    """Show the articles of STORY, what each took from which, and all that happened to it.

    \b
    Example:
      copydesk story show 12
    """
    open_site(settings_of(folder))
    from copydesk.desk import stories

    told = _told(stories.find(story))
    if form:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{told['story']}  {told['state']}  {told['headline']}")
    click.echo(f"{len(told['articles'])} articles, {told['independent']} independent newsrooms")
    for each in told["articles"]:
        pinned = "  (placed by hand)" if each["pinned"] else ""
        click.echo(f"{each['article']:>6}  {each['published']}  {each['outlet']}  {each['headline']}{pinned}")
        for took in each["took"]:
            click.echo(f"        {took['kind']} of {took['of']}: {' '.join(took['evidence'])}")
    click.echo("What happened:")
    for each in told["events"]:
        of = f"  article {each['article']}" if each["article"] else ""
        other = f"  story {each['other']}" if each["other"] else ""
        click.echo(f"  {each['at']}  {each['kind']}{of}{other}  {' '.join(each['evidence'])}".rstrip())


@command.command("merge")
@click.argument("kept")
@click.argument("gone")
@site_option
def merge(kept: str, gone: str, folder: Path | None) -> None:
    """Merge story GONE into story KEPT for good; the address of GONE leads to KEPT.

    \b
    Example:
      copydesk story merge 12 15
    """
    open_site(settings_of(folder))
    from copydesk.desk import stories

    stays, goes = stories.find(kept), stories.find(gone)
    stories.merge_by_hand(stays, goes, now=datetime.now(UTC))
    click.echo(f"merged: story {goes.pk} is part of story {stays.pk}")


@command.command("split")
@click.argument("story")
@click.argument("articles", nargs=-1, required=True, type=int)
@site_option
def split(story: str, articles: tuple[int, ...], folder: Path | None) -> None:
    """Take ARTICLES, by number, out of STORY into a story of their own, for good.

    \b
    Example:
      copydesk story split 12 431 433
    """
    open_site(settings_of(folder))
    from copydesk.desk import stories
    from copydesk.desk.models import Article

    found = list(Article.objects.filter(pk__in=articles))
    if missing := sorted(set(articles) - {row.pk for row in found}):
        raise stories.HandError(f"no article {missing[0]}")
    fresh = stories.split(stories.find(story), found, now=datetime.now(UTC))
    click.echo(f"split: story {fresh.pk} has {len(found)} articles of its own")


def _told(row: Story) -> dict[str, Any]:
    """Return a story as JSON shows it."""
    members = row.articles.select_related("outlet").prefetch_related("relations")
    return {
        "story": row.pk,
        "key": row.key,
        "headline": row.headline,
        "state": row.state,
        "independent": row.independent,
        "articles": [_article(each) for each in members.order_by("published", "first_seen", "pk")],
        "events": [_event(each) for each in row.events.all()],
    }


def _article(row: Article) -> dict[str, Any]:
    """Return an article of a story as JSON shows it."""
    return {
        "article": row.pk,
        "outlet": row.outlet.name,
        "headline": row.headline,
        "url": row.url,
        "published": (row.published or row.first_seen).isoformat(timespec="minutes"),
        "pinned": row.pinned,
        "took": [
            {"of": each.of_id, "kind": each.kind, "share": each.share, "evidence": each.evidence}
            for each in row.relations.all()
        ],
    }


def _event(row: StoryEvent) -> dict[str, Any]:
    """Return what happened to a story as JSON shows it."""
    return {
        "at": row.at.isoformat(timespec="minutes"),
        "kind": row.kind,
        "article": row.article_id,
        "other": row.other_id,
        "evidence": row.evidence,
    }
