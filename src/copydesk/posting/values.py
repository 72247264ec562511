"""The nouns of posting: what a story gives, what a network takes, what a post is, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime  # noqa: TC003 - the codec resolves the hints of Message at run time
from enum import StrEnum

from copydesk._codec import Value
from copydesk.errors import CopydeskError, InputError


class TemplateError(InputError):
    """A template cannot be read; its message says where and why."""


class DoesNotFitError(InputError):
    """Not even the link alone keeps within the network's limits."""


class LostAnswerError(CopydeskError):
    """No answer came that says whether it was done: read back before anything is sent again."""


class WaitError(CopydeskError):
    """The network asks to wait; nothing was done.

    Attributes:
        seconds: how long; None when it did not say.
    """

    def __init__(self, problem: str, seconds: float | None) -> None:
        super().__init__(problem)
        self.seconds = seconds


class RefusedError(CopydeskError):
    """The network will not have it, now or later; an editor must look."""


class NoReceiverError(RefusedError):
    """The mail server takes nothing for this receiver, now or later."""


class NothingToSendError(CopydeskError):
    """There is nobody to tell, such as a page that takes no webmentions: nothing was sent, and nothing is wrong."""


class NotAllowedError(CopydeskError):
    """The network no longer knows the account's secret: connect the account anew."""


@dataclass(frozen=True, slots=True)
class Card(Value):
    """What a story gives to a post; an empty text means that the story does not have it."""

    permalink: str  #: absolute address of the story's page
    title: str = ""
    excerpt: str = ""
    kicker: str = ""
    quotation: str = ""  #: the inner words of a quotation, a verbatim slice of its source
    speaker: str = ""
    outlet: str = ""
    tags: str = ""  #: with their hashes, parted by spaces
    language: str = ""  #: BCP 47


#: the fields that a template may name, in the order in which they are told
PLACEHOLDERS = tuple(each.name for each in fields(Card) if each.name != "language")


class Counting(StrEnum):
    """How a network counts a text."""

    GRAPHEMES = "graphemes"
    UTF16 = "utf16"  #: UTF-16 units
    BYTES = "bytes"  #: of UTF-8
    WEIGHTED_URLS = "weighted_urls"  #: graphemes, each address as long as `Limit.url`
    WEIGHTED_LETTERS = (
        "weighted_letters"  #: as X counts: most letters 1, others and emoji 2, an address `Limit.url`
    )
    EMOJI_BYTES = "emoji_bytes"  #: code points, an emoji as its bytes of UTF-8


@dataclass(frozen=True, slots=True)
class Limit(Value):
    """How long a text may be."""

    most: int
    counting: Counting = Counting.GRAPHEMES
    url: int = 23  #: what an address counts as, under WEIGHTED_URLS


@dataclass(frozen=True, slots=True)
class Picture(Value):
    """A picture that our site may show elsewhere."""

    url: str  #: absolute, on its outlet's server
    alt: str = ""  #: what it shows, then its caption and its credit


@dataclass(frozen=True, slots=True)
class Message(Value):
    """A post as it goes out; its JSON is frozen before the first send."""

    text: str
    permalink: str
    language: str = ""
    reply_to: str = ""  #: id of our post that this one answers; empty for none
    title: str = ""  #: of the link's card; empty for none
    summary: str = ""  #: of the link's card; empty for none
    source: str = ""  #: address of the article that the story rests on; empty where it is not known
    picture: Picture | None = None
    created: datetime | None = None  #: aware UTC: when the row was made; None in rows of older versions
    by_hand: bool = False  #: an editor wrote it, so no template ever replaces it
    kicker: str = ""  #: words of ours that it begins with instead of the story's kicker; empty for none


@dataclass(frozen=True, slots=True)
class Sent(Value):
    """Where a post stands on its network."""

    remote_id: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody wrote on a network in reply to a post of ours, or to another reply below it."""

    remote_id: str
    parent: str  #: id of what it answers
    name: str  #: of who wrote it, as readers know them there
    text: str  #: plain
    url: str
    made: datetime  #: aware


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known of a post whose answer was lost."""

    key: str  #: the outbox row's own
    since: datetime  #: aware UTC: before it, nothing was sent
    known: frozenset[str] = field(default=frozenset())  #: ids that belong to other rows


class Seen(StrEnum):
    """What reading back showed when the post was not found."""

    ABSENT = "absent"  #: all that was posted since was looked at
    UNKNOWN = "unknown"  #: not all could be looked at
