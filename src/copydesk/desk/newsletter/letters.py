"""The mails themselves: one text and one HTML part, both made of the same frozen words."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import override

from copydesk.desk.models import Issue
from copydesk.desk.newsletter.subscribing import token_of
from copydesk.desk.replies.privacy import hashed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from copydesk.desk.models import Delivery, Subscriber
    from copydesk.desk.newsletter.issues import Content, Entry
    from copydesk.settings import Settings

LINE = "\n\n* * *\n\n"  #: between two stories
SUBJECT = 200  #: most characters
STYLE = """
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 38rem; padding: 1rem; font: 17px/1.5 Georgia, serif; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.2rem; line-height: 1.25; margin: 0 0 .5rem; }
article { border-top: 1px solid #8a8578; padding: 1rem 0; }
footer { border-top: 3px double #8a8578; padding-top: 1rem; font: 14px/1.5 Arial, sans-serif; }
"""


@dataclass(frozen=True, slots=True)
class Links:
    """Where a reader goes from a mail."""

    confirm: str
    mine: str  #: to change what they get
    leave: str


def links_of(row: Subscriber, settings: Settings) -> Links:
    """Return the links of a reader's mails."""
    home, token = f"{settings.site_url.rstrip('/')}/newsletter", token_of(row)
    return Links(f"{home}/confirm/{token}/", f"{home}/mine/{token}/", f"{home}/leave/{token}/")


def number_of(delivery: Delivery, sender: str) -> str:
    """Return the number of a mail, the same whenever it is asked for; without the site's key nobody guesses it."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    return f"<{hashed('mail', delivery.key)[:40]}@{domain}>"


def subject_of(content: Content, issue: Issue, settings: Settings) -> str:
    """Return the subject of an issue."""
    if content.subject:
        return " ".join(content.subject.split())[:SUBJECT]
    with override(settings.site_language):
        day = date_format(issue.until.astimezone(ZoneInfo(settings.time_zone)), "DATE_FORMAT")
    kind = "The week" if issue.kind == Issue.Kind.WEEKLY else "The day"
    return f"{settings.site_name}: {kind} to {day}"[:SUBJECT]


def issue_mail(
    delivery: Delivery, content: Content, issue: Issue, settings: Settings, fields: Mapping[str, str]
) -> EmailMessage:
    """Return the mail of an issue to one reader.

    Args:
        delivery: with its reader.
        content: what this reader gets of it.
        issue: itself.
        settings: the site's.
        fields: of the account.
    """
    links = links_of(delivery.subscriber, settings)
    subject = subject_of(content, issue, settings)
    mail = _head(delivery, subject, issue.made_at, settings, fields)
    if content.answers:
        old = f"issue/{_issue_number(content.answers)}/{delivery.subscriber_id}"
        mail["In-Reply-To"] = mail["References"] = _number(old, fields["sender"])
    if len({each.language for each in content.entries}) == 1 and content.entries[0].language:
        mail["Content-Language"] = content.entries[0].language
    digest = len(content.entries) > 1 or not content.subject
    top = f"{subject}{LINE}" if digest else ""
    told = f"You get this because you asked {settings.site_name} for it."
    foot = f"-- \n{told}\nChange what you get: {links.mine}\nNo more mail: {links.leave}\n"
    text = f"{top}{LINE.join(each.text for each in content.entries)}\n\n{foot}"
    ways = f"<p>{escape(told)} {_link(links.mine, 'Change what you get')} or {_link(links.leave, 'get no more mail')}.</p>"
    heading = f"<h1>{escape(subject)}</h1>\n" if digest else ""
    body = "\n".join(_article(each, "h2" if digest else "h1") for each in content.entries)
    _fill(mail, text, _page(settings, subject, f"{heading}{body}", ways))
    return mail


def confirmation_mail(
    delivery: Delivery, settings: Settings, fields: Mapping[str, str], *, now: datetime
) -> EmailMessage:
    """Return the mail that asks to confirm an address, or says that it is on the list already."""
    row = delivery.subscriber
    links = links_of(row, settings)
    fresh = row.state != row.State.CONFIRMED
    subject = f"{'Confirm: ' if fresh else ''}the newsletter of {settings.site_name}"
    mail = _head(delivery, subject, now, settings, fields)
    if fresh:
        told = f"Somebody, you we hope, asked {settings.site_name} for mail to this address."
        ask, way = "Confirm that you want it", links.confirm
        rest = "If it was not you, do nothing: no more mail comes, and the address is deleted within a week."
    else:
        told = (
            f"Somebody, you we hope, asked {settings.site_name} for mail to this address. It gets it already."
        )
        ask, way, rest = (
            "Change what you get, or get no more mail",
            links.mine,
            "If it was not you, do nothing.",
        )
    text = f"{told}\n\n{ask}:\n{way}\n\n{rest}\n\n{settings.site_name}\n{settings.site_url}\n"
    body = f"<p>{escape(told)}</p>\n<p>{_link(way, ask)}</p>\n<p>{escape(rest)}</p>"
    _fill(mail, text, _page(settings, subject, body, ""))
    return mail


def _head(
    delivery: Delivery, subject: str, when: datetime, settings: Settings, fields: Mapping[str, str]
) -> EmailMessage:
    """Return a mail with its headers but for the receiver."""
    mail = EmailMessage()
    mail["From"] = fields["sender"]
    mail["Subject"] = " ".join(subject.split())[:SUBJECT]
    mail["Date"] = format_datetime(when)
    mail["Message-ID"] = number_of(delivery, fields["sender"])
    mail["Auto-Submitted"] = "auto-generated"
    if delivery.issue_id:
        domain = parseaddr(fields["sender"])[1].rpartition("@")[2]
        mail["List-Id"] = f"<newsletter.{domain}>"
        if settings.site_url.startswith("https://"):
            # RFC 8058: the reader's program sends a POST there, and nobody need open a page.
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return mail


def _number(key: str, sender: str) -> str:
    """Return the number of the mail of a delivery's key."""
    return f"<{hashed('mail', key)[:40]}@{parseaddr(sender)[1].rpartition('@')[2]}>"


def _issue_number(key: str) -> int:
    """Return the row's number of an issue by its key; 0 where it is gone."""
    return Issue.objects.filter(key=key).values_list("pk", flat=True).first() or 0


def _fill(mail: EmailMessage, text: str, page: str) -> None:
    """Give a mail its two parts; their text goes as bytes, so that no letter of it changes."""
    for subtype, words in (("plain", text), ("html", page)):
        add = mail.set_content if subtype == "plain" else mail.add_alternative
        add(words.encode(), "text", subtype, cte="base64", params={"charset": "utf-8"})


def _link(address: str, words: str) -> str:
    """Return a link."""
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _article(entry: Entry, heading: str) -> str:
    """Return one story: its paragraphs as they stand in the text, the title and the address made links."""
    language = f' lang="{escape(entry.language)}"' if entry.language else ""
    pieces, titled = [], False
    for each in (part for part in entry.text.split("\n\n") if part.strip()):
        if not titled and each.endswith(entry.title):
            titled = True
            pieces.append(f"<{heading}>{_link(entry.permalink, each)}</{heading}>")
            continue
        if titled and each.strip() == entry.permalink:
            continue  # the title leads there already
        link = _link(entry.permalink, entry.permalink)
        words = link.join(escape(part) for part in each.split(entry.permalink))
        pieces.append("<p>" + words.replace("\n", "<br>\n") + "</p>")
    return f"<article{language}>\n" + "\n".join(pieces) + "\n</article>"


def _page(settings: Settings, title: str, body: str, foot: str) -> str:
    """Return the HTML part; it loads nothing from anywhere, so opening it tells nobody."""
    home = _link(settings.site_url, settings.site_name)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(settings.site_language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n"
        f"<footer>\n{foot}<p>{home}</p>\n</footer>\n</body>\n</html>\n"
    )
