"""Where a long matching stands, on disk: written beside the file and swapped in, so that a kill harms nothing."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

from copydesk.errors import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.matching import Matcher

    State = tuple[Matcher, dict[str, None], int]  # the matcher, its keys in order, pages read

_VERSION = 1
#: all that a state may be made of: a file of another making can start nothing
_ALLOWED = {
    "array": {"array", "_array_reconstructor"},
    "builtins": {"set", "frozenset", "dict", "list", "bytearray"},
    "collections": {"Counter", "defaultdict"},
}


class _Reader(pickle.Unpickler):
    """Reads a state; refuses everything that is not part of one."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class by name.

        Raises:
            UnpicklingError: it has no place in a state.
        """
        is_ours = module == "copydesk.types" or module.startswith("copydesk.matching.")
        if (is_ours and name.lstrip("_")[:1].isupper() and "." not in name) or name in _ALLOWED.get(
            module, ()
        ):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a state")


def load(path: Path, articles: tuple[str, ...]) -> State | None:
    """Return where a matching stood when it was last kept; None when there is no file yet.

    Raises:
        UnreadableError: it is no state, of another version, or of other articles.
    """
    if not path.exists():
        return None
    try:
        with path.open("rb") as file:
            version, named, state = _Reader(file).load()
    except Exception as error:  # whatever a broken file makes of the reader
        raise UnreadableError(f"{path}: is no state of a matching; delete it to begin anew") from error
    if version != _VERSION or named != articles:
        raise UnreadableError(f"{path}: is the state of another matching; delete it to begin anew")
    found: State = state
    return found


def keep(path: Path, articles: tuple[str, ...], state: State) -> None:
    """Write the state; the older one stays until the new one is whole. Cost: linear in all that is known.

    Raises:
        UnreadableError: it cannot be written.
    """
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("wb") as file:
            pickle.dump((_VERSION, articles, state), file, protocol=5)
        beside.replace(path)
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror or error}") from error
