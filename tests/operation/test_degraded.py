"""Without the broker everything works and says what waits; without the database a page says so."""

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest

from tests.ground.place import eventually
from tests.operation.own import HOST, PASSWORD, Own

WAITING = "Reports and mails are waiting and will go out by themselves."
PAGES = ["/", "/partners/", "/delegations/", "/reporting/", "/jobs/", "/mails/", "/events/"]


class Visitor:
    """Somebody with cookies who fills in forms, without a script."""

    def __init__(self, office: Own) -> None:
        self.base = f"http://{HOST}:{office.port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def open(self, path: str, **fields: str) -> tuple[int, str]:
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(self.base + path, data, {"Accept-Language": "en"})
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def send(self, page: str, path: str, **fields: str) -> tuple[int, str]:
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', self.open(page)[1])[0]
        return self.open(path, csrfmiddlewaretoken=token, **fields)


@pytest.fixture(scope="module")
def visitor(own: Own) -> Iterator[Visitor]:
    with own.web():
        person = Visitor(own)
        person.send("/sign-in/", "/sign-in/", username="officer@example.org", password=PASSWORD)
        yield person


def ask(own: Own, query: str) -> list[tuple[object, ...]]:
    connection = own.connect(as_owner=True)
    cursor = connection.cursor()
    cursor.execute(query)
    found = cursor.fetchall()
    connection.close()
    return list(found)


def test_with_a_broker_nothing_is_said(visitor: Visitor) -> None:
    """The negative control of the banner."""
    assert [WAITING in visitor.open(page)[1] for page in PAGES] == [False] * len(PAGES)


def test_without_the_broker_every_page_and_form_works_and_says_what_waits(
    own: Own, visitor: Visitor
) -> None:
    own.stop_broker()
    try:
        assert eventually(lambda: WAITING in visitor.open("/")[1], 15)
        found = [visitor.open(page) for page in PAGES]
        assert [(status, WAITING in text) for status, text in found] == [(200, True)] * len(PAGES)
        assert visitor.open("/readyz") == (200, '{"ready": true, "degraded": true}')
        status, _text = visitor.send("/reporting/", "/reporting/new/", year="2025", language="en")
        assert status == 200
        number = ask(own, "SELECT max(id) FROM reporting_report")[0][0]
        begun = time.monotonic()
        status, _text = visitor.send(f"/reporting/{number}/", f"/reporting/{number}/build/")
        assert (status, time.monotonic() - begun < 10) == (200, True)
        assert ask(own, "SELECT state FROM core_job") == [("queued",)]
    finally:
        own.start_servers()
    assert eventually(lambda: WAITING not in visitor.open("/")[1], 15)
    assert visitor.open("/readyz") == (200, '{"ready": true, "degraded": false}')


def test_without_the_database_a_plain_page_says_when_to_come_back(
    own: Own, visitor: Visitor
) -> None:
    own.stop_database()
    try:
        for page in PAGES:
            assert visitor.open(page)[0] == 503
        status, headers, text = own.get("/sign-in/")
        assert (status, headers["Retry-After"]) in ((503, "30"), (200, None))
        status, headers, text = own.get("/partners/")
        assert own.get("/livez")[0] == 200
        assert own.get("/readyz")[0] == 503
        status, text = visitor.open("/")
        assert "Nothing you saved is lost" in text
        assert [w for w in ("psycopg", "OperationalError", "127.0.0.1") if w in text] == []
    finally:
        own.start_servers()
    assert eventually(lambda: visitor.open("/")[0] == 200, 15)
    assert [visitor.open(page)[0] for page in PAGES] == [200] * len(PAGES)
