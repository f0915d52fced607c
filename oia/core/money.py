"""Money is a Decimal with its currency; sums of different currencies stay apart."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models

CENT = Decimal("0.01")
currency_code = RegexValidator(r"^[A-Z]{3}$")


class AmountField(models.DecimalField):
    """An amount to the cent, up to 999 billion; never negative unless asked for."""

    def __init__(self, *args: Any, signed: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 14)
        kwargs.setdefault("decimal_places", 2)
        self.signed = signed
        if not signed:
            kwargs.setdefault("validators", [MinValueValidator(Decimal(0))])
        super().__init__(*args, **kwargs)


class CurrencyField(models.CharField):
    """ISO 4217 code beside an amount; empty takes the office's currency."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 3
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [currency_code])
        super().__init__(*args, **kwargs)


def sums(pairs: Iterable[tuple[str, Decimal | None]]) -> dict[str, Decimal]:
    """Currency → sum of the amounts in it."""
    totals: dict[str, Decimal] = {}
    for currency, amount in pairs:
        if amount is not None:
            totals[currency] = totals.get(currency, Decimal(0)) + amount
    return totals


def split_evenly(total: Decimal, parts: int) -> list[Decimal]:
    """Shares that add up to the total to the cent; the first ones carry the odd cents."""
    base = (total / parts).quantize(CENT, rounding="ROUND_DOWN")
    odd = int((total - base * parts) / CENT)
    return [base + CENT if index < odd else base for index in range(parts)]
