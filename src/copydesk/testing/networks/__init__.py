"""Faithful fakes of the networks that stories are posted to: each counts, refuses and loses answers by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.testing.networks.apprise import FakeApprise
from copydesk.testing.networks.bluesky import FakeBluesky
from copydesk.testing.networks.discord import FakeDiscord
from copydesk.testing.networks.linkedin import FakeLinkedIn
from copydesk.testing.networks.mail import FakeMail
from copydesk.testing.networks.mastodon import FakeMastodon
from copydesk.testing.networks.matrix import FakeMatrix
from copydesk.testing.networks.meta import FakeFacebook, FakeThreads
from copydesk.testing.networks.nostr import FakeNostr
from copydesk.testing.networks.pings import FakeIndexNow, FakeSource, FakeWebSub
from copydesk.testing.networks.signed import FakeTumblr, FakeX
from copydesk.testing.networks.slack import FakeSlack
from copydesk.testing.networks.telegram import FakeTelegram
from copydesk.testing.networks.wordpress import FakeWordPress

if TYPE_CHECKING:
    from copydesk.testing.networks.server import FakeServer

#: by the network's name
FAKES: dict[str, type[FakeServer]] = {
    "apprise": FakeApprise,
    "bluesky": FakeBluesky,
    "discord": FakeDiscord,
    "email": FakeMail,
    "facebook": FakeFacebook,
    "indexnow": FakeIndexNow,
    "linkedin": FakeLinkedIn,
    "mastodon": FakeMastodon,
    "matrix": FakeMatrix,
    "nostr": FakeNostr,
    "slack": FakeSlack,
    "telegram": FakeTelegram,
    "threads": FakeThreads,
    "tumblr": FakeTumblr,
    "webmention": FakeSource,
    "websub": FakeWebSub,
    "wordpress": FakeWordPress,
    "x": FakeX,
}
#: those that a library of others calls: it says yes or no, so nothing finer can be told of them
MUTE = frozenset({"apprise"})
#: those that this site keeps its readers for; behind them stand `FakeMail` and `FakePush`
OWN = frozenset({"newsletter", "push"})
