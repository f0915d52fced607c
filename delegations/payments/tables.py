"""Columns of accounts; an IBAN is none of them."""

from django.utils.translation import gettext_lazy as _

from delegations.payments.models import BankAccount
from oia.ui.columns import Link, Moment, Text
from oia.ui.tables import Table


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
