"""What a story is about: as its newsrooms file it, as the editor's list says, and as an editor's hand says last."""

from __future__ import annotations

import pytest

from copydesk.desk.topics import Filed, chosen, tidy, topic_of


@pytest.mark.parametrize(
    ("articles", "topic"),
    [
        ([], ""),
        ([Filed("A")], ""),
        ([Filed("A", "Ferries")], "Ferries"),
        ([Filed("A", "News", ("Ferries", "Harbour"))], "Ferries"),
        ([Filed("A", "Harbour"), Filed("B", "Ferries"), Filed("C", "ferries")], "Ferries"),
        ([Filed("A", "", ("Harbour",)), Filed("B", "Ferries")], "Ferries"),
        ([Filed("A", "Harbour"), Filed("B", "Ferries")], "Harbour"),
        # One outlet has one voice, however many articles it prints.
        ([Filed("A", "Harbour")] * 5 + [Filed("B", "Ferries"), Filed("C", "Ferries")], "Ferries"),
        ([Filed("A", "WORLD / Europe")], "World"),
        ([Filed("A", "World > Europe")], "World"),
        ([Filed("A", "politics")], "Politics"),
        ([Filed("A", "TECH")], "TECH"),
        ([Filed("A", "Breaking News"), Filed("B", "Home"), Filed("C", "uncategorized")], ""),
        ([Filed("The Courier", "The Courier", ("Courts",))], "Courts"),
        ([Filed("A", "What we learned from forty years of ferry crossings")], ""),
        ([Filed("A", "2026"), Filed("B", "–")], ""),
        ([Filed("A", "Kultur"), Filed("B", "Nachrichten")], "Kultur"),
        ([Filed("A", "Спорт")], "Спорт"),
        ([Filed("A", "../../etc")], ""),
    ],
)
def test_topic_is_what_most_newsrooms_say(articles, topic) -> None:
    """Each outlet has a voice; a section counts more than a word of a feed; what says nothing is left out."""
    assert topic_of(articles, {}) == topic


def test_editors_list_is_all_there_is() -> None:
    """With a list, words lead to its topics and nothing else is one."""
    topics = chosen(" Harbour: port ,  Ferries;Town:;; : lost ")

    assert set(topics.values()) == {"Harbour", "Town"}
    assert topic_of([Filed("A", "PORT", ("sport",))], topics) == "Harbour"
    assert topic_of([Filed("A", "Town"), Filed("B", "Sport")], topics) == "Town"
    assert topic_of([Filed("A", "Sport")], topics) == ""


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (" Town   hall ", "Town hall"),
        ("a/b?c#d%e", "a b c d e"),
        ("x" * 90, "x" * 40),
        ("..", ""),
        ("<b>Harbour</b>", "<b>Harbour< b>"),
        ("a\x00b\nc", "a b c"),
    ],
)
def test_editors_words_fit_an_address(words, kept) -> None:
    """What an address cannot hold is taken out of a topic; what is left is text and nothing else."""
    assert tidy(words) == kept
