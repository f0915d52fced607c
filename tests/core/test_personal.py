"""Every column that could name somebody is in the register; what is due and erased is gone."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone
from django.utils.translation import override

from delegations.models import Traveller
from oia.core import personal
from oia.core.models import Erasure, OutboxMail, ReadLog
from oia.office.actions import set_up_office
from oia.office.models import Invitation, Person, Position
from tests import factories as make

OURS = ("oia.", "partners", "networks", "eufunding", "consular", "delegations", "reporting")
DAY = dt.date(2026, 11, 1)


def our_models() -> list[Any]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith(OURS) and not hasattr(model, "pgh_tracked_model")
    ]


# The register ------------------------------------------------------------------------------------


def test_every_column_that_could_name_somebody_is_classified() -> None:
    listed = {entry.model: set(entry.columns) for entry in personal.entries()}
    for model, columns in personal.impersonal().items():
        listed.setdefault(model, set()).update(columns)
    missing = {
        model._meta.label_lower: sorted(left)
        for model in our_models()
        if (left := personal.candidates(model) - listed.get(model, set()))
    }
    assert missing == {}


def test_no_line_names_what_is_not_there_or_stands_twice() -> None:
    lines = [(entry.model, entry.columns) for entry in personal.entries()]
    lines += list(personal.impersonal().items())
    named = [(model, column) for model, columns in lines for column in columns]
    assert len(named) == len(set(named))
    stale = [
        f"{model._meta.label_lower}.{column}"
        for model, column in named
        if column not in {field.name for field in model._meta.local_concrete_fields}
    ]
    assert stale == []
    page = personal.register()
    assert {entry.purpose for entry in personal.entries()} == set(page.PURPOSES)
    assert {entry.rule for entry in personal.entries()} == set(page.RULES)


def test_the_record_of_processing_is_written_from_the_register(settings: Any) -> None:
    out = io.StringIO()
    call_command("processing_record", stdout=out)
    assert (settings.BASE_DIR / "docs" / "processing.md").read_text() == out.getvalue()


# What is held ------------------------------------------------------------------------------------


def test_what_is_held_about_a_person_has_every_row_of_theirs(office: Any) -> None:
    person = make.make_person(name="Ada Fernandesowa")
    make.make_position(person=person, title="Mayor", email="ada@example.org")
    make.make_position(person=make.make_person(name="Somebody Else"), title="Clerk")
    with override("en"):
        held = personal.held_about(person)
    said = json.dumps([one.rows for one in held])
    assert "Ada Fernandesowa" in said
    assert "ada@example.org" in said
    assert "Clerk" not in said


# What is due -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ended", "left"), [(dt.date(2021, 10, 31), 0), (dt.date(2021, 11, 1), 1)])
def test_names_of_travellers_go_five_years_after_the_trip(
    office: Any, ended: dt.date, left: int
) -> None:
    trip = make.make_trip(first_day=ended, last_day=ended, travellers=3)
    Traveller.objects.create(trip=trip, name="Ada Fernandesowa")
    rows = [found for code, found in personal.due(DAY) if code == "travel"]
    assert 1 - sum(found.count() for found in rows) == left


def test_what_is_due_is_deleted_with_its_history_and_nothing_else(committed: None) -> None:
    set_up_office(city="Musterhausen", country="DE")
    today = timezone.localdate()
    old = make.make_trip(first_day=dt.date(2015, 5, 1), last_day=dt.date(2015, 5, 3), travellers=3)
    new = make.make_trip(first_day=today, last_day=today)
    for trip in (old, new):
        Traveller.objects.create(trip=trip, name=f"Traveller {trip.pk}")
    user = make.make_user("head")
    long_ago = timezone.now() - dt.timedelta(days=800)
    for moment in (long_ago, timezone.now()):
        ReadLog.objects.create(user=user, area="contacts", what="/people/", at=moment)
        OutboxMail.objects.create(
            event=f"test {moment}", recipient="a@example.org", template="x", subject="s", body="b",
            sent=moment,
        )  # fmt: skip
    history = apps.get_model("delegations", "TravellerHistory")
    assert history.objects.count() == 2
    done = personal.delete_due(today)
    expected = {"delegations.traveller": 1, "core.readlog": 1, "core.outboxmail": 1}
    assert done == expected
    assert [row.name for row in Traveller.objects.all()] == [f"Traveller {new.pk}"]
    assert history.objects.count() == 1
    old.refresh_from_db()
    assert old.travellers == 3
    assert personal.delete_due(today) == {}


def test_a_dry_run_counts_and_deletes_nothing(office: Any) -> None:
    trip = make.make_trip(first_day=dt.date(2015, 5, 1), last_day=dt.date(2015, 5, 3))
    Traveller.objects.create(trip=trip, name="Ada Fernandesowa")
    out = io.StringIO()
    call_command("retention", stdout=out)
    assert "delegations.traveller: 1 due" in out.getvalue()
    assert Traveller.objects.count() == 1


# Erasure -----------------------------------------------------------------------------------------


def everywhere(text: str) -> list[str]:
    """Tables, history included, with a row that holds the text."""
    found = []
    with connections["owner"].cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if model._meta.managed and not model._meta.proxy:
                cursor.execute(f'SELECT 1 FROM "{table}" AS t WHERE t::text ILIKE %s', [text])
                if cursor.fetchone():
                    found.append(table)
    return found


def test_an_erased_person_is_nowhere_and_the_ledger_knows(committed: None) -> None:
    set_up_office(city="Musterhausen", country="DE")
    person = make.make_person(name="Ada Fernandesowa")
    person.note = "Ada Fernandesowa likes tea"
    person.save()
    make.make_position(person=person, title="Mayor", email="fernandesowa@example.org")
    make.make_invitation(person=person, event=make.make_event())
    gift = make.make_gift(person=person)
    assert everywhere("%fernandesowa%") != []
    key = str(person.pk)
    out = io.StringIO()
    call_command("erase_person", key, "--reason", "asked", stdout=out)
    assert Person.objects.filter(pk=key).exists()
    call_command("erase_person", key, "--reason", "asked", "--apply", stdout=out)
    assert not Position.objects.exists()
    assert everywhere("%fernandesowa%") == []
    assert Erasure.objects.filter(table="office_person", key=key, values__isnull=True).exists()
    assert not Invitation.objects.exists()
    gift.refresh_from_db()
    assert gift.person is None


def test_nobody_is_erased_who_is_not_there(office: Any) -> None:
    with pytest.raises(CommandError):
        call_command("erase_person", "4711", "--reason", "asked", stdout=io.StringIO())
