"""What a cell of a spreadsheet says: numbers, days, yes and no, countries.

`1.500` and `01/02/26` say two things each; the other cells of the column decide, or nobody does.
"""

import calendar
import csv
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from django.utils import timezone
from django.utils.translation import gettext as _

from oia.core.dates import ImpreciseDate
from oia.core.words import fold

DATA = Path(__file__).parent / "data"
YES = {"yes", "y", "ja", "j", "true", "wahr", "1", "x"}
NO = {"no", "n", "nein", "false", "falsch", "0", ""}
# What people write where they know nothing.
_NOTHING = """unbekannt|nicht bekannt|unklar|offen|noch offen|keine|kein|keine angabe|keine angaben|
    k. a.|k.a.|ka|entfällt|nicht zutreffend|n. z.|n. n.|n.n.|unknown|not known|unclear|open|none|
    n/a|n.a.|na|nil|tba|tbd|tbc|-|--|---|\N{EN DASH}|\N{EM DASH}|/|?|??|???|."""

_MONEY_SIGNS = re.compile(r"(EUR|GBP|USD|CHF|PLN|€|£|\$)", re.IGNORECASE)
_DOT_THREE = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+$")
_COMMA_THREE = re.compile(r"^[+-]?\d{1,3}(,\d{3})+$")
_PLAIN = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)$")
# Larger than any budget, and still written out by every computer.
_MOST = 10**15
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})$")
_SPELT = re.compile(r"^(\d{1,2})\.?\s+([^\W\d_]+)\.?\s+(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(T.*)?$")
_DOTTED = re.compile(r"^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})$")


class Refusal(ValueError):
    """The cell cannot be what its column asks for; the row is refused. `proposals` are what may
    have been meant."""

    # Of a refusal that shows only once the whole row is read.
    column = ""

    def __init__(self, message: str, proposals: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.proposals = list(proposals)


class Ambiguous(ValueError):
    """The cell says two things; `readings` are what it may mean."""

    def __init__(self, message: str, readings: list[str]) -> None:
        super().__init__(message)
        self.readings = readings


@dataclass(frozen=True)
class Style:
    """How a column writes numbers and days, as far as its clear cells tell."""

    decimal: str = ""
    day_first: bool | None = None

    @classmethod
    def of(cls, cells: Iterable[Any]) -> "Style":
        texts = [str(cell).strip() for cell in cells if isinstance(cell, str)]
        return cls(_decimal_sign(texts), _day_first(texts))


def _decimal_sign(texts: list[str]) -> str:
    """ "," or "." as clear cells write it; empty when none does or they contradict each other."""
    signs = {sign for text in texts if (sign := _clear_sign(_bare(text)))}
    return signs.pop() if len(signs) == 1 else ""


def _clear_sign(text: str) -> str:
    if not re.fullmatch(r"[+-]?[\d.,]+", text):
        return ""
    dot, comma = text.rfind("."), text.rfind(",")
    if dot >= 0 and comma >= 0:
        return "." if dot > comma else ","
    for sign, other, position in ((".", ",", dot), (",", ".", comma)):
        if position < 0:
            continue
        if text.count(sign) > 1:
            return other
        if len(text) - position - 1 != 3:
            return sign
    return ""


def _day_first(texts: list[str]) -> bool | None:
    found = [match for text in texts if (match := _SLASHED.match(text))]
    first = any(int(match[1]) > 12 for match in found)
    second = any(int(match[2]) > 12 for match in found)
    return None if first == second else first


def _bare(text: str) -> str:
    return re.sub(r"[\s ']", "", _MONEY_SIGNS.sub("", text))


@cache
def _words_for_nothing() -> frozenset[str]:
    return frozenset(word.strip().casefold() for word in _NOTHING.split("|"))


def says_nothing(cell: Any) -> bool:
    """Whether a cell may say in words or by a sign that nothing is known: asked, never taken."""
    return isinstance(cell, str) and cell.strip().casefold() in _words_for_nothing()


def number(cell: Any, style: Style) -> Decimal:
    """A number; Ambiguous for `1.500` where the column does not tell, Refusal for anything else."""
    if isinstance(cell, bool):
        raise Refusal(_("“%(text)s” is not a number.") % {"text": cell})
    if isinstance(cell, int | float):
        return _within(Decimal(str(cell)), cell)
    text = _bare(str(cell))
    sign = _clear_sign(text) or style.decimal
    if not sign and (_DOT_THREE.match(text) or _COMMA_THREE.match(text)):
        mark = "." if "." in text else ","
        whole, part = text.replace(mark, ""), text.replace(",", ".")
        raise Ambiguous(
            _("“%(text)s” may be %(whole)s or %(part)s.")
            % {"text": cell, "whole": whole, "part": part},
            [whole, part],
        )
    if sign:
        text = _ungrouped(text, sign)
    if not _PLAIN.match(text):
        raise Refusal(_("“%(text)s” is not a number.") % {"text": cell})
    return _within(Decimal(text), cell)


def _ungrouped(text: str, sign: str) -> str:
    """Without the marks between thousands; wrongly placed ones stay and make it no number."""
    mark = "." if sign == "," else ","
    whole, point, part = text.partition(sign)
    if re.fullmatch(rf"[+-]?\d{{1,3}}({re.escape(mark)}\d{{3}})+", whole):
        whole = whole.replace(mark, "")
    elif mark in whole:
        return text
    return f"{whole}.{part}" if point else whole


def _within(value: Decimal, cell: Any) -> Decimal:
    if not value.is_finite():
        raise Refusal(_("“%(text)s” is not a number.") % {"text": cell})
    if abs(value) >= _MOST:
        raise Refusal(_("“%(text)s” is too large a number.") % {"text": cell})
    return value


def whole(cell: Any, style: Style) -> int:
    """A count of people or the like: whole and not negative."""
    value = number(cell, style)
    if value != value.to_integral_value() or value < 0:
        raise Refusal(_("“%(text)s” is not a whole number of at least 0.") % {"text": cell})
    return int(value)


def day(cell: Any, style: Style) -> dt.date:
    """A day; ISO, German, or with slashes where the column tells which comes first."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = str(cell).strip()
    parts = _year_month_day(text, style)
    try:
        return dt.date(*parts) if parts else dt.date.fromisoformat(text)
    except ValueError as error:
        raise _no_day(text, parts) from error


def _year_month_day(text: str, style: Style) -> tuple[int, int, int] | None:
    if match := _DOTTED.match(text):
        return _full_year(match[3]), int(match[2]), int(match[1])
    if match := _SLASHED.match(text):
        return _slashed(match, style)
    if match := _SPELT.match(text):
        return int(match[3]), months().get(fold(match[2]), 0), int(match[1])
    if match := _ISO.match(text):
        return int(match[1]), int(match[2]), int(match[3])
    return None


def _no_day(text: str, parts: tuple[int, int, int] | None) -> Refusal:
    """With the days on both sides of one that the calendar lacks: 29.02.2025, 31.04.2026."""
    words = {"text": text}
    near = _beside(*parts) if parts else []
    if not near:
        return Refusal(
            _("“%(text)s” is not a day of the calendar. Write it as YYYY-MM-DD or DD.MM.YYYY.")
            % words
        )
    dotted = _DOTTED.match(text) or _SPELT.match(text)
    one, two = (f"{d.day:02d}.{d.month:02d}.{d.year:04d}" if dotted else str(d) for d in near)
    return Refusal(
        _("“%(text)s” is not a day of the calendar. Perhaps %(one)s or %(two)s?")
        % (words | {"one": one, "two": two}),
        [str(day) for day in near],
    )


def _beside(year: int, month: int, day: int) -> list[dt.date]:
    if not (dt.MINYEAR <= year <= dt.MAXYEAR and 1 <= month <= 12 and day <= 31):
        return []
    last = calendar.monthrange(year, month)[1]
    # No year ends with a short month, so both days are of the same one.
    return [dt.date(year, month, last), dt.date(year, month + 1, 1)] if day > last else []


@cache
def months() -> dict[str, int]:
    """Folded name or short name of a month in German and English → its number."""
    names: dict[str, int] = {}
    for language in ("en", "de"):
        for width in Locale(language).months["format"].values():
            names |= {fold(name): number for number, name in width.items()}
    return {name: number for name, number in names.items() if len(name) > 2}


def _full_year(text: str) -> int:
    """Two digits mean this century up to 20 years ahead, else the last one."""
    if len(text) == 4:
        return int(text)
    year = 2000 + int(text)
    return year if year <= timezone.localdate().year + 20 else year - 100


def _slashed(match: re.Match[str], style: Style) -> tuple[int, int, int]:
    one, two, year = int(match[1]), int(match[2]), _full_year(match[3])
    day_first = style.day_first
    if day_first is None and one != two:
        if one <= 12 and two <= 12:
            readings = [dt.date(year, two, one).isoformat(), dt.date(year, one, two).isoformat()]
            raise Ambiguous(
                _("“%(text)s” may be %(one)s or %(two)s.")
                % {"text": match[0], "one": readings[0], "two": readings[1]},
                readings,
            )
        day_first = one > 12
    return (year, two, one) if day_first or one == two else (year, one, two)


def imprecise(cell: Any, style: Style) -> str:
    """A date of any precision as ISO text; a whole number is a year."""
    if isinstance(cell, dt.date):
        return day(cell, style).isoformat()
    text = str(cell).strip()
    try:
        return str(ImpreciseDate.parse(text))
    except ValueError:
        return day(cell, style).isoformat()


def yes_no(cell: Any) -> bool:
    word = fold(str(cell))
    if word in YES or cell is True:
        return True
    if word in NO or cell is False:
        return False
    raise Ambiguous(_("“%(text)s” is neither yes nor no.") % {"text": cell}, ["yes", "no"])


@cache
def countries() -> dict[str, str]:
    """Folded country name → ISO code: Babel in both languages, common and former names."""
    names: dict[str, str] = {}
    for language in ("en", "de"):
        for code, name in Locale(language).territories.items():
            if (
                len(code) == 2
                and code.isalpha()
                and code not in ("EU", "UN", "EZ", "ZZ", "XA", "XB")
            ):
                names.setdefault(fold(name), code)
                names.setdefault(code.lower(), code)
    with (DATA / "countries.csv").open(encoding="utf-8") as file:
        names.update({fold(row["name"]): row["code"] for row in csv.DictReader(file)})
    return names


def country(cell: Any) -> str:
    """ISO code of a country's name or code; empty when it is unknown."""
    return countries().get(fold(str(cell)), "")
