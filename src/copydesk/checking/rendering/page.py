"""The report as one HTML page that an editor can send round: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from copydesk.checking.rendering.passages import passage
from copydesk.types import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.types import Finding, Report, Span

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#d5d5d5;--soft:#5c5c5c;--old:#ffe1dd;--new:#d9f2df;
--critical:#a3160f;--major:#9a5200;--minor:#5a5a00;--note:#4a4a4a}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--line:#3a3a3a;--soft:#b0b0b0;--old:#5a1d18;
--new:#174a27;--critical:#ff9a90;--major:#ffbe70;--minor:#e6e08a;--note:#c8c8c8}}
body{margin:0 auto;max-width:60rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:1.05rem/1.55 Georgia,serif}
h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1rem;margin:0}p{margin:.3rem 0}
.soft{color:var(--soft)}article{border-top:1px solid var(--line);padding:1rem 0}
.critical h2{color:var(--critical)}.major h2{color:var(--major)}.minor h2{color:var(--minor)}.note h2{color:var(--note)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin-top:.5rem}
.pair div{border-left:3px solid var(--line);padding-left:.8rem;overflow-wrap:anywhere}
.pair b{display:block;font:600 .8rem system-ui,sans-serif;color:var(--soft)}
del,ins,mark{text-decoration:none;border-radius:.2rem;padding:0 .15rem;color:inherit}
del{background:var(--old)}ins{background:var(--new)}mark{background:var(--old)}
.text{white-space:pre-wrap;overflow-wrap:anywhere;border-top:1px solid var(--line);padding-top:1rem}
@media(max-width:40rem){.pair{grid-template-columns:1fr}}
"""
_HEADINGS = {
    Verdict.CLEAN: "Clean: nothing was altered",
    Verdict.REVIEW: "Review: somebody should look at this",
    Verdict.BLOCK: "Block: this should not be published",
}


def render_page(report: Report, source: str, copy: str, *, title: str = "Copy check") -> str:
    """Return the report as a self-contained HTML page; everything from the texts is escaped.

    Args:
        report: what `compare` or `review` gave.
        source: the source's body; empty after `review`.
        copy: the copy's body.
        title: what the page is called, such as the copy's headline.

    >>> from copydesk.types import Report, Verdict
    >>> "<script" in render_page(Report(verdict=Verdict.CLEAN), "", "<script>")
    False
    """
    counts = ", ".join(
        f"{count} {severity}"
        for severity in Severity
        if (count := sum(1 for each in report.findings if each.severity is severity))
    )
    body = [
        f'<p class="soft">{_safe(title)}</p>',
        f"<h1>{_HEADINGS[report.verdict]}</h1>",
        f'<p class="soft">{counts or "No findings"} · rules: {report.policy} · {str(report.closeness).replace("_", " ")}</p>',
        *(_article(each, source, copy) for each in report.findings),
        "<h2>The copy, with what was found</h2>",
        f'<div class="text">{"".join(_marked(copy, report.findings))}</div>',
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{_safe(title)}</title><style>{_STYLE}</style></head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body></html>\n"
    )


def _article(finding: Finding, source: str, copy: str) -> str:
    """Return one finding with both sides."""
    sides = "".join(
        (_side("Source", source, finding.source, "del"), _side("Copy", copy, finding.copy, "ins"))
    )
    return (
        f'<article class="{finding.severity}"><h2>{finding.severity} · {_safe(finding.id)}</h2>'
        f'<p>{_safe(finding.message)}</p><div class="pair">{sides}</div></article>'
    )


def _side(name: str, text: str, span: Span | None, tag: str) -> str:
    """Return one side's words with those around them."""
    shown = passage(text, span)
    if shown is None:
        return ""
    words = f"<{tag}>{_safe(shown.words)}</{tag}>" if shown.words else ""
    return f"<div><b>{name}, line {shown.line}</b>{_safe(shown.before)}{words}{_safe(shown.after)}</div>"


def _marked(text: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the whole text with what was found marked."""
    at = 0
    spans = sorted(
        (each.copy.start, each.copy.end, each.message) for each in findings if each.copy is not None
    )
    for start, end, message in spans:
        if start < at or start >= end:
            continue
        yield _safe(text[at:start])
        yield f'<mark title="{_safe(message)}">{_safe(text[start:end])}</mark>'
        at = end
    yield _safe(text[at:])


def _safe(words: str) -> str:
    """Return words escaped for HTML, without characters that HTML forbids."""
    return escape("".join(each if each.isprintable() or each in "\n\t" else " " for each in words))
