"""`check --folder`: Markdown files against the source that each names; `--alone`; the terminal; a real git hook."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.cli._markdown import markdown
from copydesk.types import Report, Span

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "“The pier is safe for cars,” said Anton Lesk on Monday. The repair cost $10 million."
HONEST = (
    "---\ntitle: Pier\nsource: 'sources/pier.txt'  \n---\n# Pier is safe\n\n> “The **pier** is safe for\n> cars,” said "
    "[Anton Lesk](/people/lesk) on Monday.\n\nThe repair cost \\$10 million.\n"
)
ALTERED = HONEST.replace("is safe for", "is secure for")


@pytest.fixture
def content(tmp_path) -> Path:
    """A folder of Markdown with one honest file, one altered one, and one that names no source."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "pier.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "honest.md").write_text(HONEST, encoding="utf-8")
    (tmp_path / "altered.md").write_text(ALTERED, encoding="utf-8")
    (tmp_path / "own.md").write_text("# Ours\n\nNobody else's words.\n", encoding="utf-8")
    (tmp_path / ".drafts").mkdir()
    (tmp_path / ".drafts" / "altered.md").write_text(ALTERED, encoding="utf-8")
    return tmp_path


def test_markup_is_no_difference(run, content):
    """Links, emphasis, a head, a block quotation and an escape leave the words alone."""
    told = run("check", "--folder", content / "honest.md")
    assert (told.code, told.out) == (0, f"{content / 'honest.md'}: clean\n")
    assert told.err == "copydesk: 1 file checked against a source\n"


def test_a_folder_is_checked_file_by_file(run, content):
    """The altered file is found, the honest one is clean, hidden ones and those without a source are passed over."""
    told = run("check", "--folder", content, "--format", "json")
    lines = {Path(each["file"]).name: Report.from_dict(each["report"]) for each in told.lines}
    assert (told.code, sorted(lines)) == (1, ["altered.md", "honest.md"])
    (finding,) = lines["altered.md"].findings
    assert finding.copy.of(ALTERED) == "secure"
    assert finding.source.of(SOURCE) == "safe"


def test_text_shows_file_and_finding(run, content):
    """On the terminal each file has its name, and an altered one its report."""
    told = run("check", "--folder", content)
    assert f"{content / 'altered.md'}: block: this should not be published" in told.out
    assert "{+secure+}" in told.out


def test_sarif_is_one_run_of_all_files(run, content):
    """Rules stand once, and each result points into its own file, in lines of the file."""
    (content / "worse.md").write_text(ALTERED.replace("10 million", "10 billion"), encoding="utf-8")
    log = json.loads(run("check", "--folder", content, "--format", "sarif").out)
    (done,) = log["runs"]
    rules = [rule["id"] for rule in done["tool"]["driver"]["rules"]]
    assert rules == ["figure.changed", "quote.altered"]
    places = [each["locations"][0]["physicalLocation"] for each in done["results"]]
    found = [(Path(each["artifactLocation"]["uri"]).name, each["region"]["startLine"]) for each in places]
    assert found == [("altered.md", 7), ("worse.md", 7), ("worse.md", 10)]
    assert [rules[each["ruleIndex"]] for each in done["results"]] == [
        each["ruleId"] for each in done["results"]
    ]


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("source: sources/none.txt", "none.txt"),
        ("source: sources/pier.txt\npolicy: kettle", "no policy 'kettle'"),
        ("source: http://127.0.0.1:1/pier", "127.0.0.1"),
    ],
)
def test_what_cannot_be_read_ends_with_3_and_stops_no_other(run, content, front: str, said: str):
    """A missing source, an unknown policy, an address that is refused: the file is named, the others are checked."""
    (content / "broken.md").write_text(f"---\n{front}\n---\nWords.\n", encoding="utf-8")
    told = run("check", "--folder", content, "--format", "json")
    assert told.code == 3
    assert said in told.err
    assert len(told.lines) == 2


def test_front_matter_that_is_broken_ends_with_3(run, content):
    """TOML that is none, and bytes that are no UTF-8, are named."""
    (content / "toml.md").write_text("+++\nsource = \n+++\nWords.\n", encoding="utf-8")
    (content / "bytes.md").write_bytes(b"---\nsource: a\n---\n\xff")
    told = run("check", "--folder", content / "toml.md", content / "bytes.md")
    assert told.code == 3
    assert "toml.md: the front matter is not TOML" in told.err
    assert "bytes.md: is not UTF-8" in told.err


def test_a_source_can_be_required(run, content):
    """With --require-source a file that names none ends with 3; without, it is passed over."""
    assert run("check", "--folder", content / "own.md").code == 0
    told = run("check", "--folder", content / "own.md", "--require-source")
    assert told.code == 3
    assert "own.md: its front matter names no source" in told.err


def test_a_file_names_its_policy_and_a_markdown_source(run, content):
    """The file's policy wins over the command line's; a Markdown source is stripped like the copy."""
    (content / "source.md").write_text("“We don’t **know** it,” said Ida Voll.\n", encoding="utf-8")
    copy = "+++\nsource = 'source.md'\npolicy = '{}'\n+++\n“We do not know it,” said *Ida Voll*.\n"
    codes = {}
    for policy in ("reuters", "ap", "guardian"):
        (content / "copy.md").write_text(copy.format(policy), encoding="utf-8")
        told = run("check", "--folder", content / "copy.md", "--format", "json", "--policy", "reuters")
        codes[policy] = told.lines[0]["report"]["verdict"]
    assert codes == {"reuters": "review", "ap": "block", "guardian": "clean"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "one.txt"),
        ("check", "one.txt", "two.txt", "three.txt"),
        ("check", "--alone", "one.txt", "two.txt"),
        ("check", "--folder", ".", "--format", "html"),
        ("check", "one.txt", "two.txt", "--policy", "kettle"),
        ("check", "one.txt", "two.txt", "--fail-on", "grave"),
    ],
)
def test_wrong_usage_ends_with_2(run, arguments: tuple[str, ...]):
    """Too few or too many texts, forms and names that there are not."""
    told = run(*arguments)
    assert (told.code, told.out) == (2, "")


def test_an_address_that_does_not_answer_ends_with_3(run, content):
    """A source on the web that cannot be had is a source that cannot be read."""
    told = run("check", "http://127.0.0.1:1/pier", content / "honest.md")
    assert (told.code, told.out) == (3, "")


def test_alone_needs_no_source(run, content):
    """One text is looked at by itself; what is found is minor at most, and says that there was no source."""
    (content / "scar.txt").write_text("It&#39;s late in Marlow.", encoding="utf-8")
    told = run("check", "--alone", content / "scar.txt")
    assert told.code == 1
    assert "No source was at hand." in " ".join(told.out.split())
    assert run("check", "--alone", content / "scar.txt", "--fail-on", "major").code == 0


@pytest.mark.parametrize(
    ("columns", "colours", "painted"), [("80", "", True), ("120", "", True), ("120", "1", False)]
)
def test_the_terminal_has_its_say(content, columns: str, colours: str, painted: bool):  # noqa: FBT001 - a case
    """On a real terminal the report is as wide as it and painted, unless NO_COLOR is set."""
    import pty

    (content / "copy.txt").write_text(SOURCE.replace("safe", "secure"), encoding="utf-8")
    command = [sys.executable, "-m", "copydesk", "check", "sources/pier.txt", "copy.txt"]
    own, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": columns, "NO_COLOR": colours, "TERM": "xterm"}
    done = subprocess.Popen(command, cwd=content, stdout=theirs, env=environment)
    os.close(theirs)
    told = b""
    while True:
        try:
            part = os.read(own, 65536)
        except OSError:
            break
        if not part:
            break
        told += part
    os.close(own)
    assert done.wait(timeout=60) == 1
    text = told.decode()
    assert ("\x1b[31msafe\x1b[0m" in text) is painted
    bars = {
        line.replace("\x1b[2m", "").replace("\x1b[0m", "").index("│")
        for line in text.splitlines()
        if "source, line" in line
    }
    assert bars == {2 + (int(columns) - 5) // 2 + 1}


@given(st.lists(st.sampled_from(["*", "**", "_", "[a](b)", "[", "]", "(", ")", "`", "```\n", "\n", "\n\n", "# ", "> ", "- ",
                                 "“The pier”", "\\", "<b>", "<!--", "-->", "---\n", "+++\n", "source: a\n", "![a](b)", " "])))  # fmt: skip
def test_any_markdown_has_its_way_back(parts: list[str]):
    """Each character of the words stands where the file has it, white space aside; nothing raises but broken TOML."""
    text = "".join(parts)
    if text.startswith("+++"):
        return
    found = markdown(text, "a.md")
    assert len(found.words) == len(found.places)
    assert list(found.places) == sorted(set(found.places))
    for at, (word, place) in enumerate(zip(found.words, found.places, strict=True)):
        assert word == text[place] or (word, text[place]) == (" ", "\n")
        assert found.in_file(Span(at, at + 1)) == Span(place, place + 1)


@pytest.fixture
def repository(content) -> Path:
    """A real git repository whose pre-commit hook is the one of the how-to."""
    page = (ROOT / "docs" / "howto" / "pre-commit.md").read_text(encoding="utf-8")
    hook = page.split("## With git alone")[1].split("    #!")[1].split("\n\n")[0]
    hook = "#!" + "\n".join(line.strip() for line in hook.splitlines()) + "\n"
    for command in (["init", "-q"], ["config", "user.email", "a@b.example"], ["config", "user.name", "Ida"]):
        subprocess.run(["git", *command], cwd=content, check=True)
    path = content / ".git" / "hooks" / "pre-commit"
    path.write_text(hook, encoding="utf-8")
    path.chmod(0o755)
    return content


def commit(repository: Path, *names: str) -> subprocess.CompletedProcess[str]:
    """Stage files and commit them, with our `copydesk` on the path."""
    subprocess.run(["git", "add", *names], cwd=repository, check=True)
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["git", "commit", "-q", "-m", "A story"],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_git_hook_stops_an_altered_quotation(repository):
    """Git refuses the altered file with the report, and takes the honest one and one without a source."""
    assert shutil.which("copydesk", path=str(Path(sys.executable).parent))
    refused = commit(repository, "altered.md")
    assert refused.returncode == 1
    assert "quote.altered" in refused.stdout + refused.stderr
    subprocess.run(["git", "rm", "-q", "--cached", "altered.md"], cwd=repository, check=True)
    taken = commit(repository, "honest.md", "own.md", "sources/pier.txt")
    assert taken.returncode == 0, taken.stderr
    assert (commit(repository, "altered.md").returncode, commit(repository).returncode) == (1, 1)


def test_the_hook_that_others_install_is_the_command():
    """`.pre-commit-hooks.yaml` starts what is tested here, with the file names behind it."""
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "entry: copydesk check --folder\n" in hooks
    assert "types: [markdown]" in hooks
