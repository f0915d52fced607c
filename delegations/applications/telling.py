"""What is written about an application: mails to club and officer, and messages of both."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from delegations.applications.models import Application, Message
from delegations.replies import address
from oia.core import outbox
from oia.core.audit import deed
from oia.core.models import User
from oia.core.permissions import may


def tell(application: Application, template: str, said: Any, *, by: Any, event: str = "") -> None:
    """A mail to everybody who speaks for the club, each in their language. It names no amounts:
    whoever reads along in a mailbox learns that there is news, not what it says."""
    for one in application.club.representatives.select_related("user"):
        if not one.user.is_active:
            continue
        reply_to = address.of(application, one.user)
        with override(one.user.language):
            subject, body = said()
            if reply_to:
                body += "\n\n" + _("You can answer this mail: it lands with your application.")
        outbox.post(
            event=event or f"application:{application.pk}:{template}",
            recipient=one.user.email,
            template=template,
            subject=subject,
            body=body,
            reply_to=reply_to,
            by=by,
        )


def tell_officer(
    application: Application, template: str, said: Any, *, event: str, by: Any
) -> None:
    """A mail to whoever looks after the application, each in their language; `said` gives subject
    and text, in which title and number are named."""
    about = {"title": application.title, "number": application.file_number}
    for officer in _listeners(application):
        with override(officer.language):
            subject, body = (text % about for text in said())
        outbox.post(
            event=f"desk:{application.pk}:{event}", recipient=officer.email, template=template,
            subject=subject, body=body, by=by,
        )  # fmt: skip


def _listeners(application: Application) -> list[User]:
    """Who looks after it; where nobody does yet, every officer, lest nobody hears."""
    officer = application.officer
    if officer is not None and officer.is_active:
        return [officer]
    return list(User.objects.filter(is_active=True, role="officer"))


def write(*, application: Application, text: str, by: Any) -> Message:
    """A message about the application; the other side hears of it by mail."""
    from_club = may(by, "portal.write")
    if not (from_club or may(by, "applications.write")):
        raise PermissionDenied
    with transaction.atomic(), deed(by=by, why=_("Message written")):
        row: Any = Application.objects.visible_to(by).filter(pk=application.pk).first()
        if row is None or not row.submitted:
            raise PermissionDenied
        message = Message.objects.create(application=row, by=by, from_club=from_club, text=text)
        if from_club:
            tell_of_message(message, by=by)
        else:
            about = {"title": row.title, "number": row.file_number}
            tell(
                row,
                "message",
                lambda: (
                    _("A message on your application"),
                    _("There is a message on “%(title)s” (%(number)s) in the portal.") % about,
                ),
                by=by,
                event=f"application:{row.pk}:message:{message.pk}",
            )
    return message


def tell_of_message(message: Message, *, by: Any) -> None:
    """The club has written, in the portal or by mail."""
    event = f"message:{message.pk}"
    tell_officer(message.application, "message", _message_mail, event=event, by=by)


def _message_mail() -> tuple[str, str]:
    return _("Message on %(number)s"), _("There is a message on “%(title)s” (%(number)s).")
