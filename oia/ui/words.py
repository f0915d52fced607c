"""Dates, numbers, money and countries in the words of the active language.

Babel formats about 50 µs per value, a page has hundreds of values: Babel is therefore asked
once per language for names and patterns, and the formatting itself is done here.
`tests/ui/test_tables.py` compares both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import format_currency, get_currency_precision
from django.utils import timezone
from django.utils.translation import get_language

LANGUAGES = ("de", "en")
_SWAP_MARKS = str.maketrans(",.", ".,")
_IMPRECISE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def language() -> str:
    """The active language as one of LANGUAGES; English for anything else."""
    code = (get_language() or "de")[:2]
    return code if code in LANGUAGES else "en"


@cache
def _months(lang: str, width: str) -> dict[int, str]:
    return dict(Locale.parse(lang).months["format"][width])


# Dates -------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _day_de(value: date | None) -> str:
    return f"{value.day:02}.{value.month:02}.{value.year:04}" if value else ""


@lru_cache(maxsize=4096)
def _day_en(value: date | None) -> str:
    return f"{value.day} {_months('en', 'abbreviated')[value.month]} {value.year}" if value else ""


_DAY: dict[str, Callable[[date | None], str]] = {"de": _day_de, "en": _day_en}


def day_writer(lang: str) -> Callable[[date | None], str]:
    """The function that writes days in `lang`: 12.09.2026, 12 Sep 2026, nothing for None."""
    return _DAY[lang]


def day(value: date | None, lang: str = "") -> str:
    return _DAY[lang or language()](value)


def moment(value: datetime | None, lang: str = "") -> str:
    """Day and minute in the current time zone: 12.09.2026, 14:05."""
    if value is None:
        return ""
    local = local_time(value)
    return f"{day(local.date(), lang)}, {local.hour:02}:{local.minute:02}"


def local_time(value: datetime) -> datetime:
    """The wall-clock time here, without its zone (spreadsheets know no zones)."""
    return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value


@lru_cache(maxsize=4096)
def _imprecise(value: str, lang: str) -> str:
    found = _IMPRECISE.fullmatch(value)
    if not found:
        return value
    year, month, day_of_month = found.groups()
    if not month:
        return year
    try:
        exact = date(int(year), int(month), int(day_of_month or 1))
    except ValueError:
        return value
    if day_of_month:
        return _DAY[lang](exact)
    return f"{_months(lang, 'wide')[exact.month]} {year}"


def imprecise(value: str | None, lang: str = "") -> str:
    """`1966` as it is, `1966-05` as Mai 1966, `1966-05-01` as a day; anything else unchanged."""
    return _imprecise(value, lang or language()) if value else ""


# Numbers and money -------------------------------------------------------------------------


def number(value: int | float | Decimal | None, lang: str = "") -> str:
    """Grouped, with the decimals the value has (floats: two): 1.234,50 or 1,234.50."""
    if value is None:
        return ""
    text = f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
    return text.translate(_SWAP_MARKS) if (lang or language()) == "de" else text


def plain_number(value: int | float | Decimal | None, lang: str = "") -> str:
    """Ungrouped with the decimal mark of the language, as a spreadsheet reads it: -1234,50."""
    if value is None:
        return ""
    text = str(value)
    if "E" in text:  # Decimal writes 0.00000000 as 0E-8
        text = format(value, "f")
    return text.replace(".", ",") if (lang or language()) == "de" else text


@cache
def _money_frame(currency: str, lang: str) -> tuple[str, str, str]:
    """What stands before and after the figure, and the figure's own format."""
    digits = get_currency_precision(currency)
    frame = format_currency(1, currency, locale=lang)
    start = frame.index("1")
    end = start + (digits + 2 if digits else 1)
    return frame[:start], frame[end:], f",.{digits}f"


@lru_cache(maxsize=4096)
def _money(amount: Decimal | int, currency: str, lang: str) -> str:
    before, after, figure = _money_frame(currency or "EUR", lang)
    text = format(abs(amount), figure)
    if lang == "de":
        text = text.translate(_SWAP_MARKS)
    return f"{'-' if amount < 0 else ''}{before}{text}{after}"


def money(amount: Decimal | int | None, currency: str, lang: str = "") -> str:
    """1.234,50 € or €1,234.50; nothing for None; the euro where no currency is known."""
    return "" if amount is None else _money(amount, currency, lang or language())


def read_number(text: str, lang: str = "") -> tuple[Decimal, str] | None:
    """Value and currency sign of what `number` or `money` wrote; None for any other text."""
    found = _WRITTEN.fullmatch(text.replace("\u00a0", " ").replace("\u202f", " ").strip())
    if not found:
        return None
    digits = found["digits"]
    if (lang or language()) == "de":
        digits = digits.translate(_SWAP_MARKS)
    try:
        value = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return None
    return (-value if found["sign"] else value), (found["before"] or found["after"] or "").strip()


_SIGN = r"(?:[€$£¥]|[A-Z]{3})"
_WRITTEN = re.compile(
    rf"(?P<sign>[-−])?(?P<before>{_SIGN})? ?(?P<digits>\d[\d.,]*)(?P<after> ?{_SIGN})?"
)


# Countries ---------------------------------------------------------------------------------


@cache
def country_names(lang: str) -> dict[str, str]:
    """Name by ISO code (two letters; XK included), without groups such as EU or UN."""
    names = Locale.parse(lang).territories
    left_out = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    return {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in left_out
    }


def country(code: str | None, lang: str = "") -> str:
    """The country's name; an unknown code stays as it is."""
    return country_names(lang or language()).get(code, code) if code else ""


def language_name(code: str | None, lang: str = "") -> str:
    """The language's name; an unknown code stays as it is."""
    return Locale.parse(lang or language()).languages.get(code, code) if code else ""


_UMLAUTS = str.maketrans("ÄÖÜäöüÅåÉéÔôßŞşÇç", "AOUaouAaEeOosSsCc")


@cache
def country_choices(lang: str) -> tuple[tuple[str, str], ...]:
    """(code, name) in the order of a dictionary: Ägypten before Albanien, not after Zypern."""
    by_name = sorted(country_names(lang).items(), key=lambda pair: pair[1].translate(_UMLAUTS))
    return tuple(by_name)
