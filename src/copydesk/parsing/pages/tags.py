"""What each tag means for cutting a page into blocks."""

from __future__ import annotations

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "canvas",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "amp-video",
    ]
)
SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "textarea",
        "select",
        "option",
        "head",
        "object",
        "canvas",
        "datalist",
        "noframes",
        "amp-analytics",
        "amp-ad",
    ]
)
FORMATTING = "a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u"
BLOCK, SKIP, CELL, STRONG, SLANT, NOTED = 1, 2, 4, 8, 16, 32
CELLS = frozenset(("td", "th"))
MEDIA = frozenset(("img", "amp-img", "iframe", "video", "amp-youtube", "amp-video", "source", "amp-iframe"))

# One look-up a node instead of six: what each tag means for the walk, as bits.
MEANS: dict[str, int] = dict.fromkeys(BLOCKS | SKIPPED, 0)
for _tags, _bit in (
    (BLOCKS, BLOCK),
    (SKIPPED, SKIP),
    (CELLS, CELL),
    (("b", "strong"), STRONG),
    (("i", "em"), SLANT),
    (MEDIA | {"meta", "link", "script", "title", "time", "html", "base"}, NOTED),
):
    for _tag in _tags:
        MEANS[_tag] = MEANS.get(_tag, 0) | _bit
INHERITED = STRONG | SLANT
