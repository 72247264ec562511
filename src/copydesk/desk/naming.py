"""Which organisations an article names, kept so that readers find the stories that name one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from copydesk.desk.models import Naming, Organisation
from copydesk.types import NameKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.desk.models import Article
    from copydesk.types import Reading

NAME_CHARACTERS = 200  #: longest name that is kept
KEPT_MOST = 40  #: organisations kept of one article, those named most often
_LETTERS = re.compile(r"(?:[A-Z]\.?){3,8}")
#: capitals that name no organisation
_NO_NAMES = frozenset({"BST", "CEO", "CEST", "CET", "CST", "EDT", "EST", "FAQ", "GMT", "MST", "PDF", "PDT"}) | {
    "PST", "RSS", "URL", "USA", "USD", "UTC", "VIP", "II", "III", "VII", "VIII", "XIV"
}  # fmt: skip


def organisations_in(reading: Reading) -> dict[str, int]:
    """Return how often a reading names each organisation, those it names most first.

    A single word is too often a place or the first word of a headline: of those only capitals such as "NATO" count.

    >>> from copydesk import read
    >>> organisations_in(read("The University of Tarn said that NATO had called. The University of Tarn agreed."))
    {'University of Tarn': 2, 'NATO': 1}
    """
    found = Counter(each.canonical for each in reading.names if each.kind is NameKind.ORGANISATION)
    return {name: many for name, many in found.most_common() if _is_telling(name)}


def note(row: Article, reading: Reading) -> None:
    """Keep which organisations an article names; what was kept of it before is replaced."""
    Naming.objects.filter(article=row).delete()
    named = dict(list(organisations_in(reading).items())[:KEPT_MOST])
    if named:
        known = _known(row, named)
        Naming.objects.bulk_create(
            Naming(article=row, organisation=known[name], mentions=many) for name, many in named.items()
        )


def _known(row: Article, named: Mapping[str, int]) -> dict[str, Organisation]:
    """Return the organisations by name, new ones added, and those that another outlet named first now sure."""
    Organisation.objects.bulk_create(
        (Organisation(name=name, first_outlet_id=row.outlet_id) for name in named), ignore_conflicts=True
    )
    found = {each.name: each for each in Organisation.objects.filter(name__in=named)}
    second = [each.pk for each in found.values() if not each.sure and each.first_outlet_id != row.outlet_id]
    if second:
        Organisation.objects.filter(pk__in=second).update(sure=True)
    return found


def _is_telling(name: str) -> bool:
    """Say whether a name is likely to be that of one organisation, whichever article it stands in."""
    if len(name) > NAME_CHARACTERS or name in _NO_NAMES:
        return False
    return " " in name or _LETTERS.fullmatch(name) is not None
