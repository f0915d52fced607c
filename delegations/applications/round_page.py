"""The page of a round: all that waits under one scheme beside its money, decided at once."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delegations.applications import actions, rounds
from delegations.applications.choices import ApplicationStatus, Reason
from delegations.applications.fields import AmountField
from delegations.applications.models import Application, euros
from delegations.applications.rounds import Chosen
from delegations.support.models import Scheme
from oia.core.permissions import requires
from oia.office.models import Office
from oia.office.writing.fields import DayField
from oia.ui import words

NONE = [("", "–")]


class RoundForm(forms.Form):
    """Which applications belong to the round: a scheme, and the days on which they came in."""

    scheme = forms.ModelChoiceField(label=gettext_lazy("Scheme"), queryset=Scheme.objects.none())
    first = DayField(label=gettext_lazy("Came in from"), required=False)
    last = DayField(label=gettext_lazy("Came in until"), required=False)

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scheme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Scheme.objects.visible_to(user)


class QuotaForm(forms.Form):
    percent = forms.IntegerField(
        label=gettext_lazy("Everybody so many percent"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=gettext_lazy(
            "Of what was recommended, each to the cent below. Empty: as much as the money allows."
        ),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason for all who get less"), choices=[*NONE, *Reason.choices],
        required=False,
        help_text=gettext_lazy("Where none is chosen above. Empty: the money, where it is short."),
    )  # fmt: skip


class RowForm(forms.Form):
    """One application of the round."""

    conditional = ("amount", "reason", "text")

    take = forms.BooleanField(label=gettext_lazy("Decide now"), required=False)
    amount = AmountField(label=gettext_lazy("Amount granted"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason for less, or nothing"), choices=Reason, required=False,
        help_text=gettext_lazy("Needed where it is less than calculated."),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Explanation for the club"), required=False, max_length=1000,
        help_text=gettext_lazy("Needed for another reason. It stands in the letter."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, row: Application, data: Any = None, **kwargs: Any) -> None:
        self.row = row
        super().__init__(data, prefix=f"r{row.pk}", **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*NONE, *Reason.choices]

    @property
    def taken(self) -> bool:
        """Ticked, with an amount: it counts, though a reason may still be missing."""
        self.is_valid()  # reads what can be read, once
        data = self.cleaned_data
        return bool(data.get("take") and data.get("amount") is not None)

    @property
    def granted(self) -> Decimal:
        return self.cleaned_data.get("amount") or Decimal(0)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("take") or "amount" in self.errors:
            return data
        if data.get("amount") is None:
            self.add_error("amount", ValidationError(_("Give the amount; 0 refuses.")))
        elif data["amount"] < self.row.calculated and not data.get("reason"):
            self.add_error("reason", ValidationError(_("Less than calculated: choose a reason.")))
        if data.get("reason") == Reason.OTHER and not data.get("text", "").strip():
            self.add_error("text", ValidationError(_("Explain the other reason.")))
        return data

    def chosen(self) -> Chosen:
        data = self.cleaned_data
        reasons = (data["reason"],) if data["reason"] else ()
        return Chosen(self.row.pk, data["seen"], self.granted, reasons, data["text"].strip())


def _start(row: Application) -> dict[str, Any]:
    """As recommended. Why it is less than calculated, whoever decides says."""
    return {"amount": row.proposed or Decimal(0), "seen": row.version}


@requires("decisions.write")
def application_round(request: HttpRequest) -> HttpResponse:
    """Tick, lower, see the total, decide: the page is reckoned anew with each press."""
    user = request.user
    first = _busiest(user)
    given = {"scheme": first} if first and "scheme" not in request.GET else request.GET
    which = RoundForm(user, given or None)
    rows = list(rounds.waiting(**which.cleaned_data, user=user)) if which.is_valid() else []
    locked = rounds.locked_for(rows, user)
    open_ = [row for row in rows if not locked[row.pk]]
    verb = request.POST.get("do", "")
    quota = QuotaForm(request.POST if verb == "quota" else None)
    lines = {row.pk: RowForm(row, request.POST or None, initial=_start(row)) for row in open_}
    if verb == "quota" and quota.is_valid():
        lines = _shared(lines, **quota.cleaned_data)
    if verb == "decide":
        ticked = [line for line in lines.values() if line["take"].data]
        if _gone(request, lines):
            messages.error(request, _("Somebody else has decided some of it. Look at it again."))
        elif all(line.is_valid() for line in ticked):
            try:
                done = rounds.decide_round(chosen=[one.chosen() for one in ticked], by=user)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            else:
                messages.success(
                    request,
                    ngettext("%d is decided.", "%d are decided.", len(done)) % len(done),
                )
                return redirect(request.get_full_path())
    taken = [line for line in lines.values() if line.is_bound and line.taken]
    currency = _currency()
    context = {
        "title": _("Decide a round"),
        "crumbs": [
            (_("Club applications"), reverse("application_list")),
            (_("Decide a round"), None),
        ],
        "which": which,
        "quota": quota,
        "rows": [_shown(row, lines.get(row.pk), locked[row.pk], currency) for row in rows],
        "purses": _purses(rows, taken),
        "total": words.money(sum((line.granted for line in taken), Decimal(0)), currency),
        "count": len(taken),
    }
    return render(request, "delegations/applications/round.html", context)


def _gone(request: HttpRequest, lines: dict[int, RowForm]) -> bool:
    """Whether something ticked waits no longer, so that not all of it can be decided."""
    known = {line.add_prefix("take") for line in lines.values()}
    return any(name.endswith("-take") and name not in known for name in request.POST)


def _busiest(user: Any) -> Any:
    """The scheme of whatever waits longest."""
    rows = Application.objects.visible_to(user).filter(status=ApplicationStatus.RECOMMENDED)
    return rows.order_by("submitted", "pk").values_list("scheme", flat=True).first()


def _currency() -> str:
    office = Office.current()
    return office.currency if office else "EUR"


def _shared(lines: dict[int, RowForm], percent: int | None, reason: str) -> dict[int, RowForm]:
    """The ticked rows with a proposal of what each may get; whoever decides changes it at will."""
    ticked = [line for line in lines.values() if line["take"].data]
    cents = [int((line.row.proposed or 0) * 100) for line in ticked]
    if percent is not None:
        found = dict(zip([line.row.pk for line in ticked], rounds.at_percent(cents, percent),
                         strict=True))  # fmt: skip
    else:
        found = _as_much_as_fits(ticked)
    short = percent is None
    return {
        pk: _proposed(line, found[pk], reason, short=short) if pk in found else line
        for pk, line in lines.items()
    }


def _as_much_as_fits(ticked: list[RowForm]) -> dict[int, int]:
    """Year by year, because each year has its own money."""
    office = Office.current()
    found: dict[int, int] = {}
    for year, purse in rounds.purses(line.row for line in ticked).items():
        rows = [line.row for line in ticked if office and actions.year_of(line.row, office) == year]
        cents = [int((row.proposed or 0) * 100) for row in rows]
        free = sum(cents) if purse.for_journeys is None else int(purse.for_journeys * 100)
        found |= dict(zip([row.pk for row in rows], rounds.fitting(cents, free), strict=True))
    return found


def _proposed(line: RowForm, cents: int, reason: str, *, short: bool) -> RowForm:
    """`short`: it is the money that gives no more. Any other reason is for people to say."""
    cut = short and euros(cents) < (line.row.proposed or 0)
    why = reason or (Reason.BUDGET if cut else "")
    less = euros(cents) < line.row.calculated
    data = {
        line.add_prefix("take"): "on",
        line.add_prefix("amount"): f"{cents // 100},{cents % 100:02d}",
        line.add_prefix("reason"): line["reason"].data or (why if less else ""),
        line.add_prefix("text"): line["text"].data or "",
        line.add_prefix("seen"): line["seen"].data or line.row.version,
    }
    return RowForm(line.row, data)


def _shown(row: Application, line: RowForm | None, why: str, currency: str) -> dict[str, Any]:
    asked = rounds.requested(row)
    return {
        "row": row,
        "form": line,
        "why": why,
        "requested": "–" if asked is None else words.money(asked, currency),
        "calculated": words.money(row.calculated, currency),
        "proposed": words.money(row.proposed, currency),
    }


def _purses(rows: Iterable[Application], taken: list[RowForm]) -> list[dict[str, Any]]:
    """Beside what is ticked: what is left of each year, and what of it is kept."""
    office, currency = Office.current(), _currency()
    found: list[dict[str, Any]] = []
    for purse in rounds.purses(rows).values():
        mine = [one for one in taken if office and actions.year_of(one.row, office) == purse.year]
        ticked = sum((one.granted for one in mine), Decimal(0))
        free = purse.for_journeys
        found.append(
            {
                "label": purse.label,
                "left": None if purse.left is None else words.money(purse.left, currency),
                "kept": words.money(purse.kept, currency) if purse.kept else "",
                "free": "" if free is None else words.money(free, currency),
                "ticked": words.money(ticked, currency),
                "over": words.money(ticked - purse.left, currency)
                if purse.left is not None and ticked > purse.left
                else "",
            }
        )
    return found
