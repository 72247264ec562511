"""`copydesk run`: the site, the desk and the workers on this machine, in one process tree."""

from __future__ import annotations

import socket
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from copydesk._stopping import StopSign
from copydesk.cli._processes import Processes
from copydesk.cli._site import environment_of, open_site, own_rules, running, settings_of, site_option
from copydesk.errors import CopydeskError, SettingError

if TYPE_CHECKING:
    from pathlib import Path

    from copydesk.settings import Settings

PROGRESS_SECONDS = 0.5
#: seconds between two lines of progress where the output is no terminal
LINE_SECONDS = 5.0
START_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the site is."""

    sources: int
    visited: int
    failing: int
    articles: int
    ready: int  #: articles that are matched or set aside
    stories: int
    baked: int

    def line(self) -> str:
        """Return one line for the terminal."""
        failing = f" ({self.failing} failing)" if self.failing else ""
        return (
            f"sources {self.visited}/{self.sources}{failing} · articles {self.ready}/{self.articles} · "
            f"stories {self.baked}/{self.stories} on the site"
        )

    @property
    def settled(self) -> bool:
        """Whether everything that is known stands on the site."""
        return 0 < self.sources == self.visited and self.ready == self.articles and self.baked == self.stories


@click.command("run")
@site_option
@click.option(
    "--sample", "kind", flag_value="sample", help="Watch the sample newsroom, an invented town's outlets."
)
@click.option("--port", type=int, default=None, help="Port of the web server; 0 for any free one.")
@click.option("--workers", type=int, default=None, help="Worker processes.")
def command(folder: Path | None, kind: str | None, port: int | None, workers: int | None) -> None:
    """Run the site, the desk and the workers until Ctrl-C; next time it goes on where it was.

    Add sources with `copydesk source add`, before or while it runs; create an editor with
    `copydesk admin create`.

    \b
    Example:
      copydesk run
      copydesk run --sample --site sample-site
    """
    settings = settings_of(folder)
    settings = replace(
        settings,
        port=settings.port if port is None else port,
        workers=settings.workers if workers is None else workers,
    )
    stop = StopSign()
    stop.listen()
    with running(settings), Processes({}) as processes:
        if kind == "sample":
            from copydesk.cli._sample import start_newsroom

            settings = start_newsroom(processes, settings)
        settings = _with_port(settings, kind)
        processes.environment = environment_of(settings)
        _run(processes, settings, stop, kind)


def _run(processes: Processes, settings: Settings, stop: StopSign, kind: str | None) -> None:
    """Start the site's processes and tell how far they are, until asked to stop."""
    # A worker would stumble over a bad file again and again.
    from copydesk.front.previews import check_font

    own_rules(settings)
    check_font(settings.preview_font)
    open_site(settings)
    from copydesk.desk.leases import release_dead

    release_dead()
    if kind == "sample":
        from copydesk.cli._sample import watch_newsroom

        watch_newsroom(settings, now=datetime.now(UTC))
    processes.start("web server", "-m", "copydesk", "serve")
    for number in range(max(1, settings.workers)):
        processes.start(f"worker {number + 1}", "-m", "copydesk", "work")
    _wait_for_web(processes, settings, stop)
    if not stop.is_set():
        desk = f"only at {settings.desk_hosts}" if settings.desk_hosts else f"at {settings.site_url}/desk/"
        click.echo(f"\n  {settings.site_name} is at {settings.site_url}/   the desk {desk}")
        click.echo(f"  Everything lies in {settings.site_folder}/. Ctrl-C stops; run it again to go on.\n")
    _show_progress(processes, stop)
    click.echo("\nstopping …")
    processes.stop()
    click.echo("stopped; nothing is lost.")


def _show_progress(processes: Processes, stop: StopSign) -> None:
    """Tell how far the site is: one line that changes on a terminal, a line now and then elsewhere."""
    told, told_at = "", 0.0
    terminal = sys.stdout.isatty()
    while not stop.wait(PROGRESS_SECONDS):
        processes.watch()
        line = progress().line()
        if terminal and line != told:
            click.echo(f"\r\x1b[K  {line}", nl=False)
            told = line
        elif line != told and time.monotonic() - told_at > LINE_SECONDS:
            click.echo(f"  {line}")
            told, told_at = line, time.monotonic()


def progress() -> Progress:
    """Return how far the site is, as the database says; all zero while it cannot be asked."""
    from django.db import DatabaseError
    from django.db.models import Count, F, Q

    from copydesk.desk.models import Article, Source, Story

    try:
        sources = Source.objects.aggregate(
            all=Count("pk"), visited=Count("visited_at"), failing=Count("pk", filter=Q(attempts__gt=0))
        )
        done = ~Q(state__in=(Article.State.ANNOUNCED, Article.State.EXTRACTED))
        articles = Article.objects.aggregate(all=Count("pk"), ready=Count("pk", filter=done))
        public = Story.objects.filter(state=Story.State.PUBLISHED)
        stories = public.aggregate(
            all=Count("pk"), baked=Count("pk", filter=Q(bake_due_at=None) | Q(baked_at__gt=F("bake_due_at")))
        )
    except DatabaseError:
        return Progress(0, 0, 0, 0, 0, 0, 0)
    return Progress(
        sources=sources["all"],
        visited=sources["visited"],
        failing=sources["failing"],
        articles=articles["all"],
        ready=articles["ready"],
        stories=stories["all"],
        baked=stories["baked"],
    )


def _with_port(settings: Settings, kind: str | None) -> Settings:
    """Return the settings with a port that is free; the sample takes the one of its last run if it can.

    Raises:
        SettingError: the port that was asked for is taken.
    """
    memory = settings.site_folder / "port"
    wanted = settings.port
    if kind == "sample" and wanted == 0 and memory.exists():
        text = memory.read_text(encoding="ascii").strip()
        wanted = int(text) if text.isdecimal() and _free(settings.host, int(text)) else 0
    if wanted and not _free(settings.host, wanted):
        raise SettingError(
            "port", f"{wanted} is taken by another program; choose another with --port, 0 for any"
        )
    from copydesk.front.server import free_port

    port = wanted or free_port(settings.host)
    if kind == "sample":
        memory.write_text(str(port), encoding="ascii")
    local = settings.site_url in {"", "http://127.0.0.1:8000"}
    return replace(
        settings, port=port, site_url=f"http://{settings.host}:{port}" if local else settings.site_url
    )


def _free(host: str, port: int) -> bool:
    """Say whether a port can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _wait_for_web(processes: Processes, settings: Settings, stop: StopSign) -> None:
    """Wait until the web server answers.

    Raises:
        CopydeskError: it does not within the time allowed.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not stop.is_set():
        with socket.socket() as probe:
            probe.settimeout(1.0)
            if probe.connect_ex((settings.host, settings.port)) == 0:
                return
        processes.watch()
        time.sleep(0.05)
    if not stop.is_set():
        raise CopydeskError(
            f"the web server did not start within {START_SECONDS:.0f} s; see copydesk.log in {settings.site_folder}"
        )
