"""Verbs of incoming mails: take in, assign, discard."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from delegations.applications.choices import ApplicationStatus
from delegations.applications.models import Application, Message, MessageFile
from delegations.applications.telling import tell_of_message
from delegations.replies import address
from delegations.replies.choices import Doubt, Fate
from delegations.replies.models import IncomingFile, IncomingMail
from delegations.replies.reading import MOST_FILES, MOST_NAMED, Mail, identity, read
from oia.core import files
from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.models import OutboxMail, User
from oia.core.permissions import may
from oia.core.workflow import Refused
from oia.office import uploads
from oia.office.actions.documents import add_document
from oia.office.models import Document

# Nothing is written to what the club has not sent in, or took back.
MUTE = (ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN)
EVENT = "application:"


def take_in(raw: bytes, *, too_large: bool = False) -> IncomingMail | None:
    """A mail of the mailbox: filed with its application, or it waits and says why. None where it
    was taken in before. `raw` may be the head alone of one that is `too_large`."""
    try:
        mail = read(raw)
    except Exception:  # a mail that nobody can read must not hold up those behind it
        return keep_broken(raw)
    if mail.automatic:
        return _kept(mail, Doubt.NONE, fate=Fate.AUTOMATIC)
    if too_large:
        return _kept(mail, Doubt.TOO_LARGE)
    application, person = answered(mail)
    if application is None:
        return _kept(mail, Doubt.UNKNOWN_CASE)
    sender = _speaks(application, mail.sender, person)
    if sender is None:
        known = person is not None and _speaks(application, mail.sender) is not None
        doubt = Doubt.OTHER_PERSON if known else Doubt.UNKNOWN_SENDER
        return _kept(mail, doubt, application)
    if application.status in MUTE or not mail.text.strip():
        return _kept(mail, Doubt.NO_LONGER, application)
    return _filed(mail, application, sender)


def keep_broken(raw: bytes) -> IncomingMail | None:
    """That a mail came which nothing can be done with; somebody looks into the mailbox."""
    mail = Mail(identity("", raw), "", "", "", "", (), "", automatic=False)
    return _kept(mail, Doubt.BROKEN)


def answered(mail: Mail) -> tuple[Application | None, int | None]:
    """The application, and whom we had written to, by what only somebody who got our mail can
    know: the signed address, or the number of that mail, which is random and counts for its
    recipient alone. The sender by itself says nothing: anybody can write a name there."""
    number, person = address.named(mail.addresses) or (None, None)
    if number is None:
        answered = OutboxMail.objects.filter(
            message_id__in=mail.answers, event__startswith=EVENT, recipient=mail.sender
        )
        event = answered.order_by("-pk").values_list("event", flat=True).first()
        digits = event.split(":")[1] if event else ""
        number = int(digits) if digits.isdecimal() else None
    found = Application.objects.filter(pk=number).first() if number else None
    return found, person


def _speaks(application: Application, sender: str, person: int | None = None) -> User | None:
    """Who of the club that is: the person we had written to, where that is known."""
    people = application.club.representatives.filter(
        user__email__iexact=sender, user__is_active=True
    )
    if person is not None:
        people = people.filter(user=person)
    found = people.select_related("user").first() if sender else None
    return found.user if found else None


def _kept(
    mail: Mail, doubt: str, application: Application | None = None, *, fate: str = Fate.WAITING
) -> IncomingMail | None:
    """A row for a mail that is not filed now; a machine's leaves no text behind."""
    waits = fate == Fate.WAITING
    fit, lost = [], _beyond(mail)
    for name, data in mail.files if waits else ():
        try:
            fit.append((name, data, uploads.media_type(name, data)))
        except ValidationError as error:
            lost.append((name, " ".join(error.messages)))
    text = _with_lost(mail.whole, lost) if waits else ""
    # Together: a mail that is known is not read again, and its files would be lost.
    with transaction.atomic():
        row = _row(mail, fate=fate, doubt=doubt, application=application, text=text)
        if row is not None:
            for name, data, kind in fit:
                file = files.store(data, media_type=kind)
                IncomingFile.objects.create(mail=row, name=name, file=file)
    return row


def _row(mail: Mail, **values: Any) -> IncomingMail | None:
    """None where the mail is here already: another reader was quicker, or it was read before."""
    head = {"number": mail.message_id, "sender": mail.sender, "subject": mail.subject}
    try:
        with transaction.atomic(), deed(by=None, why=_("Read from the mailbox")):
            return IncomingMail.objects.create(**head, **values)
    except IntegrityError:
        if IncomingMail.objects.filter(number=mail.message_id).exists():
            return None
        raise


def _filed(mail: Mail, application: Application, sender: User) -> IncomingMail | None:
    with (
        transaction.atomic(),
        deed(by=sender, why=_("Answered by mail")),
        override(sender.language),
    ):
        row = _row(mail, fate=Fate.FILED, application=application)
        if row is None:
            return None
        lost, taken = _beyond(mail), []
        for name, data in mail.files:
            try:
                taken.append((name, _hang(application, row, name, data, sender)))
            except ValidationError as error:
                lost.append((name, " ".join(error.messages)))
        _say(row, application, _with_lost(mail.text, lost), taken, sender)
    return row


def _hang(application: Application, row: IncomingMail, name: str, data: bytes, by: Any) -> Document:
    """Under a name of its own: a file from outside is no new version of what lies there."""
    name = f"{_('Mail')} {row.pk} – {name}"
    return add_document(record=application, name=name[-200:], data=data, kind=_("Mail"), by=by)


def _beyond(mail: Mail) -> list[tuple[str, str]]:
    if not mail.beyond:
        return []
    names = ", ".join(mail.beyond) + (" …" if len(mail.beyond) == MOST_NAMED else "")
    return [(names, _("A mail brings %d files at most; send these once more.") % MOST_FILES)]


def _with_lost(text: str, lost: list[tuple[str, str]]) -> str:
    """The words, and below them what came along and was not taken."""
    parts = [text]
    for name, why in lost:
        parts.append(_("Not taken over: %(name)s. %(why)s") % {"name": name, "why": why})
    return "\n\n".join(parts)


def _say(
    row: IncomingMail,
    application: Application,
    text: str,
    taken: list[tuple[str, Document]],
    sender: User | None,
) -> None:
    message = Message.objects.create(application=application, by=sender, from_club=True, text=text)
    for name, document in taken:
        MessageFile.objects.create(message=message, name=name[-160:], document=document)
    row.message, row.text = message, ""
    row.save(update_fields=["message", "text"])
    tell_of_message(message, by=sender)


# At the desk -------------------------------------------------------------------------------------


def _waiting(mail: IncomingMail, by: Any) -> IncomingMail:
    if not may(by, "applications.write"):
        raise PermissionDenied
    row: IncomingMail | None = (
        IncomingMail.objects.visible_to(by)
        .select_for_update(of=("self",))
        .filter(pk=mail.pk)
        .first()
    )
    if row is None or row.fate != Fate.WAITING:
        raise Refused(_("Somebody else has settled this mail meanwhile."))
    return row


def assign(*, mail: IncomingMail, application: Application, by: Any) -> IncomingMail:
    """The officer knows whose it is: the words become a message of the application, the files
    documents of it. The address it says it is from stands above: nothing proved who wrote it."""
    with transaction.atomic(), deed(by=by, why=_("Mail assigned")):
        row = _waiting(mail, by)
        case: Application | None = (
            locked(Application.objects.visible_to(by)).filter(pk=application.pk).first()
        )
        if case is None:
            raise PermissionDenied
        if case.status in MUTE:
            raise ValidationError({"application": Doubt.NO_LONGER.label})
        taken = [
            (one.name, _hang(case, row, one.name, files.read(one.file), by))
            for one in row.files.select_related("file")
        ]
        head = _("Mail from %(sender)s:") % {"sender": row.sender or "–"}
        text = "\n\n".join(part for part in (head, row.text or row.subject) if part)
        _settle(row, Fate.FILED, by, application=case)
        _say(row, case, text, taken, None)
    return row


def discard(*, mail: IncomingMail, by: Any) -> IncomingMail:
    """It belongs to no application: its words and files are gone, that it came is known."""
    with transaction.atomic(), deed(by=by, why=_("Mail discarded")):
        row = _waiting(mail, by)
        _settle(row, Fate.DISCARDED, by, text="")
    return row


def _settle(row: IncomingMail, fate: str, by: Any, **values: Any) -> None:
    """What became of it, and by whom. Its files go, unless a document holds them now."""
    for name, value in {
        "fate": fate,
        "settled_by": by,
        "settled": timezone.now(),
        **values,
    }.items():
        setattr(row, name, value)
    row.save(update_fields=["fate", "settled_by", "settled", *values])
    held = list(row.files.values_list("file", flat=True))
    row.files.all().delete()
    files.drop(held, using="default")
