"""Verbs of settings: each changes the one row of the office, with the reason in its history."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oia.core import files
from oia.core.audit import deed
from oia.office.actions import set_up_office
from oia.office.models import Department, Desk, Office
from oia.office.setup.look import ARMS_TYPE

DONE, SKIPPED = "done", "skipped"
KEPT = ("currency", "fiscal_start_month", "language")


def _office() -> Office:
    return Office.objects.select_for_update().get(pk=1)


def settle(*, city: str, country: str, name: str, by: Any) -> Office:
    """Whose office this is; the first call sets it up."""
    known = Office.current()
    kept = {field: getattr(known, field) for field in KEPT} if known else {}
    with transaction.atomic(), deed(by=by, why=_("Settings")):
        set_up_office(city=city, country=country, **kept, by=by)
        office = _office()
        office.name = name
        office.set_up = {**office.set_up, "city": DONE}
        office.save()
    return office


def change(*, values: dict[str, Any], step: str = "", by: Any, why: str = "") -> Office:
    """Set the given fields; `step` is ticked off the set-up. Raises ValidationError."""
    with transaction.atomic(), deed(by=by, why=why or _("Settings")):
        office = _office()
        for field, value in values.items():
            setattr(office, field, value)
        if step:
            office.set_up = {**office.set_up, step: DONE}
        office.full_clean()
        office.save()
    return office


def set_arms(*, picture: bytes | None, by: Any) -> Office:
    """`picture` as `look.redrawn` gave it; None takes the arms away."""
    stored = files.store(picture, media_type=ARMS_TYPE) if picture else None
    return change(values={"arms": stored}, by=by)


def add_departments(*, lines: list[tuple[str, list[str]]], by: Any) -> tuple[int, int]:
    """Departments with their desks; what is there already stays. Answers how many are new."""
    departments = desks = 0
    with transaction.atomic(), deed(by=by, why=_("Departments and desks entered")):
        for name, posts in lines:
            known = Department.objects.filter(name__iexact=name).first()
            department = known or Department.objects.create(name=name)
            departments += known is None
            for post in posts:
                if not Desk.objects.filter(name__iexact=post).exists():
                    Desk.objects.create(name=post, department=department)
                    desks += 1
        office = _office()
        office.set_up = {**office.set_up, "departments": DONE}
        office.save()
    return departments, desks


def skip(*, step: str, by: Any) -> None:
    with transaction.atomic(), deed(by=by, why=_("Set-up")):
        office = _office()
        if office.set_up.get(step) != DONE:
            office.set_up = {**office.set_up, step: SKIPPED}
            office.save()


def finish(*, by: Any) -> None:
    """The set-up is over; its page can still be opened."""
    with transaction.atomic(), deed(by=by, why=_("Set-up finished")):
        office = _office()
        office.set_up_finished = office.set_up_finished or timezone.now()
        office.save()
