"""Notes in browsers: sealed as the standard has it, shown whole, replaced when corrected, forgotten when gone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from tests.newsletter.conftest import NOW, address, make_story

from copydesk.desk.models import Account, Browser, Correction, Note, Post, Story
from copydesk.desk.newsletter.issues import Content, Entry
from copydesk.desk.push import browsers
from copydesk.desk.push.sending import PushStep, payload
from copydesk.desk.sealing import seal
from copydesk.desk.work.posting import PostStep
from copydesk.errors import InputError
from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Line, network
from copydesk.posting.webpush import MOST, Goal, from_base64, goal_of, seal_with, sealed, to_base64
from copydesk.testing.networks.push import FakePush

database = [pytest.mark.database, pytest.mark.django_db]
SAID = "“They [the council] never said [sic] that it was over,”"
INSIDE = Way(refusal, Reach.INSIDE)


def inside(fields, now, memory):
    """A way to a push service on this machine."""
    return Line(fields, INSIDE, now, fetch=INSIDE, memory=memory)


@dataclass
class Office:
    """The site as its notes need it."""

    site: Any
    service: FakePush
    account: Account

    def __post_init__(self):
        self.step = PushStep(self.site, line_of=inside)
        self.posting = PostStep(self.site, address)

    def add(self, name: str, topics: tuple[str, ...] = (), key: str = "") -> Browser:
        """Keep a browser, which an editor's test server answers over http."""
        said = self.service.browser(name, key or browsers.signer_of(self.site.site_folder, "").public)
        secure = said | {"endpoint": said["endpoint"].replace("http:", "https:")}
        row = browsers.keep(secure, topics, "203.0.113.7", self.site, now=datetime.now(UTC))
        plain = {"endpoint": said["endpoint"], "key": said["keys"]["p256dh"], "secret": said["keys"]["auth"]}
        row.sealed, row.sealed_key_id = seal(self.site.site_folder, f"browser/{row.pk}", plain)
        row.save()
        return row

    def post(self, now: datetime | None = None) -> None:
        """Post what is new, then send it."""
        now = now or datetime.now(UTC)
        self.posting.run(now)
        for _ in range(5):
            self.step.run(now)


@pytest.fixture
def office(db, site):  # noqa: ARG001 - asks for the database
    """A site with notes, and a push service."""
    row = Account.objects.create(network="push", name="desk", since=NOW - timedelta(days=30))
    with FakePush() as service:
        row.secret, row.secret_key_id = seal(site.site_folder, f"account/{row.pk}", service.fields)
        row.save()
        yield Office(site, service, row)


def test_sealing_is_the_standards_own_example():
    """The example of RFC 8291, section 5 and appendix A, comes out byte for byte."""
    number = int.from_bytes(from_base64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    goal = Goal(
        "https://push.example.net/",
        from_base64(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        from_base64("BTBZMqHH6r4Tts7J_aSIgg"),
    )
    out = seal_with(
        b"When I grow up, I want to be a watermelon",
        goal,
        ec.derive_private_key(number, ec.SECP256R1()),
        from_base64("DGv6ra1nlYgDCS1FRnbzlw"),
    )

    assert to_base64(out) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
        "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_longest_note_fits_and_one_more_byte_does_not():
    """A sealed note is at most 4,096 bytes, which is what push services take."""
    with FakePush() as service:
        goal = goal_of(service.browser("a") | {"endpoint": "https://push.example/a"})
    assert len(sealed(b"x" * MOST, goal)) == 4096
    with pytest.raises(InputError, match="at most"):
        sealed(b"x" * (MOST + 1), goal)


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "http://push.example/a"},
        {"endpoint": "javascript:alert(1)"},
        {"endpoint": "https://user:pass@push.example/a"},
        {"endpoint": "https://push.example/" + "a" * 1000},
        {"keys": {"p256dh": "AAAA", "auth": "AAAA"}},
        {"keys": {"p256dh": to_base64(b"\x04" + b"\x01" * 64), "auth": to_base64(b"x" * 16)}},
        {"keys": None},
    ],
)
def test_what_is_no_browser_is_refused(change):
    """Only https, a point on the curve and 16 bytes make a browser."""
    with FakePush() as service, pytest.raises(InputError):
        goal_of(service.browser("a") | {"endpoint": "https://push.example/a"} | change)


class TestInRows:
    """Browsers and notes as rows."""

    pytestmark = database

    def test_note_arrives_whole_at_each_browser_once(self, office):
        """Title, whole fields and link arrive at those whose topics it has, once; the row holds no address in clear."""
        make_story("hall", "Town hall shut", topic="Town")
        make_story("ferry", "Fähre 漢 🚒 <b>")
        office.add("all")
        office.add("harbour", ("Harbour",))
        row = Browser.objects.first()
        assert b"send" not in bytes(row.sealed)
        for _ in range(3):
            office.post()

        assert {tag["title"] for tag in office.service.shown["harbour"].values()} == {"Fähre 漢 🚒 <b>"}
        assert len(office.service.shown["all"]) == 2
        assert office.service.ever == 3
        note = next(iter(office.service.shown["harbour"].values()))
        assert note["url"].startswith("https://desk.example/story/")
        assert {each.state for each in Post.objects.all()} == {"sent"}

    @pytest.mark.parametrize("status", [404, 410])
    def test_browser_that_is_gone_is_forgotten(self, office, status):
        """Once the push service says so, the browser's row goes with all that waits for it; others get theirs."""
        gone = office.add("gone")
        office.add("here")
        office.service.browsers["gone"].gone = status
        make_story("ferry", "Ferry stops")
        office.post()

        assert not Browser.objects.filter(pk=gone.pk).exists()
        assert list(office.service.shown) == ["here"]

    def test_lost_answer_shows_one_note(self, office):
        """A note whose answer was lost goes out again under the same tag, and stands once."""
        office.add("here")
        office.service.lose = 2
        make_story("ferry", "Ferry stops")
        now = datetime.now(UTC)
        for minutes in range(0, 20, 5):
            office.post(now + timedelta(minutes=minutes))

        assert office.service.ever == 3
        assert len(office.service.shown["here"]) == 1
        assert Note.objects.get().due_at is None

    def test_wait_is_kept(self, office):
        """A 429 is heeded as long as it says."""
        office.add("here")
        office.service.refuse = {"POST /send": 429}
        make_story("ferry", "Ferry stops")
        now = datetime.now(UTC)
        office.post(now)
        office.service.refuse = {}
        office.post(now + timedelta(seconds=1))
        assert office.service.ever == 0
        office.post(now + timedelta(minutes=5))
        assert office.service.ever == 1

    def test_wrong_key_costs_no_browser(self, office):
        """A 403 is told to the editor, and nobody is forgotten for it."""
        office.add("here", key="another key")
        make_story("ferry", "Ferry stops")
        office.post()

        assert Browser.objects.count() == 1
        assert "403" in Account.objects.get().note

    def test_correction_takes_the_notes_place(self, office):
        """A correction is shown under the tag of what it corrects."""
        office.add("here")
        story = make_story("ferry", "Ferry stops")
        office.post()
        later = datetime.now(UTC) + timedelta(minutes=5)
        Story.objects.filter(pk=story.pk).update(headline="Ferry stops for a week")
        Correction.objects.create(story=story, at=later, text="It was a week.")
        for minutes in range(10, 100, 10):
            office.post(later + timedelta(minutes=minutes))
        (note,) = office.service.shown["here"].values()

        assert note["title"] == "Correction: Ferry stops for a week"

    def test_killed_story_is_shown_nowhere(self, office):
        """What was killed before a note went out does not go out."""
        office.add("here")
        story = make_story("ferry", "Ferry stops")
        office.posting.run(datetime.now(UTC))
        Story.objects.filter(pk=story.pk).update(state=Story.State.KILLED)
        office.step.run(datetime.now(UTC))

        assert office.service.ever == 0

    def test_too_long_fields_go_whole(self, office):
        """A quotation is in the note whole or not at all, however long title and fields are."""
        for many in (1, 40, 200):
            text = f"{'Ä' * 600}\n\n{SAID * many} — Edda Morn\n\nhttps://desk.example/story/1"
            entry = Entry(1, "", "Ä" * 600, "https://desk.example/story/1", text)
            data = payload(Content("", (entry,)), "t" * 32, office.site)
            body = json.loads(data)["body"]
            assert len(data) <= MOST
            assert body in ("", f"{SAID * many} — Edda Morn")

    def test_page_asks_and_forgets(self, office):
        """What the page's script sends keeps a browser and forgets it; a foreign form, junk and floods keep nothing."""
        said = office.service.browser("b") | {"endpoint": "https://push.example/send/b"}
        make_story("ferry", "Ferry stops")
        make_story("hall", "Town hall shut", topic="Town")
        client = Client(enforce_csrf_checks=True)
        page = client.get("/newsletter/").content.decode()
        assert 'data-key="B' in page
        assert 'type="email"' not in page
        data = json.dumps({"subscription": said, "topics": ["Town", "<b>"]})
        assert client.post("/newsletter/browser/", {"subscription": "x"}).status_code == 422
        assert client.post("/newsletter/browser/", data, "text/plain").status_code == 422
        for junk in ("[", "[]", '{"subscription": 1}', "[" * 9000):
            assert client.post("/newsletter/browser/", junk, "application/json").status_code == 422
        assert client.post("/newsletter/browser/", data, "application/json").status_code == 201
        assert client.post("/newsletter/browser/", data, "application/json").status_code == 201
        assert Browser.objects.get().topics == ["Town"]
        left = json.dumps({"endpoint": said["endpoint"]})
        assert client.post("/newsletter/browser/leave/", left, "application/json").status_code == 200
        assert not Browser.objects.exists()

    def test_key_is_made_once_and_only_its_owner_reads_it(self, office):
        """Browsers take notes from one key for good; it stands in the site's folder, not in the database."""
        first = browsers.signer_of(office.site.site_folder, "").public
        path = office.site.site_folder / "push.key"

        assert browsers.signer_of(office.site.site_folder, "").public == first
        assert (path.stat().st_mode & 0o777) == 0o600


def test_account_needs_a_contact():
    """A push service that has a question must find somebody."""
    there = network("push")
    for bad in ("desk", "http://desk.example", "mailto:ä@desk.example", "mailto:a\nb"):
        with pytest.raises(InputError, match="contact"):
            there.check(Line({"contact": bad}, INSIDE, NOW))
    assert there.check(Line({"contact": "mailto:desk@desk.example"}, INSIDE, NOW)) == there.DECLARED.limits
