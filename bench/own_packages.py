"""Which installed packages a distribution needs, so that a benchmark can hide the rest from it.

An environment for development holds packages that libraries load where they find them: structlog loads rich,
beautifulsoup4 loads lxml and html5lib. Neither product has them where it is installed for itself.
"""

from __future__ import annotations

import sys


def hidden_from(name: str) -> list[str]:
    """Return the importable top-level names that a distribution and what it requires do not bring."""
    # Imported here, so that a measured process, which only hides, does not carry them.
    from importlib.metadata import packages_distributions

    from packaging.utils import canonicalize_name

    needed = _closure(name)
    return sorted(
        module
        for module, homes in packages_distributions().items()
        if not needed & {canonicalize_name(home) for home in homes}
    )


def hide(modules: list[str]) -> None:
    """Make importing these fail in this process, as if they were not installed."""
    for module in modules:
        sys.modules[module] = None  # type: ignore[assignment]


def _closure(name: str) -> set[str]:
    """Return the names of a distribution and of all it requires here, extras included where they are asked for."""
    from importlib.metadata import PackageNotFoundError, distribution

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: set[tuple[str, str]] = set()
    ahead = [(canonicalize_name(name), "")]
    while ahead:
        each = ahead.pop()
        if each in found:
            continue
        found.add(each)
        try:
            lines = distribution(each[0]).requires or []
        except PackageNotFoundError:
            continue
        for requirement in map(Requirement, lines):
            if requirement.marker is None or requirement.marker.evaluate({"extra": each[1]}):
                ahead += [(canonicalize_name(requirement.name), extra) for extra in ("", *requirement.extras)]
    return {each for each, _ in found}
