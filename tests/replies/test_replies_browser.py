"""The reply pages in Chromium: without JavaScript, by keyboard alone, no fault in axe or Nu."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from copydesk.desk.models import Reply
from copydesk.desk.replies.changing import token_of
from copydesk.front.rendering import asset, stylesheet_path
from copydesk.testing.browser import faults, nu_messages, opened_chromium

if TYPE_CHECKING:
    from pathlib import Path

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in this thread
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _look(chromium, address: str, path: Path | None = None, **options) -> list:
    """Open an address with our stylesheet; return what axe finds wrong, and whether it is too wide."""
    context = chromium.new_context(bypass_csp=True, **options)
    page = context.new_page()
    page.route(
        "**/assets/*.css",
        lambda route: route.fulfill(
            body=asset(f"{route.request.url.rpartition('/')[2].partition('.')[0]}.css"),
            content_type="text/css",
        ),
    )
    page.goto(address)
    found = faults(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(("too wide", address))
    if path:
        page.screenshot(path=path, full_page=True)
    context.close()
    return found


def test_pages_have_no_fault(live_server, make_reply, tmp_path, chief) -> None:
    """Form, answer, writer's page, report and the desk's queue pass axe and Nu, phone and wide, light and dark."""
    top = make_reply("First words.\n\nSee https://a.example/long?x=1 for more.", state="approved")
    held = make_reply(
        "Held words, of a reader.", held_for="the first reply of this address; has more links than you allow"
    )
    paths = {
        "form": f"/reply/{top.story_id}/",
        "answer": f"/reply/{top.story_id}/to/{top.pk}/",
        "mine": f"/reply/mine/{token_of(held)}/",
        "report": f"/reply/report/{top.pk}/",
    }
    kept = os.environ.get("COPYDESK_TEST_SHOTS", "")
    cookie = {"name": "sessionid", "value": chief.cookies["sessionid"].value, "url": live_server.url}
    files = []
    for name, path in paths.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(chief.get(path).content)
    for name, path in {"desk": "/desk/replies/", "lists": "/desk/replies/lists/"}.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(chief.get(path).content)
        paths[name] = path
    assert nu_messages(files) == []
    with opened_chromium() as chromium:
        for width in (360, 1440):
            for scheme in ("light", "dark"):
                for name, path in paths.items():
                    shot = f"{kept}/{name}-{width}-{scheme}.png" if kept else None
                    state = {"cookies": [cookie | {"domain": "localhost", "path": "/"}], "origins": []}
                    state["cookies"][0].pop("url")
                    signed = {"storage_state": state} if name in {"desk", "lists"} else {}
                    size = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
                    assert _look(chromium, live_server.url + path, shot, **size, **signed) == [], (
                        name,
                        width,
                    )


def test_reply_by_keyboard_without_javascript(live_server, story) -> None:
    """Somebody without a mouse and without JavaScript writes a reply, and is thanked."""
    with opened_chromium() as chromium:
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(f"{live_server.url}/reply/{story.pk}/")
        page.focus("#text")
        for words in ("A reply by keyboard.", "Ann", "ann@example.org"):
            page.keyboard.type(words)
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/reply/mine/**")
        assert "Thank you" in page.inner_text("h1")
    row = Reply.objects.get()
    assert (row.text, row.name, bool(row.sealed)) == ("A reply by keyboard.", "Ann", True)
    assert stylesheet_path().startswith("/assets/front.")
