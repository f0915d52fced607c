"""Verbs of the money: promise, pay, give back, move, raise, carry over.

The database keeps what is committed below the ceiling, however many decide at once; the lock here
lets the second one wait and read what is left, instead of an error.
"""

import uuid
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from oia.core.audit import deed
from oia.core.workflow import Refused
from oia.office.choices import CommitmentStatus, EntryKind
from oia.office.models import Allotment, BudgetEntry, Commitment, Record
from oia.ui import words


def _locked(*allotments: Allotment) -> list[Any]:
    """The rows in the order of their keys, so that two hands never wait for each other."""
    keys = [row.pk for row in allotments]
    rows = Allotment.objects.with_left().select_for_update(of=("self",)).filter(pk__in=keys)
    found = {row.pk: row for row in rows.order_by("pk")}
    return [found[row.pk] for row in allotments]


def _keep_within(row: Any, amount: Decimal) -> None:
    if amount > row.left:
        raise Refused(
            _(
                "Only %(left)s of %(ceiling)s are left on “%(line)s”. Promise less, or let the "
                "head of office raise the ceiling with a reason."
            )
            % {
                "left": words.money(row.left, row.currency),
                "ceiling": words.money(row.ceiling, row.currency),
                "line": row,
            }
        )


def _keep_apart(row: Any, amount: Decimal, kept: Decimal, purpose: str) -> None:
    if kept and amount > row.left - kept:
        raise Refused(
            _("Of the %(left)s left on “%(line)s”, %(kept)s are kept %(purpose)s: %(free)s remain.")
            % {
                "left": words.money(row.left, row.currency),
                "line": row,
                "kept": words.money(kept, row.currency),
                "purpose": purpose,
                "free": words.money(max(Decimal(0), row.left - kept), row.currency),
            }
        )


def commit(
    *,
    allotment: Allotment,
    amount: Decimal,
    text: str,
    by: Any,
    record: Record | None = None,
    held: bool = False,
    kept: Callable[[Allotment], tuple[Decimal, str]] | None = None,
) -> Commitment:
    """Promise an amount of a line's year; Refused with what is left when it is too much.

    `held`: by a decision in force, which alone settles it. `kept`: asked under the lock, how much
    of what is left this promise must leave alone, and what for.
    """
    with transaction.atomic(), deed(by=by, why=_("Promised")):
        (row,) = _locked(allotment)
        _keep_within(row, amount)
        if kept:
            _keep_apart(row, amount, *kept(row))
        return Commitment.objects.create(
            allotment=row, amount=amount, text=text, record=record, held=held, by=by
        )


def _open(commitment: Commitment, *, by_decision: bool) -> Commitment:
    _locked(commitment.allotment)
    row = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if row.status != CommitmentStatus.OPEN:
        raise Refused(_("This promise is settled already."))
    if row.held and not by_decision:
        raise Refused(_("A decision holds this promise; it is settled with the application."))
    return row


def give_back(*, commitment: Commitment, why: str, by: Any) -> Commitment:
    """What was promised is not needed: all of it may be promised again."""
    with transaction.atomic(), deed(by=by, why=why):
        row = _open(commitment, by_decision=False)
        row.status = CommitmentStatus.RELEASED
        row.save()
    return row


def settle(
    *, commitment: Commitment, amount: Decimal, by: Any, by_decision: bool = False
) -> Commitment:
    """Paid with its final amount, which may be less than was promised: the rest is free again."""
    with transaction.atomic(), deed(by=by, why=_("Paid")):
        row = _open(commitment, by_decision=by_decision)
        if amount > row.amount:
            raise Refused(_("More than was promised cannot be paid. Promise the rest first."))
        row.amount, row.status = amount, CommitmentStatus.PAID
        row.save()
    return row


def pay_some(*, commitment: Commitment, amount: Decimal, by: Any) -> Commitment:
    """A first part is paid and stands for itself; the rest stays promised."""
    with transaction.atomic(), deed(by=by, why=_("Paid")):
        row = _open(commitment, by_decision=False)
        if amount >= row.amount:
            raise Refused(_("More than was promised cannot be paid. Promise the rest first."))
        row.amount -= amount
        row.save()
        return _beside(row, amount, CommitmentStatus.PAID, by)


def _held(record: Record) -> list[Commitment]:
    """What decisions still promise for a record, with its lines under lock."""
    rows = Commitment.objects.filter(record=record, held=True, status=CommitmentStatus.OPEN)
    _locked(*(row.allotment for row in rows.select_related("allotment")))
    return list(rows.order_by("pk").select_for_update(of=("self",)))


def pay_part(*, record: Record, amount: Decimal, by: Any) -> Commitment | None:
    """So much of what a decision promises for a record is paid; the rest stays promised.

    None where the decision had no line to promise on.
    """
    with transaction.atomic(), deed(by=by, why=_("Paid")):
        rows = _held(record)
        if not rows:
            return None
        row = rows[0]
        if amount > row.amount:
            raise Refused(_("More than was promised cannot be paid. Promise the rest first."))
        if amount == row.amount:
            row.status = CommitmentStatus.PAID
            row.save()
            return row
        row.amount -= amount
        row.save()
        return _beside(row, amount, CommitmentStatus.PAID, by)


def _beside(row: Commitment, amount: Decimal, status: str, by: Any) -> Commitment:
    """Another part of the same promise."""
    return Commitment.objects.create(
        allotment=row.allotment, amount=amount, text=row.text, record=row.record, held=row.held,
        status=status, by=by,
    )  # fmt: skip


def pay_again(*, commitment: Commitment, by: Any) -> None:
    """What was paid came back and is still owed: it is promised as it was before."""
    with transaction.atomic(), deed(by=by, why=_("Came back")):
        _locked(commitment.allotment)
        row = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
        if row.status != CommitmentStatus.PAID:
            raise Refused(_("This promise is settled already."))
        row.status = CommitmentStatus.RELEASED
        row.save()
        rows = _held(row.record) if row.record else []
        if rows:
            rows[0].amount += row.amount
            rows[0].save()
        else:
            _beside(row, row.amount, CommitmentStatus.OPEN, by)


def repaid(*, record: Record, amount: Decimal, by: Any) -> None:
    """Of what was paid for a record so much came back for good: it may be promised again."""
    with transaction.atomic(), deed(by=by, why=_("Paid back")):
        paid = Commitment.objects.filter(record=record, held=True, status=CommitmentStatus.PAID)
        _locked(*(row.allotment for row in paid.select_related("allotment")))
        for row in paid.order_by("pk").select_for_update(of=("self",)):
            part = min(amount, row.amount)
            if not part:
                continue
            amount -= part
            row.amount -= part
            if row.amount:
                row.save()
                _beside(row, part, CommitmentStatus.RELEASED, by)
            else:
                row.amount, row.status = part, CommitmentStatus.RELEASED
                row.save()


def keep_promised(*, record: Record, amount: Decimal, why: str, by: Any) -> None:
    """Of what decisions still promise for a record this much is needed: the rest is free again."""
    with transaction.atomic(), deed(by=by, why=why):
        for row in _held(record):
            if amount >= row.amount:
                continue
            if amount:
                row.amount = amount
            else:
                row.status = CommitmentStatus.RELEASED
            row.save()


def raise_ceiling(
    *,
    allotment: Allotment,
    amount: Decimal,
    reason: str,
    by: Any,
    kind: str = EntryKind.RAISED,
) -> BudgetEntry:
    """An override of its own, with its reason: the ceiling moves, the rule stays."""
    with transaction.atomic(), deed(by=by, why=reason):
        (row,) = _locked(allotment)
        _keep_within(row, -amount)
        return BudgetEntry.objects.create(
            allotment=row, kind=kind, amount=amount, text=reason, by=by
        )


def move(
    *, source: Allotment, target: Allotment, amount: Decimal, reason: str, by: Any
) -> tuple[BudgetEntry, BudgetEntry]:
    """From one line to another of the same year and currency, never what is promised there."""
    if source.pk == target.pk:
        raise Refused(_("Choose another line to move it to."))
    if (source.year, source.currency) != (target.year, target.currency):
        raise Refused(_("Money moves only within one year and one currency."))
    with transaction.atomic(), deed(by=by, why=reason):
        here, there = _locked(source, target)
        _keep_within(here, amount)
        same = {"text": reason, "by": by, "pair": uuid.uuid4()}
        return (
            BudgetEntry.objects.create(
                allotment=here, kind=EntryKind.MOVED_OUT, amount=-amount, **same
            ),
            BudgetEntry.objects.create(
                allotment=there, kind=EntryKind.MOVED_IN, amount=amount, **same
            ),
        )


def carry_over(*, rows: Iterable[tuple[Allotment, Decimal]], by: Any) -> list[BudgetEntry]:
    """What is left of a year goes to the same lines of the next one, or to what they were merged
    into; a line that is not there yet is made.

    The amount leaves the old year, so that it is promised in one of them only.
    """
    entries = []
    with transaction.atomic(), deed(by=by, why=_("Carried over")):
        for old, amount in rows:
            new, _made = Allotment.objects.get_or_create(
                year=old.year + 1,
                line=old.line.line_in(old.year + 1),
                defaults={
                    "planned": Decimal(0), "currency": old.currency, "mode": old.mode,
                    "owner": old.owner, "purpose": old.purpose, "group": old.group,
                    "about": old.about,
                },
            )  # fmt: skip
            if new.currency != old.currency:
                raise Refused(_("Money moves only within one year and one currency."))
            here, there = _locked(old, new)
            _keep_within(here, amount)
            same = {"kind": EntryKind.CARRIED, "by": by, "pair": uuid.uuid4()}
            to_next = _("Carried over to %(year)s") % {"year": new.year}
            from_last = _("Carried over from %(year)s") % {"year": old.year}
            entries += [
                BudgetEntry.objects.create(allotment=here, amount=-amount, text=to_next, **same),
                BudgetEntry.objects.create(allotment=there, amount=amount, text=from_last, **same),
            ]
    return entries
