"""One file for each kind of check.

A file here is a check: it has `IDS` and `find`, and `find_alone` where it can judge a copy without its source.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copydesk.checking.comparison import Comparison, Prepared
    from copydesk.types import Finding

_MODULES = tuple(
    import_module(f"{__name__}.{each.name}")
    for each in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name)
)
#: Every check against a source, by the name of its file.
CHECKS: dict[str, Callable[[Comparison], Iterator[Finding]]] = {
    module.__name__.rpartition(".")[2]: module.find for module in _MODULES if hasattr(module, "find")
}
#: Every check of a text by itself.
LONE_CHECKS: dict[str, Callable[[Prepared], Iterator[Finding]]] = {
    module.__name__.rpartition(".")[2]: module.find_alone
    for module in _MODULES
    if hasattr(module, "find_alone")
}
#: Every id that a check can give, with the sentence that explains it.
IDS: dict[str, str] = {id_: text for module in _MODULES for id_, text in module.IDS.items()}
