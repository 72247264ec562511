"""The newsletter's pages in Chromium: narrow and wide, light and dark, no fault in axe or Nu, whole without JavaScript."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tests.newsletter.conftest import make_story

from copydesk.desk.editing.roles import Role, give
from copydesk.desk.models import Account, Subscriber
from copydesk.desk.newsletter import subscribing
from copydesk.front.rendering import asset
from copydesk.testing.browser import faults, nu_messages

if TYPE_CHECKING:
    from pathlib import Path

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in this thread
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:Requiring AUTH while:UserWarning", "ignore::DeprecationWarning"),
]


def _asset(route) -> None:
    """Answer with one of our stylesheets or scripts, as the baked site does."""
    name = route.request.url.rpartition("/")[2]
    stem, _, rest = name.partition(".")
    kind = rest.rpartition(".")[2]
    route.fulfill(
        body=asset(f"{stem}.{kind}"), content_type="text/css" if kind == "css" else "text/javascript"
    )


def _look(chromium, address: str, path: Path | None = None, **options) -> list:
    """Open an address; return what axe finds wrong, and whether it is too wide."""
    context = chromium.new_context(bypass_csp=True, **options)
    page = context.new_page()
    page.route("**/assets/*", _asset)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    found = faults(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(("too wide", address))
    if path:
        page.screenshot(path=path, full_page=True)
    context.close()
    return found


def test_pages_have_no_fault(live_server, office, chromium, tmp_path) -> None:
    """Form, confirmation, choices, way out and the desk's page pass axe and Nu, on a phone and on a wide screen, light and dark."""
    Account.objects.create(network="push", name="desk", since=datetime.now(UTC))
    for number, topic in enumerate(("Harbour", "Town hall", "Schools and nurseries", "Weather")):
        make_story(f"s{number}", f"Story {number}", topic=topic)
    there, new = office.reader("ann@example.org", topics=["Weather"]), office.reader("bob@example.org")
    gone = office.reader("gone@example.org")
    subscribing.refuse(gone, "mail: the server takes nothing for the receiver (550)", now=datetime.now(UTC))
    Subscriber.objects.filter(pk=new.pk).update(state="asked", asked_at=datetime.now(UTC), topics=["Weather"])
    office.post()
    user = User.objects.create_user("anna", password="a long pass phrase")
    give(user, Role.CHIEF)
    client = Client()
    client.force_login(user)
    held, asked = subscribing.token_of(there), subscribing.token_of(new)
    paths = {
        "form": "/newsletter/",
        "asked": "/newsletter/asked/",
        "confirm": f"/newsletter/confirm/{asked}/",
        "mine": f"/newsletter/mine/{held}/",
        "leave": f"/newsletter/leave/{held}/",
        "desk": "/desk/newsletter/",
    }
    files = []
    for name, path in paths.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(client.get(path).content)
    assert nu_messages(files) == []
    kept = os.environ.get("COPYDESK_TEST_SHOTS", "")
    cookie = {
        "name": "sessionid",
        "value": client.cookies["sessionid"].value,
        "domain": "localhost",
        "path": "/",
    }
    signed = {"storage_state": {"cookies": [cookie], "origins": []}}
    looks = [(360, "light", set(paths)), (1440, "dark", {"form", "desk"})]
    if kept:
        looks += [(360, "dark", set(paths)), (1440, "light", set(paths))]
    for width, scheme, names in looks:
        for name, path in ((each, paths[each]) for each in paths if each in names):
            shot = f"{kept}/{name}-{width}-{scheme}.png" if kept else None
            size = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
            found = _look(
                chromium, live_server.url + path, shot, **size, **(signed if name == "desk" else {})
            )
            assert found == [], (name, width, scheme)


def test_form_by_keyboard_without_javascript(live_server, office, chromium) -> None:
    """Somebody without a mouse and without JavaScript asks for the newsletter; nothing of the notes is in their way."""
    make_story("ferry", "Ferry stops")
    Account.objects.create(network="push", name="desk", since=datetime.now(UTC))
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/newsletter/")
    assert page.locator("#notes").is_hidden()
    page.wait_for_timeout(1000 * (office.site.reply_seconds_least + 0.5))
    page.focus("#email")
    page.keyboard.type("ann@example.org")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/newsletter/asked/")
    context.close()
    row = Subscriber.objects.get()

    assert (row.state, row.rhythm) == ("asked", "weekly")


def test_script_runs_under_the_pages_own_policy(live_server, office, chromium) -> None:  # noqa: ARG001 - a newsletter must be there
    """Under the policy that our server sends, the script opens the notes and the worker is taken."""
    from copydesk.front.server import DESK_POLICY

    Account.objects.create(network="push", name="desk", since=datetime.now(UTC))
    context = chromium.new_context()
    page = context.new_page()
    told = []
    page.on("console", lambda each: told.append((each.text, each.location["url"])))
    page.route("**/assets/*", _asset)

    def with_policy(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": DESK_POLICY})

    page.route("**/newsletter/", with_policy)
    page.goto(f"{live_server.url}/newsletter/")
    page.wait_for_selector("#notes:not([hidden])")
    assert page.evaluate("navigator.serviceWorker.ready.then((each) => each.active.scriptURL)").endswith(
        "worker.js"
    )
    assert "'unsafe-inline'" not in DESK_POLICY
    # A browser asks for the site's sign when it has time; Django's test server has none.
    assert [each for each in told if not each[1].endswith("/favicon.svg")] == []
    context.close()
