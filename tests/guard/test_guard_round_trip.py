"""What the guard takes out it puts back byte for byte, or refuses and says why."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.guard import GuardError, Kind, Order, Protected, protect, restore

TEXT = (
    "“The pier is safe. We tested it twice,” said Anton Lesk, the mayor, on Monday. Repairs rose from $4 million in 2019"
    " to $10B.\n\n“It is not,” said Ida Voll of the Harbour Board."
)
OUT = "⟦Q1⟧ said ⟦N2⟧, the mayor, on ⟦D3⟧. Repairs rose from ⟦F4⟧ in ⟦D5⟧ to ⟦F6⟧.\n\n⟦Q7⟧ said ⟦N8⟧ of the ⟦N9⟧."
PIECES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "«", "»", "'", "⟦", "⟧", "⟦Q1⟧", "⟦q 1⟧", "⟦N2⟧", "⟦X1⟧", "Q1", "said Anton Lesk", "Ida Voll",
         "$4 million", "40 per cent", "on Monday", "Dec. 4, 2019", ".", ",", " ", "\n\n", "He left.", "the", "\u2028", "𝟙"]
    ),
    max_size=30,
)  # fmt: skip


@pytest.fixture
def guarded() -> Protected:
    """The text with its placeholders."""
    return protect(TEXT)


def test_everything_that_must_not_change_is_taken_out(guarded: Protected):
    """Quotations with their marks, names, figures and dates become numbered placeholders."""
    assert guarded.text == OUT
    assert [(piece.kind, piece.words) for piece in guarded.pieces] == [
        (Kind.QUOTATION, "“The pier is safe. We tested it twice,”"),
        (Kind.NAME, "Anton Lesk"),
        (Kind.DATE, "Monday"),
        (Kind.FIGURE, "$4 million"),
        (Kind.DATE, "2019"),
        (Kind.FIGURE, "$10B"),
        (Kind.QUOTATION, "“It is not,”"),
        (Kind.NAME, "Ida Voll"),
        (Kind.NAME, "Harbour Board"),
    ]


@given(PIECES)
def test_any_text_comes_back(parts: list[str]):
    """Whatever stands in a text, placeholder-like strings included, it is restored to the character."""
    text = "".join(parts)
    assert restore(protect(text)) == text


@given(st.text(max_size=120))
def test_any_characters_come_back(text: str):
    """Control characters and every script are restored."""
    assert restore(protect(text)) == text


@given(PIECES, st.data())
def test_a_lost_placeholder_is_never_overlooked(parts: list[str], data):
    """Take any one placeholder away, or write any one twice: it is refused by its name."""
    guarded = protect("".join(parts) + " Ida Voll paid $4 million.")
    piece = data.draw(st.sampled_from(guarded.pieces))
    with pytest.raises(GuardError) as lost:
        restore(guarded, guarded.text.replace(piece.placeholder, ""))
    assert piece.placeholder in lost.value.missing
    with pytest.raises(GuardError) as twice:
        restore(guarded, guarded.text.replace(piece.placeholder, piece.placeholder * 2))
    assert twice.value.doubled == (piece.placeholder,)


def test_words_around_may_change(guarded: Protected):
    """A translation of the rest is what the guard is for."""
    told = (
        OUT.replace("said", "dijo")
        .replace("Repairs rose from", "El coste subió de")
        .replace("the mayor", "alcalde")
    )
    assert restore(guarded, told).startswith(
        "“The pier is safe. We tested it twice,” dijo Anton Lesk, alcalde"
    )


@pytest.mark.parametrize("form", ["⟦ Q1 ⟧", "⟦q1⟧", "⟦Q 1⟧", "⟦\u00a0q\u00a01\u00a0⟧"])
def test_spaces_and_case_inside_are_forgiven(guarded: Protected, form: str):
    """No two placeholders differ in these alone."""
    assert restore(guarded, OUT.replace("⟦Q1⟧", form)) == TEXT


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("⟦N2⟧", ""), {"missing": ("⟦N2⟧",)}),
        (("⟦N2⟧", "⟦N2⟧ ⟦N2⟧"), {"doubled": ("⟦N2⟧",)}),
        (("⟦N2⟧", "[N2]"), {"missing": ("⟦N2⟧",)}),
        (("⟦N2⟧", "⟦N2"), {"missing": ("⟦N2⟧",), "altered": ("⟦N2",)}),
        (("⟦N2⟧", "⟦Nombre 2⟧"), {"missing": ("⟦N2⟧",), "altered": ("⟦Nombre 2⟧",)}),
        (("⟦N2⟧", "⟦Q2⟧"), {"missing": ("⟦N2⟧",), "invented": ("⟦Q2⟧",)}),
        (("⟦N2⟧", "⟦N2⟧ and ⟦N12⟧"), {"invented": ("⟦N12⟧",)}),
        (("⟦N2⟧", "⟦N02⟧"), {"missing": ("⟦N2⟧",), "altered": ("⟦N02⟧",)}),
        (("⟦N2⟧", "⟦*N2⟧"), {"missing": ("⟦N2⟧",), "altered": ("⟦*N2⟧",)}),
        (("⟦N2⟧", "⟦⟦N2⟧⟧"), {"altered": ("⟦ ⟧",)}),
        (("the mayor", "the ⟧ mayor"), {"altered": ("⟧",)}),
    ],
)
def test_what_came_back_wrong_is_named(
    guarded: Protected, change: tuple[str, str], found: dict[str, tuple[str, ...]]
):
    """Each way in which a placeholder can come back wrong is refused, and the error names it."""
    with pytest.raises(GuardError) as refused:
        restore(guarded, OUT.replace(*change))
    told = refused.value
    kinds = ("missing", "doubled", "altered", "invented", "moved")
    told_of = {
        name: tuple(each.strip() for each in getattr(told, name)) for name in kinds if getattr(told, name)
    }
    assert told_of == {name: tuple(each.strip() for each in value) for name, value in found.items()}
    for placeholders in found.values():
        assert all(each.strip() in str(told) for each in placeholders)


def test_a_placeholder_without_its_brackets_is_pointed_at(guarded: Protected):
    """Some engines take the brackets off; the message says in which line the letters stand."""
    with pytest.raises(GuardError, match=r"missing: ⟦N8⟧ \(N8 stands without its brackets in line 3\)"):
        restore(guarded, OUT.replace("⟦N8⟧", "N8"))


def swapped(one: str, other: str) -> str:
    """Return what was handed out with two placeholders in each other's place."""
    return OUT.replace(one, "\0").replace(other, one).replace("\0", other)


@pytest.mark.parametrize(
    ("one", "other", "kept", "sentence"),
    [
        ("⟦Q1⟧", "⟦Q7⟧", False, False),  # the mayor would say what Voll said
        ("⟦N2⟧", "⟦N8⟧", False, False),  # as above, by the speakers
        ("⟦F4⟧", "⟦F6⟧", False, True),  # it would have fallen
        ("⟦N8⟧", "⟦N9⟧", False, True),  # the board of Voll
        ("⟦D3⟧", "⟦D5⟧", False, False),
        ("⟦Q1⟧", "⟦N2⟧", True, True),  # Lesk said: "…"
        ("⟦F4⟧", "⟦D5⟧", True, True),  # from 2019's $4 million
    ],
)
def test_order_counts_where_it_matters(
    guarded: Protected, one: str, other: str, *, kept: bool, sentence: bool
):
    """Nothing leaves its sentence; things of one kind keep their order unless that is allowed."""
    for order, allowed in ((Order.KEPT, kept), (Order.SENTENCE, sentence)):
        if allowed:
            assert "⟦" not in restore(guarded, swapped(one, other), order=order)
        else:
            with pytest.raises(GuardError) as refused:
                restore(guarded, swapped(one, other), order=order)
            assert refused.value.moved


def test_quotations_of_one_sentence_never_change_places():
    """Two quotations of one sentence keep their order even where other things need not."""
    guarded = protect("“Yes it will,” said Lesk, and “no it will not,” said Voll.")
    text = guarded.text.replace("⟦Q1⟧", "\0").replace("⟦Q3⟧", "⟦Q1⟧").replace("\0", "⟦Q3⟧")
    assert text != guarded.text
    with pytest.raises(GuardError) as refused:
        restore(guarded, text, order=Order.SENTENCE)
    assert refused.value.moved == ("⟦Q1⟧",)


def test_the_guard_is_there_when_the_package_is():
    """`copydesk.guard.protect` needs no import of its own, even in a process that imported nothing else."""
    program = "import copydesk; print(copydesk.guard.protect('Ida Voll paid.').text)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode() == "⟦N1⟧ paid.\n"


def test_protected_goes_through_json_and_back(guarded: Protected):
    """The key to a text can be kept while the text is away."""
    assert Protected.from_dict(guarded.to_dict()) == guarded
