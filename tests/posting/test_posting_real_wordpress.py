"""WordPress on MariaDB, both from Debian's packages, which `scripts/tools.sh` unpacks without installing them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from copydesk.intake.addresses import refusal
from copydesk.posting.http import Reach, Way
from copydesk.posting.network import Line, network
from copydesk.posting.values import (
    Attempt,
    LostAnswerError,
    Message,
    NotAllowedError,
    Picture,
    RefusedError,
    Seen,
)
from copydesk.testing.networks.proxy import LossyProxy
from copydesk.testing.networks.server import FakeServer, Told
from copydesk.testing.wordpress import wordpress

PLACE = Path(__file__).parents[2] / ".tools" / "wordpress"
LINK = "https://desk.example/story/7-ferry?a=1&b=2"
WORDS = "“They [the council] never said [sic] that it was over,”"
TEXT = f"Fähre 🚒 {WORDS} <b> & it's 'odd' -- \\n %s\n\n{LINK}"
WORDPRESS = network("wordpress")
INSIDE = Way(refusal, Reach.INSIDE)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


class Pictures(FakeServer):
    """A server with one picture."""

    def tell(self, asked):
        """Return it."""
        assert asked.path == "/ferry.png"
        return Told(200, headers={"Content-Type": "image/png"}, raw=PNG)


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (PLACE / ".ready").exists(), reason="WordPress or MariaDB is missing: run `bash scripts/tools.sh`"
    ),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site with one who may do everything and one who may read."""
    with wordpress(PLACE, tmp_path_factory.mktemp("wordpress")) as running:
        yield running


def line_to(site, **more):
    """A way to the account of who may do everything."""
    fields = {"server": site.url, "user": "desk", "password": site.password, "inside": "yes"} | more
    return Line(fields, INSIDE, datetime.now(UTC), fetch=INSIDE)


def message(text=TEXT, **more):
    """A post as it goes out."""
    return Message(text, LINK, "en", title="Ferry “stops” & <waits>", summary="Late <again>.", **more)


def posts(site, key):
    """The texts of a row's posts as the database keeps them, the bin left out."""
    told = site.php(
        "$all = get_posts(array('numberposts' => -1, 'post_status' => 'publish'));"
        f"$ours = array_filter($all, fn($each) => str_contains($each->post_name, '{key[:12]}'));"
        "echo json_encode(array_values(array_map(fn($each) => array($each->post_title, $each->post_content), $ours)));"
    )
    return json.loads(told)


def shown(site, sent):
    """The text of a post's page as WordPress shows it."""
    number = int(sent.remote_id)
    page = site.php(f"echo apply_filters('the_content', get_post({number})->post_content);")
    return re.sub(r"<[^>]+>", "", page)


def test_posts_once_reads_back_corrects_and_takes_away(site):
    """A row is found again by its mark, edited in place and gone when taken away; its words and link are as sent."""
    key = "a" * 64
    line, attempt = line_to(site), Attempt(key, datetime.now(UTC) - timedelta(minutes=1))
    WORDPRESS.check(line)
    before = WORDPRESS.look(line, attempt, message())
    sent = WORDPRESS.send(line, key, message())

    assert before is Seen.ABSENT
    assert WORDPRESS.look(line, attempt, message()) == sent
    [(title, content)] = posts(site, key)
    assert title == "Ferry “stops” &amp; &lt;waits&gt;"
    assert WORDS in content
    assert "&lt;b&gt; &amp; it's 'odd' -- \\n %s" in content
    assert '<a href="https://desk.example/story/7-ferry?a=1&amp;b=2">' in content
    assert WORDS in shown(site, sent)
    WORDPRESS.edit(line, sent.remote_id, message(f"Corrected: {WORDS}\n\n{LINK}"))
    assert [WORDS in each and "Corrected" in each for _, each in posts(site, key)] == [True]
    for _ in range(2):
        WORDPRESS.delete(line, sent.remote_id)
    assert posts(site, key) == []


def test_picture_goes_up_once_with_its_words(site):
    """A row sent twice has one picture, with what it shows as its alternative text."""
    key = "b" * 64
    with Pictures() as server:
        wanted = message(
            picture=Picture(f"{server.url}/ferry.png", "The ferry “Anna” <at> the pier. Photo: Ina Moor")
        )
        sent = WORDPRESS.send(line_to(site), key, wanted)
        again = WORDPRESS.send(line_to(site), key, replace(wanted, text=f"Second {LINK}"))
    told = site.php(
        f"$all = array({sent.remote_id}, {again.remote_id});"
        "echo json_encode(array_map(fn($each) => array(get_post_thumbnail_id($each),"
        " get_post_meta(get_post_thumbnail_id($each), '_wp_attachment_image_alt', true)), $all));"
    )
    first, second = json.loads(told)

    assert first == second
    assert first[0] > 0
    assert unescape(first[1]) == "The ferry “Anna” <at> the pier. Photo: Ina Moor"


def test_lost_answer_is_found_again(site):
    """When the answer is lost the post stands, and its mark finds it, so that no second one is sent."""
    key = "c" * 64
    port = int(site.url.rpartition(":")[2])
    with LossyProxy(port, 1.0) as proxy, pytest.raises(LostAnswerError):
        WORDPRESS.send(line_to(site, server=f"http://127.0.0.1:{proxy.port}"), key, message())
    found = WORDPRESS.look(line_to(site), Attempt(key, datetime.now(UTC) - timedelta(minutes=1)), message())

    assert found is not Seen.ABSENT
    assert len(posts(site, key)) == 1


def test_refusals_are_told_as_what_they_are(site):
    """A wrong password, and a user who may not publish."""
    with pytest.raises(NotAllowedError):
        WORDPRESS.check(line_to(site, password="wrong"))
    with pytest.raises(RefusedError, match="may not publish"):
        WORDPRESS.check(line_to(site, user="reader", password=site.reader))
    with pytest.raises((NotAllowedError, RefusedError)):
        WORDPRESS.send(line_to(site, user="reader", password=site.reader), "d" * 64, message())
