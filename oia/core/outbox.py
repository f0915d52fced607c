"""Mail is written in the transaction of the deed and handed over once, or shown as unknown."""

import datetime as dt
import logging
import smtplib
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from oia.core.choices import MailState
from oia.core.models import OutboxMail

STUCK = dt.timedelta(minutes=5)
PATIENCE = dt.timedelta(hours=24)
BATCH = 50

log = logging.getLogger(__name__)


def post(*, event: str, recipient: str, template: str, subject: str, body: str) -> OutboxMail:
    """One mail per event, recipient and template; a second call answers the first mail."""
    mail, _created = OutboxMail.objects.get_or_create(
        event=event,
        recipient=recipient.lower(),
        template=template,
        defaults={"subject": " ".join(subject.split())[:200], "body": body},
    )
    return mail


def _claim(mail_id: int) -> OutboxMail | None:
    """Only one process moves a mail from waiting to being sent."""
    waiting = OutboxMail.objects.filter(pk=mail_id, state=MailState.WAITING)
    if not waiting.update(state=MailState.SENDING, not_before=timezone.now() + STUCK):
        return None
    return OutboxMail.objects.get(pk=mail_id)


def deliver(mail_id: int) -> None:
    """Hand over to SMTP. Refused: try again for a day. No answer: unknown, a person decides."""
    mail = _claim(mail_id)
    if mail is None:
        return
    message = EmailMessage(
        mail.subject, mail.body, to=[mail.recipient], headers={"Message-ID": f"<{mail.message_id}>"}
    )
    try:
        message.send()
    except (smtplib.SMTPServerDisconnected, TimeoutError) as error:
        _settle(mail, MailState.UNKNOWN, error)
    except (smtplib.SMTPException, OSError) as error:
        _again(mail, error)
    else:
        OutboxMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent=timezone.now())


def _settle(mail: OutboxMail, state: str, error: Exception) -> None:
    log.warning("mail %s: %s", mail.pk, type(error).__name__)
    OutboxMail.objects.filter(pk=mail.pk).update(state=state, error=type(error).__name__)


def _again(mail: OutboxMail, error: Exception) -> None:
    if timezone.now() - mail.created > PATIENCE:
        _settle(mail, MailState.FAILED, error)
        return
    pause = dt.timedelta(seconds=min(3600, 30 * 2**mail.attempt))
    OutboxMail.objects.filter(pk=mail.pk).update(
        state=MailState.WAITING,
        attempt=mail.attempt + 1,
        not_before=timezone.now() + pause,
        error=type(error).__name__,
    )


def sweep() -> int:
    """Send what is due; a mail stuck between claim and answer becomes unknown, never sent twice."""
    now = timezone.now()
    stuck: Any = OutboxMail.objects.filter(state=MailState.SENDING, not_before__lt=now)
    stuck.update(state=MailState.UNKNOWN, error="interrupted")
    with transaction.atomic():
        due = OutboxMail.objects.filter(state=MailState.WAITING, not_before__lte=now)
        ids = list(due.order_by("pk").values_list("pk", flat=True)[:BATCH])
    for mail_id in ids:
        deliver(mail_id)
    return len(ids)
