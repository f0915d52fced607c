"""Accounts and payments of clubs."""

from delegations.payments.models.accounts import BankAccount, PayingAccount
from delegations.payments.models.payments import Batch, Payment

__all__ = ["BankAccount", "Batch", "PayingAccount", "Payment"]
