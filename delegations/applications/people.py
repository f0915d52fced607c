"""Verbs about who speaks for a club: register, invite, hand on, take away."""

from collections.abc import Callable
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from delegations.applications.choices import Task
from delegations.applications.models import Representative
from oia.core import outbox
from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.models import User
from oia.core.permissions import may
from oia.office.accounts import actions as accounts
from partners.models import Club

SALT = "registration of a club"
DAY = 24 * 3600
MOST_PEOPLE = 20


def ask_to_register(
    *, email: str, name: str, club: str, link_to: Callable[[str], str], login_url: str
) -> None:
    """Send a link that registers; an address that has an account is told so, and only there.

    Nothing is stored before the address is confirmed: the link itself carries what was typed.
    """
    email = email.strip().lower()
    known = User.objects.filter(email=email, is_active=True).first()
    if known is not None:
        with override(known.language):
            subject = _("You have an account already")
            body = _("Somebody, probably you, wanted to register. Sign in here:\n\n%s") % login_url
    else:
        language = (get_language() or "de")[:2]
        said = {"email": email, "name": name, "club": club, "language": language}
        token = signing.dumps(said, salt=SALT, compress=True)
        subject = _("Confirm your address")
        body = _(
            "Somebody, probably you, wants to apply for travel support for “%(club)s”. "
            "Confirm it here within a day:\n\n%(link)s\n\nIf it was not you, nothing needs to "
            "be done."
        ) % {"club": club, "link": link_to(token)}
    # One mail an hour and address, however often the button is pressed.
    hour = timezone.now().strftime("%Y%m%d%H")
    outbox.post(
        event=f"register:{hour}", recipient=email, template="register", subject=subject, body=body
    )


def registration(token: str) -> dict[str, str] | None:
    """What a link says while it is valid and nobody has used it."""
    try:
        said: dict[str, str] = signing.loads(token, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None
    return None if User.objects.filter(email=said["email"]).exists() else said


def register(*, token: str) -> User | None:
    """The account, its club, and that the one speaks for the other; None for a link gone by."""
    with transaction.atomic():
        said = registration(token)
        if said is None:
            return None
        user = User.objects.create_user(
            said["email"], role="club", name=said["name"], language=said["language"]
        )
        with deed(by=user, why=_("Registered in the portal")):
            club = Club.objects.create(
                title=said["club"], email=said["email"], contact=said["name"]
            )
            Representative.objects.create(club=club, user=user, task=Task.CHAIR)
    return user


def may_change(club: Club, by: Any) -> bool:
    """The office, and the club's own chair."""
    if may(by, "applications.write"):
        return True
    return bool(club.representatives.filter(user=by, task=Task.CHAIR).exists())


def _locked(club: Club, by: Any) -> Club:
    row: Club = locked(Club.objects.all()).get(pk=club.pk)
    if not may_change(row, by):
        raise PermissionDenied
    return row


def add(
    *, club: Club, email: str, name: str, task: str, by: Any, link_to: Callable[[str], str]
) -> Representative:
    """Invite somebody to speak for the club; who has an account of a club keeps it."""
    with transaction.atomic(), deed(by=by, why=_("Invited for the club")):
        row = _locked(club, by)
        if row.representatives.count() >= MOST_PEOPLE:
            raise ValidationError(_("A club has at most %d people here.") % MOST_PEOPLE)
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            language = getattr(by, "language", "de")
            user = accounts.invite(
                email=email, role="club", name=name, language=language, by=by, link_to=link_to
            )
        elif user.role != "club":
            raise ValidationError({"email": _("This address belongs to somebody of the city.")})
        found, new = Representative.objects.get_or_create(
            club=row, user=user, defaults={"task": task}
        )
        if not new:
            raise ValidationError({"email": _("This person speaks for the club already.")})
    return found


def hand_over(*, representative: Representative, by: Any) -> None:
    """The person becomes chair; whoever was chair stays as a member."""
    with transaction.atomic(), deed(by=by, why=_("Chair handed over")):
        club = _locked(representative.club, by)
        for row in club.representatives.filter(task=Task.CHAIR).exclude(pk=representative.pk):
            row.task = Task.MEMBER
            row.save()
        representative.task = Task.CHAIR
        representative.save()


def take_away(*, representative: Representative, by: Any) -> None:
    """The person no longer speaks for the club; the last one stays."""
    with transaction.atomic(), deed(by=by, why=_("No longer speaks for the club")):
        club = _locked(representative.club, by)
        others = club.representatives.exclude(pk=representative.pk)
        if not others.exists():
            raise ValidationError(_("Somebody has to speak for the club. Add another first."))
        if representative.task == Task.CHAIR and not others.filter(task=Task.CHAIR).exists():
            raise ValidationError(_("Hand the chair over first."))
        representative.delete()
