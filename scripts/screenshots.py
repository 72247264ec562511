"""Take pictures of every page at three widths, light and dark, one sheet a page, for docs/images/pages.

    python scripts/screenshots.py BASE [--desk NAME:PASSWORD] [--out docs/images/pages]

BASE is a running site with the sample newsroom (`make run`). Each sheet shows the page at 360, 768 and 1440 CSS pixels,
above in light and below in dark, cut off at a height, at a third of its size.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from PIL import Image

from copydesk.testing.browser import opened_chromium

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
HEIGHT = 1500  #: CSS pixels of a page that are shown
SCALE = 0.42
GAP = 12
PAPER = (128, 128, 128)


def main() -> int:
    """Take them all; say how large each sheet is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", help="address of the running site, without a slash at its end")
    parser.add_argument(
        "--desk", default="", help="NAME:PASSWORD of somebody at the desk; its pages are left out without"
    )
    parser.add_argument("--out", type=Path, default=Path("docs/images/pages"))
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with opened_chromium() as browser:
        state = _signed_in(browser, chosen.base, chosen.desk) if chosen.desk else None
        for name, path in _paths(chosen.base, state is not None).items():
            shots = [
                _shot(browser, chosen.base + path, width, scheme, state if path.startswith("/desk") else None)
                for scheme in SCHEMES
                for width in WIDTHS
            ]
            file = chosen.out / f"{name}.webp"
            _sheet(shots).save(file, "WEBP", quality=60, method=6)
            print(f"{file}: {file.stat().st_size // 1000} kB, {path}")
    return 0


def _paths(base: str, desk: bool) -> dict[str, str]:  # noqa: FBT001 - a script's own
    """Return the pages by name, found by their links as a reader finds them."""
    front = _page(base + "/")
    story = next(each for each in re.findall(r'href="(/story/[^"]+)"', front))
    many = {
        each: len(_page(base + each)) for each in dict.fromkeys(re.findall(r'href="(/story/[^"]+)"', front))
    }
    rich = max(many, key=lambda each: many[each])
    text = _page(base + rich)
    found = {"front": "/", "story": story, "story-compared": rich, "archive": "/archive/", "corrections": "/corrections/",
             "about": "/about/", "search": "/search/?q=ferry", "missing": "/nothing-here/"}  # fmt: skip
    for kind in ("outlet", "person", "organisation", "topic", "quotation"):
        link = re.search(rf'href="(/{kind}/[^"#]+)"', text) or re.search(rf'href="(/{kind}/[^"#]+)"', front)
        if link:
            found[kind] = link[1]
    day = re.search(r'href="(/archive/\d[^"]+)"', _page(base + "/archive/"))
    if day:
        found["day"] = day[1]
    number = re.search(r"/story/(\d+)", rich)
    if desk and number:
        found |= {"desk-queue": "/desk/", "desk-stories": "/desk/stories/", "desk-story": f"/desk/story/{number[1]}/",
                  "desk-sources": "/desk/sources/", "desk-accounts": "/desk/accounts/", "desk-log": "/desk/log/"}  # fmt: skip
    return found


def _page(address: str) -> str:
    """Return the text of a page."""
    with urlopen(address) as answer:
        return str(answer.read().decode())


def _signed_in(browser: Any, base: str, who: str) -> Any:
    """Return what a browser keeps of somebody who signed in at the desk."""
    name, _, password = who.partition(":")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}/desk/")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{base}/desk/**")
    state = context.storage_state()
    context.close()
    return state


def _shot(browser: Any, address: str, width: int, scheme: str, state: Any) -> Image.Image:
    """Return one picture of one page."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, storage_state=state
    )
    page = context.new_page()
    page.goto(address, wait_until="load")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return picture.resize(
        (round(picture.width * SCALE), round(picture.height * SCALE)), Image.Resampling.LANCZOS
    )


def _sheet(shots: list[Image.Image]) -> Image.Image:
    """Return the pictures of one page beside and below each other."""
    width = sum(each.width for each in shots[: len(WIDTHS)]) + GAP * (len(WIDTHS) + 1)
    row = shots[0].height + GAP
    sheet = Image.new("RGB", (width, row * len(SCHEMES) + GAP), PAPER)
    for number, each in enumerate(shots):
        beside = shots[number - number % len(WIDTHS) : number]
        sheet.paste(each, (GAP + sum(one.width + GAP for one in beside), GAP + row * (number // len(WIDTHS))))
    return sheet


if __name__ == "__main__":
    sys.exit(main())
