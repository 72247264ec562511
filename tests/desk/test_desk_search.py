"""Search over what pages show: the same answers from both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copydesk.desk.models import Article, Finding, Story
from copydesk.desk.search import QUERY_CHARACTERS, TERMS_MOST, Search, entry, forget, found, keep, terms_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def told(now):
    """Keeps a story that can be found; each began a day after the one before."""
    made = []

    def make(headline: str, *, people: str = "", text: str = "") -> Story:
        when = now - timedelta(days=10 - len(made))
        story = Story.objects.create(
            key=f"{len(made)}", slug=f"story-{len(made)}", headline=headline, opened_at=when, updated_at=when
        )
        keep([entry(story, headline=headline, people=people, text=text, shown=text)])
        made.append(story)
        return story

    return make


@pytest.fixture
def three(told):
    """Three stories, the latest first."""
    striker = told("Striker signs for Rovers", text="The crews of the ferry cheered.")
    averted = "A strike was averted for $10.5 million."
    talks = told("Élysée ends the U.S. talks", people="Gil Hathersedge", text=averted)
    stops = "The crews’ ferry stops on Wednesday."
    ferry = told("Ferry crews vote to strike", people="Petra Nyland", text=stops)
    return ferry, talks, striker


def headlines(**asked) -> list[str]:
    """Return what a search finds."""
    by_id = Story.objects.in_bulk()
    return [by_id[each].headline.split()[0] for each in found(Search(**asked), Story.objects.all())]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("strike", ["Ferry", "Striker", "Élysée"]),
        ("STRIKE wednesday", ["Ferry"]),
        ("strikers", []),
        ("elysee", ["Élysée"]),
        ("us talks", ["Élysée"]),
        ("u.s.", ["Élysée"]),
        ("10.5", ["Élysée"]),
        ("“ferry crews”", ["Ferry"]),
        ("ferry crews", ["Ferry", "Striker"]),
        ('"crews of the ferry" cheered', ["Striker"]),
        ("crew's", ["Ferry", "Striker"]),
        ("of", ["Striker"]),
        ("o", []),
        ("zeppelin", []),
    ],
)
@pytest.mark.usefixtures("three")
def test_words_and_phrases_find_what_has_them(query, expected):
    """All words must be there, whatever their case and accents; headlines come first, then the latest."""
    assert headlines(query=query) == expected


@pytest.mark.usefixtures("three")
def test_speaker_is_looked_for_among_those_who_speak():
    """A name in the text is not enough; the words of a name may be any."""
    assert headlines(speaker="Nyland") == ["Ferry"]
    assert headlines(speaker="ferry") == []
    assert headlines(speaker="gil hathersedge", query="strike") == ["Élysée"]


def test_days_outlets_and_alterations_narrow_a_search(three, now, make_article):
    """Each filter leaves only the stories that fit it, and filters may stand alone."""
    article = make_article(1)
    Article.objects.filter(pk=article.pk).update(story=three[0], state=Article.State.MATCHED)
    Finding.objects.create(
        article=article, check_id="quote.altered", severity="critical", alteration="altered", found_at=now
    )
    assert headlines(outlet=article.outlet.slug) == ["Ferry"]
    assert headlines(altered=True) == ["Ferry"]
    assert headlines(begin=now - timedelta(days=9, hours=6)) == ["Ferry", "Élysée"]
    assert headlines(end=now - timedelta(days=9, hours=6), query="strike") == ["Striker"]
    Finding.objects.update(state=Finding.State.DISMISSED)
    assert headlines(altered=True) == []


@pytest.mark.usefixtures("three")
def test_nothing_asked_finds_nothing():
    """An empty search, or one of signs alone, is no question."""
    assert headlines() == headlines(query="  “” * - :") == []


def test_kept_words_change_and_go(three):
    """New words replace the old ones; a forgotten or deleted story is found no more."""
    keep([entry(three[0], headline="Ferry sails", people="", text="", shown="")])
    assert headlines(query="wednesday") == []
    assert headlines(query="sails") == ["Ferry"]
    forget(three[0].pk)
    assert headlines(query="sails") == []
    three[2].delete()
    assert headlines(query="rovers") == []
    keep([entry(three[0], headline="Ferry", people="", text="rovers", shown="")])
    assert headlines(query="rovers") == ["Ferry"]


def test_only_public_stories_are_found(three):
    """What readers may not see is not found, even while its words are still kept."""
    Story.objects.filter(pk=three[0].pk).update(state=Story.State.KILLED)
    public = Story.objects.filter(state=Story.State.PUBLISHED)
    assert found(Search(query="ferry"), public) == [three[2].pk]


def test_long_queries_are_cut():
    """No more of a query is read than the limits say."""
    assert len(terms_of(" ".join(f"w{number}" for number in range(500)))) == TERMS_MOST
    assert len(terms_of("x" * 10_000)[0].forms[0]) == QUERY_CHARACTERS


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60), speaker=st.sampled_from(["", "a", '"', "*", "NEAR(", "petra OR"]))
@pytest.mark.usefixtures("three")
def test_any_query_is_answered(query, speaker):
    """No query is an error of the database, and none finds a story twice."""
    answer = headlines(query=query, speaker=speaker)
    assert len(answer) == len(set(answer))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=40))
def test_any_text_can_be_kept_and_found_again(told, text):
    """A story is found by each of its headline's own words."""
    safe = text.replace("\0", " ").encode("utf-8", "ignore").decode()
    story = told(safe)
    for term in terms_of(safe):
        assert story.pk in found(Search(query=" ".join(term.forms)), Story.objects.all())
