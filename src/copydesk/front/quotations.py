"""Who said what in a story, out of the quote ledger."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from copydesk.desk.models import Form, Printing, Utterance
from copydesk.desk.stories import moment_of
from copydesk.front.comparing import compared
from copydesk.front.rows import link_to, printed
from copydesk.front.values import OtherForm, QuotationCard, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import QuerySet

    from copydesk.desk.models import Article, Story

MOST_CARDS = 24  #: utterances on one page; the most printed count
#: A form that differs in house style only is the same words.
_SAME = frozenset({Form.Standing.FIRST, Form.Standing.STYLE})


def cards_by_story(
    articles: Mapping[int, Sequence[Article]], public: QuerySet[Story], *, certainty: float
) -> dict[int, tuple[QuotationCard, ...]]:
    """Return by the story's id the utterances printed in its articles, each with all its forms wherever printed.

    Three queries. Utterances printed most, altered ones foremost, come first when there are too many;
    the cards stand in the order of their first printing.

    Args:
        articles: of each story, by its id; of several stories only when readers may see all of them.
        public: the stories that readers may see; words printed only in others are left out.
        certainty: least certainty at which a speaker is named, 0 to 1.
    """
    every = [each for found in articles.values() for each in found]
    told = Printing.objects.filter(article__in=every).values_list("article__story_id", "form__utterance_id")
    by_story: dict[int, set[int]] = defaultdict(set)
    for story, utterance in told.distinct():
        by_story[story].add(utterance)
    readable = Q(article__in=every) | readable_in(public)
    cards = cards_of(set().union(*by_story.values()), readable, certainty=certainty)
    return {story: _chosen([cards[key] for key in keys if key in cards]) for story, keys in by_story.items()}


def readable_in(public: QuerySet[Story]) -> Q:
    """Return which printings readers may see: those in public stories that are not withheld there."""
    return Q(article__story__in=public, article__withheld=False)


def cards_of(utterances: Collection[int], readable: Q, *, certainty: float) -> dict[int, QuotationCard]:
    """Return the cards of utterances by their number, in two queries; one that nobody may read has none.

    Args:
        utterances: their numbers.
        readable: which printings are shown, as from `readable_in`.
        certainty: least certainty at which a speaker is named, 0 to 1.
    """
    found = Utterance.objects.in_bulk(utterances)
    printings: dict[int, dict[int, list[Printing]]] = defaultdict(lambda: defaultdict(list))
    rows = Printing.objects.filter(readable, form__utterance_id__in=list(found))
    for each in rows.select_related("form", "article__outlet"):
        printings[each.form.utterance_id][each.form_id].append(each)
    return {key: _card(found[key], forms, certainty) for key, forms in printings.items()}


def _chosen(cards: list[QuotationCard]) -> tuple[QuotationCard, ...]:
    """Return the cards that one page shows."""
    # Words of nobody, printed in one way only, tell a reader nothing about who said what.
    told = [card for card in cards if card.speaker or card.forms]
    told.sort(key=lambda card: (-len(card.forms), -len(card.also), card.first.when, card.anchor))
    return tuple(sorted(told[:MOST_CARDS], key=lambda card: (card.first.when, card.number)))


def _card(utterance: Utterance, forms: Mapping[int, list[Printing]], certainty: float) -> QuotationCard:
    """Return one utterance as a card."""
    for each in forms.values():
        each.sort(key=_order)
    ordered = sorted(forms.values(), key=lambda group: (_rank(group[0].form), _order(group[0])))
    first = ordered[0][0]
    same = [each for group in ordered if group[0].form.standing in _SAME for each in group]
    also = {each.article.outlet_id: link_to(each.article.outlet) for each in sorted(same, key=_order)}
    also.pop(first.article.outlet_id, None)
    others = [group for group in ordered[1:] if group[0].form.standing not in _SAME]
    return QuotationCard(
        anchor=f"quotation-{utterance.pk}",
        words=first.form.words,
        speaker=utterance.speaker or ("" if utterance.by_hand else _named(same, certainty)),
        first=printed(first.article),
        also=tuple(also.values()),
        forms=tuple(_form(first.form, group) for group in others),
        language=first.article.outlet.language,
    )


def _named(printings: Sequence[Printing], certainty: float) -> str:
    """Return the speaker that most articles name surely enough; empty when none does."""
    names = Counter(each.speaker for each in printings if each.speaker and each.certainty >= certainty)
    return names.most_common(1)[0][0] if names else ""


def _rank(form: Form) -> int:
    """Return 0 for the wording printed first, so that it leads whatever times were wrong."""
    return 0 if form.standing == Form.Standing.FIRST else 1


def _order(printing: Printing) -> tuple[float, int]:
    """Return where a printing stands in time."""
    return moment_of(printing.article).timestamp(), printing.pk


def _form(first: Form, group: Sequence[Printing]) -> OtherForm:
    """Return another wording against the first."""
    before, after = compared(first.words, group[0].form.words)
    by_outlet = {each.article_id: printed(each.article) for each in group}
    return OtherForm(
        standing=Standing(group[0].form.standing),
        first=before,
        words=after,
        printed=tuple(by_outlet.values()),
    )
