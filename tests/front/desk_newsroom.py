"""Fills a site's database with a small newsroom's morning: run as a program, in a process of its own.

The browser tests start it, since Django's database and playwright do not share a thread.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

HARBOUR = (
    "Inspectors closed the ferry Anna Tarn on Friday night after a crack of nine centimetres was found in her bow.\n\n"
    "“We have barely two litres of fuel secured for the pumps, and the storm is a day away,” said harbour master "
    "Jorun Vask. “I would not put my own mother on that boat today.”\n\n"
    "Islanders will have to cross with the mail boat until a replacement comes from the south coast."
)
COPY = (
    "The ferry Anna Tarn was closed by inspectors on Friday after a crack of nineteen centimetres was found.\n\n"
    "“We have barely two litres of fuel insured for the pumps, and the storm is a day away,” said harbour master "
    "Jorun Vaska. “I would not put my own mother on that ship today.”\n\n"
    "Islanders will cross with the mail boat."
)
STORIES = (
    ("Ferry to Skerry Island stops for the winter after crack is found", "published", 0),
    ("Council votes nine to four to keep the night buses running", "held", 2),
    ("Three bakeries share one oven after flour mill fire", "published", 5),
    ("School bells silent as teachers and town agree on a four-day trial", "held", 7),
    ("Mill fire leaves three bakeries with one oven", "published", 9),
    ("Library opens its map room to night workers", "published", 26),
)
WORDS = "a long pass phrase"


def fill(now: datetime) -> None:
    """Make people, sources, stories, findings, quotations and a post that failed."""
    from django.contrib.auth.models import User

    from copydesk.desk.editing.roles import Role, give
    from copydesk.desk.models import Account, Outlet, Post, Source, Story

    for name, role in (
        ("rita", Role.READER),
        ("anna", Role.EDITOR),
        ("bert", Role.EDITOR),
        ("cora", Role.CHIEF),
    ):
        give(User.objects.create_user(name, password=WORDS), role)
    sources = {}
    for slug, name, mode in (
        ("gazette", "Tarn Gazette", "at_once"),
        ("kettle", "Daily Kettle", "when_clean"),
        ("herald", "Ostwick Herald", "hold"),
    ):
        outlet = Outlet.objects.create(
            slug=slug, name=name, language="en", home_url=f"https://{slug}.example/"
        )
        sources[slug] = Source.objects.create(
            outlet=outlet, url=f"https://{slug}.example/feed", mode=mode, visited_at=now, succeeded_at=now
        )
    gone = Outlet.objects.create(slug="wire", name="Northshore Wire", language="en")
    Source.objects.create(
        outlet=gone,
        url="https://wire.example/rss.xml",
        state="stopped",
        attempts=30,
        visited_at=now - timedelta(hours=4),
        note="https://wire.example/rss.xml: the server answered 503, thirty times in a row; it is visited no more.",
    )
    rows = []
    for number, (headline, state, hours) in enumerate(STORIES):
        when = now - timedelta(hours=hours + 1)
        row = Story.objects.create(
            key=f"story-{number}",
            slug="-".join(headline.lower().split()[:5]),
            headline=headline,
            state=state,
            opened_at=when,
            updated_at=when,
            published_at=when if state == "published" else None,
            independent=1,
            bake_due_at=None,
        )
        source = sources["herald" if state == "held" else "gazette"]
        row.lead = article(
            source, row, headline, HARBOUR if number == 0 else f"{headline}. More is to follow.", when
        )
        row.save()
        rows.append(row)
    alter(rows[0], sources["kettle"], now)
    propose(rows[2].lead, rows[0].lead, now)
    account = Account.objects.create(network="mastodon", name="@tarn@social.example")
    Post.objects.create(
        story=rows[2],
        account=account,
        key="post-1",
        rendered=b"{}",
        state="failed",
        tried_at=now - timedelta(hours=3),
        error="https://social.example: the server answered 422: the text is too long",
    )


def article(source, story, headline: str, body: str, when: datetime):
    """Keep a matched article with one version."""
    from copydesk import types
    from copydesk.desk.models import Article, ArticleVersion

    row = Article.objects.create(
        source=source,
        outlet=source.outlet,
        story=story,
        key=headline[:60],
        url=f"{source.outlet.home_url}news/{story.pk}",
        headline=headline,
        published=when,
        first_seen=when,
        state=Article.State.MATCHED,
    )
    told = types.Article(url=row.url, headline=headline, body=body, byline="By Ines Rovel", language="en")
    row.version = ArticleVersion.objects.create(
        article=row, number=1, seen_at=when, digest="d", content=told.to_dict()
    )
    row.save()
    return row


def propose(translation, source, now: datetime) -> None:
    """Let one article be proposed as a translation of another."""
    from copydesk.desk.models import Proposal

    told = ["14 names and 6 figures and dates stand in both", "92% of them in the same order"]
    Proposal.objects.create(article=translation, of=source, certainty=0.87, evidence=told, made_at=now)


def alter(story, source, now: datetime) -> None:
    """Let another outlet reprint a story's lead, altered."""
    from copydesk.desk.models import Finding, Form, Printing, Relation, Utterance

    first = story.lead
    copy = article(source, story, "Island ferry is stopped for winter, crack discovered", COPY, now)
    Relation.objects.create(
        article=copy, of=first, kind="reprint", share=0.84, source_share=0.7, certainty=0.9, verdict="block"
    )
    for check, severity, was, is_now, message in (
        (
            "quote.altered",
            "critical",
            "We have barely two litres of fuel secured for the pumps, and the storm is a day away,",
            "We have barely two litres of fuel insured for the pumps, and the storm is a day away,",
            "Words inside quotation marks were altered.",
        ),
        (
            "quote.altered",
            "critical",
            "I would not put my own mother on that boat today.",
            "I would not put my own mother on that ship today.",
            "Words inside quotation marks were altered.",
        ),
        ("figure.altered", "major", "nine centimetres", "nineteen centimetres", "A figure is another one."),
        ("name.altered", "major", "Jorun Vask", "Jorun Vaska", "A name is spelt in another way."),
    ):
        Finding.objects.create(
            article=copy,
            source=first,
            check_id=check,
            severity=severity,
            alteration="altered",
            message=message,
            source_words=was,
            copy_words=is_now,
            source_start=HARBOUR.index(was),
            source_end=HARBOUR.index(was) + len(was),
            copy_start=COPY.index(is_now),
            copy_end=COPY.index(is_now) + len(is_now),
            found_at=now,
        )
    utterance = Utterance.objects.create(speaker="Jorun Vaska", first_seen=first.published)
    words = HARBOUR[HARBOUR.index("We have") : HARBOUR.index(",” said")]
    form = Form.objects.create(utterance=utterance, words=words, digest="1", first_seen=first.published)
    other = Form.objects.create(
        utterance=utterance,
        words=words.replace("secured", "insured"),
        digest="2",
        standing="altered",
        first_seen=now,
    )
    Printing.objects.create(form=form, article=first, start=1, end=9, speaker="Jorun Vask", certainty=0.9)
    Printing.objects.create(form=other, article=copy, start=1, end=9, speaker="Jorun Vaska", certainty=0.9)


def main() -> None:
    """Make the tables, fill them, bake the pages."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from copydesk.front.baking import bakery

    call_command("migrate", verbosity=0, interactive=False)
    fill(datetime.now(UTC))
    bakery(settings.SITE).bake_all()


if __name__ == "__main__":
    main()
