"""What a page shows, ready to be drawn: frozen values between the rows and the templates.

Texts are plain text, never markup; the templates escape them. Addresses are as the outlets gave them and
pass through `copydesk.front.addresses.web_address` before they become links. Times are aware.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from copydesk.replies import plain

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site itself, as every page names it."""

    name: str
    url: str  #: public address, without a slash at the end
    language: str = "en"  #: BCP 47, of the site's own words
    zone: str = "UTC"  #: IANA name; dates are shown in it
    contact: str = ""  #: mail or web address of who runs it; empty when not told
    content_usage: str = ""  #: what machines may use the pages for, as robots.txt says it; empty says nothing
    license_url: str = ""  #: of an RSL document; empty for none
    preview_font: str = ""  #: path of a font file; empty for ours
    hub: str = ""  #: of WebSub, that is told when the site's own feeds change; empty for none
    stylesheet: str = ""  #: path of the stylesheet, with its hash
    desk_stylesheet: str = ""  #: of what the desk has besides
    desk_script: str = ""  #: keys and refresh for the desk's pages, which work without
    newsletter: bool = False  #: whether the newsletter's page is open, by mail or in the browser


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is shown."""

    excerpt: int = 400  #: characters of a text that is not licensed
    certainty: float = 0.6  #: least certainty at which a speaker is named, 0 to 1
    front: int = 40  #: stories on the front page
    feed: int = 50  #: stories in a feed


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLink:
    """An outlet by name, with our page about it and its own front page."""

    name: str
    slug: str
    home_url: str = ""  #: empty when unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that stays on its outlet's server, with the words that belong to it."""

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """A video we point to."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text inside a paragraph; a link when it has an address."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words inside a comparison."""

    text: str
    changed: bool = False  #: the other side has other words here


class Standing(StrEnum):
    """How a printed wording stands to the first one."""

    ALTERED = "altered"
    VARIANT = "variant"
    TRUNCATED = "truncated"
    PARAPHRASED = "paraphrased"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One article that printed some words."""

    outlet: OutletLink
    url: str
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherForm:
    """Other words in which one utterance was printed, against the first ones."""

    standing: Standing
    first: tuple[Stretch, ...]  #: the words first printed
    words: tuple[Stretch, ...]  #: the words of this form
    printed: tuple[Printed, ...]  #: by whom, earliest first


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationCard:
    """One utterance: who said it, the words first printed, and every other form."""

    anchor: str  #: the card's id on its page
    words: str  #: as first printed, without marks
    speaker: str  #: empty when nobody is sure enough
    first: Printed
    also: tuple[OutletLink, ...] = ()  #: outlets that printed the same words later
    forms: tuple[OtherForm, ...] = ()
    language: str = ""

    @property
    def number(self) -> int:
        """Its utterance's number, in its page's address."""
        return int(self.anchor.rpartition("-")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class AlterationNote:
    """One thing a reprint altered, both texts side by side."""

    check: str  #: stable id of the check: "quote.altered"
    severity: str  #: critical, major, minor or note
    variant: bool  #: two transcripts or translations, not an alteration
    message: str
    was: tuple[Stretch, ...]  #: the source's words; empty when it has no counterpart
    now: tuple[Stretch, ...]  #: the copy's words; empty when it dropped them
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything one article altered of its source."""

    anchor: str
    copy: Printed
    source: Printed | None  #: None when the article is wrong on its own
    notes: tuple[AlterationNote, ...]  #: the gravest, in the order of the copy
    left_out: int = 0  #: further ones, not shown


class Bond(StrEnum):
    """How an article stands to its source."""

    INDEPENDENT = "independent"
    REPRINT = "reprint"
    REWRITE = "rewrite"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One article of a story, with its relation to the article it comes from."""

    headline: str
    url: str
    outlet: OutletLink
    when: datetime
    bond: Bond = Bond.INDEPENDENT
    of: Printed | None = None  #: None when independent
    share: int | None = None  #: percent of its words that come from there; None when not measured
    agency: str = ""  #: whose text it is by its own word
    altered: int = 0  #: things it altered
    comparison: str = ""  #: anchor of what it altered; empty when nothing is shown
    language: str = ""
    taken_by: tuple[CoverageRow, ...] = ()  #: articles that come from this one, earliest first


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNote:
    """A correction, ours or the outlet's own."""

    text: str
    when: datetime | None = None  #: None when the outlet did not say
    outlet: OutletLink | None = None  #: None when it is ours
    label: str = "Correction"  #: what it is called: a correction, a clarification, a note


@dataclass(frozen=True, slots=True, kw_only=True)
class PostNote:
    """Where the story was posted."""

    network: str
    account: str
    url: str
    when: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyNote:
    """A reader's reply that an editor approved."""

    anchor: str
    name: str
    text: str
    when: datetime
    number: int = 0  #: by which it is answered and reported; 0 for neither
    url: str = ""  #: where it was written, when elsewhere
    answers: tuple[ReplyNote, ...] = ()

    @property
    def paragraphs(self) -> tuple[tuple[tuple[plain.Piece, ...], ...], ...]:
        """Its text as paragraphs of lines of pieces."""
        return plain.paragraphs(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCard:
    """A story as a list shows it."""

    number: int
    slug: str
    headline: str
    outlet: OutletLink | None
    updated: datetime
    opened: datetime
    kicker: str = ""
    standfirst: str = ""
    picture: Picture | None = None
    independent: int = 1  #: newsrooms that reported it on their own
    articles: int = 1
    outlets: int = 1
    altered: int = 0  #: things that reprints altered
    breaking: bool = False  #: several newsrooms came to it on their own just now
    language: str = ""
    source_url: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """Everything a story's page carries."""

    card: StoryCard
    byline: str = ""
    source: Printed | None = None  #: the article shown, by name and with its address
    modified: datetime | None = None  #: when the outlet last changed it
    paragraphs: tuple[tuple[Piece, ...], ...] = ()  #: an excerpt, or all of a licensed text
    complete: bool = False  #: the whole text is shown, licensed
    videos: tuple[Video, ...] = ()
    authors: tuple[str, ...] = ()
    credited: Piece | None = None  #: whom the article itself credits
    quotations: tuple[QuotationCard, ...] = ()
    people: tuple[str, ...] = ()  #: surely quoted
    organisations: tuple[str, ...] = ()  #: that its articles name
    coverage: tuple[CoverageRow, ...] = ()  #: independent articles first to last, takers inside
    comparisons: tuple[Comparison, ...] = ()
    corrections: tuple[CorrectionNote, ...] = ()
    posts: tuple[PostNote, ...] = ()
    replies: tuple[ReplyNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A quotation that somebody altered, for the front page's watch."""

    story: StoryCard
    speaker: str
    first: tuple[Stretch, ...]
    words: tuple[Stretch, ...]
    first_by: OutletLink
    by: OutletLink
    anchor: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic that public stories have."""

    name: str
    many: int = 0  #: stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the picture beside a link to a story says."""

    number: int  #: of the story
    headline: str
    kicker: str  #: its topic; empty for none
    site: str
    independent: int = 1  #: newsrooms that reported it on their own
    altered: int = 0  #: altered quotations


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """The stories of a topic, or those that name an organisation; those that changed last first."""

    name: str
    many: int
    number: int  #: of the page, from 1
    last: int  #: page there is
    stories: tuple[StoryCard, ...] = ()
    kicker: str = "Topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOf:
    """Whose stories a feed has: the site's, or those of a topic, an outlet, a person or an organisation."""

    title: str
    page: str  #: path of the page that shows them
    folder: str  #: path of the feeds, with a slash at the end


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The front page: the best story first."""

    stories: tuple[StoryCard, ...] = ()
    latest: tuple[StoryCard, ...] = ()
    most_covered: tuple[StoryCard, ...] = ()  #: of the last days, by newsrooms
    watched: tuple[Watched, ...] = ()
    outlets: tuple[OutletLink, ...] = ()
    topics: tuple[Topic, ...] = ()  #: with most stories of late, most first


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletArticle:
    """One article on its outlet's page."""

    row: CoverageRow
    story: StoryCard | None  #: None when it is not on the site


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPage:
    """What an outlet published on its own, and what it took from whom, how faithfully."""

    outlet: OutletLink
    articles: tuple[OutletArticle, ...] = ()  #: newest first
    own: int = 0  #: articles it reported on its own
    taken: int = 0  #: reprints and rewrites
    altered: int = 0  #: of those, with something altered
    given: int = 0  #: articles of others that come from it


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """A day in the site's calendar, and how many stories it has."""

    day: date
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The days of a month that have stories, the latest first."""

    first: date  #: its first day
    days: tuple[DayCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage:
    """Every day that has stories."""

    months: tuple[Month, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage:
    """The stories of one day, the latest first."""

    day: date
    stories: tuple[StoryCard, ...] = ()
    earlier: date | None = None  #: the day with stories before this one
    later: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage:
    """What we had to correct, the latest first, each with its story."""

    corrections: tuple[tuple[CorrectionNote, StoryCard], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One story that a search found."""

    card: StoryCard
    headline: tuple[Stretch, ...]  #: what was looked for is marked
    line: tuple[Stretch, ...] = ()  #: the line of its page that has most of it


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What a reader looked for, and a page of what was found."""

    query: str = ""
    speaker: str = ""
    outlet: str = ""  #: slug
    altered: bool = False
    begin: date | None = None
    end: date | None = None
    asked: bool = False  #: anything was looked for at all
    found: tuple[Found, ...] = ()
    many: int = 0  #: stories found, as far as they are counted
    more: bool = False  #: there are more than were counted
    number: int = 1  #: of this page, from 1
    last: int = 1  #: number of the last page
    size: int = 20  #: stories on a page
    outlets: tuple[OutletLink, ...] = ()  #: that one may choose from

    @property
    def first(self) -> int:
        """The number of the first story on this page."""
        return (self.number - 1) * self.size + 1

    @property
    def before(self) -> str:
        """The address of the page before this one."""
        return self._address(self.number - 1)

    @property
    def after(self) -> str:
        """The address of the next page."""
        return self._address(self.number + 1)

    def _address(self, number: int) -> str:
        """Return the address of a page of this search."""
        said = {
            "q": self.query,
            "speaker": self.speaker,
            "outlet": self.outlet,
            "from": self.begin.isoformat() if self.begin else "",
            "to": self.end.isoformat() if self.end else "",
            "altered": "1" if self.altered else "",
            "page": str(number),
        }
        return "/search/?" + urlencode({name: text for name, text in said.items() if text}, errors="replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationPage:
    """One utterance with all its forms, and the stories in which it stands."""

    card: QuotationCard
    stories: tuple[StoryCard, ...]  #: those that readers may see, the latest first


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """What somebody is surely quoted with."""

    name: str
    many: int  #: utterances in all
    number: int = 1  #: of this page
    last: int = 1  #: number of the last page
    cards: tuple[QuotationCard, ...] = ()  #: the latest first
