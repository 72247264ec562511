"""Texts that no database keeps are put right, and only those."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.desk.clean import storable, storable_text
from copydesk.desk.models import Article
from copydesk.desk.work.items import take_in
from copydesk.desk.work.pages import keep_version
from copydesk.types import Article as Said
from copydesk.types import Item


@given(st.text(st.characters(codec=None), max_size=40))
def test_length_stays_and_nothing_unstorable_is_left(text):
    """Every code point keeps its place, so that spans stay true, and the text can be written as UTF-8."""
    kept = storable_text(text)

    assert len(kept) == len(text)
    assert "\x00" not in kept
    kept.encode("utf-8")


def test_sound_value_is_returned_as_it_is():
    """Nothing is copied where nothing has to be put right."""
    item = Item("a", headline="Möwe 🐦 \\u0041")

    assert storable(item) is item


def test_all_texts_of_a_value_are_put_right():
    """Nested texts too."""
    said = Said(headline="a\x00", body="b\ud800c", authors=("d\udfff",))

    assert storable(said) == Said(headline="a\ufffd", body="b\ufffdc", authors=("d\ufffd",))


@pytest.mark.database
@pytest.mark.django_db
def test_feed_with_such_texts_is_taken_in_and_its_article_kept(make_source, now):
    """A JSON feed that writes NUL and half a pair costs neither the visit nor the article."""
    source = make_source(1)
    item = Item(
        "k\x00", url="https://x.example/1", headline="Fer\x00ry", summary="\ud800 back", published=now
    )

    assert take_in(source, [item], now=now).new == 1
    row = Article.objects.get()
    row.lease_by = "w"
    row.save()
    keep_version(row, Said(headline="Fer\x00ry", body="It\ud800 runs."), "", now=now)

    row.refresh_from_db()
    assert (row.headline, row.version.content["body"]) == ("Fer\ufffdry", "It\ufffd runs.")
