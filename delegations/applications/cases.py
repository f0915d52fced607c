"""An application taken in hand: locked, in a state, by who may and not in their own cause."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from delegations.applications.models import Application, Representative
from oia.core.locks import locked
from oia.core.permissions import may
from oia.core.workflow import Refused


def locked_case(application: Application, by: Any, label: str, *states: str) -> Application:
    """The row under its lock, until the transaction ends. Raises PermissionDenied without the
    capability `label`, Refused outside the states."""
    row: Application | None = (
        locked(Application.objects.visible_to(by)).filter(pk=application.pk).first()
    )
    if row is None or not may(by, label):
        raise PermissionDenied
    if row.status not in states:
        raise Refused(_("Somebody else has changed the status meanwhile. Reload the page."))
    return row


def own_causes(rows: Iterable[Application], by: Any) -> dict[int, str]:
    """For each why the person neither checks nor decides it, or nothing; two queries for all."""
    rows = list(rows)
    clubs = set(Representative.objects.filter(user=by).values_list("club", flat=True))
    declared = Application.objects.filter(pk__in=[row.pk for row in rows], ties__user=by)
    tied = set(declared.values_list("pk", flat=True))
    speaks = _("You speak for this club: somebody else has to check and to decide.")
    has_tie = _("You have declared a tie to this club: somebody else checks and decides.")
    return {
        row.pk: speaks if row.club_id in clubs else has_tie if row.pk in tied else ""
        for row in rows
    }


def not_own_cause(application: Application, by: Any) -> None:
    """Raises Refused for whom `own_causes` keeps out."""
    if refusal := own_causes([application], by)[application.pk]:
        raise Refused(refusal)


def mark_of(application: Application) -> str:
    """Which state of an application somebody looked at."""
    handed = application.papers.exclude(document=None).order_by("pk")
    files = handed.values_list("pk", "document__file")
    return " ".join((application.updated.isoformat(), *(f"{pk}:{file}" for pk, file in files)))


def unchanged(application: Application, seen: str) -> None:
    """Raises Refused where `seen`, the mark of what a page showed, is no longer so."""
    if seen and seen != mark_of(application):
        raise Refused(_("The application was changed meanwhile. Look at it again."))
