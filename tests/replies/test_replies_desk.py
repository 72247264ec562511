"""The desk decides: many at once, undone, learned from, listed, baked and logged."""

from __future__ import annotations

import pytest

from copydesk.desk.editing.undoing import undo
from copydesk.desk.models import Act, Reply, ReplyMail, ReplyRule, ReplyWord, Story
from copydesk.desk.replies import learning, moderating
from copydesk.desk.stories import HandError

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_many_are_shown_at_once_and_undone(hand, make_reply) -> None:
    """A bulk act shows all it is given in one line of the log, and one undo holds them again, with their reasons."""
    rows = [make_reply(held_for="the first reply of this address") for _ in range(3)]
    act = moderating.show([each.pk for each in rows], hand)
    assert set(Reply.objects.values_list("state", "held_for")) == {("approved", "")}
    assert (act.by_name, act.kind) == ("anna", "shown")
    undo(act.pk, hand)
    assert set(Reply.objects.values_list("state", "held_for")) == {
        ("held", "the first reply of this address")
    }


def test_what_changed_since_is_not_undone(hand, make_reply) -> None:
    """An undo leaves alone what its writer deleted or somebody else decided since; when nothing is left it says so."""
    row, other = make_reply(), make_reply()
    act = moderating.show([row.pk, other.pk], hand)
    moderating.refuse([row.pk], hand)
    undo(act.pk, hand)
    assert list(Reply.objects.order_by("pk").values_list("state", flat=True)) == ["rejected", "held"]
    single = moderating.show([other.pk], hand)
    Reply.objects.filter(pk=other.pk).update(state="deleted")
    with pytest.raises(HandError, match="changed since"):
        undo(single.pk, hand)


def test_page_is_due_when_a_reply_is_shown_or_taken_away(hand, make_reply, story) -> None:
    """Both showing and refusing have the story's page baked anew."""
    row = make_reply()
    for act in (moderating.show, moderating.refuse):
        Story.objects.update(bake_due_at=None)
        act([row.pk], hand)
        story.refresh_from_db()
        assert story.bake_due_at == hand.now


def test_bayes_learns_and_unlearns(hand, make_reply) -> None:
    """Words count as the desk decided, the queue is weighed anew, and an undo takes the counts back."""
    bad = [make_reply(f"cheap pills offer {n}") for n in range(3)]
    good = [make_reply(f"the council meeting was long {n}") for n in range(3)]
    waits = make_reply("cheap pills again"), make_reply("the council again")
    act = moderating.refuse([each.pk for each in bad], hand)
    moderating.show([each.pk for each in good], hand)
    spam, ham = (Reply.objects.get(pk=each.pk).likely_refused for each in waits)
    assert spam > 0.8
    assert ham < 0.2
    assert ReplyWord.objects.get(word="pills").refused == 3
    assert learning.score_of(waits[0]).words[0].word in {"cheap", "pills"}
    undo(act.pk, hand)
    assert ReplyWord.objects.get(word="pills").refused == 0
    assert ReplyWord.objects.get(word="").refused == 0


def test_block_is_listed_and_undone(hand, make_reply) -> None:
    """Blocking refuses the reply and lists its writer; the undo takes both back."""
    row = make_reply(email_hash="a" * 64)
    act = moderating.block(row.pk, hand, kind=ReplyRule.Kind.EMAIL)
    assert ReplyRule.objects.get().verdict == "block"
    undo(act.pk, hand)
    assert not ReplyRule.objects.exists()
    assert Reply.objects.get().state == "held"


def test_mail_is_queued_only_when_shown_and_dropped_when_undone(hand, make_reply) -> None:
    """Nobody gets mail before the desk approved; an undo before it went takes it back."""
    row = make_reply(sealed=b"x", sealed_key_id="k")
    assert not ReplyMail.objects.exists()
    act = moderating.show([row.pk], hand)
    assert ReplyMail.objects.get().kind == "shown"
    undo(act.pk, hand)
    assert not ReplyMail.objects.exists()


def test_queue_page_shows_reasons_and_acts(chief, make_reply) -> None:
    """The page tells each reason, escapes every word, and its form decides."""
    row = make_reply(
        "<script>alert(1)</script> https://a.example/x", held_for="has more links than you allow"
    )
    page = chief.get("/desk/replies/").content.decode()
    assert "has more links than you allow" in page
    assert "<script>alert" not in page
    assert 'rel="ugc nofollow noopener"' in page
    answer = chief.post("/desk/replies/do/", {"act": "show", "reply": [str(row.pk)]})
    assert answer["Location"].endswith(f"done={Act.objects.get().pk}")
    assert Reply.objects.get().state == "approved"


def test_lists_page_adds_and_takes_off(chief) -> None:
    """Words are put on the list and taken off, and both are in the log."""
    chief.post("/desk/replies/lists/do/", {"kind": "word", "words": "Casino\nviagra"})
    assert set(ReplyRule.objects.values_list("value", flat=True)) == {"casino", "viagra"}
    assert "casino" in chief.get("/desk/replies/lists/").content.decode()
    chief.post("/desk/replies/lists/do/", {"remove": str(ReplyRule.objects.get(value="casino").pk)})
    assert ReplyRule.objects.get().value == "viagra"
    act = Act.objects.first()
    chief.post(f"/desk/act/{act.pk}/undo/")
    assert ReplyRule.objects.count() == 2


def test_reader_of_the_desk_decides_nothing(make_reply, client) -> None:
    """Who is not signed in is asked to, and nothing is decided."""
    row = make_reply()
    assert client.post("/desk/replies/do/", {"act": f"show {row.pk}"}).status_code == 302
    assert Reply.objects.get().state == "held"
