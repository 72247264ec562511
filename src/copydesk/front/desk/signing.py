"""Signing in and out: throttled, and never led to a strange place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.contrib.auth import authenticate, login, logout
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from copydesk.desk.editing import throttle
from copydesk.desk.editing.roles import Role, role_of
from copydesk.front.desk.access import HOME, SIGN_IN, SeeOther, address_of, safe_path, site_now

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

log = structlog.get_logger()
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
    login(request, user)
    return SeeOther(goal)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End a session."""
    logout(request)
    return SeeOther(SIGN_IN)
