"""Who stands for what, quoted, retold, believed or planned: found by the learned table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.reading import read
from copydesk.reading._attributed import table, table_of
from copydesk.reading.languages import LANGUAGES

#: Text, source, cue, claim.
FOUND = [
    ("Ina Moor expects the pier to reopen in May.", "Ina Moor", "expects", "the pier to reopen in May"),
    ("Critics fear that the harbour will be sold.", "Critics", "fear", "the harbour will be sold"),
    ("The 15 members of the crew have refused to leave the ship.", "The 15 members of the crew", "have refused",
        "to leave the ship"),
    ("Senator Bo Lind, a member of the harbour committee, said the pier was safe.",
        "Senator Bo Lind, a member of the harbour committee", "said", "the pier was safe"),
    ("Lesk accused the council of hiding the report.", "Lesk", "accused", "the council of hiding the report"),
    ("The town had hoped to win $10 million, Moor said on Tuesday.", "Moor", "said",
        "The town had hoped to win $10 million"),
    ("Police believe the fire was set, though no one has been charged.", "Police", "believe",
        "the fire was set, though no one has been charged"),
    ("Roe told reporters on Monday that the dam would hold.", "Roe", "told", "the dam would hold"),
    ("“The pier is safe,” said Ina Moor.", "Ina Moor", "said", "The pier is safe"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "claim"), FOUND)
def test_a_claim_has_its_exact_source_cue_and_words(text, source, cue, claim):
    """Speech, opinion, plan and refusal are tied to whom they rest on, each from its first to its last word."""
    found = [
        (each.source.of(text), each.cue.of(text), each.claim.of(text))
        for each in read(text).attributions
        if each.source
    ]
    assert (source, cue, claim) in found


def test_a_claim_parted_by_its_source_is_one():
    """A claim that goes on behind its source runs from its first to its last word."""
    text = "“The pier is safe,” said Bo Lind, the head of the committee. “It has always been safe.”"
    (found,) = read(text).attributions
    assert found.claim.of(text).startswith("The pier")
    assert found.claim.of(text).endswith("been safe")
    assert found.name == "Bo Lind"


def test_signs_and_brackets_belong_to_the_words():
    """A dollar sign, a per-cent sign and a closing bracket are not cut off."""
    text = "Rep. Bo Lind (D-Ohio) said $5 would be lost and that taxes would fall by 40%."
    (found,) = read(text).attributions
    assert found.source.of(text) == "Rep. Bo Lind (D-Ohio)"
    assert found.claim.of(text).startswith("$5")
    assert found.claim.of(text).endswith("40%")


def test_a_text_without_claims_has_no_attributions():
    """Plain events rest on nobody."""
    assert read("The ferry left at noon. Rain fell on the harbour.").attributions == ()


def test_a_language_without_a_table_keeps_its_rules():
    """German has no table; its retold claims are found by shape."""
    assert table("de") is None
    text = "Ina Moor sagte, dass die Brücke im Mai schließt."
    assert all(each.source.of(text) == "Ina Moor" for each in read(text, language="de").attributions)


def test_the_table_can_be_read_by_a_person():
    """Each line names a decision, a fact and a weight, and an unknown fact adds nothing."""
    made = table_of("# a comment\nword\tsaid\t1\nanchor\tw\tsaid\t2.50\nside\tR\tw\tsaid\t1.25\n")
    assert made.words == {"said"}
    assert made.score("anchor", [("w", "said"), ("w", "sang")]) == 2.5
    assert made.sides["w", "said"] == (1.25, 0.0, 0.0)


def test_the_table_holds_single_words_only():
    """No part of a fact is longer than a word with its marks: the table keeps no text of anybody's."""
    shipped = table("en")
    parts = {part for facts in shipped.facts.values() for fact in facts for part in fact}
    assert not any(" " in part for part in parts | shipped.words)
    assert max(map(len, parts | shipped.words)) < 25


def test_few_words_according_to_somebody_are_speech():
    """“According to” makes a few words in marks speech, although they are no more than a scare quote's."""
    text = "According to Ina Moor, “six words or fewer” must do."
    (quotation,) = read(text).quotations
    assert quotation.span.of(text) == "six words or fewer"


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_each_language_has_its_own_words(code):
    """Nouns of speech, possessives that speak and determiners that stand alone are data of the language."""
    language = LANGUAGES[code]
    assert language.speech_nouns
    assert language.owners
    assert language.stand_alone
    assert language.not_bound <= language.determiners | language.stand_alone


PIECES = st.sampled_from([
    "“", "”", '"', " said", " Lesk", " he", " the mayor", ". ", ", ", "\n\n", " that", " expects", " according to",
    " $5", " (", ")", "%", " who", " Mr. ", " has", " to", " plans", ": ", " - ", "İ", "ß", " fear", "'s",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_attribution_lies_inside_the_text(text):
    """Whatever is read, source, cue and claim are stretches of the text, and not empty."""
    for each in read(text).attributions:
        for span in (each.source, each.cue, each.claim):
            assert span is None or span.of(text)
