"""Bakes pages out of the rows: what changed is written, what readers may no longer see is taken away."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from copydesk.desk.models import Account, Outlet, Story
from copydesk.desk.search import forget
from copydesk.desk.stories import public_stories
from copydesk.front import feeds, lists, maps, rendering
from copydesk.front.addresses import day_path, outlet_path, story_path, web_address
from copydesk.front.assemble import story_pages
from copydesk.front.bake import Baker
from copydesk.front.days import archive_page, corrections_page, day_page, days_there_are
from copydesk.front.searching import keep_pages
from copydesk.front.values import Limits, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from copydesk.front.together import Hand
    from copydesk.front.values import StoryPage
    from copydesk.settings import Settings

BAKED = "baked"  #: folder of the baked files inside the site's folder
READERS = ("newsletter", "push")  #: networks whose readers ask on the newsletter's page
ASSETS = ("front.css", "replies.css", "desk.css", "desk.js", "push.js")
PORTION = 50  #: stories whose pages are gathered together
_LOOK = ".look"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  #: what an empty feed says of its last change
_MERGES_FOLLOWED = 20
_NUMBER = re.compile(r"^\.?(\d+)(?:-|$)")


class Bakery:
    """Bakes one site into one folder; several processes may do so at once.

    Args:
        baker: the folder.
        site: the site as its pages name it.
        limits: how much is shown.
        clock: returns the aware time of now; embargoes and the news sitemap look at it.
    """

    def __init__(
        self, baker: Baker, site: Site, limits: Limits, *, clock: Callable[[], datetime] = timezone.now
    ) -> None:
        self.baker = baker
        self.site = site
        self.limits = limits
        self.clock = clock

    def bake_story(self, number: int) -> int:
        """Bake a story's page, or take it away; return how many files changed.

        A merged story's address leads on to where it went. Nothing is left of a killed, held or
        embargoed one.

        Raises:
            StoreError: a file could not be written.
        """
        return self.bake_stories([number])

    def bake_stories(self, numbers: Sequence[int]) -> int:
        """Bake the pages of some stories, in as many queries as one takes; return how many files changed.

        Raises:
            StoreError: a file could not be written.
        """
        now = self.clock()
        rows = Story.objects.in_bulk(numbers)
        public = set(Story.objects.filter(public_stories(now), pk__in=numbers).values_list("pk", flat=True))
        changed = sum(self._withdraw(each, rows.get(each), now) for each in numbers if each not in public)
        shown = [rows[each] for each in numbers if each in public]
        pages = story_pages(shown, self.limits, now)
        changed += sum(self._show(story, pages[story.pk]) for story in shown)
        keep_pages((story, pages[story.pk]) for story in shown)
        Story.objects.filter(pk__in=public).update(baked_at=now)
        return changed

    def _show(self, story: Story, page: StoryPage) -> int:
        """Write the page of a story that readers may see; return how many files changed."""
        path = story_path(story.pk, story.slug)
        changed = int(self.baker.write(_file(path), rendering.story_html(page, self.site)))
        former = self._pointer(story.pk)
        if former and former != path and _is_of(former, story.pk):
            changed += self.baker.remove(_file(former))
        return changed + self._point(story.pk, path)

    def _withdraw(self, number: int, story: Story | None, now: datetime) -> int:
        """Take away the page of a story that readers may not see; return how many files changed."""
        goal = _merged_into(story, now) if story and story.state == Story.State.MERGED else None
        changed = self._take_away(number, keep_pointer=goal is not None)
        return changed + (self._point(number, story_path(goal.pk, goal.slug)) if goal else 0)

    def bake_front(self) -> int:
        """Bake the front page; return how many files changed."""
        page = lists.front_page(self.clock(), self.limits)
        return int(self.baker.write("index.html", rendering.front_html(page, self.site)))

    def bake_outlet(self, number: int) -> int:
        """Bake an outlet's page; return how many files changed."""
        outlet = Outlet.objects.filter(pk=number).first()
        if outlet is None:
            return 0
        page = lists.outlet_page(outlet, self.clock(), self.limits)
        return int(self.baker.write(_file(outlet_path(outlet.slug)), rendering.outlet_html(page, self.site)))

    def bake_days(self, days: Iterable[date] | None = None) -> int:
        """Bake the archive and the pages of some days; return how many files changed.

        Args:
            days: in the site's calendar; where one comes or goes its neighbours, which link to it, are baked as
                well. None bakes all days there are and takes away the others.
        """
        now, zone = self.clock(), self.site.zone
        there = days_there_are(now, zone)
        known = {each.day for each in there}
        changed = int(
            self.baker.write("archive/index.html", rendering.archive_html(archive_page(there), self.site))
        )
        wanted = known if days is None else set(days)
        moved = {
            each for each in wanted if (each in known) != (self.baker.read(_file(day_path(each))) is not None)
        }
        beside = _neighbours(moved, sorted(known)) - wanted
        # A day that comes or goes does so last: after a kill its neighbours are baked once more.
        for day in (*sorted(beside), *sorted(wanted & known)):
            page = day_page(day, there, now, zone, self.limits)
            changed += int(self.baker.write(_file(day_path(day)), rendering.day_html(page, self.site)))
        names = self.baker.names("archive") if days is None else [day.isoformat() for day in wanted - known]
        kept = {day.isoformat() for day in known}
        for name in names:
            if name not in kept:
                changed += self.baker.remove(f"archive/{name}/index.html")
        return changed

    def bake_corrections(self) -> int:
        """Bake the page with what we corrected; return how many files changed."""
        page = corrections_page(self.clock(), self.limits)
        return int(self.baker.write("corrections/index.html", rendering.corrections_html(page, self.site)))

    def bake_feeds(self) -> int:
        """Bake feeds, maps and robots.txt; return how many files changed.

        The news sitemap holds two days: bake again within a day even when nothing was published.
        """
        now = self.clock()
        pages = lists.feed_pages(now, self.limits)
        updated = max((feeds.changed(each) for each in pages), default=_LONG_AGO)
        outlets = [each.slug for each in lists.outlets_with_pages(now)]
        entries = list(lists.map_entries(now, most=maps.MOST_ADDRESSES))
        newest = sorted(entries, key=lambda each: each.opened, reverse=True)
        files = {
            "feeds/rss.xml": feeds.rss(pages, self.site, updated=updated),
            "feeds/atom.xml": feeds.atom(pages, self.site, updated=updated),
            "feeds/feed.json": feeds.json_feed(pages, self.site),
            "sitemap.xml": maps.sitemap(entries, outlets, self.site),
            "news-sitemap.xml": maps.news_sitemap(newest, self.site, now=now),
            "robots.txt": maps.robots(self.site),
            "llms.txt": maps.llms(newest, self.site),
            "feeds/outlets.opml": lists.outlets_opml(now, self.site.name).encode("utf-8"),
        }
        return sum(self.baker.write(path, data) for path, data in files.items())

    def bake_assets(self) -> int:
        """Bake what all pages share: stylesheet, icon, the page for what is missing."""
        files = {
            **{rendering.asset_path(name).lstrip("/"): rendering.asset(name) for name in ASSETS},
            "favicon.svg": rendering.asset("favicon.svg"),
            "404.html": rendering.missing_html(self.site),
            "about/index.html": rendering.about_html(self.site),
        }
        return sum(self.baker.write(path, data) for path, data in files.items())

    def bake_all(self, hands: Sequence[Hand] = ()) -> int:
        """Bake everything and take away what no longer belongs; return how many files changed here.

        Costs one page for each story and outlet: run it when `is_outdated` says so.

        Args:
            hands: other processes that bake a share of the stories; see `copydesk.front.together`.
        """
        with self.baker.in_bulk():
            changed = self._bake_everything(hands)
        self.baker.write(_LOOK, self._look().encode())
        return changed

    def stories(self) -> int:
        """Return how many stories there are to bake."""
        return sum(len(each) for each in self._portions())

    def bake_share(self, share: int, of: int) -> int:
        """Bake every so-manieth portion of the stories; return how many files changed.

        Args:
            share: which, from 0.
            of: how many shares there are.
        """
        return sum(self.bake_stories(each) for each in self._portions()[share::of])

    def _portions(self) -> list[list[int]]:
        """Return the numbers of the stories that have a page or lead to one, in portions."""
        shown = Q(state=Story.State.MERGED) | public_stories(self.clock())
        numbers = list(Story.objects.filter(shown).order_by("pk").values_list("pk", flat=True))
        return [numbers[at : at + PORTION] for at in range(0, len(numbers), PORTION)]

    def _bake_everything(self, hands: Sequence[Hand]) -> int:
        """Bake all files and take away what no longer belongs; return how many changed."""
        changed = self.bake_assets() + self.bake_share(0, len(hands) + 1)
        for number in Outlet.objects.values_list("pk", flat=True):
            changed += self.bake_outlet(number)
        changed += self.bake_front() + self.bake_feeds() + self.bake_days() + self.bake_corrections()
        left = [number for number, hand in enumerate(hands, 1) if not hand.is_done()]
        changed += sum(self.bake_share(each, len(hands) + 1) for each in left)
        public = Story.objects.filter(public_stories(self.clock())).values_list("pk", flat=True)
        return changed + self._sweep(set(public))

    def is_outdated(self) -> bool:
        """Say whether the site's name, settings, templates or looks changed since all was baked."""
        return self.baker.read(_LOOK) != self._look().encode()

    def _look(self) -> str:
        """Return a hash of everything a page depends on beside the rows."""
        from django.template.loader import get_template

        digest = hashlib.sha256(repr((self.site, self.limits)).encode())
        folder = resources.files("copydesk.front") / "templates" / "front"
        for name in sorted(each.name for each in folder.iterdir()):
            source = getattr(getattr(get_template(f"front/{name}"), "template", None), "source", "")
            digest.update(f"{name}\0{source}\0".encode())
        return digest.hexdigest()

    def _pointer(self, number: int) -> str:
        """Return where a story's address leads, as last baked; empty when nowhere."""
        return (self.baker.read(f"story/.{number}") or b"").decode("utf-8")

    def _point(self, number: int, path: str) -> int:
        """Let all addresses of a story lead to a path; return how many files changed."""
        return int(self.baker.write(f"story/.{number}", path.encode("utf-8")))

    def _take_away(self, number: int, *, keep_pointer: bool = False) -> int:
        """Remove a story's page wherever it stands; return how many files changed."""
        former = self._pointer(number)
        forget(number)
        changed = 0
        if former and _is_of(former, number):
            changed += self.baker.remove(_file(former))
        slug = Story.objects.filter(pk=number).values_list("slug", flat=True).first()
        changed += self.baker.remove(_file(story_path(number, slug or "")))
        return changed + (0 if keep_pointer else int(self.baker.remove(f"story/.{number}")))

    def _sweep(self, public: set[int]) -> int:
        """Remove pages that nothing leads to, and old stylesheets; return how many files changed."""
        changed = 0
        for name in self.baker.names("story"):
            found = _NUMBER.match(name)
            if not found or name.startswith("."):
                continue
            path = f"/story/{name}/"
            if int(found[1]) not in public or self._pointer(int(found[1])) != path:
                changed += self.baker.remove(_file(path))
        kept = {rendering.asset_path(name) for name in ASSETS}
        for name in self.baker.names("assets"):
            if f"/assets/{name}" not in kept:
                changed += self.baker.remove(f"assets/{name}")
        slugs = Outlet.objects.values_list("slug", flat=True)
        outlets = {outlet_path(slug) for slug in slugs}
        for name in self.baker.names("outlet"):
            if f"/outlet/{name}/" not in outlets:
                changed += self.baker.remove(f"outlet/{name}/index.html")
        return changed


def bakery(settings: Settings) -> Bakery:
    """Return the bakery of a site, its shared files baked.

    Raises:
        StoreError: the folder cannot be written.
    """
    is_open = Account.objects.filter(network__in=READERS).exclude(state=Account.State.PAUSED).exists()
    site = replace(site_of(settings), newsletter=is_open)
    found = Bakery(Baker(baked_folder(settings.site_folder)), site, limits_of(settings))
    found.bake_assets()
    return found


def site_of(settings: Settings) -> Site:
    """Return the site as its pages name it."""
    return Site(
        name=settings.site_name,
        url=settings.site_url.rstrip("/"),
        language=settings.site_language,
        zone=settings.time_zone,
        contact=settings.contact,
        content_usage=" ".join(settings.content_usage.split()),
        license_url=web_address(settings.license_url),
        preview_font=settings.preview_font,
        hub=web_address(settings.websub_hub),
        stylesheet=rendering.stylesheet_path(),
        desk_stylesheet=rendering.asset_path("desk.css"),
        desk_script=rendering.asset_path("desk.js"),
    )


def limits_of(settings: Settings) -> Limits:
    """Return how much the settings let pages show."""
    return Limits(
        excerpt=settings.excerpt_characters,
        certainty=settings.speaker_certainty,
        front=settings.front_stories,
        feed=settings.feed_stories,
    )


def baked_folder(site_folder: Path) -> Path:
    """Return where a site's baked files lie.

    >>> from pathlib import Path
    >>> baked_folder(Path("site")).name
    'baked'
    """
    return site_folder / BAKED


def _file(path: str) -> str:
    """Return the file that a page's path names."""
    return f"{path.strip('/')}/index.html"


def _neighbours(days: Iterable[date], known: Sequence[date]) -> set[date]:
    """Return the known days before and after each of some days."""
    found: set[date] = set()
    for day in days:
        place = bisect_left(known, day)
        found.update(known[max(0, place - 1) : place], known[bisect_right(known, day) :][:1])
    return found


def _is_of(path: str, number: int) -> bool:
    """Say whether a path is that of a story's own page."""
    found = _NUMBER.match(path.removeprefix("/story/").rstrip("/"))
    return found is not None and int(found[1]) == number


def _merged_into(story: Story, now: datetime) -> Story | None:
    """Return the public story that a merged one went into at last; None when there is none."""
    seen = {story.pk}
    goal = story.merged_into
    for _ in range(_MERGES_FOLLOWED):
        if goal is None or goal.pk in seen:
            return None
        if goal.state != Story.State.MERGED:
            return Story.objects.filter(public_stories(now), pk=goal.pk).first()
        seen.add(goal.pk)
        goal = goal.merged_into
    return None
