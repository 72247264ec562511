"""Pictures from Media RSS: contents, groups and thumbnails, each with the caption and credit nearest to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.parsing.feeds.words import absolute, plain
from copydesk.types import Enclosure, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from copydesk.parsing.feeds.names import ShortNames

_FILE_MEDIA = frozenset({"audio", "video", "document"})
_DIGITS_MOST = 16  # of a size in bytes
_PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of a picture, at its own level or the next one out."""

    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    thumbnail: str | None = None


def is_picture(address: str, type_: str | None, medium: str | None) -> bool:
    """Say whether a linked file is a picture, by its medium, else its type, else its name.

    >>> is_picture("https://gull.example/a.JPG?w=600", None, None)
    True
    """
    if medium:
        return medium.strip().lower() == "image"
    if type_:
        return type_.strip().lower().startswith("image")
    return address.partition("?")[0].partition("#")[0].lower().endswith(_PICTURE_ENDINGS)


def enclosure(address: str, type_: str | None, size: str | None) -> Enclosure:
    """Return a file that an entry carries; a size that is no number, or nought, counts as unknown.

    >>> enclosure("https://gull.example/a.mp3", "Audio/MPEG", "0")
    Enclosure(url='https://gull.example/a.mp3', media_type='audio/mpeg', size=None)
    """
    stated = (size or "").strip()
    number = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < _DIGITS_MOST else 0
    return Enclosure(address, (type_ or "").partition(";")[0].strip().lower() or None, number or None)


def enclosures(elements: Iterable[_Element], names: ShortNames, base: str | None) -> list[Enclosure]:
    """Return the sound, films and documents that the Media RSS elements of one entry offer.

    Of a group's renditions the one called the default counts, else the first.

    Args:
        elements: the children of the entry in the `media` namespace.
        names: short names of tags.
        base: what relative addresses are relative to; None leaves them as they are.
    """
    found: list[Enclosure] = []
    for element in elements:
        name = names[element.tag]
        if name == "media:content":
            found += _file(element, base)
        elif name == "media:group":
            inside = [each for each in element if names[each.tag] == "media:content"]
            inside.sort(key=lambda each: (each.get("isDefault") or "").strip().lower() != "true")
            found += next(filter(None, (_file(each, base) for each in inside)), [])
    return found


def _file(content: _Element, base: str | None) -> list[Enclosure]:
    """Return the file that a media:content names; none for pictures, pages and what has no kind."""
    address = absolute(content.get("url"), base)
    type_, medium = content.get("type"), (content.get("medium") or "").strip().lower()
    if address is None or is_picture(address, type_, medium) or (type_ or "").startswith("text/html"):
        return []
    known = type_ or medium in _FILE_MEDIA
    return [enclosure(address, type_, content.get("fileSize"))] if known else []


def pictures(elements: Iterable[_Element], names: ShortNames, base: str | None) -> list[Picture]:
    """Return the pictures that the Media RSS elements of one entry show, each address once.

    Args:
        elements: the children of the entry in the `media` namespace.
        names: short names of tags.
        base: what relative addresses are relative to; None leaves them as they are.
    """
    elements = list(elements)
    common = _words(elements, names, base, _Words())
    found: list[Picture] = []
    for element in elements:
        name = names[element.tag]
        if name == "media:content":
            found += _of_content([element], names, base, common)
        elif name == "media:group":
            inside = _words(element, names, base, common)
            contents = [each for each in element if names[each.tag] == "media:content"]
            found += _of_content(contents, names, base, inside)
            if not contents and inside.thumbnail:
                found.append(Picture(inside.thumbnail, inside.alt, inside.caption, inside.credit))
    if not found and common.thumbnail:
        found.append(Picture(common.thumbnail, common.alt, common.caption, common.credit))
    return list({picture.url: picture for picture in reversed(found)}.values())[::-1]


def _of_content(
    contents: list[_Element], names: ShortNames, base: str | None, outer: _Words
) -> Iterator[Picture]:
    """Give the one picture that a group of renditions, or a single content, shows."""
    best: tuple[int, str, _Words] | None = None
    spare: _Words | None = None
    for content in contents:
        words = _words(content, names, base, outer)
        address = absolute(content.get("url"), base)
        if address and is_picture(address, content.get("type"), content.get("medium")):
            width = content.get("width") or ""
            size = int(width) if width.isascii() and width.isdigit() and len(width) < 7 else 0
            if best is None or size > best[0]:
                best = (size, address, words)
        elif words.thumbnail:
            spare = spare or words
    if best is not None:
        yield Picture(best[1], best[2].alt, best[2].caption, best[2].credit)
    elif spare is not None:
        yield Picture(spare.thumbnail, spare.alt, spare.caption, spare.credit)


def _words(elements: Iterable[_Element], names: ShortNames, base: str | None, outer: _Words) -> _Words:
    """Return what the elements of one level say, filled up from the level around it."""
    alt = caption = text = thumbnail = None
    credits_: list[str] = []
    for element in elements:
        name = names[element.tag]
        if name == "media:thumbnail":
            thumbnail = thumbnail or absolute(element.get("url") or element.text, base)
        elif name in _WORD_NAMES and (words := plain("".join(element.itertext()))):
            if name == "media:credit":
                credits_.append(words)
            elif name == "media:title":
                alt = alt or words
            elif name == "media:description":
                caption = caption or words
            else:
                text = text or words
    credit = ", ".join(dict.fromkeys(credits_)) or None
    return _Words(
        alt or outer.alt,
        caption or text or outer.caption,
        credit or outer.credit,
        thumbnail or outer.thumbnail,
    )


_WORD_NAMES = frozenset({"media:credit", "media:title", "media:description", "media:text"})
