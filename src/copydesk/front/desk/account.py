"""The page on which somebody looks after their own account: password and second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
import structlog
from django.conf import settings as django_settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import Http404
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from copydesk.desk.editing import second, throttle
from copydesk.desk.editing.roles import Role
from copydesk.desk.stories import HandError
from copydesk.front.desk.access import address_of, at_desk
from copydesk.front.desk.signing import PASSWORD_CHARACTERS
from copydesk.settings import SecondFactorRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from copydesk.front.desk.access import Desk

log = structlog.get_logger()


@require_safe
@at_desk(Role.READER)
def account_view(desk: Desk) -> HttpResponse:
    """Show an account to its owner."""
    return _page(desk)


@sensitive_post_parameters("old", "new", "again", "code")
@require_POST
@at_desk(Role.READER)
def account_act(desk: Desk, act: str) -> HttpResponse:
    """Change an account; what was wrong is said on its page."""
    if act not in _ACTS:
        raise Http404
    try:
        values = _ACTS[act](desk)
    except HandError as error:
        return _page(desk, status=409, problem=str(error))
    return _page(desk, **values)


def _page(desk: Desk, *, status: int = 200, **values: Any) -> HttpResponse:
    """Return the page of an account."""
    is_on = second.is_on(desk.user)
    shared = {
        "second_on": is_on,
        "spare_left": second.spare_left(desk.user) if is_on else 0,
        "required": django_settings.SITE.second_factor == SecondFactorRule.REQUIRED,
        "spare_all": second.SPARE_CODES,
    }
    return desk.page("account.html", status=status, **shared | values)


def _begin(desk: Desk) -> dict[str, Any]:
    """Show the secret for the app."""
    made = second.begin(desk.user, django_settings.SITE.site_folder, site=desk.site.name)
    drawn = segno.make(made.address, error="m").svg_inline(scale=5, dark="#000", light="#fff", border=4)
    return {"set_up": made, "drawn": drawn}


def _confirm(desk: Desk) -> dict[str, Any]:
    """Turn the second factor on; a wrong first code shows the secret again."""
    folder = django_settings.SITE.site_folder
    try:
        codes = second.confirm(desk.user, folder, desk.text("code"), now=desk.now)
    except HandError as error:
        if second.is_on(desk.user):
            raise
        return _begin(desk) | {"problem": str(error)}
    log.info("second factor on", name=desk.user.get_username())
    return {"codes": codes, "told": "The second factor is on. From now on you sign in with a code as well."}


def _spare(desk: Desk) -> dict[str, Any]:
    """Make new codes for paper."""
    _proved(desk)
    log.info("new spare codes", name=desk.user.get_username())
    return {
        "codes": second.new_spare(desk.user, now=desk.now),
        "told": "These codes count from now on; the former ones do not.",
    }


def _off(desk: Desk) -> dict[str, Any]:
    """Turn the second factor off."""
    _proved(desk)
    second.turn_off(desk.user)
    log.info("second factor off", name=desk.user.get_username())
    return {"told": "The second factor is off. Your password alone opens the desk."}


def _password(desk: Desk) -> dict[str, Any]:
    """Change the password."""
    old, new, again = (
        desk.request.POST.get(name, "")[:PASSWORD_CHARACTERS] for name in ("old", "new", "again")
    )
    _counted(desk, "password")
    if not desk.user.check_password(old):
        raise HandError("the password you have now is another one")
    if new != again:
        raise HandError("the new password was not typed the same way twice")
    try:
        validate_password(new, desk.user)
    except ValidationError as error:
        raise HandError(f"this password will not do: {' '.join(error.messages)}") from error
    desk.user.set_password(new)
    desk.user.save(update_fields=["password"])
    update_session_auth_hash(desk.request, desk.user)
    throttle.succeeded(_count_of(desk, "password"), address_of(desk.request))
    log.info("password changed", name=desk.user.get_username())
    return {"told": "Your password is changed. Wherever else you were signed in, you are signed out."}


def _proved(desk: Desk) -> None:
    """Ask for a code before the second factor changes.

    Raises:
        HandError: it is wrong, or there were too many tries.
    """
    _counted(desk, "code")
    if not second.is_right(desk.user, django_settings.SITE.site_folder, desk.text("code"), now=desk.now):
        raise HandError("this code is wrong, or was used before; wait for the next one")
    throttle.succeeded(_count_of(desk, "code"), address_of(desk.request))


def _counted(desk: Desk, what: str) -> None:
    """Count a try, as when signing in.

    Raises:
        HandError: there were too many.
    """
    wait = throttle.begin(_count_of(desk, what), address_of(desk.request), now=desk.now)
    if wait:
        raise HandError(f"too many tries; wait {-(-wait // 60)} minutes")


def _count_of(desk: Desk, what: str) -> str:
    """Return the name under which somebody's tries count."""
    return f"{desk.user.get_username()}\0{what}"


_ACTS: dict[str, Callable[[Desk], dict[str, Any]]] = {
    "begin": _begin,
    "confirm": _confirm,
    "spare": _spare,
    "off": _off,
    "password": _password,
}
