"""Hashtags from topics."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.posting.hashtags import MOST, TAG, hashtag


@pytest.mark.parametrize(
    ("topic", "tag"),
    [
        ("", ""),
        ("Local news", "#LocalNews"),
        ("Health & science", "#HealthScience"),
        ("COVID-19", "#COVID19"),
        ("24", ""),
        ("G7", "#G7"),
        ("Straßenbau", "#Straßenbau"),
        ("Политика", "#Политика"),
        ("#Budget", "#Budget"),
        ("a" * (MOST + 1), ""),
    ],
)
def test_topics(topic, tag):
    """Words joined with capitals; nothing where no network would take it for a tag."""
    assert hashtag(topic) == tag


@given(st.text(max_size=60))
def test_always_one_tag_or_nothing(topic):
    """Whatever a topic is called, its tag is found whole in a post, or there is none."""
    tag = hashtag(topic)
    assert not tag or [each[0] for each in TAG.finditer(f"https://desk.example/1\n\n{tag}")] == [tag]
