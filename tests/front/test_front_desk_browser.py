"""The desk in Chromium: an editor's day with and without a script, keys, refresh, every width, light and dark."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.front.rendering import asset
from copydesk.testing.browser import faults, nu_messages

pytestmark = pytest.mark.browser
NEWSROOM = Path(__file__).with_name("desk_newsroom.py")
WORDS = "a long pass phrase"
PATHS = {
    "queue": "/desk/",
    "to judge": "/desk/?kind=finding",
    "story": "/desk/story/1/",
    "held story": "/desk/story/2/",
    "merge": "/desk/story/3/merge/?with=5",
    "article": "/desk/article/7/",
    "stories": "/desk/stories/",
    "sources": "/desk/sources/",
    "source": "/desk/source/4/",
    "add": "/desk/sources/add/",
    "quotation": "/quotation/1/",
    "person": "/person/Jorun%20Vaska/",
    "account": "/desk/account/",
    "accounts": "/desk/accounts/",
    "account there": "/desk/accounts/1/",
    "networks": "/desk/accounts/add/",
    "connect": "/desk/accounts/add/?network=mastodon",
    "log": "/desk/log/",
    "refused": "/desk/story/3/merge/?with=3",
}
BAKE = (
    "import django; django.setup(); from datetime import UTC, datetime; from django.conf import settings; "
    "from copydesk.front.step import BakeStep; BakeStep(settings.SITE).run(datetime.now(UTC))"
)


@pytest.fixture(scope="module")
def make_site(tmp_path_factory, start_server, environment):
    """Make a site with a small newsroom's morning, and start it; return folder and address."""

    def make(name: str) -> tuple[Path, str]:
        home = tmp_path_factory.mktemp(name)
        subprocess.run([sys.executable, str(NEWSROOM)], env=environment(home), check=True, timeout=120)
        return home, f"http://127.0.0.1:{start_server(home)}"

    return make


@pytest.fixture(scope="module")
def address(make_site) -> str:
    """The address of a site that tests look at and change little."""
    return make_site("desk")[1]


@pytest.fixture
def open_desk(chromium):
    """Sign somebody in in a browser of their own; complaints of the browser fail the test."""
    contexts, said = [], []

    def opened(address: str, name: str, path: str = "/desk/", **options):
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: said.append(message.text) if "409" not in message.text else None)
        page.goto(address + path)
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(WORDS)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def button(place, name: str):
    """Return the button whose name fits a pattern."""
    return place.get_by_role("button", name=re.compile(name)).first


def holds(place, many: int) -> None:
    """Wait until the page that comes has so many of something."""
    from playwright.sync_api import expect

    expect(place).to_have_count(many)


def reveal(page, name: str) -> None:
    """Open one of the folded forms of a story's page."""
    page.locator("summary", has_text=re.compile(rf"^{name}$")).click()


def judge_the_queue(page) -> None:
    """Approve a story, accept one finding and dismiss another."""
    button(page, "Approve.*Council").click()
    assert "you approved “Council votes" in page.locator(".notice").inner_text()
    page.get_by_role("link", name="3 more in this article").click()
    first = page.locator(".entry.open").first
    assert first.locator(".was mark").inner_text() == "secured"
    button(first, "^Accept").click()
    entry = page.locator(".entry.open", has_text="nineteen")
    entry.get_by_placeholder("Reason, to dismiss").fill("The inspectors measured twice.")
    button(entry, "^Dismiss").click()
    holds(page.locator(".entry.open"), 2)
    assert "The inspectors measured twice." in page.locator(".entry.dismissed").inner_text()


def put_right(page, address: str) -> None:
    """Correct a story, put a speaker right, and put another story under embargo."""
    page.goto(f"{address}/desk/story/1/")
    reveal(page, "Correct")
    page.get_by_label("What was wrong").fill("The crack was found on Friday, not on Saturday.")
    button(page, "Publish the correction").click()
    page.locator("summary", has_text="Wrong speaker").click()
    page.get_by_label("Who spoke").fill("Jorun Vask")
    button(page, "Put it right").click()
    assert "by hand" in page.locator(".said").inner_text()
    page.goto(f"{address}/desk/story/6/")
    reveal(page, "Embargo")
    page.get_by_label("Until").fill("2099-01-02T18:00")
    button(page, "Hide it until then").click()
    assert "2 January 2099, 18:00" in page.locator(".head .badge").inner_text()


def group_anew(page, address: str) -> None:
    """Merge two stories after a look at both, split one, and undo the split."""
    page.goto(f"{address}/desk/story/3/")
    reveal(page, "Merge")
    page.get_by_label("Story that becomes part").fill(f"{address}/story/5-mill-fire/")
    button(page, "Look at both first").click()
    button(page, "Merge them").click()
    holds(page.locator(".members > li"), 2)
    page.locator(".members input").last.check()
    button(page, "Split the ticked").click()
    holds(page.locator(".members > li"), 1)
    button(page.locator(".notice"), "Undo").click()
    holds(page.locator(".members > li"), 2)


def kill_two(page, address: str) -> None:
    """Kill two stories and undo one of the kills."""
    for number, reason in ((4, "The agreement was withdrawn."), (2, "The vote was annulled.")):
        page.goto(f"{address}/desk/story/{number}/")
        reveal(page, "Kill")
        page.get_by_label("Why it must not be used").fill(reason)
        button(page, "Kill the story").click()
        assert page.locator(".head .badge").inner_text().lower() == "killed"
        if number == 4:
            button(page.locator(".notice"), "Undo").click()
            assert page.locator(".head .badge").inner_text().lower() == "held"


@pytest.mark.parametrize("script", ["with a script", "without"])
def test_an_editors_day(make_site, open_desk, environment, script):
    """Sign in, approve, judge, put right, correct, embargo, merge, split, kill, undo: on the desk and for readers."""
    home, address = make_site("day")
    page = open_desk(address, "anna", java_script_enabled=script == "with a script")
    judge_the_queue(page)
    put_right(page, address)
    group_anew(page, address)
    kill_two(page, address)

    page.goto(f"{address}/desk/log/")
    told = page.locator("main").inner_text()
    done = (
        "undid: killed",
        "put under embargo",
        "merged",
        "undid: split",
        "dismissed a finding in",
        "annulled",
    )
    assert [each for each in done if each not in told] == []
    for _ in range(2):
        subprocess.run([sys.executable, "-c", BAKE], env=environment(home), check=True, timeout=120)
    page.goto(f"{address}/story/1/")
    shown = page.locator("main").inner_text()
    assert "Correction: The crack was found on Friday, not on Saturday." in shown
    assert "nineteen" not in shown
    assert page.locator(".speaker").first.inner_text() == "Jorun Vask"
    page.goto(f"{address}/story/5/")
    assert page.url.endswith("/story/3-three-bakeries-share-one-oven/")
    assert [page.request.get(f"{address}/story/{number}/").status for number in (2, 6)] == [404, 404]
    page.goto(f"{address}/desk/")
    button(page, "Sign out").click()
    assert page.url == f"{address}/desk/login/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_axe_finds_nothing(open_desk, address, width, scheme):
    """At each width, light and dark, axe names no fault, and nothing is wider than the screen."""
    page = open_desk(address, "cora", viewport={"width": width, "height": 900}, color_scheme=scheme)
    every = (width, scheme) in {(360, "light"), (1440, "dark")}
    for name, path in PATHS.items():
        if every or name in {"queue", "story"}:
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
            assert (name, faults(page)) == (name, [])
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_door_has_no_fault(chromium, address, tmp_path):
    """Door, its refusal and the page for other roles pass axe and the Nu checker."""
    context = chromium.new_context()
    page = context.new_page()
    files = []
    page.goto(f"{address}/desk/login/")
    for step in ("door", "refused"):
        assert (step, faults(page)) == (step, [])
        files.append(tmp_path / f"{step}.html")
        files[-1].write_text(page.content(), encoding="utf-8")
        page.get_by_label("Name").fill("rita")
        page.get_by_label("Password").fill("guess" if step == "door" else WORDS)
        page.get_by_role("button", name="Sign in").click()
    page.goto(f"{address}/desk/story/3/merge/?with=5")
    assert page.get_by_role("heading", name="This is not for your role").is_visible()
    assert faults(page) == []
    context.close()
    assert nu_messages(files) == []


def test_nu_finds_nothing(open_desk, address, tmp_path):
    """The Nu checker names neither error nor warning in the desk's pages and stylesheet."""
    page = open_desk(address, "cora")
    files = [tmp_path / "desk.css"]
    files[0].write_bytes(asset("desk.css"))
    for name, path in PATHS.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(page.request.get(address + path).body())
    assert nu_messages(files) == []


def test_keys_do_a_days_work(open_desk, make_site):
    """`j` goes down the queue, `d` to the reason, `a` accepts, `u` undoes, `?` tells; nothing happens while one types."""
    page = open_desk(make_site("keys")[1], "anna")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-item]').id") == "finding-7"
    page.keyboard.press("d")
    page.keyboard.type("jaku?")
    assert page.evaluate("document.activeElement.value") == "jaku?"
    page.keyboard.press("Tab")
    page.keyboard.press("a")
    page.wait_for_selector(".notice")
    assert "you accepted a finding" in page.locator(".notice").inner_text()
    page.keyboard.press("u")
    page.wait_for_selector(".notice:has-text('Undone')")
    for _ in range(9):
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-item]').id") == "story-4"
    page.keyboard.press("k")
    page.keyboard.press("o")
    page.wait_for_url("**/desk/source/4/")
    page.goto(page.url.replace("source/4/", ""))
    page.keyboard.press("?")
    assert page.locator("#keys").get_attribute("open") is not None
    page.get_by_role("button", name="Turn the keys off").click()
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-item]')") is None


def test_queue_is_renewed_without_a_reload_and_types_are_left_alone(open_desk, make_site):
    """What another editor did shows by itself; while one types a reason nothing moves, but one is told."""
    address = make_site("live")[1]
    look, work = open_desk(address, "anna"), open_desk(address, "bert")
    beat = "document.dispatchEvent(new Event('visibilitychange'))"
    button(work, "Approve.*Council").click()
    work.wait_for_selector(".notice")
    look.evaluate(beat)
    look.wait_for_selector("#story-2", state="detached")
    assert look.locator(".news").inner_text() == "The queue was renewed."
    look.get_by_placeholder("Reason, to dismiss").first.fill("half a sen")
    button(work, "Approve.*School").click()
    work.wait_for_selector(".notice")
    look.evaluate(beat)
    look.wait_for_selector(".news:has-text('done typing')")
    assert look.locator("#story-4").count() == 1
    assert look.get_by_placeholder("Reason, to dismiss").first.input_value() == "half a sen"


def test_every_stop_of_the_keyboard_can_be_seen(open_desk, address):
    """Going through queue and story by Tab, each stop is outlined and on screen."""
    page = open_desk(address, "cora", viewport={"width": 360, "height": 800})
    for path in ("/desk/", "/desk/story/1/"):
        page.goto(address + path)
        stops = page.locator("a[href]:visible, button:visible, input:visible, summary:visible").count()
        for _ in range(stops):
            page.keyboard.press("Tab")
            assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3


def test_policy_of_the_desk_lets_no_line_run(open_desk, address):
    """The desk's policy has no `unsafe-inline`: markup that slipped through would do nothing."""
    page = open_desk(address, "cora")
    answer = page.goto(f"{address}/desk/")
    policy = answer.header_value("content-security-policy")
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert page.locator("[style], [onclick]").count() == 0
