"""A story as an editor sees it: its articles, what they said and altered, what was done to it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from copydesk.desk.editing.translations import open_proposals
from copydesk.desk.editing.undoing import why_not
from copydesk.desk.models import (
    Act,
    Article,
    Correction,
    Finding,
    Printing,
    Relation,
    Story,
    StoryEvent,
    Utterance,
)
from copydesk.desk.stories import BY_HAND, moment_of, public_stories
from copydesk.front.addresses import story_path
from copydesk.front.alterations import GRAVITY, bodies_of
from copydesk.front.desk.queue import GRAVE, judged, why_held
from copydesk.front.desk.values import Corrected, LogLine, Member, Proposed, Said, StoryDesk, StoryRow
from copydesk.front.lists import topics_there_are

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from copydesk.desk.editing.hands import Hand
    from copydesk.front.desk.values import Judged

LISTED = 50  #: stories in a list
MOST_FINDINGS = 60  #: shown of one article
MOST_PROPOSED = 20  #: translations on one page
MOST_SAID = 60  #: utterances on one page
MOST_LINES = 60  #: of a log


def story_desk(story: Story, hand: Hand) -> StoryDesk:
    """Return everything an editor needs to decide on a story, in a bounded number of queries."""
    articles = list(Article.objects.filter(story=story).select_related("outlet", "source"))
    articles.sort(key=lambda each: (moment_of(each), each.pk))
    findings = _findings(articles)
    members = _members(story, articles, findings)
    public = Story.objects.filter(public_stories(hand.now), pk=story.pk).exists()
    return StoryDesk(
        number=story.pk,
        version=story.version,
        headline=story.headline,
        language=story.lead.outlet.language if story.lead else "",
        state=story.state,
        state_label=story.get_state_display(),
        why=_why(story, findings, hand.now),
        path=story_path(story.pk, story.slug),
        public=public and story.baked_at is not None,
        embargoed_until=story.embargoed_until if _embargoed(story, hand.now) else None,
        into=story.merged_into_id,
        independent=story.independent,
        topic=story.topic,
        topic_by_hand=story.topic_by_hand,
        topics=tuple(each.name for each in topics_there_are(hand.now)),
        members=tuple(members.values()),
        proposed=_proposed(story),
        said=_said(articles),
        judged=_judged(members, findings),
        corrections=tuple(
            Corrected(
                label=each.get_label_display(),
                text=each.text,
                when=each.at,
                by=each.by.get_username() if each.by else "",
            )
            for each in Correction.objects.filter(story=story).select_related("by").order_by("-at")
        ),
        log=story_log(story, hand),
    )


def _embargoed(story: Story, now: datetime) -> bool:
    """Say whether a story is under embargo."""
    return story.embargoed_until is not None and story.embargoed_until > now


def _why(story: Story, findings: dict[int, list[Finding]], now: datetime) -> str:
    """Return why a story stands as it does, as a sentence."""
    if story.state == Story.State.MERGED:
        return "It is part of another story; its address leads there."
    if story.state == Story.State.KILLED:
        return "It must not be used. Its page is gone, and no worker brings it back."
    if story.state == Story.State.HELD:
        rows = [row for found in findings.values() for row in found]
        grave = [row for row in rows if row.state == Finding.State.OPEN and row.severity in GRAVE]
        return why_held(story, grave=len(grave))
    if _embargoed(story, now):
        return "It is approved, and readers see it when the embargo ends."
    if story.waiting:
        return why_held(story, grave=0)
    return "Readers see it; an editor approved it." if story.by_hand else "Readers see it."


def _findings(articles: Sequence[Article]) -> dict[int, list[Finding]]:
    """Return the findings of articles by the article's id, the gravest first; notes are left out."""
    rows = Finding.objects.filter(article__in=articles).exclude(severity=Finding.Severity.NOTE)
    found: dict[int, list[Finding]] = defaultdict(list)
    for each in rows.select_related("article__outlet", "source__outlet", "judged_by"):
        found[each.article_id].append(each)
    for group in found.values():
        group.sort(
            key=lambda each: (
                each.state != Finding.State.OPEN,
                GRAVITY.index(each.severity),
                each.copy_start or 0,
                each.pk,
            )
        )
    return found


def _members(
    story: Story, articles: Sequence[Article], findings: dict[int, list[Finding]]
) -> dict[int, Member]:
    """Return a story's articles by id."""
    relations: dict[int, Relation] = {}
    for each in (
        Relation.objects.filter(article__in=articles).select_related("of__outlet").order_by("-share", "pk")
    ):
        relations.setdefault(each.article_id, each)
    return {
        row.pk: Member(
            number=row.pk,
            headline=row.headline or row.url,
            outlet=row.outlet.name,
            url=row.url,
            when=moment_of(row),
            bond=_bond(relations.get(row.pk)),
            lead=row.pk == story.lead_id,
            pinned=row.pinned,
            withheld=row.withheld,
            findings=sum(each.state == Finding.State.OPEN for each in findings.get(row.pk, ())),
            language=row.outlet.language,
        )
        for row in articles
    }


def _proposed(story: Story) -> tuple[Proposed, ...]:
    """Return what may be a translation of an article of a story, or its source, in another story."""
    found = []
    for row in open_proposals(story)[:MOST_PROPOSED]:
        mine, other = (row.of, row.article) if row.of.story_id == story.pk else (row.article, row.of)
        if other.story_id is not None:
            found.append(
                Proposed(
                    number=row.pk,
                    version=row.version,
                    mine=f"{mine.outlet}: {mine.headline}",
                    language=mine.outlet.language,
                    other=f"{other.outlet}: {other.headline}",
                    other_language=other.outlet.language,
                    other_story=other.story_id,
                    came_first=mine == row.of,
                    certainty=round(100 * row.certainty),
                    evidence=tuple(row.evidence),
                )
            )
    return tuple(found)


def _bond(relation: Relation | None) -> str:
    """Return how an article stands to the one it comes from."""
    if relation is None:
        return "Independent"
    share = (
        f", {round(relation.share * 100)} % from there" if relation.kind != Relation.Kind.FOLLOW_UP else ""
    )
    return f"{relation.get_kind_display().capitalize()} of {relation.of.outlet.name}{share}"


def _judged(
    members: dict[int, Member], findings: dict[int, list[Finding]]
) -> tuple[tuple[Member, tuple[Judged, ...]], ...]:
    """Return the findings of each article, both texts side by side."""
    shown = {key: group[:MOST_FINDINGS] for key, group in findings.items()}
    bodies = bodies_of(each for group in shown.values() for each in group)
    return tuple(
        (members[key], tuple(judged(each, bodies) for each in shown[key])) for key in members if key in shown
    )


def article_judged(row: Article) -> tuple[Judged, ...]:
    """Return the findings of one article, the open and gravest first."""
    group = _findings([row]).get(row.pk, [])[: MOST_FINDINGS * 2]
    bodies = bodies_of(group)
    return tuple(judged(each, bodies) for each in group)


def _said(articles: Sequence[Article]) -> tuple[Said, ...]:
    """Return the utterances that articles print, in the order of their first printing."""
    rows = Printing.objects.filter(article__in=articles).select_related("form", "article__outlet")
    printings: dict[int, list[Printing]] = defaultdict(list)
    for each in rows.order_by("form__first_seen", "pk"):
        printings[each.form.utterance_id].append(each)
    utterances = Utterance.objects.in_bulk(list(printings)[:MOST_SAID])
    return tuple(
        Said(
            number=key,
            version=utterances[key].version,
            words=group[0].form.words,
            speaker=utterances[key].speaker,
            by_hand=utterances[key].by_hand,
            forms=len({each.form_id for each in group}),
            printed_as=tuple(dict.fromkeys(each.speaker for each in group if each.speaker)),
            language=group[0].article.outlet.language,
        )
        for key, group in printings.items()
        if key in utterances
    )


def story_rows(*, state: str, words: str, now: datetime) -> tuple[StoryRow, ...]:
    """Return stories for the desk's list, those that changed last first.

    Args:
        state: a value of `Story.State`, `embargoed`, or empty for all but the merged.
        words: all of them stand in the headline; empty for any.
        now: aware.
    """
    rows = Story.objects.select_related("lead__outlet")
    if state == "embargoed":
        rows = rows.filter(embargoed_until__gt=now)
    elif state in Story.State.values:
        rows = rows.filter(state=state)
    else:
        rows = rows.exclude(state=Story.State.MERGED)
    for word in words.split()[:8]:
        rows = rows.filter(headline__icontains=word)
    return tuple(
        StoryRow(
            number=each.pk,
            headline=each.headline,
            language=each.lead.outlet.language if each.lead else "",
            state=each.state,
            state_label=each.get_state_display().partition(":")[0],
            embargoed_until=each.embargoed_until if _embargoed(each, now) else None,
            updated=each.updated_at,
            outlet=each.lead.outlet.name if each.lead else "",
            independent=each.independent,
        )
        for each in rows.order_by("-updated_at", "-pk")[:LISTED]
    )


def story_log(story: Story, hand: Hand) -> tuple[LogLine, ...]:
    """Return what happened to a story, by hand and by worker, the latest first."""
    lines = log_lines(Act.objects.filter(Q(story=story) | Q(other=story)), hand)
    events = (
        StoryEvent.objects.filter(story=story)
        .exclude(evidence=BY_HAND)
        .select_related("article__outlet", "by")
    )
    for each in events.order_by("-at", "-pk")[:MOST_LINES]:
        about = f"{each.article.outlet.name}: {each.article}" if each.article else ""
        lines.append(
            LogLine(
                when=each.at,
                who=each.by.get_username() if each.by else "",
                what=each.get_kind_display(),
                about=about,
                reason=" ".join(each.evidence),
                other=each.other_id,
            )
        )
    return tuple(sorted(lines, key=lambda each: each.when, reverse=True)[:MOST_LINES])


def log_lines(acts: QuerySet[Act], hand: Hand) -> list[LogLine]:
    """Return acts as lines of a log, the latest first.

    Args:
        acts: a query for them.
        hand: who looks; they see which acts they may undo.
    """
    rows = acts.select_related("undone_by", "undoes")[:MOST_LINES]
    return [_line(each, hand) for each in rows]


def _line(act: Act, hand: Hand) -> LogLine:
    """Return an act as a line of the log."""
    undone = getattr(act, "undone_by", None)
    what = act.get_kind_display()
    if act.undoes is not None:
        what = f"undid: {act.undoes.get_kind_display()}"
    return LogLine(
        when=act.at,
        who=act.by_name,
        what=what,
        about=act.about,
        reason=act.reason,
        act=act.pk,
        story=act.story_id,
        other=act.other_id,
        undo=not why_not(act, hand),
        undone=undone.by_name if undone else "",
    )
