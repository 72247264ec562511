"""Signing in and out: throttled, and never led to a strange place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings as django_settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.models import User
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from copydesk.desk.editing import second, throttle
from copydesk.desk.editing.roles import Role, role_of
from copydesk.front.desk.access import HOME, OURS, SIGN_IN, SeeOther, address_of, safe_path, site_now
from copydesk.settings import SecondFactorRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

log = structlog.get_logger()
CODE = "/desk/login/code/"
ACCOUNT = "/desk/account/"
#: what somebody without a second factor may open where one is required
_OPEN = (SIGN_IN, ACCOUNT, "/desk/logout/")
PENDING = "second"  #: in the session: who has yet to give a code
PENDING_SECONDS = 600  #: for which a right password waits for its code
NAME_CHARACTERS = 150
PASSWORD_CHARACTERS = 4096  #: longer ones are not looked at: hashing them would cost


@sensitive_post_parameters("password")
@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; lead on to where somebody wanted to go, if that is at the desk."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    goal = safe_path(asked, HOME)
    name = request.POST.get("name", "")[:NAME_CHARACTERS].replace("\0", "")
    values = {"site": site_now(), "goal": goal, "name": name, "user": request.user}
    if request.method != "POST":
        return render(request, "desk/login.html", values)
    address = address_of(request)
    wait = throttle.begin(name, address, now=timezone.now())
    if wait:
        log.warning("sign-in throttled", name=name, address=address, seconds=wait)
        values["wait"] = -(-wait // 60)
        answer = render(request, "desk/login.html", values, status=429)
        answer["Retry-After"] = str(wait)
        return answer
    password = request.POST.get("password", "")[:PASSWORD_CHARACTERS]
    user = authenticate(request, username=name, password=password)
    if user is None or not (role_of(user) > Role.NONE or user.is_staff):
        log.info("sign-in failed", name=name, address=address)
        return render(request, "desk/login.html", values | {"failed": True}, status=403)
    throttle.succeeded(name, address)
    if second.is_on(user):
        request.session[PENDING] = [user.pk, goal, timezone.now().timestamp()]
        return SeeOther(CODE)
    login(request, user)
    return SeeOther(goal)


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def code_view(request: HttpRequest) -> HttpResponse:
    """Ask somebody whose password was right for the code that their account needs besides."""
    user, goal = _pending(request)
    if user is None:
        request.session.pop(PENDING, None)
        return SeeOther(SIGN_IN)
    values: dict[str, Any] = {"site": site_now(), "name": user.get_username()}
    if request.method != "POST":
        return render(request, "desk/code.html", values)
    address, counted = address_of(request), f"{user.get_username()}\0code"
    wait = throttle.begin(counted, address, now=timezone.now())
    if wait:
        log.warning("code throttled", name=user.get_username(), address=address, seconds=wait)
        values["wait"] = -(-wait // 60)
        answer = render(request, "desk/code.html", values, status=429)
        answer["Retry-After"] = str(wait)
        return answer
    folder = django_settings.SITE.site_folder
    if not second.is_right(user, folder, request.POST.get("code", ""), now=timezone.now()):
        log.info("code wrong", name=user.get_username(), address=address)
        return render(request, "desk/code.html", values | {"failed": True}, status=403)
    throttle.succeeded(counted, address)
    del request.session[PENDING]
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return SeeOther(goal)


def _pending(request: HttpRequest) -> tuple[User | None, str]:
    """Return who gave the right password just now and has yet to give a code, and where they want to go."""
    found = request.session.get(PENDING)
    if not isinstance(found, list) or timezone.now().timestamp() - found[2] > PENDING_SECONDS:
        return None, HOME
    return User.objects.filter(pk=found[0], is_active=True).first(), safe_path(found[1], HOME)


def gate(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead those who need a second factor and have none to where they set it up, as middleware of Django's."""

    def gated(request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        asked = django_settings.SITE.second_factor == SecondFactorRule.REQUIRED
        if asked and request.path.startswith(OURS) and not request.path.startswith(_OPEN):
            user = request.user
            if user.is_authenticated and not second.is_on(user):
                return SeeOther(ACCOUNT)
        return answer(request)

    return gated


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End a session."""
    logout(request)
    return SeeOther(SIGN_IN)
