"""The step that posts: exactly one post for each row where the network can be read back, whatever is killed or lost.

A row says `sending` before the call goes out. Whoever finds it so later does not know what became of the call, and
reads back; only what is surely absent is sent again.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction
from django.db.models import Max

from copydesk.desk.accounts import expiring, line_of, renew, renewable
from copydesk.desk.growing import growing, tell_growth
from copydesk.desk.leases import claim, hold, holder_name
from copydesk.desk.models import Account, Post, Story
from copydesk.desk.outbox import (
    OUT,
    REPLACE,
    Limits,
    corrected_by,
    correcting,
    frozen,
    message_of,
    order_changes,
    public,
    queue,
    thawed,
    traceable,
    waiting,
)
from copydesk.desk.sealing import unseal
from copydesk.desk.work.loop import TURN_SECONDS
from copydesk.errors import CopydeskError, InputError, StoreError
from copydesk.posting.network import Can, Hearing, network
from copydesk.posting.rules import Rules, end_of_quiet, next_slot
from copydesk.posting.values import (
    Attempt,
    LostAnswerError,
    NotAllowedError,
    NothingToSendError,
    RefusedError,
    Seen,
    Sent,
    WaitError,
)
from copydesk.posting.words import correction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from copydesk.posting.network import Line
    from copydesk.posting.values import Message
    from copydesk.settings import Settings

log = structlog.get_logger()

BATCH = 10  #: posts before other steps get their turn
PLAN = timedelta(seconds=2)  #: least time between two looks for new stories
SETTLE = timedelta(seconds=15)  #: before a lost answer is looked into: the network may still be at it
LONGEST = timedelta(hours=1)
MOST_ATTEMPTS = 40  #: about a day and a half of looking
TOLD_AFTER = timedelta(hours=1)  #: waiting that lasts longer than this is told to the editor
MOST_WAITS = 8  #: and so are this many waits of one row in a row
DAY = timedelta(days=1)
MONTH = timedelta(days=30)
STUCK = (
    "nothing goes out for long, and is tried again: "  #: how a note begins that goes when something goes out
)
UNPLANNED = "no post is made: "  #: how one begins that goes when the rules can be followed again
HEAR_FIRST = timedelta(minutes=5)  #: after a post is out, replies to it are asked for
OPEN = (Post.State.QUEUED, Post.State.SENDING, Post.State.UNCONFIRMED)


class PostStep:
    """Posts what is due.

    Args:
        settings: the site's.
        address: gives the absolute address of a story's page.
        line_of: opens the way to an account: its fields, the time, what its network remembers.
        settle: how long a lost answer rests before it is looked into.
        rest: how long an account rests at first when its network does not say.
    """

    name = "posting"

    def __init__(
        self,
        settings: Settings,
        address: Callable[[Story], str],
        *,
        line_of: Callable[[Mapping[str, str], datetime, dict[str, str]], Line] = line_of,
        settle: timedelta = SETTLE,
        rest: timedelta = SETTLE,
    ) -> None:
        self._settings = settings
        self._address = address
        self._line_of = line_of
        self._memories: dict[int, dict[str, str]] = {}
        self._settle = settle
        self._rest_at_first = rest
        self._planned: datetime | None = None
        self._ordered: datetime | None = None
        self._warned: dict[int, date] = {}
        self._tried: dict[int, date] = {}

    def run(self, now: datetime) -> int:
        """Do what is due and plan what is new, up to a bound; return how many rows were done."""
        if not Account.objects.exists():
            return 0
        lease, holder = timedelta(seconds=self._settings.lease_seconds), holder_name()
        done, ends = 0, time.monotonic() + TURN_SECONDS
        while done < BATCH and time.monotonic() < ends:
            now = max(now, datetime.now(UTC)) if done else now
            # One worker posts at a time, so that what an account may do in an hour is counted by one.
            if not hold("posting", now=now, holder=holder, lease=lease):
                return done
            self._order(now)
            # What is due goes before new rows: a worker that is killed while it plans still gets something out.
            claimed = _due(now, holder, lease)
            if not claimed:
                self._plan(now)
                claimed = _due(now, holder, lease)
            if not claimed:
                return done
            self._guarded(claimed[0], now)
            done += 1
            self._plan(now)
        return done

    def _order(self, now: datetime) -> None:
        """Order edits and withdrawals."""
        if self._ordered is None or now - self._ordered >= PLAN:
            self._ordered = now
            order_changes(now)
            self._renew(now)
            self._warn(now)

    def _renew(self, now: datetime) -> None:
        """Try once a day to change what runs out soon; where it cannot be done the editor is warned in time."""
        for account in renewable(now):
            if self._tried.get(account.pk) == now.date():
                continue
            self._tried[account.pk] = now.date()
            try:
                renew(self._settings.site_folder, account, self._line_of(self._secret(account), now, {}))
            except CopydeskError as error:
                log.warning("account not renewed", account=str(account), problem=str(error))

    def _secret(self, account: Account) -> dict[str, str]:
        """Open an account's secret."""
        return unseal(
            self._settings.site_folder, f"account/{account.pk}", bytes(account.secret), account.secret_key_id
        )

    def _warn(self, now: datetime) -> None:
        """Tell once a day whose secret runs out within a week; a note of other trouble is left as it is."""
        for account, problem in expiring(now):
            if self._warned.get(account.pk) != now.date():
                self._warned[account.pk] = now.date()
                _alert(account, account.note or problem)

    def _plan(self, now: datetime) -> None:
        """Make rows for new stories."""
        if self._planned is not None and now - self._planned < PLAN:
            return
        self._planned = now
        limits = Limits.of(self._settings)
        within = timedelta(days=self._settings.post_grows_days)
        for account in Account.objects.filter(state=Account.State.CONNECTED):
            try:
                for story in waiting(account, now):
                    queue(story, account, self._address(story), limits=limits, now=now)
                for first, step in growing(account, now, within=within):
                    tell_growth(first, step, self._address(first.story), limits=limits, now=now)
            except InputError as error:
                problem = f"{UNPLANNED}{error}"
                if account.note != problem:
                    _alert(account, problem)
            else:
                _heal(account, UNPLANNED)

    def _guarded(self, row: Post, now: datetime) -> None:
        """Do one row; what goes wrong is kept with it."""
        account = row.account
        try:
            secret = self._secret(account)
            self._do(row, self._line_of(secret, now, self._memories.setdefault(account.pk, {})))
        except WaitError as error:
            self._wait(row, now, error)
        except LostAnswerError as error:
            self._lost(row, now, str(error))
        except RefusedError as error:
            self._refused(row, now, error)
        except NothingToSendError as error:
            _keep(row, state=Post.State.WITHDRAWN, due_at=None, error=str(error))
        except (NotAllowedError, StoreError) as error:
            Account.objects.filter(pk=account.pk).update(state=Account.State.DISCONNECTED)
            self._memories.pop(account.pk, None)
            row.state = _not_done(row)
            _keep(row, state=row.state, error=str(error))
            _alert(account, str(error))
        except InputError as error:
            state = row.state if row.state in OUT else Post.State.FAILED
            _keep(row, state=state, due_at=None, error=str(error))
            _alert(account, f"{row.story}: {error}")

    def _do(self, row: Post, line: Line) -> None:
        """Do what a row asks for."""
        if row.state in (Post.State.SENDING, Post.State.UNCONFIRMED):
            if not traceable(row.account.network):
                raise LostAnswerError("a send of this post was cut off")
            self._look(row, line)
        elif row.state == Post.State.QUEUED:
            self._send_when_allowed(row, line)
        elif row.order == Post.Order.WITHDRAW:
            network(row.account.network).delete(line, row.remote_id)
            _keep(row, state=Post.State.WITHDRAWN, order="", due_at=None, error="")
        elif row.order == Post.Order.EDIT:
            self._edit(row, line)
        elif row.order == REPLACE:
            self._replace(row, line)
        else:
            _keep(row, due_at=None)

    def _send_when_allowed(self, row: Post, line: Line) -> None:
        """Send a row that waits, unless its story is gone or its account must rest."""
        if not Story.objects.filter(public(line.now), pk=row.story_id).exists():
            _keep(
                row,
                state=Post.State.WITHDRAWN,
                due_at=None,
                error="the story was taken back before it went out",
            )
            return
        until = self._rest(row, line.now)
        if until is None:
            self._send(row, line)
        else:
            _keep(row, due_at=until)

    def _rest(self, row: Post, now: datetime) -> datetime | None:
        """Return until when an account may not post; None when it may now."""
        account = row.account
        rules, declared = Rules.from_dict(account.rules), network(account.network).DECLARED
        quiet = end_of_quiet(rules, now, ZoneInfo(self._settings.time_zone))
        caps = [(declared.burst, timedelta(seconds=declared.window)), (rules.daily, DAY)]
        tried = Post.objects.filter(account=account).exclude(pk=row.pk)
        last = tried.aggregate(last=Max("tried_at"))["last"]
        slot = next_slot(rules, now, ZoneInfo(self._settings.time_zone), last)
        ends = [each for each in (quiet, slot) if each]
        if declared.cost:
            caps.append((int(rules.budget / declared.cost + 1e-9), MONTH))
            if rules.budget < declared.cost:
                raise InputError(
                    f"a post costs ${declared.cost:.2f}, and the account's rules hold no such budget"
                )
        for most, window in caps:
            within = tried.filter(tried_at__gt=now - window).order_by("-tried_at")
            # The account may post again once the oldest of the newest `most` is older than the window.
            times = list(within.values_list("tried_at", flat=True)[most - 1 : most]) if most else []
            ends += [when + window for when in times if when]
        return max(ends, default=None)

    def _send(self, row: Post, line: Line) -> None:
        """Send a row: it says so before the call goes out."""
        first = row.tried_at or line.now
        if not _keep(
            row, release=False, state=Post.State.SENDING, tried_at=first, attempts=row.attempts + 1, error=""
        ):
            return
        _settled(row, network(row.account.network).send(line, row.key, thawed(row)), line.now)

    def _look(self, row: Post, line: Line) -> None:
        """Read back what may have been sent; send it again only if it is surely absent."""
        others = Post.objects.filter(account=row.account).exclude(pk=row.pk).exclude(remote_id="")
        known = frozenset(others.order_by("-pk").values_list("remote_id", flat=True)[:1000])
        attempt = Attempt(row.key, row.tried_at or line.now, known)
        # From here on the row is one that may stand, whatever this look meets.
        if not _keep(row, release=False, state=Post.State.UNCONFIRMED):
            return
        try:
            found = network(row.account.network).look(line, attempt, thawed(row))
        except (RefusedError, LostAnswerError, InputError) as error:
            problem = f"it may stand, and cannot be looked for: {error}"
            _alert(row.account, f"{row.story}: {problem}")
            raise LostAnswerError(problem) from error
        if isinstance(found, Sent):
            _settled(row, found, line.now)
        elif found is Seen.UNKNOWN:
            raise LostAnswerError("too much was posted since to see whether this one is there")
        elif row.order == Post.Order.WITHDRAW:
            _keep(row, state=Post.State.WITHDRAWN, order="", due_at=None)
        else:
            self._send_when_allowed(row, line)

    def _edit(self, row: Post, line: Line) -> None:
        """Put the corrected text in place of the one that was sent."""
        old = thawed(row)
        if old.by_hand:
            self._correct_by_post(row, line.now, "written by hand, so a reply corrects it", row.remote_id)
            return
        # A row of an older version does not say what it began with: a later one was a correction then.
        earlier = correction(old.language) if row.story_version > 1 else ""
        message = self._message(row, old.kicker or earlier)
        message = replace(message, created=old.created)
        pinged = Can.PING in network(row.account.network).DECLARED.can
        if pinged or message != replace(old, reply_to=""):
            try:
                network(row.account.network).edit(line, row.remote_id, message)
            except RefusedError as error:
                self._correct_by_post(
                    row, line.now, f"not edited ({error}), a reply corrects it", row.remote_id
                )
                return
        kept = replace(message, reply_to=old.reply_to)
        _keep(row, state=Post.State.CORRECTED, order="", due_at=None, sent_at=line.now, rendered=frozen(kept))

    def _message(self, row: Post, kicker: str) -> Message:
        """Return what a row's story says now, under a kicker of ours if one is given."""
        return message_of(
            row.story,
            row.account,
            thawed(row).permalink,
            limits=Limits.of(self._settings),
            kicker=kicker,
        )

    def _replace(self, row: Post, line: Line) -> None:
        """Take a post away and post it corrected; where it cannot be taken away, a post follows it."""
        try:
            network(row.account.network).delete(line, row.remote_id)
        except RefusedError as error:
            self._correct_by_post(row, line.now, f"not taken away ({error}), a new post corrects it", "")
        else:
            self._correct_by_post(row, line.now, "taken away, posted anew", "", state=Post.State.WITHDRAWN)

    def _correct_by_post(self, row: Post, now: datetime, told: str, reply_to: str, **state: Any) -> None:
        """Queue what corrects a post, together with closing its order: both or none, so a kill repeats neither."""
        message = self._message(row, correction(thawed(row).language))
        with transaction.atomic():
            # The correction is handled up to now; a later one begins anew.
            if _keep(row, order="", due_at=None, sent_at=now, error=told, **state):
                correcting(row, replace(message, reply_to=reply_to), now=now)
        _alert(row.account, f"{row.story}: {told}")

    def _refused(self, row: Post, now: datetime, error: RefusedError) -> None:
        """Keep a refusal and tell it; a correction that was refused as a reply takes its post's place."""
        state = row.state if row.state in OUT else Post.State.FAILED
        with transaction.atomic():
            kept = _keep(row, due_at=None, error=str(error), state=state)
            old = corrected_by(row) if kept and state == Post.State.FAILED else None
            if old:
                free = Post.objects.filter(pk=old.pk, state__in=OUT, order="")
                free.update(order=REPLACE, due_at=now, attempts=0)
        _alert(row.account, f"{row.story}: {error}")

    def _wait(self, row: Post, now: datetime, error: WaitError) -> None:
        """Rest an account; tell when a row has waited too long or too often."""
        # A send has counted itself; a look and an order have not.
        row.attempts += 0 if row.state == Post.State.SENDING else 1
        most = self._settings.retry_after_most
        asked = timedelta(seconds=min(error.seconds, most)) if error.seconds else None
        pause = now + asked if asked else _later(row, now, self._rest_at_first)
        Account.objects.filter(pk=row.account_id).update(paused_until=pause)
        since = row.tried_at or now if row.state in OPEN else now
        row.state = _not_done(row)
        _keep(row, due_at=pause, error=str(error), state=row.state, attempts=row.attempts)
        problem = f"{STUCK}{error}"
        if (row.attempts >= MOST_WAITS or pause - since > TOLD_AFTER) and row.account.note != problem:
            _alert(row.account, problem)

    def _lost(self, row: Post, now: datetime, problem: str) -> None:
        """Keep a row whose answer was lost, for a later look; give up aloud after very many."""
        state: dict[str, Any] = {} if row.state in OUT else {"state": Post.State.UNCONFIRMED}
        if row.state not in OUT and not traceable(row.account.network):
            problem = f"it may stand, and {row.account.network} cannot be read back: look there ({problem})"
            _keep(row, due_at=None, error=problem, **state)
            _alert(row.account, f"{row.story}: {problem}")
            return
        if row.attempts >= MOST_ATTEMPTS:
            _keep(row, due_at=None, error=problem, **state)
            _alert(row.account, f"{row.story}: looked for {MOST_ATTEMPTS} times: {problem}")
            return
        more = 0 if row.state == Post.State.SENDING else 1  # a send has counted itself
        _keep(
            row, due_at=_later(row, now, self._settle), error=problem, attempts=row.attempts + more, **state
        )


def _not_done(row: Post) -> str:
    """Return the state of a row whose call was surely not done.

    An earlier call of it may have been; where that cannot be read back, no second one is ever made after it.
    """
    if row.state != Post.State.SENDING:
        return str(row.state)
    sure = row.attempts <= 1 or not traceable(row.account.network)
    return Post.State.QUEUED if sure else Post.State.UNCONFIRMED


def _later(row: Post, now: datetime, first: timedelta) -> datetime:
    """Return when to try again: each time twice as long, up to an hour."""
    return now + min(LONGEST, first * int(2 ** min(row.attempts, 10)))


def _settled(row: Post, sent: Sent, now: datetime) -> None:
    """Keep where a post stands; an order that came meanwhile is done next."""
    order = Post.objects.filter(pk=row.pk).values_list("order", flat=True).first()
    _keep(
        row,
        state=Post.State.SENT,
        remote_id=sent.remote_id,
        remote_url=sent.url,
        sent_at=now,
        attempts=0,
        error="",
        due_at=now if order else None,
        hear_at=now + HEAR_FIRST if isinstance(network(row.account.network), Hearing) else None,
    )
    _heal(row.account, STUCK)


def _due(now: datetime, holder: str, lease: timedelta) -> list[Post]:
    """Claim the row that is due first, of an account that may send."""
    able = Account.objects.filter(state=Account.State.CONNECTED).exclude(paused_until__gt=now)
    rows = Post.objects.filter(account__in=list(able.values_list("pk", flat=True)))
    return claim(rows, now=now, holder=holder, lease=lease, limit=1)


def _keep(row: Post, *, release: bool = True, **values: Any) -> bool:
    """Write a row that we still hold, and let go of it; say whether we did hold it."""
    freed = {"lease_until": None, "lease_by": ""} if release else {}
    kept = Post.objects.filter(pk=row.pk, lease_by=row.lease_by).update(**values, **freed)
    for name, value in values.items():
        setattr(row, name, value)
    if not kept:
        log.warning("post taken by another worker", post=row.pk)
    return bool(kept)


def _heal(account: Account, beginning: str) -> None:
    """Take a note away that begins so: what it told of is over. What only an editor can settle stays."""
    if Account.objects.filter(pk=account.pk, note__startswith=beginning).update(note=""):
        log.info("posting goes on", account=str(account))


def _alert(account: Account, problem: str) -> None:
    """Tell the editor and the operator."""
    Account.objects.filter(pk=account.pk).update(note=problem)
    log.error("posting needs an editor", account=str(account), problem=problem)
