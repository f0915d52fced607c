"""What a payment is for, and where it stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaymentKind(TextChoices):
    ADVANCE = "advance", _("in advance")
    FINAL = "final", _("after proof of use")


class PaymentStatus(TextChoices):
    PLANNED = "planned", _("to be paid")
    LISTED = "listed", _("in a payment list")
    RELEASED = "released", _("with the bank")
    PAID = "paid", pgettext_lazy("payment", "paid")
    RETURNED = "returned", _("came back")
    CANCELLED = "cancelled", _("not paid")


P = PaymentStatus
PAYMENT_BADGES = {
    P.PLANNED: "warning",
    P.LISTED: "info",
    P.RELEASED: "info",
    P.PAID: "success",
    P.RETURNED: "danger",
}
# What counts against the grant: all but what never went, or came back.
COUNTED = (P.PLANNED, P.LISTED, P.RELEASED, P.PAID)
# The club's words for it.
PAYMENT_PUBLIC = {
    P.PLANNED: _("is being prepared"),
    P.LISTED: _("is being prepared"),
    P.RELEASED: _("is on its way"),
    P.PAID: pgettext_lazy("payment", "paid"),
    P.RETURNED: _("came back from the bank"),
    P.CANCELLED: _("not paid"),
}


class BatchStatus(TextChoices):
    PREPARED = "prepared", _("to be released")
    RELEASED = "released", _("released")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


BATCH_BADGES = {
    BatchStatus.PREPARED: "warning",
    BatchStatus.RELEASED: "info",
    BatchStatus.DONE: "success",
}
