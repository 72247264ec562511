"""Adding sources at the desk: an address is looked over for real, one feed is chosen, and a list is brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from copydesk.desk.editing import adding
from copydesk.desk.editing.roles import Role, give
from copydesk.desk.models import Act, Article, Source
from copydesk.sample import SampleNewsroom

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(scope="module")
def newsroom():
    """The sample newsroom, served on loopback."""
    with SampleNewsroom(date(2026, 11, 19)) as served:
        yield served


@pytest.fixture
def courier(newsroom, settings) -> str:
    """The front page of an outlet that the site may fetch."""
    ports = ",".join(str(port) for port in sorted(newsroom.allow_ports))
    settings.SITE = replace(settings.SITE, allow_ports=ports, host_pause=0.0)
    return next(each.base_url for each in newsroom.outlets if each.slug == "courier") + "/"


def signed_in(role: Role) -> Client:
    """Return a browser in which somebody of that role is signed in."""
    user = User.objects.create_user(f"some-{role.name.lower()}", password="a long pass phrase")
    give(user, role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    """An editor's browser."""
    return signed_in(Role.EDITOR)


def page(answer, status: int = 200):
    """Return an answer's page as a tree."""
    assert answer.status_code == status, answer.status_code
    return lxml.html.document_fromstring(answer.content.decode())


def watch_form(tree) -> dict[str, str]:
    """Return what the form for watching would send."""
    (form,) = [each for each in tree.forms if each.get("action") == "/desk/sources/watch/"]
    return {name: value for name, value in form.fields.items() if value is not None}


def test_address_is_looked_over_and_its_feed_watched(editor, courier):
    """The page shows what the feed announces; the best is ticked; watching it is in the log and can be undone."""
    tree = page(editor.post("/desk/sources/look/", {"address": courier}))
    fields = watch_form(tree)
    assert tree.cssselect(".offers .lines li")
    assert {each.get("value") for each in tree.cssselect("#rights option")} == {"link", "excerpt"}

    answer = editor.post("/desk/sources/watch/", fields | {"outlet": "The Courier", "mode": "hold"})

    row = Source.objects.get()
    assert (row.outlet.name, row.mode, row.rights, row.state) == ("The Courier", "hold", "excerpt", "active")
    assert row.due_at is not None
    assert answer["Location"].startswith(f"/desk/source/{row.pk}/?done=")
    act = Act.objects.get()
    assert (act.kind, act.by_name, act.source) == ("added", "some-editor", row)
    again = page(editor.post("/desk/sources/look/", {"address": courier}))
    assert "It is watched already." in again.text_content()
    editor.post(f"/desk/act/{act.pk}/undo/")
    assert not Source.objects.exists()


def test_source_that_brought_articles_is_not_undone(editor, courier):
    """Undoing would take articles away; the page says what to do instead."""
    fields = watch_form(page(editor.post("/desk/sources/look/", {"address": courier})))
    editor.post("/desk/sources/watch/", fields)
    row = Source.objects.get()
    Article.objects.create(source=row, outlet=row.outlet, key="1", first_seen=row.added_at)

    answer = editor.post(f"/desk/act/{Act.objects.get().pk}/undo/")

    assert "has brought 1 articles since; pause it" in page(answer, 409).text_content()
    assert Source.objects.exists()


def test_licence_is_the_chiefs(editor, courier):
    """An editor who sends full rights all the same is refused; a chief is offered them."""
    fields = watch_form(page(editor.post("/desk/sources/look/", {"address": courier})))
    answer = editor.post("/desk/sources/watch/", fields | {"rights": "full"})
    assert "A chief decides" in page(answer, 409).text_content()
    chief = signed_in(Role.CHIEF)
    offered = page(chief.post("/desk/sources/look/", {"address": courier}))
    assert "full" in {each.get("value") for each in offered.cssselect("#rights option")}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "address"),
        ("not an address at all", "address"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("http://127.0.0.1:1/", "127.0.0.1"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"),
    ],
)
def test_address_that_will_not_do_is_said_and_kept(editor, address, said):
    """Nothing inside the house is fetched, and what was typed stands in the field again."""
    tree = page(editor.post("/desk/sources/look/", {"address": address}), 409)
    assert said in tree.cssselect(".problem")[0].text_content()
    assert tree.cssselect("#address")[0].get("value") == address


def test_choice_is_what_was_shown(editor):
    """A choice that this site did not sign, and none at all, are refused."""
    for choice, said in (("", "Choose which"), ("forged:words:here", "too old")):
        answer = editor.post("/desk/sources/watch/", {"choice": choice, "rights": "link", "mode": "hold"})
        assert said in page(answer, 409).text_content()
    assert not Source.objects.exists()


def test_one_editor_waits_at_a_time(editor):
    """While one address is looked over, others are told to wait; the desk's pages go on being answered."""
    with adding._LOOKING:
        tree = page(editor.post("/desk/sources/look/", {"address": "example.org"}), 409)
    assert "somebody else is looking an address over" in tree.text_content()


def test_list_of_feeds_is_brought(editor):
    """An OPML file's feeds are watched; those known are counted; another file is refused with its reason."""
    outlines = "".join(
        f'<outline type="rss" text="Paper {number}" xmlUrl="https://paper-{number}.example/feed"/>'
        for number in range(3)
    )
    opml = f'<opml version="2.0"><body>{outlines}</body></opml>'.encode()
    for said in ("3 new sources from the list; 0 known", "0 new sources from the list; 3 known"):
        answer = editor.post("/desk/sources/list/", {"file": SimpleUploadedFile("f.opml", opml)}, follow=True)
        assert said in page(answer).text_content()
    assert Source.objects.count() == 3
    assert [each.about for each in Act.objects.all()] == ["3 sources from a list"]
    broken = editor.post("/desk/sources/list/", {"file": SimpleUploadedFile("f.opml", b"no list")})
    assert broken.status_code == 409
    huge = SimpleUploadedFile("f.opml", b" " * (adding.OPML_BYTES + 1))
    assert "larger than 2 MB" in page(editor.post("/desk/sources/list/", {"file": huge}), 409).text_content()
    assert "Choose a file" in page(editor.post("/desk/sources/list/"), 409).text_content()


def test_reader_adds_nothing(client):
    """Who may only look is shown no form and let through by none."""
    reader = signed_in(Role.READER)
    assert "Add a source" not in reader.get("/desk/sources/").content.decode()
    for path in ("look", "watch", "list"):
        assert reader.post(f"/desk/sources/{path}/", {"address": "example.org"}).status_code == 403
    assert reader.get("/desk/sources/add/").status_code == 403
    assert client.post("/desk/sources/look/").status_code == 302
