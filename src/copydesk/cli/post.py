"""`copydesk post`: what goes out to other networks, and where it stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from copydesk.cli._posting import address_in
from copydesk.cli._site import open_site, settings_of, site_option
from copydesk.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.desk.models import Account


@click.group("post")
def command() -> None:
    """Show, send and withdraw posts on other networks.

    \b
    Example:
      copydesk post list
    """


@command.command("list")
@site_option
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="Newest posts shown.")
def list_(folder: Path | None, most: int) -> None:
    """Show the posts: number, state, where, and what went wrong.

    \b
    Example:
      copydesk post list
    """
    open_site(settings_of(folder))
    from copydesk.desk.models import Post

    for row in Post.objects.select_related("story", "account").order_by("-pk")[:most]:
        told = f"  ! {row.error}" if row.error else ""
        ordered = f" ({row.order} ordered)" if row.order else ""
        click.echo(f"{row.pk:>4}  {row.state:11} {row.account}  {row.story}  {row.remote_url}{ordered}{told}")


def _accounts() -> list[Account]:
    """Return the accounts that are connected."""
    from copydesk.desk.models import Account

    rows = list(Account.objects.filter(state=Account.State.CONNECTED).order_by("pk"))
    if not rows:
        raise InputError("no account is connected; `copydesk account add` connects one")
    return rows


@command.command("preview")
@click.argument("story")
@site_option
def preview(story: str, folder: Path | None) -> None:
    """Show how STORY (its number, key or slug) would stand on each account; nothing is sent.

    \b
    Example:
      copydesk post preview 12
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.outbox import Limits, message_of
    from copydesk.desk.stories import find

    row = find(story)
    for account in _accounts():
        message = message_of(row, account, address_in(settings)(row), limits=Limits.of(settings))
        click.echo(f"--- {account}\n{message.text}")


@command.command("send")
@click.argument("story")
@site_option
def send(story: str, folder: Path | None) -> None:
    """Put STORY in the outbox of each account, whatever their rules; a worker sends it.

    \b
    Example:
      copydesk post send 12
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.models import Story
    from copydesk.desk.outbox import Limits, public, queue
    from copydesk.desk.stories import find

    row, now = find(story), datetime.now(UTC)
    if not Story.objects.filter(public(now), pk=row.pk).exists():
        raise InputError(f"{row}: readers do not see this story, so it is not posted")
    for account in _accounts():
        post = queue(row, account, address_in(settings)(row), limits=Limits.of(settings), now=now)
        click.echo(f"{post.state}: {post.pk} {account}")


@command.command("withdraw")
@click.argument("post", type=int)
@site_option
def withdraw(post: int, folder: Path | None) -> None:
    """Take POST (its number) away from its network; a worker does it.

    \b
    Example:
      copydesk post withdraw 3
    """
    open_site(settings_of(folder))
    from copydesk.desk.outbox import order_withdrawal

    order_withdrawal(post, now=datetime.now(UTC))
    click.echo(f"ordered: post {post} is withdrawn")


@command.command("retry")
@click.argument("post", type=int)
@site_option
def retry(post: int, folder: Path | None) -> None:
    """Try POST (its number) again, if it is failed or unconfirmed; a worker does it.

    Its network is read first: a post that stands already is kept and not sent a second time.

    \b
    Example:
      copydesk post retry 3
    """
    open_site(settings_of(folder))
    from copydesk.desk.outbox import order_retry

    order_retry(post, now=datetime.now(UTC))
    click.echo(f"ordered: post {post} is looked for, and sent if it is not there")
