"""Columns and filters of accounts, payments and their lists; an IBAN is none of them."""

from django.utils.translation import gettext_lazy as _

from delegations.payments.choices import (
    BATCH_BADGES,
    PAYMENT_BADGES,
    BatchStatus,
    PaymentKind,
    PaymentStatus,
)
from delegations.payments.models import BankAccount, Batch, Payment
from oia.office.columns import RecordTitle
from oia.ui.columns import Amount, Choice, Day, Link, Moment, Related, Text
from oia.ui.filters import ChoiceFilter, Filters, ObjectFilter, YearFilter
from oia.ui.tables import Table
from partners.models import Club


class BankAccountTable(Table):
    model = BankAccount
    columns = (
        Link("holder", _("Account holder")),
        Moment("entered", _("Entered")),
        Text("entered_by__name", _("Entered by"), name="entered_by"),
        Moment("confirmed", _("Confirmed")),
        Moment("replaced", _("Replaced")),
    )
    sort = "-entered"


class PaymentTable(Table):
    model = Payment
    columns = (
        RecordTitle("application", _("Journey"), url_name="application"),
        RecordTitle("application__club", _("Club"), url_name="club", name="club"),
        Text("application__file_number", _("File number"), name="file_number", default=False),
        Choice("kind", _("Kind"), PaymentKind),
        Amount("amount", _("Amount"), currency="currency"),
        Choice("status", _("Status"), PaymentStatus, badges=PAYMENT_BADGES),
        Related("batch", _("Payment list"), path="batch__text", url_name="payment_run"),
        Day("paid_on", _("Paid on")),
        Moment("planned", _("Planned"), default=False),
    )
    sort = "-planned"


class PaymentFilter(Filters):
    status = ChoiceFilter("status", label=_("Status"), choices=PaymentStatus.choices)
    kind = ChoiceFilter("kind", label=_("Kind"), choices=PaymentKind.choices)
    year = YearFilter("paid_on", label=_("Paid in"))
    club = ObjectFilter(
        "application__club", label=_("Club"), queryset=Club.objects.all(), text="title"
    )
    batch = ObjectFilter(
        "batch", label=_("Payment list"), queryset=Batch.objects.all(), text="text"
    )


class BatchTable(Table):
    model = Batch
    columns = (
        Link("text", _("Payment list")),
        Day("day", _("Carried out on")),
        Choice("status", _("Status"), BatchStatus, badges=BATCH_BADGES),
        Text("prepared_by__name", _("Prepared by"), name="prepared_by"),
        Moment("prepared", _("Prepared"), default=False),
        Text("released_by__name", _("Released by"), name="released_by"),
        Moment("released", _("Released")),
    )
    sort = "-day"


class BatchFilter(Filters):
    status = ChoiceFilter("status", label=_("Status"), choices=BatchStatus.choices)
    year = YearFilter("day", label=_("Year"))
