"""Saved views, ticked rows, and what happens to many rows at once."""

import dataclasses
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from delegations.models import Trip
from oia.core.audit import history_of
from oia.core.models import SavedView, User
from oia.office import lists
from oia.office.models import Department, Desk, Tag
from tests.factories import make_person, make_place, make_position, make_trip, make_user

pytestmark = pytest.mark.django_db
TRIPS = "/delegations/"


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def head(office: Any, people: dict[str, User]) -> Client:
    return signed_in(people["head"])


def save_view(client: Client, name: str, query: str, **more: str) -> None:
    data = {"page": "trip_list", "name": name, "query": query, **more}
    assert client.post(reverse("view_save"), data).status_code == 302


# Saved views -----------------------------------------------------------------------------------


def test_a_saved_view_keeps_filter_order_and_columns(head: Client) -> None:
    query = "status=closed&sort=title&columns=title%2Cstatus"
    save_view(head, "Erledigt", query)
    view = SavedView.objects.get()
    assert (view.name, view.query, view.shared) == ("Erledigt", query, False)
    page = head.get(f"{TRIPS}?{query}").content.decode()
    assert re.search(r'aria-current="page">Erledigt<', page)


def test_the_same_name_again_replaces_the_own_view(head: Client) -> None:
    save_view(head, "Meine", "status=closed")
    save_view(head, "Meine", "status=draft")
    assert list(SavedView.objects.values_list("name", "query")) == [("Meine", "status=draft")]


def test_own_views_are_seen_by_nobody_else_and_shared_ones_by_all(
    head: Client, people: dict[str, User]
) -> None:
    save_view(head, "Geheimes", "status=draft")
    save_view(head, "Gemeinsames", "status=closed", shared="yes")
    page = signed_in(people["officer"]).get(TRIPS).content.decode()
    assert ("Geheimes" in page, "Gemeinsames" in page) == (False, True)


def test_who_only_reads_cannot_share(office: Any, people: dict[str, User]) -> None:
    save_view(signed_in(people["mayor"]), "Blick", "status=closed", shared="yes")
    assert SavedView.objects.get().shared is False


def test_a_view_of_somebody_else_cannot_be_removed(head: Client, people: dict[str, User]) -> None:
    save_view(head, "Bleibt", "status=draft", shared="yes")
    address = reverse("view_remove", args=[SavedView.objects.get().pk])
    assert signed_in(people["officer"]).post(address).status_code == 404
    assert head.post(address).status_code == 302
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("page", ["job_list", "home", "nothing", "trip", "https://example.org/"])
def test_only_lists_have_views(head: Client, page: str) -> None:
    data = {"page": page, "name": "x", "query": ""}
    assert head.post(reverse("view_save"), data).status_code == 404


def test_a_view_without_a_name_is_refused_with_a_sentence(head: Client) -> None:
    data = {"page": "trip_list", "name": " \x00 ", "query": "status=draft"}
    answer = head.post(reverse("view_save"), data, follow=True)
    assert "Geben Sie der Ansicht einen Namen" in answer.content.decode()
    assert SavedView.objects.count() == 0


# Ticked rows -----------------------------------------------------------------------------------


def preview(client: Client, name: str, query: str = "", **data: Any) -> str:
    answer = client.post(f"{TRIPS}?{query}", {"bulk": name, **data})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_preview_says_how_many_and_changes_nothing(head: Client) -> None:
    trips = [make_trip() for _number in range(3)]
    page = preview(head, "assign", pick=[trip.pk for trip in trips[:2]])
    assert "2 Einträge werden geändert" in page
    assert Trip.objects.exclude(desk=None).count() == 0


def test_all_that_match_means_the_filter_and_no_more(head: Client) -> None:
    make_trip(status="closed")
    drafts = {make_trip(status="draft").pk for _number in range(2)}
    desk = Desk.objects.create(name="FTE 2")
    data = {"scope": "all", "confirmed": "2", "bulk-desk": desk.pk, "bulk": "assign"}
    assert head.post(f"{TRIPS}?status=draft", data).status_code == 302
    assert set(Trip.objects.filter(desk=desk).values_list("pk", flat=True)) == drafts


def test_a_selection_that_grew_meanwhile_is_shown_again(head: Client) -> None:
    make_trip(status="draft")
    desk = Desk.objects.create(name="FTE 2")
    data = {"scope": "all", "confirmed": "1", "bulk-desk": desk.pk}
    make_trip(status="draft")
    assert "hat sich inzwischen geändert" in preview(head, "assign", "status=draft", **data)
    assert Trip.objects.filter(desk=desk).count() == 0


def test_each_change_stands_in_the_history_with_its_actor(head: Client) -> None:
    trip, desk = make_trip(), Desk.objects.create(name="FTE 2")
    data = {"bulk": "assign", "pick": trip.pk, "confirmed": "1", "bulk-desk": desk.pk}
    head.post(TRIPS, data)
    latest = history_of(trip)[0]
    assert (latest.who, latest.why) == ("Head", "Gemeinsam zugewiesen")


def test_a_trip_is_found_by_the_department_it_was_given(head: Client) -> None:
    trip, department = make_trip(), Department.objects.create(name="Grünflächenamt")
    data = {
        "bulk": "department",
        "pick": trip.pk,
        "confirmed": "1",
        "bulk-department": department.pk,
    }
    head.post(TRIPS, data)
    assert [found.pk for found in Trip.objects.search("gruenflachenamt")] == []
    assert [found.pk for found in Trip.objects.search("Grunflachenamt")] == [trip.pk]


def test_tags_are_the_same_in_any_capitals_and_come_off_again(head: Client) -> None:
    first, second = make_trip(), make_trip()
    for trip, word in ((first, "Jubiläum 2027"), (second, " jubiläum  2027 ")):
        head.post(TRIPS, {"bulk": "tag", "pick": trip.pk, "confirmed": "1", "bulk-tag": word})
    tag = Tag.objects.get()
    page = head.get(f"{TRIPS}?tag={tag.pk}").content.decode()
    assert (first.title in page, second.title in page, tag.taggings.count()) == (True, True, 2)
    data = {"bulk": "tag", "scope": "all", "confirmed": "2", "bulk-tag": "JUBILÄUM 2027"}
    head.post(TRIPS, {**data, "bulk-remove": "on"})
    assert Tag.objects.count() == 0


def test_steps_are_taken_where_possible_and_the_others_are_named(head: Client) -> None:
    draft, closed = make_trip(status="draft"), make_trip(status="closed")
    data = {"bulk": "step", "scope": "all", "confirmed": "2", "bulk-step": "request"}
    page = head.post(TRIPS, data, follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.status == "requested"
    assert "1 Eintrag geändert" in page
    assert "1 unverändert: dieser Schritt passt nicht zum Status" in page
    assert closed.title in page


def test_ticked_rows_are_exported_alone(head: Client) -> None:
    wanted, other = make_trip(), make_trip()
    answer = head.post(TRIPS, {"bulk": "csv", "pick": wanted.pk})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert (wanted.title in text, other.title in text) == (True, False)


def test_too_many_steps_at_once_get_a_sentence(
    head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "STEP", dataclasses.replace(lists.STEP, most=1))
    picks = [make_trip().pk, make_trip().pk]
    page = head.post(TRIPS, {"bulk": "step", "pick": picks}, follow=True).content.decode()
    assert "2 Einträge sind zu viele auf einmal" in page


def test_nothing_ticked_gets_a_sentence(head: Client) -> None:
    page = head.post(TRIPS, {"bulk": "assign"}, follow=True).content.decode()
    assert "Kreuzen Sie zuerst Zeilen an" in page


def test_who_only_reads_changes_nothing(office: Any, people: dict[str, User]) -> None:
    trip = make_trip()
    reader = signed_in(people["mayor"])
    data = {"bulk": "tag", "pick": trip.pk, "confirmed": "1", "bulk-tag": "x"}
    assert reader.post(TRIPS, data).status_code == 403
    assert Tag.objects.count() == 0


def test_a_liaison_changes_only_rows_of_the_own_department(
    office: Any, people: dict[str, User]
) -> None:
    department = Department.objects.create(name="Kulturamt")
    Desk.objects.create(name="Kultur", department=department, holder=people["liaison"])
    own, foreign = make_trip(department=department), make_trip()
    client = signed_in(people["liaison"])
    picks = [own.pk, foreign.pk]
    client.post(TRIPS, {"bulk": "tag", "pick": picks, "confirmed": "1", "bulk-tag": "Theater"})
    assert list(Tag.objects.get().taggings.values_list("record", flat=True)) == [own.pk]
    data = {"bulk": "assign", "pick": own.pk, "confirmed": "1", "bulk-desk": ""}
    assert client.post(TRIPS, data).status_code == 403


@pytest.mark.parametrize("pick", ["", "abc", "-1", "9" * 30, "1' OR 1=1"])
def test_nonsense_keys_select_nothing(head: Client, pick: str) -> None:
    make_trip()
    data = {"bulk": "tag", "pick": pick, "confirmed": "1", "bulk-tag": "x"}
    assert head.post(TRIPS, data).status_code == 302
    assert Tag.objects.count() == 0


def test_the_list_of_people_says_what_somebody_is_now(office: Any, client: Client) -> None:
    person = make_person(name="Ana Silva")
    make_position(person=person, title="Secretary", start="2010", end="2015")
    position = make_position(person=person, title="Chair", start="2016", end="")
    make_person(name="Nobody Yet")
    client.force_login(make_user("officer", language="en"))
    page = client.get("/people/").content.decode()
    assert "Chair" in page
    assert str(position.organisation) in page
    assert "Secretary" not in page
    lines = b"".join(client.get("/people/?export=csv")).decode()
    assert "Chair" in lines


def test_the_filter_of_countries_offers_those_of_the_list_and_takes_all(
    office: Any, client: Client
) -> None:
    client.force_login(make_user("officer", language="en"))
    make_trip(title="There", destination=make_place("Lyon", "FR"))
    make_place("Oslo", "NO")
    page = client.get("/delegations/?filters=all").content.decode()
    offered = re.findall(r'<option value="([A-Z]{2})"', page)
    assert offered == ["FR"]
    page = client.get("/delegations/?country=PE").content.decode()
    assert ("Country: Peru" in page, "There" in page) == (True, False)
    assert '<option value="PE" selected>' in page


def test_on_paper_stand_all_pages_of_what_is_on_the_screen(head: Client) -> None:
    for number in range(60):
        make_trip(title=f"Printed {number}")
    make_trip(title="Another")
    page = head.get(f"{reverse('trip_list')}?q=Printed&sort=title").content.decode()
    assert sum(f"Printed {number}<" in page for number in range(60)) == 50
    address = "?q=Printed&amp;sort=title&amp;print=1"
    assert (address in page, "data-print" in page) == (True, False)
    paper = head.get(f"{reverse('trip_list')}?q=Printed&sort=title&print=1").content.decode()
    assert [f"Printed {number}<" in paper for number in range(60)] == [True] * 60
    assert ("Another" in paper, "data-print" in paper, 'aria-label="Pages"' in paper) == (
        False, True, False,
    )  # fmt: skip
