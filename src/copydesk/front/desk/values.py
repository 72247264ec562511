"""What a page of the desk shows, ready to be drawn. Texts are plain; times are aware."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.front.values import AlterationNote


class Kind(StrEnum):
    """What needs a person."""

    STORY = "story"
    FINDING = "finding"
    SOURCE = "source"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much needs a person."""

    stories: int = 0
    findings: int = 0
    sources: int = 0
    posts: int = 0
    replies: int = 0  #: they have a page of their own

    @property
    def all(self) -> int:
        """Everything in the queue together."""
        return self.stories + self.findings + self.sources + self.posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding before an editor, or judged by one."""

    number: int
    version: int
    state: str  #: open, accepted or dismissed
    note: AlterationNote
    repair: str = ""  #: the source's own words
    by: str = ""  #: who judged it
    when: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing in the queue."""

    kind: Kind
    gravity: int  #: 3 grave, 2 soon, 1 when there is time
    when: datetime
    number: int  #: of the story, the article, the source or the post
    headline: str
    where: str  #: outlet, source or account
    why: str  #: why it needs a person, as a sentence
    version: int = 0
    language: str = ""
    story: int | None = None
    worst: Judged | None = None
    more: int = 0  #: further findings of the same article

    @property
    def key(self) -> str:
        """What its element on the page is called."""
        return f"{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One thing that happened, by whom."""

    when: datetime
    who: str  #: empty for a worker
    what: str
    about: str = ""
    reason: str = ""
    act: int | None = None  #: number of the act; None for a worker's event
    story: int | None = None
    other: int | None = None
    undo: bool = False  #: whoever looks may undo it
    undone: str = ""  #: who undid it


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a story."""

    number: int
    headline: str
    outlet: str
    url: str
    when: datetime
    bond: str  #: how it stands to the article it comes from, as a sentence
    lead: bool = False
    pinned: bool = False
    withheld: bool = False  #: readers see the story without it
    findings: int = 0  #: open ones
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An utterance on a story's page at the desk."""

    number: int
    version: int
    words: str
    speaker: str
    by_hand: bool
    forms: int
    printed_as: tuple[str, ...] = ()  #: speakers as articles name them
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A correction of ours."""

    label: str
    text: str
    when: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """That an article of a story and one of another story may be one text in two languages."""

    number: int
    version: int
    mine: str  #: outlet and headline of the article here
    language: str
    other: str  #: of the other
    other_language: str
    other_story: int
    came_first: bool  #: whether the one here did
    certainty: int  #: per cent
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDesk:
    """A story as an editor sees it."""

    number: int
    version: int
    headline: str
    language: str
    state: str
    state_label: str
    why: str  #: why it stands as it does
    path: str  #: of its public page
    public: bool
    embargoed_until: datetime | None = None
    into: int | None = None  #: the story it was merged into
    independent: int = 0
    topic: str = ""
    topic_by_hand: bool = False
    topics: tuple[str, ...] = ()  #: of other stories, to choose from
    members: tuple[Member, ...] = ()
    proposed: tuple[Proposed, ...] = ()
    said: tuple[Said, ...] = ()
    judged: tuple[tuple[Member, tuple[Judged, ...]], ...] = ()
    corrections: tuple[Corrected, ...] = ()
    log: tuple[LogLine, ...] = ()

    @property
    def changeable(self) -> bool:
        """Whether anything but an undo can be done to it."""
        return self.state in {"published", "held"}

    @property
    def approvable(self) -> bool:
        """Whether readers see more of it once it is approved."""
        return self.state == "held" or (self.changeable and any(each.withheld for each in self.members))

    @property
    def splittable(self) -> bool:
        """Whether articles can be split off."""
        return self.changeable and len(self.members) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story in the desk's list."""

    number: int
    headline: str
    language: str
    state: str
    state_label: str
    embargoed_until: datetime | None
    updated: datetime
    outlet: str
    independent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDesk:
    """A source as an editor sees it."""

    number: int
    version: int
    outlet: str
    title: str
    url: str
    kind: str
    state: str
    state_label: str
    note: str
    attempts: int
    rights: str
    mode: str
    policy: str
    visited: datetime | None = None
    succeeded: datetime | None = None
    due: datetime | None = None
    log: tuple[LogLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An entry that a source announces."""

    headline: str
    when: datetime | None  #: None when it does not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A way to watch an outlet, as the page for adding one shows it."""

    choice: str  #: signed; what the form sends back
    url: str
    kind: str
    title: str
    language: str = ""
    problem: str = ""  #: why it does not work; empty when it does
    entries: int = 0
    latest: tuple[Preview, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def works(self) -> bool:
        """Whether there is anything to watch."""
        return not self.problem and self.entries > 0
