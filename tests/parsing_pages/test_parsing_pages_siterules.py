"""Site rules: what one site's blocks are for, said in a small file."""

from __future__ import annotations

import pytest

from copydesk.errors import SiteRuleError
from copydesk.intake.rulefiles import MOST_BYTES, rule_files
from copydesk.parsing import extract, site_rules
from copydesk.parsing.pages.explaining import explain
from copydesk.parsing.pages.siterules import Selector, read_rule, shipped
from copydesk.types import BlockKind

DEAL = (
    "The new phone costs only ninety crowns this week, so buy it now, dear reader, at the shop by the pier."
)
TEXT = "The old bridge over the river Osk is closed, the council said on Monday, and it will stay closed."
NOTE = "An earlier version of this article named another river, and the council had not yet met about it."
PAGE = (
    "<main><h1>Bridge closed</h1><div class='who big'>Ina Moor of the harbour</div>"
    f"<div class='deal x'><p>{DEAL}</p></div><p>{TEXT}</p><section id=mend><p>{NOTE}</p></section></main>"
)
RULE = """
hosts = ["news.example"]
[[block]]
select = "div.deal"
kind = "furniture"
[[block]]
select = "main .who"
kind = "byline"
[[block]]
select = "#mend p"
kind = "correction"
"""


def read(url, *rules):
    """The article of the page at an address, with rules of the test's own."""
    return extract(PAGE, url, sites=site_rules((f"r{number}", text) for number, text in enumerate(rules)))


def test_rule_decides_where_no_general_one_can() -> None:
    """Advertising that reads like prose is off, who wrote it is named, a note is a correction; the text stays a slice."""
    without, article = read("https://news.example/7"), read("https://news.example/7", RULE)

    assert DEAL in without.body
    assert article.body == TEXT
    assert [block.text for block in article.furniture] == [DEAL]
    assert article.byline == "Ina Moor of the harbour"
    assert article.corrections == (NOTE,)


@pytest.mark.parametrize(
    ("url", "applies"),
    [
        ("https://news.example/7", True),
        ("https://www.news.example/7", True),
        ("http://sport.news.example:8080/7", True),
        ("https://othernews.example/7", False),
        ("https://news.example.evil.example/7", False),
        ("https://example/7", False),
        ("https://[/7", False),
        (None, False),
    ],
)
def test_rule_is_for_its_host_and_those_below(url, applies) -> None:
    """A rule holds for its host and what lies below it, and for nothing else."""
    assert (DEAL not in read(url, RULE).body) is applies


def test_own_rule_comes_before_a_shipped_one() -> None:
    """Where both name a host, the editor's file counts."""
    own = 'hosts = ["web.archive.org"]\n[[block]]\nselect = "div.deal"\nkind = "furniture"'
    bar = f"<div id=wm-ipp-base><p>{DEAL}</p></div><article><h1>Bridge closed</h1><p>{TEXT}</p></article>"
    url = "https://web.archive.org/web/2026/https://news.example/7"

    assert extract(bar, url).body == TEXT
    assert extract(bar, url, sites=site_rules([("own", own)])).body != TEXT


def test_headline_from_a_rule() -> None:
    """A block that a rule calls the headline is it, and what looked like one is not."""
    rule = 'hosts = ["news.example"]\n[[block]]\nselect = "div.top"\nkind = "headline"'
    page = f"<h1>The Osk Courier</h1><div class=top>Bridge closed for good</div><p>{TEXT}</p><p>{NOTE}</p>"

    assert (
        extract(page, "https://news.example/7", sites=site_rules([("a", rule)])).headline
        == "Bridge closed for good"
    )


def test_explained_block_names_its_rule() -> None:
    """Where a rule decided, the explanation says which."""
    told = {each.text: each for each in explain(PAGE, "https://news.example/7", site_rules([("osk", RULE)]))}

    assert (told[DEAL].kind, told[DEAL].rule) == (BlockKind.FURNITURE, "osk")
    assert told[TEXT].rule == ""


def test_last_of_two_selectors_counts() -> None:
    """A later selector takes back what an earlier one said of all."""
    rule = (
        'hosts = ["news.example"]\n[[block]]\nselect = "main"\nkind = "furniture"\n'
        '[[block]]\nselect = "section#mend p"\nkind = "body"'
    )

    assert read("https://news.example/7", rule).body == NOTE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hosts = [", "site rule osk: this is no TOML"),
        ("", "says no hosts"),
        ('hosts = "news.example"', "says no hosts"),
        ('hosts = ["https://news.example"]', "is no host"),
        ('hosts = ["example"]', "is no host"),
        ('hosts = ["a.example"]\nselect = 1', "there is no 'select'"),
        ('hosts = ["a.example"]\n[[block]]\nselect = "p"', "block 1: a block has select and kind"),
        (
            'hosts = ["a.example"]\n[[block]]\nselect = "p"\nkind = "advert"',
            "no kind 'advert'; there are: body",
        ),
        ('hosts = ["a.example"]\n[[block]]\nselect = ""\nkind = "body"', "'' is no selector"),
        ('hosts = ["a.example"]\n[[block]]\nselect = "p[x]"\nkind = "body"', "is no selector"),
        ('hosts = ["a.example"]\n[[block]]\nselect = "main > p"\nkind = "body"', "is no selector"),
        ('hosts = ["a.example"]\nblock = 3', "at most 200 tables"),
    ],
)
def test_bad_file_says_what_where_and_what_to_do(text, says) -> None:
    """A file that cannot be read is named with what is wrong in it."""
    with pytest.raises(SiteRuleError) as told:
        read_rule(text, "osk")
    assert says in str(told.value)
    assert "osk" in str(told.value)


def test_files_of_a_folder(tmp_path) -> None:
    """The .toml files are read by name; one too large or of another encoding is refused by name."""
    (tmp_path / "b.toml").write_text(RULE)
    (tmp_path / "a.toml").write_text('hosts = ["a.example"]')
    (tmp_path / "notes.txt").write_text("none")

    assert [name for name, _ in rule_files(tmp_path)] == ["a", "b"]
    (tmp_path / "c.toml").write_bytes(b"\xff")
    with pytest.raises(SiteRuleError, match=r"c\.toml: it is no UTF-8 at byte 0"):
        rule_files(tmp_path)
    (tmp_path / "c.toml").write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(SiteRuleError, match=r"c\.toml: it has more than 65536 bytes"):
        rule_files(tmp_path)


def test_shipped_files_are_found_by_listing() -> None:
    """What comes with Copydesk can be read, and no two files name one host."""
    rules = shipped().rules
    hosts = [host for rule in rules for host in rule.hosts]

    assert rules
    assert len(hosts) == len(set(hosts))


def test_selector_of_many_steps_is_quick_on_a_deep_page() -> None:
    """Twenty steps on a page of a depth of hundreds neither raise nor hang."""
    rule = f'hosts = ["news.example"]\n[[block]]\nselect = "{" ".join(["div"] * 20)} p"\nkind = "furniture"'
    page = "<h1>Bridge closed</h1>" + "<div>" * 300 + f"<p>{TEXT}</p>" * 200

    assert TEXT not in extract(page, "https://news.example/7", sites=site_rules([("a", rule)])).body
    assert len(Selector.of("a.b c#d").parts) == 2
