"""The list of what Copydesk should find, held against the newsroom's own files and served pages."""

from __future__ import annotations

import re
import tomllib
import urllib.request
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from copydesk.sample import SampleNewsroom
from copydesk.sample._render import text_of

ANCHOR = date(2026, 11, 19)
EXPECTED = tomllib.loads((Path(__file__).parents[1] / "e2e" / "expected.toml").read_text("utf-8"))
ARTICLES = {each["id"]: each for each in EXPECTED["article"]}
COPIES = {each["copy"]: each for each in EXPECTED["relation"]}


@pytest.fixture(scope="module")
def newsroom():
    """The newsroom, every article in its first version."""
    with SampleNewsroom(ANCHOR) as running:
        yield running


def words_of(newsroom, article_id):
    """Return the words of a served page, tags off, white space folded."""
    with urllib.request.urlopen(newsroom.address(article_id)) as answer:
        body = answer.read()
    encoding = "windows-1252" if article_id.startswith("gazette") else "utf-8"
    text = re.sub(r"<script.*?</script>", " ", body.decode(encoding), flags=re.DOTALL)
    return " ".join(
        unescape(re.sub(r"<[^>]+>", lambda tag: "" if tag[0][:3] in {"<a ", "</a"} else " ", text)).split()
    )


def body_of(newsroom, article_id):
    """Return the words of an article's paragraphs."""
    return " ".join(text_of(paragraph) for paragraph in newsroom.article(article_id).paragraphs)


def test_counts_are_those_that_were_asked_for():
    """At least 9 outlets, 64 articles and 13 stories over ten days."""
    assert len(EXPECTED["outlet"]) >= 9
    assert len(EXPECTED["article"]) >= 64
    assert len(EXPECTED["story"]) >= 13
    assert {each["day"] for each in EXPECTED["article"]} == set(range(1, 11))
    assert len({each["path"] for each in EXPECTED["article"]}) == len(EXPECTED["article"])


def test_articles_listed_are_the_articles_served(newsroom):
    """The list names every article with its true path, and no other."""
    served = {each: newsroom.article(each) for each in newsroom.article_ids}
    assert set(served) == set(ARTICLES)
    for article_id, article in served.items():
        assert ARTICLES[article_id]["path"] == article.path
        assert ARTICLES[article_id]["outlet"] == article.outlet
        assert (article.published.date() - ANCHOR).days + 10 == ARTICLES[article_id]["day"]


def test_outlets_listed_are_the_outlets_served(newsroom):
    """Names and rights agree, and several outlets are licensed in full."""
    assert {(o.slug, o.name, o.rights.value) for o in newsroom.outlets} == {
        (o["slug"], o["name"], o["rights"]) for o in EXPECTED["outlet"]
    }
    assert Counter(o.rights.value for o in newsroom.outlets)["full"] >= 3


def test_every_article_belongs_to_one_story():
    """The stories share the articles out without rest."""
    members = [article for story in EXPECTED["story"] for article in story["articles"]]
    assert sorted(members) == sorted(ARTICLES)


@pytest.mark.parametrize("story", EXPECTED["story"], ids=lambda story: story["slug"])
def test_independent_newsrooms_follow_from_the_relations(story):
    """Own work counts for its outlet, agency copy once for the agency, copies of others not at all."""
    own = set()
    for article in story["articles"]:
        relation = COPIES.get(article, {"kind": "none"})
        if relation["kind"] in {"none", "follow_up"}:
            own.add(ARTICLES[article]["outlet"])
    agency = {
        each["agency"]
        for each in EXPECTED["relation"]
        if each.get("agency") and each["copy"] in story["articles"]
    }
    assert set(story["independent"]) == own | agency
    assert len(story["independent"]) >= 2
    assert set(story["lead"]) <= set(story["articles"])
    assert not any(article.startswith("dailywave") for article in story["lead"])


def test_agency_story_stands_in_five_outlets(newsroom):
    """Five outlets carry the agency's words and say so; none of them says that they are its own."""
    carriers = ["courier-01"] + [each["copy"] for each in EXPECTED["relation"] if each.get("agency")]
    assert len({ARTICLES[each]["outlet"] for each in carriers}) == 5
    for each in carriers:
        assert newsroom.article(each).agency == "United Coastal Press"
        assert "United Coastal Press" in words_of(newsroom, each)


@pytest.mark.parametrize("relation", EXPECTED["relation"], ids=lambda relation: relation["copy"])
def test_copies_are_younger_and_in_the_same_story(relation, newsroom):
    """What was taken was there before, and both articles tell of one event."""
    copy, source = newsroom.article(relation["copy"]), newsroom.article(relation["of"])
    assert copy.published > source.published
    assert any({copy.id, source.id} <= set(story["articles"]) for story in EXPECTED["story"])


@pytest.mark.parametrize("copy", sorted({each["copy"] for each in EXPECTED["finding"]}))
def test_altered_words_stand_in_the_served_pages(copy, newsroom):
    """The source's words stand in the source and not in the copy; the copy's words the other way round."""
    found = [
        each for each in EXPECTED["finding"] if each["copy"] == copy and not each.get("after_correction")
    ]
    for each in found:
        source, copied = body_of(newsroom, each["of"]), body_of(newsroom, copy)
        assert source.count(each["source_words"]) == 1
        assert each["source_words"] in words_of(newsroom, each["of"])
        assert each["source_words"] not in copied or each["source_words"] in each["copy_words"]
        if each["copy_words"]:
            assert copied.count(each["copy_words"]) == 1
            assert each["copy_words"] in words_of(newsroom, copy)
            assert each["copy_words"] not in source


def test_every_way_of_spinning_is_there():
    """Each family of findings occurs, grave ones among them, and every mirrored article has several."""
    families = Counter(each["family"] for each in EXPECTED["finding"])
    assert set(families) >= {"quote", "name", "figure", "date", "attribution", "claim", "scar"}
    mirrored = Counter(each["copy"] for each in EXPECTED["finding"] if each["copy"].startswith("dailywave"))
    assert len(mirrored) == len([each for each in ARTICLES if each.startswith("dailywave")])
    assert min(mirrored.values()) >= 5
    assert sum(each.get("severity") == "critical" for each in EXPECTED["finding"]) >= 20


def test_honest_copies_have_no_finding():
    """No article is listed both as honest and as altered, but for the one that a correction overtakes."""
    altered = {each["copy"] for each in EXPECTED["finding"] if not each.get("after_correction")}
    assert altered.isdisjoint(EXPECTED["honest"]["copies"])
    overtaken = {each["copy"] for each in EXPECTED["finding"] if each.get("after_correction")}
    assert overtaken == set(EXPECTED["honest"]["until_corrected"])


def marked(text):
    """Return the words inside quotation marks of a text, without marks and end points."""
    text = text.replace("‘", "“") if "“" not in text else text
    found = re.findall(r"“([^“”]+?)[,.?]?(?:”|’(?!\w)|$)|\"([^\"]+?)[,.?]?\"", text)
    return [one or two for one, two in found]


@pytest.mark.parametrize("copy", ["harbour-post-04", "harbour-post-02"])
def test_honest_copies_keep_every_quotation(copy, newsroom):
    """What stands inside marks in the honest shortening and the rewrite stands so in its source."""
    source = words_of(newsroom, COPIES[copy]["of"])
    quotations = [q for paragraph in newsroom.article(copy).paragraphs for q in marked(paragraph)]
    assert len(quotations) >= 4
    for quotation in quotations:
        assert quotation in source


@pytest.mark.parametrize(
    "copy", [each["copy"] for each in EXPECTED["relation"] if each["kind"] == "follow_up"]
)
def test_follow_ups_name_or_link_the_earlier_story(copy, newsroom):
    """A follow-up links the article that it goes on from, so that the relation can be judged."""
    with urllib.request.urlopen(newsroom.address(copy)) as answer:
        page = answer.read().decode("windows-1252" if copy.startswith("gazette") else "utf-8")
    assert newsroom.address(COPIES[copy]["of"]) in page


def test_mirror_shows_the_day_it_scraped():
    """The mirror's date of publication is its own, a day or more after the source's."""
    for each in EXPECTED["scrape_date"]:
        assert each["shown"] > each["true"]
        assert ARTICLES[each["copy"]]["day"] == each["shown"]
        assert ARTICLES[COPIES[each["copy"]]["of"]]["day"] == each["true"]


def test_furniture_stands_in_every_page_of_the_mirror(newsroom):
    """What must not get into a body is really there to be taken off; the mirror has no live link to a source."""
    teasers = 0
    for article_id in (each for each in ARTICLES if each.startswith("dailywave")):
        page = words_of(newsroom, article_id)
        assert all(line in page for line in EXPECTED["furniture"]["lines"])
        teasers += EXPECTED["furniture"]["teaser"] in page
        assert newsroom.article(article_id).caption in page
    assert teasers >= 5


def test_correction_is_served_live_and_the_reprint_keeps_the_error():
    """The Ledger corrects its figure with a label and a time; the reprint elsewhere still has the old one."""
    with SampleNewsroom(ANCHOR) as running:
        for each in EXPECTED["correction"]:
            before = words_of(running, each["article"])
            assert each["before"] in before
            assert each["words"] not in before
            running.correct(each["article"])
            after = words_of(running, each["article"])
            assert each["after"] in after
            assert each["before"] not in after
            assert each["words"] in after
            assert running.article(each["article"]).modified > running.article(each["article"]).published
            assert all(each["before"] in words_of(running, reprint) for reprint in each["still_wrong"])
