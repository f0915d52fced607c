"""What chapters say alike: numbers with their nouns, last year beside them, spans of days."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from babel.dates import format_interval
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oia.core.dates import Period
from oia.office.choices import Confidentiality
from oia.office.indicators import indicator
from oia.office.models import Place
from oia.ui import words
from reporting.chapters import Context

Money = Mapping[str, Decimal]
FEW = 10  # below it a difference says more than a percentage
TREND = 5  # years of a course
THIN = "\u202f"
_LOCALES = {"en": "en_GB", "de": "de"}


# Numbers with their nouns ------------------------------------------------------------------


def trips(count: int) -> str:
    return _counted(ngettext("%(count)s trip", "%(count)s trips", count), count)


def persons(count: int) -> str:
    return _counted(ngettext("%(count)s person", "%(count)s persons", count), count)


def groups(count: int) -> str:
    return _counted(ngettext("%(count)s group", "%(count)s groups", count), count)


def guests(count: int) -> str:
    return _counted(ngettext("%(count)s guest", "%(count)s guests", count), count)


def events(count: int) -> str:
    return _counted(ngettext("%(count)s event", "%(count)s events", count), count)


def years(count: int) -> str:
    return _counted(ngettext("%(count)s year", "%(count)s years", count), count)


def _counted(text: str, count: int) -> str:
    return text % {"count": words.number(count)}


def money(amounts: Money | None, currency: str) -> str:
    """Each currency by itself, never added; `currency` names what has none."""
    rows = sorted((code or currency, amount) for code, amount in (amounts or {}).items())
    return " + ".join(words.money(amount, code) for code, amount in rows)


def percent(share: float) -> str:
    return f"{share:.0f}{THIN}%"


def joined(texts: Iterable[Any]) -> str:
    return ", ".join(str(text) for text in texts)


# Last year beside it -----------------------------------------------------------------------


def change(value: float, previous: float) -> str:
    """+12 %; for small numbers +3; nothing where nothing changed."""
    difference = value - previous
    if not difference:
        return ""
    sign = "+" if difference > 0 else "−"
    share = 100 * abs(difference) / abs(previous) if previous else 0.0
    if abs(previous) < FEW or share < 1:
        return f"{sign}{words.number(_whole(abs(difference)))}"
    return f"{sign}{percent(share)}"


def _whole(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def beside(context: Context, code: str) -> str:
    """The words below a figure: “+12 % on 2024 (105)”."""
    figure = context.figures[code]
    label = context.period.previous().label
    if figure.previous is None:
        return _("as of today")
    value, before = figure.value, figure.previous
    if figure.indicator.unit != "money":
        return _compared(value, before, words.number(before), label)
    codes = {*value, *before}
    text = money(before, context.office.currency)
    if len(codes) > 1:
        return _("%(year)s: %(before)s") % {"year": label, "before": text or "–"}
    one = codes.pop() if codes else ""
    return _compared(value.get(one, Decimal(0)), before.get(one, Decimal(0)), text, label)


def _compared(value: Any, before: Any, text: str, label: str) -> str:
    if not before:
        return _("none in %(year)s") % {"year": label}
    if value == before:
        return _("as in %(year)s") % {"year": label}
    # Differences of money are long and say little; the amount itself stands there.
    small = isinstance(before, Decimal) and abs(before) < FEW
    words_ = {"change": change(float(value), float(before)), "year": label, "before": text}
    if small:
        return _("%(year)s: %(before)s") % words_
    return _("%(change)s on %(year)s (%(before)s)") % words_


def course(context: Context, code: str) -> list[tuple[str, Any]]:
    """(year, value) of the last five periods by the figure's one definition, the oldest first."""
    one = indicator(code)
    assert one is not None
    found = [(context.period.label, context.value(code))]
    found.insert(0, (context.period.previous().label, context.previous(code)))
    for back in range(2, TREND):
        period = context.period.previous(back)
        found.insert(0, (period.label, one.measure(period, context.office)))
    return found


def courses(
    context: Context, codes: Iterable[str]
) -> tuple[list[str], list[tuple[str, list[Any]]]]:
    """Labels and named series of several figures; years before the first entry are left out."""
    found = [(str(context.figures[code].indicator.name), course(context, code)) for code in codes]
    labels = [label for label, _value in found[0][1]]
    series = [(name, [value or 0 for _label, value in points]) for name, points in found]
    start = next((at for at in range(len(labels)) if any(v[at] for _n, v in series)), len(labels))
    return labels[start:], [(name, values[start:]) for name, values in series]


# Days and places ---------------------------------------------------------------------------


def span(first: dt.date | None, last: dt.date | None) -> str:
    """3–6 May 2025; a single day as such."""
    if first is None or last is None or first == last:
        return words.day(first or last)
    return str(format_interval(first, last, "yMMMd", locale=_LOCALES[words.language()]))


def within(day: dt.date | None, period: Period) -> bool:
    return day is not None and period.first <= day <= period.last


def located(place: Place) -> str:
    """The place with its country, in the report's language."""
    country = words.country(place.country) or place.country_printed
    return f"{place.label()}, {country}" if country else place.label()


def place_name(local: str, german: str, english: str) -> str:
    """The name in the report's language out of the three columns of a place."""
    return {"de": german, "en": english}.get(words.language(), "") or local


# What may be named -------------------------------------------------------------------------


def named(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows whose title may stand in a public paper; the others count and stay unnamed."""
    return rows.filter(confidentiality=Confidentiality.OPEN)


def named_by(rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    """The same for rows that hang on a record at `path`."""
    return rows.filter(**{f"{path}__confidentiality": Confidentiality.OPEN})
