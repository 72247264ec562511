"""The settings: one frozen value, built once at the edge; each has its name, default and help here.

The same table makes docs/reference/settings.md. A setting comes, in rising order of weight, from its
default, from `copydesk.toml` in the site's folder, and from the environment as COPYDESK_NAME.
Functions receive the values they need, never this object.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from copydesk.parsing.pages.limits import PageLimits

CONFIG_FILE = "copydesk.toml"
PREFIX = "COPYDESK_"
#: variables that are no settings: a password never is one, and tests have their own
OTHER_VARIABLES = frozenset({"COPYDESK_ADMIN_PASSWORD"})
TEST_PREFIX = "COPYDESK_TEST_"


def _setting(default: Any, help_: str) -> Any:
    """Return a field with its default and the sentence that explains it."""
    return field(default=default, metadata={"help": help_})


class SecondFactorRule(StrEnum):
    """Who at the desk needs a code beside the password."""

    OPTIONAL = "optional"  #: those who turned it on
    REQUIRED = "required"  #: everybody


class AccountsRule(StrEnum):
    """Which accounts on other networks may be connected at the desk."""

    OUTSIDE = "outside"  #: those whose servers stand outside the house
    INSIDE = "inside"  #: also those on servers of our own, at private addresses
    NONE = "none"  #: none: only on the command line


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an editor can set. Sizes are bytes, times seconds unless the name says otherwise."""

    site_folder: Path = _setting(
        Path("site"), "Folder that holds the database, the baked pages and the secret key."
    )
    site_name: str = _setting("Copydesk", "Name of the site, on every page and in the User-Agent.")
    site_url: str = _setting(
        "http://127.0.0.1:8000", "Public address of the site, without a slash at the end."
    )
    site_language: str = _setting("en", "Language of the site's own words, as BCP 47.")
    content_usage: str = _setting(
        "",
        "What machines may use the pages for, as robots.txt says it: train-ai=n, search=y. Empty says nothing.",
    )
    license_url: str = _setting(
        "", "Address of the licence of the pages for machines, an RSL document; empty for none."
    )
    contact: str = _setting("", "Address or page named in the User-Agent, so that outlets can reach you.")
    time_zone: str = _setting("UTC", "Time zone in which dates are shown, as in the IANA database.")
    database_url: str = _setting(
        "", "postgresql://… to use PostgreSQL; empty for SQLite in the site's folder."
    )
    database_wait: float = _setting(20.0, "How long to wait for a locked database before saying so.")
    host: str = _setting("127.0.0.1", "Address that the web server listens on.")
    port: int = _setting(8000, "Port that the web server listens on; 0 for any free one.")
    allowed_hosts: str = _setting(
        "", "Host names the desk answers to, by comma; site_url's own is always among them."
    )
    desk_hosts: str = _setting(
        "",
        "Host names at which alone the desk and the rows under /admin/ answer, by comma, such as desk.internal; "
        "empty for every address of the site.",
    )
    second_factor: SecondFactorRule = _setting(
        SecondFactorRule.OPTIONAL,
        "Whether those at the desk need a code beside their password: optional or required.",
    )
    desk_accounts: AccountsRule = _setting(
        AccountsRule.OUTSIDE,
        "Accounts that a chief may connect at the desk: outside, inside (servers of our own house too) or none.",
    )
    workers: int = _setting(1, "Worker processes beside the web server.")
    lease_seconds: float = _setting(120.0, "How long a worker may hold a row before others may take it.")
    proxy: str = _setting("", "Proxy for all fetching, such as http://proxy.example:3128; empty for none.")
    feed_bytes: int = _setting(15 * 2**20, "Most bytes of a feed, after decompression.")
    broken_feed_seconds: float = _setting(
        10.0, "Most time for reading a feed so broken that it needs a process of its own."
    )
    broken_feed_bytes: int = _setting(512 * 2**20, "Most memory of that process, in bytes.")
    page_bytes: int = _setting(15 * 2**20, "Most bytes of a page, after decompression.")
    header_bytes: int = _setting(64 * 2**10, "Most bytes of an answer's headers.")
    redirects: int = _setting(5, "Most redirects that are followed.")
    fetch_seconds: float = _setting(30.0, "Most time for one fetch, all of it.")
    look_over_seconds: float = _setting(
        40.0, "Most time for finding and trying the feeds of an address that an editor types at the desk."
    )
    idle_seconds: float = _setting(10.0, "Most time between two pieces of an answer.")
    host_connections: int = _setting(2, "Most connections to one host at a time.")
    host_pause: float = _setting(1.0, "Least time between two requests to one host.")
    concurrency: int = _setting(32, "Most fetches at a time in one worker.")
    robots_seconds: float = _setting(86400.0, "How long a robots.txt is remembered.")
    poll_seconds_least: float = _setting(600.0, "Shortest time between two visits to a source.")
    poll_seconds_most: float = _setting(
        86400.0, "Longest time between two visits to a source that publishes."
    )
    burst_seconds: float = _setting(
        60.0, "Shortest time between two visits while a source publishes in a burst."
    )
    post_grows_days: int = _setting(
        7,
        "Days after the first post of a story in which an account tells, as a reply to it, that it has grown.",
    )
    retry_after_most: float = _setting(86400.0, "Longest wait that a server can ask for with Retry-After.")
    failures_most: int = _setting(
        30, "Failures in a row after which a source is stopped and the editor told."
    )
    article_attempts: int = _setting(5, "Attempts at one article before it is set aside with its error.")
    items_per_visit: int = _setting(1000, "Most items taken in at one visit; the newest count.")
    page_max_characters: int = _setting(4_000_000, "Most characters read of one page's source.")
    page_max_tags: int = _setting(150_000, "Most tags read of one page.")
    page_max_nodes: int = _setting(400_000, "Most elements and texts visited on one page.")
    page_max_blocks: int = _setting(5_000, "Most blocks of text read on one page.")
    page_max_block_characters: int = _setting(
        200_000, "Most characters of one block; the rest becomes further blocks."
    )
    page_max_depth: int = _setting(400, "Elements deeper than this count as this deep.")
    page_max_reopened: int = _setting(
        2_000_000, "Unclosed inline tags times tags above which a page is read without inline tags."
    )
    page_max_structured: int = _setting(500_000, "Most characters read of one JSON-LD script.")
    page_max_structured_nodes: int = _setting(5_000, "Most objects read of a page's JSON-LD.")
    page_max_pictures: int = _setting(60, "Most pictures taken from one page.")
    page_max_plain_blocks: int = _setting(20_000, "Most paragraphs read of a plain text.")
    page_links: int = _setting(40, "Most links followed from a page that has no feed.")
    match_window_days: int = _setting(30, "Days within which articles are compared with each other.")
    speaker_certainty: float = _setting(0.75, "Least certainty at which a speaker is published, 0 to 1.")
    policy: str = _setting("reuters", "House rules for quotations: reuters, ap or guardian.")
    check_bytes: int = _setting(2**20, "Most bytes of a request to /api/v1/check, both texts together.")
    topics: str = _setting(
        "",
        "Topics of the site by semicolon, each with the words of outlets that mean it: Harbour: port, ferries; Town. "
        "Empty takes what outlets file their articles under.",
    )
    excerpt_characters: int = _setting(400, "Most characters shown of a text whose rights are `excerpt`.")
    front_stories: int = _setting(40, "Stories on the front page.")
    preview_font: str = _setting(
        "",
        "TrueType or OpenType file for the pictures that other sites show beside links; empty for Source Serif.",
    )
    websub_hub: str = _setting(
        "", "Address of a WebSub hub that the feeds name and that is told when they change; empty for none."
    )
    feed_stories: int = _setting(50, "Stories in each of the site's feeds.")
    bake_processes: int = _setting(
        2, "Most processes that bake the pages of a large site when all of them are made anew."
    )
    bake_pause: float = _setting(1.0, "Least time between two bakings of the front page.")
    reply_edit_minutes: int = _setting(15, "How long readers may change or delete what they replied.")
    reply_links: int = _setting(1, "Most links of a reply that is shown without an editor.")
    reply_seconds_least: float = _setting(
        4.0, "A reply sent sooner than this after its form was made is held; people type slower."
    )
    reply_trusted_after: int = _setting(
        1, "Shown replies of an address after which its next ones may be shown without an editor."
    )
    reply_rate_held: int = _setting(4, "Replies of one subnet in ten minutes; further ones are held.")
    reply_rate_most: int = _setting(20, "Replies of one subnet in ten minutes; further ones are turned away.")
    reply_subnet_ipv4: int = _setting(24, "Bits of an IPv4 address that count as one subnet.")
    reply_subnet_ipv6: int = _setting(64, "Bits of an IPv6 address that count as one subnet.")
    reply_address_days: int = _setting(
        7, "Days for which the hash of the network address that a reply came from is kept."
    )
    reply_contact_days: int = _setting(
        30, "Days for which the sealed e-mail address is kept of who asked to be told of answers."
    )
    reply_listen_days: int = _setting(
        7, "Days for which replies to a post of ours on another network are asked for; 0 for not at all."
    )
    reply_listen_most: int = _setting(200, "Most replies taken in below one post on another network.")
    reply_reports: int = _setting(3, "Reports by readers after which a shown reply is held again.")
    log_level: str = _setting("INFO", "Least grave log lines that are kept: DEBUG, INFO, WARNING or ERROR.")
    allow_ports: str = _setting(
        "", "Loopback ports that may be fetched, by comma; only the sample newsroom sets this."
    )

    @property
    def page_limits(self) -> PageLimits:
        """How much of a page is read at most: what the settings `page_max_…` say."""
        from copydesk.parsing.pages.limits import PageLimits

        names = [each.name for each in dataclasses.fields(PageLimits)]
        return PageLimits(**{name: getattr(self, f"page_max_{name}") for name in names})


SETTINGS: tuple[dataclasses.Field[Any], ...] = dataclasses.fields(Settings)


def load(environment: Mapping[str, str], *, folder: Path | None = None) -> Settings:
    """Build the settings from defaults, the site's `copydesk.toml` and the environment.

    Args:
        environment: as `os.environ`; DATABASE_URL counts as COPYDESK_DATABASE_URL.
        folder: the site's folder; None takes COPYDESK_SITE_FOLDER or the default.

    Raises:
        SettingError: a setting is unknown or its value cannot be read; the message says which and why.

    >>> load({"COPYDESK_PORT": "8080"}).port
    8080
    """
    values: dict[str, Any] = {}
    _refuse_unknown(environment)
    if environment.get("DATABASE_URL"):
        values["database_url"] = environment["DATABASE_URL"]
    known = {each.name for each in SETTINGS}
    from_environment = {
        name[len(PREFIX) :].lower(): text
        for name, text in environment.items()
        if name.startswith(PREFIX) and name[len(PREFIX) :].lower() in known
    }
    home = folder or Path(from_environment.get("site_folder", "site"))
    values |= _from_file(home / CONFIG_FILE, known)
    values |= from_environment
    values["site_folder"] = home
    return Settings(**{name: _read(name, value) for name, value in values.items()})


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """Refuse a variable that looks like a setting and is none: it was meant to change something."""
    known = {PREFIX + each.name.upper() for each in SETTINGS} | OTHER_VARIABLES
    for name in environment:
        if name.startswith(PREFIX) and name not in known and not name.startswith(TEST_PREFIX):
            raise SettingError(name, "is no setting of Copydesk; see docs/reference/settings.md")


def _from_file(path: Path, known: set[str]) -> dict[str, Any]:
    """Return the settings in a TOML file; none if there is no file."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingError("site_folder", f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(str(path), f"is not TOML: {error}") from error
    for name in found:
        if name not in known:
            raise SettingError(name, f"in {path} is no setting of Copydesk; see docs/reference/settings.md")
    return found


def _read(name: str, value: Any) -> Any:
    """Return a setting's value in the type of its default."""
    default: Any = next(each.default for each in SETTINGS if each.name == name)
    try:
        return type(default)(value) if not isinstance(default, Path) else Path(value)
    except (TypeError, ValueError) as error:
        wanted = " or ".join(type(default)) if isinstance(default, StrEnum) else type(default).__name__
        raise SettingError(name, f"{value!r} is not {wanted}") from error
