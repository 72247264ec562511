"""Those who asked this site itself for its posts: readers of its newsletter, browsers that show its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from copydesk.posting.values import RefusedError

if TYPE_CHECKING:
    from copydesk.posting.values import Message


class Readers(Protocol):
    """Keeps a post for each of them; what is kept goes out one by one."""

    def tell(self, name: str, key: str, message: Message, /) -> None:
        """Keep a post for all who asked for it; the same key twice is as once.

        Args:
            name: of the network.
            key: of the outbox row.
            message: the post.
        """

    def recall(self, key: str, /) -> int:
        """Keep back what has not gone out of a post; return to how many it went."""


class _Nobody:
    """A line without readers."""

    def tell(self, name: str, key: str, message: Message, /) -> None:  # noqa: ARG002 - as all have it
        """Refuse: nobody can be told from here."""
        raise RefusedError(f"{name}: no readers are known here")

    def recall(self, key: str, /) -> int:  # noqa: ARG002 - as all have it
        """Say that it went to nobody."""
        return 0


NOBODY = _Nobody()
