"""The history of a case is told to whom the table of roles lets read it."""

from typing import Any

import pytest
from django.urls import reverse

from tests import factories as make

MADE = {"trip": make.make_trip, "membership": make.make_membership, "person": make.make_person}


def looks(client: Any, row: Any) -> tuple[int, bool]:
    """What the address of the history answers, and whether the row's page tells of it."""
    address = reverse(f"{row.detail_url_name}_history", args=[row.pk])
    page = client.get(reverse(row.detail_url_name, args=[row.pk]))
    return client.get(address).status_code, "desk-history" in page.content.decode()


@pytest.mark.parametrize("noun", ["trip", "membership"])
def test_an_officer_reads_the_history_of_own_cases_only(
    office: Any, client: Any, noun: str
) -> None:
    ours, theirs = make.make_department(), make.make_department()
    officer = make.make_user("officer")
    make.make_desk(holder=officer, department=ours)
    client.force_login(officer)
    name = "lead_department" if noun == "membership" else "department"
    rows = [MADE[noun](**{name: department}) for department in (ours, theirs, None)]
    assert [looks(client, row) for row in rows] == [(200, True), (404, False), (200, True)]


def test_a_case_on_a_colleagues_desk_is_not_the_officers_own(office: Any, client: Any) -> None:
    officer = make.make_user("officer")
    client.force_login(officer)
    desks = [make.make_desk(holder=holder) for holder in (officer, make.make_user("officer"))]
    found = [looks(client, make.make_trip(desk=desk)) for desk in desks]
    assert found == [(200, True), (404, False)]


@pytest.mark.parametrize("noun", MADE)
def test_head_and_auditor_read_every_history(office: Any, client: Any, noun: str) -> None:
    department = make.make_department()
    facts = {"trip": {"department": department}, "membership": {"lead_department": department}}
    row = MADE[noun](**facts.get(noun, {}))
    for role in ("head", "auditor"):
        client.force_login(make.make_user(role))
        assert looks(client, row) == (200, True)
