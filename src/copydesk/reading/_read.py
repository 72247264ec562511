"""Puts a reading together: from the words of a text to who said what in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.reading import _attributed, _claims, _dates, _figures, _names, _ranking
from copydesk.reading._mentions import Mention, MentionKind, mentions
from copydesk.reading._reasons import reason_of
from copydesk.reading._resolve import Identity, Resolver
from copydesk.reading._scan import CUE_LETTERS, Scan, scan
from copydesk.reading._speech import Unit, units
from copydesk.reading._told import Told
from copydesk.reading.languages import Language, language_for
from copydesk.reading.languages._neutral import NEUTRAL
from copydesk.text.collector import held_back
from copydesk.types import (
    Article,
    Attribution,
    Quotation,
    QuotationKind,
    Reading,
    Span,
    Speaker,
    Strength,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from copydesk.text.marks import Stretch

#: A speaker less certain than this is not given. On articles the weights had not seen 94 of 100 speakers were
#: right at 0.75, by an annotation with gaps of its own; `bench/reading.py` prints the whole row.
SURE_ENOUGH = 0.75
#: How often the source that was read for a retold claim was the annotated one, by shape and kind of reporting word,
#: on the half of the annotated articles that the shapes were not checked on again.
_SHAPES = {
    "thatS": 0.95, "thatC": 0.97, "thatK": 0.87, "thatT": 0.75, "thatW": 0.85, "bareS": 0.94, "bareC": 0.88,
    "tailS": 0.97, "tailC": 0.6, "tailK": 0.6, "invertedS": 0.94, "invertedK": 0.9, "accordingA": 0.87,
}  # fmt: skip
#: A retold claim less certain than this has no speaker: at 0.9 about 95 of 100 are right.
_SURE_RETOLD = 0.9
#: So many words in marks are speech, whoever speaks: titles, slogans and scare quotes are shorter.
_SURELY_SPEECH = 7
#: How many words before the marks "according to" is looked for.
_LEAD = 10
_DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A quotation with where it was decided from, before utterances are counted."""

    quotation: Quotation
    mention: Mention | None
    unit: int


def read(
    article_or_text: Article | str, *, published: datetime | None = None, language: str | None = None
) -> Reading:
    """Read who said what in an article; never raises on any text.

    Args:
        article_or_text: an article, whose body is read, or a plain text.
        published: when it was published; None takes the article's own time. Relative dates need it.
        language: BCP 47; None takes the article's own language, and English where it has none.

    Returns:
        A reading whose spans point into the body, or into the text. Cost is linear in the text's length.

    >>> text = "“We will rebuild the pier,” said Mayor Anton Lesk."
    >>> quotation = read(text).quotations[0]
    >>> quotation.speaker.name, quotation.cue.of(text)
    ('Anton Lesk', 'said')
    """
    if isinstance(article_or_text, Article):
        text = article_or_text.body
        published = published or article_or_text.published
        tag = language or article_or_text.language or _DEFAULT
    else:
        text = article_or_text
        tag = language or _DEFAULT
    words = language_for(tag)
    day = published.date() if published is not None else None
    with held_back():
        return _without_speakers(text, tag, day) if words is None else _read(text, words, day)


def _read(text: str, language: Language, published: date | None) -> Reading:
    """Read a text in a language whose words are known."""
    ready = scan(text, language)
    attributed = _attributed.by_language(ready)
    found = mentions(ready)
    outside = [each for each in found if not each.quoted]
    gathered = _names.gather(ready, found)
    chosen = _ranking.choose(Told(ready, attributed), outside, units(ready), _ranking.weights(language.code))
    speaking = frozenset(each.mention.first for each in chosen if each.mention is not None)
    resolver = Resolver(ready, outside, gathered, speaking)
    spoken = [
        each for number, choice in enumerate(chosen) for each in _spoken(ready, resolver, choice, number)
    ]
    claims = list(_claims.unquoted(ready, _claims.claims(ready, outside)))
    retold = [_retold(resolver, claim, number) for number, claim in enumerate(claims)]
    days = _dates.dates(text, language, published)
    return Reading(
        sentences=ready.sentences,
        quotations=_numbered(ready, spoken, [each for each in retold if each is not None]),
        names=gathered.names,
        figures=_figures.figures(text, language, [each.span for each in days]),
        dates=days,
        attributions=_attributions(resolver, found, claims, attributed),
        language=language.code,
    )


def _without_speakers(text: str, tag: str, published: date | None) -> Reading:
    """Read a text in a language that has no file: marks, figures and dates only."""
    ready = scan(text, NEUTRAL)
    days = _dates.dates(text, NEUTRAL, published)
    quotations = tuple(
        Quotation(
            span=piece.inner,
            kind=_kind(ready, piece),
            reason=f"speakers are not read in the language “{tag}”",
            utterance=number,
            insertions=_inserted(text, piece.inner),
            omissions=_omitted(text, piece.inner),
        )
        for number, unit in enumerate(units(ready))
        for piece in unit.pieces
    )
    return Reading(
        sentences=ready.sentences,
        quotations=quotations,
        figures=_figures.figures(text, NEUTRAL, [each.span for each in days]),
        dates=days,
        language=tag,
        notes=(f"speakers, names and attributions are not read in the language “{tag}”",),
    )


# --- quotations ---------------------------------------------------------------------------------------


def _spoken(ready: Scan, resolver: Resolver, choice: _ranking.Choice, number: int) -> list[_Spoken]:
    """Make the quotations of one unit; none when it is no speech."""
    mention = choice.mention
    if mention is None and choice.speech < 0.5 and not _is_surely_speech(ready, choice.unit):
        return []
    sure = mention is not None and choice.certainty >= SURE_ENOUGH
    identity = resolver.identity(mention) if mention is not None else Identity(None, Strength.NONE, "")
    made = []
    for piece in choice.unit.pieces:
        quotation = Quotation(
            span=piece.inner,
            kind=_kind(ready, piece),
            speaker=Speaker(mention.span, identity.name) if sure and mention is not None else None,
            cue=_cue_of(ready, choice, piece) if sure else None,
            strength=identity.strength if sure else Strength.NONE,
            reason=reason_of(ready, choice, identity, sure_enough=SURE_ENOUGH),
            certainty=round(choice.certainty, 3),
            utterance=number,
            anonymity=identity.anonymity if sure else None,
            insertions=_inserted(ready.text, piece.inner),
            omissions=_omitted(ready.text, piece.inner),
        )
        made.append(_Spoken(quotation, mention, number))
    return made


#: What the desk put into somebody's words, and where it cut them: neither pattern can go back over its text.
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,120}\]")
_ELLIPSES = re.compile(r"\[ ?(?:\.{3,4}|…|\. \. \.) ?\]|…|\.{3,4}|\. \. \.")
_ONLY_DOTS = frozenset(" .…[]")


def _inserted(text: str, inner: Span) -> tuple[Span, ...]:
    """Return the bracketed insertions of a quotation; a bracketed ellipsis is a cut and none of them."""
    found = _BRACKETS.finditer(text, inner.start, inner.end)
    return tuple(Span(*each.span()) for each in found if not _ONLY_DOTS.issuperset(each[0]))


def _omitted(text: str, inner: Span) -> tuple[Span, ...]:
    """Return the ellipses of a quotation, their brackets included."""
    return tuple(Span(*each.span()) for each in _ELLIPSES.finditer(text, inner.start, inner.end))


def _words(ready: Scan, unit: Unit) -> int:
    """Count the words of a unit."""
    return ready.token_at(unit.end) - ready.token_at(unit.start)


def _is_surely_speech(ready: Scan, unit: Unit) -> bool:
    """Say whether a unit is speech, whatever the weights say: it is long, or "According to Moor," leads it in."""
    if _words(ready, unit) >= _SURELY_SPEECH:
        return True
    first = ready.token_at(unit.start)
    start = ready.sentences[ready.sentence_at(unit.start)].start
    for at in range(first - 1, max(-1, first - _LEAD), -1):
        if ready.quoted[at] or ready.starts[at] < start:
            return False
        if at in ready.according:
            return ready.between(first).strip().startswith(",")
    return False


def _kind(ready: Scan, piece: Stretch) -> QuotationKind:
    """Tell a whole clause in marks from some words in marks within somebody else's sentence."""
    inner, text = piece.inner, ready.text
    lead = text[max(0, piece.outer.start - 3) : piece.outer.start].rstrip()
    begins = text[inner.start].isupper() or not text[inner.start].isalpha()
    introduced = not lead or not lead[-1].isalnum()
    words = ready.token_at(inner.end) - ready.token_at(inner.start)
    ends = text[inner.end - 1] in ".,!?…—–" or text[piece.outer.end : piece.outer.end + 1] in {
        ",",
        ".",
        "?",
        "!",
    }
    if introduced and (begins or ends):
        return QuotationKind.DIRECT
    return QuotationKind.DIRECT if begins and ends and words > 3 else QuotationKind.MIXED


def _cue_of(ready: Scan, choice: _ranking.Choice, piece: Stretch) -> Span | None:
    """Return the reporting word of a choice: the one without subject that decided it, else the speaker's own."""
    if choice.cue >= 0:
        return Span(ready.tokens[choice.cue].start, ready.tokens[choice.cue].end)
    return _cue(ready, choice.mention, piece) if choice.mention is not None else None


def _cue(ready: Scan, mention: Mention, piece: Stretch) -> Span | None:
    """Return the reporting word: beside the speaker, else the one nearest to the marks between the two."""
    at = mention.last + 1
    while at < len(ready.tokens) and at - mention.last < 4 and ready.tokens[at].kind == "x":
        at += 1
    first, after = ready.token_at(piece.outer.start), ready.token_at(piece.outer.end)
    between = (
        range(first - 1, max(mention.last, first - 40), -1)
        if mention.last < first
        else range(after, mention.first)
    )
    for number in (at, mention.first - 1, *between[:40]):
        if 0 <= number < len(ready.tokens) and not ready.quoted[number]:
            token = ready.tokens[number]
            if token.kind in CUE_LETTERS and _same_sentence(ready, mention, token.start):
                return Span(token.start, token.end)
    return None


def _same_sentence(ready: Scan, mention: Mention, place: int) -> bool:
    """Say whether a place lies in the sentence of a mention."""
    return ready.sentence_at(place) == ready.sentence_at(mention.span.start)


def _retold(resolver: Resolver, claim: _claims.Claim, number: int) -> _Spoken | None:
    """Make an indirect quotation of a claim that somebody voiced; None for papers and opinions."""
    if claim.letter not in "SKCTWA":
        return None
    certainty = _SHAPES.get(claim.pattern + claim.letter, 0.6)
    sure = certainty >= _SURE_RETOLD
    identity = resolver.identity(claim.mention)
    words = claim.mention.span.of(resolver.scan.text)
    where = f"retold: “{words}” beside “{claim.cue.of(resolver.scan.text)}”{identity.how}"
    quotation = Quotation(
        span=claim.claim,
        kind=QuotationKind.INDIRECT,
        speaker=Speaker(claim.mention.span, identity.name) if sure else None,
        cue=claim.cue if sure else None,
        strength=identity.strength if sure else Strength.NONE,
        reason=where if sure else f"not sure enough ({certainty:.0%}) of “{words}”: {where}",
        certainty=certainty,
        utterance=-1 - number,
        anonymity=identity.anonymity if sure else None,
    )
    return _Spoken(quotation, claim.mention, -1 - number)


def _numbered(ready: Scan, spoken: list[_Spoken], retold: list[_Spoken]) -> tuple[Quotation, ...]:
    """Count the utterances; pieces that one attribution holds together are one."""
    found: list[Quotation] = []
    numbers: dict[int, int] = {}
    utterances = 0
    before: _Spoken | None = None
    for each in sorted(
        [*spoken, *retold], key=lambda one: (one.quotation.span.start, one.quotation.span.end)
    ):
        if each.unit not in numbers:
            if before is not None and _belongs(ready, before, each):
                numbers[each.unit] = numbers[before.unit]
            else:
                numbers[each.unit] = utterances
                utterances += 1
        found.append(_with_number(each.quotation, numbers[each.unit]))
        if each.quotation.kind is not QuotationKind.INDIRECT:
            before = each
    return tuple(found)


def _belongs(ready: Scan, before: _Spoken, each: _Spoken) -> bool:
    """Say whether a quotation goes on with the one before: one speaker's words, one attribution."""
    if each.mention is None or before.mention is None or each.quotation.kind is QuotationKind.INDIRECT:
        return False
    same = each.mention.span == before.mention.span
    start, end = before.quotation.span.end, each.quotation.span.start
    return same and ready.paragraph_at(start) == ready.paragraph_at(end) and end - start < 300


def _with_number(quotation: Quotation, number: int) -> Quotation:
    """Return the quotation with its utterance."""
    return replace(quotation, utterance=number)


def _attributions(
    resolver: Resolver,
    found: list[Mention],
    claims: list[_claims.Claim],
    attributed: list[_attributed.Found] | None,
) -> tuple[Attribution, ...]:
    """Return who stands for what: by the learned table of the language, and the claims it has passed over."""
    ready = resolver.scan
    if attributed is None:
        return tuple(_attribution(resolver, claim) for claim in claims)
    made: list[Attribution] = []
    cues: set[int] = set()
    for each in attributed:
        cues.update(range(each.cue.first, each.cue.last + 1))
        made.append(_attributed_to(resolver, found, each))
    made += [_attribution(resolver, each) for each in claims if ready.token_at(each.cue.start) not in cues]
    return tuple(sorted(made, key=lambda each: (each.cue or each.claim).start))


def _attributed_to(resolver: Resolver, found: list[Mention], each: _attributed.Found) -> Attribution:
    """Make an attribution of what the table found; "is expected" rests on nobody."""
    ready = resolver.scan
    claim = _attributed.claim_span(ready, each)
    cue = _attributed.span_of(ready, each.cue.first, each.cue.last)
    if each.source is None:
        return Attribution(claim, None, cue)
    identity = resolver.identity(_attributed.head_of(ready, found, each.source))
    source = _attributed.span_of(ready, *each.source)
    if identity.anonymity is not None and source.start < identity.anonymity.start < source.end:
        words = ready.text[source.start : identity.anonymity.start].rstrip(" ,")
        source = Span(source.start, source.start + len(words))
    return Attribution(claim, source, cue, identity.name, identity.strength, identity.anonymity)


def _attribution(resolver: Resolver, claim: _claims.Claim) -> Attribution:
    """Make an attribution of a claim."""
    identity = resolver.identity(claim.mention)
    return Attribution(
        claim=claim.claim,
        source=_whole_source(resolver.scan, claim.mention),
        cue=claim.cue,
        name=identity.name,
        strength=identity.strength,
        anonymity=identity.anonymity,
    )


def _whole_source(ready: Scan, mention: Mention) -> Span:
    """Return the words that name a source, with what describes it: "a person familiar with the matter"."""
    if mention.kind is not MentionKind.NOUN:
        return mention.span
    last = mention.last
    for number in range(mention.last + 1, min(len(ready.tokens), mention.last + 8)):
        if ready.between(number) != " " or ready.tokens[number].kind not in "opdrNyg0":
            break
        if number == mention.last + 1 and ready.tokens[number].kind not in "po":
            break
        last = number
    while last > mention.last and ready.tokens[last].kind in "pd":
        last -= 1
    return Span(mention.span.start, ready.tokens[last].end)
