"""`POST /api/v1/check` by hand and by Schemathesis, in process and over the real server."""

from __future__ import annotations

import http.client
import json
import threading

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examples

import copydesk
from copydesk.front import programs
from copydesk.front.server import FrontServer
from copydesk.settings import Settings
from copydesk.types import Report

SOURCE = "“The pier is safe for cars,” said Anton Lesk on Monday. The repair cost $10 million."
COPY = "“The pier is secure for cars,” said Anton Lesk on Monday. The repair cost $10 million."
PATH = "/api/v1/check"


def post(body: object, **options):
    """Send a body, as JSON unless it is bytes."""
    data = body if isinstance(body, bytes) else json.dumps(body)
    return Client().post(PATH, data, content_type=options.pop("content_type", "application/json"), **options)


def refusal(answer) -> tuple[int, str]:
    """Return status and code of a refusal, which is JSON of one form."""
    told = json.loads(answer.content)
    assert list(told) == ["error"]
    assert set(told["error"]) == {"code", "message"}
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, told["error"]["code"]


def test_it_answers_what_the_function_answers():
    """The report over HTTP is the one of `copydesk.check`, and the same bytes each time."""
    answer = post({"source": SOURCE, "copy": COPY})
    assert answer.status_code == 200
    assert Report.from_dict(answer.json()) == copydesk.check(SOURCE, COPY)
    assert [each["repair"] for each in answer.json()["findings"]] == ["safe"]
    assert answer.content == post({"source": SOURCE, "copy": COPY}).content


def test_the_policy_can_be_named():
    """Each policy judges as it does elsewhere; without one it is the site's."""
    source, copy = SOURCE.replace("is safe", "is not safe"), SOURCE.replace("is safe", "isn’t safe")
    told = {name: post({"source": source, "copy": copy, "policy": name}).json()["verdict"] for name in
            ("reuters", "ap", "guardian")}  # fmt: skip
    assert told == {"reuters": "review", "ap": "block", "guardian": "clean"}
    assert post({"source": source, "copy": copy}).json()["policy"] == "reuters"


@pytest.mark.parametrize("body", [{"copy": "It&#39;s late."}, {"copy": "It&#39;s late.", "source": None}])
def test_without_a_source_the_copy_is_looked_at_alone(body: dict):
    """That is weaker evidence, and the message says so."""
    (finding,) = post(body).json()["findings"]
    assert (finding["id"], finding["severity"]) == ("scar.entity", "minor")
    assert finding["message"].endswith("No source was at hand.")


def test_a_page_is_taken_as_its_article():
    """HTML goes through the same extraction as everywhere; spans are into the body it gives."""
    page = "<html><body><article><h1>Pier</h1><p>{}</p></article></body></html>"
    answer = post({"source": {"html": page.format(SOURCE)}, "copy": {"html": page.format(COPY), "url": None}})
    (finding,) = answer.json()["findings"]
    body = copydesk.extract(page.format(COPY)).body
    assert body[finding["copy"]["start"] : finding["copy"]["end"]] == "secure"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b" ", (400, "not_json")),
        (b"\xff\xfe", (400, "not_json")),
        (b"{", (400, "not_json")),
        (b"[" * 100_000, (400, "not_json")),
        (b"[]", (400, "wrong_form")),
        (b"1" * 5000, (400, "not_json")),
        ({}, (400, "wrong_form")),
        ({"source": "a"}, (400, "wrong_form")),
        ({"source": "a", "copy": 1}, (400, "wrong_form")),
        ({"source": ["a"], "copy": "b"}, (400, "wrong_form")),
        ({"source": "a", "copy": None}, (400, "wrong_form")),
        ({"source": "a", "copy": "b", "style": "c"}, (400, "wrong_form")),
        ({"source": "a", "copy": {"html": "b", "href": "c"}}, (400, "wrong_form")),
        ({"source": "a", "copy": {"html": "b", "url": 1}}, (400, "wrong_form")),
        ({"source": "a", "copy": "b", "policy": "kettle"}, (400, "unknown_policy")),
        ({"source": "a", "copy": "b", "policy": []}, (400, "unknown_policy")),
        ({"source": "a", "copy": "b", "policy": None}, (400, "unknown_policy")),
    ],
)
def test_what_cannot_be_checked_is_refused_with_its_reason(body, expected: tuple[int, str]):
    """A wrong request gets 400, a stable code, and a sentence."""
    assert refusal(post(body)) == expected


@pytest.mark.parametrize("page", ["", " ", "\x01" * 50])
def test_a_page_that_is_none_is_refused(page: str):
    """The request is right, the page is not: 422, and which of the two it was."""
    answer = post({"source": {"html": page}, "copy": "a"})
    assert refusal(answer) == (422, "unreadable")
    assert answer.json()["error"]["message"].startswith("source: ")


def test_another_type_of_body_is_refused():
    """A form is no JSON."""
    assert refusal(post(b"copy=a", content_type="application/x-www-form-urlencoded")) == (415, "not_json")


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "options"])
def test_other_methods_are_refused(method: str):
    """Only POST checks; the answer says so."""
    answer = getattr(Client(), method)(PATH)
    assert refusal(answer) == (405, "method_not_allowed")
    assert answer["Allow"] == "POST"


def test_unknown_addresses_are_refused_as_json():
    """A program never gets a page for people."""
    assert refusal(Client().get("/api/v2/check")) == (404, "unknown_address")


def test_the_limit_is_the_sites(settings):
    """At the limit a request is checked, one byte above it is not."""
    body = json.dumps({"copy": "a" * 100}).encode()
    settings.SITE = Settings(check_bytes=len(body))
    assert post(body).status_code == 200
    assert refusal(post(body + b" ")) == (413, "too_large")
    document = Client().get("/api/v1/openapi.json").json()
    assert f"At most {len(body)} bytes." in json.dumps(document)


def test_checks_never_take_all_of_the_server():
    """With all places taken the answer is 503 and when to come again; a place that is given back serves."""
    for _ in range(programs.AT_ONCE):
        programs._BUSY.acquire()
    try:
        answer = post({"copy": "a"})
        assert refusal(answer) == (503, "busy")
        assert answer["Retry-After"] == "1"
    finally:
        for _ in range(programs.AT_ONCE):
            programs._BUSY.release()
    assert post({"copy": "a"}).status_code == 200


@pytest.fixture
def schema(tmp_path, transactional_db):  # noqa: ARG001 - a request looks after the connections that others left open
    """The described interface, answered by the whole site in process."""
    application = FrontServer(tmp_path, get_wsgi_application(), lambda _path: None)
    # Whether a text is a page no schema can say: 422 is a right answer to a request of the right form.
    config = schemathesis.Config.from_dict(
        {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "422"]}}}
    )
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


@pytest.mark.parametrize("mode", schemathesis.GenerationMode)
def test_schemathesis_finds_nothing(schema, mode: schemathesis.GenerationMode):
    """Requests made from the document, right and wrong ones, are answered as the document says."""
    met: set[int] = set()

    @examples(max_examples=80, suppress_health_check=list(HealthCheck), database=None, deadline=None)
    @given(schema[PATH]["POST"].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        met.add(case.call_and_validate().status_code)

    ask()
    assert (200 if mode is schemathesis.GenerationMode.POSITIVE else 400) in met


@pytest.fixture(scope="module")
def port(tmp_path_factory, start_server) -> int:
    """The port of the real server."""
    return start_server(tmp_path_factory.mktemp("programs"))


def ask_server(port: int, body: bytes, headers: dict[str, str]) -> tuple[int, dict]:
    """Send a body to the real server."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", PATH, body, {"Content-Type": "application/json", **headers})
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    return answer.status, told


def test_the_real_server_checks_and_refuses(port: int):
    """Over a socket: a report, a refusal of what is too large before it is read, several at a time."""
    body = json.dumps({"source": SOURCE, "copy": COPY}).encode()
    status, told = ask_server(port, body, {})
    assert (status, told["verdict"]) == (200, "block")
    assert ask_server(port, b'{"copy": "' + b"a" * 2**20 + b'"}', {})[0] == 413

    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(ask_server(port, body, {})[0])) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == 6
    assert set(statuses) <= {200, 503}
    assert 200 in statuses
