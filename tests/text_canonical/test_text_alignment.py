"""Alignment: sentences find each other wherever they went, and words inside them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.alignment import Alignment, Edit, align
from copydesk.text.canonical import canonical
from copydesk.text.sentences import sentences

STORY = (
    "The tram to the harbour opened on Friday after four years of work.",
    "Its first driver, Ines Marlow, had waited for it since school.",
    "Shopkeepers along the quay complained that the stones were still missing.",
    "A choir of forty children sang when the doors closed.",
    "The council wants to build a second line to the hospital by autumn.",
)


def aligned(source: str, copy: str) -> Alignment:
    """Align two texts by their sentences."""
    return align(canonical(source), canonical(copy), sentences(source), sentences(copy))


def pairs(source: str, copy: str) -> list[tuple[str, str]]:
    """Return the linked words of both sides."""
    one, two = canonical(source), canonical(copy)
    return [(one.words(*each.source), two.words(*each.copy)) for each in aligned(source, copy).links]


def test_same_text_is_equal_throughout():
    """A text aligned with itself has every word linked and no edit."""
    text = " ".join(STORY)
    found = aligned(text, text)
    assert (found.linked, found.equal) == (1.0, 1.0)
    assert all(not each.edits for each in found.links)


def test_moved_paragraphs_find_their_place():
    """Paragraphs in another order are linked one by one."""
    source, copy = "\n\n".join(STORY), "\n\n".join(reversed(STORY))
    assert [one == two for one, two in pairs(source, copy)] == [True] * 5


def test_split_sentence_is_linked_as_one():
    """Two sentences of the copy come from one of the source."""
    source = "The bridge was closed on Monday because the river had risen and two lorries were stuck on it."
    copy = "The bridge was closed on Monday. The river had risen and two lorries were stuck on it."
    found = aligned(source, copy)
    assert len(found.links) == 1
    assert found.links[0].copy == (0, len(canonical(copy)))


def test_merged_sentences_are_linked_as_one():
    """One sentence of the copy comes from two of the source."""
    source = "The river had risen overnight. Two lorries were stuck on the bridge."
    copy = "The river had risen overnight and two lorries were stuck on the bridge."
    found = aligned(source, copy)
    assert [each.source for each in found.links] == [(0, len(canonical(source)))]


def test_dropped_and_new_sentences_are_left_alone():
    """What only one side has is linked to nothing."""
    copy = " ".join((STORY[0], "Rain is expected over the weekend in the whole valley.", STORY[4]))
    assert [two for _, two in pairs(" ".join(STORY), copy)] == [STORY[0].rstrip("."), STORY[4].rstrip(".")]


def test_edit_names_the_words_that_differ():
    """One other word is one edit on both sides."""
    found = aligned("The old pier holds well.", "The old pier holds badly.")
    assert found.links[0].edits == (Edit((4, 5), (4, 5)),)


def test_live_blog_is_linked_wholly():
    """A long text with moved and altered entries is linked in its whole length."""
    entries = [
        f"At {hour}:{minute:02} the ferry {hour * 60 + minute} left pier {minute} with {hour + minute} cars aboard."
        for hour in range(10, 18)
        for minute in range(0, 60, 2)
    ]
    found = aligned("\n\n".join(entries), "\n\n".join(entries[120:] + entries[:120]))
    assert (found.linked, found.equal) == (1.0, 1.0)


@given(
    st.lists(st.sampled_from(["a", "b", "c.", "D", "\n\n", "not"])),
    st.lists(st.sampled_from(["a", "b", "c.", "D", "\n\n", "not"])),
)
def test_any_two_texts_can_be_aligned(one: list[str], two: list[str]):
    """Equal words are told the same way from both sides."""
    found = aligned(" ".join(one), " ".join(two))
    for here, there in enumerate(found.to_source):
        if there >= 0:
            assert canonical(" ".join(one)).loose[there] == canonical(" ".join(two)).loose[here]
    assert 0.0 <= found.linked <= 1.0
