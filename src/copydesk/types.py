"""The nouns that travel between the rooms: frozen values, each one JSON there and back.

Every stretch of text is a `Span`: half-open, counted in code points, into a text nobody has touched.
Times are aware and in UTC unless said otherwise. A tuple that is empty means "none found".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from copydesk._codec import Value


@dataclass(frozen=True, slots=True, order=True)
class Span(Value):
    """A half-open stretch of a text, in code points.

    Raises:
        ValueError: start is negative or lies behind end.

    >>> Span(4, 9).of("the mayor said")
    'mayor'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no such stretch: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the stretch of `text` that the span names."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether `other` lies inside this span, edges included."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Return the same span moved by `by` code points."""
        return Span(self.start + by, self.end + by)


# --- what an outlet publishes -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link(Value):
    """A link that stands in the body, over the words it stands on."""

    span: Span  #: into Article.body
    href: str  #: absolute where the page's address is known


@dataclass(frozen=True, slots=True)
class Picture(Value):
    """A picture with the words that belong to it."""

    url: str | None  #: absolute where the page's address is known; None in plain text
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None  #: as printed: "Jim Watson | Afp | Getty Images"


@dataclass(frozen=True, slots=True)
class Video(Value):
    """A video that the page shows or points to."""

    url: str | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Embed(Value):
    """A post of a social network that stands in the page."""

    url: str | None  #: absolute where the page's address is known
    author: str | None = None
    text: str = ""  #: as the page prints it


@dataclass(frozen=True, slots=True)
class CreditedSource(Value):
    """Whom the page names as the place it took its text from."""

    name: str
    href: str | None = None  #: None when the link was lost


class BlockKind(StrEnum):
    """What a block of a page is for."""

    BODY = "body"
    HEADING = "heading"
    QUOTATION = "quotation"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    CREDIT = "credit"
    KICKER = "kicker"
    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    TEASER = "teaser"
    SOURCE_CREDIT = "source_credit"
    CORRECTION = "correction"
    EMBED = "embed"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block(Value):
    """One block of a page: a verbatim slice of its text, white space folded and nothing else."""

    kind: BlockKind
    text: str
    span: Span | None = None  #: into Article.body; None when the block is not part of it


class PageKind(StrEnum):
    """What a page is, as far as an article can be taken from it."""

    ARTICLE = "article"
    LIVE_BLOG = "live_blog"
    PAYWALL_STUB = "paywall_stub"
    INDEX = "index"
    NO_ARTICLE = "no_article"


@dataclass(frozen=True, slots=True)
class LiveEntry(Value):
    """One entry of a live blog."""

    span: Span  #: into Article.body
    at: datetime | None = None  #: aware UTC; None when the entry does not say
    headline: str | None = None


@dataclass(frozen=True, slots=True)
class Article(Value):
    """One article as its outlet printed it."""

    url: str | None = None  #: where it was fetched
    canonical_url: str | None = None  #: what the page calls itself
    kicker: str | None = None  #: the small label over the headline
    section: str | None = None
    headline: str | None = None  #: as printed on the page
    seo_headline: str | None = None  #: as told to search engines, where it differs
    standfirst: str | None = None  #: the short summary under the headline
    byline: str | None = None  #: the printed line
    authors: tuple[str, ...] = ()  #: people only; desks and agencies are not authors
    agency: str | None = None  #: the agency whose text it is, by its own word
    dateline: str | None = None  #: where it was filed: "MARLOW BAY, Oct 3"
    published: datetime | None = None  #: aware UTC; None when the page does not say
    modified: datetime | None = None  #: aware UTC
    utc_offset: int | None = None  #: minutes east of UTC, as `published` was printed; None if not said
    pictures: tuple[Picture, ...] = ()
    videos: tuple[Video, ...] = ()
    embeds: tuple[Embed, ...] = ()  #: posts of social networks, in page order
    entries: tuple[LiveEntry, ...] = ()  #: of a live blog, in page order
    body: str = ""  #: paragraphs joined by a blank line
    links: tuple[Link, ...] = ()
    credited_source: CreditedSource | None = None
    corrections: tuple[str, ...] = ()  #: corrections and editor's notes, as printed
    language: str | None = None  #: BCP 47, such as "en" or "pt-BR"
    page_kind: PageKind = PageKind.ARTICLE
    blocks: tuple[Block, ...] = ()  #: everything that was kept, in page order
    furniture: tuple[Block, ...] = ()  #: what was taken off, kept for audit


class FeedKind(StrEnum):
    """How an outlet announces what it publishes."""

    RSS = "rss"
    RDF = "rdf"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap_index"
    PAGE = "page"  #: no feed: the links of a front page


@dataclass(frozen=True, slots=True)
class Enclosure(Value):
    """A file that an entry carries: audio, video, a document."""

    url: str
    media_type: str | None = None  #: as announced: "audio/mpeg"
    size: int | None = None  #: bytes, as announced


@dataclass(frozen=True, slots=True)
class Item(Value):
    """One entry as the source announced it; `summary` and `content` are untrusted HTML."""

    key: str  #: the entry's own id, else its address, else a hash of what it says; never empty
    url: str | None = None
    headline: str | None = None
    summary: str | None = None
    content: str | None = None  #: the full text, where the feed carries it
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    language: str | None = None
    credited_source: CreditedSource | None = None  #: RSS <source>
    pictures: tuple[Picture, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()  #: files other than pictures


@dataclass(frozen=True, slots=True)
class FeedLink(Value):
    """A feed that a page says it has."""

    url: str
    kind: FeedKind
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Feed(Value):
    """What a source announced at one visit."""

    kind: FeedKind
    url: str | None = None
    title: str | None = None
    home_url: str | None = None
    self_url: str | None = None
    hub_url: str | None = None  #: WebSub
    language: str | None = None
    updated: datetime | None = None
    items: tuple[Item, ...] = ()
    sitemaps: tuple[str, ...] = ()  #: of a sitemap index
    problems: tuple[str, ...] = ()  #: what was broken and had to be worked round, in plain words


# --- who said what ------------------------------------------------------------------------------------


class QuotationKind(StrEnum):
    """How the words of a speaker stand in the text."""

    DIRECT = "direct"  #: a whole clause inside marks
    MIXED = "mixed"  #: some words inside marks, the rest retold
    INDIRECT = "indirect"  #: retold without marks


class Strength(StrEnum):
    """How well a speaker or a source is named."""

    NAMED = "named"
    TITLED = "titled"  #: by office only: "the mayor"
    ANONYMOUS = "anonymous"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Speaker(Value):
    """Who is said to have said it."""

    span: Span  #: the words that name the speaker beside the quotation
    name: str | None  #: resolved within the article: "he" → "Anton Lesk"; None when it cannot be


@dataclass(frozen=True, slots=True)
class Quotation(Value):
    """One stretch of reported speech; the pieces of a split quotation share `utterance`."""

    span: Span  #: the inner text, without marks
    kind: QuotationKind
    speaker: Speaker | None = None  #: None when not sure enough to publish
    cue: Span | None = None  #: the word that reports: "said"
    strength: Strength = Strength.NONE
    reason: str = ""  #: why this speaker, in plain words
    certainty: float = 0.0  #: 0 to 1, of the speaker
    utterance: int = 0  #: counted from 0 in the order of the text
    anonymity: Span | None = None  #: the reason given for not naming the speaker
    insertions: tuple[Span, ...] = ()  #: what the desk put in, brackets included: "[the council]"
    omissions: tuple[Span, ...] = ()  #: the ellipses that mark a cut: "...", "[…]"


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Name(Value):
    """One mention of a name."""

    span: Span
    kind: NameKind
    canonical: str  #: the fullest form in this article
    resembles: str | None = None  #: the known form this odd spelling stands beside: "Muska" beside "Musk"


class Bound(StrEnum):
    """How a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    UNDER = "under"
    OVER = "over"
    UP_TO = "up_to"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Figure(Value):
    """A figure with its unit: "well under $10B" is 10000000000 USD, under."""

    span: Span
    value: Decimal
    unit: str | None = None  #: ISO 4217 for money, "%" for shares, else the noun counted, singular
    bound: Bound = Bound.EXACT
    upper: Decimal | None = None  #: the upper end of a range; None when there is none


@dataclass(frozen=True, slots=True)
class DateMention(Value):
    """A date as precise as the text states it."""

    span: Span
    first: date
    last: date  #: equal to first when the text names one day


@dataclass(frozen=True, slots=True)
class Attribution(Value):
    """Which claim rests on whom."""

    claim: Span
    source: Span | None  #: the words that name it: "a person familiar with the matter"; None for nobody
    cue: Span | None = None
    name: str | None = None
    strength: Strength = Strength.NONE
    anonymity: Span | None = None  #: the reason given for not naming it


@dataclass(frozen=True, slots=True)
class Reading(Value):
    """Who said what in one article, with spans into its untouched body."""

    sentences: tuple[Span, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    names: tuple[Name, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    language: str = "en"
    notes: tuple[str, ...] = ()  #: what was not read, and why: "speakers are not read in Finnish"


# --- what a copy altered ------------------------------------------------------------------------------


class Severity(StrEnum):
    """How grave a finding is."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    NOTE = "note"


class Alteration(StrEnum):
    """Altered, or another transcript or translation of the same utterance."""

    ALTERED = "altered"
    VARIANT = "variant"


class Policy(StrEnum):
    """Whose house rules on quotations apply."""

    REUTERS = "reuters"
    AP = "ap"
    GUARDIAN = "guardian"


class Verdict(StrEnum):
    """What to do with the copy."""

    CLEAN = "clean"
    REVIEW = "review"
    BLOCK = "block"


class Closeness(StrEnum):
    """How the copy stands to its source; each is checked in its own way."""

    NEAR_VERBATIM = "near_verbatim"
    REWRITE = "rewrite"


@dataclass(frozen=True, slots=True)
class Finding(Value):
    """One thing the copy changed."""

    id: str  #: stable: "quote.altered"
    severity: Severity
    verdict: Alteration
    message: str  #: one plain sentence
    source: Span | None = None  #: into the source's body; None when it has no counterpart
    copy: Span | None = None  #: into the copy's body; None when the copy dropped it
    repair: str | None = None  #: the source's own words; None when there is nothing to put back


@dataclass(frozen=True, slots=True)
class Report(Value):
    """What a copy altered, in the order of the copy."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    policy: Policy = Policy.REUTERS
    closeness: Closeness = Closeness.NEAR_VERBATIM


# --- who took from whom -------------------------------------------------------------------------------


class RelationKind(StrEnum):
    """How an article stands to an earlier one."""

    REPRINT = "reprint"
    REWRITE = "rewrite"
    FOLLOW_UP = "follow_up"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Passage(Value):
    """A stretch that one article has from the other."""

    source: Span
    copy: Span


@dataclass(frozen=True, slots=True)
class Relation(Value):
    """How the article `key` stands to the article `of`."""

    key: str
    kind: RelationKind
    of: str | None = None  #: the key of the article it took from; None when kind is none
    share: float = 0.0  #: of this article's words that come from the other, 0 to 1
    source_share: float = 0.0  #: of the other's words that stand in this one, 0 to 1
    certainty: float = 0.0  #: 0 to 1
    agency: str | None = None  #: the third source both credit, such as a news agency
    passages: tuple[Passage, ...] = ()
    evidence: tuple[str, ...] = ()  #: plain sentences a person can judge by


@dataclass(frozen=True, slots=True)
class Proposal(Value):
    """That one article may be a translation of another; a person decides."""

    key: str
    of: str  #: the key of the article that appeared first, as far as is known
    certainty: float = 0.0  #: 0 to 1
    evidence: tuple[str, ...] = ()  #: plain sentences a person can judge by


@dataclass(frozen=True, slots=True)
class Placement(Value):
    """In which story an article belongs, and why."""

    key: str
    story: str  #: the story's id: the key of the article that opened it
    evidence: tuple[str, ...] = field(default=())  #: shared names, figures, quotations, rare words
