"""Who declares a tie to a club neither checks nor decides for it; the database keeps it, too."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from delegations.applications import actions, declared
from delegations.models import Application, DeclaredTie
from oia.core.workflow import Refused
from tests import factories as make
from tests.delegations.payments.scene import accounted, decided, seen


def recommend(row: Any, by: Any) -> Application:
    return actions.recommend(
        application=row, proposal="grant", amount=Decimal(240), text="because", by=by
    )


def decide(row: Any, by: Any) -> Application:
    return actions.decide(
        application=row, granted=Decimal(240), reasons=["other"], text="x", conditions="", by=by
    )


def declare(row: Any, by: Any) -> DeclaredTie:
    return declared.declare(application=row, kind="family", text="My sister sings.", by=by)


def test_with_a_tie_one_neither_checks_nor_decides(office: Any) -> None:
    officer, other, head, second = (
        make.make_user(role) for role in ("officer", "officer", "head", "head")
    )
    row = make.make_application()
    declare(row, officer)
    declare(row, head)
    with override("en"), pytest.raises(Refused, match="declared a tie"):
        recommend(row, officer)
    recommend(row, other)
    with override("en"), pytest.raises(Refused, match="declared a tie"):
        decide(row, head)
    assert decide(row, second).status == "granted"


def test_what_was_recommended_before_the_tie_is_checked_anew(office: Any) -> None:
    officer, head = make.make_user("officer"), make.make_user("head")
    row = recommend(make.make_application(), officer)
    declare(row, officer)
    with override("en"), pytest.raises(Refused, match="declared a tie since"):
        decide(row, head)


def test_the_database_keeps_it(office: Any) -> None:
    officer = make.make_user("officer")
    row = make.make_application()
    declare(row, officer)
    with pytest.raises(IntegrityError, match="declared tie"), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(recommended_by=officer)
    with pytest.raises(IntegrityError, match="declared tie"), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(decided_by=officer)


def test_who_joins_the_club_later_stops_nothing_that_is_decided(office: Any) -> None:
    officer = make.make_user("officer")
    row = make.make_application(
        status="granted", granted=Decimal(240), recommended_by=officer, proposal="grant",
        proposed=Decimal(240), advance=Decimal(0), decided_by=make.make_user("head"),
        decided=make.NOW, proof_due=make.DAY,
    )  # fmt: skip
    make.make_representative(club=row.club, user=officer)
    Application.objects.filter(pk=row.pk).update(status="proof")


def test_a_tie_is_declared_once_before_the_decision_by_the_desk(office: Any) -> None:
    officer = make.make_user("officer")
    row = make.make_application()
    for role in ("liaison", "council", "auditor", "club"):
        with pytest.raises(PermissionDenied):
            declare(row, make.make_user(role))
    declare(row, officer)
    with pytest.raises(Refused):
        declare(row, officer)
    with pytest.raises(Refused):
        declare(make.make_granted(), officer)


def test_neither_examines_nor_closes_whoever_has_a_tie(office: Any) -> None:
    from delegations.payments import proofs

    line = make.make_allotment(planned=Decimal(900), currency="EUR")
    row = accounted(decided(line))
    officer = make.make_user("officer")
    DeclaredTie.objects.create(application=row, user=officer, kind="member")
    with pytest.raises(Refused):
        proofs.examine(application=row, final=Decimal(240), finding="x", by=officer)
    proofs.examine(application=row, final=Decimal(240), finding="x", by=make.make_user("officer"))
    with pytest.raises(Refused):
        proofs.close(application=row, due=None, text="", seen=seen(row), by=officer)


def test_it_is_declared_on_the_page_and_seen_by_the_auditor(office: Any, client: Client) -> None:
    officer = make.make_user("officer", language="en")
    row = make.make_application()
    here = f"/delegations/applications/{row.pk}/"
    client.force_login(officer)
    assert "Declare a tie" in client.get(here).content.decode()
    answer = client.post(f"{here}declare/", {"kind": "other", "text": " "}).content.decode()
    assert "Say what it is." in answer
    client.post(f"{here}declare/", {"kind": "other", "text": "I sold them a boat."})
    assert "I sold them a boat." in client.get(here).content.decode()
    client.force_login(make.make_user("auditor", language="en"))
    assert "I sold them a boat." in client.get(here).content.decode()
