"""Stories as rows: who leads, who counts, what readers may see, and what a hand decided stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copydesk.desk import sources, stories
from copydesk.desk.models import SHOWN_ARTICLES, Article, Finding, Outlet, Relation, Source, Story

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def story_of(now, *rows):
    """Put articles into one story and work it out."""
    story = stories.open_story(str(rows[0].pk), rows[0], now=now)
    for row in rows:
        stories.join(row, story, ["they share a name"], now=now)
    stories.recount([story.pk], now=now)
    story.refresh_from_db()
    return story


def copied(row, of, kind="reprint", agency=""):
    """Let an article be a copy of another."""
    return Relation.objects.create(
        article=row, of=of, kind=kind, share=1, source_share=1, certainty=1, agency=agency
    )


def test_copies_do_not_count_as_newsrooms(make_article, now):
    """A mirror's reprint adds an article and no newsroom."""
    own, other, mirror = make_article(1), make_article(2), make_article(3)
    copied(mirror, own)

    assert story_of(now, own, other, mirror).independent == 2


def test_agency_counts_once(make_article, now):
    """Three papers with one agency's text are one newsroom."""
    first, second, third = make_article(1), make_article(2), make_article(3)
    copied(second, first, agency="United Coastal Press")
    copied(third, first, agency="United Coastal Press")

    assert story_of(now, first, second, third).independent == 1


def test_a_copy_never_leads(make_article, now):
    """The article that others took from leads, though a copy bears an earlier time."""
    mirror = make_article(1, published=now - timedelta(hours=1))
    own = make_article(2)
    copied(mirror, own)

    assert story_of(now, mirror, own).lead == own


def test_story_of_a_held_source_waits_for_an_editor(make_article, now):
    """Articles of a source whose mode is hold are not published by themselves."""
    row = make_article(1)
    Source.objects.update(mode=Source.Mode.HOLD)

    assert story_of(now, Article.objects.get(pk=row.pk)).state == Story.State.HELD


def test_an_article_on_hold_is_withheld_from_a_public_story(make_source, make_article, now):
    """A story that another outlet made public neither shows nor counts an article whose source is on hold."""
    make_source(2, mode=Source.Mode.HOLD)
    held = make_article(2, published=now - timedelta(hours=1))
    public = make_article(1)

    story = story_of(now, held, public)

    assert (story.state, story.lead, story.independent) == (Story.State.PUBLISHED, public, 1)
    assert story.opened_at == public.published
    assert Article.objects.filter(SHOWN_ARTICLES).get() == public


def test_story_with_a_grave_finding_waits_when_its_source_says_so(make_article, now):
    """Publish-when-clean holds an article that altered a quotation, and lets it go once that is dismissed."""
    row = make_article(1)
    Source.objects.update(mode=Source.Mode.WHEN_CLEAN)
    finding = Finding.objects.create(
        article=row,
        check_id="quote.altered",
        severity="critical",
        alteration="altered",
        message="",
        found_at=now,
    )
    story = story_of(now, row)
    held = story.state

    finding.state = Finding.State.DISMISSED
    finding.save()
    stories.recount([story.pk], now=now)

    story.refresh_from_db()
    assert (held, story.state) == (Story.State.HELD, Story.State.PUBLISHED)


def test_a_kill_is_never_undone_by_a_worker(make_article, now):
    """A story that an editor killed stays killed when new articles join it."""
    story = story_of(now, make_article(1))
    Story.objects.filter(pk=story.pk).update(state=Story.State.KILLED, by_hand=True)

    stories.join(make_article(2), story, [], now=now)
    stories.recount([story.pk], now=now)

    story.refresh_from_db()
    assert story.state == Story.State.KILLED


def test_a_pinned_article_is_not_moved(make_article, now):
    """What an editor placed stays there."""
    kept, other = story_of(now, make_article(1)), story_of(now, make_article(2))
    row = kept.articles.get()
    Article.objects.filter(pk=row.pk).update(pinned=True)

    assert stories.join(Article.objects.get(pk=row.pk), other, [], now=now) == set()
    assert kept.articles.get() == row


def test_merged_story_points_where_it_went(make_article, now):
    """The articles go over, the emptied story knows its heir, and both are baked."""
    kept, gone = story_of(now, make_article(1)), story_of(now, make_article(2))

    changed = stories.merge(kept, gone, ["one event"], now=now)
    stories.recount(changed, now=now)

    gone.refresh_from_db()
    assert (gone.state, gone.merged_into, kept.articles.count()) == (Story.State.MERGED, kept, 2)
    assert stories.standing(gone) == kept
    assert gone.bake_due_at == now


@pytest.mark.parametrize(
    ("later", "slug"), [(timedelta(minutes=10), "ferry-back-for-good"), (timedelta(hours=2), "ferry-back")]
)
def test_address_follows_the_headline_only_while_a_story_settles(make_article, now, later, slug):
    """A better headline changes the address in the first hour; after that it stays."""
    story = story_of(now, make_article(1, headline="Ferry back"))
    Article.objects.update(headline="Ferry back for good")

    stories.recount([story.pk], now=now + later)

    story.refresh_from_db()
    assert (story.headline, story.slug) == ("Ferry back for good", slug)


def test_removing_a_source_leaves_no_empty_story_in_public(make_article, now):
    """A story that loses its last article is held and baked anew; its outlet goes with its last source."""
    story = story_of(now, make_article(1))

    assert sources.remove(Source.objects.get()) == 1
    story.refresh_from_db()
    assert story.state == Story.State.HELD
    assert story.bake_due_at is not None
    assert not Outlet.objects.exists()
