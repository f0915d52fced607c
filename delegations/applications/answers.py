"""What a club said in its application, as people read it at the desk, in portal and receipt."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from delegations.applications.forms import STEPS
from delegations.applications.models import Application
from delegations.support.fields import EurosField
from oia.ui import words


def answers_of(application: Application) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """(heading of the step, its (question, answer)); what was left open is not named."""
    version = application.rules(timezone.now())
    if version is None:
        return []
    found = []
    for form in (step(application, version) for step in STEPS.values()):
        lines = [(form.fields[name].label, _answer(form, name)) for name in form.fields]
        found.append((form.heading, [line for line in lines if line[1]]))
    return [part for part in found if part[1]]


def _answer(form: forms.Form, name: str) -> str:
    field, value = form.fields[name], form[name].initial
    if value in (None, ""):
        return ""
    if isinstance(field, EurosField):
        return words.money(Decimal(value) / 100, "EUR")
    if isinstance(value, dt.date):
        return words.day(value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(value)
