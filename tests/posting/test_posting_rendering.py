"""Rendering: within the limit as the network counts, and a quotation whole or absent."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.posting.counting import fits, graphemes, length, utf16_units, weighted
from copydesk.posting.templates import DEFAULT, parse, render
from copydesk.posting.values import Card, Counting, DoesNotFitError, Limit, TemplateError

LINK = "https://desk.example/story/7-council-and-the-ferry"
SAID = "They [the council] never said [sic] that it was over,"
MASTODON = (Limit(500, Counting.WEIGHTED_URLS),)
BLUESKY = (Limit(300), Limit(3000, Counting.BYTES))
TELEGRAM = (Limit(1024, Counting.UTF16),)
#: 10,000 with COPYDESK_TEST_RENDERINGS=10000; the normal run takes fewer
RENDERINGS = int(os.environ.get("COPYDESK_TEST_RENDERINGS", "300"))


def test_brackets_inside_a_quotation_arrive_as_they_are():
    """What a desk put in brackets belongs to the quotation."""
    text = render(parse(DEFAULT), Card(LINK, "Ferry", quotation=SAID, speaker="Edda Morn"), MASTODON)

    assert text == f"Ferry\n\n“{SAID}” — Edda Morn\n\n{LINK}"


def test_fields_go_whole_and_in_order():
    """Tags go first, then the excerpt, the kicker, the outlet, the quotation and the title; the link stays."""
    card = Card(
        LINK,
        "T" * 50,
        excerpt="E" * 60,
        kicker="K" * 20,
        quotation="Q" * 40,
        speaker="S" * 10,
        tags="#abcdefg",
    )
    full = graphemes(render(parse(DEFAULT), card, ()))
    shown = []
    for most in range(full, graphemes(LINK) - 1, -1):
        text = render(parse(DEFAULT), card, (Limit(most),))
        state = "".join(each for each in "#EKQST" if each in text)
        if not shown or shown[-1] != state:
            shown.append(state)

    assert shown == ["#EKQST", "EKQST", "KQST", "QST", "T", ""]


def test_speaker_without_a_quotation_is_not_named():
    """A speaker stands only behind words of theirs."""
    assert "Morn" not in render(parse(DEFAULT), Card(LINK, "Ferry", speaker="Edda Morn"), ())


def test_link_alone_that_is_too_long_is_refused():
    """A link is never cut: where it does not fit, nothing is posted."""
    with pytest.raises(DoesNotFitError, match="this address alone"):
        render(parse(DEFAULT), Card(LINK), (Limit(20),))


@pytest.mark.parametrize(
    "wrong",
    [
        "{title}",
        "[{permalink}]",
        "{permalink} {nobody}",
        "{permalink} [",
        "] {permalink}",
        "{title}{permalink}",
    ],
)
def test_wrong_template_is_refused(wrong):
    """A template without a sure link, with an unknown field or an open bracket is none."""
    with pytest.raises(TemplateError):
        parse(wrong)


def test_escaped_brackets_are_words():
    """A backslash makes a bracket a plain one."""
    assert render(parse(r"\[{title}\] {permalink}"), Card(LINK, "Rain"), ()) == f"[Rain] {LINK}"


def test_counts_as_networks_count():
    """A flag, a family and a letter with its accent are one grapheme each; UTF-16 and UTF-8 see more."""
    text = "e\u0301🇫🇮👩‍👩‍👧"

    assert graphemes(text) == 3
    assert utf16_units(text) == len(text.encode("utf-16-le")) // 2
    assert length(text, Limit(1, Counting.BYTES), "") == len(text.encode())


def test_short_address_counts_no_less_than_its_weight():
    """An address of ten characters counts as 23; one that is not ours counts as long as it is, if that is more."""
    assert weighted("http://a.b", "http://a.b", 23) == 23
    assert weighted("http://" + "a" * 40, LINK, 23) == 47


PIECE = st.text(st.sampled_from("ab [](){}“”„‚’'\"«»…\n\\🇫👩‍é\u0301漢#@/:."), max_size=120)
WORDS = st.text(max_size=200) | PIECE | st.just(SAID)
CARDS = st.builds(Card, st.just(LINK), WORDS, WORDS, PIECE, quotation=WORDS, speaker=PIECE)
LIMITS = [MASTODON, BLUESKY, TELEGRAM, (Limit(70),), (Limit(120, Counting.UTF16),)]
FENCED = parse(DEFAULT.replace("“{quotation}”", "\x02{quotation}\x03"))


@settings(max_examples=RENDERINGS, deadline=None, derandomize=True)
@given(card=CARDS, limits=st.sampled_from(LIMITS))
def test_any_story_keeps_within_any_limit(card, limits):
    """Whatever the fields hold: within the limit, the quotation byte-identical or absent, the link intact."""
    fields = {name: str(value).translate({2: None, 3: None}) for name, value in card.to_dict().items()}
    card = Card(**fields)
    text = render(FENCED, card, limits)

    assert fits(text, limits, LINK)
    assert text.endswith(LINK)
    assert text == LINK or text[-len(LINK) - 1].isspace()
    if "\x02" in text:
        assert text[text.index("\x02") + 1 : text.index("\x03")] == card.quotation
    elif card.quotation:
        alone = Card(LINK, card.title, quotation=card.quotation, speaker=card.speaker)
        assert not fits(render(FENCED, alone, ()), limits, LINK)
