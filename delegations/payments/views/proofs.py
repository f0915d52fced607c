"""The proof of use at the desk: what was planned and what it came to, examined, closed, repaid."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from delegations.applications.choices import ApplicationStatus
from delegations.applications.desk_pages import done, seen
from delegations.applications.models import Application, euros
from delegations.payments import proofs
from delegations.payments.forms import CloseForm, ExamineForm
from delegations.payments.models import Proof
from delegations.support import showing
from delegations.support.fields import spoken
from oia.core.permissions import may, requires
from oia.ui import words


def forms_for(row: Application, proof: Proof | None, user: Any) -> list[tuple[str, Any, Any]]:
    """(name, title, blank form) of what the person can do now with the proof of use."""
    found: list[tuple[str, Any, forms.Form]] = []
    if row.status == ApplicationStatus.PROOF and may(user, "applications.write"):
        known = proof or Proof(application=row)
        start = {"final": known.calculated(), "finding": known.finding}
        if known.final is not None:
            start["final"] = known.final
        found.append(("examine", _("Examine the proof of use"), ExamineForm(initial=start)))
    waits = row.status == ApplicationStatus.PROOF and may(user, "decisions.write")
    if waits and proof and proof.examined and proof.examined_by_id != user.pk:
        found.append(("close", _("Close the proof of use"), _close_form(row, proof)))
    return found


def _close_form(row: Application, proof: Proof, data: Any = None) -> CloseForm:
    start = {"due": timezone.localdate() + proofs.TO_REPAY, "seen": proofs.mark_of(proof)}
    return CloseForm(data, initial=start, to_repay=max(Decimal(0), proofs.overpaid(row, proof)))


def shown(row: Application, proof: Proof | None) -> dict[str, Any]:
    """Report and numbers, side by side with those of the application."""
    if proof is None:
        return {}
    too_much = proofs.overpaid(row, proof) if proof.final is not None else 0
    return {
        "proof": proof,
        "numbers": list(_numbers(row, proof)),
        "final": words.money(proof.final, "EUR"),
        "used": showing.shown(proof.assessment) if proof.assessment else None,
        "too_much": words.money(too_much, "EUR")
        if too_much > 0 and row.status == ApplicationStatus.PROOF
        else "",
    }


def _numbers(row: Application, proof: Proof) -> Any:
    """(what, as planned, as it came to, whether they differ)."""
    version = row.version_used
    planned, came = row.case(timezone.now()), proof.case()
    for name, label in (("first_day", _("First day")), ("last_day", _("Last day"))):
        days = [_day(case.get(name)) for case in (planned, came)]
        yield label, *days, days[0] != days[1]
    people = [words.number(case.get("people")) for case in (planned, came)]
    yield _("Participants"), *people, people[0] != people[1]
    for question in version.rules["questions"] if version else ():
        pair = planned["answers"].get(question["code"]), came["answers"].get(question["code"])
        told = [_told(value, question["kind"]) for value in pair]
        yield spoken(question["text"]), *told, pair[0] != pair[1]


def _day(text: str | None) -> str:
    return words.day(dt.date.fromisoformat(text)) if text else "–"


def _told(value: Any, kind: str) -> str:
    if value is None:
        return "–"
    if kind == "cost":
        return words.money(euros(value), "EUR")
    if kind == "yes_no":
        return _("yes") if value else _("no")
    return words.number(value)


@requires("applications.write")
@require_POST
def examine(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)
    return done(
        request, row, _("Examine the proof of use"), ExamineForm(request.POST),
        lambda **said: proofs.examine(application=row, **said, by=request.user),
    )  # fmt: skip


@requires("decisions.write")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)
    proof = proofs.proof_of(row) or Proof(application=row)

    def verb(seen: str, due: Any = None, text: str = "") -> None:
        proofs.close(application=row, due=due, text=text, seen=seen, by=request.user)

    form = _close_form(row, proof, request.POST)
    return done(request, row, _("Close the proof of use"), form, verb)
