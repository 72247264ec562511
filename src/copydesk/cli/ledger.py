"""`copydesk ledger`: who printed a quotation, in which words, and who first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli._site import open_site, settings_of, site_option

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.desk.models import Form, Utterance

NOTHING_FOUND = 1


@click.command("ledger")
@click.argument("search")
@site_option
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="Most utterances shown.")
@click.option("--json", "form", flag_value="json", help="Print JSON, one utterance a line.")
def command(search: str, folder: Path | None, most: int, form: str | None) -> int:
    """Find SEARCH, a quotation or a piece of one or a speaker, among all that was printed.

    Shows each utterance with its wordings, and who printed which when; the first printing comes first. How a
    wording stands to the first one: truncated, variant (printed by a newsroom of its own), altered, paraphrased
    (other words inside the marks), translated; another house's style of the same words is no other wording.
    Exits 1 when nothing is found.

    \b
    Example:
      copydesk ledger "well under"
    """
    open_site(settings_of(folder))
    from copydesk.desk import ledger

    found = ledger.search(search, most=most)
    for row in found:
        told = _told(row)
        if form:
            click.echo(json.dumps(told, ensure_ascii=False))
            continue
        click.echo(told["speaker"] or "speaker not known")
        for each in told["forms"]:
            click.echo(f"  {each['standing']:11} “{each['words']}”")
            for printed in each["printed"]:
                click.echo(f"              {printed['at']}  {printed['outlet']}  {printed['url']}")
                if printed["style"]:
                    click.echo(f"              in its style: “{printed['style']}”")
    return 0 if found else NOTHING_FOUND


def _told(row: Utterance) -> dict[str, Any]:
    """Return an utterance as JSON shows it."""
    forms = row.forms.prefetch_related("printings__article__outlet", "printings__article__version")
    return {
        "utterance": row.pk,
        "speaker": row.speaker,
        "first_seen": row.first_seen.isoformat(timespec="minutes"),
        "forms": [_form(each) for each in forms],
    }


def _form(row: Form) -> dict[str, Any]:
    """Return a wording and its printings as JSON shows them, the earliest first."""
    from copydesk.desk import ledger

    printed = [
        {
            "at": (each.article.published or each.article.first_seen).isoformat(timespec="minutes"),
            "outlet": each.article.outlet.name,
            "article": each.article_id,
            "url": each.article.url,
            "style": ledger.styled(each),
        }
        for each in row.printings.all()
    ]
    return {
        "words": row.words,
        "standing": row.standing,
        "printed": sorted(printed, key=lambda each: (each["at"], each["article"])),
    }
