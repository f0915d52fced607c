"""Forms of calls and bids."""

from django.utils.translation import gettext_lazy as _

from eufunding.models import Bid, Call
from oia.office.forms import RecordForm


class CallForm(RecordForm):
    first = ("title", "identifier", "opens")
    not_typed = ("programme_id", "source", "status")

    class Meta:
        model = Call
        fields = [
            "title",
            "identifier",
            "call_identifier",
            "programme",
            "programme_id",
            "status",
            "opens",
            "deadline_model",
            "type_of_action",
            "budget",
            "currency",
            "expected_grants",
            "min_contribution",
            "max_contribution",
            "description",
            "portal_url",
            "source",
        ]

    def clean_identifier(self) -> str:
        return str(self.cleaned_data["identifier"]).upper()


class BidForm(RecordForm):
    first = ("title", "call", "role")
    not_typed = ("status",)
    groups = (
        (_("Bid"), ("call_text", "programme", "department", "desk", "partners")),
        (_("Money and dates"), ("requested", "awarded", "currency", "submitted", "decided")),
        (_("Office"), ("note",)),
    )

    class Meta:
        model = Bid
        fields = [
            "title",
            "call",
            "call_text",
            "programme",
            "status",
            "role",
            "department",
            "desk",
            "requested",
            "awarded",
            "currency",
            "submitted",
            "decided",
            "partners",
            "note",
        ]
