"""Forms of the nouns all apps share; pages, import and API go through them alike."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oia.core import clocks
from oia.office.choices import LANGUAGES
from oia.office.models import (
    Allotment,
    BudgetLine,
    Department,
    Desk,
    Document,
    Event,
    FollowUp,
    Gift,
    Interaction,
    Invitation,
    Office,
    Organisation,
    Person,
    Photo,
    Position,
    ProgrammeItem,
    Record,
    Spending,
    StockItem,
    WorkShare,
)
from oia.office.models.programme import zone_of


def sees(user: Any, record: Record | None) -> bool:
    return record is None or Record.objects.visible_to(user).filter(pk=record.pk).exists()


def not_seen(user: Any) -> str:
    return gettext("%s does not see this entry.") % user


class NounForm(forms.ModelForm):
    """A form of a noun. Currency falls back to the office's where an amount is given."""

    def clean_currency(self) -> str:
        office = Office.current()
        return self.cleaned_data.get("currency") or (office.currency if office else "EUR")


class RecordForm(NounForm):
    """Adds the rule that the last day does not lie before the first."""

    needs_first_day = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if self.needs_first_day and not first and "first_day" not in self.errors:
            self.add_error("first_day", ValidationError(_("Give the first day.")))
        if first and last and last < first:
            message = _("The end (%(last)s) lies before the start (%(first)s).")
            self.add_error(
                "last_day", ValidationError(message, params={"last": last, "first": first})
            )
        return data


class EventForm(RecordForm):
    needs_first_day = True
    first = ("title", "first_day", "place")
    kinds = {"about": ("partnership",)}
    groups = (
        (_("Event"), ("last_day", "event_kind", "about", "expected", "attended")),
        (_("Office"), ("department", "desk", "note")),
    )

    class Meta:
        model = Event
        fields = [
            "title",
            "first_day",
            "last_day",
            "event_kind",
            "place",
            "about",
            "expected",
            "attended",
            "department",
            "desk",
            "note",
        ]


class PersonForm(forms.ModelForm):
    first = ("name", "salutation", "language")

    class Meta:
        model = Person
        fields = ["name", "given_name", "family_name", "salutation", "language", "source", "note"]

    def clean(self) -> dict[str, Any]:
        if self.instance.restricted_until is not None:
            raise ValidationError(
                _("The data of this person are restricted: nothing is changed until that ends.")
            )
        return super().clean() or self.cleaned_data


class PositionForm(forms.ModelForm):
    class Meta:
        model = Position
        fields = ["person", "organisation", "title", "email", "phone", "start", "end"]


class OrganisationForm(forms.ModelForm):
    first = ("name", "place", "website")

    class Meta:
        model = Organisation
        fields = ["name", "place", "website", "note"]


class AllotmentForm(NounForm):
    first = ("year", "line", "planned")
    kinds = {"about": ("partnership",)}

    class Meta:
        model = Allotment
        fields = [
            "year",
            "line",
            "planned",
            "currency",
            "mode",
            "owner",
            "purpose",
            "group",
            "about",
        ]


# What one posting may serve besides a trip or visit.
SECOND_PURPOSES = ("trip", "visit", "event", "partnership", "membership", "bid")


class SpendingForm(NounForm):
    first = ("day", "line", "reference", "amount")
    kinds = {
        "record": ("trip", "visit"),
        "also_for": SECOND_PURPOSES,
    }

    class Meta:
        model = Spending
        fields = [
            "day",
            "line",
            "reference",
            "amount",
            "currency",
            "text",
            "payer",
            "record",
            "also_for",
            "also_amount",
            "as_of",
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("also_amount") is not None and not data.get("also_for"):
            self.add_error("also_for", ValidationError(_("Say what the part is for.")))
        return data


# What has a programme.
PROGRAMMED = ("trip", "visit", "event")


def zone_choices() -> list[tuple[str, str]]:
    return [("", "–"), *((zone, zone.replace("_", " ")) for zone in clocks.zones())]


class WorkShareForm(forms.ModelForm):
    class Meta:
        model = WorkShare
        fields = ["year", "field", "from_percent", "to_percent"]


class DepartmentForm(forms.ModelForm):
    first = ("name", "external")

    class Meta:
        model = Department
        fields = ["name", "external"]


class DeskForm(forms.ModelForm):
    first = ("name", "holder", "department")

    class Meta:
        model = Desk
        fields = ["name", "holder", "department", "share"]


class BudgetLineForm(forms.ModelForm):
    first = ("name",)

    class Meta:
        model = BudgetLine
        fields = ["name", "goes_on_in", "last_year", "came_from"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("goes_on_in")) != bool(data.get("last_year")):
            missing = "last_year" if data.get("goes_on_in") else "goes_on_in"
            message = _("Name both: the line it goes on in, and the last year of its own.")
            self.add_error(missing, ValidationError(message))
        return data


class FollowUpForm(forms.ModelForm):
    first = ("title", "due", "owner")

    class Meta:
        model = FollowUp
        fields = ["title", "due", "owner", "record", "repeat", "taken_by", "note"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("owner", "taken_by"):
            if data.get(name) and not sees(data[name], data.get("record")):
                self.add_error(name, not_seen(data[name]))
        if "due" in self.changed_data:
            # A day set by hand is the day from which a series counts.
            self.instance.month_day = None
        return data


class InteractionForm(forms.ModelForm):
    first = ("subject", "day", "kind", "note")

    class Meta:
        model = Interaction
        fields = ["subject", "day", "kind", "note"]


class DocumentForm(forms.ModelForm):
    first = ("name", "kind", "language")
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)

    class Meta:
        model = Document
        fields = ["name", "kind", "language"]


class PhotoForm(forms.ModelForm):
    first = ("title", "credit", "licence", "consent", "expires")

    class Meta:
        model = Photo
        fields = ["title", "credit", "licence", "consent", "expires", "taken"]


class GiftForm(NounForm):
    first = ("title", "direction", "day", "person", "organisation")
    groups = (
        (_("Gift"), ("quantity", "value", "currency", "item", "whereabouts")),
        (_("Entry"), ("record", "note")),
    )

    class Meta:
        model = Gift
        fields = [
            "title",
            "direction",
            "day",
            "person",
            "organisation",
            "quantity",
            "value",
            "currency",
            "item",
            "whereabouts",
            "record",
            "note",
        ]


class ProgrammeItemForm(forms.ModelForm):
    """An item starts with the day and the zone of its record; what clocks skip is refused."""

    first = ("record", "title", "day", "start", "venue")
    kinds = {"record": PROGRAMMED}
    # Twice a year an hour is read twice; nobody has to wonder about it on the other days.
    when_asked = ("start_which", "end_which")
    groups = (
        (_("Time"), ("end", "end_day", "zone", "start_which", "end_which")),
        (_("People"), ("people", "interpreter")),
        (_("For guests"), ("guest_title", "public_text")),
        (_("Office"), ("note",)),
    )
    zone = forms.ChoiceField(
        label=_("time zone"), required=False, choices=zone_choices,
        help_text=_("Empty: the zone of where the entry takes place."),
    )  # fmt: skip

    class Meta:
        model = ProgrammeItem
        fields = [
            "record", "title", "venue", "day", "start", "end", "end_day", "zone", "start_which",
            "end_which", "people", "interpreter", "guest_title", "public_text", "note",
        ]  # fmt: skip
        widgets = {name: forms.TimeInput({"type": "time"}, "%H:%M") for name in ("start", "end")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        record = data.get("record")
        if record is not None and not data.get("zone"):
            data["zone"] = zone_of(record)
        return data


class StockItemForm(NounForm):
    first = ("name", "reorder_level")

    class Meta:
        model = StockItem
        fields = ["name", "reorder_level", "price", "currency", "source"]


class InvitationForm(forms.ModelForm):
    first = ("event", "person", "organisation", "email", "state")
    kinds = {"event": ("event",)}
    groups = ((_("Reply"), ("companions", "replied", "replied_by", "note")),)

    class Meta:
        model = Invitation
        fields = [
            "event",
            "person",
            "organisation",
            "email",
            "state",
            "companions",
            "replied",
            "replied_by",
            "note",
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("person") and not data.get("organisation") and not self.errors:
            self.add_error("person", ValidationError(_("Name a person or an organisation.")))
        return data
