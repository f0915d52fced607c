"""The editor's rows: one form per row, made of the shape of its kind."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.support.fields import (
    DayOfYearField,
    EurosField,
    ShareField,
    WordsField,
    capital,
    choose,
    spoken,
)
from delegations.support.models import Scheme, SchemeVersion
from delegations.support.shapes import (
    MONEY_FACTS,
    NUMBER_FACTS,
    ROUNDINGS,
    SECTIONS,
    UNITS,
    WHEN,
    Field,
)
from delegations.support.words import Both
from oia.office.writing.fields import DayField

Row = dict[str, Any]
WHEN_PREFIX = "when__"
ROWS = 60  # of a section; the fullest published rule set has 14


class SchemeForm(forms.ModelForm):
    class Meta:
        model = Scheme
        fields = ("name_de", "name_en", "code", "line", "advance_percent", "proof_weeks")
        help_texts = {
            "line": gettext_lazy(
                "What is granted is promised on this line, and never more than is left there. "
                "Without a line nothing keeps grants within the budget."
            ),
            "advance_percent": gettext_lazy(
                "0 pays only after the proof of use; each decision may say otherwise."
            ),
            "proof_weeks": gettext_lazy("Counted from the last day of the journey."),
        }


class FrameForm(forms.ModelForm):
    """What a version says beside its rows."""

    zone = forms.CharField(label=gettext_lazy("Time zone of the deadlines"), max_length=60)
    how = forms.ChoiceField(label=gettext_lazy("Rounding"))
    to_cents = forms.TypedChoiceField(label=gettext_lazy("Round"), coerce=int)
    reserve = ShareField(
        label=gettext_lazy("Share of the budget kept for return visits"),
        required=False,
        help_text=gettext_lazy("For example 1/4 or 25 %."),
    )

    class Meta:
        model = SchemeVersion
        fields = ("valid_from", "valid_to", "note_de", "note_en")
        field_classes = {"valid_from": DayField, "valid_to": DayField}
        widgets = {
            "note_de": forms.Textarea(attrs={"rows": 2}),
            "note_en": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = self.instance.rules
        choose(self.fields["how"], _pairs(ROUNDINGS))
        choose(self.fields["to_cents"], _pairs(UNITS))
        self.initial = {
            **self.initial,
            "zone": rules["zone"],
            "reserve": rules.get("reserve"),
            **rules["rounding"],
        }

    def top(self) -> dict[str, Any]:
        """Zone, rounding and reserve as the rules write them."""
        found = self.cleaned_data
        rules: dict[str, Any] = {
            "zone": found["zone"],
            "rounding": {"to_cents": found["to_cents"], "how": found["how"]},
        }
        if found["reserve"]:
            rules["reserve"] = found["reserve"]
        return rules


def _pairs(choices: dict[str, Both], *, blank: bool = False) -> list[tuple[str, str]]:
    pairs = [(code, spoken(label)) for code, label in choices.items()]
    return [("", "–"), *pairs] if blank else pairs


def _question_pairs(questions: list[Row], kinds: tuple[str, ...]) -> dict[str, Both]:
    return {
        row["code"]: row["text"]
        for row in questions
        if row.get("code") and row.get("text") and row["kind"] in kinds
    }


def _choices(field: Field, questions: list[Row]) -> dict[str, Both] | None:
    """What may be chosen; None where it is typed."""
    if field.type == "number_fact":
        asked = _question_pairs(questions, ("count", "number", "cost"))
        return {**asked, **NUMBER_FACTS, **MONEY_FACTS}
    if field.type == "yes_no_question":
        return _question_pairs(questions, ("yes_no",))
    if field.type == "count_question":
        return _question_pairs(questions, ("count",))
    return field.choices


_TYPED: dict[str, Any] = {
    "cents": EurosField,
    "fraction": ShareField,
    "month_day": DayOfYearField,
    "words": WordsField,
    "text": forms.CharField,
}


def _form_field(field: Field, questions: list[Row]) -> forms.Field:
    """The input of a field; nothing is required: what is missing is a setting, no error."""
    choices = _choices(field, questions)
    label = capital(field.label)
    if choices is not None and (field.many or field.type == "words"):
        return forms.MultipleChoiceField(
            label=label,
            required=False,
            choices=_pairs(choices),
            widget=forms.CheckboxSelectMultiple,
        )
    if choices is not None:
        return forms.ChoiceField(label=label, required=False, choices=_pairs(choices, blank=True))
    if field.type == "number":
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=10**9)
    if field.type == "date":
        return DayField(label=label, required=False)
    kind = _TYPED[field.type]
    given: forms.Field = kind(label=label, required=False)
    # Read values are no text any more: the length is kept by the input and by `check`.
    given.widget.attrs["maxlength"] = 600
    return given


class RowForm(forms.Form):
    """One row: the fields of its kind, the common ones, and when it applies."""

    def __init__(
        self, section: str, kind: str, questions: list[Row], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.section, self.kind = section, kind
        self.shape = SECTIONS[section]
        # Names of the values that nobody has published: left blank they stay to be set.
        self.fields["unset"] = forms.CharField(required=False, widget=forms.HiddenInput)
        for field in self.shape.fields(kind):
            self._add(field.name, field, questions)
        if self.shape.has_when:
            for field in WHEN:
                self._add(WHEN_PREFIX + field.name, field, questions)

    def _add(self, name: str, field: Field, questions: list[Row]) -> None:
        if field.type == "both":
            label = capital(field.label)
            for code, language in (("de", _("German")), ("en", _("English"))):
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{label} ({language})", required=False, max_length=600
                )
        else:
            self.fields[name] = _form_field(field, questions)

    @property
    def title(self) -> str:
        return capital(self.shape.kinds[self.kind].label)

    @property
    def heading(self) -> str:
        """The row's own wording; without one, its kind."""
        language = "text_en" if spoken({"de": "", "en": "en"}) else "text_de"
        given = self[language].value() if language in self.fields else ""
        return given or self.title

    @property
    def is_new(self) -> bool:
        return not self.is_bound and not self.initial

    def plain(self) -> list[Any]:
        return [field for field in self.visible_fields() if not field.name.startswith(WHEN_PREFIX)]

    def when(self) -> list[Any]:
        return [field for field in self if field.name.startswith(WHEN_PREFIX)]

    @property
    def when_is_set(self) -> bool:
        return any(field.value() for field in self.when())

    def raw(self) -> dict[str, Any]:
        """What is typed, unread, to show it again in another place."""
        return {
            name: field.widget.value_from_datadict(self.data, {}, self.add_prefix(name))
            for name, field in self.fields.items()
        }

    def row(self) -> Row:
        """The row as the rules write it; a needed value that is missing is `null`."""
        unset = self.cleaned_data["unset"].split(",")
        found: Row = {"kind": self.kind}
        for field in self.shape.fields(self.kind):
            value = self._value(field.name, field)
            if value is not None or field.needed or field.name in unset:
                found[field.name] = value
        when = {
            field.name: value
            for field in (WHEN if self.shape.has_when else ())
            if (value := self._value(WHEN_PREFIX + field.name, field)) is not None
            or WHEN_PREFIX + field.name in unset
        }
        return found | ({"when": when} if when else {})

    def _value(self, name: str, field: Field) -> Any:
        data = self.cleaned_data
        if field.type == "both":
            texts = {code: data[f"{name}_{code}"] for code in ("de", "en")}
            return texts if any(texts.values()) else None
        value = data[name]
        if field.type == "date":
            return value.isoformat() if value else None
        return None if value in ("", []) else value


def initial_of(row: Row) -> dict[str, Any]:
    """The values of a stored row under the names of the form."""
    found: dict[str, Any] = {}
    pairs = [(name, value) for name, value in row.items() if name not in ("kind", "when")]
    pairs += [(WHEN_PREFIX + name, value) for name, value in (row.get("when") or {}).items()]
    for name, value in pairs:
        if isinstance(value, dict):
            found |= {f"{name}_{code}": text for code, text in value.items()}
        else:
            found[name] = value
    return found | {"unset": ",".join(name for name, value in pairs if value is None)}


class Editor:
    """All rows of a version as forms: from the stored rules, or from what was sent."""

    def __init__(self, rules: dict[str, Any], data: QueryDict | None = None) -> None:
        self.data = data
        self.sent: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        self.stored = rules
        for section in SECTIONS:
            self.sent[section] = self._rows(section)

    def _rows(self, section: str) -> list[tuple[str, dict[str, Any]]]:
        if self.data is None:
            return [(row["kind"], initial_of(row)) for row in self.stored[section]]
        return [(form.kind, form.raw()) for form in self._bound(section)]

    @cached_property
    def questions(self) -> list[Row]:
        """The scheme's questions as far as they can be read: other rows choose among them."""
        if self.data is None:
            found: list[Row] = self.stored["questions"]
            return found
        bound = self._bound("questions")
        return [form.row() for form in bound if form.is_valid()]

    def _bound(self, section: str) -> list[RowForm]:
        assert self.data is not None
        count = self.data.get(f"{section}-rows", "0")
        rows = min(int(count), ROWS) if count.isascii() and count.isdigit() else 0
        forms_ = []
        for index in range(rows):
            kind = self.data.get(f"{section}-{index}-kind", "")
            if kind in SECTIONS[section].kinds:
                asked = [] if section == "questions" else self.questions
                form = RowForm(section, kind, asked, self.data, prefix=f"{section}-{index}")
                forms_.append(form)
        return forms_

    @cached_property
    def bound(self) -> dict[str, list[RowForm]]:
        return {section: self._bound(section) for section in SECTIONS}

    def is_valid(self) -> bool:
        # A list, so that every row is read and shows its errors.
        read = [form.is_valid() for rows in self.bound.values() for form in rows]
        return all(read)

    def rules(self) -> dict[str, Any]:
        return {section: [form.row() for form in rows] for section, rows in self.bound.items()}

    # Buttons ---------------------------------------------------------------------------------

    def do(self, what: str) -> None:
        """ "add:methods", "remove:methods:2", "up:methods:2", "down:methods:2"; others: nothing."""
        verb, _sep, rest = what.partition(":")
        section, _sep, number = rest.partition(":")
        rows = self.sent.get(section)
        if rows is None or self.data is None:
            return
        if verb == "add":
            kind = self.data.get(f"add-{section}", "")
            if kind in SECTIONS[section].kinds and len(rows) < ROWS:
                rows.append((kind, {}))
            return
        index = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
        if not 0 <= index < len(rows):
            return
        row = rows.pop(index)
        if verb in ("up", "down"):
            rows.insert(max(0, index + (1 if verb == "down" else -1)), row)

    def sections(self, *, checked: bool = False) -> list[dict[str, Any]]:
        """What the page shows; `checked` with the errors of what was sent."""
        return [
            {
                "name": name,
                "title": capital(shape.label),
                "kinds": _pairs({kind: s.label for kind, s in shape.kinds.items()}),
                "rows": self.bound[name] if checked else self._unbound(name),
            }
            for name, shape in SECTIONS.items()
        ]

    def _unbound(self, section: str) -> list[RowForm]:
        return [
            RowForm(section, kind, self.questions, initial=values, prefix=f"{section}-{index}")
            for index, (kind, values) in enumerate(self.sent[section])
        ]
