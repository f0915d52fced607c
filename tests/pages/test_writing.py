"""Every noun is entered, changed, contradicted, deleted and brought back in the browser."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oia.core.models import SentForm
from oia.core.permissions import may
from oia.office.actions import set_up_office
from oia.office.models import Desk, Record
from oia.office.writing.fields import LookupField
from oia.office.writing.pages import CreatePage, EditPage
from tests import factories as make
from tests.pages.forms import filled, values_of
from tests.pages.routes import routes

HTML = '<script>alert("Żółw")</script>'
# A visible mark from the right, an emoji, an accent: kept as they are.
MIXED = "שלום 🇺🇦 Łódź\u200f"
PLACE = "Lyon, Frankreich"


def three(noun: str) -> dict[str, str]:
    """The needed fields of a noun, as a person types them."""
    number = make.number()
    network = f"Network {number}"
    if noun in ("membership", "office_held"):
        make.make_network(title=network)
    if noun == "agreement":
        make.make_partnership(f"Tiestadt {number}")
    if noun == "officer":
        make.make_post(seat=f"Seat {number}")
    if noun == "invitation":
        make.make_event(title=f"Event {number}")
        make.make_person(name=f"Guest {number}")
    if noun == "programme_item":
        make.make_trip(title=f"Programmed {number}")
    if noun in ("allotment", "spending"):
        make.make_line(f"Line {number}")
    return {
        "partnership": {"place": PLACE, "signed": "5/1966"},
        "agreement": {
            "title": f"A {number}",
            "partnership": f"Tiestadt {number}",
            "signed": "1966",
        },
        "club": {"title": f"C {number}"},
        "trip": {"title": f"T {number}", "destination": PLACE, "first_day": "1.3.27"},
        "visit": {"title": f"V {number}", "from_place": "Breslau", "first_day": "2027-03-01"},
        "event": {"title": f"E {number}", "first_day": "1 March 2027", "place": "Mailand"},
        "network": {"title": f"N {number}", "since": "1.5.1966"},
        "membership": {"network": network, "year": "2027", "fee": "1.234,50"},
        "office_held": {"network": network, "body": "Board", "role": "Chair"},
        "bid": {"title": f"B {number}"},
        "call": {"title": f"C {number}", "identifier": f"call-{number}", "opens": "01.03.2027"},
        "post": {"country": "Frankreich", "seat": f"Sitz {number}"},
        "officer": {"post": f"Seat {number}", "name": f"O {number}", "head_class": "consul"},
        "department": {"name": f"D {number}"},
        "desk": {"name": f"D {number}", "share": "0,5"},
        "budget_line": {"name": f"L {number}"},
        "person": {"name": f"P {number}"},
        "organisation": {"name": f"O {number}", "place": PLACE},
        "invitation": {"event": f"Event {number}", "person": f"Guest {number}"},
        "gift": {"title": f"G {number}", "day": "1.3.2027"},
        "programme_item": {
            "record": f"Programmed {number}",
            "title": f"P {number}",
            "day": "1.3.2027",
            "start": "10:00",
        },
        "stock_item": {"name": f"I {number}"},
        "interaction": {"subject": f"S {number}", "day": "1.3.2027"},
        "follow_up": {"title": f"F {number}", "due": "1.3.2027"},
        "allotment": {"year": "2027", "line": f"Line {number}", "planned": "1,234.50"},
        "spending": {
            "day": "1.3.2027",
            "line": f"Line {number}",
            "reference": f"R{number}",
            "amount": "-80,10",
        },
    }[noun]


MADE: dict[str, Callable[..., Any]] = {
    name.removeprefix("make_"): getattr(make, name)
    for name in dir(make)
    if name.startswith("make_")
}
NEW = [r for r in routes() if r.view_class and issubclass(r.view_class, CreatePage)]
NOUNS = [route.name.removesuffix("_new") for route in NEW]
# Begun in the portal, by a club or for it.
BEGUN_ELSEWHERE = {"application"}
each_noun = pytest.mark.parametrize("noun", NOUNS)


def writing_of(noun: str) -> Any:
    return next(r.view_class.writing for r in NEW if r.name == f"{noun}_new")


@pytest.fixture
def head(office: Any, client: Client) -> Client:
    client.force_login(make.make_user("head"))
    return client


def new(noun: str) -> str:
    return reverse(f"{noun}_new")


def edit(row: Any) -> str:
    return reverse(f"{row.detail_url_name}_edit", args=[row.pk])


def enter(client: Client, noun: str, **typed: str) -> Any:
    return client.post(new(noun), filled(client, new(noun), **{**three(noun), **typed}))


def entered(noun: str) -> Any:
    """Rows of the noun but for the department every office has from the start."""
    rows = writing_of(noun).model.objects.all()
    return rows.exclude(name="OIA") if noun == "department" else rows


def only(noun: str) -> Any:
    return entered(noun).get()


def errors(answer: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_every_noun_that_is_a_record_is_written_here() -> None:
    nouns = {noun.detail_url_name for noun in Record.nouns().values()}
    assert nouns - BEGUN_ELSEWHERE <= set(NOUNS)


@each_noun
def test_a_noun_is_entered_with_its_few_needed_fields(head: Client, noun: str) -> None:
    answer = enter(head, noun)
    assert (answer.status_code, getattr(answer.context, "keys", list)()) == (302, []), errors(
        answer
    )
    row = only(noun)
    assert answer.headers["Location"] == reverse(noun, args=[row.pk])
    assert head.get(answer.headers["Location"]).status_code == 200
    form = head.get(new(noun)).context["form"]
    needed = {name for name, field in form.fields.items() if field.required}
    written_by_themselves = {n for n in needed if values_of(head.get(new(noun))).get(n)}
    assert needed - written_by_themselves <= set(form.first)


@each_noun
def test_an_entry_is_saved_again_untouched_and_nothing_changes(head: Client, noun: str) -> None:
    enter(head, noun)
    row = only(noun)
    before = {f.name: getattr(row, f.attname) for f in row._meta.concrete_fields}
    assert head.post(edit(row), values_of(head.get(edit(row)))).status_code == 302
    row.refresh_from_db()
    after = {f.name: getattr(row, f.attname) for f in row._meta.concrete_fields}
    for name in ("version", "updated"):
        before.pop(name, None)
        after.pop(name, None)
    assert after == before


BAD = {
    "too long": "x" * 30_000,
    "html": HTML,
    "mixed": MIXED,
    "day": "31.02.2027",
    "negative": "-5",
    "two readings": "1.500",
    "nul": "a\x00b",
    "number": "9" * 40,
    "foreign key": "999999999999",
}


@each_noun
def test_bad_input_in_any_field_gets_a_sentence_or_is_kept_as_text(head: Client, noun: str) -> None:
    """No failure, nothing typed is lost, no markup comes alive."""
    good = three(noun)
    blank = head.get(new(noun))
    names = list(blank.context["form"].fields)
    values = values_of(blank)
    failed = []
    for name, (what, text) in itertools.product(names, BAD.items()):
        values["key"] = f"{name}{what}"
        answer = head.post(new(noun), {**values, **good, name: text})
        if answer.status_code == 302:
            writing_of(noun).model.objects.all().delete()
            continue
        shown = values_of(answer)
        field = answer.context["form"].fields[name]
        lost = hasattr(field, "choices") or type(field).__name__ == "BooleanField"
        kept = lost or shown.get(name, "").replace("\r\n", "\n") == text
        if answer.status_code != 200 or not answer.context["problems"] or not kept:
            failed.append((name, what, answer.status_code))
        if HTML in answer.content.decode():
            failed.append((name, what, "markup"))
    assert failed == []


@each_noun
def test_a_key_of_nobody_is_refused_with_a_sentence(head: Client, noun: str) -> None:
    """A lookup's hidden key is checked against what the person may see."""
    blank = head.get(new(noun))
    fields = blank.context["form"].fields
    for name in (name for name, field in fields.items() if isinstance(field, LookupField)):
        typed = {**three(noun), name: "Nowhere", f"{name}_choice": "2147483000"}
        answer = head.post(
            new(noun), filled(head, new(noun), **typed, **{f"{name}_for": "Nowhere"})
        )
        assert (answer.status_code, name in errors(answer)) == (200, True)
        assert entered(noun).count() == 0


@each_noun
def test_the_forms_open_for_whom_the_table_says(office: Any, client: Client, noun: str) -> None:
    row = MADE[noun]()
    for role in ("officer", "mayor", "council", "auditor", "admin"):
        user = make.make_user(role)
        client.force_login(user)
        wanted = 200 if may(user, writing_of(noun).capability) else 403
        addresses = (new(noun), edit(row), reverse(f"{noun}_delete", args=[row.pk]))
        assert {client.get(address).status_code for address in addresses} == {wanted}, role


@each_noun
def test_what_is_not_there_is_not_edited(head: Client, noun: str) -> None:
    for name in ("edit", "delete", "history"):
        assert head.get(reverse(f"{noun}_{name}", args=[2**40])).status_code == 404
    assert head.post(reverse(f"{noun}_edit", args=[2**40]), {}).status_code == 404


@each_noun
def test_a_form_sent_twice_makes_one_row(head: Client, noun: str) -> None:
    data = filled(head, new(noun), **three(noun))
    answers = [head.post(new(noun), data) for _time in range(3)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert entered(noun).count() == 1


def test_a_key_no_database_can_keep_is_no_failure(head: Client) -> None:
    data = filled(head, new("trip"), **three("trip")) | {"key": "a\x00b"}
    assert head.post(new("trip"), data).status_code == 302
    assert only("trip").title == data["title"]


def test_the_key_of_somebody_else_opens_nothing(head: Client, client: Client) -> None:
    data = filled(head, new("trip"), **three("trip"))
    head.post(new("trip"), data)
    client.force_login(make.make_user("officer"))
    assert client.post(new("trip"), data).status_code == 403
    assert SentForm.objects.count() == 1


# Two at once ---------------------------------------------------------------------------------


def test_the_second_editor_sees_both_texts_and_loses_none(office: Any) -> None:
    first, second = Client(), Client()
    first.force_login(make.make_user("officer", name="Anna Erste"))
    second.force_login(make.make_user("officer", name="Berta Zweite"))
    trip = make.make_trip(title="Fair")
    mine = filled(second, edit(trip), title="Fair in spring", note="Long thoughts " * 50)
    first.post(edit(trip), filled(first, edit(trip), title="Fair 2025", leader="Carla"))
    answer = second.post(edit(trip), mine)
    shown = {c.name: (c.theirs, c.mine) for c in answer.context["clashes"]}
    assert answer.status_code == 409
    assert answer.context["who"] == "Anna Erste"
    assert shown == {"title": ("Fair 2025", "Fair in spring"), "leader": ("Carla", "–")}
    assert values_of(answer)["note"] == mine["note"]
    # Without an answer nothing is saved; with one, each field is whose it was said to be.
    again = second.post(edit(trip), values_of(answer))
    assert (again.status_code, values_of(again)["title"]) == (409, "Fair in spring")
    chosen = values_of(again) | {"keep-title": "mine", "keep-leader": "theirs"}
    assert second.post(edit(trip), chosen).status_code == 302
    trip.refresh_from_db()
    assert (trip.title, trip.leader, trip.note) == (
        "Fair in spring",
        "Carla",
        mine["note"].strip(),
    )


def test_without_what_the_form_saw_the_first_text_would_be_lost(office: Any, head: Client) -> None:
    """The negative control: it is the digests that notice, not chance."""
    trip = make.make_trip(title="Fair")
    mine = filled(head, edit(trip), title="Mine")
    head.post(edit(trip), filled(head, edit(trip), title="Theirs"))
    mine["base"] = values_of(head.get(edit(trip)))["base"]
    assert head.post(edit(trip), mine).status_code == 302
    trip.refresh_from_db()
    assert trip.title == "Mine"


def test_a_number_of_another_noun_was_never_an_entry_of_this_one(head: Client) -> None:
    visit = make.make_visit()
    assert head.post(reverse("trip_edit", args=[visit.pk]), {}).status_code == 404


def test_what_was_typed_for_a_deleted_entry_is_kept(head: Client) -> None:
    visit = make.make_visit(status="draft")
    typed = filled(head, edit(visit), title="Still wanted")
    head.post(reverse("visit_delete", args=[visit.pk]), {"act": "delete"})
    answer = head.post(edit(visit), typed)
    assert (answer.status_code, values_of(answer)["title"]) == (410, "Still wanted")
    entered = head.post(new("visit"), values_of(answer))
    assert entered.status_code == 302
    assert only("visit").title == "Still wanted"


# Delete, archive, history --------------------------------------------------------------------


@each_noun
def test_an_entry_on_which_nothing_hangs_is_deleted(head: Client, noun: str) -> None:
    enter(head, noun)
    row = only(noun)
    address = reverse(f"{noun}_delete", args=[row.pk])
    assert head.get(address).status_code == 200
    assert head.post(address, {"act": "delete", "why": "entered twice"}).status_code == 302
    assert entered(noun).count() == 0
    assert head.get(f"{new(noun)}?deleted={row.pk}").status_code == 200


def test_what_carries_something_is_archived_and_brought_back(head: Client) -> None:
    tie = make.make_partnership("Tiestadt")
    charter = make.make_agreement(partnership=tie, title="Charter")
    address = reverse("partnership_delete", args=[tie.pk])
    page = head.post(address, {"act": "delete", "why": "no more"})
    named = [("Charter", charter.get_absolute_url())]
    assert [(h.count, h.examples) for h in page.context["hanging"]] == [(1, named)]

    def listed(query: str = "") -> bool:
        head.get("/")  # says what has been done, which names the tie
        return "Tiestadt" in head.get(f"/partners/{query}").content.decode()

    found = [listed()]
    head.post(address, {"act": "archive", "why": "asleep"})
    found += [listed(), listed("?archived=too"), listed("?archived=only")]
    head.post(address, {"act": "bring_back"})
    assert [*found, listed(), listed("?archived=only")] == [True, False, True, True, True, False]


def test_a_trip_past_its_draft_is_deleted_with_a_reason_only(head: Client) -> None:
    trip = make.make_trip(status="approved")
    make.make_traveller(trip=trip)
    address = reverse("trip_delete", args=[trip.pk])
    assert head.post(address, {"act": "delete"}).status_code == 200
    assert head.post(address, {"act": "delete", "why": "never happened"}).status_code == 302
    assert writing_of("trip").model.objects.count() == 0


def test_history_says_who_and_why_and_leads_back(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head", name="Anna Muster"))
    trip = make.make_trip(title="First")
    for title, why in (("Second", "a new name"), ("Third", "")):
        client.post(edit(trip), filled(client, edit(trip), title=title, why=why))
    entries = client.get(reverse("trip_history", args=[trip.pk])).context["entries"]
    told = [(e["who"], e["why"], [(f.before, f.after) for f in e["fields"]]) for e in entries[:2]]
    assert told == [
        ("Anna Muster", "", [("Second", "Third")]),
        ("Anna Muster", "a new name", [("First", "Second")]),
    ]


def test_one_record_goes_back_to_an_earlier_state_by_an_ordinary_save(
    committed: None, client: Client
) -> None:
    set_up_office(city="Musterhausen", country="DE")
    client.force_login(make.make_user("head"))
    trip = make.make_trip(title="First", leader="Anna")
    client.post(edit(trip), filled(client, edit(trip), title="Second", leader=""))
    entries = client.get(reverse("trip_history", args=[trip.pk])).context["entries"]
    page = client.get(entries[-1]["restore_url"])
    assert client.post(edit(trip), values_of(page)).status_code == 302
    trip.refresh_from_db()
    newest = client.get(reverse("trip_history", args=[trip.pk])).context["entries"][0]
    assert (trip.title, trip.leader) == ("First", "Anna")
    assert newest["why"].startswith("Back to the state of")


def test_history_hides_what_the_page_hides(office: Any, client: Client) -> None:
    club = make.make_club(email="old@example.org")
    for role in ("head", "auditor"):
        client.force_login(make.make_user(role, name=role))
        if role == "head":
            client.post(edit(club), filled(client, edit(club), email="new@example.org"))
    pages = [reverse("club_history", args=[club.pk]), reverse("club", args=[club.pk])]
    assert [
        "example.org" in client.get(page).content.decode().split("<main")[1] for page in pages
    ] == [
        False,
        False,
    ]


# A liaison writes what is the own department's ---------------------------------------------------


@pytest.fixture
def liaison(office: Any, client: Client) -> Client:
    user = make.make_user("liaison")
    Desk.objects.create(name="Liaison", holder=user, department=make.make_department("Culture"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("noun", ["trip", "visit", "network", "bid", "membership", "call"])
def test_an_entry_of_a_liaison_is_the_own_departments(liaison: Client, noun: str) -> None:
    answer = enter(liaison, noun)
    assert answer.status_code == 302, errors(answer)
    row = only(noun)
    assert str(getattr(row, row.own_department)) == "Culture"


def test_a_liaison_enters_and_changes_nothing_of_others(liaison: Client) -> None:
    make.make_department("Youth")
    answer = enter(liaison, "trip", department="Youth")
    assert (answer.status_code, list(errors(answer))) == (200, ["department"])
    foreign = make.make_trip()
    assert liaison.get(edit(foreign)).status_code == 403
    assert liaison.post(edit(foreign), {}).status_code == 403
    assert (
        liaison.post(reverse("trip_delete", args=[foreign.pk]), {"act": "delete"}).status_code
        == 403
    )
    own = make.make_trip(department=Desk.objects.get().department)
    moved = filled(liaison, edit(own), department="Youth", department_choice="")
    assert liaison.post(edit(own), moved).status_code == 200
    own.refresh_from_db()
    assert str(own.department) == "Culture"


def test_a_confidential_entry_has_no_form_for_a_liaison(liaison: Client) -> None:
    trip = make.make_trip(confidentiality="confidential")
    for name in ("edit", "delete"):
        assert liaison.get(reverse(f"trip_{name}", args=[trip.pk])).status_code == 404
    hidden = enter(liaison, "trip", confidentiality="confidential")
    assert list(errors(hidden)) == ["confidentiality"]


# Lookups ---------------------------------------------------------------------------------------


def test_a_place_of_many_names_is_asked_and_the_answer_is_taken(head: Client) -> None:
    for country in ("DE", "FR"):
        make.make_place("Zweimal", country)
    typed = {**three("trip"), "destination": "zweimal"}
    answer = head.post(new("trip"), filled(head, new("trip"), **typed))
    options = answer.context["form"].fields["destination"].widget.options
    assert len(options) > 1
    values = values_of(answer) | {"destination_choice": options[0].value}
    assert head.post(new("trip"), values).status_code == 302
    assert str(only("trip").destination) in options[0].label


def test_what_nobody_knows_is_entered_in_place_and_only_when_saved(head: Client) -> None:
    from oia.office.models import Place

    count = Place.objects.count()
    typed = {**three("trip"), "destination": "Hinterwald, Frankreich", "first_day": "31.2.2027"}
    answer = head.post(new("trip"), filled(head, new("trip"), **typed))
    values = values_of(answer) | {"destination_choice": "new"}
    assert head.post(new("trip"), values).status_code == 200
    assert Place.objects.count() == count
    values = values_of(answer) | {"destination_choice": "new", "first_day": "1.3.2027"}
    assert head.post(new("trip"), values).status_code == 302
    assert str(only("trip").destination) == "Hinterwald"


@pytest.mark.parametrize("kind", ["place", "person", "department", "network", "trip-visit"])
def test_suggestions_are_few_and_cheap(
    head: Client, kind: str, django_assert_max_num_queries: Any
) -> None:
    for _time in range(12):
        make.make_place("Aburg"), make.make_person(name="Aburg"), make.make_department()
        make.make_network(title="Aburg"), make.make_trip(title="Aburg")
    head.get("/lookup/place/", {"q": "aburg"})
    with django_assert_max_num_queries(2 + 4):  # session, person, savepoint and its end
        options = head.get(f"/lookup/{kind}/", {"q": "ab"}).json()["options"]
    assert len([o for o in options if o["value"] != "new"]) <= 10


def test_suggestions_show_nobody_what_they_may_not_see(office: Any, client: Client) -> None:
    make.make_trip(title="Secret", confidentiality="confidential")
    make.make_person(name="Secret Person")
    found = {}
    for role in ("officer", "liaison", "council"):
        client.force_login(make.make_user(role))
        kinds = ("trip", "person", "place", "department")
        found[role] = [
            len(client.get(f"/lookup/{kind}/", {"q": "secret"}).json()["options"]) for kind in kinds
        ]
    assert found["council"] == [0, 0, 0, 0]
    assert (found["officer"][0], found["liaison"][0]) == (1, 0)


# Parts -----------------------------------------------------------------------------------------


def test_people_and_costs_are_written_with_their_trip(head: Client) -> None:
    rows = {
        "traveller-0-name": "Anna",
        "traveller-1-name": "Berta",
        "tripcost-0-amount": "1.234,50",
        "tripcost-1-kind": "lodging",
        "tripcost-1-amount": "80",
    }
    enter(head, "trip", **rows)
    trip = only("trip")
    assert [p.name for p in trip.people.order_by("pk")] == ["Anna", "Berta"]
    assert [(str(c.amount), c.currency) for c in trip.costs.order_by("pk")] == [
        ("1234.50", "EUR"),
        ("80.00", "EUR"),
    ]
    head.post(edit(trip), filled(head, edit(trip), **{"traveller-0-DELETE": "on"}))
    assert [p.name for p in trip.people.all()] == ["Berta"]


def test_shares_of_a_fee_add_up_to_the_cent_or_a_sentence_says_so(head: Client) -> None:
    for name in ("Culture", "Youth"):
        make.make_department(name)
    shares = {
        "feeshare-0-department": "Culture",
        "feeshare-0-amount": "617,25",
        "feeshare-1-department": "Youth",
        "feeshare-1-amount": "617,24",
    }
    answer = enter(head, "membership", **shares)
    assert (answer.status_code, list(errors(answer))) == (200, ["fee"])
    values = values_of(answer) | {"feeshare-1-amount": "617,25"}
    assert head.post(new("membership"), values).status_code == 302
    row = only("membership")
    wrong = filled(head, edit(row), fee="2000,00")
    assert list(errors(head.post(edit(row), wrong))) == ["fee"]


def test_overlaps_are_told_while_typing_and_after_saving(head: Client) -> None:
    enter(head, "trip")
    query = {"destination": "Lyon, Frankreich", "first_day": "2.3.2027"}
    told = head.get(reverse("trip_overlaps"), query).content.decode()
    assert only("trip").title in told
    assert head.get(reverse("trip_overlaps"), {"first_day": "31.2.2027"}).content.strip() == b""
    second = enter(head, "trip")
    assert "overlap" in head.get(second.headers["Location"]).content.decode()


def test_another_journey_like_this_one_starts_with_its_facts(head: Client) -> None:
    trip = make.make_trip(title="Fair", leader="Anna", travellers=3)
    values = values_of(head.get(f"{new('trip')}?like={trip.pk}"))
    assert (values["title"], values["leader"], values["travellers"], values["first_day"]) == (
        "Fair",
        "Anna",
        "3",
        "",
    )


def test_a_route_of_writing_without_its_noun_would_be_found() -> None:
    pages = [r for r in routes() if r.view_class and issubclass(r.view_class, EditPage)]
    # These come by being dropped on a record: there is no page "new".
    dropped = {"document", "photo"}
    assert {route.name.removesuffix("_edit") for route in pages} == set(
        NOUNS
    ) | dropped | BEGUN_ELSEWHERE


def test_what_hangs_on_a_row_is_counted_for_all_and_named_for_those_who_see_it(
    head: Client,
) -> None:
    admin = Client()
    admin.force_login(make.make_user("admin"))
    department = make.make_department("Youth")
    trip = make.make_trip(department=department, title="Secret trip")
    Record.objects.filter(pk=trip.pk).update(confidentiality="confidential")
    address = reverse("department_delete", args=[department.pk])
    seen = {}
    for name, person in {"head": head, "admin": admin}.items():
        hanging = person.get(address).context["hanging"]
        seen[name] = [(one.count, [text for text, _ in one.examples]) for one in hanging]
    assert seen == {"head": [(1, ["Secret trip"])], "admin": [(1, [])]}
