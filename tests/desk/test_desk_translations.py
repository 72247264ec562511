"""What may be a translation is proposed to editors, and what they decide stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from copydesk.desk.editing.hands import Hand
from copydesk.desk.editing.translations import dismiss, open_proposals
from copydesk.desk.editing.undoing import undo
from copydesk.desk.models import Act, Article, Outlet, Proposal, Relation, Story
from copydesk.desk.stories import HandError, merge_by_hand, open_story
from copydesk.desk.work.matching import MatchStep
from copydesk.settings import Settings

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ENGLISH = """Ina Moor, the mayor of Tarn, said the harbour would close on 14 March. The repair costs 2.4 million crowns, of
which the Quay Trust pays 1,150,000. Anton Lesk called it a disgrace. About 340 people work at the Pier 9 terminal, which Lind
Freight bought in 2019 for 17.5 million. Ferries to Skarholm and Vess will leave from Marlow Bay."""
GERMAN = """Ina Moor, die Bürgermeisterin von Tarn, teilte mit, der Hafen werde am 14. März geschlossen. Die Reparatur kostet 2,4
Millionen Kronen, davon zahlt der Quay Trust 1.150.000. Anton Lesk nannte das eine Schande. Am Terminal Pier 9 arbeiten etwa 340
Menschen; Lind Freight kaufte ihn 2019 für 17,5 Millionen. Die Fähren nach Skarholm und Vess fahren ab Marlow Bay."""


@pytest.fixture
def proposed(make_article, now) -> Proposal:
    """An English and a German article, matched; the German one may be a translation."""
    waiting = {"state": Article.State.EXTRACTED, "due_at": now}
    make_article(1, ENGLISH, **waiting)
    make_article(2, GERMAN, **waiting)
    MatchStep(Settings()).run(now + timedelta(minutes=1))
    found = Proposal.objects.get()
    # The two may be in one story already; what follows is about two.
    found.article.story = open_story("its own", found.article, now=now)
    found.article.save()
    return Proposal.objects.select_related("article__story", "of__story").get()


@pytest.fixture
def hand(now) -> Hand:
    """An editor's."""
    return Hand(User.objects.create_superuser("anna", "", "a long pass phrase"), now + timedelta(hours=1))


def test_a_translation_is_proposed_and_changes_nothing(proposed):
    """It names both with the evidence, is asked on both stories' pages, and is no relation."""
    assert (proposed.article.outlet.slug, proposed.of.outlet.slug) == ("outlet-2", "outlet-1")
    assert proposed.certainty > 0.5
    assert "stand in both" in proposed.evidence[0]
    assert Relation.objects.count() == 0
    for story in Story.objects.all():
        assert list(open_proposals(story)) == [proposed]


def test_a_restart_and_a_new_version_propose_it_once(proposed, now):
    """The row is the same one, however often the two are matched, by whichever worker."""
    for minutes in (2, 3):
        Article.objects.update(state=Article.State.EXTRACTED, due_at=now)
        MatchStep(Settings()).run(now + timedelta(minutes=minutes))
    assert Proposal.objects.get().pk == proposed.pk


def test_what_an_editor_dismissed_is_not_proposed_again(proposed, hand, now):
    """Not by the same worker nor by a new one; undone, it is proposed as before; twice is told."""
    act = dismiss(proposed.pk, proposed.version, hand)
    assert list(open_proposals(proposed.article.story)) == []
    Article.objects.update(state=Article.State.EXTRACTED, due_at=now)
    MatchStep(Settings()).run(now + timedelta(minutes=2))
    proposed.refresh_from_db()
    assert proposed.state == Proposal.State.DISMISSED
    with pytest.raises(HandError, match="already"):
        dismiss(proposed.pk, proposed.version, hand)

    undo(act.pk, hand)
    assert list(open_proposals(proposed.article.story)) == [proposed]
    assert [each.kind for each in Act.objects.order_by("pk")] == [Act.Kind.APART, Act.Kind.UNDONE]


def test_what_no_longer_holds_is_taken_back(proposed, now):
    """A new version with other words; what an editor dismissed is kept, so that it is not asked again."""
    version = proposed.article.version
    version.content = version.content | {"body": "Der Markt bleibt am Sonntag zu."}
    version.save()
    Article.objects.filter(pk=proposed.article.pk).update(state=Article.State.EXTRACTED, due_at=now)
    Proposal.objects.update(state=Proposal.State.DISMISSED)
    MatchStep(Settings()).run(now + timedelta(minutes=2))
    assert Proposal.objects.count() == 1

    Proposal.objects.update(state=Proposal.State.OPEN)
    Article.objects.filter(pk=proposed.article.pk).update(state=Article.State.EXTRACTED, due_at=now)
    MatchStep(Settings()).run(now + timedelta(minutes=3))
    assert Proposal.objects.count() == 0


def test_times_put_right_turn_a_proposal_round(proposed, now):
    """One pair is asked once, the later article as the translation."""
    Article.objects.filter(pk=proposed.of.pk).update(published=now + timedelta(days=1))
    Article.objects.update(state=Article.State.EXTRACTED, due_at=now)
    MatchStep(Settings()).run(now + timedelta(minutes=2))
    assert [(each.article_id, each.of_id) for each in Proposal.objects.all()] == [
        (proposed.of_id, proposed.article_id)
    ]


def test_nothing_is_asked_of_a_killed_story(proposed, hand, client):
    """Once one was killed there is nothing to decide; in one story there is nothing to merge."""
    here, there = proposed.article.story, proposed.of.story
    Story.objects.filter(pk=there.pk).update(state=Story.State.KILLED)
    assert list(open_proposals(here)) == []
    Story.objects.filter(pk=there.pk).update(state=Story.State.PUBLISHED)
    Article.objects.update(story=here)
    assert list(open_proposals(here)) == [proposed]
    client.force_login(hand.user)
    page = client.get(f"/desk/story/{here.pk}/").content.decode()
    assert "It is none" in page
    assert "Look at both, to merge them" not in page


def test_the_desk_shows_it_and_takes_the_answer(proposed, hand, client):
    """On both stories' pages, with the way to merge and a button that says it is none; a reader of the desk decides nothing."""
    Outlet.objects.filter(slug="outlet-2").update(language="de")
    client.force_login(hand.user)
    here, there = proposed.article.story, proposed.of.story
    page = client.get(f"/desk/story/{here.pk}/").content.decode()
    assert "Perhaps a translation" in page
    assert f'href="/desk/story/{here.pk}/merge/?with={there.pk}"' in page
    assert "translated from" in client.get(f"/desk/story/{there.pk}/").content.decode()
    assert client.get(f"/desk/story/{here.pk}/merge/?with={there.pk}").status_code == 200

    form = {"version": proposed.version, "story": here.pk}
    answer = client.post(f"/desk/proposal/{proposed.pk}/apart/", form)
    assert answer.status_code in {302, 303}
    assert "Perhaps a translation" not in client.get(f"/desk/story/{here.pk}/").content.decode()
    assert "took for no translation" in client.get("/desk/log/").content.decode()


def test_in_one_story_it_counts_for_the_newsroom_it_is_from(proposed, hand):
    """Merged, the two are one newsroom's report; two as soon as an editor says that it is no translation, and back."""
    story = proposed.of.story
    merge_by_hand(story, proposed.article.story, now=hand.now)
    story.refresh_from_db()
    assert story.independent == 1
    act = dismiss(proposed.pk, proposed.version, hand)
    story.refresh_from_db()
    assert story.independent == 2
    undo(act.pk, hand)
    story.refresh_from_db()
    assert story.independent == 1


def test_articles_far_apart_in_time_are_not_proposed(make_article, now):
    """What lies outside of the window is another event."""
    waiting = {"state": Article.State.EXTRACTED, "due_at": now}
    make_article(1, ENGLISH, published=datetime(2026, 1, 1, tzinfo=UTC), **waiting)
    make_article(2, GERMAN, **waiting)
    MatchStep(Settings()).run(now + timedelta(minutes=1))
    assert Proposal.objects.count() == 0
