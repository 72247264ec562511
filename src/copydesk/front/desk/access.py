"""Who gets in: every page of the desk is opened through here, and what was refused is said here."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings as django_settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from copydesk.desk.editing.hands import ConflictError, Hand
from copydesk.desk.editing.roles import Role, role_of
from copydesk.desk.models import Act, Story
from copydesk.desk.stories import HandError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.contrib.auth.models import User
    from django.http import HttpRequest

    from copydesk.front.values import Site
    from copydesk.settings import Settings

HOME = "/desk/"
SIGN_IN = "/desk/login/"
#: where one may be led after signing in, and after an act
OURS = ("/desk/", "/admin/")
_PAGE_HEADERS = {"Cache-Control": "no-store"}
#: fields of a form that are not the editor's words
_MACHINERY = frozenset({"csrfmiddlewaretoken", "version", "other_version", "back"})


class SeeOther(HttpResponseRedirect):
    """A redirect after a form, which is asked for with GET."""

    status_code = 303


@dataclass(frozen=True, slots=True)
class Desk:
    """One request at the desk."""

    request: HttpRequest
    user: User
    role: Role
    site: Site
    now: datetime  #: aware

    @property
    def hand(self) -> Hand:
        """Who acts, and when."""
        return Hand(self.user, self.now)

    @property
    def edits(self) -> bool:
        """Whether whoever asks may do more than look."""
        return self.role >= Role.EDITOR

    def page(self, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
        """Return a page of the desk."""
        from copydesk.front.desk.queue import counts

        shared = {"desk": self, "site": self.site, "chief": self.role >= Role.CHIEF, "done": done_in(self)}
        values.setdefault("counts", None)
        values["counts"] = values["counts"] or counts()
        answer = render(self.request, f"desk/{template}", shared | values, status=status)
        answer["Cache-Control"] = "no-store"
        return answer

    def back(self, act: Act, default: str) -> HttpResponse:
        """Return to where the form was, which says what was done and offers to undo it."""
        from copydesk.front.desk.prompt import bake_now

        bake_now(django_settings.SITE, self.now)
        place = safe_path(self.request.POST.get("back", ""), default).partition("#")[0]
        place, _, query = place.partition("?")
        kept = "&".join(each for each in query.split("&") if each and not each.startswith("done="))
        return SeeOther(f"{place}?{kept}{'&' if kept else ''}done={act.pk}")

    def text(self, name: str) -> str:
        """Return what was typed into a field, as far as a database takes it."""
        from copydesk.desk.clean import storable_text

        return storable_text(self.request.POST.get(name, "")).strip()

    def number(self, name: str) -> int:
        """Return the number in a field.

        Raises:
            HandError: there is none.
        """
        text = self.request.POST.get(name, "")
        if not (text.isascii() and text.isdecimal() and len(text) < 16):
            raise HandError("the form was incomplete; open its page again")
        return int(text)


def site_now() -> Site:
    """Return the site as its pages name it."""
    from copydesk.front.baking import site_of

    settings: Settings = django_settings.SITE
    return site_of(settings)


def at_desk(role: Role) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Open a view to those who have a role; others are asked to sign in, or told that they may not.

    The view gets a `Desk` in place of the request. What it refuses is said on a page that keeps what was typed.
    """

    def opened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            """Answer one request."""
            user = request.user
            if not user.is_authenticated:
                asked = request.get_full_path() if request.method in {"GET", "HEAD"} else HOME
                return HttpResponseRedirect(f"{SIGN_IN}?{urlencode({'next': asked})}", headers=_PAGE_HEADERS)
            desk = Desk(request, user, role_of(user), site_now(), timezone.now())
            if desk.role < role:
                return refused_page(request, desk.site, desk.role)
            try:
                return view(desk, **parts)
            except ConflictError as error:
                return conflict_page(desk, error)
            except HandError as error:
                return desk.page("refused.html", status=409, problem=str(error), typed=_typed(desk))

        return answer

    return opened


def conflict_page(desk: Desk, error: ConflictError) -> HttpResponse:
    """Return the page that says who was faster, keeps what was typed, and offers to do it all the same."""
    row = error.row
    subject = f"{row._meta.model_name} {row.pk}"  # noqa: SLF001 - Django's name
    acts = Act.objects.filter(story=row) if isinstance(row, Story) else Act.objects.filter(subject=subject)
    latest = list(acts[:3])
    fields = [(name, value) for name, value in _fields(desk) if name not in _MACHINERY]
    other = isinstance(row, Story) and desk.request.POST.get("other", "") == str(row.pk)
    versions = {name: desk.request.POST.get(name, "") for name in ("version", "other_version")}
    versions["other_version" if other else "version"] = str(row.version)
    return desk.page(
        "conflict.html",
        status=409,
        row=row,
        latest=latest,
        typed=_typed(desk),
        fields=fields,
        versions=[(name, value) for name, value in versions.items() if value],
        home=safe_path(desk.request.POST.get("back", ""), HOME),
    )


def refused_page(request: HttpRequest, site: Site, role: Role) -> HttpResponse:
    """Return the page for somebody who may not do this."""
    values = {"site": site, "role": role}
    return render(request, "desk/forbidden.html", values, status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form that did not come from our page, or from one that was open too long."""
    return render(request, "desk/forged.html", {"site": site_now()}, status=403)


def safe_path(text: str, default: str) -> str:
    """Return a path on this site's desk as it may be redirected to; everything else gives the default.

    >>> [safe_path(each, "/desk/") for each in ("/desk/log/?page=2", "//evil.example/", "https://evil.example/desk/")]
    ['/desk/log/?page=2', '/desk/', '/desk/']
    """
    path = urlsplit(text).path if text.startswith("/") and text.isprintable() else ""
    ours = path.startswith(OURS) and not path.startswith(SIGN_IN) and ".." not in path
    return text if ours and url_has_allowed_host_and_scheme(text, allowed_hosts=None) else default


def address_of(request: HttpRequest) -> str:
    """Return the address of who asks.

    What a proxy on this machine reports counts; what others say about themselves does not.
    """
    return address_in(request.META)


def address_in(environ: Mapping[str, Any]) -> str:
    """Return the address of who asks, as `address_of`, out of what WSGI tells."""
    direct = str(environ.get("REMOTE_ADDR", ""))
    if _is_here(direct):
        told = str(environ.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        return told[:64] or direct
    return direct


def _is_here(address: str) -> bool:
    """Say whether an address is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return not address


def done_in(desk: Desk) -> Act | None:
    """Return the act that a page is to report, if whoever looks did it and may still undo it."""
    text = desk.request.GET.get("done", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        return None
    act = Act.objects.filter(pk=int(text), by=desk.user).select_related("undoes").first()
    return act if act and (desk.now - act.at).total_seconds() < 3600 else None


def _fields(desk: Desk) -> list[tuple[str, str]]:
    """Return what a form sent, in its order."""
    return [(name, value) for name, values in desk.request.POST.lists() for value in values]


def _typed(desk: Desk) -> list[tuple[str, str]]:
    """Return the words that an editor typed, so that nothing is lost."""
    names = {"text": "Correction", "reason": "Reason", "speaker": "Speaker", "until": "Embargo until"}
    return [(names[name], value) for name, value in _fields(desk) if name in names and value.strip()]
