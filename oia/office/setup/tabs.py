"""The pages of the settings, side by side."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oia.core.permissions import may

PAGES = (
    ("settings", _("City and office"), "settings.read"),
    ("settings_year", _("Year and currency"), "settings.read"),
    ("settings_rules", _("Rules"), "settings.read"),
    ("settings_look", _("Colours and arms"), "settings.read"),
    ("department_list", _("Departments"), "settings.read"),
    ("desk_list", _("Desks"), "settings.read"),
    ("budget_line_list", _("Budget lines"), "money.read"),
)


def tabs(user: Any, current: str) -> list[tuple[Any, str, bool]]:
    """(label, address, whether it is this one) of each page open to the person."""
    return [
        (label, reverse(name), name == current)
        for name, label, capability in PAGES
        if may(user, capability)
    ]
