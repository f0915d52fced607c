"""States of calls and bids."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallStatus(models.TextChoices):
    FORTHCOMING = "forthcoming", _("forthcoming")
    OPEN = "open", _("open")
    CLOSED = "closed", pgettext_lazy("call", "closed")


class CallSource(models.TextChoices):
    MANUAL = "manual", _("entered by hand")
    BULK = "ftop_bulk", _("portal: list of all topics")
    TOPIC = "ftop_topic", _("portal: details of a topic")
    SEARCH = "ftop_search", _("portal: search result")


class BidStatus(models.TextChoices):
    IDEA = "idea", _("idea")
    PARTNERS = "partners", _("partners sought")
    DRAFTING = "drafting", _("drafting")
    SUBMITTED = "submitted", _("submitted")
    AWARDED = "awarded", _("awarded")
    RESERVE = "reserve", _("reserve list")
    REJECTED = "rejected", _("rejected")
    RUNNING = "running", _("running")
    REPORTING = "reporting", _("reporting")
    CLOSED = "closed", _("closed")


# After these the money is ours.
WON = (BidStatus.AWARDED, BidStatus.RUNNING, BidStatus.REPORTING, BidStatus.CLOSED)
# Before these nothing has left the house.
UNSENT = (BidStatus.IDEA, BidStatus.PARTNERS, BidStatus.DRAFTING)


class BidRole(models.TextChoices):
    LEAD = "lead", _("lead partner")
    PARTNER = "partner", _("partner")
    ASSOCIATED = "associated", _("associated partner")
