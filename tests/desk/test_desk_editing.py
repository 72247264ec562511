"""What an editor does is done, kept in the log with who did it, refused on a stale page, and undone wholly."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from copydesk.desk import stories
from copydesk.desk.editing import grouping, judging, publishing, speakers, watching
from copydesk.desk.editing.hands import ConflictError, Hand
from copydesk.desk.editing.roles import Role, give, role_of
from copydesk.desk.editing.undoing import undo, why_not
from copydesk.desk.models import (
    Act,
    Correction,
    Dismissal,
    Finding,
    Form,
    Printing,
    Source,
    Story,
    Utterance,
)
from copydesk.desk.work.checks import _keep
from copydesk.errors import InputError
from copydesk.types import Alteration, Article, Reading, Severity, Span
from copydesk.types import Finding as Found

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def hand(now) -> Hand:
    """An editor's hand."""
    anna = User.objects.create(username="anna")
    give(anna, Role.EDITOR)
    return Hand(anna, now)


@pytest.fixture
def make_story(make_article, now):
    """Make a story of the articles of some outlets."""

    def make(*numbers: int, **fields) -> Story:
        rows = [make_article(number) for number in numbers]
        story = stories.open_story(str(rows[0].pk), rows[0], now=now)
        for row in rows:
            stories.join(row, story, [], now=now)
        stories.recount([story.pk], now=now)
        Story.objects.filter(pk=story.pk).update(bake_due_at=None, **fields)
        story.refresh_from_db()
        return story

    return make


@pytest.fixture
def make_finding(now):
    """Make an open finding in an article."""

    def make(article, source=None, *, was="secured", is_now="insured", check="quote.altered") -> Finding:
        row = Finding(
            article=article,
            source=source,
            check_id=check,
            severity="critical",
            alteration="altered",
            message="A word inside quotation marks differs.",
            source_words=was,
            copy_words=is_now,
            found_at=now,
        )
        judging.remember([row], now=now)
        row.save()
        return row

    return make


def again(row):
    """Return a row as the database has it."""
    return type(row).objects.get(pk=row.pk)


def seen(story: Story) -> tuple[object, ...]:
    """Return what decides whether readers see a story."""
    story = again(story)
    return story.state, story.by_hand, story.embargoed_until


def test_held_story_is_approved_and_the_log_says_by_whom(make_source, make_story, hand, now):
    """A source on hold keeps its story back; an editor approves it; no worker holds it again."""
    make_source(1, mode=Source.Mode.HOLD)
    story = make_story(1)
    assert seen(story) == ("held", False, None)

    act = publishing.approve(story.pk, story.version, hand, reason="called them")

    stories.recount([story.pk], now=now)
    assert seen(story) == ("published", True, None)
    assert again(story).published_at == now
    assert again(story).bake_due_at == now
    assert (act.by_name, act.at, act.kind, act.about) == ("anna", now, "approved", story.headline)
    undo(act.pk, hand)
    assert seen(story) == ("held", False, None)


def test_withheld_articles_of_a_public_story_are_approved(make_source, make_story, hand):
    """Approving a public story lets readers see what waits of it, and nothing that comes later; undo takes it back."""
    make_source(2, mode=Source.Mode.HOLD)
    story = make_story(1, 2)
    waits = story.articles.filter(withheld=True)
    assert waits.count() == 1

    act = publishing.approve(story.pk, story.version, hand)

    assert not waits.exists()
    assert again(story).independent == 2
    undo(act.pk, hand)
    assert waits.count() == 1
    assert seen(story) == ("published", False, None)
    publishing.approve(story.pk, again(story).version, hand)
    with pytest.raises(InputError, match="that cannot be done"):
        publishing.approve(story.pk, again(story).version, hand)


def test_article_that_comes_after_the_approval_waits_for_its_own(make_source, make_story, make_article, hand):
    """An approval is for what the editor saw: a later article of a source on hold is withheld again."""
    make_source(1, mode=Source.Mode.HOLD)
    story = make_story(1)
    publishing.approve(story.pk, story.version, hand)
    later = make_article(1)

    stories.recount(stories.join(later, again(story), [], now=hand.now), now=hand.now)

    assert seen(story) == ("published", True, None)
    assert list(story.articles.filter(withheld=True)) == [later]


DONE = {
    "hold": lambda story, hand: publishing.hold(story.pk, story.version, hand),
    "kill": lambda story, hand: publishing.kill(story.pk, story.version, hand, reason="wrong man"),
    "embargo": lambda story, hand: publishing.embargo(
        story.pk, story.version, hand, until=hand.now + timedelta(hours=2)
    ),
}


@pytest.mark.parametrize("name", DONE)
def test_what_is_done_to_a_story_is_undone_wholly(make_story, hand, name):
    """Hold, kill and embargo each change what readers see, count the version up, and are undone to the letter."""
    story = make_story(1)
    before = seen(story)

    act = DONE[name](story, hand)

    assert seen(story) != before
    assert again(story).version == story.version + 1
    undone = undo(act.pk, hand)
    assert seen(story) == before
    assert (undone.kind, undone.undoes, undone.by_name) == ("undone", act, "anna")
    assert why_not(act, hand) == "this was undone already"
    assert again(story).version == story.version + 2


@pytest.mark.parametrize("name", DONE)
def test_second_editor_with_an_old_page_is_refused(make_story, hand, name):
    """Of two editors with the same page the second one changes nothing, and leaves nothing in the log."""
    story = make_story(1)
    publishing.correct(story.pk, story.version, hand, text="It was Tuesday.")
    before = seen(story)

    with pytest.raises(ConflictError) as refused:
        DONE[name](story, hand)

    assert refused.value.row == story
    assert seen(story) == before
    assert Act.objects.count() == 1


def test_an_embargo_is_lifted_early(make_story, hand, now):
    """An embargo hides the story until its time, or until it is lifted; a time gone by is refused."""
    story = make_story(1)
    publishing.embargo(story.pk, 0, hand, until=now + timedelta(hours=1))
    assert not Story.objects.filter(stories.public_stories(now), pk=story.pk).exists()

    assert publishing.embargo(story.pk, 1, hand, until=None).kind == "lifted"

    assert Story.objects.filter(stories.public_stories(now), pk=story.pk).exists()
    with pytest.raises(InputError):
        publishing.embargo(story.pk, 2, hand, until=now)


def test_what_cannot_be_done_is_said_and_changes_nothing(make_story, hand):
    """A killed story is not approved, held or corrected; a kill and a correction need words."""
    story = make_story(1)
    with pytest.raises(InputError, match="reason"):
        publishing.kill(story.pk, 0, hand, reason=" ")
    with pytest.raises(InputError, match="words"):
        publishing.correct(story.pk, 0, hand, text="\n")
    with pytest.raises(InputError, match="label"):
        publishing.correct(story.pk, 0, hand, text="x", label="scoop")
    publishing.kill(story.pk, 0, hand, reason="wrong man")
    for act in (publishing.approve, publishing.hold):
        with pytest.raises(InputError, match="killed"):
            act(story.pk, 1, hand)
    with pytest.raises(InputError, match="killed"):
        publishing.correct(story.pk, 1, hand, text="x")
    with pytest.raises(InputError, match="no story"):
        publishing.hold(story.pk + 99, 0, hand)
    assert Act.objects.count() == 1
    assert again(story).version == 1


def test_correction_stands_until_it_is_undone(make_story, hand, now):
    """A correction is a row with label, words and time; undone it is gone from the page, its words stay in the log."""
    story = make_story(1)
    act = publishing.correct(story.pk, 0, hand, text=" The ferry runs on Tuesday. ", label="clarification")
    row = Correction.objects.get()
    assert (row.text, row.label, row.at, row.by.username) == (
        "The ferry runs on Tuesday.",
        "clarification",
        now,
        "anna",
    )
    undo(act.pk, hand)
    assert not Correction.objects.exists()
    assert again(act).reason == "The ferry runs on Tuesday."


def test_merge_and_its_undo(make_story, hand):
    """A merged story's articles move and its address leads on; undone, each has its own again and stays so."""
    kept, gone = make_story(1, 2), make_story(3)

    act = grouping.merge((kept.pk, 0), (gone.pk, 0), hand)

    assert (again(gone).state, again(gone).merged_into, kept.articles.count()) == ("merged", kept, 3)
    undo(act.pk, hand)
    assert (again(gone).state, again(gone).merged_into) == ("published", None)
    assert (kept.articles.count(), gone.articles.count()) == (2, 1)
    assert gone.articles.get().pinned
    assert again(gone).bake_due_at is not None
    assert again(gone).lead == gone.articles.get()


def test_merge_refuses_an_old_page_of_either_story(make_story, hand):
    """The other story may have changed as well."""
    kept, gone = make_story(1), make_story(2)
    publishing.hold(gone.pk, 0, hand)
    with pytest.raises(ConflictError):
        grouping.merge((kept.pk, 0), (gone.pk, 0), hand)
    assert (again(kept).version, again(gone).version) == (0, 1)


def test_split_and_its_undo(make_story, hand):
    """A split makes a story; undone, the articles are home and the new story's address leads there."""
    story = make_story(1, 2, 3)
    taken = story.articles.order_by("pk").last()

    act = grouping.split(story.pk, 0, hand, articles=[taken.pk])

    fresh = act.other
    assert list(fresh.articles.all()) == [taken]
    assert fresh.state == "published"
    undo(act.pk, hand)
    assert story.articles.count() == 3
    assert (again(fresh).state, again(fresh).merged_into) == ("merged", story)


def test_nothing_comes_to_light_by_grouping(make_story, hand, now):
    """A part split off a held or embargoed story is kept back too; a merge does not end an embargo."""
    held = make_story(1, 2)
    publishing.hold(held.pk, 0, hand)
    part = grouping.split(held.pk, 1, hand, articles=[held.articles.last().pk]).other
    assert seen(part) == ("held", True, None)

    secret, public = make_story(3, 4), make_story(5)
    publishing.embargo(secret.pk, 0, hand, until=now + timedelta(days=1))
    part = grouping.split(secret.pk, 1, hand, articles=[secret.articles.last().pk]).other
    assert seen(part)[2] == now + timedelta(days=1)
    with pytest.raises(InputError, match="embargo"):
        grouping.merge((public.pk, 0), (secret.pk, 2), hand)
    stories.merge(public, again(secret), [], now=now)
    assert secret.articles.count() == 1


def test_no_machine_brings_killed_articles_back(make_story, hand, now):
    """The matcher's merge leaves a killed story apart, whichever of the two it is."""
    killed, public = make_story(1), make_story(2)
    publishing.kill(killed.pk, 0, hand, reason="wrong man")
    stories.merge(public, again(killed), [], now=now)
    stories.merge(again(killed), public, [], now=now)
    assert (killed.articles.count(), public.articles.count()) == (1, 1)
    killed.articles.all().delete()
    stories.recount([killed.pk], now=now)
    assert again(killed).state == "killed"


def test_undo_goes_backwards(make_story, hand):
    """What something later rests on is not undone; after the later act is undone, it is."""
    story = make_story(1)
    first = publishing.hold(story.pk, 0, hand)
    second = publishing.approve(story.pk, 1, hand)
    with pytest.raises(InputError, match="later"):
        undo(first.pk, hand)
    undo(second.pk, hand)
    undo(first.pk, hand)
    assert seen(story) == ("published", False, None)


def test_only_a_chief_undoes_what_another_did(make_story, hand, now):
    """An editor undoes their own acts; a chief anybody's; a superuser is a chief; nobody else has a role."""
    story = make_story(1)
    act = publishing.hold(story.pk, 0, hand)
    bert, cora = User.objects.create(username="bert"), User.objects.create(username="cora")
    give(bert, Role.EDITOR)
    give(cora, Role.CHIEF)
    assert [role_of(user) for user in (bert, cora)] == [Role.EDITOR, Role.CHIEF]
    with pytest.raises(InputError, match="chief"):
        undo(act.pk, Hand(bert, now))
    undo(act.pk, Hand(cora, now))
    give(cora, Role.NONE)
    assert role_of(cora) is Role.NONE
    assert role_of(User(username="root", is_superuser=True)) is Role.CHIEF
    assert role_of(User(username="gone", is_superuser=True, is_active=False)) is Role.NONE


def test_judgement_and_its_undo(make_story, make_finding, hand):
    """A finding is accepted once, with who and why; undone it is open again."""
    story = make_story(1)
    row = make_finding(story.articles.get())

    act = judging.accept(row.pk, 0, hand, reason="heard the tape")

    row = again(row)
    assert (row.state, row.judged_by.username, row.judgement) == ("accepted", "anna", "heard the tape")
    with pytest.raises(ConflictError):
        judging.dismiss(row.pk, 0, hand, reason="no")
    with pytest.raises(InputError, match="already"):
        judging.dismiss(row.pk, row.version, hand, reason="no")
    undo(act.pk, hand)
    assert (again(row).state, again(row).judged_by) == ("open", None)


def test_accepted_finding_does_not_publish_the_story(make_source, make_story, make_finding, hand):
    """`publish when clean`: a finding that is right keeps the story back; only a dismissal clears it."""
    make_source(1, mode=Source.Mode.WHEN_CLEAN)
    story = make_story(1)
    row = make_finding(story.articles.get())
    stories.recount([story.pk], now=hand.now)
    assert seen(story)[0] == "held"
    act = judging.accept(row.pk, 0, hand)
    assert seen(story)[0] == "held"
    undo(act.pk, hand)
    judging.dismiss(row.pk, again(row).version, hand, reason="two transcripts")
    assert seen(story)[0] == "published"


LONG = "we have well under four billion secured for the pier"


def test_dismissed_pattern_is_not_shown_again(make_story, make_finding, hand, now):
    """What is open of the same pattern is dismissed with it, and what a later check finds of it, too; undone, all is open."""
    first, second = make_story(1), make_story(2)
    one = make_finding(first.articles.get(), was=LONG, is_now=LONG.replace("secured", "insured"))
    two = make_finding(second.articles.get(), was=LONG.upper(), is_now=LONG.replace("secured", "insured"))
    other = make_finding(second.articles.get(), was=LONG, is_now=LONG.replace("pier", "quay"))

    act = judging.dismiss(one.pk, 0, hand, reason="the mayor said both")

    assert [again(each).state for each in (one, two, other)] == ["dismissed", "dismissed", "open"]
    third = make_finding(make_story(3).articles.get(), was=LONG, is_now=LONG.replace("secured", "insured"))
    assert (third.state, third.judgement, third.judged_by) == ("dismissed", "the mayor said both", hand.user)
    later = Hand(hand.user, now + timedelta(minutes=1))
    undo(act.pk, later)
    assert not Dismissal.objects.exists()
    assert [again(each).state for each in (one, two)] == ["open", "open"]


def test_a_figure_is_dismissed_for_copies_of_its_source_only(make_story, make_finding, hand):
    """That 10 is no fault of 12 here says nothing about another story's 10 and 12."""
    source, copy, other = (make_story(number).articles.get() for number in (1, 2, 3))
    one = make_finding(copy, source, was="10", is_now="12", check="figure.altered")
    judging.dismiss(one.pk, 0, hand, reason="both are counted")
    assert make_finding(other, source, was="10", is_now="12", check="figure.altered").state == "dismissed"
    assert make_finding(source, other, was="10", is_now="12", check="figure.altered").state == "open"


def test_worker_keeps_dismissals_through_a_new_check(make_story, hand, now):
    """The worker's own way of keeping findings asks the dismissals."""
    source, copy = make_story(1).articles.get(), make_story(2).articles.get()
    old, new = Article(body=LONG), Article(body=LONG.replace("secured", "insured"))
    found = Found(
        id="quote.altered",
        severity=Severity.CRITICAL,
        verdict=Alteration.ALTERED,
        message="A word inside quotation marks differs.",
        source=Span(0, len(old.body)),
        copy=Span(0, len(new.body)),
    )
    sides = tuple(type("S", (), {"article": each, "reading": Reading()})() for each in (old, new))
    _keep(copy, source, [found], sides, now=now)
    row = Finding.objects.get()
    judging.dismiss(row.pk, 0, hand, reason="heard it")
    third = make_story(3).articles.get()
    _keep(third, source, [found], sides, now=now)
    assert [each.state for each in Finding.objects.order_by("pk")] == ["dismissed", "dismissed"]


def test_wrong_speaker_is_put_right_and_back(make_story, hand, now):
    """The utterance has the speaker that an editor gave; its pages are due; undone it has the former one."""
    story = make_story(1)
    utterance = Utterance.objects.create(speaker="Elon Muska", first_seen=now)
    form = Form.objects.create(utterance=utterance, words="We are done.", digest="1", first_seen=now)
    Printing.objects.create(form=form, article=story.articles.get(), start=0, end=5)

    act = speakers.put_right(utterance.pk, 0, hand, speaker="  Ellen \n Moss ", story=story.pk)

    assert (again(utterance).speaker, again(utterance).by_hand) == ("Ellen Moss", True)
    assert again(story).bake_due_at == now
    assert "We are done." in act.about
    with pytest.raises(ConflictError):
        speakers.put_right(utterance.pk, 0, hand, speaker="Nobody")
    undo(act.pk, hand)
    assert (again(utterance).speaker, again(utterance).by_hand) == ("Elon Muska", False)


def test_source_is_paused_resumed_and_given_rules(make_story, hand, now):
    """A source's state and rules change, its stories with them, and go back."""
    story = make_story(1)
    source = story.articles.get().source
    act = watching.pause(source.pk, 0, hand)
    assert (again(source).state, again(source).due_at) == ("paused", None)
    undo(act.pk, hand)
    assert again(source).state == "active"

    act = watching.change_rules(source.pk, 2, hand, rules=watching.Rules("link", "hold", "ap"))

    assert seen(story)[0] == "held"
    undo(act.pk, hand)
    assert watching.rules_of(again(source)) == {"rights": "excerpt", "mode": "at_once", "policy": ""}
    assert seen(story)[0] == "published"
    Source.objects.update(state="stopped", attempts=30, note="dead")
    watching.resume(source.pk, 4, hand)
    assert (again(source).state, again(source).attempts, again(source).due_at) == ("active", 0, now)
    with pytest.raises(InputError, match="rights"):
        watching.change_rules(source.pk, 5, hand, rules=watching.Rules("all", "hold"))
