"""Every step of an application by every role: taken by whom the table says, and by nobody else."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from delegations.applications.workflows import APPLICATION
from delegations.models import Application
from oia.core.permissions import may
from oia.core.workflow import Refused, perform
from oia.roles import ROLES
from tests.factories import (
    make_application,
    make_paper,
    make_proof,
    make_reclaim,
    make_representative,
    make_revocation,
    make_user,
)

pytestmark = pytest.mark.django_db
STEPS = [(step.name, source) for step in APPLICATION.transitions for source in step.source]
DECIDED = ("granted", "refused", "proof", "reclaim", "closed", "revoked")


def ready(name: str, source: str, user: Any) -> Application:
    """An application that every guard of the step lets pass, and that the person may see."""
    club = make_representative(user=user).club if user.role == "club" else None
    said: dict[str, Any] = {"status": source} | ({"club": club} if club else {})
    if source == "draft":
        said["entered_by"] = None if club else user
    if name == "send":
        template = make_application(status="submitted")
        said |= {
            "submitted": template.submitted,
            "version_used": template.version_used,
            "scheme": template.scheme,
        }
    if name == "recommend":
        said |= {"recommended_by": user, "proposal": "grant", "proposed": Decimal(1)}
    if source in ("recommended", *DECIDED):
        said |= {"recommended_by": make_user("officer"), "proposal": "grant"}
    if name in ("grant", "refuse") or source in DECIDED:
        granted = Decimal(0) if "refuse" in (name, source) else Decimal(1)
        decider = user if source == "recommended" else make_user("head")
        said |= {"decided": timezone.now(), "decided_by": decider, "granted": granted}
    if user.role == "club":  # who may not decide is not entered as if they had
        said = {k: v for k, v in said.items() if v is not user}
    row = make_application(**said)
    if name == "ask":
        make_paper(application=row, asked_by=make_user("officer"))
    if name == "account":
        make_proof(application=row)
    if name in ("close", "reclaim") and user.role != "club":
        make_proof(application=row, examined_by=make_user("officer"), closed_by=user)
    if name in ("repaid", "settle"):
        make_reclaim(application=row, repaid_on=row.last_day)
    if name in ("revoke", "revoke_paid", "settle"):
        by = make_user("head") if user.role == "club" else user
        make_revocation(application=row, decided_by=by, decided=timezone.now())
    if name == "revoke_paid":
        make_reclaim(application=row)
    return row


@pytest.mark.parametrize(("name", "source"), STEPS)
@pytest.mark.parametrize("role", ROLES)
def test_a_step_is_taken_by_whom_the_table_says(
    office: Any, name: str, source: str, role: str
) -> None:
    user, step = make_user(role), APPLICATION.names[name]
    row = ready(name, source, user)
    allowed = may(user, step.capability)
    if (name, source, role) == ("withdraw", "draft", "officer"):
        allowed = False  # the guard: a draft is the club's own to take back
    if allowed:
        assert perform(APPLICATION, row, name, by=user, reason="as agreed").status == step.target
        return
    with pytest.raises((PermissionDenied, Refused)):
        perform(APPLICATION, row, name, by=user, reason="as agreed")
    row.refresh_from_db()
    assert row.status == source


@pytest.mark.parametrize("name", APPLICATION.names)
def test_a_step_from_another_state_is_refused(office: Any, name: str) -> None:
    step = APPLICATION.names[name]
    user = next(u for u in map(make_user, ROLES) if may(u, step.capability))
    row = ready(name, step.source[0], user)
    other = "withdrawn" if "withdrawn" not in step.source else "closed"
    Application.objects.filter(pk=row.pk).update(status=other)
    with pytest.raises(Refused, match="changed the status"):
        perform(APPLICATION, row, name, by=user, reason="as agreed")
