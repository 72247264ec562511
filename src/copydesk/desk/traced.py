"""Where the words of a quotation have been printed: forms that share words in a row, among millions of them."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count

from copydesk.desk.models import Form, Trace
from copydesk.matching.traces import all_traces, kept_traces
from copydesk.text.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: forms found by one trace: what more of them hold is said every day and tells nothing
HOLDERS_MOST = 64
#: forms that are looked at, those that share most
NEAREST = 40
#: traces asked for at once
_AT_ONCE = 400
#: the nearest forms' utterances; written out, since Django takes longer to make such a query than a database to answer
_NEAR = """
SELECT form.utterance_id
FROM (
    SELECT form_id, COUNT(*) AS shared FROM desk_trace WHERE trace IN ({traces})
    GROUP BY form_id ORDER BY shared DESC, form_id LIMIT %s
) AS near JOIN desk_form AS form ON form.id = near.form_id
ORDER BY near.shared DESC, near.form_id
"""


def keep(forms: Iterable[Form]) -> None:
    """Let new forms be found by their words; a trace that enough forms hold already is left out."""
    found = {form.pk: kept_traces(canonical(form.words).keys) for form in forms}
    held = _holders(chain.from_iterable(found.values()))
    rows = []
    for key, traces in found.items():
        for trace in traces:
            if held[trace] < HOLDERS_MOST:
                held[trace] += 1
                rows.append(Trace(trace=trace, form_id=key))
    Trace.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


def near(words: str) -> list[int]:
    """Return the utterances with forms that share most with some words, the nearest first.

    A form of up to 24 words is found when it shares three words in a row, a longer one when it shares six.

    Args:
        words: inside the marks, in any house style.

    Returns:
        Primary keys; none when nothing is near.

    Cost: at most 64 rows for each word asked for, however many forms there are.
    """
    traces = all_traces(canonical(words).keys)
    if not traces:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_NEAR.format(traces=", ".join(["%s"] * len(traces))), (*traces, NEAREST))
        return list(dict.fromkeys(utterance for (utterance,) in cursor))


def _holders(traces: Iterable[int]) -> Counter[int]:
    """Return how many forms hold each of some traces."""
    found: Counter[int] = Counter()
    for some in _batches(dict.fromkeys(traces)):
        found.update(
            dict(
                Trace.objects.filter(trace__in=some)
                .values("trace")
                .annotate(many=Count("form_id"))
                .values_list("trace", "many")
            )
        )
    return found


def _batches(traces: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Yield traces in portions that a database takes at once."""
    rest = tuple(traces)
    for at in range(0, len(rest), _AT_ONCE):
        yield rest[at : at + _AT_ONCE]
