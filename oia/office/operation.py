"""The lights of `oia.core.health` in words: what was measured, and what to do when one is red."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oia.core.health import AMBER, GREEN, RED, Light, broker_answers

BADGES = {GREEN: "success", AMBER: "warning", RED: "danger"}
STATES = {
    GREEN: gettext_lazy("good"),
    AMBER: gettext_lazy("needs attention"),
    RED: gettext_lazy("act now"),
}
NAMES: dict[str, Any] = {
    "database": gettext_lazy("Database"),
    "migrations": gettext_lazy("Steps of the last update"),
    "storage": gettext_lazy("Folder of files"),
    "broker": gettext_lazy("Broker"),
    "worker": gettext_lazy("Worker"),
    "beat": gettext_lazy("Clock of recurring work"),
    "oldest_job": gettext_lazy("Oldest waiting work"),
    "oldest_lease": gettext_lazy("Work of a dead worker"),
    "oldest_mail": gettext_lazy("Oldest mail not yet sent"),
    "mail_paused": gettext_lazy("Sending of mail"),
    "undecided_mail": gettext_lazy("Mails for a person to decide"),
    "mailbox": gettext_lazy("Mailbox last read"),
    "failed_jobs": gettext_lazy("Work that failed"),
    "disk_free": gettext_lazy("Free space"),
    "verified_backup": gettext_lazy("Last verified backup"),
}
ADVICE: dict[str, Any] = {
    "database": gettext_lazy("Start PostgreSQL; pages come back by themselves."),
    "migrations": gettext_lazy("Run manage.py migrate --database owner."),
    "storage": gettext_lazy("Uploads are refused. Make room, or give the folder back to us."),
    "broker": gettext_lazy("Reports and mails wait. Start Redis or Valkey; they go out then."),
    "worker": gettext_lazy("Nobody does long work. Start the worker."),
    "beat": gettext_lazy(
        "Recurring work does not start. Start beat, or the worker that listens to it."
    ),
    "oldest_job": gettext_lazy("Work waits too long. See whether a worker runs; add another."),
    "oldest_lease": gettext_lazy("Nobody took it back. Start beat and a worker."),
    "oldest_mail": gettext_lazy("See the page of mails for the reason."),
    "mail_paused": gettext_lazy("After a restore nothing is sent until you confirm it below."),
    "undecided_mail": gettext_lazy("Decide about them on the page of mails."),
    "mailbox": gettext_lazy("Answers wait there. See the log, the address and the password."),
    "failed_jobs": gettext_lazy("Their pages say why; try them again there."),
    "disk_free": gettext_lazy("Make room: uploads and backups will be refused."),
    "verified_backup": gettext_lazy("Run manage.py backup and manage.py restore --verify."),
}
COUNTS = ("migrations", "undecided_mail", "failed_jobs")


def waiting_words(request: HttpRequest) -> str:
    """What stands above every page while the broker is away."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or broker_answers():
        return ""
    return _("Reports and mails are waiting and will go out by themselves. Everything else works.")


@dataclass(frozen=True)
class Shown:
    name: Any
    badge: str
    state: Any
    measured: str
    advice: Any


def shown(light: Light) -> Shown:
    advice = "" if light.state == GREEN else ADVICE[light.name]
    measured = _measured(light)
    return Shown(NAMES[light.name], BADGES[light.state], STATES[light.state], measured, advice)


def _measured(light: Light) -> str:
    if light.name == "mail_paused":
        return _("goes out") if light.state == GREEN else _("held back")
    if light.name == "disk_free":
        return "–" if light.value is None else filesizeformat(light.value)
    if light.name in COUNTS:
        return str(light.value or 0)
    if light.value is not None:
        return _("%(age)s ago") % {"age": age(light.value)}
    if light.name in ("worker", "beat", "verified_backup"):
        return _("never")
    if light.name.startswith("oldest"):
        return _("none")
    return _("answers") if light.state == GREEN else _("away")


def age(seconds: int) -> str:
    """In the largest unit that gives at least two: 95 seconds, 3 hours, 9 days."""
    if seconds < 120:
        return ngettext("%(number)d second", "%(number)d seconds", seconds) % {"number": seconds}
    if seconds < 7200:
        return _("%(number)d minutes") % {"number": seconds // 60}
    if seconds < 172800:
        return _("%(number)d hours") % {"number": seconds // 3600}
    return _("%(number)d days") % {"number": seconds // 86400}
