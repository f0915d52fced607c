"""Fields of pages: typed as an office types, read by the same words as a spreadsheet's cells.

Each keeps what was typed when it cannot be read, and says in a sentence what to write instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from oia.core.dates import ImpreciseDateField
from oia.office import cells
from oia.office.cells import Ambiguous, Refusal, Style
from oia.office.writing.lookups import Lookup, Option, Typed
from oia.ui import words

CLEAR = Style()  # nothing but the text itself says how it is written
LONGEST = 20_000  # characters of a note


def _german() -> bool:
    return (get_language() or "de").startswith("de")


class TypedField(forms.CharField):
    """Text that a reader of cells turns into a value."""

    def __init__(self, read: Callable[[str], Any], **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(empty_value=None, **kwargs)
        self.read = read

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text is None:
            return None
        try:
            return self.read(text)
        except (Refusal, Ambiguous) as refusal:
            raise ValidationError(str(refusal)) from refusal

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "").strip()


class DayField(TypedField):
    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "data-day": ""}
        super().__init__(lambda t: cells.day(t, CLEAR), widget=forms.TextInput(attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dt.date):
            return value
        return f"{value:%d.%m.%Y}" if _german() else value.isoformat()


class ImpreciseField(TypedField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lambda text: cells.imprecise(text, CLEAR), **kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean(value) or ""

    def prepare_value(self, value: Any) -> Any:
        return value


class WholeField(TypedField):
    """A whole number of at least 0, with or without marks between thousands."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "inputmode": "numeric", "data-short": ""}
        super().__init__(_whole, widget=forms.TextInput(attrs), **kwargs)


class AmountField(TypedField):
    """`1.234,50` and `1,234.50` alike; `1.500` is asked back, not guessed."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "inputmode": "decimal", "data-short": ""}
        super().__init__(_amount, widget=forms.TextInput(attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return str(value).replace(".", ",") if _german() else str(value)


def _amount(text: str) -> Decimal:
    try:
        return cells.number(text, CLEAR)
    except Ambiguous as doubt:
        hint = _("Write it without a mark between thousands.")
        raise Refusal(f"{doubt} {hint}") from doubt


def _whole(text: str) -> int:
    # A count is whole: the mark in `1.500` can only stand between thousands.
    return cells.whole(text, Style("," if "." in text else "."))


class CountryField(TypedField):
    """A country by its name in either language, or its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_country, **kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean(value) or ""

    def prepare_value(self, value: Any) -> Any:
        return words.country(value) if value and len(str(value)) == 2 else value


def _country(text: str) -> str:
    code = cells.country(text)
    if not code:
        raise Refusal(
            _("The country “%(text)s” is unknown. Write its name or ISO code.") % {"text": text}
        )
    return code


class CurrencyField(TypedField):
    """A code of three letters; empty takes the office's currency."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "off", "data-short": ""}
        super().__init__(_currency, widget=forms.TextInput(attrs), **kwargs)


def _currency(text: str) -> str:
    code = text.upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise Refusal(_("Write the currency as three letters, such as EUR."))
    return code


class LookupWidget(forms.Widget):
    """A text input; below it the choices, where the text may mean several things."""

    template_name = "office/_lookup.html"

    def __init__(self, lookup: Lookup, user: Any, stored: Any) -> None:
        super().__init__({"autocomplete": "off"})
        self.lookup, self.user, self.stored = lookup, user, stored
        self.options: list[Option] = []

    def shown(self, value: Any) -> Typed:
        if isinstance(value, Typed):
            return value
        return self.lookup.shown(value, self.user, self.stored)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        parts = (data.get(key) or "" for key in (name, f"{name}_choice", f"{name}_for"))
        return Typed(*parts)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = self.shown(value)
        known = {option.value for option in self.options}
        return context | {
            "typed": typed,
            "options": self.options,
            "keep_hidden": typed.choice and typed.choice not in known and typed.fits,
            "kind": self.lookup.kind,
        }


class LookupField(forms.Field):
    """A row of the office by typing any of its names; new ones in place, where one may."""

    def __init__(self, lookup: Lookup, user: Any, stored: Any = None, **kwargs: Any) -> None:
        super().__init__(widget=LookupWidget(lookup, user, stored), **kwargs)
        self.lookup, self.user, self.stored = lookup, user, stored

    def clean(self, value: Typed) -> Any:
        text = value.text.strip()
        if not text:
            return super().clean(None)
        if "\x00" in text:
            raise ValidationError(_("The text holds signs that are no text."))
        if value.choice and value.fits:
            if value.choice == str(self.stored):
                return self.lookup.model._default_manager.filter(pk=self.stored).first()
            chosen = self.lookup.chosen(value.choice, text, self.user)
            if chosen is not None:
                return chosen
        found = self.lookup.exact(text, self.user)
        if len(found) == 1:
            chosen = self.lookup.chosen(found[0].value, text, self.user)
            if chosen is not None:
                return chosen
        return self._ask(text, found)

    def _ask(self, text: str, found: list[Option]) -> Any:
        """Nothing is guessed: the person chooses among what it may be."""
        options = found or self.lookup.suggest(text, self.user)
        new = self.lookup.creatable(text, self.user)
        self.widget.options = [*options[:10], *([new] if new else [])]
        if found:
            message = _("“%(text)s” may mean several. Choose one below.")
        elif options:
            message = _("“%(text)s” is not known by this name. Choose one below or write it anew.")
        elif new:
            message = _("“%(text)s” is not known yet. Choose below to enter it, or write it anew.")
        else:
            message = self.lookup.unknown()
        raise ValidationError(message, params={"text": text[:80]})

    def has_changed(self, initial: Any, data: Any) -> bool:
        if isinstance(initial, models.Model):
            initial = initial.pk
        if not isinstance(data, Typed) or not data.text.strip():
            return bool(initial)
        return not (data.fits and data.choice == str(initial or ""))


@dataclass(frozen=True)
class Setting:
    """What a form's fields need to know beside their model."""

    user: Any
    instance: models.Model
    # Field → kinds of record it may point to, where it points to any record.
    kinds: dict[str, tuple[str, ...]]


def typed(name: str, field: forms.Field, column: models.Field, setting: Setting) -> forms.Field:
    """The page's field for a model's field: the same label, help and need, typed more freely."""
    common: dict[str, Any] = {
        "required": field.required,
        "label": field.label,
        "help_text": field.help_text,
        "initial": field.initial,
    }
    if isinstance(field, forms.ModelChoiceField):
        lookup = Lookup.of(
            cast(type[models.Model], column.related_model), setting.kinds.get(name, ())
        )
        stored = getattr(setting.instance, column.attname)
        return LookupField(lookup, setting.user, stored, **common)
    if isinstance(column, ImpreciseDateField):
        return ImpreciseField(**common)
    if column.name in BY_NAME:
        return BY_NAME[column.name](**common)
    for kind, made in KINDS.items():
        if isinstance(field, kind):
            return made(**common)
    return _unbounded(field)


BY_NAME: dict[str, type[TypedField]] = {"country": CountryField, "currency": CurrencyField}
KINDS: dict[type[forms.Field], type[TypedField]] = {
    forms.DateField: DayField,
    forms.DecimalField: AmountField,
}


def _unbounded(field: forms.Field) -> forms.Field:
    """A browser cuts off what exceeds `maxlength` without a word; we say a sentence instead."""
    if type(field) is forms.IntegerField:
        return WholeField(
            required=field.required,
            label=field.label,
            help_text=field.help_text,
            initial=field.initial,
        )
    field.widget.attrs.pop("maxlength", None)
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs |= {"rows": 4}
        field.validators = [*field.validators, forms.CharField(max_length=LONGEST).validators[0]]
    if isinstance(field, forms.CharField) and not isinstance(field, TypedField):
        field.widget.attrs["dir"] = "auto"
    return field
