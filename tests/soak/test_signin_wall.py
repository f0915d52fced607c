"""The same doors as in the trial `signin`, by the clock on the wall: what a stranger can measure.

A running server answers over HTTP; a known and an unknown address take turns, one request at a
time, so that whatever else the machine does meets both alike. Medians of 500 pairs are compared.
The sample looks only whether a whole hash is missing: on a busy machine no smaller time is sure.
"""

import re
import time
from collections.abc import Callable
from statistics import median

import requests

from tests.factories import number
from tests.journeys.stand import HOST, Stand, until
from tests.soak.trial import FULL, Trial

KNOWN = "officer-en@example.org"
NEAR = 0.020  # seconds between the medians
Door = Callable[[requests.Session, str, str], tuple[float, requests.Response]]
# A server whose door does what everybody writes first.
UNSAFE = """
import sys, django
django.setup()
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
def authenticate(self, request, username="", password="", **more):
    user = get_user_model().objects.filter(email=username).first()
    return user if user and user.check_password(password) else None
ModelBackend.authenticate = authenticate
from gunicorn.app.wsgiapp import run
sys.argv[0] = "gunicorn"
run()
"""


def _sent(
    session: requests.Session, address: str, told: dict[str, str]
) -> tuple[float, requests.Response]:
    """Seconds from the button to the answer."""
    token = session.get(address, timeout=60).text.split('name="csrfmiddlewaretoken" value="')[1]
    form = told | {"csrfmiddlewaretoken": token[:64]}
    head = {"Referer": address}
    began = time.perf_counter()
    answer = session.post(address, data=form, headers=head, allow_redirects=False, timeout=60)
    return time.perf_counter() - began, answer


def _password(session: requests.Session, at: str, email: str) -> tuple[float, requests.Response]:
    return _sent(session, f"{at}/sign-in/", {"username": email, "password": "wrong pass phrase"})


def _code(session: requests.Session, at: str, email: str) -> tuple[float, requests.Response]:
    """Asking for the code, and typing a wrong one: both are measured."""
    asked, answer = _sent(session, f"{at}/sign-in/code/", {"email": email})
    assert answer.status_code == 302
    typed, answer = _sent(session, at + answer.headers["Location"], {"code": "000000"})
    return asked + typed, answer


def _forgotten(session: requests.Session, at: str, email: str) -> tuple[float, requests.Response]:
    return _sent(session, f"{at}/sign-in/forgotten/", {"email": email})


DOORS: dict[str, Door] = {"password": _password, "code": _code, "forgotten": _forgotten}


def _try(stand: Stand, door: Door, email: str) -> tuple[float, tuple[int, str]]:
    stand.sql("DELETE FROM core_failedtry")
    with requests.Session() as session:
        session.trust_env = False
        seconds, answer = door(session, stand.address, email)
    text = re.sub(r'(value|nonce)="[^"]{20,}"', "", answer.text.replace(email, "…"))
    return seconds, (answer.status_code, text)


def _pairs(
    stand: Stand, trial: Trial | None, door: Door, size: int
) -> tuple[list[float], list[float]]:
    known, unknown = [], []
    for turn in range(size):
        stranger = f"nobody{number()}@example.org"
        order = [KNOWN, stranger] if turn % 2 else [stranger, KNOWN]
        found = {email: _try(stand, door, email) for email in order}
        known.append(found[KNOWN][0])
        unknown.append(found[stranger][0])
        if trial:
            trial.saw(held=found[KNOWN][1] == found[stranger][1])
    return known, unknown


def _is_near(name: str, known: list[float], unknown: list[float]) -> bool:
    apart = median(known) - median(unknown)
    paired = median(k - u for k, u in zip(known, unknown, strict=True))
    print(
        f"{name}: known {median(known):.4f} s, unknown {median(unknown):.4f} s, medians "
        f"{apart * 1000:+.1f} ms apart, median of the differences {paired * 1000:+.1f} ms, "
        f"{len(known)} pairs"
    )
    near = NEAR if FULL else median(known) / 2
    return abs(apart) < near and abs(paired) < near


def _answers(stand: Stand) -> bool:
    assert until(stand.is_ready), "the web server is not ready"
    return requests.get(f"{stand.address}/sign-in/", timeout=60).status_code == 200


def test_a_stranger_with_a_clock_learns_nothing(trial: Trial, stand: Stand) -> None:
    trial.promise = (
        "the same doors over HTTP by the clock on the wall, known and unknown address in turns: "
        "the same answer, medians of 500 pairs a door less than 20 ms apart"
    )
    trial.control = "no hash for an unknown address"
    assert _answers(stand)
    for name, door in DOORS.items():
        size = trial.size(sample=5, full=500)
        trial.saw(held=_is_near(name, *_pairs(stand, trial, door, size)))
    stand.stop("web")
    stand.start("web", _unsafe(stand))
    try:
        assert _answers(stand)
        found = _pairs(stand, None, _password, trial.size(sample=5, full=50))
        trial.control_saw(broke=not _is_near("control", *found))
    finally:
        stand.stop("web")
        stand.start("web")
        assert _answers(stand)


def _unsafe(stand: Stand) -> list[str]:
    return ["-c", UNSAFE, "oia.wsgi", "--bind", f"{HOST}:{stand.port}", "--workers", "2"]
