"""Filters of a list: an allow-list of query parameters, their form, and chips of what is set."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.choices import BaseChoiceIterator
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oia.ui import words

ROOM = 200  # choices out of the database; with more, one types into the search
FIRST_YEAR, LAST_YEAR = 1000, 9998
OPEN = "filters"  # the parameter that opens all fields
DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y"]


@dataclass(frozen=True)
class Setting:
    """A filter that is set: its parameter, and how a chip names it."""

    name: str
    label: str


@lru_cache(maxsize=128)
def _options(pairs: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f'<option value="{escape(key)}">{escape(label)}</option>' for key, label in pairs
    )


class QuickSelect(forms.Select):
    """A select written as one string: Django's template per option costs 30 µs, and there are
    250 countries."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attributes = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        options = _options(tuple((str(key), str(label)) for key, label in self.choices))
        mark = f'value="{escape("" if value is None else str(value))}"'
        chosen = options.replace(mark, f"{mark} selected", 1)
        return mark_safe(f"<select{attributes}>{chosen}</select>")  # noqa: S308 – escaped above


class _QuickInput(forms.widgets.Input):
    """An input written as one string, for the same reason."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        shown = self.format_value(value)
        given = {**self.build_attrs(self.attrs, attrs), "type": self.input_type, "name": name}
        attributes = flatatt(given if shown is None else {**given, "value": shown})
        return mark_safe(f"<input{attributes}>")  # noqa: S308 – flatatt escapes


class QuickNumber(_QuickInput, forms.NumberInput):
    pass


class QuickDay(_QuickInput, forms.DateInput):
    """Typed, or picked from the calendar that a script sets beside it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-day": "", **(attrs or {})})


class Choices(BaseChoiceIterator):
    """(value, label) pairs with an empty first one, made when first needed and kept."""

    def __init__(self, make: Callable[[], Iterable[tuple[Any, Any]]]) -> None:
        self.make = make

    @cached_property
    def pairs(self) -> list[tuple[Any, Any]]:
        return [("", _("All")), *self.make()]

    def __iter__(self) -> Any:
        return iter(self.pairs)


class ChoiceField(forms.ChoiceField):
    """Remembers the label of what was chosen, for the chip."""

    def label_of(self, value: Any) -> str:
        pairs: Any = self.choices
        return next((str(label) for key, label in pairs if str(key) == str(value)), "")


class Filter(django_filters.Filter):
    """Base: `words(value)` says in a chip what is set."""

    def __deepcopy__(self, memo: Any) -> Filter:
        # A FilterSet copies its filters per request; what they share is never written to.
        copied = copy.copy(self)
        if self.method is not None:
            copied.method = self.method  # rebinds it to the copy, which knows its FilterSet
        return copied

    # Whether its choices come out of the database. Such a filter waits behind "More filters", so
    # that a list costs no queries for menus nobody opens.
    waits = False
    # Whether it acts although nothing is chosen.
    always = False

    def words(self, value: Any) -> str:
        return str(value)


class ChoiceFilter(Filter):
    """One of a model's choices: `status = ChoiceFilter(choices=Trip.Status, label=…)`."""

    field_class = ChoiceField

    def __init__(self, *args: Any, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices

    def pairs(self) -> Iterable[tuple[Any, Any]]:
        given = getattr(self.choices, "choices", self.choices)
        return [pair for pair in given if pair[0] not in ("", None)]

    @property
    def field(self) -> ChoiceField:
        if not hasattr(self, "_field"):
            self._field: ChoiceField = self._make_field()
        return self._field

    def _make_field(self) -> ChoiceField:
        field = self.field_class(label=self.label, required=False, widget=QuickSelect)
        field.choices = field.widget.choices = Choices(self.pairs)
        return field

    def words(self, value: Any) -> str:
        return self.field.label_of(value)


class CountryField(ChoiceField):
    """Takes every country: an address that was kept stays valid when its last row is gone."""

    def valid_value(self, value: Any) -> bool:
        return str(value) in words.country_names(words.language())

    def label_of(self, value: Any) -> str:
        return words.country(str(value))


class CountryFilter(ChoiceFilter):
    """A country by ISO code: those of the list's rows are offered, and the chosen one."""

    waits = True
    field_class = CountryField

    def pairs(self) -> Iterable[tuple[Any, Any]]:
        parent = getattr(self, "parent", None)
        known = words.country_choices(words.language())
        if parent is None:
            return known
        offered = {*self._there(parent.queryset), parent.data.get(self.parent_name)}
        return [(code, name) for code, name in known if code in offered]

    def _there(self, rows: QuerySet[Any]) -> Iterable[str]:
        """The countries of the rows; asked of the places, of which there are few, not of them."""
        link, _separator, column = self.field_name.rpartition("__")
        if link:
            places: Any = rows.model._meta.get_field(link).related_model
            rows = places._default_manager.filter(
                Exists(rows.order_by().filter(**{link: OuterRef("pk")}))
            )
        return rows.order_by().values_list(column, flat=True).distinct()

    @property
    def parent_name(self) -> str:
        return next(name for name, known in self.parent.filters.items() if known is self)


class YesNoFilter(ChoiceFilter):
    """Yes or no; nothing chosen shows both."""

    def pairs(self) -> Iterable[tuple[Any, Any]]:
        return [("yes", _("yes")), ("no", _("no"))]

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs.filter(**{self.field_name: value == "yes"}) if value else qs


class ObjectFilter(ChoiceFilter):
    """One object out of the database, by key: the first 200 by their `text`, and the chosen one.

    `queryset` is a queryset or `lambda request: …`; `.visible_to()` is applied where it exists.
    `text` is the path of what people read.
    """

    waits = True

    def __init__(self, *args: Any, queryset: Any, text: str = "name", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = queryset
        self.text = text

    def objects(self) -> QuerySet[Any]:
        request = getattr(self.parent, "request", None)
        queryset = self.source(request) if callable(self.source) else self.source.all()
        if request is not None and hasattr(queryset, "visible_to"):
            queryset = queryset.visible_to(request.user)
        return queryset

    def pairs(self) -> Iterable[tuple[Any, Any]]:
        objects = self.objects()
        found = list(objects.order_by(self.text, "pk").values_list("pk", self.text)[:ROOM])
        if len(found) == ROOM:
            found += self._chosen(objects, {str(key) for key, _label in found})
        return found

    def _chosen(self, objects: QuerySet[Any], known: set[str]) -> Iterable[tuple[Any, Any]]:
        """The chosen object where it is not among the first 200."""
        value = str(self.parent.data.get(self.parent_name, ""))
        if not value or value in known or "\x00" in value:
            return []
        try:
            return list(objects.filter(pk=value).values_list("pk", self.text))
        except (ValueError, TypeError, ValidationError):
            return []

    @property
    def parent_name(self) -> str:
        """The parameter under which the filter set knows this filter."""
        return next(name for name, known in self.parent.filters.items() if known is self)


class _YearFilterBase(Filter):
    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR, "widget": QuickNumber, **kwargs}
        super().__init__(*args, **kwargs)


class YearFilter(_YearFilterBase):
    """The calendar year of a date; with `end`, every period that touches the year."""

    def __init__(self, *args: Any, end: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.end = end

    def filter(self, qs: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        if value is None:
            return qs
        first, last, start = date(value, 1, 1), date(value, 12, 31), self.field_name
        if not self.end:
            return qs.filter(**{f"{start}__gte": first, f"{start}__lte": last})
        # Without a last day the period is the one day.
        ends = Q(**{f"{self.end}__gte": first}) | Q(
            **{f"{self.end}__isnull": True, f"{start}__gte": first}
        )
        return qs.filter(ends, **{f"{start}__lte": last})


class _DayFilterBase(Filter):
    field_class = forms.DateField
    comparison = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"input_formats": DAY_FORMATS, "widget": QuickDay, **kwargs}
        super().__init__(*args, **kwargs)

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__{self.comparison}": value}) if value else qs

    def words(self, value: date) -> str:
        return words.day(value)


class FromDayFilter(_DayFilterBase):
    """From this day on. With `UntilDayFilter` a range, each with its own label, error and chip."""

    comparison = "gte"


class UntilDayFilter(_DayFilterBase):
    """Up to and including this day."""

    comparison = "lte"


class FromYearFilter(_YearFilterBase):
    """From this year on, in a column of imprecise dates (`1966`, `1966-05`)."""

    def filter(self, qs: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__gte": f"{value:04}"}) if value else qs


class UntilYearFilter(_YearFilterBase):
    """Up to and including this year, in a column of imprecise dates; empty ones left out."""

    def filter(self, qs: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        if not value:
            return qs
        path = self.field_name
        return qs.filter(**{f"{path}__gt": "", f"{path}__lt": f"{value + 1:04}"})


class FilterForm(forms.Form):
    """The form of a filter set; the page sends it with GET."""

    use_required_attribute = False


# (filter set, field, language) → HTML of the field as long as nobody sets it.
_unset: dict[tuple[type, str, str], SafeString] = {}


class Filters(django_filters.FilterSet):
    """Base of all filter sets: declare filters as attributes, nothing else is accepted.

    A value that is not valid shows its error in `form` and filters nothing.
    """

    class Meta:
        form = FilterForm

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        # Where none of its parameters is given the set stays unbound: nothing to validate.
        known = data is not None and any(data.get(name) for name in self.base_filters)
        super().__init__(data if known else None, *args, **kwargs)
        self.all_open = data is not None and data.get(OPEN) == "all"

    @property
    def qs(self) -> QuerySet[Any]:
        if self.is_bound:
            return super().qs
        if not hasattr(self, "_qs"):
            self._qs = self.queryset.all()
            for known in self.filters.values():
                if getattr(known, "always", False):
                    self._qs = known.filter(self._qs, None)
        return self._qs

    @property
    def form(self) -> forms.Form:
        # Without the metaclass and the copies of fields a form class made per request needs.
        if not hasattr(self, "_form"):
            form = self._meta.form(self.data if self.is_bound else None, auto_id="filter_%s")
            form.fields = {name: known.field for name, known in self.filters.items()}
            self._form = form
        return self._form

    @property
    def more(self) -> bool:
        """Whether some fields are left out until they are asked for."""
        return len(self._shown()) < len(self.filters)

    def _shown(self) -> list[str]:
        return [
            name
            for name, known in self.filters.items()
            if self.all_open or self.data.get(name) or not getattr(known, "waits", False)
        ]

    def fields(self) -> SafeString:
        """The fields as HTML."""
        parts = (self._field(name) for name in self._shown())
        return mark_safe("".join(parts))  # noqa: S308 – each is a rendered template

    def _field(self, name: str) -> SafeString:
        """A field; one that is not set is the same for everybody, and written once."""
        if self.data.get(name) or getattr(self.filters[name], "waits", False):
            return render_to_string("ui/_filter.html", {"field": self.form[name]})
        key = (type(self), name, words.language())
        if key not in _unset:
            _unset[key] = render_to_string("ui/_filter.html", {"field": self.form[name]})
        return _unset[key]

    def chips(self) -> list[Setting]:
        """The filters that are set and valid; the page adds the address that removes each."""
        if not self.is_bound:
            return []
        self.is_valid()  # cleans once; what is not valid is not in cleaned_data
        cleaned = self.form.cleaned_data.items()
        return [Setting(name, self._words(name, v)) for name, v in cleaned if v not in ("", None)]

    def _words(self, name: str, value: Any) -> str:
        known = self.filters[name]
        return f"{known.label}: {known.words(value) if isinstance(known, Filter) else value}"
