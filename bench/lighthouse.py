"""Lighthouse on the sample newsroom: `python bench/lighthouse.py`.

Front page, a story and the search form, each loaded by Chromium as on a phone, three times over; the middle of each mark counts. Lighthouse is
fetched from npm into `.tools/lighthouse` the first time. The bar is 98 of 100 for performance, accessibility, best practices and search engines.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from copydesk.front.server import free_port
from copydesk.testing.browser import CHROMIUM

ROOT = Path(__file__).parents[1]
PLACE = ROOT / ".tools" / "lighthouse"
VERSION = "13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
TIMES = 3
BAR = 98
MOST_SECONDS = 180


def tool() -> Path:
    """Return Lighthouse, fetched if it is not there."""
    found = PLACE / "node_modules" / ".bin" / "lighthouse"
    if not found.exists():
        npm = shutil.which("npm", path=path_of_tools())
        if npm is None:
            raise SystemExit("lighthouse: skipped, there is no npm")
        command = [
            npm,
            "install",
            "--silent",
            "--no-package-lock",
            "--prefix",
            str(PLACE),
            f"lighthouse@{VERSION}",
        ]
        subprocess.run(command, check=True, env=os.environ | {"PATH": path_of_tools()})
    return found


def path_of_tools() -> str:
    """Return where programs are looked for: the virtual environment brings Node.js."""
    return f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"


def marks(address: str) -> dict[str, int]:
    """Return the marks of one load of a page, 0 to 100."""
    command = [str(tool()), address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    command.append(f"--chrome-flags={FLAGS}")
    environment = os.environ | {"PATH": path_of_tools(), "CHROME_PATH": CHROMIUM}
    done = subprocess.run(command, check=True, env=environment, capture_output=True, timeout=MOST_SECONDS)
    told = json.loads(done.stdout)
    assert told["finalDisplayedUrl"] == address, told["finalDisplayedUrl"]
    return {each: round(told["categories"][each]["score"] * 100) for each in CATEGORIES}


def served(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start the sample newsroom and wait until its stories are on the site."""
    port = free_port("127.0.0.1")
    command = [
        sys.executable,
        "-m",
        "copydesk",
        "run",
        "--sample",
        "--site",
        str(folder),
        "--port",
        str(port),
    ]
    site = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert site.stdout
    ends = time.monotonic() + MOST_SECONDS
    for line in site.stdout:
        if re.search(r"stories (\d+)/\1 ", line) and "articles 76/76" in line:
            return site, f"http://127.0.0.1:{port}"
        if time.monotonic() > ends:
            break
    site.terminate()
    raise SystemExit("lighthouse: the sample newsroom did not come up")


def main() -> int:
    """Print the marks; return 1 when one is below the bar."""
    if not Path(CHROMIUM).exists():
        print("lighthouse: skipped, there is no Chromium")
        return 0
    least = dict.fromkeys(CATEGORIES, 100)
    with tempfile.TemporaryDirectory() as folder:
        site, address = served(Path(folder))
        try:
            with urllib.request.urlopen(f"{address}/", timeout=20) as answer:
                story = re.search(r'href="(/story/[^"]+)"', answer.read().decode())
            assert story
            for name, path in (("front", "/"), ("story", story[1]), ("search", "/search/")):
                runs = [marks(address + path) for _ in range(TIMES)]
                middle = {each: int(median(run[each] for run in runs)) for each in CATEGORIES}
                print(f"lighthouse {name}: " + ", ".join(f"{each} {middle[each]}" for each in CATEGORIES))
                least = {each: min(least[each], middle[each]) for each in CATEGORIES}
        finally:
            site.terminate()
            site.wait(timeout=30)
    print("least: " + ", ".join(f"{each} {least[each]}" for each in CATEGORIES))
    held = min(least.values()) >= BAR
    print(f"bar {BAR}: {'held' if held else 'MISSED'}")
    return int(not held)


if __name__ == "__main__":
    raise SystemExit(main())
