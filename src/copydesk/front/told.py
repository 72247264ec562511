"""What the read-only API tells: values of its own, so that pages may change and programs need not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletTold:
    """An outlet, with its page on this site and its own address."""

    name: str
    slug: str
    page: str
    home: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTold:
    """An outlet's article in a story: independent, or taken from another one."""

    headline: str
    url: str
    outlet: OutletTold
    published: str
    bond: str
    taken_from: str | None
    altered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTold:
    """Other words in which an utterance was printed, and by whom."""

    standing: str
    words: str
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationTold:
    """One utterance: the words first printed, who spoke (null when nobody is sure), and every other form."""

    number: int
    page: str
    words: str
    speaker: str | None
    outlet: OutletTold
    url: str
    printed: str
    forms: tuple[FormTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story as a list tells it."""

    number: int
    page: str
    headline: str
    standfirst: str
    language: str
    outlet: OutletTold | None
    opened: str
    updated: str
    independent: int
    articles: int
    altered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryList:
    """A page of stories, those that changed last first; `next` is the address of the page behind it."""

    stories: tuple[StoryLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTold:
    """A story with its text as far as it is licensed, who said what, its articles and our corrections."""

    story: StoryLine
    byline: str
    source: str | None
    paragraphs: tuple[str, ...]
    quotations: tuple[QuotationTold, ...]
    articles: tuple[ArticleTold, ...]
    corrections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletList:
    """The outlets of which something is public, by name."""

    outlets: tuple[OutletTold, ...]
