"""How a post will look on its network: in words for a terminal, and as a page for a browser."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from copydesk.posting.counting import length
from copydesk.posting.network import Can, network

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.posting.values import Message

#: what a network cannot do, as an editor wants to know it before a post goes out
CANNOT = (
    (Can.EDIT, "cannot be edited: a correction is a reply or a new post"),
    (Can.DELETE, "cannot be taken away"),
    (Can.LOOK, "cannot be read back: a lost answer is yours to look into"),
)
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; }
article { border: 1px solid #767676; border-radius: .5rem; margin: 1.5rem 0; padding: 1rem; }
h2 { font-size: 1rem; margin: 0 0 .5rem; }
.text { overflow-wrap: anywhere; white-space: pre-wrap; }
aside { border: 1px solid #767676; margin: 1rem 0 0; padding: .5rem; }
footer { border-top: 1px solid #767676; font-size: .875rem; margin-top: 1rem; }
"""


@dataclass(frozen=True, slots=True)
class Preview:
    """A post as it would go out to one account."""

    network: str
    account: str
    message: Message

    @property
    def pings(self) -> bool:
        """Whether the network is only told of the page."""
        return Can.PING in network(self.network).DECLARED.can

    @property
    def counted(self) -> tuple[str, ...]:
        """How long the text is, by each of the network's limits."""
        declared, message = network(self.network).DECLARED, self.message
        text = declared.writing(message.text, message.permalink)
        return tuple(
            f"{length(text, each, message.permalink)} of {each.most} {each.counting.value.replace('_', ' ')}"
            for each in declared.limits
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What an editor should know of this network."""
        declared = network(self.network).DECLARED
        if self.pings:
            return ()
        told = [words for can, words in CANNOT if can not in declared.can]
        if declared.cost:
            told.append(f"costs ${declared.cost:.2f}")
        if self.message.picture and Can.PICTURE not in declared.can:
            told.append("shows the picture of the page's own card, not ours")
        return tuple(told)


def as_words(preview: Preview) -> str:
    """Return a post for a terminal."""
    message = preview.message
    head = f"--- {preview.account}"
    if preview.pings:
        return f"{head}\nis told of {message.permalink}"
    lines = [f"{head}{''.join(f', {each}' for each in preview.counted)}", message.text]
    if Can.CARD in network(preview.network).DECLARED.can and message.title:
        lines.append(f"  [card] {message.title}{f' | {message.summary}' if message.summary else ''}")
    if message.picture and Can.PICTURE in network(preview.network).DECLARED.can:
        lines.append(
            f"  [picture] {message.picture.url}\n  [alt text] {' | '.join(message.picture.alt.split(chr(10)))}"
        )
    return "\n".join([*lines, *(f"  [note] {each}" for each in preview.notes)])


def as_page(title: str, previews: Iterable[Preview]) -> str:
    """Return posts as one page that loads nothing from anywhere.

    Args:
        title: of the story.
        previews: in the order in which they are shown.
    """
    body = "\n".join(_article(each) for each in previews)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Posts: {escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _article(preview: Preview) -> str:
    """Return one post of a page."""
    message, can = preview.message, network(preview.network).DECLARED.can
    link = f'<a href="{escape(message.permalink)}">{escape(message.permalink)}</a>'
    text = link.join(escape(each) for each in message.text.split(message.permalink))
    parts = [f"<article>\n<h2>{escape(preview.account)}</h2>"]
    if preview.pings:
        return f"{parts[0]}\n<p>is told of {link}</p>\n</article>"
    language = f' lang="{escape(message.language)}"' if message.language else ""
    parts.append(f'<div class="text"{language}>{text}</div>')
    if Can.CARD in can and message.title:
        parts.append(f"<aside><strong>{escape(message.title)}</strong><br>{escape(message.summary)}</aside>")
    if message.picture and Can.PICTURE in can:
        alt = escape(message.picture.alt).replace("\n", "<br>")
        parts.append(f"<aside>Picture: {escape(message.picture.url)}<br>Alt text: {alt}</aside>")
    told = [*preview.counted, *preview.notes]
    parts.append(f"<footer>{'<br>'.join(escape(each) for each in told)}</footer>" if told else "")
    return "\n".join([*(each for each in parts if each), "</article>"])
