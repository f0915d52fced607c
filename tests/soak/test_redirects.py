"""No door leads out of the house, and no name but ours is answered to."""

from typing import Any

import pytest
from django.test import Client

from oia.core.models import User
from tests.factories import make_user
from tests.office.doors import RIGHT
from tests.office.test_redirects import DOORS, EVIL, HOSTS, TARGETS, by_language, leads_out
from tests.soak.trial import FULL, Trial

FORWARDED = ("X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "X-Original-Host", "Forwarded")


@pytest.fixture
def user(office: Any, settings: Any) -> User:
    # How slowly a password is kept is not what is tried here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver"]
    return make_user("officer", password=RIGHT)


def test_no_door_leads_out(user: User, trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    trial.promise = (
        f"{len(TARGETS)} addresses as the next page at {len(DOORS)} doors lead nowhere else, "
        f"read as browsers read them; {len(HOSTS)} names of other hosts are refused, in every "
        "header"
    )
    trial.control = "doors that look at no address"
    assert len(TARGETS) >= 60
    for door in DOORS:
        for target in TARGETS if FULL else TARGETS[::12]:
            answer = door(user, target)
            out = answer.status_code != 302 or leads_out(answer.headers["Location"])
            trial.saw(held=not out and "X-Evil" not in answer.headers)
    for host in HOSTS:
        client = Client(headers={"Host": host})
        for answer in (client.get("/sign-in/"),
                       client.post("/sign-in/forgotten/", {"email": user.email})):  # fmt: skip
            trial.saw(held=answer.status_code == 400)
        for header in FORWARDED:
            answer = Client(headers={header: host}).get("/sign-in/forgotten/")
            trial.saw(held=(answer.status_code == 200 and host.encode() not in answer.content)
                      or len(host) < 3)  # fmt: skip
    monkeypatch.setattr(
        "oia.office.views.doors.url_has_allowed_host_and_scheme", lambda *given: True
    )
    # Of others Django itself makes something harmless, or refuses them.
    for target in (f"https://{EVIL}/", f"//{EVIL}", f"///{EVIL}"):
        trial.control_saw(broke=leads_out(by_language(user, target).headers["Location"]))
