"""The application's role adds to the history and to frozen reports and can never change them."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from delegations.models import Trip
from oia.core.audit import deed, history_of
from oia.core.rights import FROZEN, history_tables
from tests.factories import make_trip, make_user

CLOSED = [*history_tables(), *FROZEN]
DEEDS = {
    "UPDATE": 'UPDATE "{table}" SET "{column}" = "{column}"',
    "DELETE": 'DELETE FROM "{table}"',
    "TRUNCATE": 'TRUNCATE "{table}"',
}


def column_of(table: str) -> str:
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    return model._meta.concrete_fields[-1].column


def ask(sql: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("what", DEEDS)
@pytest.mark.parametrize("table", CLOSED)
def test_history_and_published_reports_cannot_be_changed(db: None, table: str, what: str) -> None:
    sql = DEEDS[what].format(table=table, column=column_of(table))
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_it_is_the_right_that_is_missing_and_not_the_table(db: None) -> None:
    """The negative control: on a table of daily work the same sentences are obeyed."""
    with connection.cursor() as cursor:
        cursor.execute(DEEDS["UPDATE"].format(table="delegations_trip", column="leader"))
        cursor.execute(DEEDS["DELETE"].format(table="delegations_trip"))
    held = [ask("SELECT has_table_privilege('oia_owner', %s, 'UPDATE')", t) for t in CLOSED]
    assert held == [True] * len(CLOSED)


def test_every_tracked_noun_has_a_closed_history(db: None) -> None:
    tracked = {
        m.pgh_tracked_model._meta.db_table
        for m in apps.get_models()
        if hasattr(m, "pgh_tracked_model")
    }
    assert {"office_record", "delegations_trip", "partners_partnership", "core_user"} <= tracked


def test_the_role_is_no_superuser_and_makes_no_roles(db: None) -> None:
    row = "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles"
    assert ask("SELECT current_user") == "oia_app"
    assert ask(f"{row} WHERE rolname = current_user") is False


def test_the_role_owns_nothing(db: None) -> None:
    assert ask("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == 0


def test_history_says_who_and_why_even_of_an_update_in_bulk(db: None) -> None:
    user = make_user("officer", name="Erika Muster")
    trip = make_trip(travellers=1)
    with deed(by=user, why="corrected from the list"):
        Trip.objects.filter(pk=trip.pk).update(travellers=3)
    last = apps.get_model("delegations", "TripHistory").objects.order_by("-pgh_id")[0]
    assert (last.pgh_obj_id, last.travellers, last.pgh_context) == (
        trip.pk,
        3,
        {"user": user.pk, "name": "Erika Muster", "why": "corrected from the list"},
    )
    changes = [c for c in history_of(trip) if c.what.endswith("1 → 3")]
    told = [(change.who, change.why) for change in changes]
    assert told == [("Erika Muster", "corrected from the list")]


def test_a_deletion_stays_in_the_history(db: None) -> None:
    trip = make_trip()
    pk = trip.pk
    with deed(by=make_user(name="Erika Muster"), why="twice"):
        Trip.objects.filter(pk=pk).delete()
    events = apps.get_model("delegations", "TripHistory").objects.filter(pgh_obj_id=pk)
    labels = list(events.order_by("pgh_id").values_list("pgh_label", flat=True))
    assert (labels, events.latest("pgh_id").pgh_context["why"]) == (["insert", "delete"], "twice")


def test_what_a_page_changes_names_the_person_signed_in(office: Any, client: Any) -> None:
    user = make_user("officer", name="Erika Muster")
    client.force_login(user)
    trip = make_trip(status="draft")
    client.post(f"/delegations/{trip.pk}/step/", {"step": "cancel", "reason": "ill"})
    told = [(change.who, change.why) for change in history_of(trip) if "→" in change.what]
    assert told == [("Erika Muster", "ill")]
