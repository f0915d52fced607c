"""A case typed by hand: the form that asks for what a version wants to know."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.support.fields import EurosField, capital, choose, spoken
from delegations.support.shapes import APPLICANTS, CONTINENTS, DIRECTIONS, MEANS
from delegations.support.words import Both, both
from oia.office.writing.fields import DayField

QUESTION = "q_"
_WORDS = ("direction", "applicant", "partner", "continent", "means")
_NUMBERS = ("people", "days", "km", "requested", "paid_this_year")


def _pairs(choices: dict[str, Both]) -> list[tuple[str, str]]:
    return [("", "–"), *((code, capital(label)) for code, label in choices.items())]


class CaseForm(forms.Form):
    """The facts of every case, then the questions of the version. All but the direction may stay
    open; the assessment then says what is not known yet."""

    direction = forms.ChoiceField(label=_("Direction"))
    applicant = forms.ChoiceField(label=_("Applicant"), required=False)
    partner = forms.CharField(label=_("Partner city"), required=False, max_length=100)
    continent = forms.ChoiceField(label=_("Continent"), required=False)
    means = forms.ChoiceField(label=_("Means of transport"), required=False)
    people = forms.IntegerField(label=_("Participants"), required=False, min_value=0)
    first_day = DayField(label=_("First day"), required=False)
    last_day = DayField(label=_("Last day"), required=False)
    days = forms.IntegerField(
        label=_("Days, where the dates are not known"), required=False, min_value=0
    )
    km = forms.IntegerField(label=_("Kilometres one way"), required=False, min_value=0)
    submitted = forms.DateTimeField(
        label=_("Application received"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    requested = EurosField(label=_("Amount asked for"), required=False)
    paid_this_year = EurosField(label=_("Already granted this year"), required=False)

    def __init__(self, rules: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions: list[dict[str, Any]] = rules["questions"]
        self.zone = ZoneInfo(rules["zone"])
        choose(self.fields["direction"], _pairs(DIRECTIONS)[1:])
        for name, words in (("applicant", APPLICANTS), ("continent", CONTINENTS), ("means", MEANS)):
            choose(self.fields[name], _pairs(words))
        for question in self.questions:
            self.fields[QUESTION + question["code"]] = _asked(question)

    def case(self) -> dict[str, Any]:
        """What was typed, as the engine takes it."""
        data = self.cleaned_data
        given = {name: data.get(name) for name in (*_WORDS, *_NUMBERS)}
        case = {name: value for name, value in given.items() if value not in ("", None)}
        for name in ("first_day", "last_day"):
            if data.get(name):
                case[name] = data[name].isoformat()
        if data.get("submitted"):
            # What is typed is the clock of the city.
            local = data["submitted"].replace(tzinfo=self.zone)
            case["submitted"] = local.isoformat()
        asked = [q for q in self.questions if QUESTION + q["code"] in self.fields]
        answers = {q["code"]: self._answer(q) for q in asked}
        case["answers"] = {code: value for code, value in answers.items() if value is not None}
        return case

    def _answer(self, question: dict[str, Any]) -> Any:
        value = self.cleaned_data[QUESTION + question["code"]]
        if question["kind"] == "yes_no":
            return {"yes": True, "no": False}.get(value)
        return value


def _asked(question: dict[str, Any]) -> forms.Field:
    label = spoken(question["text"])
    label = label[:1].upper() + label[1:]
    if question["kind"] == "yes_no":
        answers = {"yes": both("ja", "yes"), "no": both("nein", "no")}
        return forms.ChoiceField(label=label, required=False, choices=_pairs(answers))
    if question["kind"] == "cost":
        return EurosField(label=label, required=False)
    return forms.IntegerField(label=label, required=False, min_value=0)
