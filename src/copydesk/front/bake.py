"""Keeps baked files: written only when they change, swapped in whole, never half there."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from copydesk.desk.running import is_running
from copydesk.errors import InputError, StoreError, StoreFullError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Names of files not yet swapped in. A dot comes first, so no server hands them out.
_DRAFT = re.compile(r"^\.draft-(\d+)-\d+$")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Baker:
    """The folder of baked files, as reader pages and feeds are served from it.

    A file is written beside its place, brought to the disk, and renamed over the old one: readers and
    killed processes see the old page or the new one. Several processes may bake into one folder.

    Args:
        folder: where the files lie; made when missing. Drafts of dead processes are swept out of it.

    >>> import tempfile
    >>> baker = Baker(Path(tempfile.mkdtemp()))
    >>> baker.write("story/1-wall/index.html", b"<p>The wall stands."), baker.write("story/1-wall/index.html", b"<p>The wall stands.")
    (True, False)
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0
        self._sync: Callable[[int], None] = os.fsync
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
        except OSError as error:
            raise _named(error, folder) from error

    def write(self, path: str, data: bytes) -> bool:
        """Keep `data` at a path of the folder and say whether the file changed.

        Args:
            path: relative, with slashes; may not lead out of the folder.
            data: the whole file.

        Raises:
            InputError: the path leads out of the folder.
            StoreFullError: the disk is full; what stood there before still stands.
            StoreError: the file could not be written for another reason.
        """
        target = self._place(path)
        if self.read(path) == data:
            return False
        self._count += 1
        draft = self.folder / f".draft-{os.getpid()}-{self._count}"
        try:
            _write_out(draft, data, self._sync)
            _swap_in(draft, target)
        except OSError as error:
            raise _named(error, target) from error
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
        return True

    @contextlib.contextmanager
    def in_bulk(self) -> Iterator[None]:
        """Write many files without waiting for the disk after each; all are on it when the block ends.

        A power cut inside the block may leave files empty: say only behind it that they are baked.
        """
        self._sync = _leave
        try:
            yield
        finally:
            self._sync = os.fsync
            os.sync()

    def read(self, path: str) -> bytes | None:
        """Return the file at a path of the folder; None when there is none."""
        try:
            return self._place(path).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    def remove(self, path: str) -> bool:
        """Take a file away, and the folders it leaves empty; say whether there was one.

        Raises:
            InputError: the path leads out of the folder.
            StoreError: the file could not be taken away.
        """
        target = self._place(path)
        try:
            target.unlink()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return False
        except OSError as error:
            raise _named(error, target) from error
        with contextlib.suppress(OSError):
            parent = target.parent
            while parent != self.folder:
                parent.rmdir()
                parent = parent.parent
        return True

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder of the folder, sorted; none when it does not exist."""
        place = self._place(folder)
        return sorted(each.name for each in place.iterdir()) if place.is_dir() else []

    def _place(self, path: str) -> Path:
        """Return where a path lies.

        Raises:
            InputError: it leads out of the folder.
        """
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\0" in path or "\\" in path:
            raise InputError(f"no path inside the baked folder: {path!r}")
        return self.folder.joinpath(*parts)

    def _sweep(self) -> None:
        """Take away drafts whose process is gone."""
        for each in self.folder.iterdir():
            found = _DRAFT.match(each.name)
            if found and (int(found[1]) == os.getpid() or not is_running(int(found[1]))):
                with contextlib.suppress(FileNotFoundError):
                    each.unlink()


def _leave(_handle: int) -> None:
    """Leave a file to the system, which writes it when it likes."""


def _write_out(draft: Path, data: bytes, sync: Callable[[int], None]) -> None:
    """Write a draft and bring it to the disk."""
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        sync(file.fileno())


def _swap_in(draft: Path, target: Path) -> None:
    """Rename a draft over its target, whose folder another process may be taking away as empty."""
    for _ in range(10):
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            draft.replace(target)
            return
    draft.replace(target)


def _named(error: OSError, path: Path) -> StoreError:
    """Return our own error for what the system said."""
    if error.errno in _FULL:
        return StoreFullError(f"{path}: no space left to bake; the page that stood there still stands")
    return StoreError(f"{path}: {error.strerror}")
