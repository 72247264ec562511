"""What a chief does with accounts on other networks at the desk: connect, check, pause, change their rules, forget."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.db import transaction

from copydesk.desk import accounts
from copydesk.desk.editing.hands import Hand, keep
from copydesk.desk.models import Account, Act
from copydesk.desk.stories import HandError
from copydesk.errors import CopydeskError
from copydesk.posting.network import network
from copydesk.posting.rules import Rules, read_times
from copydesk.posting.templates import DEFAULT, parse

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.desk.accounts import NewAccount


def connect(folder: Path, wanted: NewAccount, hand: Hand) -> tuple[Account, Act]:
    """Try an account and keep it; one that is there gets the new secret and works again.

    Raises:
        HandError: it cannot be connected; the message says why and holds no secret.
    """
    if not wanted.name.strip():
        raise HandError("give the account a name, by which you know it")
    try:
        row = accounts.connect(folder, wanted, now=hand.now)
    except CopydeskError as error:
        raise HandError(str(error)) from error
    return row, _kept(Act.Kind.CONNECTED, row, hand)


def pause(number: int, hand: Hand) -> Act:
    """Let nothing go out to an account until it is resumed; what waits goes on waiting.

    Raises:
        HandError: there is no such account, or it is paused or disconnected.
    """
    with transaction.atomic():
        row = _there(number)
        if row.state != Account.State.CONNECTED:
            raise HandError(f"this account is {row.state}")
        row.state = Account.State.PAUSED
        row.save(update_fields=["state"])
        return _kept(Act.Kind.PAUSED, row, hand)


def resume(number: int, folder: Path, hand: Hand) -> Act:
    """Try an account and let posts go out to it again.

    Raises:
        HandError: there is no such account, or its network still refuses it.
    """
    check(number, folder, hand)
    with transaction.atomic():
        row = _there(number)
        row.state, row.note, row.paused_until = Account.State.CONNECTED, "", None
        row.save(update_fields=["state", "note", "paused_until"])
        return _kept(Act.Kind.RESUMED, row, hand)


def check(number: int, folder: Path, hand: Hand) -> str:
    """Try an account without posting; return what its server takes, in words.

    Raises:
        HandError: there is no such account, or it cannot post; the message says why.
    """
    row = _there(number)
    try:
        limits = accounts.check(folder, row, now=hand.now)
    except CopydeskError as error:
        raise HandError(str(error)) from error
    told = " and ".join(f"{each.most:,} {each.counting.value.replace('_', ' ')}" for each in limits)
    return f"at most {told}" if told else "texts of any length"


def change_rules(number: int, seen: str, rules: Rules, hand: Hand) -> Act:
    """Change which stories an account takes, and when.

    Args:
        number: of the account.
        seen: `mark_of` the rules that the editor saw.
        rules: new ones.
        hand: who does it.

    Raises:
        HandError: somebody else changed them meanwhile, they cannot be read, or nothing is different.
    """
    with transaction.atomic():
        row = _there(number)
        if mark_of(row) != seen:
            raise HandError("somebody else changed these rules since your page was made; look again")
        try:
            parse(rules.template or DEFAULT)
            read_times(rules)
        except CopydeskError as error:
            raise HandError(str(error)) from error
        cost = network(row.network).DECLARED.cost
        if cost > rules.budget:
            raise HandError(f"a post costs ${cost:.2f} there: give a budget of dollars in 30 days")
        before = Rules.from_dict(row.rules)
        if before == rules:
            raise HandError("these are the account’s rules already")
        row.rules = rules.to_dict()
        row.save(update_fields=["rules"])
        return _kept(Act.Kind.RULES, row, hand, before=before.to_dict(), after=rules.to_dict())


def forget(number: int, hand: Hand) -> Act:
    """Forget an account with its secret and where our posts stand there; the posts stay where they are.

    Raises:
        HandError: there is no such account.
    """
    with transaction.atomic():
        row = _there(number)
        act = _kept(Act.Kind.FORGOTTEN, row, hand)
        row.delete()
        return act


def mark_of(row: Account) -> str:
    """Return what changes whenever an account's rules do."""
    told = json.dumps(Rules.from_dict(row.rules).to_dict(), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _there(number: int) -> Account:
    """Return an account.

    Raises:
        HandError: there is none.
    """
    row = Account.objects.filter(pk=number).first()
    if row is None:
        raise HandError(f"there is no account {number}")
    return row


def _kept(kind: Act.Kind, row: Account, hand: Hand, **more: object) -> Act:
    """Keep who did what to an account; no field of its secret."""
    return keep(kind, hand, f"account {row.pk}", about=str(row), **more)
