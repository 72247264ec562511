"""`copydesk work`: one worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from copydesk.cli._posting import address_in
from copydesk.cli._site import open_for_work, settings_of, site_option
from copydesk.desk.fetcher import fetcher_of

if TYPE_CHECKING:
    from pathlib import Path


@click.command("work")
@site_option
def command(folder: Path | None) -> None:
    """Do the site's work until told to stop: visit, collect, match, bake, post. `copydesk run` starts this.

    On PostgreSQL more of them may run, on other machines too.

    \b
    Example:
      copydesk work --site site
    """
    settings = settings_of(folder)
    open_for_work(settings)
    from copydesk.desk.accounts import line_of
    from copydesk.desk.newsletter.sending import NewsletterStep
    from copydesk.desk.push.sending import PushStep
    from copydesk.desk.replies.hearing import HearStep
    from copydesk.desk.replies.mailing import MailStep
    from copydesk.desk.replies.mentions import MentionStep
    from copydesk.desk.work.intake import IntakeStep
    from copydesk.desk.work.loop import Stop, work
    from copydesk.desk.work.matching import MatchStep
    from copydesk.desk.work.planning import PlanStep
    from copydesk.desk.work.posting import PostStep
    from copydesk.front.hub import HubStep
    from copydesk.front.step import BakeStep

    stop = Stop()
    stop.listen()
    with IntakeStep(settings, lambda: fetcher_of(settings)) as intake:
        post = PostStep(settings, address_in(settings))
        replies = (
            MailStep(settings, address_in(settings)),
            MentionStep(settings, line_of),
            HearStep(settings, line_of),
        )
        readers = (
            HubStep(settings, line_of),
            NewsletterStep(settings, address_in(settings)),
            PushStep(settings),
        )
        pages = BakeStep(settings)
        # Pages come between all that asks other servers: what an editor did waits for none of them.
        asking = [step for each in (*replies, post, *readers) for step in (each, pages)]
        steps = (intake, MatchStep(settings), pages, *asking, PlanStep())
        work(steps, stop=stop, settings=settings)
