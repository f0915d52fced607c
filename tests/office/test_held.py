"""What is held about somebody: for them, for whoever answers them, and for nobody else."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from oia.core.models import OutboxMail, ReadLog
from oia.roles import ROLES
from tests import factories as make


def held_person() -> Any:
    person = make.make_person(name="Ada Fernandesowa")
    make.make_position(person=person, title="Mayor", email="ada@example.org")
    return person


def hand_out(client: Client, person: Any, reason: str = "Asked by letter, 3 May") -> Any:
    return client.post(reverse("person_hand_out", args=[person.pk]), {"reason": reason})


def test_the_head_hands_out_what_is_held_and_the_look_is_logged(
    office: Any, client: Client
) -> None:
    person, head, other = held_person(), make.make_user("head"), make.make_user("head")
    client.force_login(head)
    page = client.get(reverse("person_held", args=[person.pk])).content.decode()
    assert "ada@example.org" in page
    told = json.loads(hand_out(client, person).content)
    assert told["about"] == "Ada Fernandesowa"
    assert [one["count"] for one in told["held"]] == [1, 1]
    logged = ReadLog.objects.filter(area="subjects").values_list("what", flat=True)
    assert f"/people/{person.pk}/held/ – Asked by letter, 3 May" in logged
    mail = OutboxMail.objects.get()
    assert (mail.recipient, "Ada" in mail.body) == (other.email, False)
    assert "Asked by letter, 3 May" in mail.body


def test_without_a_reason_nothing_is_handed_out(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head"))
    answer = hand_out(client, held_person(), " \x00 ")
    assert (answer.status_code, OutboxMail.objects.count()) == (302, 0)


def test_an_old_proof_hands_nothing_out(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head"))
    session = client.session
    session["proven_at"] = 0
    session.save()
    assert hand_out(client, held_person()).status_code == 302
    assert (
        OutboxMail.objects.count() == ReadLog.objects.filter(what__contains="letter").count() == 0
    )


def test_nobody_but_the_head_hands_out(office: Any, client: Client) -> None:
    person = held_person()
    for role in set(ROLES) - {"head"}:
        client.force_login(make.make_user(role))
        assert hand_out(client, person).status_code == 403
        page = client.get(reverse("person_held", args=[person.pk]), {"format": "json"})
        assert page.status_code == (200 if role == "auditor" else 403)
        assert "json" not in page.headers["Content-Type"]


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
