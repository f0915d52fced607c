"""What is held about somebody: for them, for whoever answers them, and for nobody else."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from oia.core.models import ReadLog
from tests import factories as make


def test_the_head_hands_out_what_is_held_and_the_look_is_logged(
    office: Any, client: Client
) -> None:
    person = make.make_person(name="Ada Fernandesowa")
    make.make_position(person=person, title="Mayor", email="ada@example.org")
    client.force_login(make.make_user("head"))
    address = reverse("person_held", args=[person.pk])
    page = client.get(address).content.decode()
    assert "ada@example.org" in page
    told = json.loads(client.get(address, {"format": "json"}).content)
    assert told["about"] == "Ada Fernandesowa"
    assert [one["count"] for one in told["held"]] == [1, 1]
    assert ReadLog.objects.filter(area="export_contacts").count() == 2


def test_an_account_reads_its_own_and_no_secret(office: Any, client: Client) -> None:
    user = make.make_user("council", email="rat@example.org")
    user.set_password("a long enough secret")
    user.save()
    client.force_login(user)
    body = client.get(reverse("account_held"), {"format": "json"}).content.decode()
    assert "rat@example.org" in body
    assert user.password not in body
    assert "argon2" not in body


def test_the_register_counts_what_is_past_its_time(office: Any, client: Client) -> None:
    import datetime as dt

    trip = make.make_trip(first_day=dt.date(2015, 5, 1), last_day=dt.date(2015, 5, 3))
    make.make_traveller(trip=trip, name="Ada Fernandesowa")
    client.force_login(make.make_user("auditor"))
    page = client.get(reverse("privacy")).content.decode()
    assert "five years after the trip" in page
    assert "1 row" in page
