"""Mail is written in the transaction of the deed and handed over once, or shown as unknown."""

import datetime as dt
import logging
import re
import smtplib
from email.mime.text import MIMEText
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core import marks
from oia.core.choices import MailState
from oia.core.models import OutboxMail

STUCK = dt.timedelta(minutes=5)
PATIENCE = dt.timedelta(hours=24)
BATCH = 50
METHOD = re.compile(r"^METHOD:([A-Z]+)", re.MULTILINE)

# States that wait for a person, and what the person may do with a mail in each state.
UNDECIDED = (MailState.UNKNOWN, MailState.FAILED, MailState.PAUSED)
AGAIN, GIVE_UP, AS_SENT = "again", "give_up", "as_sent"
VERBS: dict[str, tuple[str, ...]] = {
    MailState.UNKNOWN: (AGAIN, AS_SENT, GIVE_UP),
    MailState.PAUSED: (AGAIN, AS_SENT, GIVE_UP),
    MailState.FAILED: (AGAIN, GIVE_UP),
    MailState.WAITING: (GIVE_UP,),
    MailState.GIVEN_UP: (AGAIN,),
}
LABELS = {
    AGAIN: gettext_lazy("Send again"),
    GIVE_UP: gettext_lazy("Give up"),
    AS_SENT: gettext_lazy("Treat as sent"),
}

log = logging.getLogger(__name__)


def post(
    *,
    event: str,
    recipient: str,
    template: str,
    subject: str,
    body: str,
    calendar: str = "",
    reply_to: str = "",
    by: Any = None,
) -> OutboxMail:
    """One mail per event, recipient and template; a second call answers the first mail. Answers
    go to `reply_to`, or to the office's own address."""
    mail, _created = OutboxMail.objects.get_or_create(
        event=event,
        recipient=recipient.lower(),
        template=template,
        defaults={
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "calendar": calendar,
            "reply_to": reply_to,
            "by": by,
        },
    )
    return mail


def _claim(mail_id: int) -> OutboxMail | None:
    """Only one process moves a mail from waiting to being sent."""
    if marks.is_set(marks.MAIL_PAUSED):
        return None
    waiting = OutboxMail.objects.filter(pk=mail_id, state=MailState.WAITING)
    if not waiting.update(state=MailState.SENDING, not_before=timezone.now() + STUCK):
        return None
    return OutboxMail.objects.get(pk=mail_id)


def deliver(mail_id: int) -> None:
    """Hand over to SMTP. Refused: try again for a day. No answer: unknown, a person decides."""
    mail = _claim(mail_id)
    if mail is None:
        return
    try:
        _message(mail).send()
    except (smtplib.SMTPServerDisconnected, TimeoutError) as error:
        _settle(mail, MailState.UNKNOWN, error)
    except (smtplib.SMTPException, OSError) as error:
        _again(mail, error)
    except Exception as error:  # a mail that cannot even be written stops no other
        _settle(mail, MailState.FAILED, error)
    else:
        OutboxMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent=timezone.now())


def _message(mail: OutboxMail) -> EmailMessage:
    message = EmailMessage(
        # What somebody wrote as if it were encoded is read as it stands, and not decoded.
        mail.subject.replace("=?", "=\u200b?"),
        mail.body,
        to=[mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        # A machine wrote it: programs that answer for somebody leave it alone (RFC 3834).
        headers={"Message-ID": f"<{mail.message_id}>", "Auto-Submitted": "auto-generated"},
    )
    method = METHOD.search(mail.calendar)
    if method:
        # The parameter tells programs what to do with the entry (RFC 6047, 2.4).
        part = MIMEText(mail.calendar, "calendar", "utf-8")
        part.set_param("method", method[1])
        part.add_header("Content-Disposition", "attachment", filename="invitation.ics")
        message.attach(part)
    return message


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
    if marks.is_set(marks.MAIL_PAUSED):
        return 0
    with transaction.atomic():
        due = OutboxMail.objects.filter(state=MailState.WAITING, not_before__lte=now)
        ids = list(due.order_by("pk").values_list("pk", flat=True)[:BATCH])
    for mail_id in ids:
        deliver(mail_id)
    return len(ids)


# --- For the person who decides -----------------------------------------------------------------


def verbs(mail: OutboxMail) -> list[tuple[str, Any]]:
    return [(verb, LABELS[verb]) for verb in VERBS.get(mail.state, ())]


def decide(mail: OutboxMail, verb: str) -> bool:
    """Do what the person says; False when the mail is no longer in a state that allows it."""
    if verb not in VERBS.get(mail.state, ()):
        return False
    now = timezone.now()
    decided: dict[str, dict[str, Any]] = {
        AGAIN: {"state": MailState.WAITING, "attempt": 0, "not_before": now, "error": ""},
        GIVE_UP: {"state": MailState.GIVEN_UP},
        AS_SENT: {"state": MailState.SENT, "sent": now},
    }
    unmoved = OutboxMail.objects.filter(pk=mail.pk, state=mail.state)
    return bool(unmoved.update(**decided[verb]))


def resume() -> None:
    """Send again after a restore; what the backup held back stays so until somebody decides."""
    marks.clear(marks.MAIL_PAUSED)


def reason(error: str) -> str:
    """The kind of an error in words for people."""
    if not error:
        return ""
    known = {
        "interrupted": _("The sender stopped before the mail server answered."),
        "restored": _("It comes from a backup and may have gone out already."),
        "SMTPServerDisconnected": _("The mail server hung up before it answered."),
        "TimeoutError": _("The mail server did not answer in time."),
        "SMTPRecipientsRefused": _("The mail server does not take mail for this address."),
        "SMTPSenderRefused": _("The mail server does not take mail from our address."),
        "SMTPAuthenticationError": _("The mail server did not accept our password."),
        "ConnectionRefusedError": _("The mail server cannot be reached."),
        "gaierror": _("The name of the mail server is not known."),
    }
    return known.get(error, _("The mail server refused it (%(kind)s).") % {"kind": error})
