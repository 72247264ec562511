"""Word-Bayes learns from the desk: each reply that a person decided counts once, and counts no more when that is undone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from copydesk.desk.models import Reply, ReplyWord
from copydesk.replies.bayes import Count, Score, features, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALL = ""  #: the word that stands for every reply learned from
SHOWN, REFUSED = "shown", "refused"
OPEN_MOST = 500  #: of the queue, weighed anew after each decision


def score_of(reply: Reply) -> Score:
    """Return how likely the desk is to refuse a reply, and the words that say so; in one query."""
    found = features(reply.text, reply.name)
    return score(found, *_counts(found))


def learn(rows: Iterable[Reply], wanted: Mapping[int, str]) -> None:
    """Count the words of replies as what they are to count, in the caller's transaction; the rows are saved.

    Args:
        rows: replies.
        wanted: by their number: shown, refused, or empty for not at all.
    """
    shown: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for row in rows:
        goal = wanted.get(row.pk, "")
        if goal == row.learned:
            continue
        found = (ALL, *features(row.text, row.name))
        for name, many in ((row.learned, -1), (goal, 1)):
            if name:
                (shown if name == SHOWN else refused).update(dict.fromkeys(found, many))
        row.learned = goal
        Reply.objects.filter(pk=row.pk).update(learned=goal)
    _add(shown, refused)


def weigh_queue() -> None:
    """Weigh what waits anew, the newest first, up to a bound."""
    rows = list(Reply.objects.filter(state=Reply.State.HELD).order_by("-pk")[:OPEN_MOST])
    found = scores(rows)
    for row in rows:
        row.likely_refused = found[row.pk].value
    Reply.objects.bulk_update(rows, ["likely_refused"], batch_size=200)


def _counts(found: Iterable[str]) -> tuple[dict[str, Count], Count]:
    """Return what is known of words, and of all replies."""
    wanted = sorted({ALL, *found})
    rows = [
        row
        for at in range(0, len(wanted), 500)
        for row in ReplyWord.objects.filter(word__in=wanted[at : at + 500])
    ]
    counts = {row.word: Count(max(0, row.shown), max(0, row.refused)) for row in rows}
    return counts, counts.pop(ALL, Count())


def _add(shown: Counter[str], refused: Counter[str]) -> None:
    """Add to the counts of words."""
    wanted = sorted({*shown, *refused})
    for at in range(0, len(wanted), 500):
        part = wanted[at : at + 500]
        ReplyWord.objects.bulk_create([ReplyWord(word=each) for each in part], ignore_conflicts=True)
        rows = list(ReplyWord.objects.select_for_update().filter(word__in=part).order_by("word"))
        for row in rows:
            row.shown, row.refused = row.shown + shown[row.word], row.refused + refused[row.word]
        ReplyWord.objects.bulk_update(rows, ["shown", "refused"])


def scores(rows: Iterable[Reply]) -> dict[int, Score]:
    """Return how likely replies are to be refused, by their number, in one query for each 500 words."""
    found = {row.pk: features(row.text, row.name) for row in rows}
    counts, total = _counts(each for group in found.values() for each in group)
    return {number: score(group, counts, total) for number, group in found.items()}
