"""What attackers write is shown as text: on the story's page, at the desk, in the form and on the writer's page."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import lxml.html
import pytest
from django.test import Client
from tests.replies.reply_forms import NOW

from copydesk.desk.models import Reply
from copydesk.desk.replies.changing import token_of
from copydesk.front.assemble import story_page
from copydesk.front.baking import limits_of, site_of
from copydesk.front.rendering import story_html
from copydesk.replies.plain import pieces, tidy, tidy_line

ATTACKS = tuple((Path(__file__).parent / "attacks.txt").read_text(encoding="utf-8").splitlines())
OURS = {"p", "br", "a"}


def _words(element: lxml.html.HtmlElement) -> str:
    """Return an element's text in one line."""
    return " ".join(element.text_content().split())


def _harmless(element: lxml.html.HtmlElement) -> None:
    """See that an element holds nothing but lines and links to the web."""
    for each in element.iterdescendants():
        assert each.tag in OURS
        assert set(each.attrib) <= {"href", "rel"}
        assert each.get("href", "https://").startswith(("http://", "https://"))


def test_collection_is_large() -> None:
    """There are at least sixty attacks, no two alike."""
    assert len(set(ATTACKS)) == len(ATTACKS) >= 60


@pytest.mark.parametrize("attack", ATTACKS)
def test_links_are_of_the_web_only(attack) -> None:
    """No attack makes a link to anything but http and https, and its pieces make up its text."""
    found = pieces(tidy(attack))
    assert "".join(each.text for each in found) == tidy(attack)
    assert all(each.href.lower().startswith(("http://", "https://")) for each in found if each.href)
    assert not any("user:" in each.href or "<" in each.href or '"' in each.href for each in found)


@pytest.mark.database
@pytest.mark.django_db
def test_story_page_shows_attacks_as_text(story, make_reply, site_settings) -> None:
    """Every attack, as text and as name, stands on the baked page as it was typed, with no element of its own."""
    for attack in ATTACKS:
        make_reply(tidy(attack), name=tidy_line(attack) or "x", state="approved")
    page = story_page(story, limits_of(site_settings), NOW)
    tree = lxml.html.document_fromstring(story_html(page, site_of(site_settings)))
    shown = tree.cssselect(".replies .said")
    assert [_words(each) for each in shown] == [" ".join(tidy(each).split()) for each in ATTACKS]
    for each in shown:
        _harmless(each)
    assert {each.get("type") for each in tree.iter("script")} == {"application/ld+json"}
    assert not tree.cssselect("[onerror], [onload], iframe, object, embed, base")


@pytest.mark.database
@pytest.mark.django_db
def test_live_pages_show_attacks_as_text(story, make_reply, chief) -> None:
    """The form that comes back, the writer's page and the desk's queue escape every attack."""
    for attack in ATTACKS:
        row = make_reply(tidy(attack), name=tidy_line(attack) or "x")
        mine = lxml.html.document_fromstring(Client().get(f"/reply/mine/{token_of(row)}/").content)
        _harmless(mine.cssselect(".said")[0])
        assert not list(mine.iter("script"))
        posted = Client().post(f"/reply/{story.pk}/", {"text": attack, "name": attack, "form": attack})
        form = lxml.html.document_fromstring(posted.content)
        assert form.cssselect("textarea")[0].text.strip() == attack.strip()
        assert form.cssselect("#name")[0].get("value") == attack
        assert not list(form.iter("script"))
    desk = lxml.html.document_fromstring(chief.get("/desk/replies/").content)
    for each in desk.cssselect(".reply-words"):
        _harmless(each)
    assert [each.get("src")[:13] for each in desk.iter("script")] == ["/assets/desk."]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("a\u200bb\u2060c\ufeffd", "abcd"),
        ("Z" + "\u0335\u0321\u0327\u0359\u0310\u0301" * 20 + "algo", "Zalgo"),
        ("cafe\u0301", "café"),
        ("Việt Nam, Ελλάδα, Россия", "Việt Nam, Ελλάδα, Россия"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("می‌خواهم", "می‌خواهم"),
        ("👩‍🚒 done", "👩‍🚒 done"),
        ("a\u200db", "ab"),
        ("x\x00\x08\x1by", "xy"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\ud800half", "half"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("\n" * 500 + "end", ""),
    ],
)
def test_unicode_abuse_is_put_right(typed, kept) -> None:
    """Directions, invisible signs, stacks of marks and controls go; what languages need stays."""
    assert tidy(typed) == unicodedata.normalize("NFC", kept)


def test_text_is_put_right_once() -> None:
    """Putting a text right twice changes nothing more, whatever was in it."""
    for attack in ATTACKS:
        assert tidy(tidy(attack)) == tidy(attack)


@pytest.mark.database
@pytest.mark.django_db
def test_form_takes_no_markup_of_names_into_headers(send) -> None:
    """A name with line breaks is one line, so that no header of a mail can be made of it."""
    send(name="Ann\r\nBcc: all@example.org")
    assert Reply.objects.get().name == "Ann Bcc: all@example.org"
