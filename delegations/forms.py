"""Forms of trips and visits."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from delegations.choices import TripStatus
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

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        trip = self.instance
        status = data.get("status", trip.status)
        joins = data.get("with_mayor") and not self._goes_already()
        if status == TripStatus.APPROVED and joins and not self._has_programme(data):
            message = _("A trip of the mayor needs a working programme before it is approved.")
            self.add_error("with_mayor", message)
        return data

    def _goes_already(self) -> bool:
        """The form has written into its instance by now: the stored row is asked."""
        stored = Trip.objects.filter(pk=self.instance.pk, with_mayor=True)
        return stored.exclude(status__in=(TripStatus.DRAFT, TripStatus.REQUESTED)).exists()

    def _has_programme(self, data: dict[str, Any]) -> bool:
        if self.instance.pk:
            return self.instance.programme_items.exists()
        return bool((data.get("programme") or "").strip())

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
