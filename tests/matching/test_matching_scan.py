"""Bodies read piece by piece hold the same words, in the same places, as words read one by one; the table forgets nothing."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.matching import Matcher
from copydesk.matching.align import align
from copydesk.matching.fingerprint import fingerprint, keep
from copydesk.matching.index import Index
from copydesk.matching.scan import Places, scan
from copydesk.text.words import words

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            (
                "The U.S.-led crane, ",
                "“It rained.” ",
                "Ann’s £1,200.50 —",
                "\n",
                "\x00",
                "漢字の文章です。",
                "e\u0301 ",
                " ",
                "I.",
                "o'clock",
            )
        ),
    ),
    max_size=14,
).map("".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_words_are_those_of_the_text(body):
    """Hashes and places agree with `words`; lines and sentences cover the text without gaps."""
    found, expected = scan(body), words(body)
    places = Places(body, found.offsets)

    assert tuple(found.hashes) == expected.hashes
    assert [places.start(each) for each in range(len(expected))] == list(expected.starts)
    assert [places.end(each) for each in range(len(expected))] == list(expected.ends)
    assert len(places.quoted()) == len(expected)
    assert found.edges == sorted(set(found.edges))
    assert (found.edges[0], found.edges[-1]) == (0, len(expected))


def test_sentences_names_and_quotations_are_found():
    """A capital after a stop is no name, a figure keeps its form, marks enclose their words."""
    body = "It rained. Mayor Edda Morn paid 1,200 for “the Old Crane” today.\nBread rose."
    found = scan(body)
    forms = words(body).forms
    names = {form for form, number in zip(forms, words(body).hashes, strict=True) if number in found.names}

    assert found.edges == [0, 2, 12, 14]
    assert names == {"edda", "morn", "crane"}
    assert found.figures == [words("1200").hashes[0]]
    marked = Places(body, found.offsets).quoted()
    assert [form for form, each in zip(forms, marked, strict=True) if each] == ["the", "old", "crane"]


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=30, unique=True), max_size=60))
@settings(max_examples=60, deadline=None)
def test_index_gives_what_was_entered(articles):
    """Each feature leads to the articles that have it, in their order, however full the table has become."""
    index, expected = Index(cap=100), {}
    for number, features in enumerate(articles, 1):
        before = index.enter(features, number)
        assert before == [tuple(expected.get(each, ())) for each in features]
        for each in features:
            expected.setdefault(each, []).append(number)
    listed = list(expected)
    index.keep(lambda number: number % 2 == 0)

    assert index.ask(listed) == [tuple(n for n in expected[each] if n % 2 == 0) for each in listed]


def test_index_grows():
    """What ten thousand articles entered is all found again."""
    index = Index(cap=4)
    spread = 0x9E3779B1
    for number in range(1, 10_001):
        index.enter([number * spread & 0xFFFFFFFF], number)
    for number in (1, 77, 9_999):
        assert number in index.ask([number * spread & 0xFFFFFFFF])[0]
    assert len(index) == 10_000


def test_replaced_words_stand_for_words_of_the_source():
    """In a spun copy the words that were put in stand where the source's words stood."""
    source = fingerprint(keep("a", "The council sold the old crane to a firm from Tarn on Monday for 300."))
    copy = fingerprint(keep("b", "The council sold the rusty crane to a firm from Tarn on Monday for 300."))
    (block,) = align(source, copy).replaced

    assert (block.copy, block.source, block.length) == (4, 4, 1)


def test_stored_matcher_goes_on_as_if_it_had_not_stopped(article):
    """A matcher that was stored and read again says of later articles what it would have said."""
    names = ("crane", "school", "crane_house", "crane_spun", "crane_follow_up", "round_up")
    monday = datetime(2026, 10, 5, tzinfo=UTC)
    one = Matcher()
    for hour, name in enumerate(names[:3]):
        one.add(name, article(name), published=monday + timedelta(hours=hour))
    other = pickle.loads(pickle.dumps(one))
    for matcher in (one, other):
        for hour, name in enumerate(names[3:], 3):
            matcher.add(name, article(name), published=monday + timedelta(hours=hour))

    assert [one.relation(name) for name in names] == [other.relation(name) for name in names]
    assert one.relation("crane_house").of == "crane"
