"""The list of sources goes out and comes back with the kind of each."""

from __future__ import annotations

import pytest

from copydesk.desk.models import Source
from copydesk.desk.sources import export_opml, import_opml

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_list_comes_back_with_its_kinds(make_source, now):
    """After export, removal and import every source is of the kind it was, a page without a feed among them."""
    for number, kind in enumerate(Source.Kind, start=1):
        make_source(number, kind=kind)
    before = dict(Source.objects.values_list("url", "kind"))
    text = export_opml("Mine")
    Source.objects.all().delete()

    assert import_opml(text.encode(), now=now) == (len(before), 0)
    assert dict(Source.objects.values_list("url", "kind")) == before
