"""Forms of trips and visits."""

from django.utils.translation import gettext_lazy as _

from delegations.models import Trip, Visit
from oia.office.forms import RecordForm

JOURNEY = ["purpose", "cost", "currency", "status", "department", "desk", "confidentiality", "note"]


class TripForm(RecordForm):
    needs_first_day = True
    first = ("title", "destination", "first_day")
    not_typed = ("status",)
    groups = (
        (_("Journey"), ("last_day", "purpose", "programme")),
        (_("People and cost"), ("leader", "travellers", "with_mayor", "cost", "currency")),
        (_("Office"), ("department", "desk", "confidentiality", "note")),
    )

    class Meta:
        model = Trip
        fields = [
            "title",
            "destination",
            "first_day",
            "last_day",
            "leader",
            "travellers",
            "with_mayor",
            "programme",
            *JOURNEY,
        ]


class VisitForm(RecordForm):
    needs_first_day = True
    first = ("title", "from_place", "first_day")
    not_typed = ("status",)
    groups = (
        (_("Visit"), ("last_day", "visitors", "guest_status", "purpose", "hosts")),
        (_("Cost"), ("cost", "currency")),
        (_("Office"), ("department", "desk", "confidentiality", "note")),
    )

    class Meta:
        model = Visit
        fields = [
            "title",
            "from_place",
            "first_day",
            "last_day",
            "visitors",
            "guest_status",
            "hosts",
            *JOURNEY,
        ]
