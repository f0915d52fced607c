"""Every register and every page of a noun: filters, sort, search, export, cost, who sees what."""

import csv
import io
import itertools
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from oia.office.models import Record
from oia.ui.filters import ChoiceFilter
from oia.ui.pages import DetailPage, ListPage
from tests import factories as make
from tests.pages.routes import Route, routes

HOSTILE = '<script>alert("Kraków")</script>'
MADE: dict[str, Callable[..., Any]] = {
    "partnership_list": make.make_partnership,
    "agreement_list": make.make_agreement,
    "club_list": make.make_club,
    "trip_list": make.make_trip,
    "visit_list": make.make_visit,
    "event_list": make.make_event,
    "network_list": make.make_network,
    "membership_list": make.make_membership,
    "office_held_list": make.make_office_held,
    "bid_list": make.make_bid,
    "call_list": make.make_call,
    "post_list": make.make_post,
    "officer_list": make.make_officer,
    "person_list": make.make_person,
    "organisation_list": make.make_organisation,
    "allotment_list": make.make_allotment,
    "spending_list": make.make_spending,
    "import_list": make.make_import_run,
    "department_list": make.make_department,
    "desk_list": make.make_desk,
    "budget_line_list": make.make_line,
    "document_list": make.make_document,
    "follow_up_list": make.make_follow_up,
    "interaction_list": make.make_interaction,
    "photo_list": make.make_photo,
    "invitation_list": make.make_invitation,
    "gift_list": make.make_gift,
    "programme_item_list": make.make_programme_item,
    "stock_item_list": make.make_stock_item,
    "application_list": make.make_application,
    "read_list": make.make_read,
    "payment_list": make.make_payment,
    "payment_run_list": make.make_batch,
    "commitment_list": make.make_commitment,
}
# Nouns with a page whose rows stand on the page of something else.
PAGED = {"scheme_version_list": make.make_scheme_version}
# What a title is made of where it is no field of its own.
TITLED: dict[str, Callable[[str], Any]] = {
    "partnership_list": lambda text: make.make_partnership(text),
    "membership_list": lambda text: make.make_membership(network=make.make_network(title=text)),
    "office_held_list": lambda text: make.make_office_held(role=text),
    "post_list": lambda text: make.make_post(seat=text),
    "officer_list": lambda text: make.make_officer(name=text),
    "stock_item_list": lambda text: make.make_stock_item(name=text),
    "invitation_list": lambda text: make.make_invitation(person=make.make_person(name=text)),
    "document_list": lambda text: make.make_document(name=text),
    "interaction_list": lambda text: make.make_interaction(subject=text),
    "person_list": lambda text: make.make_person(name=text),
    "organisation_list": lambda text: make.make_organisation(name=text),
    "allotment_list": lambda text: make.make_allotment(line=make.make_line(text)),
    "spending_list": lambda text: make.make_spending(text=text),
    "import_list": lambda text: make.make_import_run(name=text),
    "commitment_list": lambda text: make.make_commitment(text=text),
    "department_list": make.make_department,
    "desk_list": make.make_desk,
    "budget_line_list": make.make_line,
    "payment_run_list": lambda text: make.make_batch(text=text),
}
# What every office has from its first day: its own department.
THERE = {"department_list": 1}
WRONG = [
    "\x00",
    "text",
    "9" * 30,
    "-1",
    "1.5",
    "NaN",
    "Infinity",
    "1e400",
    "' OR 1=1",
    "2025-02-30",
    "٣",
]

LISTS = [r for r in routes() if r.view_class and issubclass(r.view_class, ListPage)]
DETAILS = [r for r in routes() if r.view_class and issubclass(r.view_class, DetailPage)]
each_list = pytest.mark.parametrize("route", LISTS, ids=lambda route: route.name)
each_detail = pytest.mark.parametrize("route", DETAILS, ids=lambda route: route.name)


@pytest.fixture
def head(office: Any, client: Client) -> Client:
    client.force_login(make.make_user("head"))
    return client


def titled(route: Route, text: str) -> Any:
    return TITLED.get(route.name, lambda text: MADE[route.name](title=text))(text)


class Rows(HTMLParser):
    """The cells of the page's table, row by row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = self.cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tbody":
            self.inside = True
        elif self.inside and tag == "tr":
            self.rows.append([])
        elif self.inside and tag in ("td", "th") and "desk-pick" not in str(dict(attrs)):
            self.cell = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody":
            self.inside = False
        elif tag in ("td", "th"):
            self.cell = False

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.rows[-1][-1] += data


def listed(client: Client, route: Route, **query: str) -> list[list[str]]:
    answer = client.get(route.address(), {"size": "100", **query})
    assert answer.status_code == 200
    # Sums may stand above the list.
    _above, _bar, below = answer.content.decode().partition('class="desk-bar"')
    return Rows(below).rows


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    spoken = [q for q in captured if "SAVEPOINT" not in q["sql"]]
    return len(spoken)


def test_every_list_and_every_noun_is_among_those_tried() -> None:
    assert {route.name for route in LISTS} == set(MADE)
    nouns = {noun.detail_url_name for noun in Record.nouns().values()}
    assert nouns <= {route.name for route in DETAILS}


@each_list
def test_a_register_is_empty_has_one_row_has_thirty(head: Client, route: Route) -> None:
    found = [len(listed(head, route))]
    MADE[route.name]()
    found.append(len(listed(head, route)))
    for _time in range(29):
        MADE[route.name]()
    found.append(len(listed(head, route)))
    there = THERE.get(route.name, 0)
    assert found == [there, there + 1, there + 30]


@each_list
def test_thirty_rows_cost_as_many_queries_as_one(head: Client, route: Route) -> None:
    MADE[route.name]()
    one = queries(head, route.address())
    for _time in range(29):
        MADE[route.name]()
    assert queries(head, route.address()) == one
    assert one <= 8 + 2  # the session and the person


def valid_values(route: Route, name: str, known: Any) -> list[str]:
    if isinstance(known, ChoiceFilter):
        return [str(value) for value, _label in known.field.choices if value != ""][:3]
    field = type(known.field).__name__
    return {"DateField": ["2025-05-09", "09.05.2025"]}.get(field, ["2025", "1"])


@each_list
def test_every_filter_takes_what_is_valid_and_survives_what_is_not(
    head: Client, route: Route
) -> None:
    MADE[route.name]()
    filterset = route.view_class.filterset_class
    if filterset is None:
        return
    request = head.get(route.address()).wsgi_request
    bound = filterset({}, route.view_class.table.model.objects.all(), request=request)
    failed = []
    for name, known in bound.filters.items():
        for value in [*valid_values(route, name, known), *WRONG, ""]:
            answer = head.get(route.address(), {name: value})
            export = head.get(route.address(), {name: value, "export": "csv"})
            if (answer.status_code, export.status_code) != (200, 200):
                failed.append((name, value))
    assert failed == []


@each_list
def test_every_column_sorts_both_ways_and_nonsense_does_not(head: Client, route: Route) -> None:
    for _time in range(3):
        MADE[route.name]()
    usual = listed(head, route)
    columns = [column.name for column in route.view_class.table.declared]
    for name, sign in itertools.product(columns, ("", "-")):
        query = {"sort": f"{sign}{name}", "columns": ",".join(columns)}
        assert len(listed(head, route, **query)) == THERE.get(route.name, 0) + 3, query
    assert listed(head, route, sort="password") == usual
    assert listed(head, route, sort="\x00", page="-3", columns="\x00,nothing") == usual


@each_list
def test_exports_hold_what_the_page_lists(head: Client, route: Route) -> None:
    for _time in range(4):
        MADE[route.name]()
    shown = [row[0].strip() for row in listed(head, route)]
    answer = head.get(route.address(), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    book = head.get(route.address(), {"export": "xlsx"})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book.streaming_content)))
    cells = sheet.get_sheet_by_index(0).to_python()
    assert [line[0] for line in lines[1:]] == shown
    assert [str(line[0]) for line in cells[1:]] == shown
    assert [str(cell) for cell in cells[0]] == lines[0]


@each_list
def test_search_forgives_accents_and_capitals(head: Client, route: Route) -> None:
    titled(route, "Straße von Łódź nach Kraków")
    MADE[route.name]()
    assert len(listed(head, route, q="STRASSE lodz krakow")) == 1
    assert len(listed(head, route, q="lodz nirgends")) == 0
    assert len(listed(head, route, q="\x00")) == THERE.get(route.name, 0) + 2


@each_list
def test_a_hostile_title_is_only_text(head: Client, route: Route) -> None:
    row = titled(route, HOSTILE)
    pages = [route.address(), f"{route.address()}?q={HOSTILE}", f"/search/?q={HOSTILE}", "/"]
    if hasattr(row, "detail_url_name"):
        name = row.detail_url_name
        pages += [r.address(pk=row.pk) for r in DETAILS if r.name == name]
    for page in pages:
        answer = head.get(page)
        assert answer.status_code == 200
        assert HOSTILE not in answer.content.decode()


@each_list
def test_a_row_with_a_formula_is_exported_as_text(head: Client, route: Route) -> None:
    titled(route, "=1+1")
    answer = head.get(route.address(), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert [
        c for line in csv.reader(io.StringIO(text), delimiter=";") for c in line if c[:1] == "="
    ] == []


# The page of each noun ----------------------------------------------------------------------


def panel_rows(noun: str, obj: Any, times: int) -> None:
    """Rows in every panel of the noun's page."""
    for _time in range(times):
        if noun == "partnership":
            make.make_agreement(partnership=obj)
            make.make_club(partnership=obj)
            make.make_event(about=obj)
            make.make_allotment(about=obj)
            make.make_trip(destination=obj.place)
            make.make_visit(from_place=obj.place)
        elif noun == "trip":
            make.make_traveller(trip=obj)
            make.make_programme_item(record=obj)
            make.make_spending(record=obj)
            make.make_trip(destination=obj.destination, first_day=obj.first_day)
        elif noun == "visit":
            make.make_spending(record=obj)
        elif noun == "network":
            make.make_membership(network=obj)
            make.make_office_held(network=obj)
        elif noun == "call":
            make.make_bid(call=obj)
            make.make_deadline(call=obj)
        elif noun == "post":
            make.make_officer(post=obj, role="other")
        elif noun == "person":
            make.make_position(person=obj)
            make.make_interaction(person=obj)
        elif noun == "organisation":
            make.make_position(organisation=obj)
            make.make_interaction(organisation=obj)
        elif noun == "event":
            make.make_document(record=obj)
            make.make_follow_up(record=obj)
            make.make_interaction(record=obj)
            make.make_photo(record=obj)
            make.make_invitation(event=obj)
            make.make_gift(record=obj)


@each_detail
def test_the_page_of_a_noun_costs_the_same_with_full_panels(head: Client, route: Route) -> None:
    obj = (MADE | PAGED)[f"{route.name}_list"]()
    panel_rows(route.name, obj, 1)
    one = queries(head, route.address(pk=obj.pk))
    panel_rows(route.name, obj, 29)
    assert queries(head, route.address(pk=obj.pk)) == one


@each_detail
def test_what_is_not_there_answers_404(head: Client, route: Route) -> None:
    assert head.get(route.address(pk=2**31 - 1)).status_code == 404
    assert head.get(route.address(pk=2**70)).status_code == 404


@each_detail
def test_the_page_opens_in_both_languages(office: Any, client: Client, route: Route) -> None:
    obj = (MADE | PAGED)[f"{route.name}_list"]()
    for language in ("de", "en"):
        client.force_login(make.make_user("head", language=language))
        assert client.get(route.address(pk=obj.pk)).status_code == 200


@each_detail
def test_a_record_of_another_noun_has_no_page_here(head: Client, route: Route) -> None:
    if not issubclass(route.view_class.model, Record):
        return
    foreign = make.make_event() if route.name != "event" else make.make_trip()
    assert head.get(route.address(pk=foreign.pk)).status_code == 404


@pytest.mark.parametrize(
    "noun", ["partnership", "trip", "visit", "event", "network", "bid", "post"]
)
def test_a_confidential_record_is_not_there_for_a_liaison(
    office: Any, client: Client, noun: str
) -> None:
    obj = MADE[f"{noun}_list"](confidentiality="confidential")
    page = next(route.address(pk=obj.pk) for route in DETAILS if route.name == noun)
    found = {}
    for role in ("liaison", "officer"):
        client.force_login(make.make_user(role))
        list_page = next(route for route in LISTS if route.name == f"{noun}_list")
        found[role] = (
            client.get(page).status_code,
            client.get(f"/records/{obj.pk}/").status_code,
            len(listed(client, list_page)),
        )
    assert found == {"liaison": (404, 404, 0), "officer": (200, 302, 1)}


def test_private_contacts_are_shown_to_the_office_only(office: Any, client: Client) -> None:
    club = make.make_club(email="private@example.org", contact="Erika Muster")
    seen = {}
    for role in ("officer", "liaison", "auditor"):
        client.force_login(make.make_user(role))
        pages = [client.get("/partners/clubs/"), client.get(f"/partners/clubs/{club.pk}/")]
        seen[role] = ["private@example.org" in page.content.decode() for page in pages]
    assert seen == {"officer": [True, True], "liaison": [False, False], "auditor": [False, False]}


def test_contacts_leave_the_house_only_with_the_right_to_export(
    office: Any, client: Client
) -> None:
    found = {}
    for role in ("officer", "liaison", "mayor", "auditor"):
        client.force_login(make.make_user(role))
        found[role] = client.get("/people/", {"export": "csv"}).status_code
    assert found == {"officer": 200, "liaison": 403, "mayor": 403, "auditor": 403}
