"""What a page and an act of the desk cost with many articles: `python bench/desk.py [--articles 100000]`.

Makes a site of its own in a temporary folder, with invented stories of two articles each, a finding in each third article and
one story of fifty held. Asks the pages and sends the forms through Django, and prints the median and the most of the processor's
time for each in milliseconds; that each did what it should is asserted.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from copydesk.desk.models import Article, Finding, Source, Story

MOST_MS = 150.0
ROUNDS = 7
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
CHUNK = 2000


def fill(articles: int) -> None:
    """Keep stories, articles and findings."""
    from copydesk.desk.models import Article, ArticleVersion, Finding, Outlet, Source, Story

    sources = []
    for number in range(200):
        outlet = Outlet.objects.create(slug=f"o{number}", name=f"Outlet {number}", language="en")
        sources.append(Source.objects.create(outlet=outlet, url=f"http://o{number}.example/feed"))
    for begin in range(0, articles // 2, CHUNK):
        numbers = range(begin, min(articles // 2, begin + CHUNK))
        stories = Story.objects.bulk_create(_story(each) for each in numbers)
        rows = Article.objects.bulk_create(
            _article(2 * number + place, story, sources[(number * 7 + place) % 200])
            for number, story in zip(numbers, stories, strict=True)
            for place in (0, 1)
        )
        versions = ArticleVersion.objects.bulk_create(
            ArticleVersion(
                article=row,
                number=1,
                seen_at=NOW,
                digest="d",
                content={"body": "The quay was insured that night."},
            )
            for row in rows
        )
        for row, version in zip(rows, versions, strict=True):
            row.version = version
        Article.objects.bulk_update(rows, ["version"])
        for place, story in enumerate(stories):
            story.lead = rows[2 * place]
        Story.objects.bulk_update(stories, ["lead"])
        Finding.objects.bulk_create(_finding(row) for row in rows if row.pk % 3 == 0)


def _story(number: int) -> Story:
    """Return an invented story."""
    from copydesk.desk.models import Story

    when = NOW - timedelta(minutes=number)
    state = "held" if number % 50 == 0 else "published"
    return Story(
        key=str(number),
        slug=f"s-{number}",
        headline=f"Headline {number}",
        state=state,
        by_hand=state == "held",
        opened_at=when,
        updated_at=when,
        published_at=when,
        independent=1,
    )


def _article(number: int, story: Story, source: Source) -> Article:
    """Return an invented article."""
    from copydesk.desk.models import Article

    return Article(
        source=source,
        outlet_id=source.outlet_id,
        story=story,
        key=str(number),
        url=f"http://o.example/{number}",
        headline=f"Headline {number}",
        published=story.opened_at,
        first_seen=story.opened_at,
        state="matched",
        matched_at=NOW,
    )


def _finding(row: Article) -> Finding:
    """Return an invented finding."""
    from copydesk.desk.models import Finding

    return Finding(
        article=row,
        check_id="name.altered",
        severity="critical" if row.pk % 2 else "major",
        alteration="altered",
        message="A name differs.",
        source_words=f"Jorun Vask {row.pk}",
        copy_words="insured",
        copy_start=13,
        copy_end=20,
        pattern=str(row.pk),
        found_at=row.published,
    )


def measure(kinds: dict[str, Callable[[int], None]]) -> int:
    """Print what each kind of request costs; return how many are over the bar."""
    over = 0
    for name, ask in kinds.items():
        ask(0)  # the first one loads templates
        spent = []
        for number in range(1, ROUNDS + 1):
            before = time.process_time()
            ask(number)
            spent.append((time.process_time() - before) * 1000)
        over += median(spent) > MOST_MS
        print(f"{name:28} median {median(spent):6.1f} ms of CPU   most {max(spent):6.1f} ms")
    return over


def kinds_of(client: Client) -> dict[str, Callable[[int], None]]:
    """Return what is asked, by name."""
    from copydesk.desk.models import Finding, Story

    held = list(Story.objects.filter(state="held").order_by("pk")[: 2 * ROUNDS + 4])
    shown = list(Story.objects.filter(state="published").order_by("pk")[100 : 100 + 6 * ROUNDS + 9])
    marks = list(Finding.objects.filter(state="open").order_by("pk")[: 2 * ROUNDS + 4])

    def look(path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    def send(path: str, **fields: str) -> None:
        answer = client.post(path, {"version": "0", **fields})
        assert answer.status_code == 303, (path, answer.status_code, answer.content[-2000:])

    return {
        "queue": lambda _: look("/desk/"),
        "stories": lambda _: look("/desk/stories/"),
        "stories, words": lambda n: look(f"/desk/stories/?q=headline+{n}99"),
        "story": lambda n: look(f"/desk/story/{shown[n].pk}/"),
        "log": lambda _: look("/desk/log/"),
        "approve": lambda n: send(f"/desk/story/{held[n].pk}/do/approve/"),
        "hold": lambda n: send(f"/desk/story/{shown[n].pk}/do/hold/"),
        "correct": lambda n: send(
            f"/desk/story/{shown[20 + n].pk}/do/correct/", text="Not so.", label="note"
        ),
        "accept": lambda n: send(f"/desk/finding/{marks[n].pk}/accept/"),
        "dismiss": lambda n: send(f"/desk/finding/{marks[ROUNDS + 1 + n].pk}/dismiss/", reason="No."),
        "undo": lambda n: send(f"/desk/act/{_last(n)}/undo/"),
    }


def _last(number: int) -> int:
    """Return an act that can be undone."""
    from copydesk.desk.models import Act

    return int(Act.objects.filter(kind="dismissed").order_by("pk").values_list("pk", flat=True)[number])


def main() -> int:
    """Fill a site and measure; 1 if anything is over the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "COPYDESK_SITE_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "copydesk.desk.configuration",
        }
        import django

        django.setup()
        from django.contrib.auth.models import User
        from django.core.management import call_command
        from django.test import Client

        call_command("migrate", verbosity=0, interactive=False)
        fill(asked.articles)
        client = Client(headers={"host": "localhost"})
        client.force_login(User.objects.create_superuser("anna", "", "a long pass phrase"))
        return 1 if measure(kinds_of(client)) else 0


if __name__ == "__main__":
    sys.exit(main())
