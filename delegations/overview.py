"""Trips, visits and applications on the first page: numbers of their lists, and overlaps ahead."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delegations.choices import TripStatus
from delegations.models import Trip
from delegations.overlaps import journeys, pairs
from oia.office.models import Office
from oia.office.overview import Card, Line, Number, Shown, register_card, register_number
from oia.ui import words

AHEAD = dt.timedelta(days=120)
SHOWN = 6

register_number(
    Number(
        "trips_to_approve",
        gettext_lazy("trips to approve"),
        "trip_list",
        lambda user, today: {"status": TripStatus.REQUESTED},
        ("head", "officer"),
        20,
    )
)
register_number(
    Number(
        "trips_ahead",
        gettext_lazy("trips ahead"),
        "trip_list",
        lambda user, today: {"since": today},
        ("liaison",),
        20,
    )
)
register_number(
    Number(
        "mayor_ahead",
        gettext_lazy("trips of the mayor ahead"),
        "trip_list",
        lambda user, today: {"since": today, "with_mayor": "yes"},
        ("mayor", "head"),
        22,
    )
)
register_number(
    Number(
        "guests_ahead",
        gettext_lazy("official guests ahead"),
        "visit_list",
        lambda user, today: {"since": today, "guest_status": "official"},
        ("mayor",),
        23,
    )
)
register_number(
    Number(
        "applications_to_check",
        gettext_lazy("applications to check"),
        "application_list",
        lambda user, today: {"status": "submitted"},
        ("officer",),
        30,
    )
)
register_number(
    Number(
        "applications_to_decide",
        gettext_lazy("applications to decide"),
        "application_list",
        lambda user, today: {"status": "recommended"},
        ("head", "officer"),
        31,
    )
)


def overlaps_card(user: Any, office: Office) -> Shown:
    """Pairs of trips ahead, of two departments, near each other at about the same time."""
    today = timezone.localdate()
    ahead = Trip.objects.visible_to(user).counted().filter(archived=None)
    trips = journeys(ahead.filter(last_day__gte=today, first_day__lte=today + AHEAD))
    found = [
        (one, two)
        for one, two in pairs(trips, days=office.overlap_days, km=office.overlap_km)
        if one.department != two.department
    ]
    shown = found[:SHOWN]
    named = Trip.objects.in_bulk({pk for one, two in shown for pk in (one.pk, two.pk)})
    lines = [
        Line(
            f"{named[one.pk].title} / {named[two.pk].title}",
            reverse("trip", args=[one.pk]),
            _("%(first)s and %(second)s: %(one)s, %(two)s")
            % {
                "first": words.day(one.first_day),
                "second": words.day(two.first_day),
                "one": one.department or "–",
                "two": two.department or "–",
            },
        )
        for one, two in shown
    ]
    more = len(found) - len(shown)
    note = ngettext("%(number)d more pair.", "%(number)d more pairs.", more) % {"number": more}
    return Shown(lines, note=note if more else "")


register_card(
    Card(
        "overlaps",
        gettext_lazy("Overlapping trips ahead"),
        "activities.read",
        ("head", "officer", "liaison"),
        overlaps_card,
        gettext_lazy("No two departments travel to the same place at the same time."),
        30,
    )
)
