"""The report as SARIF 2.1.0, for code hosts and editors."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from copydesk.checking.checks import IDS
from copydesk.types import Severity

if TYPE_CHECKING:
    from copydesk.types import Finding, Report, Span

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NOTE: "note",
}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(
    report: Report, source: str, copy: str, *, source_name: str = "source", copy_name: str = "copy"
) -> dict[str, Any]:
    """Return the report as a SARIF log, ready for `json.dumps`.

    Args:
        report: what `compare` or `review` gave.
        source: the source's body.
        copy: the copy's body.
        source_name: address or file name of the source, as a URI.
        copy_name: the same of the copy.

    >>> from copydesk.types import Report, Verdict
    >>> render_sarif(Report(verdict=Verdict.CLEAN), "", "The pier holds.")["runs"][0]["results"]
    []
    """
    used = sorted({finding.id for finding in report.findings})
    lines = {source_name: _line_starts(source), copy_name: _line_starts(copy)}
    results = [
        _result(
            finding,
            used.index(finding.id),
            ((source_name, lines[source_name]), (copy_name, lines[copy_name])),
        )
        for finding in report.findings
    ]
    rules = [{"id": id_, "shortDescription": {"text": IDS.get(id_, id_)}} for id_ in used]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "Copydesk", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "properties": {"verdict": str(report.verdict), "policy": str(report.policy)},
                "results": results,
            }
        ],
    }


def _result(
    finding: Finding, rule: int, sides: tuple[tuple[str, list[int]], tuple[str, list[int]]]
) -> dict[str, Any]:
    """Return one finding as a SARIF result."""
    (source_name, source_lines), (copy_name, copy_lines) = sides
    result: dict[str, Any] = {
        "ruleId": finding.id,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "properties": {"severity": str(finding.severity), "verdict": str(finding.verdict)},
    }
    if finding.copy is not None:
        result["locations"] = [_location(copy_name, copy_lines, finding.copy)]
    if finding.source is not None:
        result["relatedLocations"] = [
            {
                "id": 1,
                "message": {"text": "the source's words"},
                **_location(source_name, source_lines, finding.source),
            }
        ]
    if finding.repair is not None:
        result["properties"]["repair"] = finding.repair
    return result


def _location(name: str, starts: list[int], span: Span) -> dict[str, Any]:
    """Return a stretch of a text as a SARIF location."""
    first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end) - 1
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": name},
            "region": {
                "startLine": first + 1,
                "startColumn": span.start - starts[first] + 1,
                "endLine": last + 1,
                "endColumn": span.end - starts[last] + 1,
                "charOffset": span.start,
                "charLength": len(span),
            },
        }
    }


def _line_starts(text: str) -> list[int]:
    """Return where each line begins."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
