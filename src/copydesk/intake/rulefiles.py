"""An editor's own site rules: the files of a folder, read before anything is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.errors import SiteRuleError

if TYPE_CHECKING:
    from pathlib import Path

RULES = "rules"  #: name of the folder in a site's folder
SUFFIX = ".toml"
MOST_BYTES = 64 * 2**10  #: of one file


def rule_files(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return name and text of each `.toml` file of a folder, in the order of their names; none where there is no folder.

    Raises:
        SiteRuleError: a file cannot be read, is no UTF-8 or has more than `MOST_BYTES`.

    >>> from pathlib import Path
    >>> rule_files(Path("/nowhere"))
    ()
    """
    if not folder.is_dir():
        return ()
    return tuple((each.stem, _text(each)) for each in sorted(folder.glob(f"*{SUFFIX}")))


def _text(file: Path) -> str:
    """Return the text of a file.

    Raises:
        SiteRuleError: it cannot be had.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise SiteRuleError(
                f"site rule {file}: it has more than {MOST_BYTES} bytes; make one file for each site"
            )
        return data.decode()
    except OSError as error:
        raise SiteRuleError(f"site rule {file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SiteRuleError(
            f"site rule {file}: it is no UTF-8 at byte {error.start}; save it as UTF-8"
        ) from error
