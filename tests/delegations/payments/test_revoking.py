"""A grant that is taken back by two people, and what comes back of it in parts, or is given up."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from delegations.applications import letters
from delegations.applications.awards import awarded
from delegations.indicators import granted_sum
from delegations.models import Application, Payment, Reclaim, Repayment, Revocation
from delegations.payments import actions, reclaims, revoking
from oia.core.models import OutboxMail
from oia.core.workflow import Refused
from oia.office.models import Allotment
from tests import factories as make
from tests.delegations.payments.scene import TODAY, closed, decided, released, sums

pytestmark = pytest.mark.django_db
LATER = TODAY + dt.timedelta(days=30)


@pytest.fixture
def line(office: Any) -> Allotment:
    return make.make_allotment(planned=Decimal(1000), currency="EUR", year=2025)


@pytest.fixture
def row(line: Allotment) -> Application:
    return decided(line, advance=Decimal(240))


def proposed(row: Application, by: Any = None, **said: Any) -> Revocation:
    by = by or make.make_user("officer")
    common = {"reasons": ["no_journey"], "text": "The club told us."}
    return revoking.propose(application=row, **common | said, by=by)


def revoked(row: Application, by: Any = None, due: Any = None) -> Application:
    found = revoking.revocation_of(row) or proposed(row)
    return revoking.decide(
        application=row, due=due, seen=revoking.mark_of(found), by=by or make.make_user("head")
    )


def paid(row: Application) -> Application:
    """All that may be paid early has arrived."""
    batch = released(row.payments.get())
    actions.book(batch=batch, day=TODAY, by=make.make_user("head"))
    return row


# Taking back -------------------------------------------------------------------------------------


def test_a_grant_of_which_nothing_was_paid_frees_its_line(row: Application, line: Any) -> None:
    assert sums(line) == (240, 240, 760)
    done = revoked(row)
    assert (done.status, sums(line)) == ("revoked", (0, 0, 1000))
    assert list(Payment.objects.values_list("status", flat=True)) == ["cancelled"]
    assert not Reclaim.objects.exists()
    assert done.granted == 240  # the decision stands as it was made


def test_what_was_paid_is_asked_back(row: Application, line: Allotment) -> None:
    paid(row)
    done = revoked(row, due=LATER)
    assert done.status == "reclaim"
    reclaim = Reclaim.objects.get()
    assert (reclaim.amount, reclaim.due, reclaim.outstanding) == (240, LATER, 240)
    assert sums(line)[1] == 240
    done = reclaims.repaid(application=done, day=TODAY, by=make.make_user("officer"))
    assert (done.status, sums(line)) == ("revoked", (0, 0, 1000))


def test_what_is_asked_back_needs_a_day_that_lies_ahead(row: Application) -> None:
    paid(row)
    with pytest.raises(ValidationError, match="lies ahead"):
        revoked(row, due=TODAY)


def test_nobody_takes_a_grant_back_alone(row: Application) -> None:
    both = make.make_user("head")
    with pytest.raises(PermissionDenied):
        proposed(row, by=both)  # a head decides; officers check and propose
    found = proposed(row)
    with pytest.raises(PermissionDenied):
        revoked(row, by=make.make_user("liaison"))
    with pytest.raises(Refused, match="proposed it yourself"):
        revoked(row, by=found.proposed_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revocation.objects.update(decided_by=found.proposed_by, decided=found.proposed)
    revoked(row, by=both)


def test_who_speaks_for_the_club_or_has_a_tie_takes_no_part(row: Application) -> None:
    insider = make.make_user("officer")
    make.make_representative(club=row.club, user=insider)
    with pytest.raises(Refused, match="speak for this club"):
        proposed(row, by=insider)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_revocation(application=row, proposed_by=insider)


def test_a_proposal_gives_its_reason_and_can_be_dropped(row: Application) -> None:
    for said, where in (
        ({"reasons": []}, "Tick why"),
        ({"reasons": ["made up"]}, "Tick why"),
        ({"reasons": ["other"], "text": " "}, "Explain the other"),
    ):
        with pytest.raises(ValidationError, match=where):
            proposed(row, **said)
    proposed(row)
    with pytest.raises(Refused, match="proposed already"):
        proposed(row)
    revoking.drop(application=row, by=make.make_user("head"))
    assert not Revocation.objects.exists()
    row.refresh_from_db()
    assert row.status == "granted"


def test_a_proposal_that_changed_is_not_decided_unseen(row: Application) -> None:
    old = proposed(row)
    revoking.drop(application=row, by=make.make_user("head"))
    proposed(row, reasons=["untrue"])
    with pytest.raises(Refused, match="changed meanwhile"):
        revoking.decide(
            application=row, due=None, seen=revoking.mark_of(old), by=make.make_user("head")
        )


def test_a_revocation_that_was_decided_stays(row: Application) -> None:
    revoked(row)
    for change in (
        lambda: Revocation.objects.update(text="other words"),
        lambda: Revocation.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_nothing_is_paid_any_more(row: Application) -> None:
    revoked(row)
    row.refresh_from_db()
    assert actions.plan(application=row, by=make.make_user("officer")) is None
    with pytest.raises(IntegrityError, match="more than was granted"), transaction.atomic():
        make.make_payment(application=row)


def test_a_payment_in_a_list_stops_it(row: Application) -> None:
    from tests.delegations.payments.scene import prepared

    prepared(row.payments.get())
    with pytest.raises(Refused, match="stands in a list"):
        revoked(row)


def test_a_closed_case_is_not_revoked(row: Application) -> None:
    with pytest.raises(Refused, match="changed the status"):
        proposed(closed(row))


def test_the_club_is_told_and_reads_why(row: Application) -> None:
    speaker = make.make_representative(club=row.club).user
    mails = OutboxMail.objects.filter(recipient=speaker.email, template="revoked")
    proposed(row, text="You told us that nobody went.")
    club = Client()
    club.force_login(speaker)
    page = club.get(row.portal_url()).content.decode()
    assert "nobody went" not in page  # what is only proposed is the office's own business
    revoked(row)
    assert mails.count() == 1
    page = club.get(row.portal_url()).content.decode()
    assert "You told us that nobody went." in page
    assert "The journey did not take place." in page


def test_its_letter_names_reasons_money_and_remedy(office: Any, row: Application) -> None:
    import io

    import pypdf

    paid(row)
    revoked(row, due=LATER)
    row = Application.objects.get(pk=row.pk)
    data = letters.revocation_letter(row, office)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    text = " ".join(text.split())
    assert "240,00" in text or "240.00" in text
    assert office.name in text
    assert "{" not in text


def test_figures_do_not_count_what_was_revoked(office: Any, row: Application) -> None:
    assert row.decided is not None
    period = office.period(row.decided.year)
    assert granted_sum(period, office) == {"EUR": 240}
    assert len(awarded(period)[0]) == 1
    revoked(row)
    assert granted_sum(period, office) in ({}, {"EUR": 0})
    assert awarded(period)[0] == []


# Coming back -------------------------------------------------------------------------------------


@pytest.fixture
def owed(row: Application) -> Application:
    return revoked(paid(row), due=LATER)


def test_instalments_free_the_line_as_they_come(owed: Application, line: Allotment) -> None:
    officer = make.make_user("officer")
    row = reclaims.repaid(application=owed, day=TODAY, amount=Decimal("100.01"), by=officer)
    assert (row.status, sums(line)[1]) == ("reclaim", Decimal("139.99"))
    assert Reclaim.objects.get().outstanding == Decimal("139.99")
    with pytest.raises(ValidationError, match="at most what is owed"):
        reclaims.repaid(application=row, day=TODAY, amount=Decimal(140), by=officer)
    row = reclaims.repaid(application=row, day=TODAY, amount=Decimal("139.99"), by=officer)
    assert (row.status, sums(line)) == ("revoked", (0, 0, 1000))
    assert Reclaim.objects.get().repaid_on == TODAY


@pytest.mark.parametrize("amount", [0, -1, "240.01"])
def test_nothing_less_than_nothing_and_too_much_do_not_come_back(
    owed: Application, amount: Any
) -> None:
    with pytest.raises(ValidationError, match="at most what is owed"):
        reclaims.repaid(
            application=owed, day=TODAY, amount=Decimal(amount), by=make.make_user("officer")
        )


def test_the_database_refuses_more_than_was_asked_and_every_change(owed: Application) -> None:
    reclaim, officer = Reclaim.objects.get(), make.make_user("officer")
    Repayment.objects.create(reclaim=reclaim, amount=Decimal(200), day=TODAY, by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Repayment.objects.create(reclaim=reclaim, amount=Decimal(41), day=TODAY, by=officer)
    for change in (
        lambda: Repayment.objects.update(amount=1),
        lambda: Repayment.objects.all().delete(),
    ):
        with pytest.raises(Exception, match=r"Cannot (update|delete)"), transaction.atomic():
            change()


def test_the_rest_is_given_up_by_two_and_the_line_gets_nothing(
    owed: Application, line: Allotment
) -> None:
    officer, head = make.make_user("officer"), make.make_user("head")
    reclaims.repaid(application=owed, day=TODAY, amount=Decimal(100), by=officer)
    with pytest.raises(ValidationError, match="Say why"):
        reclaims.ask_to_waive(application=owed, text=" ", by=officer)
    with pytest.raises(Refused, match="Nobody proposed"):
        reclaims.waive(application=owed, by=head)
    reclaims.ask_to_waive(application=owed, text="The club is dissolved.", by=officer)
    with pytest.raises(PermissionDenied):
        reclaims.waive(application=owed, by=make.make_user("liaison"))
    with pytest.raises(Refused, match="proposed it yourself"):
        reclaims.waive(application=owed, by=officer)
    row = reclaims.waive(application=owed, by=head)
    reclaim = Reclaim.objects.get()
    assert (row.status, reclaim.waived, reclaim.outstanding) == ("revoked", 140, 0)
    assert sums(line)[1] == 140  # what was given up is spent
    with pytest.raises(IntegrityError), transaction.atomic():
        Reclaim.objects.update(waived=Decimal(1))


def test_a_proposal_to_give_up_may_be_turned_down(owed: Application) -> None:
    reclaims.ask_to_waive(application=owed, text="They asked.", by=make.make_user("officer"))
    reclaims.keep_asking(application=owed, by=make.make_user("head"))
    reclaim = Reclaim.objects.get()
    assert (reclaim.waiver_by, reclaim.waived_why, reclaim.outstanding) == (None, "", 240)


def test_the_database_gives_up_no_more_than_is_owed(owed: Application) -> None:
    officer, head = make.make_user("officer"), make.make_user("head")
    reclaims.repaid(application=owed, day=TODAY, amount=Decimal(100), by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reclaim.objects.update(waived=Decimal(141), waiver_by=officer, waived_by=head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reclaim.objects.update(waived=Decimal(140), waiver_by=head, waived_by=head)


# In the browser ----------------------------------------------------------------------------------


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make.make_user(role))
    return client


def test_the_whole_way_by_the_pages(row: Application) -> None:
    paid(row)
    officer, head = signed_in("officer"), signed_in("head")
    here = row.get_absolute_url()
    officer.post(f"{here}revoke/", {"reasons": ["no_proof"], "text": "Asked three times."})
    assert "another person decides" in head.get(here).content.decode()
    assert row.title in head.get("/due/").content.decode()
    seen = revoking.mark_of(Revocation.objects.get())
    refused = head.post(f"{here}revoke/decide/", {"due": TODAY, "seen": seen})
    assert "Give a day that lies ahead." in refused.content.decode()
    head.post(f"{here}revoke/decide/", {"due": LATER, "seen": seen})
    row.refresh_from_db()
    assert row.status == "reclaim"
    officer.post(f"{here}repaid/", {"day": TODAY, "amount": "40"})
    officer.post(f"{here}waive/ask/", {"text": "The club is dissolved."})
    page = head.get(here).content.decode()
    assert "Still owed" in page
    head.post(f"{here}waive/")
    row.refresh_from_db()
    assert (row.status, Reclaim.objects.get().waived) == ("revoked", 200)
