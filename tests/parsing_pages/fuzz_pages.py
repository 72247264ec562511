"""An atheris harness: any bytes give an article whose parts fit together, or NotAPageError.

python tests/parsing_pages/fuzz_pages.py -runs=100000
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["copydesk.parsing.pages"]):
    from copydesk.parsing.pages import extract

from copydesk.errors import NotAPageError

_HEADS = (
    b"",
    b"<html><body>",
    b"<!doctype html><script type='application/ld+json'>",
    b"<p>",
    b"<table><tr><td>",
    b"<meta property=og:title content='",
)


def one_input(data: bytes) -> None:
    """Read one input; the first byte chooses what stands before it."""
    head = _HEADS[data[0] % len(_HEADS)] if data else b""
    try:
        article = extract(head + data[1:], "https://post.example/a")
    except NotAPageError:
        return
    for block in article.blocks:
        if block.span is not None and block.span.of(article.body) != block.text:
            raise AssertionError(block)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
