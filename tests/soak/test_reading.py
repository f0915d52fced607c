"""Opening a page changes nothing, whoever opens it, once or twice."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from oia.core.models import User
from oia.core.permissions import requires
from oia.roles import ROLES
from tests.factories import make_user
from tests.pages.routes import routes
from tests.pages.test_get_without_effect import may_open, state, writes
from tests.pages.walk import furnish
from tests.soak.trial import FULL, Trial


def test_opening_a_page_changes_nothing(office: Any, trial: Trial) -> None:
    trial.promise = (
        "every page, opened twice as everybody who may, and as nobody: no statement writes, every "
        "table reads the same; counted are openings and tables"
    )
    trial.control = "a view that writes as it is read: the statement, and the table"
    speaker = make_user("club")
    stops = furnish(office, speaker)
    labels = {route.name: route.label or "" for route in routes()}
    for role in ("", *ROLES):
        client = Client()
        if role:
            client.force_login(speaker if role == "club" else make_user(role))
        open_to = [stop for stop in stops if may_open(role, stop, labels)]
        before = state()
        for stop in open_to if FULL else open_to[::40]:
            for _time in range(2):
                with writes() as wrote:
                    answer = client.get(stop.address)
                    if answer.streaming:
                        b"".join(answer)
                trial.saw(held=not wrote and answer.status_code < 500)
                if wrote:
                    print(f"{role} {stop.address}: {wrote}")
        after = state()
        for table, digest in after.items():
            trial.saw(held=before[table] == digest)
    seen, changed = _without_the_guard()
    trial.control_saw(broke=seen)
    trial.control_saw(broke=changed)


def _without_the_guard() -> tuple[bool, bool]:
    reader = make_user("officer")

    @requires("public")
    def counts(request: HttpRequest) -> HttpResponse:
        User.objects.filter(pk=reader.pk).update(name="Somebody who read")
        return HttpResponse("ok")

    request: Any = RequestFactory().get("/")
    request.user = reader
    before = state()
    with writes() as wrote:
        counts(request)
    return bool(wrote), state() != before
