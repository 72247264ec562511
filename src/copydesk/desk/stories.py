"""Stories as rows: which articles make them up, who leads, how many newsrooms stand behind them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.text import slugify

from copydesk import types
from copydesk.desk.models import Article, Finding, Outlet, Proposal, Relation, Source, Story, StoryEvent
from copydesk.desk.topics import Filed, chosen, topic_of
from copydesk.errors import InputError
from copydesk.matching import Member, independent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

UNTITLED = "Untitled"
#: how long after it went public a story's address still follows its headline; the old one leads on
SETTLING = timedelta(hours=1)
BY_HAND = ["By hand."]
#: a story's number, alone or in its address: 12, #12, /story/12-ferry-back/
_NUMBER = re.compile(r"(?:^#?|/story/)(\d{1,18})(?:$|[-/])")
#: what `recount` works out
_SETTLED = (
    "lead",
    "headline",
    "slug",
    "topic",
    "state",
    "opened_at",
    "updated_at",
    "published_at",
    "independent",
    "waiting",
    "bake_due_at",
)
GRAVE = (Finding.Severity.CRITICAL, Finding.Severity.MAJOR)


class HandError(InputError):
    """What an editor asked for cannot be done; the message says why."""


def public_stories(now: datetime) -> Q:
    """Return which stories readers may see: published, and not under embargo."""
    return Q(state=Story.State.PUBLISHED) & (Q(embargoed_until=None) | Q(embargoed_until__lte=now))


def moment_of(row: Article) -> datetime:
    """Return when an article was published, as far as anybody knows."""
    return row.published or row.first_seen


def open_story(key: str, row: Article, *, now: datetime) -> Story:
    """Return the story of that key, opening it with this article if there is none."""
    headline = (row.headline or UNTITLED)[:600]
    story, fresh = Story.objects.get_or_create(
        key=key,
        defaults={
            "headline": headline,
            "slug": slug_of(headline),
            "lead": row,
            "opened_at": moment_of(row),
            "updated_at": moment_of(row),
            "state": Story.State.HELD,
        },
    )
    if fresh:
        StoryEvent.objects.create(story=story, article=row, kind=StoryEvent.Kind.OPENED, at=now)
    return standing(story)


def standing(story: Story) -> Story:
    """Return the story that a story was merged into, however often; itself if it was not."""
    met: set[int] = set()
    while story.merged_into is not None and story.pk not in met:
        met.add(story.pk)
        story = story.merged_into
    return story


def absorbed(stories: Iterable[Story]) -> dict[int, int]:
    """Return the stories that were merged into some others, over several steps too: number and that of the one left.

    Costs one query for each step of merging.
    """
    found: dict[int, int] = {}
    into = {each.pk: each.pk for each in stories}
    while into:
        rows = Story.objects.filter(state=Story.State.MERGED, merged_into__in=into)
        step = {number: into[goal] for number, goal in rows.values_list("pk", "merged_into") if goal in into}
        into = {number: goal for number, goal in step.items() if number not in found}
        found |= into
    return found


def slug_of(headline: str) -> str:
    """Return the readable part of a story's address.

    >>> slug_of("Ferry back after 3 weeks — at last")
    'ferry-back-after-3-weeks-at-last'
    """
    return slugify(headline)[:80].strip("-") or "story"


def join(row: Article, story: Story, evidence: Sequence[str], *, now: datetime) -> set[int]:
    """Put an article into a story; a place that an editor gave it stays.

    No machine takes an article out of a story that an editor killed, held or put under embargo, nor puts one
    there that readers have seen elsewhere. A story that its last article leaves leads on to where that one went.

    Returns:
        The stories that this changed, by number.
    """
    before = row.story
    if row.pinned or before == story:
        return {story.pk} if before == story else set()
    if before is not None and (_kept_back(before) or _kept_back(story)):
        return {before.pk}
    kind = StoryEvent.Kind.MOVED if before else StoryEvent.Kind.JOINED
    if before is not None and not story.articles.exists():
        StoryEvent.objects.create(story=before, article=row, other=story, kind=StoryEvent.Kind.SPLIT, at=now)
    row.story = story
    Article.objects.filter(pk=row.pk).update(story=story)
    StoryEvent.objects.create(
        story=story, article=row, other=before, kind=kind, at=now, evidence=list(evidence)
    )
    if before is None:
        return {story.pk}
    if not before.articles.exists():
        return _merge(story, before, evidence, now=now)
    return {story.pk, before.pk}


def merge(kept: Story, gone: Story, evidence: Sequence[str], *, now: datetime) -> set[int]:
    """Merge one story into another; its address redirects from now on.

    A story that an editor killed, held or put under embargo stays apart: no machine brings its articles to light.

    Returns:
        The stories that this changed, by number.
    """
    if kept == gone or _kept_back(gone) or _kept_back(kept):
        return {kept.pk}
    return _merge(kept, gone, evidence, now=now)


def kept_back() -> Q:
    """Return the stories that an editor keeps from readers."""
    held = Q(by_hand=True, state=Story.State.HELD)
    return held | Q(state=Story.State.KILLED) | Q(embargoed_until__isnull=False)


def _kept_back(story: Story) -> bool:
    """Say the same of one story."""
    held = story.by_hand and story.state == Story.State.HELD
    return held or story.state == Story.State.KILLED or story.embargoed_until is not None


def _merge(kept: Story, gone: Story, evidence: Sequence[str], *, now: datetime) -> set[int]:
    """Merge one story into another, whatever became of them."""
    Article.objects.filter(story=gone, pinned=False).update(story=kept)
    kept.opened_at = min(kept.opened_at, gone.opened_at)
    kept.save(update_fields=["opened_at"])
    if not gone.articles.exists():
        gone.state, gone.merged_into = Story.State.MERGED, kept
        gone.bake_due_at = now
        gone.save(update_fields=["state", "merged_into", "bake_due_at"])
    StoryEvent.objects.create(
        story=kept, other=gone, kind=StoryEvent.Kind.MERGED, at=now, evidence=list(evidence)
    )
    return {kept.pk, gone.pk}


def merge_by_hand(kept: Story, gone: Story, *, now: datetime) -> None:
    """Merge one story into another because an editor says so: its articles stay there.

    Raises:
        HandError: one of them is killed or was merged before, or they are the same story.
    """
    for story in (kept, gone):
        if story.state in {Story.State.KILLED, Story.State.MERGED}:
            raise HandError(f"story {story.pk} is {story.state}")
    if kept == gone:
        raise HandError(f"story {kept.pk} cannot be merged with itself")
    if gone.embargoed_until and gone.embargoed_until > max(now, kept.embargoed_until or now):
        raise HandError(f"story {gone.pk} is under embargo; lift it, or put story {kept.pk} under it as well")
    with transaction.atomic():
        # Pinned articles are left behind by `merge`, so that no machine moves them; here a hand does.
        Article.objects.filter(story=gone).update(story=kept, pinned=True)
        recount(_merge(kept, gone, BY_HAND, now=now), now=now)


def split(story: Story, rows: Sequence[Article], *, now: datetime) -> Story:
    """Take articles out of a story into one of their own because an editor says so; both stay as they are.

    What came first of the rest is pinned too, so that the two stories are never made one again.

    Returns:
        The new story.

    Raises:
        HandError: an article is in another story, or none would be left.
    """
    members = list(_members(story))
    taken = [row for row in members if row in rows]
    rest = [row for row in members if row not in rows]
    if len(taken) < len(rows):
        raise HandError(f"not all of these articles are in story {story.pk}")
    if not taken or not rest:
        raise HandError("a split needs an article to take out and one to leave")
    with transaction.atomic():
        fresh = open_story(free_key(str(taken[0].pk)), taken[0], now=now)
        for row in taken:
            Article.objects.filter(pk=row.pk).update(story=fresh, pinned=True)
            StoryEvent.objects.create(
                story=fresh, article=row, other=story, kind=StoryEvent.Kind.MOVED, at=now, evidence=BY_HAND
            )
        Article.objects.filter(pk=rest[0].pk).update(pinned=True)
        StoryEvent.objects.create(
            story=story, other=fresh, kind=StoryEvent.Kind.SPLIT, at=now, evidence=BY_HAND
        )
        recount([story.pk, fresh.pk], now=now)
    fresh.refresh_from_db()
    return fresh


def find(text: str) -> Story:
    """Return the story that a number, a key or an address names; after a merge the one it went into.

    Raises:
        HandError: there is none.
    """
    number = _NUMBER.search(text)
    found = Story.objects.filter(pk=int(number[1])).first() if number else None
    found = found or Story.objects.filter(key=text).first()
    if found is None:
        raise HandError(f"no story {text!r}")
    return standing(found)


def free_key(key: str) -> str:
    """Return a key that no story has or had."""
    name, number = key, 2
    while Story.objects.filter(key=name).exists():
        name, number = f"{key}~{number}", number + 1
    return name


def recount(numbers: Iterable[int], *, now: datetime) -> None:
    """Work out anew what follows from a story's articles, and have its pages baked.

    Lead, headline, times, independent newsrooms, and whether readers may see it: a state that an editor
    gave is left alone.
    """
    outlets: set[int] = set()
    with transaction.atomic():
        rows = Story.objects.select_for_update().filter(pk__in=set(numbers)).exclude(state=Story.State.MERGED)
        for story in rows.order_by("pk"):
            members = list(_members(story))
            outlets.update(row.outlet_id for row in members)
            if members:
                _settle(story, members, now=now)
            elif story.state == Story.State.PUBLISHED:
                story.state = Story.State.HELD
            story.bake_due_at = now
            # What editors set besides is not written: it may be newer than what was read.
            story.save(update_fields=_SETTLED)
    Outlet.objects.filter(pk__in=outlets).update(bake_due_at=now)


def rest_of(numbers: Iterable[int]) -> None:
    """Work stories out anew after articles of theirs are gone."""
    recount(numbers, now=timezone.now())


def _members(story: Story) -> Iterable[Article]:
    """Return a story's articles, the earliest first, with what `_settle` asks of them."""
    standing = Q(findings__severity__in=GRAVE) & ~Q(findings__state=Finding.State.DISMISSED)
    grave = Count("findings", filter=standing)
    asked = Proposal.objects.filter(state=Proposal.State.OPEN).order_by("-certainty", "pk")
    rows = story.articles.select_related("source", "outlet", "version").prefetch_related(
        "relations", Prefetch("proposals", asked)
    )
    return sorted(rows.annotate(grave=grave), key=lambda row: (moment_of(row), row.pk))


def _settle(story: Story, members: Sequence[Article], *, now: datetime) -> None:
    """Set what follows from the articles; a story always has one. Readers see only those not withheld."""
    shown = _let_through(members)
    everything, public, members = members, bool(shown), shown or members
    lead = lead_of(members)
    story.lead = lead
    story.headline = (lead.headline or UNTITLED)[:600]
    if story.published_at is None or now - story.published_at < SETTLING:
        story.slug = slug_of(story.headline)
    if not story.topic_by_hand:
        story.topic = topic_of((_filed(row) for row in members), chosen(settings.SITE.topics))
    story.opened_at = moment_of(members[0])
    story.updated_at = max(moment_of(row) for row in members)
    here = frozenset(row.pk for row in members)
    story.independent = independent([_member(row, here) for row in members])
    if story.state == Story.State.PUBLISHED and not public:
        story.state = Story.State.HELD
    elif story.state == Story.State.HELD and public and not story.by_hand:
        story.state = Story.State.PUBLISHED
    public = story.state == Story.State.PUBLISHED
    story.waiting = sum(row.withheld for row in everything) if public else 0
    if story.state == Story.State.PUBLISHED and story.published_at is None:
        story.published_at = now


def _let_through(members: Sequence[Article]) -> list[Article]:
    """Return the articles that readers may see, and keep of each whether it is withheld."""
    for row in members:
        withheld = not (row.approved or _publishable(row))
        if row.withheld != withheld:
            row.withheld = withheld
            Article.objects.filter(pk=row.pk).update(withheld=withheld)
    return [row for row in members if not row.withheld]


def lead_of(members: Sequence[Article]) -> Article:
    """Return the article that stands for the story: nobody's copy, most taken from, best licensed, earliest.

    Args:
        members: the story's articles, the earliest first; at least one.
    """
    taken: dict[int, int] = {}
    for row in members:
        for relation in _copies(row):
            taken[relation.of_id] = taken.get(relation.of_id, 0) + 1
    own = [row for row in members if not _copies(row)] or list(members)
    with_text = [row for row in own if row.version and not row.error] or own
    rights = {Source.Rights.FULL: 0, Source.Rights.EXCERPT: 1, Source.Rights.LINK: 2}
    return min(
        with_text,
        key=lambda row: (
            -taken.get(row.pk, 0),
            rights.get(Source.Rights(row.source.rights), 3),
            moment_of(row),
            row.pk,
        ),
    )


def _filed(row: Article) -> Filed:
    """Return how an article is filed: its page's section, else what stands over its headline; its feed's words."""
    content = row.version.content if row.version else {}
    words = tuple(each for each in row.item.get("topics") or () if isinstance(each, str))
    return Filed(row.outlet.name, content.get("section") or content.get("kicker") or "", words)


def _copies(row: Article) -> list[Relation]:
    """Return an article's relations that make it a copy of another."""
    copies = {Relation.Kind.REPRINT, Relation.Kind.REWRITE}
    return [relation for relation in row.relations.all() if relation.kind in copies]


def _member(row: Article, here: frozenset[int]) -> Member:
    """Return an article for counting newsrooms.

    A proposed translation whose source an editor put into the same story counts for the newsroom it is from, until
    somebody says that it is none.

    Args:
        row: one of the story's.
        here: numbers of all the story's articles.
    """
    copies = _copies(row)
    if not copies:
        sources = [each.of_id for each in row.proposals.all() if each.of_id in here]
        if sources:
            from_there = types.Relation(str(row.pk), types.RelationKind.REWRITE, str(sources[0]))
            return Member(str(row.pk), row.outlet.name, from_there)
        return Member(str(row.pk), row.outlet.name, types.Relation(str(row.pk), types.RelationKind.NONE))
    first = copies[0]
    relation = types.Relation(
        str(row.pk), types.RelationKind(first.kind), str(first.of_id), agency=first.agency or None
    )
    return Member(str(row.pk), row.outlet.name, relation)


def _publishable(row: Article) -> bool:
    """Say whether readers may see an article without an editor's word."""
    if row.source.mode == Source.Mode.WHEN_CLEAN:
        return not getattr(row, "grave", 0)
    return row.source.mode == Source.Mode.AT_ONCE
