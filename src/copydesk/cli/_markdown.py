"""Markdown as the check takes it: its words, with the way back into the file, and what its front matter names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.errors import UnreadableError
from copydesk.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_YAML = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*$")
#: A line end before or behind an empty line, a head or a point of a list; any other is white space.
_PARTS = re.compile(
    r"\n(?=[ \t>]*(?:\n|\Z)|[ \t]*(?:\#{1,6}|[-*+]|\d{1,3}[.)])[ \t])|(?<=\n)\n|(?<=\n>)\n|(?<=\n> )\n"
)
#: What is markup and no words. A group is what stays: the words of a link, of emphasis, of an escape.
_MARKUP = re.compile(
    r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$"  # a block of code
    r"|<!--.*?-->|</?[A-Za-z][^<>\n]*>"  # comments and tags
    r"|!\[[^\]\n]*\]\([^()\n]*\)"  # pictures
    r"|^\[[^\]\n]+\]:[^\n]*$|\[\^[^\]\n]+\]"  # definitions of links, footnotes
    r"|^[ \t]*(?:\#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+|^[ \t]*>[ \t]*$|^[ \t]*(?:[-*_][ \t]*){3,}$"  # heads, lists, rules
    r"|\[(?P<words>[^\[\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])"  # links
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+\-.!>~|\"'])"
    r"|(?<!\w)\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?!\w)|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`+",  # emphasis, code
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Markdown:
    """A Markdown file's words."""

    words: str  #: without markup; paragraphs parted by a blank line, lines inside them joined
    places: tuple[int, ...]  #: for each code point of `words` where it stands in the file
    fields: tuple[tuple[str, str], ...]  #: the front matter's plain fields

    def field(self, name: str) -> str | None:
        """Return a field of the front matter; None when it is missing or empty."""
        return dict(self.fields).get(name) or None

    def in_file(self, span: Span) -> Span:
        """Return where a stretch of the words stands in the file, markup inside it included."""
        if not len(span):
            place = self.places[span.start] if span.start < len(self.places) else 0
            return Span(place, place)
        return Span(self.places[span.start], self.places[span.end - 1] + 1)


def markdown(text: str, name: str) -> Markdown:
    """Return the words of a Markdown file.

    Raises:
        UnreadableError: its front matter cannot be read; the message names the file.

    >>> markdown("---\\nsource: a.txt\\n---\\n# Pier\\n\\nThe *old* [pier](/p)\\nholds.\\n", "b.md").words.strip()
    'Pier\\n\\nThe old pier holds.'
    """
    fields, start = _front_matter(text, name)
    kept = list(_kept(text, start))
    words = "".join(" " if text[at] == "\n" and not _PARTS.match(text, at) else text[at] for at in kept)
    return Markdown(words, tuple(kept), tuple(fields.items()))


def _front_matter(text: str, name: str) -> tuple[dict[str, str], int]:
    """Return the plain fields of the front matter, and where it ends."""
    toml = _TOML.match(text)
    if toml:
        try:
            found = tomllib.loads(toml[1])
        except tomllib.TOMLDecodeError as error:
            raise UnreadableError(f"{name}: the front matter is not TOML: {error}") from error
        return {key: str(value) for key, value in found.items() if isinstance(value, str)}, toml.end()
    yaml = _YAML.match(text)
    if yaml is None:
        return {}, 0
    lines = (_LINE.match(line) for line in yaml[1].splitlines())
    return {line[1]: _plain(line[2]) for line in lines if line}, yaml.end()


def _plain(value: str) -> str:
    """Return a YAML scalar without its quotation marks, or without its comment."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value.partition(" #")[0].rstrip()


def _kept(text: str, start: int) -> Iterator[int]:
    """Yield the places of what is no markup."""
    at = start
    for match in _MARKUP.finditer(text, start):
        yield from range(at, match.start())
        for group in ("words", "escaped"):
            if match[group] is not None:
                yield from range(*match.span(group))
        at = match.end()
    yield from range(at, len(text))
