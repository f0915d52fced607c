"""How much is left, and for what: budget, changes of it, promises, postings."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from oia.core.permissions import may, requires
from oia.core.workflow import Refused
from oia.office.actions import money as actions
from oia.office.choices import BudgetMode, CommitmentStatus, EntryKind, Payer
from oia.office.columns import RecordTitle
from oia.office.filters import AllotmentFilter, CommitmentFilter, SpendingFilter
from oia.office.forms import AllotmentForm, SpendingForm
from oia.office.models import Allotment, Commitment, Office, Record, Spending
from oia.office.pages import NounPage
from oia.office.tables import AllotmentTable, CommitmentTable, SpendingTable
from oia.office.views.registers import PARTNERSHIP
from oia.office.writing.entry import Writing
from oia.office.writing.fields import AmountField
from oia.ui import words
from oia.ui.columns import Amount, Choice, Day, Related, Text
from oia.ui.links import PageAction
from oia.ui.pages import ListPage

SUMS = ("ceiling_now", "open", "spent", "left")
YEARS_BACK = 100


class AllotmentList(ListPage):
    """Each line of a year with what was planned, may be promised, is promised, spent and left."""

    table = AllotmentTable
    filterset_class = AllotmentFilter
    capability = "money.read"
    title = _("Budget")
    empty = _("What each year plans for each budget line is listed here.")
    create_url = "allotment_new"
    create_label = _("New budget entry")
    import_kind = "budget"
    page_actions = (
        PageAction(_("Commitments"), "commitment_list", "money.read", "", "secondary"),
        PageAction(_("Close a year"), "year_close", "money.write", "", "secondary"),
    )
    template_name = "office/budget.html"

    def extra_context(self) -> dict[str, Any]:
        """Sums of what is listed, by year and currency, which are never added up."""
        sums = {name: Sum(name) for name in ("planned", *SUMS)}
        rows = (
            self.rows.order_by("-year", "currency")
            .values("year", "currency")
            .annotate(**{f"all_{name}": total for name, total in sums.items()})
        )
        return {"sums": [_summed(row) for row in rows[:3]]}


def _summed(row: dict[str, Any]) -> dict[str, Any]:
    written = {
        name: words.money(row[f"all_{name}"] or 0, row["currency"]) for name in ("planned", *SUMS)
    }
    return written | {"year": row["year"], "short": (row["all_left"] or 0) < 0}


class AllotmentDetail(NounPage):
    model = Allotment
    capability = "money.read"
    list_url = "allotment_list"
    list_title = _("Budget")
    page_actions = (
        PageAction(_("Promise money"), "allotment_commit", "money.write", "add", "primary"),
        PageAction(_("Move money"), "allotment_move", "money.write", "", "secondary"),
        PageAction(_("Raise the ceiling"), "allotment_raise", "money.write", "", "secondary"),
    )
    facts = (
        Text("line__name", _("Budget line")),
        Text("year", _("Year")),
        Amount("planned", _("Planned"), currency="currency"),
        Amount("ceiling_now", _("May be promised"), currency="currency"),
        Amount("open", _("Promised, not yet paid"), currency="currency"),
        Amount("spent", _("Spent"), currency="currency"),
        Amount("left", _("Left"), currency="currency"),
        Choice("mode", _("Mode"), BudgetMode),
        Text("group", _("Group")),
        Text("purpose", _("Purpose")),
        Text("owner__name", _("Department")),
        PARTNERSHIP,
    )


class CommitmentList(ListPage):
    table = CommitmentTable
    filterset_class = CommitmentFilter
    capability = "money.read"
    title = _("Commitments")
    empty = _(
        "What was promised on a budget line is listed here: by hand, or by a decision on support."
    )


class SpendingList(ListPage):
    table = SpendingTable
    filterset_class = SpendingFilter
    capability = "money.read"
    title = _("Spending")
    empty = _("Postings of the finance system are listed here.")
    create_url = "spending_new"
    create_label = _("New posting")
    import_kind = "spending"
    page_actions = (
        PageAction(_("Match with promises"), "matching", "money.write", "", "secondary"),
    )


class SpendingDetail(NounPage):
    model = Spending
    capability = "money.read"
    list_url = "spending_list"
    list_title = _("Spending")
    facts = (
        Day("day", _("Date")),
        Text("line__name", _("Budget line")),
        Amount("amount", _("Amount"), currency="currency"),
        Choice("payer", _("Payer"), Payer),
        Text("text", _("Text")),
        RecordTitle("record", _("Trip or visit")),
        RecordTitle("also_for", _("Also for")),
        Amount("also_amount", _("Of it for that"), currency="currency"),
        Related(
            "commitment", _("Promise"), path="commitment__text", url_name="commitment",
            pk="commitment_id",
        ),
        Day("as_of", _("As of")),
    )  # fmt: skip
    page_actions = (
        PageAction(_("Which promise it pays"), "spending_match", "money.write", "", "secondary"),
    )


ALLOTMENT = Writing(page=AllotmentDetail, form=AllotmentForm, new=_("New budget entry"))
SPENDING = Writing(page=SpendingDetail, form=SpendingForm, new=_("New posting"))


# Verbs ------------------------------------------------------------------------------------


class AboveZero(AmountField):
    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        if amount is not None and amount <= 0:
            raise ValidationError(_("Write an amount above zero."))
        return amount


class NotZero(AmountField):
    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        if amount == 0:
            raise ValidationError(_("Write an amount other than zero."))
        return amount


class NotBelowZero(AmountField):
    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        if amount is not None and amount < 0:
            raise ValidationError(_("Write an amount that is not negative."))
        return amount


class PromiseForm(forms.Form):
    amount = AboveZero(label=_("Amount"))
    text = forms.CharField(label=_("What for"), max_length=300)


class RaiseForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind, kind.label) for kind in (EntryKind.RAISED, EntryKind.PROVISIONAL)],
    )
    amount = NotZero(
        label=_("Amount"),
        help_text=_("With a minus it lowers what may be promised."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)


class MoveForm(forms.Form):
    target = forms.ModelChoiceField(
        Allotment.objects.none(), label=_("To the line"), empty_label=_("Please choose")
    )
    amount = AboveZero(label=_("Amount"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, source: Allotment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Allotment.objects.filter(year=source.year, currency=source.currency)
        target: Any = self.fields["target"]
        target.queryset = others.exclude(pk=source.pk).select_related("line").order_by("line__name")


def _allotment(request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(Allotment.objects.visible_to(request.user), pk=pk)


def _ask(
    request: HttpRequest, row: Any, form: forms.Form, title: Any, verb: Any, done: Any
) -> HttpResponse:
    """A form of its own page; what the verb refuses stands above it, nothing typed is lost."""
    back = reverse("allotment", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        try:
            verb(**form.cleaned_data, by=request.user)
        except Refused as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, done)
            return redirect(back)
    left = gettext("%(left)s of %(ceiling)s may still be promised.") % {
        "left": words.money(row.left, row.currency),
        "ceiling": words.money(row.ceiling, row.currency),
    }
    context = {
        "title": title,
        "intro": left,
        "crumbs": [(_("Budget"), reverse("allotment_list")), (str(row), back), (title, None)],
        "form": form,
        "cancel_url": back,
    }
    return render(request, "ui/form.html", context)


@requires("money.write")
def allotment_commit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _allotment(request, pk)

    def verb(**data: Any) -> None:
        actions.commit(allotment=row, **data)

    form = PromiseForm(request.POST or None)
    return _ask(request, row, form, _("Promise money"), verb, gettext("It is promised."))


@requires("money.write")
def allotment_raise(request: HttpRequest, pk: int) -> HttpResponse:
    row = _allotment(request, pk)

    def verb(**data: Any) -> None:
        actions.raise_ceiling(allotment=row, **data)

    form = RaiseForm(request.POST or None)
    return _ask(
        request, row, form, _("Raise the ceiling"), verb, gettext("The ceiling is changed.")
    )


@requires("money.write")
def allotment_move(request: HttpRequest, pk: int) -> HttpResponse:
    row = _allotment(request, pk)

    def verb(**data: Any) -> None:
        actions.move(source=row, **data)

    form = MoveForm(request.POST or None, source=row)
    return _ask(request, row, form, _("Move money"), verb, gettext("The money is moved."))


class SettleForm(forms.Form):
    amount = NotBelowZero(
        label=_("Amount paid"),
        help_text=_("If less was paid than was promised, the rest is free again."),
    )


@requires("money.read")
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """A promise; whoever writes money records here that it was paid, or gives it back."""
    row = get_object_or_404(
        Commitment.objects.visible_to(request.user).select_related("allotment__line", "record"),
        pk=pk,
    )
    writes = may(request.user, "money.write")
    form = SettleForm(request.POST or None, initial={"amount": row.amount})
    if request.method == "POST":
        if not writes:
            raise PermissionDenied
        if form.is_valid():
            try:
                actions.settle(commitment=row, by=request.user, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, refused)
            else:
                messages.success(request, gettext("It is recorded as paid."))
                return redirect("commitment", pk=row.pk)
    here = reverse("allotment", args=[row.allotment_id])
    context = {
        "title": row.text,
        "crumbs": [(_("Budget"), reverse("allotment_list")), (str(row.allotment), here),
                   (row.text, None)],
        "row": row,
        "amount": words.money(row.amount, row.allotment.currency),
        "seen": row.record and Record.objects.visible_to(request.user).filter(pk=row.record_id),
        "form": form if writes and row.status == CommitmentStatus.OPEN and not row.held else None,
    }  # fmt: skip
    return render(request, "office/commitment.html", context)


@requires("money.write")
@require_POST
def commitment_back(request: HttpRequest, pk: int) -> HttpResponse:
    """What was promised is not needed after all."""
    row = get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)
    try:
        actions.give_back(commitment=row, why=gettext("Given back"), by=request.user)
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, gettext("It may be promised again."))
    return redirect("allotment", pk=row.allotment_id)


@requires("money.write")
def year_close(request: HttpRequest) -> HttpResponse:
    """What is left of a year, line by line; what is ticked goes to the next year."""
    office = Office.current()
    if office is None:
        raise Http404
    asked = request.GET.get("year", "")
    last = office.year_of(timezone.localdate()) - 1
    known = range(last - YEARS_BACK, last + 2)
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked[:5]) in known else last
    with_rest = Allotment.objects.visible_to(request.user).filter(year=year, left__gt=0)
    rows = list(with_rest.select_related("line").order_by("line__name"))
    if request.method == "POST":
        ticked = set(request.POST.getlist("row"))
        chosen = [(row, row.left) for row in rows if str(row.pk) in ticked]
        try:
            entries = actions.carry_over(rows=chosen, by=request.user)
        except Refused as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect(f"{reverse('year_close')}?year={year}")
        said = gettext("%(number)d lines are carried over.") % {"number": len(entries) // 2}
        messages.success(request, said)
        return redirect(f"{reverse('allotment_list')}?year={year + 1}")
    context = {
        "title": gettext("Close the year %(year)s") % {"year": office.period(year).label},
        "crumbs": [(_("Budget"), reverse("allotment_list")), (_("Close a year"), None)],
        "rows": [(row, words.money(row.left, row.currency)) for row in rows],
        "year": year,
        "years": range(last + 1, last - 4, -1),
    }
    return render(request, "office/year_close.html", context)
