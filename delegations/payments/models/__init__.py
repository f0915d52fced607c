"""Accounts, payments, and how they were used."""

from delegations.payments.models.accounts import BankAccount, PayingAccount
from delegations.payments.models.payments import Batch, Payment
from delegations.payments.models.proofs import Proof, Reclaim
from delegations.payments.models.revocations import Repayment, Revocation

__all__ = [
    "BankAccount",
    "Batch",
    "PayingAccount",
    "Payment",
    "Proof",
    "Reclaim",
    "Repayment",
    "Revocation",
]
