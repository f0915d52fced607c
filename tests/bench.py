"""`make bench`: measures the speed table and writes `docs/benchmarks.md`. `--quick` for a look."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATABASE, LARGER = "oia_bench", "oia_bench_large"
os.environ["OIA_DATABASE"] = DATABASE
os.environ["OIA_TEST_SERVERS"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"

import django  # noqa: E402  the environment decides which database is meant

from oia import servers  # noqa: E402

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
SMALL, LARGE = 10_000, 1_000_000
Line = tuple[str, str, str, bool | None]
# What is measured at both sizes, and how much dearer the large one may be.
GROWING = (
    ("list", "/delegations/", 1.5),
    ("search for a rare word", "/delegations/?q=xylophon", 4.0),
    ("search page, a rare word", "/search/?q=xylophon", 4.0),
    ("search page, a rare word mistyped", "/search/?q=xylofon", 4.0),
    ("API list", "/api/v1/trips/", 1.5),
    ("API walk, a stretch in the middle", f"/api/v1/trips/?after={SMALL // 2}", 1.5),
)


def main() -> int:
    quick = "--quick" in sys.argv
    servers.drop_database(DATABASE)
    servers.ensure()  # makes the named database anew
    django.setup()
    lines = measure(LARGE // 10 if quick else LARGE)
    text = page(lines, quick=quick)
    print(text)
    if not quick:
        PAGE.write_text(text)
    for name in (DATABASE, LARGER):
        servers.drop_database(name)
    return 0 if all(line[3] is not False for line in lines) else 1


def measure(large: int) -> list[Line]:
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0)
    place, department, client = _office()
    from oia.office import words
    from tests.benchmarks.data import fill

    fill(1, SMALL, department=department, place=place)
    words.renew()
    lines = [*_pages(client), *_feeds(place), *_reports()]
    _copy_to(LARGER)
    fill(SMALL + 1, large, department=department, place=place)
    words.renew()
    return [*lines, *_growth(client, large)]


def _growth(client: Any, large: int) -> list[Line]:
    """Each page at both sizes in turn, so that a busy machine slows both."""
    from tests.benchmarks.clock import ratio

    lines: list[Line] = []
    for what, url, goal in GROWING:
        page = _get(client, url)
        factor, _large, _small = ratio(
            page, page, 20, before=(lambda: _use(LARGER), lambda: _use(DATABASE))
        )
        title = f"{what} at {large:,} rows against {SMALL:,}"
        lines.append((title, f"{factor:.2f}×", f"≤ {goal}×", factor <= goal))
    return lines


def _use(database: str) -> None:
    from django.db import connections

    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = database


def _copy_to(database: str) -> None:
    """The office as it is, a second time; from then on the copy is in use."""
    from django.db import connections

    connections.close_all()
    servers.drop_database(database)
    servers.create_database(database, template=DATABASE)
    _use(database)


def _office() -> tuple[int, int, Any]:
    from django.test import Client

    from oia.core.models import User
    from oia.office.models import Department, Office, Place

    Office.objects.create(pk=1, city="Musterhausen", country="DE")
    place = Place.objects.create(name="Lyon", country="FR", latitude=45.76, longitude=4.83)
    department = Department.objects.create(name="OIA")
    user = User.objects.create_user("head@example.org", role="head")
    client = Client()
    client.force_login(user)
    return place.pk, department.pk, client


def _get(client: Any, url: str) -> Callable[[], object]:
    """The request as the web server hands it over: the test client's own work stays out."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    handler, factory = WSGIHandler(), RequestFactory()
    factory.cookies = client.cookies
    path, _mark, query = url.partition("?")

    def deed() -> object:
        status: list[str] = []
        environ = factory._base_environ(PATH_INFO=path, QUERY_STRING=query)
        answer = handler(environ, lambda line, _headers: status.append(line))
        body = b"".join(answer)
        answer.close()
        assert status == ["200 OK"], (url, status)
        return body

    return deed


def _pages(client: Any) -> list[Line]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.benchmarks.clock import ratio

    own = _get(client, "/delegations/")
    to_admin, mine, theirs = ratio(own, _get(client, "/admin/delegations/trip/"))
    to_raw, _mine, bare = ratio(own, _get(client, "/raw/"))
    with CaptureQueriesContext(connection) as queries:
        own()
    note = f" ({mine * 1000:.1f} ms against {theirs * 1000:.1f} ms)"
    return [
        ("list of trips against the admin's" + note, f"{to_admin:.2f}×", "≤ 0.2×", to_admin <= 0.2),
        (
            f"list of trips against a raw page ({bare * 1000:.1f} ms)",
            f"{to_raw:.1f}×",
            "aim 8×",
            None,
        ),
        ("queries of the list", str(len(queries)), "≤ 8", len(queries) <= 8),
        _api(client),
    ]


def _api(client: Any) -> Line:
    from tests.benchmarks.clock import ratio

    to_plain, mine, theirs = ratio(_get(client, "/api/v1/trips/"), _get(client, "/plain/"))
    note = f" ({mine * 1000:.1f} ms against {theirs * 1000:.1f} ms)"
    what = f"API list of trips against a ModelSerializer of the same fields{note}"
    return what, f"{to_plain:.2f}×", "≤ 1×", to_plain <= 1


def _feeds(place: int) -> list[Line]:
    from oia.core.models import User
    from tests.benchmarks.feeds import feed_lines

    return feed_lines(User.objects.get(email="head@example.org"), place)


def _reports() -> list[Line]:
    from tests.benchmarks.papers import report_lines

    return report_lines()


def page(lines: list[Line], *, quick: bool) -> str:
    head = [
        "# Speed",
        "",
        "Written by `make bench`. Ratios of two things run in turn, in CPU seconds of Python and",
        "the database backend together, medians of five rounds."
        + (" (quick look)" if quick else ""),
        "",
        "| what | measured | goal | held |",
        "|---|---|---|---|",
    ]
    held = {True: "yes", False: "**no**", None: "–"}
    rows = [f"| {what} | {got} | {goal} | {held[ok]} |" for what, got, goal, ok in lines]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    sys.exit(main())
