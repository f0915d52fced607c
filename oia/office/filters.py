"""Filters of the nouns all apps share."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.models import User
from oia.core.permissions import watched_areas
from oia.office.choices import (
    BudgetMode,
    CommitmentStatus,
    Direction,
    EventKind,
    InteractionKind,
    Payer,
    PhotoState,
    Reply,
    StockState,
)
from oia.office.models import (
    Allotment,
    BudgetLine,
    Department,
    Desk,
    Event,
    Organisation,
    Person,
    Record,
    Tag,
)
from oia.ui.filters import (
    ChoiceFilter,
    Filters,
    FromDayFilter,
    ObjectFilter,
    UntilDayFilter,
    YearFilter,
    YesNoFilter,
)


class ArchivedFilter(ChoiceFilter):
    """Archived records are left out of a list until somebody asks for them."""

    waits = True
    always = True

    def filter(self, qs: Any, value: Any) -> Any:
        if value == "only":
            return qs.exclude(archived=None)
        return qs if value == "too" else qs.filter(archived=None)


class RecordFilters(Filters):
    """Filters every noun that is a record has."""

    desk = ObjectFilter("desk", label=_("Responsible"), queryset=Desk.objects.all())
    tag = ObjectFilter("taggings__tag", label=_("Tag"), queryset=Tag.objects.all())
    archived = ArchivedFilter(
        "archived",
        label=_("Archived"),
        choices=[("too", _("archived too")), ("only", _("archived only"))],
    )


class RegisterFilter(Filters):
    """Filter of the short lists the office keeps of itself."""

    archived = ArchivedFilter(
        "archived",
        label=_("Archived"),
        choices=[("too", _("archived too")), ("only", _("archived only"))],
    )


class EventFilter(RecordFilters):
    kind = ChoiceFilter("event_kind", label=_("Kind"), choices=EventKind.choices)
    year = YearFilter("first_day", label=_("Year"))
    about = ObjectFilter(
        "about",
        label=_("Partnership"),
        queryset=Record.objects.filter(kind="partnership"),
        text="title",
    )


class PersonFilter(Filters):
    organisation = ObjectFilter(
        "positions__organisation", label=_("Organisation"), queryset=Organisation.objects.all()
    )


class AllotmentFilter(Filters):
    year = django_filters.NumberFilter("year", label=_("Year"))
    line = ObjectFilter("line", label=_("Budget line"), queryset=BudgetLine.objects.all())
    mode = ChoiceFilter("mode", label=_("Mode"), choices=BudgetMode.choices)


class CommitmentFilter(Filters):
    year = django_filters.NumberFilter("allotment__year", label=_("Year"))
    status = ChoiceFilter("status", label=_("Status"), choices=CommitmentStatus.choices)
    line = ObjectFilter(
        "allotment__line", label=_("Budget line"), queryset=BudgetLine.objects.all()
    )
    allotment = ObjectFilter(
        "allotment", label=_("Budget"), queryset=Allotment.objects.all(), text="line__name"
    )
    record = ObjectFilter("record", label=_("Entry"), queryset=Record.objects.all(), text="title")


class SpendingFilter(Filters):
    year = YearFilter("day", label=_("Year"))
    since = FromDayFilter("day", label=_("From"))
    until = UntilDayFilter("day", label=_("Until"))
    line = ObjectFilter("line", label=_("Budget line"), queryset=BudgetLine.objects.all())
    payer = ChoiceFilter("payer", label=_("Payer"), choices=Payer.choices)
    unmatched = YesNoFilter("commitment__isnull", label=_("No promise named"))


def department_filter(path: str = "department") -> ObjectFilter:
    return ObjectFilter(path, label=_("Department"), queryset=Department.objects.all())


class DoneFilter(ChoiceFilter):
    """Open, overdue or done follow-ups."""

    def filter(self, qs: Any, value: Any) -> Any:
        if value == "overdue":
            return qs.open().filter(due__lt=timezone.localdate())
        if value == "open":
            return qs.open()
        return qs.exclude(done=None) if value == "done" else qs


class MineFilter(ChoiceFilter):
    """What the person has to do: their own, what they took on, and what they stand in for."""

    def filter(self, qs: Any, value: Any) -> Any:
        return qs.to_do_by(self.parent.request.user) if value else qs


class FollowUpFilter(Filters):
    whose = MineFilter("owner", label=_("Whose"), choices=[("mine", _("mine"))])
    state = DoneFilter(
        "done",
        label=_("State"),
        choices=[("open", _("open")), ("overdue", _("overdue")), ("done", _("done"))],
    )
    since = FromDayFilter("due", label=_("From"))
    until = UntilDayFilter("due", label=_("Until"))
    owner = ObjectFilter("owner", label=_("Who"), queryset=User.objects.filter(is_active=True))
    record = ObjectFilter("record", label=_("Entry"), queryset=Record.objects.all(), text="title")


class InteractionFilter(Filters):
    kind = ChoiceFilter("kind", label=_("Kind"), choices=InteractionKind.choices)
    since = FromDayFilter("day", label=_("From"))
    until = UntilDayFilter("day", label=_("Until"))
    record = ObjectFilter(
        "records__record", label=_("Entry"), queryset=Record.objects.all(), text="title"
    )
    person = ObjectFilter("people__person", label=_("Person"), queryset=Person.objects.all())
    organisation = ObjectFilter(
        "organisations__organisation",
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
    )


class DocumentFilter(Filters):
    record = ObjectFilter("record", label=_("Entry"), queryset=Record.objects.all(), text="title")


class PhotoFilter(Filters):
    state = ChoiceFilter("state", label=_("Use"), choices=PhotoState.choices)
    record = ObjectFilter("record", label=_("Entry"), queryset=Record.objects.all(), text="title")


class GiftFilter(Filters):
    direction = ChoiceFilter("direction", label=_("Direction"), choices=Direction.choices)
    year = YearFilter("day", label=_("Year"))
    record = ObjectFilter("record", label=_("Entry"), queryset=Record.objects.all(), text="title")
    person = ObjectFilter("person", label=_("Person"), queryset=Person.objects.all())
    organisation = ObjectFilter(
        "organisation", label=_("Organisation"), queryset=Organisation.objects.all()
    )


class StockFilter(Filters):
    state = ChoiceFilter("state", label=_("State"), choices=StockState.choices)


class InvitationFilter(Filters):
    event = ObjectFilter("event", label=_("Event"), queryset=Event.objects.all(), text="title")
    state = ChoiceFilter("state", label=_("Reply"), choices=Reply.choices)


class ReadFilter(Filters):
    area = ChoiceFilter("area", label=_("Area"), choices=watched_areas())
    since = FromDayFilter("at__date", label=_("From"))
    until = UntilDayFilter("at__date", label=_("Until"))
