"""The pages on which an editor adds sources: an address, what was found there, and a list of feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings as django_settings
from django.core import signing
from django.views.decorators.http import require_POST, require_safe

from copydesk.desk.editing import adding
from copydesk.desk.editing.roles import Role
from copydesk.desk.models import Source
from copydesk.desk.sources import NewSource
from copydesk.desk.stories import HandError
from copydesk.front.desk.access import HOME, SeeOther, at_desk
from copydesk.front.desk.values import Offer, Preview
from copydesk.types import FeedKind

if TYPE_CHECKING:
    from django.http import HttpResponse

    from copydesk.desk.sources import Candidate
    from copydesk.front.desk.access import Desk

SHOWN = 6  #: entries shown of a feed
ADDRESS_CHARACTERS = 2000
_SALT = "copydesk.desk.adding"
_GOOD_FOR = 24 * 3600  #: seconds for which what was found may be chosen


@require_safe
@at_desk(Role.EDITOR)
def choose_view(desk: Desk) -> HttpResponse:
    """Ask for an address."""
    return desk.page("add.html", place=desk.request.path)


@require_POST
@at_desk(Role.EDITOR)
def look_act(desk: Desk) -> HttpResponse:
    """Show what can be watched at an address; one that does not answer is asked for again."""
    typed = desk.text("address")[:ADDRESS_CHARACTERS]
    try:
        found = adding.look(typed, django_settings.SITE)
    except HandError as error:
        return desk.page("add.html", status=409, address=typed, problem=str(error))
    offers = [_offer(each) for each in found]
    best = next((each for each in offers if each.works), None)
    known = set(Source.objects.filter(url__in=[each.url for each in offers]).values_list("url", flat=True))
    return desk.page(
        "add.html",
        address=typed,
        offers=offers,
        best=best,
        known=known,
        rights=_rights(desk),
        modes=Source.Mode.choices,
    )


@require_POST
@at_desk(Role.EDITOR)
def watch_act(desk: Desk) -> HttpResponse:
    """Watch what was chosen."""
    told = _told(desk.request.POST.get("choice", ""))
    rights, mode = desk.text("rights"), desk.text("mode")
    if rights not in {value for value, _ in _rights(desk)}:
        raise HandError("a chief decides that a source is licensed for its full text")
    wanted = NewSource(
        url=told["url"],
        kind=FeedKind(told["kind"]),
        title=told["title"],
        outlet=desk.text("outlet"),
        home_url=told["home"],
        language=told["language"],
        rights=rights,
        mode=mode,
    )
    act = adding.add(wanted, desk.hand)
    number = act.source.pk if act.source else 0
    return desk.back(act, f"{HOME}source/{number}/")


@require_POST
@at_desk(Role.EDITOR)
def list_act(desk: Desk) -> HttpResponse:
    """Watch the feeds of a list."""
    file = desk.request.FILES.get("file")
    if file is None:
        raise HandError("choose a file first: a list of feeds as OPML")
    new, known = adding.bring(file.read(adding.OPML_BYTES + 1), desk.hand)
    return SeeOther(f"{HOME}sources/?new={new}&known={known}")


def _rights(desk: Desk) -> list[tuple[str, str]]:
    """Return the rights that whoever asks may give a new source: a licence is a chief's word."""
    chief = desk.role >= Role.CHIEF
    return [(value, name) for value, name in Source.Rights.choices if chief or value != Source.Rights.FULL]


def _offer(each: Candidate) -> Offer:
    """Return a candidate as the page shows it."""
    feed = each.feed
    told = {
        "url": each.url,
        "kind": each.kind.value,
        "title": each.title,
        "home": (feed and feed.home_url) or "",
        "language": (feed and feed.language) or "",
    }
    return Offer(
        choice=signing.dumps(told, salt=_SALT),
        url=each.url,
        kind=Source.Kind(each.kind.value).label,
        title=each.title,
        language=told["language"],
        problem=each.problem,
        entries=len(feed.items) if feed else 0,
        latest=tuple(
            Preview(headline=item.headline or item.url or item.key, when=item.published)
            for item in (feed.items if feed else ())[:SHOWN]
        ),
        notes=tuple(feed.problems) if feed else (),
    )


def _told(choice: str) -> dict[str, str]:
    """Return what was found, as it was shown: signed, so that nothing else is watched in its name.

    Raises:
        HandError: nothing was chosen, or the page is too old.
    """
    if not choice:
        raise HandError("choose which of them to watch")
    try:
        found: dict[str, str] = signing.loads(choice, salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature as error:
        raise HandError("this page is too old; look the address over again") from error
    return found
