"""The public Python functions, and the same functions over HTTP.

They are thin: each hands its arguments to the room that does the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.errors import InputError
from copydesk.types import Article, Policy

if TYPE_CHECKING:
    from datetime import datetime

    from copydesk.checking import Side
    from copydesk.matching import Matcher as Matcher
    from copydesk.parsing import PageLimits, Sites
    from copydesk.types import Feed, Reading, Report

__all__ = ["Matcher", "check", "extract", "parse_feed", "read", "side"]


def __getattr__(name: str) -> object:
    """Load the matcher when it is first asked for."""
    if name == "Matcher":
        from copydesk import matching

        return matching.Matcher
    raise AttributeError(f"module 'copydesk.api' has no attribute {name!r}")


def extract(
    page: bytes | str,
    url: str | None = None,
    sites: Sites | None = None,
    limits: PageLimits | None = None,
) -> Article:
    """Take the article out of a page.

    Args:
        page: HTML or plain text; bytes are decoded by what they say of themselves.
        url: where it was fetched; makes its links absolute. None leaves them as they are.
        sites: rules for single sites, as from `copydesk.parsing.site_rules`; None takes those that are shipped.
        limits: how much is read at most, as from `Settings.page_limits`; None takes the usual ones.

    Raises:
        NotAPageError: it is neither HTML nor plain text.

    >>> import copydesk
    >>> copydesk.extract("<html><body><h1>Ferry back</h1><p>The ferry to Osk runs again.</p></body></html>").headline
    'Ferry back'
    """
    from copydesk import parsing

    return parsing.extract(page, url=url, sites=sites, limits=limits or parsing.PageLimits())


def read(article_or_text: Article | str, published: datetime | None = None) -> Reading:
    """Find who said what, with names, figures and dates.

    Args:
        article_or_text: a text is read as it stands; spans are into it, or into the article's body.
        published: aware UTC, for "on Tuesday"; None takes the article's own.

    >>> import copydesk
    >>> reading = copydesk.read('"The pier is safe," said Anton Lesk, the mayor.')
    >>> reading.quotations[0].speaker.name
    'Anton Lesk'
    """
    from copydesk import reading

    return reading.read(article_or_text, published=published)


def check(source: Article | str, copy: Article | str, policy: str | Policy = Policy.REUTERS) -> Report:
    """Say what a copy altered of its source, and nothing about house style.

    Args:
        source: the article or text that was copied; a text is taken as it stands.
        copy: what was made of it.
        policy: whose rules on quotations apply: reuters, ap or guardian.

    Returns:
        The findings with spans into both untouched texts; `verdict` says what to do.

    Raises:
        InputError: there is no such policy.

    >>> import copydesk
    >>> copydesk.check("Customers withdrew $42 billion.", "Customers withdrew $42 million.").findings[0].repair
    '$42 billion'
    """
    from copydesk import checking

    return checking.compare(side(source), side(copy), policy=_policy(policy))


def parse_feed(data: bytes | str, url: str | None = None) -> Feed:
    """Read a feed of any kind: RSS, RDF, Atom, JSON Feed, sitemap.

    Args:
        data: the feed as it came.
        url: where it was fetched; makes its links absolute. None leaves them as they are.

    Raises:
        NotAFeedError: it is none of these.

    >>> import copydesk
    >>> feed = copydesk.parse_feed('<rss version="2.0"><channel><item><title>Ferry back</title></item></channel></rss>')
    >>> feed.items[0].headline
    'Ferry back'
    """
    from copydesk import parsing

    return parsing.parse_feed(data, url=url)


def side(article_or_text: Article | str) -> Side:
    """Return an article with its reading, as the check takes it."""
    from copydesk import checking

    article = article_or_text if isinstance(article_or_text, Article) else Article(body=article_or_text)
    return checking.Side(article, read(article))


def _policy(policy: str | Policy) -> Policy:
    """Return the policy of a name."""
    try:
        return Policy(policy)
    except ValueError as error:
        known = ", ".join(each.value for each in Policy)
        raise InputError(f"no policy {policy!r}; there are: {known}") from error
