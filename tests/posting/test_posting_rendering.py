"""Rendering: within the limit as the network counts, and a quotation whole or absent."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.posting.counting import (
    emoji_bytes,
    fits,
    graphemes,
    length,
    utf16_units,
    weighted,
    weighted_letters,
)
from copydesk.posting.mail import no_mail
from copydesk.posting.network import Can, Line, network
from copydesk.posting.relay import no_relay
from copydesk.posting.templates import DEFAULT, parse, render
from copydesk.posting.values import Card, Counting, DoesNotFitError, Limit, Message, TemplateError
from copydesk.testing.networks import FAKES, MUTE

LINK = "https://desk.example/story/7-council-and-the-ferry"
SAID = "They [the council] never said [sic] that it was over,"
MASTODON = (Limit(500, Counting.WEIGHTED_URLS),)
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


PIECE = st.text(st.sampled_from("ab [](){}“”„‚’'\"«»…\n\\🇫👩‍é\u0301漢#@/:.*_~|<>&;`-"), max_size=120)
WORDS = st.text(max_size=200) | PIECE | st.just(SAID)
LONG = st.builds(lambda words, times: (words + " ") * times, WORDS, st.integers(1, 60))
CARDS = st.builds(Card, st.just(LINK), WORDS, LONG, PIECE, quotation=WORDS | LONG, speaker=PIECE)
TEXTS = [each for each in sorted(set(FAKES) - MUTE) if Can.PING not in network(each).DECLARED.can]
FENCED = parse(DEFAULT.replace("“{quotation}”", "\x02{quotation}\x03"))
NOW = datetime(2026, 10, 14, 9, tzinfo=UTC)


def line_to(fake):
    """A way to a fake without a network in between."""
    deliver, speak = getattr(fake, "deliver", no_mail), getattr(fake, "speak", no_relay)
    return Line(fake.fields, fake.direct, NOW, deliver=deliver, speak=speak)


@settings(max_examples=RENDERINGS, deadline=None, derandomize=True)
@given(card=CARDS, name=st.sampled_from(TEXTS))
def test_any_story_arrives_whole_on_any_network(card, name):
    """Whatever the fields hold: within the limit, the quotation byte-identical or absent, the link intact.

    The text goes the whole way: as the network wants it written, taken by a fake that counts by itself, and read as
    a reader there sees it.
    """
    fields = {
        name: str(value).translate({2: None, 3: None, 13: None}) for name, value in card.to_dict().items()
    }
    card, there, fake = Card(**fields), network(name), FAKES[name]()
    declared = there.DECLARED
    text = render(FENCED, card, declared.limits, declared.writing)
    line = line_to(fake)
    there.send(line, "k" * 64, Message(text, LINK, title="Ferry", created=NOW))
    (shown,) = fake.texts

    assert fits(declared.writing(text, LINK), declared.limits, LINK)
    assert shown.endswith(LINK)
    assert shown == LINK or shown[-len(LINK) - 1].isspace()
    assert shown.strip() == text.strip()
    if "\x02" in shown:
        assert shown[shown.index("\x02") + 1 : shown.index("\x03")] == card.quotation
    elif card.quotation:
        alone = Card(LINK, card.title, quotation=card.quotation, speaker=card.speaker)
        longer = declared.writing(render(FENCED, alone, ()), LINK)
        assert not fits(longer, declared.limits, LINK)


@pytest.mark.parametrize("name", TEXTS)
def test_sentence_with_brackets_arrives_on_every_network(name):
    """No network's writing takes the brackets out of a quotation, as other posters do."""
    there, fake = network(name), FAKES[name]()
    line = line_to(fake)
    text = render(
        parse(DEFAULT), Card(LINK, "Ferry", quotation=SAID, speaker="Edda Morn"), there.DECLARED.limits
    )
    there.send(line, "k" * 64, Message(text, LINK, created=NOW))

    assert f"“{SAID}” — Edda Morn" in fake.texts[0]


def test_x_counts_letters_emoji_and_addresses():
    """Latin letters 1, Chinese ones and whole emoji 2, any address 23 at least."""
    assert weighted_letters("e\u0301", "", 23) == 1
    assert weighted_letters("漢👩‍👩‍👧🇫🇮", "", 23) == 6
    assert weighted_letters("a.example", "", 23) == 23


def test_threads_counts_the_bytes_of_emoji():
    """A family is 18 bytes there, a letter one."""
    assert emoji_bytes("a👩‍👩‍👧") == 1 + len("👩‍👩‍👧".encode())
