"""The report as one HTML page that an editor can send round: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from copydesk.checking.rendering.passages import passages
from copydesk.types import Closeness, Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.checking.rendering.passages import Passage
    from copydesk.types import Finding, Report

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#d5d5d5;--soft:#595959;--old:#ffe1dd;--new:#d4f0db;
--critical:#a3160f;--major:#8a4b00;--minor:#5a5a00;--note:#4a4a4a}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--line:#3a3a3a;--soft:#b5b5b5;--old:#5a1d18;
--new:#174a27;--critical:#ff9a90;--major:#ffbe70;--minor:#e6e08a;--note:#c8c8c8}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.05rem/1.55 Georgia,serif}
main{margin:0 auto;max-width:62rem;padding:1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0}h2,h3{font-size:1.05rem;margin:0}p{margin:.3rem 0}
h2{margin-top:2rem}.soft{color:var(--soft)}
article{border-top:1px solid var(--line);padding:1rem 0;break-inside:avoid}
.critical h3{color:var(--critical)}.major h3{color:var(--major)}.minor h3{color:var(--minor)}.note h3{color:var(--note)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin-top:.6rem}
.pair div{border-left:3px solid var(--line);padding-left:.8rem;overflow-wrap:anywhere}
.pair b{display:block;font:600 .85rem system-ui,sans-serif;color:var(--soft)}
del,ins,mark{border-radius:.2rem;padding:0 .15rem;color:inherit}
del{background:var(--old);text-decoration:line-through}ins{background:var(--new);text-decoration:none;font-weight:bold}
mark{background:var(--old)}mark a{color:inherit}
.text{white-space:pre-wrap;overflow-wrap:anywhere;border-top:1px solid var(--line);margin-top:.6rem;padding-top:1rem}
@media(max-width:40rem){.pair{grid-template-columns:1fr}main{padding:1rem}}
@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--line:#999;--soft:#333;--old:#eee;--new:#eee;--critical:#000;
--major:#000;--minor:#000;--note:#000}main{max-width:none;padding:0}body{font-size:11pt}ins,mark{border:1px solid #000}}
"""
_AROUND = 160
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
    facts = f"{counts or 'No findings'} · house rules: {report.policy}"
    if source:
        facts += f" · the copy is {'near verbatim' if report.closeness is Closeness.NEAR_VERBATIM else 'a rewrite'}"
    body = [
        f'<p class="soft">{_safe(title)}</p>',
        f"<h1>{_HEADINGS[report.verdict]}</h1>",
        f'<p class="soft">{facts}</p>',
        *(["<h2>What was found</h2>"] if report.findings else []),
        *(_article(number, each, source, copy) for number, each in enumerate(report.findings, 1)),
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


def _article(number: int, finding: Finding, source: str, copy: str) -> str:
    """Return one finding with both sides."""
    there, here = passages(finding, source, copy, around=_AROUND)
    sides = "".join((_side("Source", there, "del"), _side("Copy", here, "ins")))
    return (
        f'<article class="{finding.severity}" id="finding-{number}"><h3>{number}. {finding.severity}: '
        f'{_safe(finding.id)}</h3><p>{_safe(finding.message)}</p><div class="pair">{sides}</div></article>'
    )


def _side(name: str, shown: Passage | None, tag: str) -> str:
    """Return one side's words with those around them."""
    if shown is None:
        return f'<div class="soft"><b>{name}</b>(nothing)</div>'
    words = "".join(
        f"<{tag}>{_safe(each.text)}</{tag}>" if each.altered else _safe(each.text)
        for each in shown.all_pieces
    )
    return f"<div><b>{name}, line {shown.line}</b>{words}</div>"


def _marked(text: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the whole text with what was found marked, each mark leading to its finding."""
    at = 0
    spans = sorted(
        (each.copy.start, each.copy.end, number)
        for number, each in enumerate(findings, 1)
        if each.copy is not None
    )
    for start, end, number in spans:
        if start < at or start >= end:
            continue
        yield _safe(text[at:start])
        yield f'<mark><a href="#finding-{number}">{_safe(text[start:end])}</a></mark>'
        at = end
    yield _safe(text[at:])


def _safe(words: str) -> str:
    """Return words escaped for HTML, without characters that HTML forbids."""
    return escape("".join(each if each.isprintable() or each in "\n\t" else " " for each in words))
