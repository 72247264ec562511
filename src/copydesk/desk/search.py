"""Search over what story pages show: kept as words when a page is baked, asked by readers.

Words are compared in the form of `copydesk.text.words`: without case, accents and apostrophes. A query asks for all of
its words; “words in marks” stand together; a word of four letters or more also finds longer ones. Stories with
the words in their headline come first, then the others, the latest first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from copydesk.desk.models import SHOWN_FINDINGS, Article, Finding, SearchEntry, Story
from copydesk.text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

QUERY_CHARACTERS = 200  #: most of a query that is read
FOUND_MOST = 1000  #: stories that a search gives at most
AT_FIRST = (
    2 * FOUND_MOST
)  #: with the words, of which those that pass the filters are taken if they are enough
TERMS_MOST = 12  #: words and phrases that are looked for; the others are left out
PREFIX_LETTERS = 4  #: shorter words find only themselves

_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_NEITHER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """What one part of a query asks for: words that stand together."""

    forms: tuple[str, ...]  #: as compared; never empty
    longer: bool = False  #: the one word also finds longer ones

    def finds(self, form: str) -> bool:
        """Say whether a word of a text is one of these."""
        return form.startswith(self.forms[0]) if self.longer else form in self.forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a reader looks for."""

    query: str = ""
    speaker: str = ""  #: somebody of this name says something in the story
    outlet: str = ""  #: slug; an article of this outlet belongs to the story
    begin: datetime | None = None  #: the story began at this aware time or later
    end: datetime | None = None  #: the story began before this aware time
    altered: bool = False  #: some reprint altered something

    @property
    def terms(self) -> tuple[Term, ...]:
        """What the query asks for."""
        return terms_of(self.query)


_HELD = ("headline", "people", "words", "shown")


def terms_of(query: str) -> tuple[Term, ...]:
    """Return what a query asks for; nothing, if there is no word in it.

    >>> [each.forms for each in terms_of('Élysée “Ferry crews” on')]
    [('ferry', 'crews'), ('elysee',), ('on',)]
    """
    text = query[:QUERY_CHARACTERS]
    phrases = [forms_of(each) for each in _PHRASE.findall(text)]
    single = forms_of(_PHRASE.sub(" ", text))
    found = [Term(each) for each in phrases if each]
    found += [Term((each,), longer=len(each) >= PREFIX_LETTERS and each.isalpha()) for each in single]
    return tuple(dict.fromkeys(found))[:TERMS_MOST]


def forms_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as both databases compare them: letters and digits only.

    >>> forms_of("U.S. pays $10.5 million")
    ('us', 'pays', '10p5', 'million')
    """
    return tuple(each for each in map(searched_form, words(text).forms) if each)


def searched_form(form: str) -> str:
    """Return a word's form with a point inside a figure as a letter, since databases would part it there."""
    return _NEITHER.sub("", form.replace(".", "p"))


def entry(story: Story, *, headline: str, people: str, text: str, shown: str) -> SearchEntry:
    """Return what lets a story be found by what its page shows; `keep` keeps it.

    Args:
        story: which readers may see.
        headline: as printed.
        people: names of those who speak in it or wrote it.
        text: everything else that is shown.
        shown: what the lines of a result are taken from.
    """
    return SearchEntry(
        story=story,
        headline=" ".join(forms_of(headline)),
        people=" ".join(forms_of(people)),
        words=" ".join(forms_of(text)),
        shown=shown,
    )


def keep(entries: Sequence[SearchEntry]) -> None:
    """Let stories be found by what their pages show, in two queries; what is kept already is left as it is."""
    there = SearchEntry.objects.in_bulk([each.pk for each in entries])
    new = [each for each in entries if each.pk not in there or _held(there[each.pk]) != _held(each)]
    if new:
        SearchEntry.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["story"], update_fields=_HELD
        )


def _held(row: SearchEntry) -> list[str]:
    """Return what an entry holds."""
    return [getattr(row, name) for name in _HELD]


def forget(number: int) -> None:
    """Let a story be found no more."""
    SearchEntry.objects.filter(pk=number).delete()


def found(search: Search, public: QuerySet[Story]) -> list[int]:
    """Return the ids of the stories that a reader looks for, the best first; none if nothing is asked for.

    Args:
        search: what is looked for.
        public: the stories that readers may see.

    Returns:
        At most `FOUND_MOST`: those with the words in their headline, then the others, each time those that
        began last first.
    """
    terms, names = search.terms, terms_of(search.speaker)
    narrowed = _narrowed(search, public)
    if not terms and not names:
        return [] if narrowed is public else _ids(narrowed.filter(searched__isnull=False))
    reach = _Reach(most=FOUND_MOST) if narrowed is public else _reach(narrowed)
    if not terms:
        return _passing(narrowed, partial(_matching, names=names), reach)
    first = _passing(narrowed, partial(_matching, terms=terms, names=names, column="headline"), reach)
    everywhere = partial(_matching, terms=terms, names=names)
    rest = _passing(narrowed, everywhere, reach) if len(first) < FOUND_MOST else []
    return list(dict.fromkeys((*first, *rest)))[:FOUND_MOST]


def _passing(
    narrowed: QuerySet[Story], matching: Callable[[_Reach], tuple[str, list[str | int]]], reach: _Reach
) -> list[int]:
    """Return the ids of the latest stories with some words that pass the filters.

    The latest with the words are asked first: mostly enough of them pass, and the index is read no further.
    """
    if reach.most > FOUND_MOST:
        with connection.cursor() as cursor:
            cursor.execute(*matching(replace(reach, most=AT_FIRST)))
            latest = [number for (number,) in cursor.fetchall()]
        passing = _ids(narrowed.filter(pk__in=latest))
        if len(latest) < AT_FIRST or len(passing) >= FOUND_MOST:
            return passing
    sql, values = matching(reach)
    return _ids(narrowed.filter(pk__in=RawSQL(sql, values)))  # noqa: S611 - one of the two constants below


@dataclass(frozen=True, slots=True)
class _Reach:
    """How much of the index a search reads."""

    low: int = 0  #: least id of a story
    high: int = 2**62  #: greatest id
    most: int = 2**62  #: as many of the latest are enough


def _reach(narrowed: QuerySet[Story]) -> _Reach:
    """Return between which ids the stories lie that pass the filters: a week's stories came one after the other."""
    ends = narrowed.order_by().aggregate(low=Min("pk"), high=Max("pk"))
    return _Reach(low=ends["low"] or 0, high=ends["high"] or 0)


def _ids(stories: QuerySet[Story]) -> list[int]:
    """Return the ids of the latest of some stories."""
    return list(stories.order_by("-pk").values_list("pk", flat=True)[:FOUND_MOST])


def _narrowed(search: Search, stories: QuerySet[Story]) -> QuerySet[Story]:
    """Return the stories that pass the filters of a search; the same object when there are none."""
    if search.outlet:
        theirs = Article.objects.filter(story=OuterRef("pk"), outlet__slug=search.outlet, withheld=False)
        stories = stories.filter(Exists(theirs))
    if search.begin:
        stories = stories.filter(opened_at__gte=search.begin)
    if search.end:
        stories = stories.filter(opened_at__lt=search.end)
    if search.altered:
        altered = Finding.objects.filter(SHOWN_FINDINGS, alteration=Finding.Alteration.ALTERED)
        stories = stories.filter(
            Exists(altered.filter(article__story=OuterRef("pk"), article__withheld=False))
        )
    return stories


def _matching(
    reach: _Reach, terms: tuple[Term, ...] = (), names: tuple[Term, ...] = (), *, column: str = ""
) -> tuple[str, list[str | int]]:
    """Return a query for the ids of the stories that have all terms, and all names among those who speak.

    Args:
        reach: what is read.
        terms: looked for in one column or anywhere.
        names: looked for among the people.
        column: the only one in which the terms count; empty for any.
    """
    within: list[str | int] = [reach.low, reach.high, reach.most]
    if connection.vendor == "sqlite":
        query = " AND ".join([*_sqlite(terms, column), *_sqlite(names, "people")])
        return _FTS5, [query, *within]
    query = " & ".join([*_postgresql(terms, column), *_postgresql(names, "people")])
    return _TSQUERY, [query, *within]


_FTS5 = (
    "SELECT rowid FROM desk_searchwords WHERE desk_searchwords MATCH %s AND rowid BETWEEN %s AND %s "
    "ORDER BY rowid DESC LIMIT %s"
)
_TSQUERY = (
    "SELECT story_id FROM desk_searchentry WHERE vector @@ to_tsquery('simple', %s) "
    "AND story_id BETWEEN %s AND %s ORDER BY story_id DESC LIMIT %s"
)


def _sqlite(terms: tuple[Term, ...], column: str) -> list[str]:
    """Return terms in FTS5's language; forms hold letters and digits only."""
    inside = f"{{{column}}} : " if column else ""
    return [f'{inside}"{" ".join(each.forms)}"{" *" if each.longer else ""}' for each in terms]


def _postgresql(terms: tuple[Term, ...], column: str) -> list[str]:
    """Return terms in the language of to_tsquery; forms hold letters and digits only."""
    weight = {"headline": "A", "people": "B"}.get(column, "")
    marks = [("*" if each.longer else "") + weight for each in terms]
    return [
        " <-> ".join(f"{form}:{mark}" if mark else form for form in each.forms)
        for each, mark in zip(terms, marks, strict=True)
    ]
