"""The same stories served by Copydesk and by WordPress, in one run: `python bench/wordpress.py [--stories 1000]`.

Both get the same headlines and texts. WordPress and its MariaDB are Debian's, as `scripts/wordpress.sh` unpacks them, with the theme
that they come with, PHP's own server with two processes, its bytecode cached and no cache of pages, as it is when somebody installs it;
Copydesk bakes its pages beforehand and serves them with one process. Asked are the front page and one story, first on one connection, then
with wrk on 32. Every answer is asserted to be a page that holds the story's headline.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.baking import connected, fill, hammered
from bench.checking_speed import bodies

from copydesk.testing.wordpress import WordPress, wordpress

PLACE = Path(__file__).parents[1] / ".tools" / "wordpress"
AT_ONCE = 1000  #: stories that WordPress is given in one go
ASKED = 60  #: times on one connection
LEAST_TIMES = (
    10.0  #: a page of ours is asked for at least this many times as often a second as one of WordPress'
)

INSERT = """
wp_delete_post(1, true);
wp_suspend_cache_addition(true);
foreach (json_decode(file_get_contents(%s)) as $number => $text) {
    wp_insert_post(array(
        'post_title' => "Headline of story $number", 'post_name' => "story-$number", 'post_status' => 'publish',
        'post_date' => date('Y-m-d H:i:s', 1772323200 + 600 * $number),
        'post_content' => '<!-- wp:paragraph --><p>' . str_replace("\n\n", '</p><!-- /wp:paragraph --><!-- wp:paragraph --><p>', esc_html($text))
            . '</p><!-- /wp:paragraph -->',
    ));
}
echo wp_count_posts()->publish;
"""


@dataclass(frozen=True, slots=True)
class Served:
    """How fast a site answers."""

    front: float  #: median milliseconds on one connection
    story: float
    fronts: float  #: a second
    stories: float


def measured(port: int, story: str, headline: str) -> Served:
    """Ask a site for its front page and a story."""
    return Served(
        asked(port, "/", headline),
        asked(port, story, headline),
        hammered(port) or 0.0,
        hammered(port, story) or 0.0,
    )


def asked(port: int, path: str, headline: str) -> float:
    """Return the median milliseconds of an answer; each holds the headline."""
    took = []
    connection = connected(port)
    for _ in range(ASKED):
        begun = time.perf_counter()
        # PHP's server closes after each answer; http.client then connects anew, as browsers do.
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        took.append((time.perf_counter() - begun) * 1000)
        assert answer.status == 200, (path, answer.status)
        assert headline.encode() in body, path
    connection.close()
    return median(took)


def ours(folder: Path, stories: int) -> Served:
    """Bake the stories and serve them."""
    from copydesk.cli._site import open_site, settings_of

    settings = settings_of(folder)
    open_site(settings)
    from copydesk.desk.models import Story
    from copydesk.front.baking import baked_folder, bakery
    from copydesk.front.server import free_port

    fill(stories)
    bakery(settings).bake_all()
    story = next(
        each
        for each in sorted(baked_folder(folder).glob("story/*/index.html"))
        if f"Headline of story {stories - 1}<".encode() in each.read_bytes()
    )
    assert Story.objects.count() == stories
    port = free_port("127.0.0.1")
    code = (
        "from pathlib import Path\nfrom copydesk.front.server import serve\n"
        f"serve('127.0.0.1', {port}, Path({str(baked_folder(folder))!r}))"
    )
    server = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    try:
        return measured(port, f"/story/{story.parent.name}/", f"Headline of story {stories - 1}")
    finally:
        server.terminate()
        server.wait(timeout=20)


def theirs(site: WordPress, folder: Path, stories: int) -> Served:
    """Put the stories into WordPress and ask for them."""
    texts = bodies()
    file = folder / "stories.json"
    told = "0"
    for begin in range(0, stories, AT_ONCE):
        some = {each: texts[each % len(texts)] for each in range(begin, min(stories, begin + AT_ONCE))}
        file.write_text(json.dumps(some))
        told = site.php(INSERT % json.dumps(str(file)))
    assert int(told) == stories, told
    port = int(site.url.rpartition(":")[2])
    return measured(port, f"/story-{stories - 1}/", f"Headline of story {stories - 1}")


def main() -> int:
    """Measure both, print, and return 1 when we are not at least so many times as fast."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=1000)
    stories = parser.parse_args().stories
    if not (PLACE / ".ready").exists():
        print("there is no WordPress to compare with: run `bash scripts/wordpress.sh`")
        return 1
    with tempfile.TemporaryDirectory(prefix="wp-") as name:
        folder = Path(name)
        with wordpress(PLACE, folder) as site:
            wp = theirs(site, folder, stories)
        we = ours(folder / "site", stories)
    for who, each in (("Copydesk", we), ("WordPress", wp)):
        print(
            f"{who:9} front {each.front:.2f} ms, story {each.story:.2f} ms, "
            f"{each.fronts:.0f} front pages and {each.stories:.0f} stories a second under wrk"
        )
    fronts, pages = we.fronts / wp.fronts, we.stories / wp.stories
    print(f"times WordPress: front pages {fronts:.0f}, stories {pages:.0f} (at least {LEAST_TIMES:g})")
    return 0 if min(fronts, pages) >= LEAST_TIMES else 1


if __name__ == "__main__":
    sys.exit(main())
