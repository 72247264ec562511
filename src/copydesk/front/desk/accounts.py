"""The desk's pages for accounts on other networks: how they are, and connecting one, with a click where its server can."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings as django_settings
from django.db.models import Count, Q
from django.http import Http404
from django.views.decorators.http import require_POST, require_safe

from copydesk.desk.accounts import NewAccount, line_of
from copydesk.desk.editing import connecting
from copydesk.desk.editing.roles import Role
from copydesk.desk.models import Account, Act, Post
from copydesk.desk.sealing import seal, unseal
from copydesk.desk.stories import HandError
from copydesk.errors import CopydeskError
from copydesk.front.desk.access import HOME, SeeOther, at_desk
from copydesk.front.desk.stories import log_lines
from copydesk.posting.network import INSIDE, Back, Can, Granting, Leave, names, network
from copydesk.posting.rules import Rules
from copydesk.settings import AccountsRule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from django.http import HttpResponse

    from copydesk.front.desk.access import Desk

PLACE = f"{HOME}accounts/"
GRANTED = f"{PLACE}granted/"
VALUE_CHARACTERS = 4000  #: of one field
GOOD_FOR = 15 * 60  #: seconds in which the account's owner says yes
_KEPT = "account_leave"  #: name in the session
_ROW = "leave/desk"  #: what the sealed leave is bound to


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What an account names, as the form asks for it."""

    name: str
    secret: bool
    required: bool
    value: str = ""  #: typed before; never a secret's

    @property
    def label(self) -> str:
        """What it is called on the page."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account in the list."""

    row: Account
    waiting: int
    failed: int
    sent: int


@require_safe
@at_desk(Role.READER)
def accounts_view(desk: Desk) -> HttpResponse:
    """List the accounts with what waits and what failed."""
    return desk.page("accounts.html", accounts=account_lines(), may=_rule() is not AccountsRule.NONE)


def account_lines() -> list[AccountLine]:
    """Return all accounts, those in trouble first, in one query."""
    states = Post.State
    rows = Account.objects.annotate(
        waits=Count("posts", filter=Q(posts__state__in=[states.QUEUED, states.SENDING, states.UNCONFIRMED])),
        fails=Count("posts", filter=Q(posts__state=states.FAILED)),
        stands=Count("posts", filter=Q(posts__state__in=[states.SENT, states.CORRECTED])),
    )
    found = [
        AccountLine(row=each, waiting=each.waits, failed=each.fails, sent=each.stands)
        for each in rows.order_by("network", "name")
    ]
    return sorted(found, key=lambda each: (each.row.state == Account.State.CONNECTED, not each.row.note))


@require_safe
@at_desk(Role.CHIEF)
def add_view(desk: Desk) -> HttpResponse:
    """Ask which network, then what an account there must name."""
    _may()
    name = desk.request.GET.get("network", "")
    return _form(desk, name) if name in names() else desk.page("account_add.html", networks=names())


def _form(desk: Desk, name: str, problem: str = "", status: int = 200) -> HttpResponse:
    """Ask what an account on a network must name; what was typed is kept, but for secrets."""
    there = network(name)
    declared = there.DECLARED
    can_grant = isinstance(there, Granting)
    by_hand = [*declared.asks, *declared.may]
    return desk.page(
        "account_add.html",
        status=status,
        network=name,
        problem=problem,
        fields=[_field(desk, each, name, required=each in declared.asks) for each in by_hand],
        grants=[_field(desk, each, name, required=True) for each in declared.grants] if can_grant else [],
        can_grant=can_grant,
        redirect=_address(desk),
        inside=_rule() is AccountsRule.INSIDE,
        own=not {"client_id", "api_key"}.isdisjoint(declared.grants),
        called=desk.text("name")[:200],
        cost=declared.cost,
    )


def _field(desk: Desk, name: str, of: str, *, required: bool) -> Field:
    """Return a field of the form."""
    secret = name in network(of).DECLARED.secret or name.endswith("_secret")
    return Field(
        name=name,
        secret=secret,
        required=required,
        value="" if secret else desk.text(name)[:VALUE_CHARACTERS],
    )


@require_POST
@at_desk(Role.CHIEF)
def connect_act(desk: Desk) -> HttpResponse:
    """Connect an account by what was typed, or show its owner where to say yes."""
    _may()
    name = desk.request.POST.get("network", "")
    if name not in names():
        raise Http404
    try:
        if desk.text("how") == "grant":
            return _led_away(desk, name)
        return _connected(desk, NewAccount(name, desk.text("name")[:200], _typed(desk, name), _rules(desk)))
    except HandError as error:
        return _form(desk, name, str(error), 409)


def _connected(desk: Desk, wanted: NewAccount) -> HttpResponse:
    """Connect an account and show it."""
    row, act = connecting.connect(_folder(), wanted, desk.hand)
    return SeeOther(f"{PLACE}{row.pk}/?done={act.pk}")


def _typed(desk: Desk, name: str) -> dict[str, str]:
    """Return what an account names."""
    declared = network(name).DECLARED
    known = dict.fromkeys((*declared.asks, *declared.may, *declared.grants))
    found = {each: desk.text(each)[:VALUE_CHARACTERS] for each in known}
    if desk.text(INSIDE) and _rule() is AccountsRule.INSIDE:
        found[INSIDE] = "yes"
    return {each: value for each, value in found.items() if value}


def _led_away(desk: Desk, name: str) -> HttpResponse:
    """Ask the account's server for leave, keep what is needed when the code comes, and show the owner the way."""
    there, fields = network(name), _typed(desk, name)
    missing = [each for each in there.DECLARED.grants if not fields.get(each)]
    if not isinstance(there, Granting) or missing or not desk.text("name"):
        raise HandError(f"it needs its {' and '.join(missing or ['name'])}")
    rules = _rules(desk)
    if there.DECLARED.cost and not rules.get("budget"):
        raise HandError(f"a post there costs ${there.DECLARED.cost:.2f}: give it a budget")
    back = Back(_address(desk), secrets.token_urlsafe(24))
    try:
        leave = there.authorize(line_of(fields, desk.now, {}), back)
    except CopydeskError as error:
        raise HandError(str(error)) from error
    plain = {f"kept {key}": value for key, value in leave.kept.items()} | fields
    plain |= {"rules": json.dumps(rules), "network": name, "as": desk.text("name")[:200], "state": back.state}
    sealed, key_id = seal(_folder(), _ROW, plain | {"until": str(desk.now.timestamp() + GOOD_FOR)})
    desk.request.session[_KEPT] = [base64.b64encode(sealed).decode(), key_id]
    # A link and no redirect: the desk's policy lets no form lead away from the site.
    return desk.page("account_leave.html", network=name, leave=leave.url)


@require_safe
@at_desk(Role.CHIEF)
def granted_view(desk: Desk) -> HttpResponse:
    """Take the code with which the account's owner comes back, once, and connect the account."""
    _may()
    plain = _leave_of(desk)
    name, fields = plain["network"], _named(plain)
    asked = desk.request.GET
    code = asked.get("code") or asked.get("oauth_verifier", "")  # as OAuth 1 calls it
    if asked.get("error") or not code:
        said = (asked.get("error_description") or asked.get("error") or "no code came")[:300]
        raise HandError(f"{name} gave no leave: {said}")
    there = network(name)
    leave = Leave("", {key.removeprefix("kept "): plain[key] for key in plain if key.startswith("kept ")})
    if not isinstance(there, Granting):
        raise HandError(f"{name} gives out no tokens by itself any more")
    try:
        fields |= there.redeem(line_of(fields, desk.now, {}), leave, code[:VALUE_CHARACTERS])
    except CopydeskError as error:
        raise HandError(f"{name} did not take its own code: {error}; begin again") from error
    declared = there.DECLARED
    known = {*declared.asks, *declared.may, INSIDE}
    wanted = {each: fields[each] for each in fields if each in known}
    return _connected(desk, NewAccount(name, plain["as"], wanted, json.loads(plain["rules"])))


def _leave_of(desk: Desk) -> dict[str, str]:
    """Return what was kept when the owner was led away; it is good once, soon, and for the one who began.

    Raises:
        HandError: it is not there, too old, or the state that came back is another.
    """
    kept = desk.request.session.pop(_KEPT, None)
    if not kept:
        raise HandError("nobody asked for this leave in this browser; begin again at Accounts")
    try:
        plain = unseal(_folder(), _ROW, base64.b64decode(kept[0]), kept[1])
    except CopydeskError as error:
        raise HandError("what was begun cannot be read any more; begin again at Accounts") from error
    if not secrets.compare_digest(plain["state"], desk.request.GET.get("state", "")):
        raise HandError("this answer belongs to another question; begin again at Accounts")
    if float(plain["until"]) < desk.now.timestamp():
        raise HandError("that took too long; begin again at Accounts")
    return plain


def _named(plain: Mapping[str, str]) -> dict[str, str]:
    """Return what the account named before its owner was led away."""
    machinery = {"network", "as", "state", "until", "rules"}
    return {each: plain[each] for each in plain if each not in machinery and not each.startswith("kept ")}


@require_safe
@at_desk(Role.READER)
def account_view(desk: Desk, number: int) -> HttpResponse:
    """Show an account with its rules, its latest posts and what was done to it."""
    return _account(desk, number)


def _account(desk: Desk, number: int, told: str = "") -> HttpResponse:
    """Show an account."""
    row = Account.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    latest = row.posts.select_related("story").order_by("-pk")[:12]
    return desk.page(
        "account_one.html",
        account=row,
        rules=Rules.from_dict(row.rules),
        mark=connecting.mark_of(row),
        cost=network(row.network).DECLARED.cost if row.network in names() else 0.0,
        replies=row.network in names() and Can.REPLY in network(row.network).DECLARED.can,
        posts=latest,
        told=told,
        log=log_lines(Act.objects.filter(subject=f"account {row.pk}"), desk.hand),
    )


@require_POST
@at_desk(Role.CHIEF)
def account_act(desk: Desk, number: int, act: str) -> HttpResponse:
    """Check, pause, resume or forget an account."""
    if act == "check":
        takes = connecting.check(number, _folder(), desk.hand)
        return _account(desk, number, f"It works, and takes {takes}.")
    if act == "pause":
        done = connecting.pause(number, desk.hand)
    elif act == "resume":
        done = connecting.resume(number, _folder(), desk.hand)
    elif act == "forget":
        if not desk.text("sure"):
            raise HandError("tick that you are sure: where our posts stand there is forgotten as well")
        return SeeOther(f"{PLACE}?done={connecting.forget(number, desk.hand).pk}")
    else:
        raise Http404
    return desk.back(done, f"{PLACE}{number}/")


@require_POST
@at_desk(Role.CHIEF)
def rules_act(desk: Desk, number: int) -> HttpResponse:
    """Change an account's rules."""
    act = connecting.change_rules(number, desk.text("seen"), Rules.from_dict(dict(_rules(desk))), desk.hand)
    return desk.back(act, f"{PLACE}{number}/")


def _rules(desk: Desk) -> dict[str, object]:
    """Return the rules that were typed; empty fields are no rules.

    Raises:
        HandError: a number is none.
    """
    found: dict[str, object] = {}
    for name in ("topics", "slots"):
        listed = [each.strip() for each in desk.text(name).split(",") if each.strip()]
        found |= {name: listed} if listed else {}
    again = [each.strip() for each in desk.text("again").split(",") if each.strip()]
    if not all(each.isascii() and each.isdigit() and len(each) < 6 for each in again):
        raise HandError(
            f"again takes counts of newsrooms by comma, such as 3, 10; not {desk.text('again')!r}"
        )
    found |= {"again": [int(each) for each in again]} if again else {}
    for name in ("quiet_from", "quiet_to", "template"):
        found |= {name: desk.text(name)[:VALUE_CHARACTERS]} if desk.text(name) else {}
    for name, kind in (("independent", int), ("daily", int), ("budget", float)):
        text = desk.text(name)[:20]
        try:
            found |= {name: kind(text)} if text else {}
        except ValueError as error:
            raise HandError(f"{name} is a number, not {text!r}") from error
    return found


def _rule() -> AccountsRule:
    """Return which accounts may be connected here."""
    found: AccountsRule = django_settings.SITE.desk_accounts
    return found


def _may() -> None:
    """See that accounts may be connected here.

    Raises:
        HandError: only on the command line.
    """
    if _rule() is AccountsRule.NONE:
        raise HandError("on this site accounts are connected on the command line: copydesk account add")


def _folder() -> Path:
    """Return the site's folder, where the keys lie."""
    found: Path = django_settings.SITE.site_folder
    return found


def _address(desk: Desk) -> str:
    """Return the address to which servers send an account's owner back."""
    return desk.site.url + GRANTED
