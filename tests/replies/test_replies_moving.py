"""Replies move in from WordPress and Disqus, and one person's move out, or are gone."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.replies.reply_forms import NOW

if TYPE_CHECKING:
    from pathlib import Path

from copydesk.desk.models import Act, Reply
from copydesk.desk.replies import moderating
from copydesk.desk.replies.importing import PORTION, bring
from copydesk.desk.replies.person import erase, exported
from copydesk.desk.replies.privacy import email_hash, forget
from copydesk.errors import InputError

pytestmark = [pytest.mark.database, pytest.mark.django_db]

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old site</title>
<item><title>Ferry stops for the winter</title><link>https://old.example/ferry-stops/</link>
%s</item>
<item><title>Unknown</title><link>https://old.example/unknown/</link>
<wp:comment><wp:comment_id>9000</wp:comment_id><wp:comment_author>Eve</wp:comment_author>
<wp:comment_content>Lost.</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>
</channel></rss>"""
COMMENT = """<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[{name}]]></wp:comment_author>
<wp:comment_author_email>{name}@example.org</wp:comment_author_email><wp:comment_author_IP>203.0.113.9</wp:comment_author_IP>
<wp:comment_date_gmt>2019-05-01 10:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[{text}]]></wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{type}</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"""
DISQUS = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<thread dsq:id="7"><id>ferry</id><link>https://old.example/ferry-stops</link><title>Ferry stops for the winter</title></thread>
<post dsq:id="1"><id/><message><![CDATA[<p>First <b>post</b></p><p>two</p>]]></message><createdAt>2020-01-02T03:04:05Z</createdAt>
<isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Dan</name><email>dan@example.org</email></author><thread dsq:id="7"/></post>
<post dsq:id="2"><id/><message><![CDATA[<p>Answer</p>]]></message><createdAt>2020-01-03T03:04:05Z</createdAt>
<isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Fay</name></author><thread dsq:id="7"/><parent dsq:id="1"/></post>
<post dsq:id="3"><id/><message>gone</message><isDeleted>true</isDeleted><isSpam>false</isSpam><thread dsq:id="7"/></post>
</disqus>"""


def comment(number: int, **fields: str) -> str:
    """Return a comment as WordPress exports it."""
    values = {
        "name": f"Reader{number}",
        "text": f"Words {number}",
        "approved": "1",
        "type": "comment",
        "parent": "0",
    }
    return COMMENT.format(id=number, **values | fields)


@pytest.fixture
def export(tmp_path, story):  # noqa: ARG001 - asks for the story
    """Write an export with these comments under the story's page, or with this text."""

    def write(text: str) -> Path:
        path = tmp_path / "export.xml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_wordpress_comments_come_in_once(export) -> None:
    """Comments keep name, time, state and thread; a second run brings none twice; pages without a story are named."""
    many = "".join(
        [
            comment(1, text="<p>Hello <script>x</script></p><p>there</p>"),
            comment(2, parent="1", approved="0"),
            comment(3, parent="2", approved="spam"),
            comment(4, type="pingback"),
        ]
    )
    path, told = export(WXR % many), []
    done = bring(path, told.append, now=NOW)
    assert (done.kept, done.homeless, done.pages) == (3, 1, ("https://old.example/unknown/",))
    one, two, three = Reply.objects.order_by("pk")
    assert (one.text, one.state, one.written_at) == (
        "Hello\n\nthere",
        "approved",
        datetime(2019, 5, 1, 10, tzinfo=UTC),
    )
    assert (two.parent, two.state, two.held_for) == (one, "held", "waited in the system it was imported from")
    assert (three.parent, three.state) == (one, "rejected")
    assert one.email_hash == email_hash("Reader1@example.org")
    assert one.subnet_hash == ""
    assert bring(path, told.append, now=NOW).known == 3
    assert Reply.objects.count() == 3


def test_disqus_comments_come_in(export) -> None:
    """Threads, authors and markup of Disqus are read; what was deleted there stays away."""
    done = bring(export(DISQUS), lambda _: None, now=NOW)
    one, two = Reply.objects.order_by("pk")
    assert done.kept == 2
    assert (one.name, one.text, two.parent) == ("Dan", "First post\n\ntwo", one)


def test_import_goes_on_after_a_torn_file(export) -> None:
    """A file that is cut off is told with its line; what came before stays, and the whole file brings the rest."""
    page = "</item>\n<item><title>Ferry stops for the winter</title>"
    whole = WXR % "".join(comment(number) + (page if number % 50 == 0 else "") for number in range(1, 451))
    with pytest.raises(InputError, match="line"):
        bring(export(whole[: len(whole) // 2]), lambda _: None, now=NOW)
    before = Reply.objects.count()
    assert before == PORTION
    done = bring(export(whole), lambda _: None, now=NOW)
    assert (done.kept + done.known, done.known) == (450, before)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<html></html>", "neither an export of WordPress"),
        ("no XML", "no whole XML file"),
        ("", "no whole XML file"),
    ],
)
def test_other_files_are_refused(export, text, told) -> None:
    """What is no export is told so, with the file's name."""
    with pytest.raises(InputError, match=told):
        bring(export(text), lambda _: None, now=NOW)


def test_entities_of_an_export_read_no_file(export) -> None:
    """An entity that names a file of this machine brings none of it."""
    evil = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + (WXR % comment(1, text="]]>&x;<![CDATA[ tail")).split("?>", 1)[1]
    )
    bring(export(evil), lambda _: None, now=NOW)
    assert "root:" not in "".join(Reply.objects.values_list("text", flat=True))


def test_one_person_is_exported_and_erased(send, hand, site_settings, story) -> None:
    """All of one person's replies are told, then gone from rows, log and page; others' stay."""
    send("My own words one.", tell="1")
    send("Somebody else wrote this.", email="bo@example.org")
    first = Reply.objects.order_by("pk").first()
    moderating.show([first.pk], hand)
    told = exported("ANN@example.org", site_settings.site_folder)
    assert [each["text"] for each in told["replies"]] == ["My own words one."]
    assert told["replies"][0]["address_kept_for_mail"] == "ann@example.org"
    assert json.loads(json.dumps(told)) == told
    assert erase("ann@example.org", now=NOW) == 1
    assert exported("ann@example.org", site_settings.site_folder)["replies"] == []
    assert "My own words" not in str(list(Reply.objects.values())) + str(list(Act.objects.values()))
    assert Reply.objects.exclude(state="deleted").count() == 1
    story.refresh_from_db()
    assert story.bake_due_at == NOW


def test_addresses_are_forgotten_in_time(send, site_settings) -> None:
    """Hashes of network addresses and sealed addresses go after the days that the settings name."""
    send("Words to be kept for long.", tell="1")
    assert forget(site_settings, datetime.now(UTC)) == 0
    Reply.objects.update(written_at=NOW)
    forget(site_settings, datetime.now(UTC))
    row = Reply.objects.get()
    assert (row.address_hash, row.subnet_hash, bytes(row.sealed)) == ("", "", b"")
    assert row.email_hash
