"""A WebSub hub is named in the feeds and told when they change: each change at least once, nothing when nothing changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from copydesk.desk.accounts import line_of
from copydesk.desk.models import Story
from copydesk.front.baking import bakery
from copydesk.front.hub import HubStep
from copydesk.posting.network import INSIDE
from copydesk.testing.networks.server import Asked, FakeServer, Told

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
NAMES = ("rss.xml", "atom.xml", "feed.json")


@dataclass
class Hub(FakeServer):
    """A hub that remembers what it was told."""

    told: list[str] = field(default_factory=list)
    status: int = 204

    def tell(self, asked: Asked) -> Told:
        """Take a feed's address."""
        if self.status == 204:
            assert asked.form["hub.mode"] == "publish"
            self.told.append(asked.form["hub.url"])
        return Told(self.status)


@pytest.fixture
def hub():
    """A hub on loopback."""
    with Hub() as server:
        yield server


@pytest.fixture
def site(settings, tmp_path, hub):
    """A site that names the hub, baked."""
    return replace(
        settings.SITE, site_folder=tmp_path, site_url="https://desk.example", websub_hub=f"{hub.url}/hub"
    )


def line_inside(fields, now, memory):
    """A way that reaches the hub of this test, which stands on this machine."""
    return line_of({**fields, INSIDE: "yes"}, now, memory)


def bake(site, headline: str = "") -> None:
    """Bake the feeds, with one more story if named."""
    if headline:
        Story.objects.create(
            key=headline, slug=headline, headline=headline, opened_at=NOW, updated_at=NOW, published_at=NOW
        )
    bakery(site).bake_feeds()


def test_hub_is_told_of_each_change_once(site, hub):
    """All feeds at first, none while nothing changes, those that changed after a new story; also by another worker."""
    bake(site)
    assert HubStep(site, line_inside).run(NOW) == 3
    assert hub.told == [f"https://desk.example/feeds/{name}" for name in NAMES]
    bake(site)
    assert HubStep(site, line_inside).run(NOW) == 0
    bake(site, "ferry")
    assert HubStep(site, line_inside).run(NOW) == 3
    assert len(hub.told) == 6


def test_hub_in_trouble_is_told_later_and_less_often(site, hub):
    """Nothing is lost while it refuses, and it is asked ever more seldom."""
    bake(site)
    step, hub.status = HubStep(site, line_inside), 503
    assert [step.run(NOW + timedelta(seconds=each)) for each in (0, 1, 21)] == [0, 0, 0]
    hub.status = 204
    assert step.run(NOW + timedelta(seconds=40)) == 0
    assert step.run(NOW + timedelta(seconds=70)) == 3


def test_no_hub_no_calls(site, hub):
    """Without one nothing is told; one inside the house is not reached."""
    bake(site)
    assert HubStep(replace(site, websub_hub=""), line_inside).run(NOW) == 0
    assert HubStep(site, line_of).run(NOW) == 0
    assert hub.told == []


@pytest.mark.usefixtures("hub")
def test_broken_memory_tells_all_again(site):
    """What the hub was told is a file of the site's; once unreadable, all is told anew."""
    bake(site)
    HubStep(site, line_inside).run(NOW)
    for wrong in (b"{", b"[]"):
        (site.site_folder / "baked" / ".hub").write_bytes(wrong)
        assert HubStep(site, line_inside).run(NOW) == 3


def test_feeds_name_the_hub(site):
    """RSS, Atom and JSON Feed of the site; those of a topic do not, since the hub is not told of them."""
    bake(site, "ferry")
    folder = site.site_folder / "baked" / "feeds"
    for name in NAMES[:2]:
        links = list(ET.parse(folder / name).iter("{http://www.w3.org/2005/Atom}link"))
        assert [each.get("href") for each in links if each.get("rel") == "hub"] == [site.websub_hub]
    assert json.loads((folder / "feed.json").read_bytes())["hubs"] == [
        {"type": "WebSub", "url": site.websub_hub}
    ]
