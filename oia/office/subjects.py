"""Verbs about whoever asks what is held about them: hand out (Art. 15 GDPR), restrict (Art. 18),
erase (Art. 17)."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from oia.core import erasures, outbox, personal, reads
from oia.core.models import User
from oia.core.permissions import may, roles
from oia.core.workflow import Refused
from oia.office import due
from oia.office.actions.retention import let_go
from oia.office.choices import DeletionState
from oia.office.models import Erasing, Person


def hand_out(*, subject: Person, reason: str, by: Any) -> list[personal.Held]:
    """All that is held about a person, for a file; one head never does so unseen by the others."""
    why = said(reason)
    with transaction.atomic():
        address = reverse("person_held", args=[subject.pk])
        reads.note(by, "subjects.write", f"{address} – {why}")
        tell_others(by, _handed_out, address, why)
        return personal.held_about(subject)


def said(reason: str) -> str:
    """The reason in one line. Raises ValidationError where there is none."""
    why = " ".join(reason.replace("\x00", "").split())[:150]
    if not why:
        raise ValidationError(_("Give a reason for this step."))
    return why


def _handed_out() -> tuple[str, str]:
    return (
        _("Personal data handed out"),
        _("%(by)s has made a file of what is held about a person: %(reason)s\n\n%(address)s"),
    )


def tell_others(by: Any, words: Any, address: str, why: str) -> None:
    """To all others who may do the same; the mail names no one, its link does."""
    can = [code for code in roles() if may(User(role=code), "subjects.write")]
    event = f"subject:{secrets.token_hex(8)}"
    for head in User.objects.filter(role__in=can, is_active=True).exclude(
        pk=getattr(by, "pk", None) or 0
    ):
        with override(head.language):
            subject, body = words()
            who = by or _("The operator")
        outbox.post(
            event=event,
            recipient=head.email,
            template="subject",
            subject=subject,
            body=body % {"by": who, "reason": why, "address": address},
            by=by,
        )


# Restriction instead of erasure (Art. 18, 17(3) GDPR) --------------------------------------------


def restrict(*, subject: Person, until: dt.date, reason: str, by: Any) -> None:
    """Until somebody decides anew, on the day or before: no list, search, export or mail has the
    person but for heads of office. The ledger of erasures tells a restored backup."""
    why = said(reason)
    if until <= timezone.localdate():
        raise ValidationError(_("The day on which you decide anew lies ahead."))
    _settle(subject, {"restricted_until": until, "restricted_why": why}, why, by)


def lift(*, subject: Person, reason: str, by: Any) -> None:
    """The person is in all lists again."""
    why = said(reason)
    if subject.restricted_until is None:
        raise ValidationError(_("The data of this person are not restricted."))
    _settle(subject, {"restricted_until": None, "restricted_why": ""}, why, by)


def _settle(subject: Person, values: dict[str, Any], why: str, by: Any) -> None:
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=subject.pk)
        Person.objects.filter(pk=row.pk).update(**values)
        until = values["restricted_until"]
        told = {**values, "restricted_until": until.isoformat() if until else None}
        erasures.note(row, values=told, reason=why, by=by)
        address = reverse("person_held", args=[row.pk])
        if by is not None:
            reads.note(by, "subjects.write", f"{address} – {why}")
        tell_others(by, _restricted if until else _lifted, address, why)
    subject.refresh_from_db()


def _restricted() -> tuple[str, str]:
    return (
        _("Personal data restricted"),
        _("%(by)s has restricted the data of a person: %(reason)s\n\n%(address)s"),
    )


def _lifted() -> tuple[str, str]:
    return (
        _("Restriction lifted"),
        _("%(by)s has lifted the restriction of a person's data: %(reason)s\n\n%(address)s"),
    )


# Erasure by two people (Art. 17 GDPR) ------------------------------------------------------------


def ask_to_erase(*, subject: Person, reason: str, by: Any) -> Erasing:
    """Another head releases it. Raises Refused where it is asked for already."""
    if not may(by, "subjects.write"):
        raise PermissionDenied
    why = said(reason)
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=subject.pk)
        if waiting_erasure(row):
            raise Refused(_("The erasure of these data is asked for already."))
        asked = Erasing.objects.create(person=row, number=row.pk, reason=why, proposed_by=by)
        address = reverse("person_held", args=[row.pk])
        reads.note(by, "subjects.write", f"{address} – {why}")
        tell_others(by, _erasure_asked, address, why)
    return asked


def waiting_erasure(subject: Person) -> Erasing | None:
    open_ = (DeletionState.PROPOSED, DeletionState.RELEASED)
    found: Erasing | None = Erasing.objects.filter(number=subject.pk, state__in=open_).first()
    return found


def release_erasure(*, row: Erasing, by: Any) -> Erasing:
    """From now on the machine may carry it out, and within the hour it does."""
    with transaction.atomic():
        return let_go(_waiting(row, by), by)


def refuse_erasure(*, row: Erasing, by: Any) -> Erasing:
    """The data stay; also whoever asked may think better of it."""
    with transaction.atomic():
        row = _waiting(row, by)
        row.state = DeletionState.REFUSED
        row.save()
    return row


def _waiting(row: Erasing, by: Any) -> Erasing:
    if not may(by, "releasing.write"):
        raise PermissionDenied
    found = Erasing.objects.select_for_update().filter(pk=row.pk).first()
    # One that is hindered may still be called off.
    if found is None or not (found.state == DeletionState.PROPOSED or found.hindered):
        raise Refused(_("Somebody else has changed this meanwhile. Reload the page."))
    return found


def erase_released() -> int:
    """Carries out what two people want, as the owner of the database; killed midway, it goes on."""
    count = 0
    for row in Erasing.objects.filter(state=DeletionState.RELEASED).order_by("pk"):
        person = Person.objects.filter(pk=row.number).first()
        name = str(person or "")
        try:
            done = personal.erase(person, reason=row.reason, by=row.released_by) if person else {}
        except personal.Refused as refused:
            Erasing.objects.filter(pk=row.pk).update(hindered=str(refused)[:500])
            continue
        row.refresh_from_db()
        row.done, row.left, row.hindered = done, personal.mentions(name) if name else [], ""
        row.state, row.finished = DeletionState.DONE, timezone.now()
        row.save()
        count += 1
    return count


def _erasure_asked() -> tuple[str, str]:
    return (
        _("Erasure of a person to be released"),
        _("%(by)s asks to erase the data of a person: %(reason)s\n\n%(address)s"),
    )


# What waits --------------------------------------------------------------------------------------


def to_decide(user: Any, everybodys: bool) -> list[due.Item]:
    """Restrictions whose day has come."""
    rows = Person.objects.visible_to(user).filter(restricted_until__lte=timezone.localdate())
    return [
        due.Item(row.restricted_until, str(row), reverse("person_restrict", args=[row.pk]))
        for row in rows.order_by("restricted_until", "pk")[: due.ROOM]
    ]


due.register(
    due.Waiting(
        key="restrictions",
        title=gettext_lazy("Restricted data: decide anew"),
        capability="subjects.write",
        items=to_decide,
        order=16,
    )
)


def to_release(user: Any, everybodys: bool) -> list[due.Item]:
    """Erasures somebody else asked for, and what could not be carried out."""
    rows = Erasing.objects.visible_to(user).filter(
        Q(state=DeletionState.PROPOSED) | Q(state=DeletionState.RELEASED) & ~Q(hindered="")
    )
    asked = rows.exclude(proposed_by=user, state=DeletionState.PROPOSED).order_by("pk")
    return [
        due.Item(row.proposed.date(), str(row.person or row), _page_of(row))
        for row in asked.select_related("person")[: due.ROOM]
    ]


def _page_of(row: Erasing) -> str:
    return reverse("person_held", args=[row.number]) if row.person_id else reverse("retention")


due.register(
    due.Waiting(
        key="erasures",
        title=gettext_lazy("Erasures to be released"),
        capability="releasing.write",
        items=to_release,
        order=17,
    )
)
