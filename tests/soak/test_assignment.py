"""A form changes what it asks for and nothing else, whoever sends what besides."""

import datetime as dt
from contextlib import suppress
from typing import Any

from django.db import DatabaseError, models, transaction
from django.forms import modelform_factory
from django.test import Client

from oia.api.nouns import nouns
from oia.core.permissions import may
from oia.roles import ROLES
from tests import factories as make
from tests.api.caller import Caller, make_row
from tests.pages.forms import values_of
from tests.pages.test_writing import edit
from tests.soak.trial import FULL, Trial

# Kept by every save itself.
OWN = {"version", "updated", "search_text", "modified"}


def other_value(field: Any, value: Any) -> str:
    """Something valid that the row does not hold."""
    if isinstance(field, models.BooleanField):
        return "" if value else "on"
    if isinstance(field, models.DateTimeField):
        return "2031-01-02 03:04:05"
    if isinstance(field, models.DateField):
        return "2031-01-02"
    if field.choices:
        return str(next(code for code, _label in field.flatchoices if code != value))
    if field.is_relation:
        rows = field.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True)
        return str(rows.first() or 1)
    return "7" if not isinstance(field, models.CharField | models.TextField) else "Changed"


def state(row: Any) -> dict[str, Any]:
    fresh = type(row)._base_manager.get(pk=row.pk)
    return {f.attname: getattr(fresh, f.attname) for f in fresh._meta.concrete_fields}


def test_only_what_is_asked_for_changes(office: Any, trial: Trial) -> None:
    trial.promise = (
        "every column of every noun, sent with its form and to its API by every role: what the "
        "form does not ask for stays as it is, and where somebody may not write, everything does"
    )
    trial.control = "a form of all fields"
    written = [noun for noun in nouns().values() if noun.writing]
    for noun in written if FULL else written[::8]:
        row = make_row(noun)
        writing = noun.writing
        assert writing is not None
        for role in ROLES:
            user = make.make_user(role)
            client = Client(raise_request_exception=False)
            client.force_login(user)
            page: Any = client.get(edit(row))
            shown = values_of(page) if page.status_code == 200 else {}
            asked = set(page.context["form"].fields) if shown else set()
            caller = Caller(user) if may(user, "tokens.write") else None
            for field in row._meta.concrete_fields:
                if field.name in asked:
                    continue
                given = other_value(field, getattr(row, field.attname))
                held = _page_holds(client, row, shown, field, given)
                if caller:
                    held = _api_holds(caller, noun, row, field, given) and held
                if not held:
                    print(f"{noun.name}.{field.name} by {role}")
                trial.saw(held=held)
    trip = make.make_trip()
    for field in trip._meta.concrete_fields:
        if not field.editable or field.primary_key or field.name in OWN or field.is_relation:
            continue
        loose = modelform_factory(type(trip), fields=[field.name])
        with transaction.atomic():
            form = loose(
                {field.name: other_value(field, getattr(trip, field.attname))}, instance=trip
            )
            before = state(trip)
            with suppress(DatabaseError), transaction.atomic():
                if form.is_valid():
                    form.save()
            trial.control_saw(broke=state(trip) != before)
            transaction.set_rollback(True)
        trip.refresh_from_db()


def _page_holds(client: Client, row: Any, shown: dict[str, str], field: Any, given: str) -> bool:
    before = state(row)
    with transaction.atomic():
        extra = {field.name: given, field.attname: given, f"{field.name}_choice": given}
        answer: Any = client.post(edit(row), {**shown, **extra})
        after = state(row) if type(row)._base_manager.filter(pk=row.pk).exists() else {}
        transaction.set_rollback(True)
    # Nothing else was changed: what differs is what each save keeps itself.
    differs = {name for name in before if before[name] != after.get(name)} - OWN
    return answer.status_code < 500 and field.attname not in differs and not differs - set(shown)


def _api_holds(caller: Caller, noun: Any, row: Any, field: Any, given: str) -> bool:
    before = state(row)
    with transaction.atomic():
        answer = caller.patch(f"/{noun.name}/{row.pk}/", {field.name: given})
        after = state(row)
        transaction.set_rollback(True)
    return 400 <= answer.status_code < 500 and before == after


def test_a_day_is_another_day() -> None:
    assert other_value(models.DateField(), dt.date(2030, 1, 1)) == "2031-01-02"
