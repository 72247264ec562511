"""`copydesk newsletter`: who reads it, what went out, digests at once, readers in and out, and mail that came back."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

import click

from copydesk.cli._posting import address_in
from copydesk.cli._site import open_site, settings_of, site_option

if TYPE_CHECKING:
    from pathlib import Path


@click.group("newsletter")
def command() -> None:
    """The newsletter: its readers and its mails. Connect it with `copydesk account add newsletter NAME`.

    \b
    Example:
      copydesk newsletter list
    """


@command.command("list")
@site_option
def show(folder: Path | None) -> None:
    """Show how many readers there are, and what became of the newest issues.

    \b
    Example:
      copydesk newsletter list
    """
    open_site(settings_of(folder))
    from copydesk.desk.newsletter.counts import counts, issue_lines

    found = counts()
    click.echo("readers: " + ", ".join(f"{many} {name}" for name, many in found.by_state.items()))
    click.echo("on the list: " + ", ".join(f"{many} {name}" for name, many in found.by_rhythm.items()))
    if found.by_topic:
        click.echo("chose topics: " + ", ".join(f"{name} {many}" for name, many in found.by_topic.items()))
    click.echo(f"browsers: {found.browsers}")
    for each in issue_lines():
        mails = ", ".join(f"{many} {name}" for name, many in each.by_state.items())
        notes = f"{each.shown} notes out, {each.notes} wait" if each.shown or each.notes else ""
        told = mails or notes or "nobody wanted it"
        click.echo(f"{each.number}  {each.made_at:%Y-%m-%d %H:%M}  {each.network}  {each.title}: {told}")


@command.command("send")
@click.argument("kind", type=click.Choice(["daily", "weekly"]))
@site_option
def send(kind: str, folder: Path | None) -> None:
    """Make the KIND digest now, of what was published since the last one; a worker sends it.

    The one at the set hour then holds what is newer.

    \b
    Example:
      copydesk newsletter send daily
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.newsletter.issues import make_now
    from copydesk.desk.store import storing

    with storing("the digest"):
        stories, mails = make_now(kind, settings, address_in(settings), now=datetime.now(UTC))
    click.echo(
        f"{stories} stor{'y' if stories == 1 else 'ies'}, {mails} mail{'' if mails == 1 else 's'} queued"
    )


@command.command("again")
@click.argument("issue", type=int)
@site_option
def again(issue: int, folder: Path | None) -> None:
    """Send the mails of ISSUE that are unconfirmed once more. Some readers may get it twice.

    \b
    Example:
      copydesk newsletter again 12
    """
    open_site(settings_of(folder))
    from copydesk.desk.newsletter.counts import send_again
    from copydesk.desk.store import storing

    with storing("what is sent again"):
        many = send_again(issue, now=datetime.now(UTC))
    click.echo(f"{many} mail{'' if many == 1 else 's'} queued")


@command.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option(
    "--confirmed",
    "standing",
    flag_value="confirmed",
    default="unasked",
    help="They confirmed to the system they come from; else each gets a mail that asks.",
)
@site_option
def bring(file: IO[str], standing: str, folder: Path | None) -> None:
    """Bring the readers in FILE in: JSON Lines as `export` prints them, or CSV with an address in each line.

    Who is known is left as they are, and who left is never put back.

    \b
    Example:
      copydesk newsletter import readers.csv --confirmed
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.newsletter.moving import Standing
    from copydesk.desk.newsletter.moving import bring as bring_in
    from copydesk.desk.store import storing

    with storing("the readers that were imported"):
        done = bring_in(file, Standing(standing), settings.site_folder, now=datetime.now(UTC))
    click.echo(f"{done.kept} kept, {done.known} known already, {done.wrong} lines without an address")


@command.command("export")
@site_option
def export(folder: Path | None) -> None:
    """Print the readers who are on the list, one JSON object a line, addresses and all.

    \b
    Example:
      copydesk newsletter export > readers.jsonl
    """
    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.newsletter.moving import out

    for each in out(settings.site_folder):
        click.echo(json.dumps(each, ensure_ascii=False))


@command.command("bounce")
@site_option
def bounce(folder: Path | None) -> None:
    """Read a report of a mail that came back, and send its reader no more; a mail server pipes it in.

    \b
    Example:
      copydesk newsletter bounce < report.eml
    """
    open_site(settings_of(folder))
    from copydesk.desk.newsletter.bounces import take
    from copydesk.desk.store import storing

    with storing("what came back"):
        row = take(sys.stdin.buffer.read(2**20), now=datetime.now(UTC))
    click.echo(f"{row}: {row.note}" if row else "it may pass; nothing is changed")
