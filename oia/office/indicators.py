"""Figures by declaration: one definition each, read by report, pages and `--figures` alike.

An indicator knows its words, its unit, how it is counted in a period, and the rows behind it.
Apps register theirs in their `ready()`; a figure is never computed anywhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from oia.core.dates import Period
from oia.core.money import sums
from oia.office.models import Office
from oia.ui import words
from oia.ui.tables import Table

Count = Callable[[Period, Office], Any]
Rows = Callable[[Period, Office], QuerySet[Any]]


@dataclass(frozen=True)
class Indicator:
    """One figure.

    `measure` answers a number, a dict currency → Decimal (`unit="money"`), or a list of dicts
    (`unit="rows"`). `rows` are what it counts, shown through `table`. `past=False`: the register
    keeps no past state, so there is no figure for last year.
    """

    code: str
    name: Any
    words: Any
    unit: str
    area: str
    measure: Count
    rows: Rows | None = None
    table: type[Table] | None = None
    columns: tuple[str, ...] = ()
    past: bool = True
    groups: Count | None = None
    # The column of `rows` that is added up; empty where the rows themselves are counted.
    adds_up: str = ""
    order: int = 100

    @property
    def capability(self) -> str:
        return f"{self.area}.read"


_indicators: dict[str, Indicator] = {}


def register(indicator: Indicator) -> Indicator:
    _indicators[indicator.code] = indicator
    return indicator


def indicator(code: str) -> Indicator | None:
    return _indicators.get(code)


def indicators() -> list[Indicator]:
    return sorted(_indicators.values(), key=lambda one: (one.order, one.code))


def total(rows: QuerySet[Any], column: str) -> int:
    """Sum of a column, 0 for none."""
    return int(rows.order_by().aggregate(sum=Sum(column))["sum"] or 0)


def money(rows: QuerySet[Any], column: str, currency: str = "currency") -> dict[str, Decimal]:
    """Currency → sum; currencies are never added up."""
    grouped = rows.order_by().values_list(currency).annotate(sum=Sum(column))
    return {code: amount for code, amount in sums(grouped).items() if amount}


@dataclass(frozen=True)
class Figure:
    """A measured indicator with last year's value beside it."""

    indicator: Indicator
    value: Any
    previous: Any

    def as_json(self, office: Office) -> dict[str, Any]:
        """`{"value", "previous", "unit"}`, or `{"rows"}` for a list."""
        if self.indicator.unit == "rows":
            return {"rows": self.value}
        if self.indicator.unit == "money":
            unit = _currency_of(self.value, self.previous, office)
            return {
                "value": _amount(self.value, unit),
                "previous": _amount(self.previous, unit),
                "unit": unit,
            }
        return {"value": self.value, "previous": self.previous, "unit": self.indicator.unit}


def _currency_of(value: Any, previous: Any, office: Office) -> str:
    """The one currency of both years; "mixed" when there are several."""
    codes = {*(value or {}), *(previous or {})}
    return (codes.pop() if codes else office.currency) if len(codes) <= 1 else "mixed"


def _amount(value: dict[str, Decimal] | None, unit: str) -> Any:
    if value is None:
        return None
    if unit == "mixed":
        return {code: plain(amount) for code, amount in sorted(value.items())}
    return plain(value.get(unit, Decimal(0)))


def plain(amount: Decimal) -> int | float:
    """A JSON number: whole where it is whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def measure(one: Indicator, period: Period, office: Office) -> Figure:
    previous = one.measure(period.previous(), office) if one.past and one.unit != "rows" else None
    return Figure(one, one.measure(period, office), previous)


def measure_all(period: Period, office: Office) -> dict[str, Figure]:
    return {one.code: measure(one, period, office) for one in indicators()}


def written(value: Any, unit: str, office: Office) -> str:
    """A measured value as text; several currencies stand side by side, never added."""
    if unit != "money":
        return words.number(value)
    amounts = value or {office.currency: 0}
    return " + ".join(words.money(amount, code) for code, amount in sorted(amounts.items()))
