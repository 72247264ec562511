"""The sample newsroom's articles, each held against what the others had printed before it, without its source.

    python bench/known_forms.py

Prints what `against_known` says of the spinning mirror's articles, of which each quotation was spun, and of all others,
which quote honestly; of those every finding, so that a person can judge it.
"""

from __future__ import annotations

import collections
import sys
from datetime import date

from copydesk import api
from copydesk.checking.known import KnownForm, against_known
from copydesk.sample._load import load_articles, load_outlets
from copydesk.sample._render import text_of
from copydesk.types import QuotationKind

#: any day will do; the articles' dates are counted from it
ANCHOR = date(2026, 10, 5)
GARBLED = "dailywave"


def main() -> int:
    """Print the counts and the findings on honest articles."""
    articles = [
        (article, api.side("\n\n".join(map(text_of, article.paragraphs))))
        for outlet in load_outlets()
        for article in load_articles(outlet.slug, ANCHOR)
    ]
    forms = [
        (
            article.id,
            KnownForm(
                each.span.of(side.article.body), article.outlet, f"{article.id}-{at}", article.published
            ),
        )
        for article, side in articles
        for at, each in enumerate(side.reading.quotations)
        if each.kind is not QuotationKind.INDIRECT
    ]
    counts: collections.Counter[tuple[str, str, str]] = collections.Counter()
    for article, side in articles:
        earlier = [
            form for id_, form in forms if id_ != article.id and form.when and form.when <= article.published
        ]
        whose = "spun" if article.outlet == GARBLED else "honest"
        for finding in against_known(side, earlier):
            counts[whose, finding.verdict.value, finding.severity.value] += 1
            if whose == "honest":
                print(article.id, finding.severity, finding.message)
    print(f"articles: {len(articles)}, printed quotations: {len(forms)}")
    for (whose, verdict, severity), count in sorted(counts.items()):
        print(f"{whose}: {count} {verdict}, {severity}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
