"""The two parts of a mail say the same, letter for letter, whatever stands in a story."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import UTC, datetime
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from django.conf import settings as django_settings
from hypothesis import given
from hypothesis import strategies as st

from copydesk.desk.models import Account, Delivery, Issue, Subscriber
from copydesk.desk.newsletter.issues import Content, Entry
from copydesk.desk.newsletter.letters import issue_mail
from copydesk.desk.newsletter.subscribing import checked
from copydesk.desk.stories import HandError
from copydesk.errors import InputError
from copydesk.posting.mail import letter_of
from copydesk.posting.templates import DEFAULT, parse, render
from copydesk.posting.values import Card

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
LINK = "https://desk.example/story/7?a=1&b=2"
FIELDS = {
    "server": "mail.example",
    "sender": "Harbour Desk <desk@desk.example>",
    "user": "u",
    "password": "p",
}
#: what a story's fields may hold: any text of one line, with what breaks mails and pages more often than chance has it
WORDS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12),
        st.sampled_from(
            [
                "<script>alert(1)</script>",
                "&amp;",
                "“[sic]”",
                '" onload="x',
                ".",
                "漢 🚒",
                "-- ",
                "=3D",
                "Bcc: a@b.example",
            ]
        ),
    ),
    min_size=1,
    max_size=6,
).map(lambda pieces: " ".join(pieces).strip() or "Ferry")


class _Words(HTMLParser):
    """Gathers the words of an article and the names of all tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs) -> None:  # noqa: ARG002 - the base class names them
        """Note a tag."""
        self.tags.add(tag)

    def handle_data(self, data) -> None:
        """Gather words."""
        self.words.append(data)


def _tight(text: str) -> str:
    """A text without its white space, which HTML folds."""
    return re.sub(r"\s+", "", text)


@given(title=WORDS, excerpt=WORDS, quotation=WORDS)
def test_both_parts_hold_the_words_letter_for_letter(title, excerpt, quotation):
    """What the template rendered stands in both parts, nothing else runs, and no header comes of it."""
    card = Card(LINK, title, excerpt, quotation=quotation, speaker="Edda Morn")
    text = render(parse(DEFAULT), card, ())
    entry = Entry(7, "", " ".join(title.split()), LINK, text)
    issue = Issue(pk=1, kind="each", made_at=NOW, until=NOW, account=Account(network="newsletter"))
    row = Delivery(pk=2, subscriber=Subscriber(pk=3, key="k" * 22), issue=issue, key="issue/1/3")
    mail = issue_mail(row, Content(title, (entry,)), issue, django_settings.SITE, FIELDS)
    mail["To"] = "ann@example.org"
    data = letter_of(FIELDS, "ann@example.org", mail, "https://desk.example/newsletter/leave/x/").data
    back = email.message_from_bytes(data, policy=email.policy.default)
    plain = back.get_body(("plain",)).get_payload(decode=True).decode()
    page = back.get_body(("html",)).get_payload(decode=True).decode()
    article = page[page.index("<article") : page.index("</article>")]
    found = _Words()
    found.feed(article)

    assert plain.startswith(text)
    # Where the title is a link, the address that stands alone in its paragraph is left to it.
    linked = "h1" in found.tags
    assert _tight("".join(found.words)) == _tight(text.removesuffix(LINK) if linked else text)
    assert f'href="{escape(LINK)}"' in article
    assert found.tags <= {"article", "h1", "p", "a", "br"}
    assert f"“{quotation}”" in unescape(article)
    assert (back["To"], back["Bcc"], len(back.get_all("From"))) == ("ann@example.org", None, 1)
    assert b"List-Unsubscribe: <https://desk.example/newsletter/leave/x/>\r\n" in data


@pytest.mark.parametrize(
    "leave", ["https://a.example/\r\nBcc: x@y.example", "https://a.example/ b", "https://ä.example/"]
)
def test_way_out_cannot_make_a_header(leave):
    """An address that would break its line makes no mail."""
    with pytest.raises(InputError):
        letter_of(FIELDS, "ann@example.org", None, leave)


@given(st.text(max_size=60))
def test_address_that_passes_is_one_line_of_letters(text):
    """Whatever is typed: what is taken for an address is ASCII, has no space, no break and just one @ that counts."""
    try:
        found = checked(text)
    except HandError:
        return

    assert found.isascii()
    assert not re.search(r"[\s<>,;\x00-\x1f]", found)
