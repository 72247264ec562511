"""The picture that other sites show beside a link to a story: its headline whole or not at all, its topic and its coverage."""

from __future__ import annotations

import io
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from copydesk.errors import SettingError

if TYPE_CHECKING:
    from copydesk.front.values import Preview

WIDTH, HEIGHT = 1200, 630  #: pixels, as previews are shown
EDGE = 72  #: pixels left free on each side
LARGEST, SMALLEST, STEP = 84, 40, 4  #: pixels of a headline's letters
LEADING = 1.16  #: from line to line, in letters
PAPER, INK, SOFT, RED = "#fbf8f1", "#191714", "#5c574f", "#8c1d18"
COLOURS = 48  #: of the file: enough for smooth letters
ROOM = (150, 505)  #: pixels from the top between which the headline stands
_MISSING = "\uffff"  #: a code point that no font draws


def png(preview: Preview, font: str = "") -> bytes:
    """Return a preview as PNG.

    A headline with letters that the font has not, or that is too long even in small letters, is left out: it is
    never cut. Costs some 30 milliseconds.

    Args:
        preview: what it says.
        font: path of a TrueType or OpenType file; empty for the one that comes with Copydesk.

    Raises:
        SettingError: the font cannot be read.
    """
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, 14), fill=INK)
    told = _told(preview)
    if preview.kicker and can_draw(preview.kicker, font):
        draw.text((EDGE, 76), preview.kicker.upper()[:60], font=_letters(font, 30), fill=RED)
    size, lines = _set(preview.headline, font) if can_draw(preview.headline, font) else (0, [])
    for number, line in enumerate(lines):
        place = (EDGE, ROOM[0] + round(number * size * LEADING))
        draw.text(place, line, font=_letters(font, size), fill=INK)
    draw.line((EDGE, 538, WIDTH - EDGE, 538), fill=INK, width=4)
    if can_draw(preview.site, font):
        draw.text((EDGE, 556), preview.site[:60], font=_letters(font, 34), fill=INK)
    draw.text((WIDTH - EDGE, 560), told, font=_letters(font, 28), fill=SOFT, anchor="ra")
    out = io.BytesIO()
    picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def check_font(font: str) -> None:
    """See that a font can be read.

    Raises:
        SettingError: it cannot.
    """
    if font:
        _letters(font, SMALLEST)


def can_draw(text: str, font: str = "") -> bool:
    """Say whether a font has every letter of a text.

    >>> can_draw("Fähre: “Нет”"), can_draw("\u6e21\u3057")
    (True, False)
    """
    return bool(text.strip()) and all(each.isspace() or _has(font, each) for each in text)


def _told(preview: Preview) -> str:
    """Return the coverage in words."""
    newsrooms = f"{preview.independent} newsroom{'' if preview.independent == 1 else 's'}"
    altered = f", {preview.altered} altered quotation{'' if preview.altered == 1 else 's'}"
    return newsrooms + (altered if preview.altered else "")


def _set(text: str, font: str) -> tuple[int, list[str]]:
    """Return the largest letters in which a text has room, and its lines; none when it has no room at all."""
    words = text.split()
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        lines = _broken(words, font, size)
        if lines and len(lines) * size * LEADING <= ROOM[1] - ROOM[0]:
            return size, lines
    return 0, []


def _broken(words: list[str], font: str, size: int) -> list[str]:
    """Return words in lines that have room; none when a word alone has not."""
    letters, lines = _letters(font, size), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if letters.getlength(longer) <= WIDTH - 2 * EDGE:
            lines[-1] = longer
        elif letters.getlength(word) <= WIDTH - 2 * EDGE:
            lines.append(word)
        else:
            return []
    return lines


@lru_cache(maxsize=32)
def _letters(font: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font in a size.

    Raises:
        SettingError: it cannot be read.
    """
    ours = resources.files("font_source_serif_pro") / "files" / "SourceSerifPro-Bold.ttf"
    try:
        # The simple layout: the fuller one is not on every machine, and pictures would differ.
        return ImageFont.truetype(
            io.BytesIO(Path(font).read_bytes() if font else ours.read_bytes()),
            size,
            layout_engine=ImageFont.Layout.BASIC,
        )
    except OSError as error:
        raise SettingError("preview_font", f"{font} cannot be read as a font: {error}") from error


@lru_cache(maxsize=8192)
def _has(font: str, letter: str) -> bool:
    """Say whether a font has a letter: what it has not looks like what no font has."""
    letters = _letters(font, SMALLEST)
    return bytes(letters.getmask(letter)) != bytes(letters.getmask(_MISSING))
