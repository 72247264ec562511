"""The picture beside a link: the headline whole or not at all, new words a new address, nothing of what is not public."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image

from copydesk.desk.models import Story
from copydesk.errors import SettingError
from copydesk.front.addresses import preview_mark, preview_path
from copydesk.front.previews import EDGE, PAPER, ROOM, WIDTH, can_draw, check_font, png
from copydesk.front.values import Preview

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
PLAIN = Preview(
    number=1, headline="Ferry stops", kicker="Harbour", site="Osk Reader", independent=2, altered=1
)
EMPTY = tuple(int(PAPER[at : at + 2], 16) for at in (1, 3, 5))


def inked(preview: Preview, top: int = ROOM[0], below: int = ROOM[1]) -> tuple[int, int, int, int] | None:
    """Where something is drawn between two heights, in pixels of the whole picture; None for nowhere."""
    picture = Image.open(io.BytesIO(png(preview))).convert("RGB")
    assert picture.size == (1200, 630)
    part = picture.crop((0, top, WIDTH, below)).convert("L").point(lambda each: 255 if each < 200 else 0)
    box = part.getbbox()
    return (box[0], box[1] + top, box[2], box[3] + top) if box else None


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry stops",
        "Ferry to Skerry Island stops for the winter after a crack of nine centimetres is found in her bow",
        "Fähre hält: „Wir wären fast gesunken“, sagt Kapitän Öfverström über den Riß",
        "Паром остановлен: в корпусе нашли трещину",
        "A " * 90 + "b",
        "“They [the council] never said [sic] that it was over,”",
    ],
)
def test_headline_keeps_within_its_room(headline) -> None:
    """It is drawn between the edges, however long."""
    left, top, right, below = inked(replace(PLAIN, headline=headline))
    assert (left >= EDGE - 8, right <= WIDTH - EDGE + 8) == (True, True)
    assert (top > ROOM[0], below < ROOM[1] + 8) == (True, True)


@pytest.mark.parametrize(
    "headline", ["渡し船が止まる", "توقف العبارة", "Ferry 🚢 stops", "w" * 200, "a word " * 200, "", " "]
)
def test_what_cannot_be_drawn_whole_is_left_out(headline) -> None:
    """No boxes for letters that the font lacks, no cut words; topic and site still stand."""
    assert inked(replace(PLAIN, headline=headline)) is None
    assert inked(PLAIN, 540, 620) is not None


def test_same_words_same_bytes() -> None:
    """A preview is a function of what it says."""
    assert png(PLAIN) == png(PLAIN)
    assert png(PLAIN) != png(replace(PLAIN, altered=2))


def test_own_font_or_a_clear_error(tmp_path) -> None:
    """What cannot be read as a font is named with its setting."""
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(b"no font")
    for path in (str(bad), str(tmp_path / "missing.ttf")):
        with pytest.raises(SettingError, match="preview_font"):
            check_font(path)
    check_font("")
    assert can_draw("Ordinary")


@pytest.fixture
def story(db) -> Story:  # noqa: ARG001 - asks for the database
    """A story that readers see."""
    return Story.objects.create(
        key="s",
        slug="s",
        headline="Ferry stops",
        topic="Harbour",
        opened_at=NOW,
        updated_at=NOW,
        published_at=NOW,
    )


@pytest.mark.database
def test_preview_is_answered_while_its_story_is_public(client, story) -> None:
    """With today's mark it is kept for good, with an older one for a while; a killed story has none."""
    path = preview_path(story.pk, preview_mark("Ferry stops", "Harbour"))
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "immutable" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert "immutable" not in client.get(preview_path(story.pk, "0badc0de"))["Cache-Control"]
    Story.objects.update(state="killed")
    assert client.get(path).status_code == 404


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/preview/999-abc.png", "/preview/1-a/b.png", "/preview/x-abc.png", "/preview/1.png"]
)
def test_odd_addresses_have_no_preview(client, path) -> None:
    """What names no story is not there."""
    assert client.get(path).status_code == 404


def test_page_names_its_preview(story_page, site) -> None:
    """Open Graph leads to it, with its size and the headline as its words."""
    from copydesk.front.rendering import story_html

    text = story_html(story_page, site).decode()
    card = story_page.card
    address = site.url + preview_path(card.number, preview_mark(card.headline, card.topic))
    assert f'<meta property="og:image" content="{address}">' in text
    assert '<meta name="twitter:card" content="summary_large_image">' in text
