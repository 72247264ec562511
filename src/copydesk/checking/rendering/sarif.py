"""The report as SARIF 2.1.0, for code hosts and editors."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

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
    report: Report,
    source: str,
    copy: str,
    *,
    source_name: str = "source",
    copy_name: str = "copy",
    version: str | None = None,
) -> dict[str, Any]:
    """Return the report as a SARIF log, ready for `json.dumps`.

    Args:
        report: what `compare` or `review` gave.
        source: the source's body.
        copy: the copy's body.
        source_name: address or file name of the source; what a URI cannot hold is escaped.
        copy_name: the same of the copy.
        version: of Copydesk; None leaves it out.

    >>> from copydesk.types import Report, Verdict
    >>> render_sarif(Report(verdict=Verdict.CLEAN), "", "The pier holds.")["runs"][0]["results"]
    []
    """
    used = sorted({finding.id for finding in report.findings})
    sides = (_Text(_uri(source_name), source), _Text(_uri(copy_name), copy))
    results = [_result(finding, used.index(finding.id), sides) for finding in report.findings]
    rules = [{"id": id_, "shortDescription": {"text": IDS.get(id_, id_)}} for id_ in used]
    driver = {"name": "Copydesk", **({"version": version} if version else {}), "rules": rules}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "properties": {"verdict": str(report.verdict), "policy": str(report.policy)},
                "results": results,
            }
        ],
    }


class _Text:
    """One of the two texts, with its address and where its lines begin."""

    def __init__(self, uri: str, text: str) -> None:
        self.uri, self.text, self.starts = uri, text, [0]
        at = text.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = text.find("\n", at + 1)

    def location(self, span: Span | None) -> dict[str, Any]:
        """Return a stretch of the text as a SARIF location; None is the whole text."""
        place: dict[str, Any] = {"artifactLocation": {"uri": self.uri}}
        if span is not None:
            first, last = (bisect_right(self.starts, at) - 1 for at in (span.start, span.end))
            place["region"] = {
                "startLine": first + 1,
                "startColumn": span.start - self.starts[first] + 1,
                "endLine": last + 1,
                "endColumn": span.end - self.starts[last] + 1,
                "charOffset": span.start,
                "charLength": len(span),
            }
        return {"physicalLocation": place}

    def words(self, span: Span | None) -> str:
        """Return the words of a stretch; empty for none."""
        return span.of(self.text) if span else ""


def _result(finding: Finding, rule: int, sides: tuple[_Text, _Text]) -> dict[str, Any]:
    """Return one finding as a SARIF result; what the copy dropped is laid to the copy as a whole."""
    source, copy = sides
    known = "\n".join((finding.id, source.words(finding.source), copy.words(finding.copy)))
    result: dict[str, Any] = {
        "ruleId": finding.id,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [copy.location(finding.copy)],
        # The same words found again further down, after an edit above them, are the same result.
        "partialFingerprints": {
            "words/v1": hashlib.blake2b(known.encode("utf-8", "replace"), digest_size=16).hexdigest()
        },
        "properties": {"severity": str(finding.severity), "verdict": str(finding.verdict)},
    }
    if finding.source is not None:
        result["relatedLocations"] = [
            {"id": 1, "message": {"text": "the source's words"}, **source.location(finding.source)}
        ]
    if finding.repair is not None:
        result["properties"]["repair"] = finding.repair
    return result


def _uri(name: str) -> str:
    """Return a file name or address as a URI reference.

    >>> _uri("my copy.txt"), _uri("https://quay.example/a?b=1")
    ('my%20copy.txt', 'https://quay.example/a?b=1')
    """
    return quote(name, safe="/:?#[]@!$&'()*+,;=%-._~")
