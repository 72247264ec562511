"""A real WordPress on a real MariaDB, for tests and benchmarks: `scripts/wordpress.sh` unpacks Debian's packages of both."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_INSTALL = """<?php
define('WP_INSTALLING', true);
require getenv('WORDPRESS_FILES') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Harbour News', 'desk', 'desk@example.org', true, '', 'harbour');
update_option('permalink_structure', '/%postname%/');
update_option('upload_path', getenv('WORDPRESS_UPLOADS'));
flush_rewrite_rules();
foreach (array('administrator' => 1, 'subscriber' => wp_create_user('reader', 'harbour', 'reader@example.org')) as $id) {
    echo WP_Application_Passwords::create_new_application_password($id, array('name' => 'desk'))[0], "\\n";
}
"""


@dataclass(frozen=True, slots=True)
class WordPress:
    """A site that answers.

    Attributes:
        url: where, without a slash at the end.
        password: of the application, for the user "desk", who may do everything.
        reader: the same for the user "reader", who may only read.
        place: where `scripts/wordpress.sh` put the programs.
        environment: what a PHP program of the site's needs to be run.
    """

    url: str
    password: str
    reader: str
    place: Path
    environment: dict[str, str]

    def php(self, code: str) -> str:
        """Run a program inside WordPress; return what it prints."""
        begin = "<?php require getenv('WORDPRESS_FILES') . '/wp-load.php';\n"
        return _php(self.place, self.environment, begin + code)


@contextmanager
def wordpress(place: Path, folder: Path, workers: int = 2) -> Iterator[WordPress]:
    """Start a database and a site; both end with the block.

    Args:
        place: where `scripts/wordpress.sh` put the programs, such as `.tools/wordpress`.
        folder: an empty one, for the site's own files; short, since a socket's path may have about 100 characters.
        workers: processes that answer, at least 1.

    Raises:
        RuntimeError: a program of theirs fails or a server does not answer; it says what was printed.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    files = place / "usr" / "share" / "wordpress"
    line = folder / "db.sock"
    environment = _environment(place) | {
        "WORDPRESS_FILES": str(files),
        "WORDPRESS_SOCKET": str(line),
        "WORDPRESS_UPLOADS": str(folder / "uploads"),
        "WORDPRESS_URL": f"http://127.0.0.1:{port}",
        "PHP_CLI_SERVER_WORKERS": str(workers),
    }
    with ExitStack() as stack:
        _start_database(stack, place, folder, environment)
        keys = _php(place, environment, _INSTALL).split()
        serve: list[str | Path] = [
            _program(place),
            "-d",
            "opcache.enable_cli=1",
            "-S",
            f"127.0.0.1:{port}",
            "-t",
            str(files),
        ]
        _start(stack, serve, folder / "php.log", environment)
        _wait(("127.0.0.1", port))
        yield WordPress(environment["WORDPRESS_URL"], keys[-2], keys[-1], place, environment)


def _environment(place: Path) -> dict[str, str]:
    """Return where programs of the unpacked packages find their libraries and settings."""
    libraries = [str(each) for each in (place / "usr" / "lib").glob("*-linux-gnu*")]
    libraries += [str(each) for each in (place / "lib").glob("*-linux-gnu*")]
    return dict(os.environ) | {
        "LD_LIBRARY_PATH": ":".join(libraries),
        "PHP_INI_SCAN_DIR": f":{place / 'conf'}",
    }


def _program(place: Path) -> str:
    """Return the PHP that was unpacked, else the machine's."""
    ours = sorted((place / "usr" / "bin").glob("php[0-9]*"))
    return str(ours[-1]) if ours else str(shutil.which("php"))


def _start_database(stack: ExitStack, place: Path, folder: Path, environment: dict[str, str]) -> None:
    """Make a database and start its server."""
    data, line, share = folder / "db", folder / "db.sock", place / "usr" / "share" / "mysql"
    make: list[str | Path] = [
        place / "usr" / "bin" / "mariadb-install-db",
        "--no-defaults",
        f"--basedir={place / 'usr'}",
    ]
    plain = ["--auth-root-authentication-method=normal", "--skip-test-db", *_as_root()]
    subprocess.run(
        [*make, f"--datadir={data}", *plain], env=environment, check=True, capture_output=True, timeout=120
    )
    serve: list[str | Path] = [
        place / "usr" / "sbin" / "mariadbd",
        "--no-defaults",
        f"--datadir={data}",
        f"--socket={line}",
    ]
    serve += [
        "--skip-networking",
        f"--lc-messages-dir={share}",
        f"--pid-file={folder / 'db.pid'}",
        *_as_root(),
    ]
    _start(stack, serve, folder / "db.log", environment)
    _wait(str(line))
    ask: list[str | Path] = [
        place / "usr" / "bin" / "mariadb",
        "--no-defaults",
        f"--socket={line}",
        "--user=root",
    ]
    make_one = [*ask, "--execute", "CREATE DATABASE wordpress CHARACTER SET utf8mb4"]
    subprocess.run(make_one, env=environment, check=True, capture_output=True, timeout=60)


def _as_root() -> list[str]:
    """Return what the database wants to be told by who is root."""
    return ["--user=root"] if os.getuid() == 0 else []


def _start(stack: ExitStack, command: Sequence[str | Path], log: Path, environment: dict[str, str]) -> None:
    """Start a server that ends with the stack."""
    out = stack.enter_context(log.open("wb"))
    # PHP's workers outlive the process that started them, so the whole group is ended.
    process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, start_new_session=True)
    stack.callback(process.wait, 30)
    stack.callback(os.killpg, process.pid, signal.SIGTERM)


def _wait(place: str | tuple[str, int]) -> None:
    """Wait until a server answers."""
    kind = socket.AF_UNIX if isinstance(place, str) else socket.AF_INET
    for _ in range(600):
        with socket.socket(kind) as line:
            if line.connect_ex(place) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nobody answers at {place}")


def _php(place: Path, environment: dict[str, str], code: str) -> str:
    """Run a PHP program; return what it prints."""
    done = subprocess.run(
        [_program(place)],
        env=environment,
        input=code,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if done.returncode:
        raise RuntimeError(f"PHP ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout
