"""Which line is the printed headline, and what is told to search engines instead."""

from __future__ import annotations

import pytest

from copydesk.parsing.pages import extract

PROSE = "".join(
    f"<p>Paragraph {number}: the ferry to Tarn was late again on Monday, and the harbour master said that nobody "
    "on the quay had been told why, which the council will now look into.</p>"
    for number in range(5)
)


def page(title: str, body: str, head: str = "") -> str:
    """Return a page with a title and what stands in its article."""
    return f"<html><head><title>{title}</title>{head}</head><body><article>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        # a heading further down agrees better with the title than the only h1
        (page("What is slow travel - a guided introduction", f"<h1>A guide to slow travel: what passengers need to know</h1>{PROSE}<h2>What is slow travel?</h2>{PROSE}"),
         "A guide to slow travel: what passengers need to know"),
        # the recipe's card bears the title of the metadata
        (page("Tarn Soup (Leek Potatoes)", f"<h1>Tarn Soup (With Leek And Potatoes)</h1>{PROSE}<h2>Tarn Soup (Leek Potatoes)</h2>{PROSE}"),
         "Tarn Soup (With Leek And Potatoes)"),
        # the only h1 is the outlet's name
        (page("Late again - The Gull Post", f"<h1>The Gull Post</h1><h2>Late again</h2>{PROSE}",
              '<meta property="og:site_name" content="The Gull Post">'), "Late again"),
        # a claim that was cut short is no reason to cut the headline
        (page("The ferry to Tarn was late again and nobody on the Quay knew", f"<h1>The ferry to Tarn was late again and nobody on the Quay knew</h1>{PROSE}",
              '<meta property="og:title" content="The ferry to Tarn was late again and nobody on the">'),
         "The ferry to Tarn was late again and nobody on the Quay knew"),
        # a headline of one word
        (page("Tarn - Gull Wiki", f"<h1>Tarn</h1><div>From the Gull Wiki of ferries</div>{PROSE}", '<meta property="og:site_name" content="Gull Wiki">'), "Tarn"),
    ],
)  # fmt: skip
def test_the_printed_headline_is_found(text: str, headline: str):
    """The only h1 of a page is its headline where it can be one, whole, and without the outlet's name."""
    assert extract(text).headline == headline


def test_kicker_is_parted_where_the_claim_parts_it():
    """A claim such as "After the storm: ..." tells where the kicker ends that is printed in the same element."""
    text = page(
        "Storm: Ferries to Tarn reckon with a slow start on Monday",
        f"<h1><span>After the storm</span> <span>Ferries to Tarn reckon with a slow start on Monday</span></h1>{PROSE}",
    )
    article = extract(text)

    assert (article.kicker, article.headline) == (
        "After the storm",
        "Ferries to Tarn reckon with a slow start on Monday",
    )
