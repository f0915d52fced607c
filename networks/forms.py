"""Forms of networks, memberships and offices held."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from networks.models import Membership, Network, OfficeHeld
from oia.office.forms import NounForm, RecordForm
from oia.ui import words


class NetworkForm(RecordForm):
    first = ("title", "level", "since")

    class Meta:
        model = Network
        fields = ["title", "level", "since", "website", "department", "desk", "note"]


class MembershipForm(NounForm):
    first = ("network", "year", "fee")
    not_typed = ("status",)

    class Meta:
        model = Membership
        fields = [
            "network",
            "year",
            "lead_department",
            "fee",
            "currency",
            "status",
            "notice",
            "note",
        ]


class OfficeHeldForm(NounForm):
    first = ("network", "body", "role")

    class Meta:
        model = OfficeHeld
        fields = ["network", "body", "role", "person", "start", "end"]


def shares_add_up(form: Any, parts: list[Any]) -> None:
    """The shares of the departments make the whole fee to the cent, or there are none."""
    (shares,) = parts
    # Rows that were not typed here stay as stored; a changed fee must still match them.
    if shares.is_bound:
        rows = [row.cleaned_data for row in shares.forms if row.has_changed() or row.instance.pk]
        amounts = [data["amount"] for data in rows if not data.get("DELETE")]
    else:
        amounts = list(shares.queryset.values_list("amount", flat=True))
    fee, total = form.cleaned_data.get("fee"), sum(amounts, Decimal(0))
    if amounts and total != fee:
        message = _("The shares add up to %(total)s, the fee is %(fee)s. Mend one of them.")
        shown = "–" if fee is None else words.money(fee, form.cleaned_data["currency"])
        total_shown = words.money(total, form.cleaned_data["currency"])
        form.add_error("fee", message % {"total": total_shown, "fee": shown})
