"""Site rules: what blocks of one site's pages are for, where no general rule can tell. One small file for each site.

A rule says a kind for what a selector finds; it never adds, joins or changes text. The shipped files lie in
`copydesk/parsing/sites` and are found by listing it; an editor's own lie in the site's folder under `rules`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

from copydesk.errors import SiteRuleError
from copydesk.parsing.pages.addresses import host_of
from copydesk.types import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from copydesk.parsing.pages.elements import Element, Leaf

_SUFFIX = ".toml"
MOST_BLOCKS = 200  #: selectors of one file

_PART = re.compile(r"(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)?(?P<names>(?:[.#][^\s.#]+)*)")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+|localhost")
_KEYS = frozenset({"hosts", "block"})


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a selector: a tag, class and id words, or both."""

    tag: str  #: empty for any
    names: frozenset[str]  #: classes and ids that the element has

    def fits(self, element: Element) -> bool:
        """Say whether an element is meant."""
        return self.tag in {"", element.tag} and self.names <= frozenset(element.names.split())


@dataclass(frozen=True, slots=True)
class Selector:
    """A way down the page: each part lies somewhere below the one before; the last holds the block or is it."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, words: str) -> Self:
        """Read a selector such as `main div.story p.lead`.

        Raises:
            ValueError: it is empty, or has something else than tags, classes and ids.

        >>> Selector.of("main p.lead").parts[0].tag
        'main'
        """
        found = [_PART.fullmatch(word) for word in words.split()]
        parts = [
            Part((each["tag"] or "").lower(), frozenset(re.split("[.#]", each["names"])[1:]))
            for each in found
            if each
        ]
        if not found or len(parts) < len(found):
            raise ValueError(words)
        return cls(tuple(parts))

    def fits(self, element: Element | None) -> bool:
        """Say whether a block in an element is meant; linear in the depth of the element."""
        wanted = list(self.parts)
        while element is not None and wanted:
            if wanted[-1].fits(element):
                wanted.pop()
            element = element.parent
        return not wanted


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What one file says.

    Attributes:
        name: of the file, without its ending.
        hosts: hosts it is for, those below them included.
        blocks: selectors with the kind that they give; the last one that fits a block counts.
    """

    name: str
    hosts: tuple[str, ...]
    blocks: tuple[tuple[Selector, BlockKind], ...]

    def kind_of(self, leaf: Leaf) -> BlockKind | None:
        """Return the kind of a block; None where the rule says nothing of it."""
        return next((kind for selector, kind in reversed(self.blocks) if selector.fits(leaf.element)), None)


@dataclass(frozen=True, slots=True)
class Sites:
    """The rules of all sites, by host.

    >>> Sites((read_rule('hosts = ["a.example"]', "a"),)).at("https://www.a.example/7").name
    'a'
    """

    rules: tuple[SiteRule, ...] = ()
    by_host: dict[str, SiteRule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Of two rules for one host the later counts, so that an editor's own comes before what is shipped.
        object.__setattr__(self, "by_host", {host: rule for rule in self.rules for host in rule.hosts})

    def at(self, url: str | None) -> SiteRule | None:
        """Return the rule for an address, the nearest host's; None where there is none."""
        host = host_of(url) if self.by_host else ""
        while host:
            if host in self.by_host:
                return self.by_host[host]
            host = host.partition(".")[2]
        return None

    def kinds(self, url: str | None, leaves: Sequence[Leaf]) -> dict[int, BlockKind]:
        """Return the kinds that a rule gives, by the number of the block."""
        rule = self.at(url)
        told = ((number, rule.kind_of(leaf)) for number, leaf in enumerate(leaves)) if rule else ()
        return {number: kind for number, kind in told if kind is not None}


def read_rule(text: str, name: str) -> SiteRule:
    r"""Read one file of rules.

    Args:
        text: TOML with `hosts` and any number of `[[block]]` tables of `select` and `kind`.
        name: of the file, for messages.

    Raises:
        SiteRuleError: it says which file, what in it cannot be, and what can.

    >>> rule = read_rule('hosts = ["a.example"]\n[[block]]\nselect = "p.promo"\nkind = "furniture"', "a")
    >>> rule.hosts, len(rule.blocks)
    (('a.example',), 1)
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SiteRuleError(f"site rule {name}: this is no TOML: {error}") from error
    if odd := sorted(set(told) - _KEYS):
        raise SiteRuleError(
            f"site rule {name}: there is no {odd[0]!r}; a file has hosts and [[block]] tables"
        )
    hosts = told.get("hosts")
    if not (isinstance(hosts, list) and hosts and all(isinstance(each, str) for each in hosts)):
        raise SiteRuleError(f'site rule {name}: it says no hosts; write hosts = ["news.example"]')
    if wrong := next((each for each in hosts if not _HOST.fullmatch(each)), None):
        raise SiteRuleError(
            f"site rule {name}: {wrong!r} is no host; write it in small letters, without https:// and www."
        )
    blocks = told.get("block", [])
    if not isinstance(blocks, list) or len(blocks) > MOST_BLOCKS:
        raise SiteRuleError(f"site rule {name}: write at most {MOST_BLOCKS} tables [[block]]")
    made = tuple(_block(each, f"site rule {name}, block {number}") for number, each in enumerate(blocks, 1))
    return SiteRule(name, tuple(each.removeprefix("www.") for each in hosts), made)


def _block(told: Any, place: str) -> tuple[Selector, BlockKind]:
    """Read one table.

    Raises:
        SiteRuleError: it is no selector with a kind.
    """
    if not isinstance(told, dict) or set(told) != {"select", "kind"}:
        raise SiteRuleError(f"{place}: a block has select and kind, and nothing else")
    kinds = [each.value for each in BlockKind]
    if told["kind"] not in kinds:
        raise SiteRuleError(f"{place}: there is no kind {told['kind']!r}; there are: {', '.join(kinds)}")
    try:
        return Selector.of(str(told["select"])), BlockKind(told["kind"])
    except ValueError as error:
        raise SiteRuleError(
            f"{place}: {told['select']!r} is no selector; write tags, .classes and #ids, the outer before the inner: main p.lead"
        ) from error


def shipped() -> Sites:
    """Return the rules that come with Copydesk."""
    return Sites(_shipped())


def site_rules(texts: Iterable[tuple[str, str]]) -> Sites:
    """Return the shipped rules and an editor's own, which come first where both have a host.

    Args:
        texts: name and text of each file.

    Raises:
        SiteRuleError: one of them cannot be read.
    """
    return Sites((*_shipped(), *(read_rule(text, name) for name, text in texts)))


@cache
def _shipped() -> tuple[SiteRule, ...]:
    """Read the files in the folder of rules."""
    found = sorted(files("copydesk.parsing.sites").iterdir(), key=lambda each: each.name)
    return tuple(
        read_rule(each.read_text(encoding="utf-8"), each.name.removesuffix(_SUFFIX))
        for each in found
        if each.name.endswith(_SUFFIX)
    )
