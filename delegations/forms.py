"""Forms of trips and visits."""

from delegations.models import Trip, Visit
from oia.office.forms import RecordForm

JOURNEY = ["purpose", "cost", "currency", "status", "department", "desk", "confidentiality", "note"]


class TripForm(RecordForm):
    needs_first_day = True

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
