"""How the values of a scheme are typed in the editor: euros, fractions, days of the year, lists."""

import datetime as dt
import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from delegations.support.facts import MOST, share_of
from delegations.support.words import Both, both, number

# No amount has three decimals: a mark before three digits stands between thousands.
EUROS = re.compile(
    r"(?:(\d{1,9}|\d{1,3}(?:[.\s'’]\d{3}){1,3})(?:,(\d{1,2}))?"
    r"|(\d{1,9}|\d{1,3}(?:[,\s'’]\d{3}){1,3})(?:\.(\d{1,2}))?)"
)
DECIMAL = both(",", ".")
SHARE = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})|(\d{1,3})(?:[,.](\d{1,4}))?\s*%")


def spoken(text: Both) -> str:
    """A sentence or a label in the reader's language."""
    return text["en" if (get_language() or "de").startswith("en") else "de"]


def capital(text: Both) -> str:
    words = spoken(text)
    return words[:1].upper() + words[1:]


def choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    """Give a field its choices in the reader's language, once that is known."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class EurosField(forms.CharField):
    """“1.234,50” or “1,234.50” typed, 123450 cents kept."""

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").removeprefix("€").removesuffix("€").strip()
        if not text:
            return None
        match = EUROS.fullmatch(text)
        if not match:
            raise ValidationError(_("Enter an amount in euros, such as 1,234.50."))
        whole, rest = match[1] or match[3], match[2] or match[4] or "0"
        cents = int(re.sub(r"\D", "", whole)) * 100 + int(rest.ljust(2, "0"))
        if cents > MOST:
            raise ValidationError(_("This amount is too large."))
        return cents

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            euros, rest = divmod(value, 100)
            return f"{spoken(number(euros))}{spoken(DECIMAL)}{rest:02d}"
        return value


class ShareField(forms.CharField):
    """“3/4” or “75 %” typed, "3/4" kept: a fraction of integers, never 33.33."""

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        match = SHARE.fullmatch(text)
        if text in ("0", "1"):
            share = Fraction(int(text))
        elif match and match[1] and int(match[2]):
            share = share_of(text.replace(" ", ""))
        elif match and match[3]:
            places = match[4] or ""
            share = Fraction(int(match[3] + places), 100 * 10 ** len(places))
        else:
            raise ValidationError(_("Enter a fraction such as 3/4, or a percentage such as 75 %."))
        if share > 1:
            raise ValidationError(_("A share is at most the whole."))
        return str(share)


class DayOfYearField(forms.CharField):
    """“30.11.” typed, "11-30" kept."""

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        match = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.?", text)
        if match:
            text = f"{int(match[2]):02d}-{int(match[1]):02d}"
        try:
            dt.date.fromisoformat(f"2025-{text}")
        except ValueError:
            raise ValidationError(_("Enter a day and month, such as 30.11.")) from None
        return text

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"\d\d-\d\d", value):
            return f"{value[3:]}.{value[:2]}."
        return value


class WordsField(forms.CharField):
    """Names with commas between them typed, a list kept."""

    def to_python(self, value: Any) -> Any:
        names = [part.strip() for part in (super().to_python(value) or "").split(",")]
        return [name for name in names if name] or None

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value
