"""The Model Context Protocol face: what a language model may ask of Copydesk, over standard input and output.

Two tools: `check_copy` before it hands a text on, and `get_quotation` instead of quoting from memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from mcp.server import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from copydesk import __version__, api
from copydesk.checking import compare, review
from copydesk.checking.known import Known, Likeness, look_up
from copydesk.desk.known import told_anywhere, told_of, usable
from copydesk.types import Policy, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.checking.known import KnownForm

INSTRUCTIONS = (
    "Copydesk knows who said what, word for word. Never quote from memory: ask get_quotation for the exact words "
    "first. Before you hand on anything made from an article, call check_copy with the article and your text, and put "
    "every finding right with the words in its repair. A verdict other than clean means: do not publish."
)
_READS_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
#: characters of a text that a tool takes
MOST = 1_000_000
Text = Annotated[str, Field(max_length=MOST)]


def server() -> MCPServer[Any]:
    """Return the server with its tools; Django is set up by the caller."""
    made: MCPServer[Any] = MCPServer(
        "copydesk", title="Copydesk", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR"
    )
    tools: tuple[Callable[..., dict[str, Any]], ...] = (check_copy, get_quotation)
    for tool in tools:
        made.tool(annotations=_READS_ONLY)(tool)
    return made


def check_copy(
    copy: Annotated[
        Text, Field(description="The text that was made: a copy, rewrite, summary or translation.")
    ],
    source: Annotated[
        Text | None, Field(description="The text it was made from; without it the evidence is weak.")
    ] = None,
    policy: Annotated[Policy, Field(description="Whose rules on quotations apply.")] = Policy.REUTERS,
) -> dict[str, Any]:
    """Say what a copy altered of its source: quotations, names, figures, dates, attributions.

    The verdict is clean, review or block. Each finding has one sentence, the words of both texts, and the
    repair: the source's own words. House style (U.S. or US, $10B or $10 billion) is no finding. Without a source
    the quotations are held against what the outlets that this site watches have printed; that is weaker evidence.
    """
    copied = api.side(copy)
    if source is None:
        report = review(copied, policy=policy, known=told_of(copied, usable()))
    else:
        report = compare(api.side(source), copied, policy=policy)
    return _told(report, source or "", copy)


def get_quotation(
    words: Annotated[
        Text, Field(description="The quotation as remembered; a wrong word or two do not matter.")
    ],
) -> dict[str, Any]:
    """Return a quotation's exact words as first printed, who said them, and which outlet printed them where and when.

    Other printed forms of the same utterance follow in order of time. Where known is false, nobody printed it as far
    as this site has seen: do not put it in quotation marks.
    """
    forms = told_anywhere(words, usable())
    found = look_up(words, forms)
    if found is None:
        return {
            "known": False,
            "message": "No outlet that this site watches has printed this. Do not put it in quotation marks.",
        }
    return _quotation(found)


def _quotation(found: Known) -> dict[str, Any]:
    """Return what is known of a quotation, in JSON's terms."""
    first = found.first
    speaker = next((form.speaker for form in found.forms if form.speaker), None)
    said = {
        Likeness.SAME: "These are the words, or a piece of them.",
        Likeness.VARIANT: "The words asked for differ from what was printed, as two transcripts may.",
        Likeness.ALTERED: "The words asked for were never printed so: use the exact words.",
    }
    return {
        "known": True,
        "message": said[found.likeness],
        "likeness": found.likeness.value,
        "exact_words": first.words,
        "speaker": speaker,
        "first_printed": _printing(first),
        "nearest_words": found.nearest.words,
        "other_forms": [
            {"words": form.words, **_printing(form)} for form in found.forms[1:] if form.words != first.words
        ],
        "also_printed_by": sorted(
            {form.outlet for form in found.forms if form.words == first.words} - {first.outlet}
        ),
    }


def _printing(form: KnownForm) -> dict[str, str | None]:
    """Return who printed a form, where and when."""
    return {"outlet": form.outlet, "url": form.url, "when": form.when.isoformat() if form.when else None}


def _told(report: Report, source: str, copy: str) -> dict[str, Any]:
    """Return a report with the words of each finding beside its spans: models cannot count code points."""
    told = report.to_dict()
    for finding, written in zip(report.findings, told["findings"], strict=True):
        written["source_words"] = finding.source.of(source) if finding.source else None
        written["copy_words"] = finding.copy.of(copy) if finding.copy else None
    return told
