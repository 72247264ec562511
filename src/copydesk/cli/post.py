"""`copydesk post`: what goes out to other networks, and where it stands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli._posting import address_in
from copydesk.cli._site import open_site, settings_of, site_option
from copydesk.errors import InputError

if TYPE_CHECKING:
    from copydesk.desk.models import Account, Story


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
@click.option(
    "--every", is_flag=True, help="Show it for every network there is, also where no account is connected."
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page for a browser into this file.",
)
def preview(story: str, *, folder: Path | None, every: bool, page: Path | None) -> None:
    """Show how STORY (its number, key or slug) would stand on each account; nothing is sent.

    \b
    Example:
      copydesk post preview 12 --page posts.html
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.outbox import Limits, message_of
    from copydesk.desk.stories import find
    from copydesk.posting.preview import Preview, as_page, as_words

    row, limits = find(story), Limits.of(settings)
    shown = [
        Preview(
            account.network,
            str(account),
            message_of(row, account, address_in(settings)(row), limits=limits),
        )
        for account in (_imagined() if every else _accounts())
    ]
    if page is None:
        click.echo("\n".join(as_words(each) for each in shown))
        return
    try:
        page.write_text(as_page(row.headline, shown), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{page}: {error.strerror}") from error
    click.echo(f"written: {page}")


def _imagined() -> list[Account]:
    """Return an account on every network, none of them connected or kept."""
    from copydesk.desk.models import Account
    from copydesk.posting.network import names

    return [Account(network=each, name="desk") for each in names()]


@command.command("write")
@click.argument("story")
@click.argument("text")
@site_option
@click.option(
    "--account", "numbers", type=int, multiple=True, help="Number of an account; all when none is given."
)
def write(story: str, text: str, *, folder: Path | None, numbers: tuple[int, ...]) -> None:
    """Post TEXT, written by hand, about STORY; a worker sends it, the story's link behind it.

    It goes out as it is or not at all. Words in quotation marks must stand so in the story's source.

    \b
    Example:
      copydesk post write 12 "Late again: the ferry." --account 1
    """
    settings = settings_of(folder)
    open_site(settings)
    from django.db import transaction

    from copydesk.desk.outbox import Limits, queue_by_hand
    from copydesk.desk.stories import find

    row, now = _public(find(story)), datetime.now(UTC)
    wanted = [each for each in _accounts() if not numbers or each.pk in numbers]
    if len(wanted) < len(set(numbers)):
        raise InputError("not every account of those is connected; `copydesk account list` shows them")
    with transaction.atomic():
        for account in wanted:
            limits, link = Limits.of(settings), address_in(settings)(row)
            post = queue_by_hand(row, account, text, link, limits=limits, now=now)
            click.echo(f"{post.state}: {post.pk} {account}")


def _public(story: Story) -> Story:
    """Return a story that readers see."""
    from copydesk.desk.models import Story
    from copydesk.desk.outbox import public

    if not Story.objects.filter(public(datetime.now(UTC)), pk=story.pk).exists():
        raise InputError(f"{story}: readers do not see this story, so it is not posted")
    return story


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
    from copydesk.desk.outbox import Limits, queue
    from copydesk.desk.stories import find

    row, now = _public(find(story)), datetime.now(UTC)
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


@command.command("anew")
@click.argument("post", type=int)
@site_option
@click.confirmation_option("--yes", prompt="Did you look at the account, and is the post not there?")
def anew(post: int, folder: Path | None) -> None:
    """Send POST (its number) again because it is not there; for networks that cannot be read back.

    Look at the account first: where the post stands already, this makes a second one.

    \b
    Example:
      copydesk post anew 3 --yes
    """
    open_site(settings_of(folder))
    from copydesk.desk.outbox import order_anew

    order_anew(post, now=datetime.now(UTC))
    click.echo(f"ordered: post {post} is sent")
