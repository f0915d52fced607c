"""Trips that wait for approval, and applications that wait to be checked or decided."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from delegations.applications.choices import ApplicationStatus, Stage
from delegations.choices import TripStatus
from delegations.models import (
    Application,
    BankAccount,
    Batch,
    IncomingMail,
    Paper,
    PayingAccount,
    Payment,
    Trip,
)
from delegations.payments.choices import PaymentStatus
from oia.core.permissions import may, own_only
from oia.office.due import ROOM, Item, Waiting, register


def requested(user: Any, everybodys: bool) -> list[Item]:
    """All for who oversees the office; for an officer those on the own desks."""
    if own_only(user, "activities"):
        return []
    rows = Trip.objects.visible_to(user).filter(status=TripStatus.REQUESTED, archived=None)
    if not (everybodys or may(user, "oversight.read")):
        rows = rows.looked_after_by(user)
    named = rows.select_related("department").order_by("first_day", "pk")[:ROOM]
    return [
        Item(row.first_day, row.title, row.get_absolute_url(), str(row.department or ""))
        for row in named
    ]


register(
    Waiting(
        key="approvals",
        title=_("Trips that wait for approval"),
        capability="activities.write",
        items=requested,
        order=20,
    )
)


def _waiting(user: Any, status: str) -> Any:
    rows = Application.objects.visible_to(user).filter(status=status, archived=None)
    return rows.select_related("club").order_by("answer_by", "pk")


def _items(rows: Any) -> list[Item]:
    return [
        Item(row.answer_by, row.title, row.get_absolute_url(), row.club.title)
        for row in rows[:ROOM]
    ]


def to_check(user: Any, everybodys: bool) -> list[Item]:
    """Those one looks after oneself, and those nobody does yet."""
    rows = _waiting(user, ApplicationStatus.SUBMITTED)
    if not everybodys:
        rows = rows.filter(Q(officer=user) | Q(officer=None))
    return _items(rows)


def to_decide(user: Any, everybodys: bool) -> list[Item]:
    """Never what one has recommended oneself."""
    return _items(_waiting(user, ApplicationStatus.RECOMMENDED).exclude(recommended_by=user))


register(
    Waiting(
        key="support_checks",
        title=_("Applications to be checked"),
        capability="applications.write",
        items=to_check,
        order=30,
    )
)
register(
    Waiting(
        key="support_decisions",
        title=_("Applications to be decided"),
        capability="decisions.write",
        items=to_decide,
        order=31,
    )
)


def to_revoke_or_give_up(user: Any, everybodys: bool) -> list[Item]:
    """Proposals of others: to take a grant back, or to give up what is owed."""
    seen = Application.objects.visible_to(user)
    taken = Q(revocation__isnull=False, revocation__decided=None)
    given = Q(reclaim__waiver_by__isnull=False, reclaim__waived=None)
    mine = Q(revocation__proposed_by=user) | Q(reclaim__waiver_by=user)
    rows = seen.filter(taken | given).exclude(mine).select_related("club").order_by("pk")
    return [Item(None, row.title, row.get_absolute_url(), row.club.title) for row in rows[:ROOM]]


register(
    Waiting(
        key="support_second_thoughts",
        title=_("Grants to be revoked, money to be given up"),
        capability="decisions.write",
        items=to_revoke_or_give_up,
        order=33,
    )
)


def papers_that_came(user: Any, everybodys: bool) -> list[Item]:
    """What waited for papers and has them all: nobody else presses the button."""
    missing = Paper.objects.filter(stage=Stage.BEFORE, document=None).values("application")
    rows = Application.objects.visible_to(user).filter(status=ApplicationStatus.PAPERS)
    came = rows.exclude(pk__in=missing).select_related("club").order_by("answer_by", "pk")
    return [
        Item(row.answer_by, row.title, row.get_absolute_url(), row.club.title)
        for row in came[:ROOM]
    ]


register(
    Waiting(
        key="support_papers",
        title=_("Applications whose papers have come"),
        capability="applications.write",
        items=papers_that_came,
        order=28,
    )
)


def mails_to_assign(user: Any, everybodys: bool) -> list[Item]:
    rows = IncomingMail.objects.visible_to(user).waiting().order_by("came", "pk")
    return [
        Item(row.came.date(), str(row), row.get_absolute_url(), row.sender) for row in rows[:ROOM]
    ]


register(
    Waiting(
        key="support_mails",
        title=_("Mails without an application"),
        capability="applications.write",
        items=mails_to_assign,
        order=29,
    )
)


def accounts_to_confirm(user: Any, everybodys: bool) -> list[Item]:
    """Never what one has entered oneself."""
    rows = BankAccount.objects.visible_to(user).to_confirm(user).select_related("club")
    found = [
        Item(row.entered.date(), row.club.title, row.get_absolute_url())
        for row in rows.order_by("entered", "pk")[:ROOM]
    ]
    own = PayingAccount.objects.waiting()
    if own is not None and own.entered_by_id != user.pk:
        there = reverse("paying_account")
        found.insert(0, Item(own.entered.date(), gettext("Account of the city"), there))
    return found


register(
    Waiting(
        key="support_accounts",
        title=_("Bank accounts to be confirmed"),
        capability="payments.write",
        items=accounts_to_confirm,
        order=32,
    )
)


def to_be_paid(user: Any, everybodys: bool) -> list[Item]:
    rows = Payment.objects.visible_to(user).filter(status=PaymentStatus.PLANNED)
    named = rows.select_related("application__club").order_by("planned", "pk")[:ROOM]
    return [
        Item(
            row.planned.date(),
            row.application.title,
            reverse("payment_run_new"),
            str(row.application.club),
        )
        for row in named
    ]


def to_release(user: Any, everybodys: bool) -> list[Item]:
    """Never what one has prepared oneself."""
    rows = Batch.objects.visible_to(user).to_release(user).order_by("day", "pk")[:ROOM]
    return [Item(row.day, row.text, row.get_absolute_url()) for row in rows]


register(
    Waiting(
        key="support_payments",
        title=_("Support to be paid"),
        capability="payments.write",
        items=to_be_paid,
        order=33,
    )
)
register(
    Waiting(
        key="support_releases",
        title=_("Payment lists to be released"),
        capability="payments.write",
        items=to_release,
        order=34,
    )
)


def proofs_late(user: Any, everybodys: bool) -> list[Item]:
    """Those one looks after oneself, and those nobody does."""
    late = Application.objects.visible_to(user).owing_proof()
    rows = late.filter(proof_due__lt=timezone.localdate()).select_related("club")
    if not everybodys:
        rows = rows.filter(Q(officer=user) | Q(officer=None))
    return [
        Item(row.proof_due, row.title, row.get_absolute_url(), row.club.title)
        for row in rows.order_by("proof_due", "pk")[:ROOM]
    ]


def _proofs(user: Any, **found: Any) -> Any:
    rows = Application.objects.visible_to(user).filter(
        status=ApplicationStatus.PROOF, archived=None
    )
    return rows.filter(**found).select_related("club").order_by("proof_due", "pk")


def _proof_items(rows: Any) -> list[Item]:
    return [
        Item(row.proof_due, row.title, row.get_absolute_url(), row.club.title)
        for row in rows[:ROOM]
    ]


def proofs_to_examine(user: Any, everybodys: bool) -> list[Item]:
    return _proof_items(_proofs(user, proof__examined=None))


def proofs_to_close(user: Any, everybodys: bool) -> list[Item]:
    """Never what one has examined oneself."""
    rows = _proofs(user, proof__examined__isnull=False)
    return _proof_items(rows.exclude(proof__examined_by=user))


def repayments_late(user: Any, everybodys: bool) -> list[Item]:
    rows = Application.objects.visible_to(user).filter(
        status=ApplicationStatus.RECLAIM, reclaim__due__lt=timezone.localdate()
    )
    named = rows.select_related("club", "reclaim").order_by("reclaim__due", "pk")[:ROOM]
    return [
        Item(row.reclaim.due, row.title, row.get_absolute_url(), row.club.title) for row in named
    ]


for key, title, capability, items in (
    ("proofs_late", _("Overdue proofs of use"), "applications.write", proofs_late),
    ("proofs_examine", _("Proofs of use to be examined"), "applications.write", proofs_to_examine),
    ("proofs_close", _("Proofs of use to be closed"), "decisions.write", proofs_to_close),
    ("repayments_late", _("Overdue repayments"), "payments.write", repayments_late),
):
    register(Waiting(key=key, title=title, capability=capability, items=items, order=35))
