"""How the program runs, for people: health and backup for the administrator, the outbox for all."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oia.core import health, marks, outbox
from oia.core.models import Mark, OutboxMail
from oia.core.permissions import may, requires
from oia.office.operation import shown

SHOWN_MAILS = 200


@requires("backup.read")
def operation(request: HttpRequest) -> HttpResponse:
    """Every light in words, the last backups, and whether mail goes out."""
    found = health.lights()
    dated = {mark.name: mark for mark in Mark.objects.all()}
    context = {
        "title": _("Operation"),
        "crumbs": [(_("Operation"), None)],
        "lights": [shown(light) for light in found],
        "backup": dated.get(marks.BACKUP),
        "verified": dated.get(marks.VERIFIED),
        "paused": dated.get(marks.MAIL_PAUSED),
        "may_write": may(request.user, "backup.write"),
    }
    return render(request, "office/operation.html", context)


@requires("backup.write")
@require_POST
def mail_resume(request: HttpRequest) -> HttpResponse:
    outbox.resume()
    messages.success(request, _("Mail goes out again. Mails of the backup stay held back."))
    return redirect("operation")


@requires("jobs.read")
def mail_list(request: HttpRequest) -> HttpResponse:
    """The newest mails first, those that wait for a decision before all others."""
    rows = OutboxMail.objects.visible_to(request.user).order_by("-created", "-pk")
    asking = rows.filter(state__in=outbox.UNDECIDED)[:SHOWN_MAILS]
    others = rows.exclude(state__in=outbox.UNDECIDED)[:SHOWN_MAILS]
    context = {
        "title": _("Mails"),
        "crumbs": [(_("Mails"), None)],
        "asking": [_line(mail, request.user) for mail in asking],
        "others": [_line(mail, request.user) for mail in others],
        "paused": marks.is_set(marks.MAIL_PAUSED),
    }
    return render(request, "office/mails.html", context)


def _line(mail: OutboxMail, user: Any) -> dict[str, Any]:
    """What a mail is about is for those it concerns; who keeps the outbox sees its kind."""
    concerned = mail.by_id == user.pk or mail.recipient == user.email
    return {
        "mail": mail,
        "about": mail.subject if concerned else mail.template,
        "reason": outbox.reason(mail.error),
        "verbs": outbox.verbs(mail) if may(user, "jobs.write") else (),
    }


@requires("jobs.write")
@require_POST
def mail_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Send again, give up, or treat as sent."""
    mail = get_object_or_404(OutboxMail.objects.visible_to(request.user), pk=pk)
    if outbox.decide(mail, request.POST.get("verb", "")):
        messages.success(request, _("Noted."))
    else:
        messages.error(request, _("The mail has moved on meanwhile. See its present state."))
    return redirect("mail_list")
