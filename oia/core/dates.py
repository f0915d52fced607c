"""Dates as an office knows them: exact, to the month, or to the year only.

Stored as ISO 8601 text of reduced precision ("1966", "1966-05", "1966-05-01"), which sorts as it
reads; the database refuses anything else.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext_lazy as _

PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_ISO = re.compile(PATTERN)
_MONTH = re.compile(r"^(\d{1,2})/(\d{4})$")
_GERMAN = re.compile(r"^(?:(?:(\d{1,2})\.\s?)?(\d{1,2})\.\s?)?(\d{4})$")


@dataclass(frozen=True)
class ImpreciseDate:
    """Two of them are put in order by their texts; a year and a month of it are not comparable."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "ImpreciseDate":
        """`1966`, `1966-05`, `5/1966`, `1966-05-01`, `05.1966`, `01.05.1966`; else ValueError."""
        text = text.strip()
        if _ISO.match(text):
            parts = [int(part) for part in text.split("-")]
        elif slashed := _MONTH.match(text):
            parts = [int(slashed[2]), int(slashed[1])]
        elif german := _GERMAN.match(text):
            day, month, year = german.groups()
            parts = [int(part) for part in (year, month, day) if part]
        else:
            raise ValueError(text)
        if parts[0] < 1 or (len(parts) == 2 and not 1 <= parts[1] <= 12):
            raise ValueError(text)
        if len(parts) == 3:
            dt.date(*parts)
        return cls(*parts)

    def first_day(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


def validate_imprecise(value: str) -> None:
    try:
        ImpreciseDate.parse(value)
    except ValueError as error:
        raise ValidationError(
            _("“%(value)s” is not a date. Write 1966, 1966-05 or 01.05.1966."),
            params={"value": value},
        ) from error


class ImpreciseDateField(models.CharField):
    """A date of any precision as sortable text; `__year` filters by its year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)
        self.validators.append(validate_imprecise)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, (ImpreciseDate, dt.date)):
            return str(value)
        if isinstance(value, str) and value:
            try:
                return str(ImpreciseDate.parse(value))
            except ValueError:
                return value
        return super().to_python(value)


@ImpreciseDateField.register_lookup
class YearOfImprecise(models.Transform):
    lookup_name = "year"
    output_field = models.IntegerField()

    def as_sql(self, compiler: Any, connection: Any, *given: Any, **extra: Any) -> Any:
        sql, params = compiler.compile(self.lhs)
        return f"NULLIF(LEFT({sql}, 4), '')::integer", params


def imprecise_check(field: str, name: str) -> models.CheckConstraint:
    """The constraint that keeps the column to the three shapes."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": PATTERN}),
        violation_error_message=_("Write the date as 1966, 1966-05 or 01.05.1966."),
    )


def year_of(path: str) -> Cast:
    """Expression: the year of an imprecise date column."""
    return Cast(Substr(path, 1, 4), models.IntegerField())


@dataclass(frozen=True)
class Period:
    """A fiscal period: from its first day up to and including its last."""

    first: dt.date
    last: dt.date

    @classmethod
    def of_year(cls, year: int, start_month: int = 1) -> "Period":
        """The period that starts in the year, on the first of the month."""
        first = dt.date(year, start_month, 1)
        after = dt.date(year + 1, start_month, 1)
        return cls(first, after - dt.timedelta(days=1))

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def calendar(self) -> bool:
        return self.first.month == 1

    @property
    def label(self) -> str:
        return str(self.year) if self.calendar else f"{self.year}/{(self.year + 1) % 100:02d}"

    def previous(self, back: int = 1) -> "Period":
        return Period.of_year(self.year - back, self.first.month)
