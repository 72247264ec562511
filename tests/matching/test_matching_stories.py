"""Which articles make one story, what joins two stories, and what a hand decides for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from copydesk.matching import Matcher, Member, Merge, Stories, independent
from copydesk.types import Article, Relation, RelationKind

MONDAY = datetime(2026, 10, 5, 20, tzinfo=UTC)
NONE = RelationKind.NONE


class Desk:
    """A matcher and a grouper that are fed together, as the pipeline feeds them."""

    def __init__(self, article):
        self.article = article
        self.matcher = Matcher()
        self.stories = Stories()

    def take(self, name: str, *, key: str | None = None, hours: int = 0, outlet: str | None = None):
        """Take in an article by the name of its file and return where it was placed."""
        text, when = self.article(name), MONDAY + timedelta(hours=hours)
        update = self.matcher.insert(key or name, text, published=when, outlet=outlet)
        placement = self.stories.place(key or name, text, update.relation, published=when, outlet=outlet)
        for each in update.revised:
            self.stories.revise(each)
        return placement


def test_one_event_is_one_story(article):
    """Two newsrooms' own reports of one council meeting are one story, with the shared names as evidence."""
    desk = Desk(article)
    desk.take("crane", outlet="The Quay Post")
    placed = desk.take("crane_independent", hours=2)
    assert placed.story == "crane"
    assert placed.evidence[0] == "It is most like the report of The Quay Post."
    assert "brandt" in placed.evidence[1]
    assert "310000" in " ".join(placed.evidence)


def test_different_events_are_different_stories(article):
    """Four unlike articles of one day open four stories."""
    desk = Desk(article)
    names = ("crane", "school", "agency", "unlike")
    assert [desk.take(name).story for name in names] == list(names)


def test_reprints_collapse_into_their_source_first(article):
    """A reprint and a spun copy are in their source's story because they are copies, whatever their words."""
    desk = Desk(article)
    desk.take("crane")
    assert desk.take("crane", key="reprint", hours=1).evidence == ("It is a reprint of crane.",)
    assert desk.take("crane_spun", hours=2).evidence == ("It is a rewrite of crane.",)
    assert desk.stories.members("crane") == ("crane", "reprint", "crane_spun")


def test_follow_ups_chain_in(article):
    """A follow-up three days later, on a court and not a council, joins the story it builds on."""
    desk = Desk(article)
    desk.take("crane", outlet="The Quay Post")
    placed = desk.take("crane_follow_up", hours=72)
    assert placed.story == "crane"
    assert placed.evidence[0] == "It builds on The Quay Post."


def test_round_up_joins_no_two_stories(article):
    """A round-up of two stories goes to one of them and does not make them one."""
    desk = Desk(article)
    desk.take("crane")
    desk.take("school")
    assert desk.take("round_up", hours=3).story in {"crane", "school"}
    assert desk.stories.story("crane") != desk.stories.story("school")
    assert desk.stories.take_merges() == ()


EARLY = "A barge ran aground off Marlow Bay on Friday. The crew of six was taken off by the lifeboat Aurora."
LATE = (
    "The lifeboat Aurora saved six sailors from the Hook reef, owner Klaus Brandt said in Castell. He had bought the "
    "Hedda, laden with 40 tonnes of salt, only in March, and paid for it with his late father's vineyard."
)
BRIDGE = (
    "A barge laden with 40 tonnes of salt ran aground off Marlow Bay on Friday: the Hedda had struck the Hook reef. "
    "The crew of six sailors was taken off by the lifeboat Aurora. Owner Klaus Brandt came from Castell."
)


def test_an_article_that_joins_two_stories_merges_them():
    """Two stories that turn out to be one are merged into the older, and the merge is told once."""
    stories = Stories()
    alone = {key: Relation(key, NONE) for key in ("early", "late", "bridge")}
    stories.place("early", EARLY, alone["early"], published=MONDAY)
    stories.place("late", LATE, alone["late"], published=MONDAY)
    assert (stories.story("early"), stories.story("late")) == ("early", "late")
    stories.place("bridge", BRIDGE, alone["bridge"], published=MONDAY)
    assert len({stories.story(key) for key in alone}) == 1
    assert stories.take_merges() == (Merge(kept="early", gone="late"),)
    assert stories.resolve("late") == "early"
    assert stories.take_merges() == ()


def test_a_hand_is_never_undone(article):
    """An article moved by hand stays, takes its copies with it, and the two stories are kept apart."""
    desk = Desk(article)
    desk.take("crane")
    desk.take("crane_independent", hours=1)
    desk.take("crane_independent", key="copy", hours=2)
    desk.stories.pin("crane_independent", "by-hand")
    assert desk.stories.members("by-hand") == ("crane_independent", "copy")
    desk.take("crane_follow_up", hours=72)
    desk.take("crane_house", hours=73)
    assert desk.stories.story("crane_independent") == "by-hand"
    assert desk.stories.story("crane") == "crane"
    again = desk.take("crane_independent", hours=1)
    assert again.story == "by-hand"
    assert again.evidence == ("Placed by hand in by-hand.",)


def test_removed_article_leaves_its_story(article):
    """A story without articles ends; the others go on."""
    desk = Desk(article)
    desk.take("crane")
    desk.take("school")
    desk.stories.remove("crane")
    assert desk.stories.members("crane") == ()
    assert desk.stories.members("school") == ("school",)


def test_headline_counts(article):
    """An article's headline and standfirst are read with its body."""
    stories = Stories()
    stories.place("crane", article("crane"), Relation("crane", NONE), published=MONDAY)
    brief = Article(
        headline="Marlow Bay harbour council sells steam crane to Brandt and Sons of Tarn",
        standfirst="Chairwoman Edda Morn wins vote against dockers' leader Jon Pell",
        body="More soon.",
    )
    assert stories.place("brief", brief, Relation("brief", NONE), published=MONDAY).story == "crane"


def copies_of(agency: str | None, count: int) -> list[Member]:
    """Return one text in as many papers: the first one's, and reprints of it."""
    first = Member("p0", "Paper 0", Relation("p0", NONE))
    return [first] + [
        Member(f"p{n}", f"Paper {n}", Relation(f"p{n}", RelationKind.REPRINT, of="p0", agency=agency))
        for n in range(1, count)
    ]


def test_one_agency_text_in_forty_papers_is_one_newsroom():
    """Forty papers with one agency's text are one source, the first of them included."""
    assert independent(copies_of("Harbour Wire", 40)) == 1


def test_two_articles_of_one_outlet_count_once():
    """The same newsroom reporting twice is one, however its name is written."""
    members = [
        Member(key, name, Relation(key, NONE)) for key, name in (("a", "The Quay Post"), ("b", "Quay Post"))
    ]
    assert independent(members) == 1


def test_a_mirror_counts_for_nobody():
    """A mirror's rewrite adds no newsroom; an own report and a follow-up of another outlet do."""
    members = [
        *copies_of(None, 3),
        Member("own", "Hill Herald", Relation("own", NONE)),
        Member("next", "Tarn Times", Relation("next", RelationKind.FOLLOW_UP, of="p0")),
    ]
    assert independent(members) == 3


def test_the_agency_and_its_customers_are_one():
    """The agency's own article and the papers that print it are one newsroom, under any of its names."""
    members = [
        Member("wire", "The Associated Press", Relation("wire", NONE)),
        Member("a", "Quay Post", Relation("a", RelationKind.REPRINT, of="wire", agency="AP")),
        Member("b", "Hill Herald", Relation("b", RelationKind.REPRINT, of="gone", agency="AP")),
    ]
    assert independent(members) == 1


def test_copies_of_an_unseen_source_count_once():
    """Two reprints of one article that is not in the story are one newsroom."""
    members = [Member(key, key, Relation(key, RelationKind.REPRINT, of="elsewhere")) for key in ("a", "b")]
    assert independent(members) == 1
    assert independent([]) == 0
