"""Words in both languages: a stored assessment must read the same whoever opens it, and when."""

from datetime import date, datetime
from fractions import Fraction

Both = dict[str, str]


def both(de: str, en: str) -> Both:
    return {"de": de, "en": en}


def same(text: object) -> Both:
    """Names and numbers that need no translation."""
    return both(str(text), str(text))


def join(parts: list[Both], de: str = ", ", en: str = ", ") -> Both:
    return both(de.join(p["de"] for p in parts), en.join(p["en"] for p in parts))


def number(value: int) -> Both:
    english = f"{value:,}"
    return both(english.replace(",", "."), english)


def money(cents: int) -> Both:
    """1.234,50 € and 1,234.50 €; cents are integers, no float is ever made of them."""
    euros, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    whole = number(euros)
    return both(f"{sign}{whole['de']},{rest:02d} €", f"{sign}{whole['en']}.{rest:02d} €")


def fraction(share: Fraction) -> Both:
    """25 % where it is a whole percentage, otherwise 1/3."""
    percent = share * 100
    if percent.denominator == 1:
        return both(f"{percent} %", f"{percent} %")
    return same(share)


def day(value: date) -> Both:
    return both(f"{value:%d.%m.%Y}", f"{value.day} {value:%B %Y}")


def moment(value: datetime) -> Both:
    clock = f"{value:%H:%M}"
    return both(f"{day(value)['de']}, {clock} Uhr", f"{day(value)['en']}, {clock}")


def yes_no(value: bool) -> Both:
    return both("ja", "yes") if value else both("nein", "no")


UNKNOWN = both("noch nicht bekannt", "not known yet")
