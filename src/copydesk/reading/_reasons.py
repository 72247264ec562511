"""Says in plain words why a speaker was chosen, from where the mention stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.reading._labelled import is_bar
from copydesk.reading._mentions import Mention, MentionKind
from copydesk.reading._scan import CUE_LETTERS, Scan

if TYPE_CHECKING:
    from copydesk.reading._ranking import Choice
    from copydesk.reading._resolve import Identity

_WORDS = {MentionKind.NAME: "name", MentionKind.PRONOUN: "pronoun", MentionKind.NOUN: "noun"}


def reason_of(scan: Scan, choice: Choice, identity: Identity, *, sure_enough: float) -> str:
    """Return the reason for a choice as one plain sentence part."""
    mention = choice.mention
    if mention is None:
        return "nobody near is likely to have said it"
    where = f"{_WORDS[mention.kind]} {_cue(scan, mention)}{_where(scan, choice, mention)}{identity.how}"
    if choice.certainty < sure_enough:
        printed = mention.span.of(scan.text)
        return f"not sure enough ({choice.certainty:.0%}) of “{printed}”: {where}"
    return where


def _cue(scan: Scan, mention: Mention) -> str:
    """Say which reporting word stands beside the mention."""
    after = mention.last + 1
    while after < len(scan.tokens) and after - mention.last < 4 and scan.tokens[after].kind == "x":
        after += 1
    for number, side in ((after, "before"), (mention.first - 1, "after")):
        if 0 <= number < len(scan.tokens) and scan.tokens[number].kind in CUE_LETTERS:
            return f"{side} “{scan.tokens[number].low}” "
    return ""


def _where(scan: Scan, choice: Choice, mention: Mention) -> str:
    """Say where the mention stands as seen from the quotation."""
    unit = choice.unit
    if unit.start < mention.span.start < unit.end:
        return "in capitals before the colon at its head"
    behind = mention.span.start >= unit.end
    if behind and is_bar(scan.text[unit.end : mention.span.start]):
        return "behind the bar after it"
    paragraph = scan.paragraph_at(mention.span.start)
    edge = unit.end - 1 if behind else unit.start
    side = "after" if behind else "before"
    if paragraph != scan.paragraph_at(edge):
        return f"in a paragraph {side} it"
    if scan.sentence_at(mention.span.start) != scan.sentence_at(edge):
        return f"in a sentence {side} it"
    return f"{side} it in the same sentence"
