"""What the code has, the documentation names; what the documentation links, exists."""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
import tomllib
from pathlib import Path

import click
import pytest

import copydesk
from copydesk import errors, types
from copydesk.checking.checks import IDS
from copydesk.cli import group
from copydesk.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
EXAMPLE = re.compile(r"^ +(?:\S*/)?copydesk ([a-z]+(?: [a-z]+)?)", re.MULTILINE)


def text(name: str) -> str:
    """Return a page."""
    return (ROOT / name).read_text(encoding="utf-8")


def command_names() -> list[str]:
    """Return the words of every command, those below others included."""

    def below(command: click.Command, path: str) -> list[str]:
        if not isinstance(command, click.Group):
            return [path]
        context = click.Context(command)
        found = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
        return [path, *(each for name, one in found if one for each in below(one, f"{path} {name}"))]

    return [each for each in below(group, "copydesk") if each != "copydesk"]


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_command_has_its_section():
    """Each command of the program has a heading in the reference, and each heading its command."""
    heads = re.findall(r"^##+ (copydesk .+)$", text("docs/reference/commands.md"), re.MULTILINE)

    assert sorted(heads) == sorted(command_names())


def test_every_setting_has_its_row():
    """Each setting has a row in the reference, and each row its setting."""
    rows = re.findall(r"^\| `(\w+)` \|", text("docs/reference/settings.md"), re.MULTILINE)

    assert rows == [each.name for each in SETTINGS]


def test_every_public_function_has_its_section():
    """Each name of `copydesk` has a heading in the reference, and each heading its name."""
    heads = re.findall(r"^## copydesk\.(\w+)$", text("docs/reference/python.md"), re.MULTILINE)

    assert sorted(heads) == sorted(copydesk.__all__)


def test_python_page_shows_the_parameters_that_there_are():
    """Each signature that the page shows names parameters of the real one, in their order."""
    shown = re.findall(r"^`(\w+)\(([^)]*)\)`", text("docs/reference/python.md"), re.MULTILINE)

    assert len(shown) == len(copydesk.__all__)
    for name, parameters in shown:
        named = [each.split("=")[0].strip() for each in parameters.split(",")]
        real = list(inspect.signature(getattr(copydesk, name)).parameters)
        assert named == real[: len(named)], name


def test_every_value_has_its_section():
    """Each public class of `copydesk.types` has a heading in the reference."""
    heads = set(re.findall(r"^## (\w+)$", text("docs/reference/json.md"), re.MULTILINE))
    values = {
        name
        for name, each in vars(types).items()
        if inspect.isclass(each) and each.__module__ == types.__name__
    }

    assert heads == values


def test_every_finding_has_its_section():
    """Each id of the check has a heading in the reference, and each heading its id."""
    assert sorted(re.findall(r"^### (\S+)$", text("docs/reference/findings.md"), re.MULTILINE)) == sorted(IDS)


def test_every_error_is_explained_to_the_editor():
    """Each error that has no kinds below it, and each that is raised itself, stands in the how-to of the log."""
    page = text("docs/howto/read-the-log.md")
    bases = {"CopydeskError", "InputError", "FetchError"}
    names = {name for name, each in vars(errors).items() if inspect.isclass(each)} - bases

    assert {name for name in names if f"`{name}`" not in page} == set()


def test_every_room_is_in_the_architecture():
    """The rooms that the page lists are the folders of the package."""
    rooms = re.findall(r"^- `(\w+)`:", text("docs/explanation/architecture.md"), re.MULTILINE)
    folders = [each.parent.name for each in (ROOT / "src" / "copydesk").glob("*/__init__.py")]

    assert sorted(rooms) == sorted(folders)


def test_layers_are_those_of_the_import_contract():
    """The import map of the page is that of pyproject.toml, line for line."""
    contracts = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    wanted = [layer.replace("copydesk.", "").replace(" : ", ", ") for layer in layers]

    assert "\n".join(f"    {layer}" for layer in wanted) in text("docs/explanation/architecture.md")


def test_every_dependency_has_its_reason():
    """Each dependency that is installed for a run is named in the decision about them."""
    wanted = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    names = [re.split(r"[\[<>=;! ]", each)[0] for each in wanted]
    page = text("docs/decisions/0002-dependencies.md")

    assert [name for name in names if f"`{name}`" not in page] == []


def test_every_page_is_in_the_index():
    """The index links every page of every part, explanations and decisions included."""
    linked = {(DOCS / target).resolve() for target, _ in LINK.findall(text("docs/README.md"))}

    assert {each for each in DOCS.rglob("*.md") if each != DOCS / "README.md"} - linked == set()


def test_decisions_are_short_and_whole():
    """Each has its four parts and at most forty lines, and their numbers run on."""
    pages = sorted((DOCS / "decisions").glob("*.md"))

    assert [int(each.name[:4]) for each in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        lines = page.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 40, page.name
        heads = [line for line in lines if line.startswith("## ")]
        assert heads == ["## Context", "## Decision", "## Consequences", "## What would change our mind"], (
            page.name
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    """Every relative link names a file that is there, and every anchor a heading."""
    prose = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))
    for plain, picture in LINK.findall(prose):
        target = plain or picture
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_are_shown_exist(page):
    """Every indented line that types `copydesk` names a command that there is."""
    known = set(command_names())
    for words in EXAMPLE.findall(page.read_text(encoding="utf-8")):
        first = words.split()[0]
        assert f"copydesk {words}" in known or f"copydesk {first}" in known, words


def test_generated_pages_are_up_to_date(monkeypatch):
    """`docs/generate.py` would write what stands there, whatever the terminal's width."""
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])

    for columns in ("40", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        assert module.main() == 0
