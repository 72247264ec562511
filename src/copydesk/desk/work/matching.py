"""The step that matches: articles are read, related, put into stories, entered in the ledger, checked.

Only one worker does this at a time, under a lease of its own, since each article is compared with all that
came before it. One article is one transaction: after a kill it is matched wholly or not at all.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from copydesk import types
from copydesk.desk import ledger, naming, stories
from copydesk.desk.leases import hold, holder_name
from copydesk.desk.models import Article, Proposal, Relation, Story
from copydesk.desk.store import storing
from copydesk.desk.work.checks import check_alone, check_copy, side_of
from copydesk.desk.work.memory import Entered, Memory
from copydesk.errors import StoreError

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from copydesk.settings import Settings

log = structlog.get_logger()

LEASE = "matching"
#: articles matched before other steps get their turn
BATCH = 20
COPIES = frozenset({types.RelationKind.REPRINT, types.RelationKind.REWRITE})


def _due(now: datetime) -> QuerySet[Article]:
    """Return the articles that wait to be matched."""
    return Article.objects.filter(state=Article.State.EXTRACTED, due_at__lte=now)


def _propose(proposal: types.Proposal, now: datetime) -> None:
    """Keep that one article may be a translation of another; what an editor decided about the two stays."""
    pair = (int(proposal.key), int(proposal.of))
    rows = Proposal.objects.filter(article_id__in=pair, of_id__in=pair)
    if rows.exclude(state=Proposal.State.OPEN).exists() or Article.objects.filter(pk__in=pair).count() < len(
        pair
    ):
        return
    # The times may have been put right since: what was proposed the other way round is not any more.
    rows.filter(article_id=pair[1]).delete()
    told = {"certainty": proposal.certainty, "evidence": list(proposal.evidence), "made_at": now}
    Proposal.objects.update_or_create(article_id=pair[0], of_id=pair[1], defaults=told)


class MatchStep:
    """Matches what was extracted, the earliest published first."""

    name = "matching"

    def __init__(self, settings: Settings) -> None:
        self._lease = timedelta(seconds=settings.lease_seconds)
        self._window = timedelta(days=settings.match_window_days)
        self._policy = types.Policy(settings.policy)
        self._certainty = settings.speaker_certainty
        self._holder = holder_name()
        self._memory: Memory | None = None

    def run(self, now: datetime) -> int:
        """Match what is due, up to a bound; return how many articles that were."""
        due = _due(now)
        if not due.exists():
            return 0
        if not hold(LEASE, now=now, holder=self._holder, lease=self._lease):
            self._memory = None
            return 0
        if self._memory is None:
            self._memory = Memory.replayed(window=self._window, now=now)
        else:
            self._memory.follow_hands()
        rows = due.select_related("version", "outlet", "source", "story").order_by(
            Coalesce("published", "first_seen"), "pk"
        )[:BATCH]
        done = 0
        for row in rows:
            self._match(row, self._memory, now)
            done += 1
            if self._memory is None:
                break
        return done

    def _match(self, row: Article, memory: Memory, now: datetime) -> None:
        """Match one article; if it cannot be kept, the memory is made anew, since it knows too much.

        An article that cannot be matched at all is set aside with its error: the others need not wait for it.
        """
        try:
            with storing(f"the matching of {row.url}"), transaction.atomic():
                self._keep(row, memory, now)
        except StoreError:
            self._memory = None
            raise
        except Exception as error:
            self._memory = None
            log.exception("matching failed", url=row.url)
            Article.objects.filter(pk=row.pk).update(
                state=Article.State.FAILED,
                due_at=None,
                error=f"matching: unexpected {type(error).__name__}: {error}",
            )

    def _keep(self, row: Article, memory: Memory, now: datetime) -> None:
        """Write down what matching an article gives: relations, story, ledger, findings."""
        entered = memory.enter(row)
        changed = self._placed(entered, memory, now)
        if row.version is not None:
            side = side_of(row.version)
            ledger.enter(
                Article.objects.get(pk=row.pk), side.article.body, side.reading, certainty=self._certainty
            )
            naming.note(row, side.reading)
        for relation in entered.relations:
            self._relate(relation, now)
        for proposal in entered.proposals:
            _propose(proposal, now)
        self._withdraw(row, memory)
        Article.objects.filter(pk=row.pk).update(
            state=Article.State.MATCHED, due_at=None, matched_at=now, lease_until=None, lease_by=""
        )
        changed |= self._check_again(row, now)
        if not _due(now).exists():
            changed |= self._placed(memory.settle(), memory, now)
        stories.recount(changed, now=now)

    def _withdraw(self, row: Article, memory: Memory) -> None:
        """Take back what nobody answered and no longer holds, since an article has other words now."""
        asked = Proposal.objects.filter(Q(article=row) | Q(of=row), state=Proposal.State.OPEN)
        gone = [each.pk for each in asked if memory.is_refuted(each.article_id, each.of_id)]
        Proposal.objects.filter(pk__in=gone).delete()

    def _placed(self, entered: Entered, memory: Memory, now: datetime) -> set[int]:
        """Put the articles into their stories; return the stories that this changed, by number."""
        changed: set[int] = set()
        for placement in entered.placements:
            row = Article.objects.select_related("story").filter(pk=int(placement.key)).first()
            if row is None:
                continue
            story = stories.open_story(memory.story_of(placement.key), row, now=now)
            changed |= stories.join(row, story, placement.evidence, now=now) | {story.pk}
        for merged in entered.merges:
            kept = Story.objects.filter(key=merged.kept).first()
            gone = Story.objects.filter(key=merged.gone).first()
            if kept is not None and gone is not None:
                changed |= stories.merge(kept, gone, (), now=now)
        return changed

    def _relate(self, relation: types.Relation, now: datetime) -> None:
        """Keep how an article stands to the one it took from, and check it against that one."""
        row = Article.objects.select_related("version").get(pk=int(relation.key))
        policy = self._policy_of(row)
        if relation.kind is types.RelationKind.NONE or relation.of is None:
            row.relations.all().delete()
            check_alone(row, policy=policy, now=now)
            return
        row.relations.exclude(of_id=int(relation.of)).delete()
        kept, _ = Relation.objects.update_or_create(
            article=row,
            of_id=int(relation.of),
            defaults={
                "kind": relation.kind.value,
                "share": relation.share,
                "source_share": relation.source_share,
                "certainty": relation.certainty,
                "agency": (relation.agency or "")[:200],
                "passages": [passage.to_dict() for passage in relation.passages],
                "evidence": list(relation.evidence),
            },
        )
        if relation.kind in COPIES:
            check_copy(row, kept, policy=policy, now=now)
        else:
            check_alone(row, policy=policy, now=now)

    def _check_again(self, row: Article, now: datetime) -> set[int]:
        """Check the known copies of an article against its new version; return their stories."""
        changed: set[int] = set()
        kinds = [kind.value for kind in COPIES]
        for relation in row.taken_by.filter(kind__in=kinds).select_related("article__version", "of"):
            if relation.checked_at is None or relation.checked_at < now:
                check_copy(relation.article, relation, policy=self._policy_of(relation.article), now=now)
                if relation.article.story_id is not None:
                    changed.add(relation.article.story_id)
        return changed

    def _policy_of(self, row: Article) -> types.Policy:
        """Return the house rules that hold for an article: its source's, else the site's."""
        return types.Policy(row.source.policy) if row.source.policy else self._policy
