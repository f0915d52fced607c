"""The steps of the first ten minutes, and how far the office has come."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oia.core.models import User
from oia.core.permissions import may
from oia.office.models import Desk, Office, Record
from oia.office.setup.actions import DONE, SKIPPED

FROM = "from=set-up"


@dataclass(frozen=True)
class Step:
    """One step: where it is done, what for, and whether the office knows it without being told."""

    key: str
    title: Any
    text: Any
    url_name: str
    argument: str = ""
    capability: str = "settings.write"


STEPS = (
    Step(
        "city", _("City and office"), _("Names stand on every page and every report."), "settings"
    ),
    Step(
        "departments",
        _("Departments and desks"),
        _("Paste the list; who sits where comes with the invitations."),
        "set_up_departments",
    ),
    Step(
        "year",
        _("Year, currency, language"),
        _("Figures and budgets are counted by them."),
        "settings_year",
    ),
    Step(
        "look",
        _("Colours and arms"),
        _("So that everybody sees whose desk this is."),
        "settings_look",
    ),
    Step(
        "partners",
        _("List of partners"),
        _("From Excel or CSV; nothing is saved before you have seen what will happen."),
        "import_start",
        "partnerships",
        "imports.write",
    ),
    Step(
        "people",
        _("People"),
        _("Invite colleagues by mail; each chooses a password."),
        "user_invite",
        capability="users.write",
    ),
)
KEYS = tuple(step.key for step in STEPS)


@dataclass(frozen=True)
class Shown:
    """A step as its page shows it."""

    key: str
    title: Any
    text: Any
    url: str
    state: str
    is_next: bool


def _facts(office: Office | None) -> dict[str, bool]:
    """What is seen to be done whether or not anybody said so."""
    return {
        "city": office is not None,
        "departments": Desk.objects.exists(),
        "partners": Record.objects.filter(kind="partnership").exists(),
        "people": User.objects.filter(is_active=True)[:2].count() > 1,
    }


def progress(office: Office | None, user: Any) -> list[Shown]:
    """Every step with its state; the first open one that this person may take is the next."""
    told = office.set_up if office else {}
    facts = _facts(office)
    shown: list[Shown] = []
    for step in STEPS:
        state = DONE if facts.get(step.key) else told.get(step.key, "")
        open_ = may(user, step.capability) and (office is not None or step.key == "city")
        arguments = [step.argument] if step.argument else []
        url = f"{reverse(step.url_name, args=arguments)}?{FROM}" if open_ else ""
        is_next = bool(url) and not state and not any(one.is_next for one in shown)
        shown.append(Shown(step.key, step.title, step.text, url, state, is_next))
    return shown


def open_steps(steps: list[Shown]) -> int:
    return sum(step.state not in (DONE, SKIPPED) for step in steps)
