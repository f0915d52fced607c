"""Notes of talks: on the timeline of everybody involved, seen by whom sees what they are about."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oia.office.models import Interaction
from oia.ui.panels import timeline_of
from tests import factories as make
from tests.pages.forms import filled, values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(office: Any, client: Client) -> Client:
    client.force_login(make.make_user("officer"))
    return client


def test_a_talk_stands_on_the_timeline_of_each_who_is_involved(office: Any) -> None:
    user = make.make_user("officer")
    trip, person, house = make.make_trip(), make.make_person(), make.make_organisation()
    make.make_interaction(subject="Call", record=trip, person=person, organisation=house)
    told = [[entry.title for entry in timeline_of(obj, user)] for obj in (trip, person, house)]
    assert told == [["Call"], ["Call"], ["Call"]]


@pytest.mark.parametrize(
    ("noun", "part"),
    [
        ("trip", "interactionrecord"),
        ("person", "interactionperson"),
        ("organisation", "interactionorganisation"),
    ],
)
def test_from_a_page_the_form_knows_what_it_is_about(officer: Client, noun: str, part: str) -> None:
    made = {"trip": make.make_trip, "person": make.make_person}
    obj = made.get(noun, make.make_organisation)()
    page = officer.get(reverse(noun, args=[obj.pk])).content.decode()
    field = part.removeprefix("interaction")
    address = f"{reverse('interaction_new')}?{field}={obj.pk}"
    assert f'href="{address}"' in page
    data = filled(officer, address, subject="Call", day="1.3.2027")
    assert data[f"{part}-0-{field}_choice"] == str(obj.pk)
    assert officer.post(reverse("interaction_new"), data).status_code == 302
    assert [entry.title for entry in timeline_of(obj, make.make_user("head"))] == ["Call"]


def test_many_people_and_records_are_written_at_once(officer: Client) -> None:
    make.make_person(name="Anna Nowak")
    make.make_organisation(name="Harbour House")
    make.make_trip(title="Fair of bridges")
    data = filled(
        officer,
        reverse("interaction_new"),
        subject="Round",
        day="1.3.2027",
        **{
            "interactionperson-0-person": "Anna Nowak",
            "interactionperson-1-person": "Somebody New",
            "interactionorganisation-0-organisation": "Harbour House",
            "interactionrecord-0-record": "Fair of bridges",
        },
    )
    asked = officer.post(reverse("interaction_new"), data)
    assert asked.status_code == 200  # the new person is asked for, not guessed
    chosen = values_of(asked) | {"interactionperson-1-person_choice": "new"}
    assert officer.post(reverse("interaction_new"), chosen).status_code == 302
    talk = Interaction.objects.get()
    assert (
        sorted(talk.people.values_list("person__name", flat=True)),
        list(talk.organisations.values_list("organisation__name", flat=True)),
        list(talk.records.values_list("record__title", flat=True)),
    ) == (["Anna Nowak", "Somebody New"], ["Harbour House"], ["Fair of bridges"])


def test_one_hidden_record_hides_the_talk(office: Any) -> None:
    both = make.make_interaction(record=make.make_trip())
    secret = make.make_trip(confidentiality="confidential")
    both.records.create(record=secret)
    plain = make.make_interaction(record=make.make_trip())
    free = make.make_interaction()

    def seen(role: str) -> set[int]:
        rows = Interaction.objects.visible_to(make.make_user(role))
        return set(rows.values_list("pk", flat=True))

    assert seen("officer") == {both.pk, plain.pk, free.pk}
    # A liaison sees contacts masked: a talk about no record is about contacts.
    assert seen("liaison") == {plain.pk}
    assert seen("council") == set()


def test_the_search_finds_talks(officer: Client) -> None:
    make.make_interaction(subject="Hafenkonferenz vorbereitet")
    assert "Hafenkonferenz vorbereitet" in officer.get("/search/?q=hafenkonferenz").content.decode()


def test_any_record_is_suggested_while_typing(officer: Client) -> None:
    trip = make.make_trip(title="Fair of bridges")
    options = officer.get(reverse("lookup", args=["record"]), {"q": "bridges"}).json()["options"]
    assert options == [{"value": str(trip.pk), "label": "Fair of bridges"}]
