"""Everything Copydesk raises on purpose, named after what the caller can do about it.

CopydeskError
├── InputError               what was handed in cannot be used; mend it and call again
│   ├── UnreadableError      bytes or text that cannot be read as what they should be
│   │   ├── NotAFeedError    neither RSS, RDF, Atom, JSON Feed nor sitemap
│   │   └── NotAPageError    neither HTML nor plain text
│   ├── SettingError         a setting has a value it cannot have
│   └── SiteRuleError        a file of site rules cannot be read
├── FetchError               a page or feed did not come
│   ├── AddressRefusedError  the address leads inside the house, or is no http(s) address
│   ├── RobotsRefusedError   robots.txt asks us not to fetch it
│   ├── RetryLaterError      the server asks to come back later (429, 503)
│   ├── GoneError            the server says it has ended for good (410)
│   ├── StatusError          any other answer that is no success
│   ├── TooLargeError        more bytes, headers or redirects than the limit allows
│   ├── TooSlowError         not done within the time allowed
│   └── ConnectionFailedError  no answer, a broken answer, or no such host
└── StoreError               what was learned could not be kept
    ├── StoreFullError       the disk is full
    └── StoreLockedError     another process holds the database too long
"""

from __future__ import annotations


class CopydeskError(Exception):
    """The root of all errors raised on purpose. Its message says what, where and what to do."""


class InputError(CopydeskError):
    """What was handed in cannot be used; mend it and call again."""


class UnreadableError(InputError):
    """Bytes or text that cannot be read as what they should be."""


class NotAFeedError(UnreadableError):
    """Neither RSS, RDF, Atom, JSON Feed nor a sitemap."""


class NotAPageError(UnreadableError):
    """Neither HTML nor plain text."""


class SettingError(InputError):
    """A setting has a value it cannot have.

    Attributes:
        name: the setting's name as in `copydesk.settings.SETTINGS`.
    """

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"setting {name}: {problem}")
        self.name = name


class SiteRuleError(InputError):
    """A file of site rules cannot be read; the message names it."""


class FetchError(CopydeskError):
    """A page or feed did not come.

    Attributes:
        url: the address that was asked for, without user name and password.
    """

    def __init__(self, url: str, problem: str) -> None:
        super().__init__(f"{url}: {problem}")
        self.url = url
        self.problem = problem


class AddressRefusedError(FetchError):
    """The address leads inside the house, or is no http(s) address."""


class RobotsRefusedError(FetchError):
    """The site's robots.txt asks us not to fetch this address."""


class RetryLaterError(FetchError):
    """The server asks to come back later (429, 503).

    Attributes:
        after: seconds to wait, already capped; None when the server did not say.
    """

    def __init__(self, url: str, problem: str, *, after: float | None = None) -> None:
        super().__init__(url, problem)
        self.after = after


class GoneError(FetchError):
    """The server says the resource has ended for good (410)."""


class StatusError(FetchError):
    """Any other answer that is no success.

    Attributes:
        status: the HTTP status code.
    """

    def __init__(self, url: str, status: int) -> None:
        super().__init__(url, f"the server answered {status}")
        self.status = status


class TooLargeError(FetchError):
    """More bytes, headers or redirects than the limit allows."""


class TooSlowError(FetchError):
    """Not done within the time allowed."""


class ConnectionFailedError(FetchError):
    """No answer, a broken answer, or no such host."""


class StoreError(CopydeskError):
    """What was learned could not be kept."""


class StoreFullError(StoreError):
    """The disk is full."""


class StoreLockedError(StoreError):
    """Another process holds the database too long."""
