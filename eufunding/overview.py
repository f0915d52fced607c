"""EU funding on the first page: the pipeline, each state opening its bids, and deadlines ahead."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from eufunding.calendar import deadlines_of_bids
from eufunding.choices import BidStatus
from oia.office.models import Office
from oia.office.overview import Card, Line, Number, Shown, register_card, register_number
from oia.ui import words

PIPELINE = (BidStatus.DRAFTING, BidStatus.SUBMITTED, BidStatus.RUNNING)
LABELS = {
    BidStatus.DRAFTING: gettext_lazy("EU bids being drafted"),
    BidStatus.SUBMITTED: gettext_lazy("EU bids submitted, not decided"),
    BidStatus.RUNNING: gettext_lazy("projects running"),
}
SHOWN = 6

for order, status in enumerate(PIPELINE):
    register_number(
        Number(
            f"bids_{status}",
            LABELS[status],
            "bid_list",
            lambda user, today, status=status: {"status": status},  # type: ignore[misc]
            ("head", "officer", "liaison"),
            60 + order,
        )
    )


def deadlines_card(user: Any, office: Office) -> Shown:
    """Of the calls on which we write or may write: ideas are named as such, no number has them."""
    now = timezone.now()
    rows = deadlines_of_bids(user).filter(call__deadlines__at__gte=now)
    found = rows.order_by("call__deadlines__at")
    named = found.values_list("pk", "title", "call__deadlines__at", "status")
    lines = [
        Line(title, reverse("bid", args=[pk]), f"{words.moment(at)} · {BidStatus(status).label}")
        for pk, title, at, status in named[:SHOWN]
    ]
    return Shown(lines, f"{reverse('calendar_list')}?kind=bid")


register_card(
    Card(
        "deadlines",
        gettext_lazy("Deadlines of EU bids and ideas not sent yet"),
        "eufunding.read",
        ("head", "officer", "liaison"),
        deadlines_card,
        gettext_lazy("No EU bid that is not sent yet has a deadline ahead."),
        50,
    )
)
