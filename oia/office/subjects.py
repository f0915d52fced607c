"""Verbs about whoever asks what is held about them (Art. 15 GDPR)."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core import outbox, personal, reads
from oia.core.models import User
from oia.core.permissions import may, roles
from oia.office.models import Person


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
    for head in User.objects.filter(role__in=can, is_active=True).exclude(pk=by.pk):
        with override(head.language):
            subject, body = words()
        outbox.post(
            event=event,
            recipient=head.email,
            template="subject",
            subject=subject,
            body=body % {"by": by, "reason": why, "address": address},
            by=by,
        )
