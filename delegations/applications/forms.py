"""Forms of the portal: one per step of an application, and what else a club fills in.

The steps ask what the scheme's version asks: each takes its share of `CaseForm`.
"""

from collections.abc import Iterable
from typing import Any

from babel.core import get_global
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.models import Application
from delegations.support.conditions import asks_for
from delegations.support.models import Scheme, SchemeVersion
from delegations.support.shapes import ELSEWHERE
from delegations.support.trying import QUESTION, CaseForm
from oia.core.models import User
from oia.office.forms import RecordForm
from partners.models import Club, Partnership

# The first that a country has a time zone of: Spain's reach to Africa, Russia's to Asia.
ZONES = (
    ("Europe", "EU"), ("America", "NA"), ("Africa", "AF"), ("Asia", "AS"), ("Australia", "OC"),
    ("Pacific", "OC"), ("Atlantic", "EU"), ("Indian", "AF"), ("Arctic", "EU"),
)  # fmt: skip
SOUTH_AMERICA = ["AR", "BO", "BR", "CL", "CO", "EC", "FK", "GF", "GY", "PE", "PY", "SR", "UY", "VE"]
ISLANDS = {"MV": "AS", "CV": "AF", "SH": "AF", "BM": "NA"}


def continent_of(country: str) -> str:
    """The continent by the time zones of a country (CLDR); empty where there are none."""
    if country in SOUTH_AMERICA:
        return "SA"
    if country in ISLANDS:
        return ISLANDS[country]
    areas = {zone.split("/")[0] for zone in get_global("territory_zones").get(country) or []}
    return next((continent for area, continent in ZONES if area in areas), "")


def partner_cities() -> dict[str, Partnership]:
    """The name as rules and people write it → the tie; only ties anybody may know of."""
    ties = Partnership.objects.ours().filter(archived=None).exclude(confidentiality="confidential")
    found = {tie.place.name_de or tie.place.name: tie for tie in ties.select_related("place")}
    return dict(sorted(found.items()))


def city_choices() -> list[tuple[str, Any]]:
    return [("", "–"), *((name, name) for name in partner_cities()), (ELSEWHERE, _("elsewhere"))]


def continent_of_city(name: str) -> str:
    tie = partner_cities().get(name)
    return continent_of(tie.place.country) if tie else ""


def said_before(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of a case as the fields of its form begin with."""
    words = {True: "yes", False: "no"}
    answers = {
        QUESTION + code: words.get(value, value) if isinstance(value, bool) else value
        for code, value in facts.get("answers", {}).items()
    }
    return {**facts, **answers}


class StepForm(CaseForm):
    """A part of the case: the facts `names`, and questions of the kinds `kinds`."""

    heading: Any = ""
    intro: Any = ""
    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    def __init__(self, application: Application, version: SchemeVersion, data: Any = None) -> None:
        self.application = application
        super().__init__(version.rules, data, initial=self._kept(application))
        asked = [QUESTION + q["code"] for q in self.questions if q["kind"] in self.kinds]
        for name in set(self.fields) - {*self.names, *asked}:
            del self.fields[name]
        self.order_fields([*self.names, *asked])
        for name in self.needed:
            self.fields[name].required = True

    def _kept(self, application: Application) -> dict[str, Any]:
        days = {"first_day": application.first_day, "last_day": application.last_day}
        return {**said_before(application.facts), **days}

    def changed(self) -> dict[str, Any]:
        """What `actions.fill` takes; what was emptied is named too, so that it is forgotten."""
        blank = {name: None for name in self.names if name not in ROW_FIELDS}
        case = {name: value for name, value in self.case().items() if name not in ROW_FIELDS}
        answers = {q["code"]: None for q in self.questions if QUESTION + q["code"] in self.fields}
        facts = {**blank, **case, "answers": {**answers, **case["answers"]}}
        return {"facts": facts, **self.row_fields()}

    def row_fields(self) -> dict[str, Any]:
        return {}


# Kept with the application itself, not among the facts.
ROW_FIELDS = ("title", "purpose", "first_day", "last_day")


class JourneyForm(StepForm):
    heading = _("The journey")
    intro = _("Where to, when, and what for.")
    names = (
        "title", "direction", "partner", "place", "continent", "first_day", "last_day", "purpose",
    )  # fmt: skip
    conditional = ("place", "continent")
    needed = ("direction", "first_day", "last_day")

    def __init__(self, application: Application, *args: Any, **kwargs: Any) -> None:
        super().__init__(application, *args, **kwargs)
        self.fields["partner"] = forms.ChoiceField(label=_("Partner city"), choices=city_choices())
        self.fields["place"] = forms.CharField(
            label=_("Which city?"),
            max_length=100,
            required=False,
            initial=application.facts.get("place", ""),
        )
        for name in ("continent", "place"):
            self.fields[name].help_text = _("Only needed for “elsewhere”.")
        self.fields["title"] = forms.CharField(
            label=_("Name of the journey"),
            max_length=200,
            initial=application.title,
            help_text=_("Such as “Choir meeting in Caen”. No names of people."),
        )
        self.fields["purpose"] = forms.CharField(
            label=_("What do you plan?"),
            required=False,
            max_length=4000,
            initial=application.purpose,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=_("A few sentences: whom you meet, what you do together."),
        )
        self.order_fields(self.names)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", ValidationError(_("The last day lies before the first.")))
        if data.get("partner") == ELSEWHERE:
            for name, text in (("place", _("Which city is it?")), ("continent", _("Choose it."))):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(text))
        elif data.get("partner"):
            data["continent"] = continent_of_city(data["partner"]) or data.get("continent")
            data["place"] = ""
        return data

    def case(self) -> dict[str, Any]:
        """The city elsewhere is for people to read: no rule asks for it."""
        return super().case() | {"place": self.cleaned_data.get("place") or ""}

    def row_fields(self) -> dict[str, Any]:
        data = self.cleaned_data
        fields = {name: data[name] for name in ("title", "purpose", "first_day", "last_day")}
        return fields | {"partnership": partner_cities().get(data["partner"])}


class PeopleForm(StepForm):
    heading = _("The people")
    intro = _("How many travel, or come to you. We need no names now.")
    names: tuple[str, ...] = ("applicant", "people")
    kinds: tuple[str, ...] = ("count", "number", "yes_no")
    needed: tuple[str, ...] = ("applicant", "people")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        people = data.get("people")
        if people == 0:
            self.add_error("people", ValidationError(_("At least one person travels.")))
        for question in self.questions:
            name = QUESTION + question["code"]
            count = data.get(name)
            if question["kind"] == "count" and people and isinstance(count, int) and count > people:
                message = _("These are more than all %(people)d participants.")
                self.add_error(name, ValidationError(message, params={"people": people}))
        return data


class MoneyForm(StepForm):
    heading = _("Costs and means of transport")
    intro = _("What you know now; estimates are enough.")
    names = ("means", "km", "requested")
    kinds = ("cost",)


STEPS: dict[str, type[StepForm]] = {
    "journey": JourneyForm,
    "people": PeopleForm,
    "costs": MoneyForm,
}


class BeginForm(forms.Form):
    """Which club, under which scheme; what there is only one of is not asked."""

    club = forms.ModelChoiceField(Club.objects.none(), label=_("Club"), empty_label=None)
    scheme = forms.ModelChoiceField(
        Scheme.objects.none(), label=_("Which support?"), empty_label=None
    )
    title = forms.CharField(
        label=_("Name of the journey"),
        max_length=200,
        help_text=_("Such as “Choir meeting in Caen”. No names of people."),
    )

    def __init__(self, *args: Any, clubs: Any, schemes: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["club"].queryset = clubs  # type: ignore[attr-defined]
        keys = [scheme.pk for scheme in schemes]
        self.fields["scheme"].queryset = Scheme.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        if len(keys) == 1:
            self.fields["scheme"].initial = keys[0]


class QuickCheckForm(CaseForm):
    """The check without signing in: the five facts that decide most, and the scheme's counts."""

    names = ("direction", "partner", "continent", "people", "first_day", "last_day")
    conditional = ("continent",)

    def __init__(self, version: SchemeVersion, data: Any = None) -> None:
        super().__init__(version.rules, data)
        counts = [QUESTION + q["code"] for q in self.questions if q["kind"] == "count"]
        for name in set(self.fields) - {*self.names, *counts}:
            del self.fields[name]
        if asks_for(version.rules, "continent"):
            self.fields["continent"].help_text = _("Only needed for “elsewhere”.")
        else:
            del self.fields["continent"]
        self.fields["partner"] = forms.ChoiceField(
            label=_("Partner city"), required=False, choices=city_choices()
        )
        self.order_fields([*self.names, *counts])

    def case(self) -> dict[str, Any]:
        case = super().case()
        continent = continent_of_city(case.get("partner", ""))
        if continent:
            case["continent"] = continent
        return case | {"submitted": timezone.now().isoformat()}


class ApplicationForm(RecordForm):
    """What the office itself keeps of an application; the rest is the club's or the decision's."""

    first = ("officer", "answer_by", "desk")
    groups = ((_("Office"), ("department", "confidentiality", "note")),)

    class Meta:
        model = Application
        fields = ["officer", "answer_by", "desk", "department", "confidentiality", "note"]


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class PaperForm(forms.Form):
    file = forms.FileField(
        label=_("File"), help_text=_("PDF, picture, Word or Excel, at most 20 MB.")
    )


class RepresentativeForm(forms.Form):
    """Somebody who shall sign in for a club: by the address the invitation goes to."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120)

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"]).lower()
        other = User.objects.filter(email=address).exclude(role="club").exists()
        if other:
            raise ValidationError(_("This address belongs to somebody of the city."))
        return address
