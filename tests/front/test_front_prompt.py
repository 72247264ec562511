"""What an editor does at the desk is on the site when the answer comes, whether or not a worker runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from copydesk.desk.editing.roles import Role, give
from copydesk.desk.models import Article, Outlet, Reply, Source, Story
from copydesk.front.baking import bakery
from copydesk.front.desk import prompt

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def site(settings, tmp_path):
    """A site's folder of its own, its pages baked."""
    settings.SITE = replace(settings.SITE, site_folder=tmp_path)
    return settings.SITE


@pytest.fixture
def story(db, site) -> Story:  # noqa: ARG001 - asks for the database
    """A story on the site."""
    row = Story.objects.create(
        key="s",
        slug="s",
        headline="Ferry stops",
        opened_at=NOW,
        updated_at=NOW,
        published_at=NOW,
    )
    outlet = Outlet.objects.create(slug="gazette", name="Gazette", language="en")
    source = Source.objects.create(outlet=outlet, url="https://gazette.example/feed")
    article = {"source": source, "outlet": outlet, "key": "a", "headline": "Ferry stops", "story": row}
    Article.objects.create(first_seen=NOW, state=Article.State.MATCHED, **article)
    bakery(site).bake_stories([row.pk])
    return row


@pytest.fixture
def chief() -> Client:
    """A chief's browser."""
    user = User.objects.create_user("cora", password="a long pass phrase")
    give(user, Role.CHIEF)
    client = Client()
    client.force_login(user)
    return client


def page(site, story) -> str:
    """The story's page as it lies on the disk; empty where there is none."""
    found = site.site_folder / "baked" / "story" / f"{story.pk}-{story.slug}" / "index.html"
    return found.read_text(encoding="utf-8") if found.exists() else ""


def test_shown_reply_stands_on_the_page_at_once(site, story, chief) -> None:
    """No worker runs here: the page that the next reader gets has the reply, and refusing takes it off again."""
    row = Reply.objects.create(story=story, name="Ann", text="A good report.", key="k", written_at=NOW)
    assert "A good report." not in page(site, story)
    chief.post("/desk/replies/do/", {"act": f"show {row.pk}"})
    assert "A good report." in page(site, story)
    chief.post("/desk/replies/do/", {"act": f"refuse {row.pk}"})
    assert "A good report." not in page(site, story)


def test_killed_story_is_gone_at_once_and_comes_back_undone(site, story, chief) -> None:
    """Its page is taken away before the editor reads that it is killed."""
    answer = chief.post(f"/desk/story/{story.pk}/do/kill/", {"version": story.version, "reason": "wrong"})
    assert answer.status_code == 303
    assert page(site, story) == ""
    chief.post(f"/desk/act/{answer['Location'].partition('done=')[2]}/undo/")
    assert "Ferry stops" in page(site, story)
    assert Story.objects.get().bake_due_at is not None


def test_full_disk_keeps_no_act_from_being_done(site, story, chief) -> None:
    """What cannot be written now is written by a worker; the act stands."""
    folder = site.site_folder / "baked" / "story"
    for each in folder.rglob("*"):
        each.unlink() if each.is_file() else None
    (folder / f"{story.pk}-{story.slug}").rmdir()
    (folder / f"{story.pk}-{story.slug}").write_text("in the way", encoding="utf-8")
    row = Reply.objects.create(story=story, name="Ann", text="A good report.", key="k", written_at=NOW)
    assert chief.post("/desk/replies/do/", {"act": f"show {row.pk}"}).status_code == 303
    assert Reply.objects.get().state == "approved"


@pytest.mark.usefixtures("story")
def test_only_a_few_are_baked_while_somebody_waits(site) -> None:
    """Many stories of one act wait for a worker, but for the first few."""
    more = [
        Story.objects.create(
            key=f"m{n}", slug=f"m{n}", headline="M", opened_at=NOW, updated_at=NOW, published_at=NOW
        )
        for n in range(prompt.MOST + 3)
    ]
    Story.objects.filter(pk__in=[each.pk for each in more]).update(bake_due_at=NOW)
    prompt.bake_now(site, NOW)
    assert sum(page(site, each) != "" for each in more) == prompt.MOST
    assert prompt.bake_now(site, datetime(2026, 3, 15, tzinfo=UTC)) == 0
