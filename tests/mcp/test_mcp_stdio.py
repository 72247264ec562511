"""The MCP face, driven by the official client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from typing import Any

import pytest

import copydesk
from copydesk.types import Report
from mcp import Client, MCPError, StdioServerParameters

SOURCE = "“The pier is safe for cars,” said Anton Lesk on Monday. The repair cost $10 million."
COPY = SOURCE.replace("is safe", "is secure").replace("$10 million", "$10 billion")
#: fills a site with two articles of two outlets that print one utterance in two forms
FILL = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from copydesk.cli._site import open_site, settings_of
open_site(settings_of(Path(sys.argv[1])))
from copydesk.desk import ledger
from copydesk.desk.models import Article, Outlet, Source
from copydesk.reading import read
now = datetime(2026, 10, 3, 8, 0, tzinfo=UTC)
for number, (name, word) in enumerate((("The Quay Post", "secured"), ("Kettle", "insured"), ("Tarn Herald", "secured"))):
    outlet = Outlet.objects.create(name=name, slug=f"outlet-{number}")
    source = Source.objects.create(outlet=outlet, url=f"http://{number}.example/feed", due_at=now)
    row = Article.objects.create(source=source, outlet=outlet, key=str(number), url=f"http://{number}.example/pier",
        published=now + timedelta(hours=number), first_seen=now, state="matched")
    body = f"“We have well under $4B {word} for the new pier,” said Mayor Anna Lind."
    ledger.enter(row, body, read(body), certainty=0.0)
one, two = Article.objects.order_by("pk")[:2]
first, other = one.printings.get().form, two.printings.get().form
other.utterance, other.standing = first.utterance, "altered"
other.save()
"""


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    """What the server's process is given: nothing of this test's database."""
    dropped = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "COPYDESK_SITE_FOLDER"}
    return {name: value for name, value in os.environ.items() if name not in dropped}


@pytest.fixture(scope="module")
def site(tmp_path_factory, environment):
    """A site whose ledger knows one utterance."""
    folder = tmp_path_factory.mktemp("asked")
    subprocess.run([sys.executable, "-c", FILL, str(folder)], check=True, env=environment)
    return folder


WRONG = {
    "no copy": ("check_copy", {}),
    "no text": ("check_copy", {"copy": 1}),
    "no such policy": ("check_copy", {"copy": "a", "policy": "kettle"}),
    "too long": ("check_copy", {"copy": "a" * 1_000_001}),
    "no words": ("get_quotation", {}),
    "no such tool": ("forget_quotation", {"words": "a"}),
}
CALLS = {
    "altered": ("check_copy", {"source": SOURCE, "copy": COPY, "policy": "ap"}),
    "same": ("check_copy", {"source": SOURCE, "copy": SOURCE}),
    "alone": ("check_copy", {"copy": "It&#39;s late."}),
    "known": ("get_quotation", {"words": "we have well under 4 billion dollars assured for the new pier"}),
    "invented": ("get_quotation", {"words": "The moon is a very good place for a bakery"}),
    "empty": ("get_quotation", {"words": ""}),
    "unsourced": (
        "check_copy",
        {"copy": "“We have well under $4B assured for the new pier,” said Mayor Anna Lind."},
    ),
    **WRONG,
    "after": ("check_copy", {"copy": "Calm."}),
}


@pytest.fixture(scope="module")
def talk(site, environment) -> dict[str, Any]:
    """One conversation with the real server, by the official client: what it says of itself, and every answer."""
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "copydesk", "mcp", "--site", str(site)], env=environment
    )

    async def converse() -> dict[str, Any]:
        async with Client(parameters) as client:
            heard: dict[str, Any] = {
                "tools": (await client.list_tools()).tools,
                "instructions": client.instructions,
            }
            for name, (tool, arguments) in CALLS.items():
                try:
                    heard[name] = await client.call_tool(tool, arguments)
                except MCPError as error:
                    heard[name] = error
            return heard

    return asyncio.run(converse())


def told(result) -> dict[str, Any]:
    """Return what a tool answered; the text for older clients says the same."""
    assert not result.is_error
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


def test_the_tools_say_what_they_are_for(talk):
    """A client sees two tools that only read, with each argument explained, and how to use them."""
    tools = talk["tools"]
    assert [tool.name for tool in tools] == ["check_copy", "get_quotation"]
    assert "Never quote from memory" in talk["instructions"]
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert all(each["description"] for each in tool.input_schema["properties"].values())
    assert tools[0].input_schema["required"] == ["copy"]


def test_check_copy_answers_what_the_function_answers(talk):
    """The report is the one of `copydesk.check`, with both texts' words beside each finding."""
    report = told(talk["altered"])
    words = [(each["source_words"], each["copy_words"]) for each in report["findings"]]
    assert words == [("safe", "secure"), ("$10 million", "$10 billion")]
    for each in report["findings"]:
        del each["source_words"], each["copy_words"]
    assert Report.from_dict(report) == copydesk.check(SOURCE, COPY, policy="ap")
    assert told(talk["same"])["verdict"] == "clean"
    (finding,) = told(talk["alone"])["findings"]
    assert (finding["id"], finding["source_words"], finding["copy_words"]) == ("scar.entity", None, "&#39;")


def test_get_quotation_gives_the_exact_words_as_first_printed(talk):
    """Asked with a wrong word it gives the right ones, the speaker, who printed them first, and the other forms."""
    found = told(talk["known"])
    assert found["exact_words"] == "We have well under $4B secured for the new pier,"
    assert (found["known"], found["likeness"], found["speaker"]) == (True, "altered", "Anna Lind")
    assert found["first_printed"] == {
        "outlet": "The Quay Post",
        "url": "http://0.example/pier",
        "when": "2026-10-03T08:00:00+00:00",
    }
    assert found["also_printed_by"] == ["Tarn Herald"]
    assert [(each["outlet"], "insured" in each["words"]) for each in found["other_forms"]] == [
        ("Kettle", True)
    ]


def test_without_a_source_quotations_are_held_against_the_ledger(talk):
    """A word that no outlet printed is a minor finding that names who printed the words first, and gives them."""
    (finding,) = told(talk["unsourced"])["findings"]
    assert (finding["id"], finding["severity"], finding["verdict"]) == ("quote.altered", "minor", "altered")
    assert "The Quay Post (2026-10-03 08:00 UTC) printed" in finding["message"]
    assert finding["repair"] == "We have well under $4B secured for the new pier,"


@pytest.mark.parametrize("name", ["invented", "empty"])
def test_get_quotation_says_when_nobody_printed_it(talk, name: str):
    """An invented quotation is not known, nor are no words at all; the model is told not to quote it."""
    assert told(talk[name])["known"] is False
    assert "Do not put it in quotation marks" in told(talk[name])["message"]


@pytest.mark.parametrize("name", WRONG)
def test_wrong_questions_are_refused_and_the_server_stays(talk, name: str):
    """A wrong call is an error for the client, and later calls are answered."""
    assert isinstance(talk[name], MCPError) or talk[name].is_error
    assert told(talk["after"])["verdict"] == "clean"


def test_the_server_ends_with_its_client(site, environment):
    """When nobody is left to ask, the process ends by itself and in order, and has said nothing else."""
    command = [sys.executable, "-m", "copydesk", "mcp", "--site", str(site)]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=100, check=False, env=environment)
    assert (done.returncode, done.stdout) == (0, b"")
