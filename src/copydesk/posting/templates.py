"""Templates: words with placeholders, and parts in square brackets that go whole when a field of theirs is absent.

Nothing is ever cut. A text that is too long loses whole fields, in the order of `DROPPED`; a quotation stands
as its source has it or not at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.posting.counting import fits
from copydesk.posting.values import PLACEHOLDERS, Card, DoesNotFitError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from copydesk.posting.values import Limit

#: what goes first when a text is too long; the permalink never goes
DROPPED = ("tags", "excerpt", "kicker", "outlet", "quotation", "speaker", "title")

DEFAULT = "[{kicker}: ][{title}\n\n][“{quotation}”[ — {speaker}]\n\n][{excerpt}\n\n]{permalink}[\n\n{tags}]"

_TOKEN = re.compile(r"\\(?P<literal>[\[\]{}\\])|\{(?P<name>[^{}]*)\}|(?P<mark>[\[\]{}])")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the template itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder."""

    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part in square brackets."""

    pieces: tuple[Words | Place | Part, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read."""

    pieces: tuple[Words | Place | Part, ...]


def parse(text: str) -> Template:
    r"""Read a template.

    Args:
        text: `{title}` is a placeholder, `[…]` a part that may go, a backslash makes the next mark a plain one.

    Raises:
        TemplateError: an unknown placeholder, an open bracket, or no `{permalink}` outside all brackets.

    >>> render(parse("[{kicker}: ]{title} {permalink}"), Card("https://d.example/1", "Rain"), ())
    'Rain https://d.example/1'
    """
    stack: list[list[Words | Place | Part]] = [[]]
    at = 0
    for token in _TOKEN.finditer(text):
        stack[-1].append(Words(text[at : token.start()]))
        at = token.end()
        _take(token, stack)
    stack[-1].append(Words(text[at:]))
    if len(stack) > 1:
        raise TemplateError(f"template {text!r}: a part begun with [ is not ended with ]")
    if Place("permalink") not in stack[0]:
        raise TemplateError(f"template {text!r}: {{permalink}} must stand in it, outside of [ and ]")
    template = Template(tuple(stack[0]))
    for card in (Card("\0"), Card("\0", *"x" * (len(PLACEHOLDERS) - 1))):
        if not re.search(r"(?<!\S)\0(?!\S)", render(template, card, ())):
            raise TemplateError(f"template {text!r}: white space must stand before and behind {{permalink}}")
    return template


def _take(token: re.Match[str], stack: list[list[Words | Place | Part]]) -> None:
    """Put what a token means where it belongs."""
    if token["literal"]:
        stack[-1].append(Words(token["literal"]))
    elif token["name"] is not None:
        if token["name"] not in PLACEHOLDERS:
            known = " ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            raise TemplateError(f"there is no placeholder {{{token['name']}}}; there are {known}")
        stack[-1].append(Place(token["name"]))
    elif token["mark"] == "[":
        stack.append([])
    elif token["mark"] == "]" and len(stack) > 1:
        part = Part(tuple(stack.pop()))
        stack[-1].append(part)
    else:
        raise TemplateError(
            f"a {token['mark']} at {token.start()} has no partner; a plain one is \\{token['mark']}"
        )


def as_it_is(text: str, permalink: str) -> str:  # noqa: ARG001 - other networks' writing needs the link
    """Return a text as it is: the writing of a network that has no marks of its own."""
    return text


def render(
    template: Template, card: Card, limits: Iterable[Limit], writing: Callable[[str, str], str] = as_it_is
) -> str:
    """Return a story as a text within all limits, whole fields dropped where it is too long.

    Args:
        template: as from `parse`.
        card: what the story gives.
        limits: of the network; empty for none.
        writing: how text and permalink are written for the network, which counts the text so.

    Raises:
        DoesNotFitError: not even the link fits.
    """
    kept = {name: str(getattr(card, name)) for name in PLACEHOLDERS}
    every = tuple(limits)
    for drop in (None, *DROPPED):
        if drop is not None:
            kept[drop] = ""
        text = _joined(_filled(template.pieces, kept) or [])
        if fits(writing(text, card.permalink), every, card.permalink):
            return text
    if fits(writing(card.permalink, card.permalink), every, card.permalink):
        return card.permalink
    raise DoesNotFitError(f"{card.permalink}: this address alone is longer than the network allows")


def silent(card: Card, mention: str) -> Card:
    """Return a card without the fields that would notify somebody; a text is never altered, so it goes whole.

    Args:
        card: what the story gives.
        mention: pattern of what the network takes for a mention.

    >>> silent(Card("https://d.example/1", "Rain, says @lesk", outlet="Tide"), "@[a-z]")
    Card(permalink='https://d.example/1', title='', excerpt='', kicker='', quotation='', speaker='', outlet='Tide', tags='', language='')
    """
    names = (each for each in PLACEHOLDERS if each != "permalink")
    return replace(card, **{each: "" for each in names if re.search(mention, getattr(card, each))})


def _filled(pieces: Iterable[Words | Place | Part], kept: dict[str, str]) -> list[Words | str]:
    """Return the pieces with their values: template's words as `Words`, values as they are."""
    out: list[Words | str] = []
    for piece in pieces:
        if isinstance(piece, Words):
            out.append(piece)
        elif isinstance(piece, Place):
            out.append(kept[piece.name])
        elif not _lacks(piece, kept):
            out += _filled(piece.pieces, kept)
    return out


def _lacks(part: Part, kept: dict[str, str]) -> bool:
    """Say whether a part names, itself and not in parts of its own, a field that is absent."""
    return any(isinstance(piece, Place) and not kept[piece.name] for piece in part.pieces)


def _joined(pieces: list[Words | str]) -> str:
    """Join the pieces; the template's own white space at both ends goes, a value's stays."""
    filled = [piece for piece in pieces if (piece.text if isinstance(piece, Words) else piece)]
    texts = [piece.text if isinstance(piece, Words) else piece for piece in filled]
    for number, piece in enumerate(filled):
        if not isinstance(piece, Words):
            break
        texts[number] = piece.text.lstrip()
        if texts[number]:
            break
    for number in range(len(filled) - 1, -1, -1):
        if not isinstance(filled[number], Words):
            break
        texts[number] = texts[number].rstrip()
        if texts[number]:
            break
    return "".join(texts)
