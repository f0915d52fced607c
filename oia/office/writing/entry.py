"""A noun's form as a page shows it: three needed fields, the rest folded, its parts below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms import BaseInlineFormSet, inlineformset_factory, modelform_factory
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from oia.core.permissions import may
from oia.office import ownership
from oia.office.writing.fields import Setting, typed
from oia.ui.detail import DetailPage
from oia.ui.links import write_label
from oia.ui.tables import may_see_personal

MOST_PARTS = 200


@dataclass(frozen=True)
class Part:
    """Rows that belong to a noun and are written with it: the people and costs of a trip."""

    model: type[models.Model]
    title: Any
    fields: tuple[str, ...]
    # Blank rows for who has no script; with script "add a row" adds more.
    blank: int = 2
    form: type[forms.ModelForm] = forms.ModelForm

    @property
    def prefix(self) -> str:
        return str(self.model._meta.model_name)


@dataclass(frozen=True)
class Writing:
    """What a noun declares to be written in the browser.

    Without `new` it is entered elsewhere: by an upload, or on the page of its record.
    `page` is its detail page, of which area, list and personal fields are taken; `check` is asked
    once form and parts are valid each by itself; `preview` names a fragment shown while typing.
    """

    page: type[DetailPage]
    form: type[forms.ModelForm]
    new: Any
    parts: tuple[Part, ...] = ()
    check: Callable[[Any, list[Any]], None] | None = None
    # Gives a row entered by hand the state it begins in, where that is not the usual one.
    begin: Callable[[Any], None] | None = None
    # A label of a link "another one like this"; the fields that are not taken over.
    again: Any = ""
    not_again: tuple[str, ...] = ()
    preview: str = ""
    # Rows besides the parts that are deleted with it.
    goes_along: tuple[type[models.Model], ...] = ()
    # What a blank form starts with, by name; what the form does not ask for is set unasked.
    start: Callable[[Any], dict[str, Any]] = lambda user: {}

    @property
    def model(self) -> Any:
        return self.form._meta.model

    @property
    def noun(self) -> str:
        return str(self.model.detail_url_name)

    @property
    def capability(self) -> str:
        return self.page.write_capability or write_label(self.page.capability)

    def may_write(self, user: Any) -> bool:
        return may(user, self.capability)

    def hidden_from(self, user: Any) -> set[str]:
        """Personal fields the person does not see, neither on the page nor in the history."""
        if may_see_personal(user, self.page.personal_capability):
            return set()
        return self.page.personal_fields()


class EntryForm:
    """Mixed into a noun's form: types its fields, orders them, leaves out what nobody types.

    The noun's form declares `first` (shown at once), `groups` of the rest, `not_typed` (what steps
    change and imports bring), `when_asked` (shown only once an error asks for it, or where it is
    filled) and `kinds` (of records a field may point to).
    """

    first: Sequence[str] = ()
    groups: Sequence[tuple[Any, Sequence[str]]] = ()
    not_typed: Sequence[str] = ()
    when_asked: Sequence[str] = ()
    kinds: dict[str, tuple[str, ...]] = {}

    fields: dict[str, forms.Field]
    errors: Any
    instance: Any

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model = type(self.instance)
        setting = Setting(user, self.instance, dict(self.kinds))
        for name in self.not_typed:
            del self.fields[name]
        for name, field in list(self.fields.items()):
            if name in {column.name for column in model._meta.fields}:
                self.fields[name] = typed(name, field, model._meta.get_field(name), setting)
            _name_the_blank(self.fields[name])

        if getattr(self, "needs_first_day", False):
            self.fields["first_day"].required = True

    def _get_validation_exclusions(self) -> set[str]:
        """What is not typed is checked along: a rule may join it with what is typed here."""
        return super()._get_validation_exclusions() - set(self.not_typed)  # type: ignore[misc]

    def first_fields(self) -> list[BoundField]:
        return [self[name] for name in self.first]  # type: ignore[index]

    def folded(self) -> list[tuple[Any, list[BoundField]]]:
        """Groups of what lies behind "more details"; what no group names stands in the last."""
        named = {name for _title, names in self.groups for name in names}
        rest = [n for n in self.fields if n not in self.first and n not in named]
        groups = [*self.groups, (_("Further details"), rest)]
        bound = [(title, [self[n] for n in names if self._is_shown(n)]) for title, names in groups]  # type: ignore[index]
        return [(title, fields) for title, fields in bound if fields]

    def _is_shown(self, name: str) -> bool:
        if name not in self.fields:
            return False
        asked: BoundField = self[name]  # type: ignore[index]
        return name not in self.when_asked or bool(asked.errors) or self._written(asked)

    def fold_open(self, parts: list[Any]) -> bool:
        """Open when it holds an error or something written or given."""
        if any(
            rows.initial_form_count() or rows.initial_extra or rows.total_error_count()
            for rows in parts
        ):
            return True
        return any(
            field.errors or self._written(field) for _t, fields in self.folded() for field in fields
        )

    def _written(self, field: BoundField) -> bool:
        column = type(self.instance)._meta.get_field(field.name)
        usual = column.get_default() if column.has_default() else ""
        given = field.value()
        value = "" if given is None else str(given)
        return bool(value) and value not in (str(usual), "False", "EUR")


def _name_the_blank(field: forms.Field) -> None:
    """Words instead of Django's row of dashes."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return
    label = _("Please choose") if field.required else _("not stated")
    given: Any = field.choices
    shown = list(given)
    if shown and shown[0][0] == "":
        field.choices = [("", label), *shown[1:]]


def entry_form(form: type[forms.ModelForm]) -> Any:
    declared = ("first", "groups", "not_typed", "when_asked", "kinds")
    own = {name: getattr(form, name) for name in declared if hasattr(form, name)}
    return type(f"{form.__name__}OnPage", (EntryForm, form), own)


class PartFormSet(BaseInlineFormSet):
    """Rows of a part; a row left blank is no row."""

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        self.title = part.title

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")
        form.fields["DELETE"].widget.attrs["data-remove"] = ""


def part_forms(
    writing: Writing,
    instance: Any,
    data: Any,
    user: Any,
    mine: Any,
    given: dict[str, str] | None = None,
) -> list[Any]:
    """The parts' rows of a page; `mine(prefix)` says whether the typed ones are taken.

    `given` is what a link to a blank form knows: the person of a talk fills the first row.
    """
    made = []
    for part in writing.parts:
        form = entry_form(modelform_factory(part.model, form=part.form, fields=list(part.fields)))
        kind = inlineformset_factory(
            writing.model,
            part.model,
            form=form,
            formset=PartFormSet,
            extra=part.blank,
            max_num=MOST_PARTS,
            absolute_max=MOST_PARTS,
            can_delete=True,
        )
        bound = data if data is not None and mine(part.prefix) else None
        made.append(
            kind(
                bound,
                instance=instance,
                prefix=part.prefix,
                part=part,
                initial=_first_row(part, given or {}),
                form_kwargs={"user": user},
            )
        )
    return made


def _first_row(part: Part, given: dict[str, str]) -> list[dict[str, str]]:
    row = {name: given[name][:300].replace("\x00", "") for name in part.fields if name in given}
    return [row] if row else []


def problems(form: Any, parts: list[Any]) -> list[tuple[str, str]]:
    """(where, sentence) of everything to mend, for the summary that links to the fields."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        anchor = field.id_for_label or field.auto_id
        found += [(anchor, f"{field.label} – {error}") for error in field.errors]
    for rows in parts:
        found += [(rows.prefix, f"{rows.title} – {error}") for error in rows.non_form_errors()]
        for row in rows.forms:
            found += [(rows.prefix, f"{rows.title} – {e}") for e in row.non_field_errors()]
            for field in row:
                found += [
                    (field.id_for_label or rows.prefix, f"{rows.title}, {field.label} – {error}")
                    for error in field.errors
                ]
    return found


def preset(writing: Writing, user: Any) -> dict[str, Any]:
    """What a blank form starts with; who writes for one department only starts with that."""
    start = writing.start(user)
    path = getattr(writing.model, "own_department", "")
    if not path or "__" in path or not ownership.narrowed(writing.model, user):
        return start
    mine = ownership.departments_of(user).first()
    return start | ({path: mine.pk} if mine else {})
