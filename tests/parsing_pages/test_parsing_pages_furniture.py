"""What stands between paragraphs and is none of them."""

from __future__ import annotations

from copydesk.parsing import extract

PARAGRAPHS = (
    "The harbour wall broke on Friday night and water ran into the old town, the mayor said in a statement.",
    "Nobody was hurt, but forty houses were without power until the morning, according to the utility.",
    "Engineers arrived at four and closed the gap with sacks of clay and stone from the quarry nearby.",
    "The council will meet on Monday to decide whether the wall is to be rebuilt higher than before.",
)
MENU = "<nav><a href=/a>More on the flood</a> | <a href=/b>Our harbour page</a></nav>"


def test_menu_between_paragraphs_is_set_aside():
    """Two links in a nav inside the article are furniture, though a bar and spaces stand between them."""
    first, second, *rest = (f"<p>{each}</p>" for each in PARAGRAPHS)
    page = (
        "<html><head><title>Wall breaks</title></head><body><article><h1>Harbour wall breaks in the night</h1>"
        f"{first}{second}{MENU}{''.join(rest)}</article></body></html>"
    )
    article = extract(page, url="https://tarn.example/wall")
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert [each.text for each in article.furniture] == ["More on the flood | Our harbour page"]
