"""Thirty-two presses of one button at once make one row; files survive an error of their form."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.utils import timezone

from delegations.models import Trip
from oia.core import leftovers
from oia.core.leftovers import KEPT
from oia.core.models import KeptFile, User
from oia.office.actions import set_up_office
from oia.office.models import Document, Place
from tests.factories import make_event, make_user
from tests.pages.forms import filled, values_of

PARALLEL = 32
PDF = b"%PDF-1.7\nbridges\n%%EOF\n"


@pytest.fixture
def officer(committed: None) -> User:
    set_up_office(city="Musterhausen", country="DE")
    return make_user("officer")


def at_once(user: User, data: Callable[[int], dict[str, str]]) -> list[Any]:
    """What the server answers to many presses that start together."""
    start, answers = threading.Barrier(PARALLEL), []

    def press(number: int) -> None:
        client = Client()
        client.force_login(user)
        start.wait()
        try:
            answers.append(client.post("/delegations/new/", data(number)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(n,)) for n in range(PARALLEL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def form_of(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    typed = {"title": "Fair", "destination": "Lyon, Frankreich", "first_day": "1.3.2027"}
    return filled(client, "/delegations/new/", **typed)


def test_32_presses_at_once_make_one_trip_and_all_lead_to_it(officer: User) -> None:
    form = form_of(officer)
    answers = at_once(officer, lambda number: form)
    assert (len(answers), {a.status_code for a in answers}) == (PARALLEL, {302})
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Trip.objects.count() == 1


def test_without_one_key_each_press_would_make_its_own(officer: User) -> None:
    """The negative control; and no two of them trip over the city they all name first."""
    form = form_of(officer)
    answers = at_once(officer, lambda number: form | {"key": f"{form['key'][:20]}{number}"})
    assert {a.status_code for a in answers} == {302}
    assert (Trip.objects.count(), Place.objects.filter(name="Lyon").count()) == (PARALLEL, 1)


def test_a_key_counts_only_when_its_form_was_saved(officer: User) -> None:
    form = form_of(officer)
    client = Client()
    client.force_login(officer)
    assert client.post("/delegations/new/", form | {"first_day": "31.2.2027"}).status_code == 200
    assert client.post("/delegations/new/", form).status_code == 302


# Files -------------------------------------------------------------------------------------


@pytest.fixture
def desk(office: Any, client: Client) -> Client:
    client.force_login(make_user("officer"))
    return client


def test_a_file_stays_when_another_field_is_wrong(desk: Client) -> None:
    event = make_event()
    page = f"/records/{event.pk}/document/"
    upload = SimpleUploadedFile("minutes.pdf", PDF)
    answer = desk.post(page, {"file": upload, "kind": "x" * 99})
    assert (answer.status_code, answer.context["kept_names"]) == (200, "minutes.pdf")
    values = values_of(answer) | {"kind": "minutes"}
    assert desk.post(page, {"kept": values["kept"], "kind": "minutes"}).status_code == 302
    document = Document.objects.get()
    assert (document.name, document.kind, KeptFile.objects.count()) == ("minutes.pdf", "minutes", 0)


def test_a_kept_file_is_its_owners_and_goes_when_its_time_is_over(desk: Client) -> None:
    kept = leftovers.keep(PDF, "a.pdf", media_type="application/pdf", by=make_user("officer"))
    page = f"/records/{make_event().pk}/document/"
    answer = desk.post(page, {"kept": kept.token})
    assert (answer.status_code, Document.objects.count()) == (200, 0)
    assert leftovers.kept(kept.token, by=kept.user) == kept
    KeptFile.objects.update(created=timezone.now() - KEPT)
    assert leftovers.kept(kept.token, by=kept.user) is None
    leftovers.sweep()
    assert KeptFile.objects.count() == 0


def test_a_file_that_fails_its_check_is_not_kept(desk: Client) -> None:
    page = f"/records/{make_event().pk}/document/"
    answer = desk.post(page, {"file": SimpleUploadedFile("a.pdf", b"<html>"), "kind": "x"})
    assert (answer.status_code, KeptFile.objects.count()) == (200, 0)
