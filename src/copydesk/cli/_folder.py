"""Checks Markdown files, or folders of them, each against the source that its front matter names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk import __version__, api, checking
from copydesk.checking import rendering
from copydesk.checking.policy import at_or_above
from copydesk.cli import UNREADABLE, _input
from copydesk.cli._markdown import Markdown, markdown
from copydesk.errors import CopydeskError, InputError, UnreadableError
from copydesk.types import Article, Policy, Report, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOUND = 1
SUFFIXES = frozenset({".md", ".markdown", ".mdx"})


class _Checked:
    """One file with its report; spans on both sides are into the files' untouched texts."""

    def __init__(self, name: str, source: str, report: Report, texts: tuple[str, str]) -> None:
        self.name, self.source, self.report, self.texts = name, source, report, texts


def run(
    names: Iterable[str],
    *,
    form: str,
    policy: Policy,
    fail_on: Severity,
    require_source: bool,
    look: tuple[rendering.Colour, int],
) -> int:
    """Check all files, print what was found, and return the exit code; what cannot be read stops no other."""
    code, done, sarif = 0, 0, []
    for path in _files(names):
        try:
            checked = _check(path, policy)
        except CopydeskError as error:
            click.echo(f"copydesk: {error}", err=True)
            code = UNREADABLE
            continue
        if checked is None:
            if require_source:
                click.echo(f"copydesk: {path}: its front matter names no source", err=True)
                code = UNREADABLE
            continue
        done += 1
        if any(at_or_above(each.severity, fail_on) for each in checked.report.findings):
            code = max(code, FOUND)
        if form == "sarif":
            sarif.append(checked)
        else:
            click.echo(_text(checked, look) if form == "text" else _line(checked), nl=False)
    if form == "sarif":
        click.echo(json.dumps(_log(sarif), ensure_ascii=False, indent=2))
    click.echo(f"copydesk: {done} {'file' if done == 1 else 'files'} checked against a source", err=True)
    return code


def _files(names: Iterable[str]) -> Iterator[Path]:
    """Yield the Markdown files that the arguments name, those of a folder in order; hidden folders are left out.

    Raises:
        UnreadableError: there is no such file or folder.
    """
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from sorted(
                each
                for each in path.rglob("*")
                if each.suffix.lower() in SUFFIXES
                and each.is_file()
                and not any(part.startswith(".") for part in each.relative_to(path).parts)
            )
        elif path.exists():
            yield path
        else:
            raise UnreadableError(f"{name}: there is no such file or folder")


def _check(path: Path, site_policy: Policy) -> _Checked | None:
    """Return a file's report; None when it names no source.

    Raises:
        InputError: the file, its front matter or its source cannot be read.
        FetchError: its source is an address that does not answer.
    """
    text = _read(path)
    copy = markdown(text, str(path))
    named = copy.field("source")
    if named is None:
        return None
    policy = _policy(copy.field("policy"), site_policy, path)
    if not named.startswith(("http://", "https://")):
        named = str(path.parent / named)
    source, source_text = _source(named)
    report = checking.compare(api.side(source[0]), api.side(Article(body=copy.words)), policy=policy)
    return _Checked(str(path), named, _in_files(report, copy, source[1]), (source_text, text))


def _source(name: str) -> tuple[tuple[Article, Markdown | None], str]:
    """Return a source's article, its Markdown if it is such, and the text that its spans are into."""
    if Path(name).suffix.lower() in SUFFIXES and not name.startswith(("http://", "https://")):
        text = _read(Path(name))
        found = markdown(text, name)
        return (Article(body=found.words), found), text
    article = _input.article(_input.page(name))
    return (article, None), article.body


def _policy(name: str | None, site_policy: Policy, path: Path) -> Policy:
    """Return the policy that a file names, or the one of the command line."""
    if name is None:
        return site_policy
    try:
        return Policy(name)
    except ValueError as error:
        raise InputError(f"{path}: no policy {name!r}; there are: {', '.join(Policy)}") from error


def _in_files(report: Report, copy: Markdown, source: Markdown | None) -> Report:
    """Return a report whose spans are into the files instead of their words."""
    told = report.to_dict()
    for finding, written in zip(report.findings, told["findings"], strict=True):
        if finding.copy is not None:
            written["copy"] = copy.in_file(finding.copy).to_dict()
        if finding.source is not None and source is not None:
            written["source"] = source.in_file(finding.source).to_dict()
    return Report.from_dict(told)


def _read(path: Path) -> str:
    """Return a file's text, with any line ends as \\n."""  # fmt: skip
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: is not UTF-8 at byte {error.start}") from error


def _text(checked: _Checked, look: tuple[rendering.Colour, int]) -> str:
    """Return a file's report for the terminal; a clean one is one line."""
    colour, width = look
    if not checked.report.findings:
        return f"{checked.name}: clean\n"
    shown = rendering.render_text(checked.report, *checked.texts, colour=colour, width=width)
    return f"{checked.name}: {shown}\n"


def _line(checked: _Checked) -> str:
    """Return a file's report as a line of JSON."""
    told = {"file": checked.name, "source": checked.source, "report": checked.report.to_dict()}
    return json.dumps(told, ensure_ascii=False) + "\n"


def _log(files: list[_Checked]) -> dict[str, Any]:
    """Return one SARIF log with one run of all files."""
    results: list[dict[str, Any]] = []
    rules: dict[str, dict[str, Any]] = {}
    log = rendering.render_sarif(Report.from_dict({"verdict": "clean"}), "", "")
    for each in files:
        part = rendering.render_sarif(each.report, *each.texts, source_name=each.source, copy_name=each.name)[
            "runs"
        ][0]
        rules |= {rule["id"]: rule for rule in part["tool"]["driver"]["rules"]}
        results += part["results"]
    ids = sorted(rules)
    run = log["runs"][0]
    run["tool"]["driver"] |= {"version": __version__, "rules": [rules[id_] for id_ in ids]}
    run["results"] = [{**each, "ruleIndex": ids.index(each["ruleId"])} for each in results]
    del run["properties"]
    return log
