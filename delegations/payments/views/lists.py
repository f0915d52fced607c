"""Pages of payments and payment lists: what is to be paid, by whom it is released, what came."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from delegations.applications.desk_pages import PAYMENTS, done
from delegations.applications.models import Application
from delegations.payments import accounts, actions, pain
from delegations.payments.choices import BATCH_BADGES, BatchStatus, PaymentStatus
from delegations.payments.forms import (
    AccountForm,
    BackForm,
    BatchForm,
    BookForm,
    ReasonForm,
    SameNumberForm,
)
from delegations.payments.models import Batch, PayingAccount, Payment
from delegations.payments.tables import BatchFilter, BatchTable, PaymentFilter, PaymentTable
from delegations.payments.workflows import BATCH, PAYMENT, why_not
from oia.core.permissions import may, requires
from oia.core.workflow import perform
from oia.office.models import Office
from oia.ui import words
from oia.ui.columns import Choice, Day, Moment, Text
from oia.ui.links import PageAction
from oia.ui.pages import DetailPage, ListPage

TYPES = {"xml": "application/xml", "csv": "text/csv; charset=utf-8"}


PREPARE = PageAction(
    gettext_lazy("Prepare a payment list"), "payment_run_new", "payments.write", "add", "primary"
)


class PaymentRegister(ListPage):
    table = PaymentTable
    filterset_class = PaymentFilter
    capability = "payments.read"
    title = gettext_lazy("Payments")
    empty = gettext_lazy("What is to be paid to clubs, and what was, stands here.")
    page_actions = (
        PREPARE,
        PageAction(gettext_lazy("Payment lists"), "payment_run_list", "payments.read"),
        PageAction(gettext_lazy("Account of the city"), "paying_account", "payments.read"),
    )


class BatchRegister(ListPage):
    table = BatchTable
    filterset_class = BatchFilter
    capability = "payments.read"
    title = gettext_lazy("Payment lists")
    empty = gettext_lazy("Lists of payments for the bank stand here, each released by two people.")
    page_actions = (PREPARE,)


class BatchPage(DetailPage):
    model = Batch
    capability = "payments.read"
    step_capability = "payments.write"
    list_url = "payment_run_list"
    list_title = gettext_lazy("Payment lists")
    workflow = BATCH
    in_api = False  # money leaves by two people at the desk, never by a token
    status = Choice("status", gettext_lazy("Status"), BatchStatus, badges=BATCH_BADGES)
    template_name = "delegations/payments/batch.html"
    facts: ClassVar[Any] = (
        Day("day", gettext_lazy("To be carried out on")),
        Text("source__holder", gettext_lazy("Paid from")),
        Text("source__iban", gettext_lazy("IBAN")),
        Text("prepared_by__name", gettext_lazy("Prepared by")),
        Moment("prepared", gettext_lazy("Prepared")),
        Text("released_by__name", gettext_lazy("Released by")),
        Moment("released", gettext_lazy("Released")),
    )

    def _steps(self) -> dict[str, Any]:
        """Done is said by itself, with the last payment."""
        shown = super()._steps()
        own = self.object.prepared_by_id == self.request.user.pk
        hidden = {"finish"} | ({"release"} if own else set())
        shown["steps"] = [step for step in shown["steps"] if step.name not in hidden]
        return shown

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), **batch_context(self.object, self.request.user)}


def batch_context(batch: Batch, user: Any, **given: forms.Form) -> dict[str, Any]:
    """The payments of a list, and what can be done with each now."""
    rows = list(
        batch.payments.select_related(
            "application__club", "account", "instead_of__returned_by"
        ).order_by("pk")
        if batch.status != BatchStatus.DROPPED
        else ()
    )
    writes = may(user, "payments.write")
    today = {"day": timezone.localdate()}
    left = batch.status in (BatchStatus.RELEASED, BatchStatus.DONE)
    waiting = any(row.status == PaymentStatus.RELEASED for row in rows)
    return {
        "rows": [
            (
                row,
                words.money(row.amount, row.currency),
                row.status == PaymentStatus.LISTED and why_not(row),
                BackForm(initial=today, auto_id=f"back_{row.pk}_%s")
                if writes and left and row.status in (PaymentStatus.RELEASED, PaymentStatus.PAID)
                else None,
            )
            for row in rows
        ],
        "total": words.money(sum(row.amount for row in rows), "EUR"),
        "writes": writes,
        "open": batch.status == BatchStatus.PREPARED,
        "own": batch.status == BatchStatus.PREPARED and batch.prepared_by_id == user.pk,
        "may_fetch": left and may(user, "iban.read"),
        "book_form": given.get("book") or (BookForm(initial=today) if writes and waiting else None),
    }


def _batch(request: HttpRequest, pk: int) -> Batch:
    found: Batch = get_object_or_404(
        Batch.objects.visible_to(request.user).select_related("source"), pk=pk
    )
    return found


@requires("payments.write")
def batch_new(request: HttpRequest) -> HttpResponse:
    """What waits to be paid: what can be is ticked, the rest says why it cannot."""
    waiting = Payment.objects.visible_to(request.user).filter(status=PaymentStatus.PLANNED)
    named = waiting.select_related("application__club").order_by("planned", "pk")
    rows = [(row, words.money(row.amount, row.currency), why_not(row)) for row in named]
    key = request.POST.get("key", "").replace("\x00", "")[:64] or get_random_string(24)
    today = timezone.localdate()
    start = {"text": _("Support %s") % words.day(today), "day": today}
    form = BatchForm(request.POST or None, initial=start)
    ticked = set(request.POST.getlist("row"))
    if request.method == "POST" and form.is_valid():
        chosen = [row for row, _amount, _why in rows if str(row.pk) in ticked]
        known = Batch.objects.visible_to(request.user).filter(form_key=key).first()
        try:
            batch = known or actions.prepare(
                payments=chosen, **form.cleaned_data, key=key, by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The list is prepared. Another person releases it."))
            return redirect(batch.get_absolute_url())
    context = {
        "title": _("Prepare a payment list"),
        "crumbs": [(_("Payment lists"), reverse("payment_run_list")), (_("Prepare"), None)],
        "rows": [
            (row, amount, why, str(row.pk) in ticked if request.method == "POST" else not why)
            for row, amount, why in rows
        ],
        "form": form,
        "form_key": key,
        "source": PayingAccount.objects.current(),
    }
    return render(request, "delegations/payments/prepare.html", context)


@requires("payments.read")
@never_cache
@require_POST
def batch_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file for the bank or the cash system: full IBANs, each of them a look under log."""
    batch = _batch(request, pk)
    kind = request.POST.get("kind", "")
    # Once the bank has answered the file would pay again what came back.
    if kind not in TYPES or batch.status != BatchStatus.RELEASED:
        raise Http404
    if not may(request.user, "iban.read"):
        raise PermissionDenied
    rows = list(batch.payments.select_related("application", "account").order_by("pk"))
    if any(row.account and row.account.replaced for row in rows):
        messages.error(
            request,
            _("A club has changed its account since the release. Take its payment back first."),
        )
        return redirect(batch)
    for row in rows:
        assert row.account is not None
        accounts.note_look(row.account, str(batch.get_absolute_url()), by=request.user)
    office = Office.current()
    with override(office.language if office else "de"):
        data = pain.document(batch, rows) if kind == "xml" else pain.table(rows)
    answer = HttpResponse(data, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{pain.message_id(batch)}.{kind}"'
    return answer


@requires("payments.write")
@require_POST
def batch_book(request: HttpRequest, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    form = BookForm(request.POST)
    return done(
        request, batch, _("Record as paid"), form,
        lambda **said: actions.book(batch=batch, **said, by=request.user),
        listed=PAYMENTS,
    )  # fmt: skip


def _payment(request: HttpRequest, pk: int) -> Payment:
    rows = Payment.objects.visible_to(request.user).select_related("batch", "application")
    found: Payment = get_object_or_404(rows, pk=pk)
    return found


@requires("payments.write")
@require_POST
def payment_out(request: HttpRequest, pk: int) -> HttpResponse:
    row = _payment(request, pk)
    back = row.batch or row.application
    try:
        actions.take_out(payment=row, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(back.get_absolute_url())


@requires("payments.write")
@require_POST
def payment_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = _payment(request, pk)
    return done(
        request, row.batch or row.application, _("It came back"), BackForm(request.POST),
        lambda **said: actions.come_back(payment=row, **said, by=request.user),
        listed=PAYMENTS,
    )  # fmt: skip


@requires("payments.write")
@require_POST
def payment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = _payment(request, pk)
    return done(
        request, row.application, _("Do not pay"), ReasonForm(request.POST),
        lambda **said: perform(PAYMENT, row, "cancel", by=request.user, **said),
    )  # fmt: skip


@requires("payments.write")
@require_POST
def payment_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be paid of a grant now and is not planned yet."""
    row = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    if actions.plan(application=row, by=request.user) is None:
        messages.info(request, _("Nothing more may be paid now."))
    else:
        messages.success(request, _("It waits for a payment list."))
    return redirect(row.get_absolute_url())


@sensitive_post_parameters("iban")
@requires("payments.read")
@never_cache
def paying_account(request: HttpRequest) -> HttpResponse:
    """The account of the city: what is paid from, and what waits for a second person."""
    enters = may(request.user, "money.write")
    form = AccountForm(request.POST or None) if enters else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            actions.enter_paying_account(**form.cleaned_data, by=request.user)
            messages.success(request, _("It counts once another person has confirmed it."))
            return redirect("paying_account")
    return _source_page(request, form)


@sensitive_post_parameters("iban")
@requires("payments.write")
@never_cache
@require_POST
def paying_account_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person types the number again."""
    account = get_object_or_404(PayingAccount, pk=pk)
    form = SameNumberForm(request.POST)
    if form.is_valid():
        try:
            actions.confirm_paying_account(account=account, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Lists prepared from now on are paid from this account."))
            return redirect("payment_list")
    blank = AccountForm() if may(request.user, "money.write") else None
    return _source_page(request, blank, form)


def _source_page(
    request: HttpRequest, form: AccountForm | None, confirming: SameNumberForm | None = None
) -> HttpResponse:
    waiting = PayingAccount.objects.waiting()
    own = waiting is not None and waiting.entered_by_id == request.user.pk
    confirms = waiting is not None and not own and may(request.user, "payments.write")
    context = {
        "title": _("Account of the city"),
        "crumbs": [(_("Payments"), reverse("payment_list")), (_("Account of the city"), None)],
        "current": PayingAccount.objects.current(),
        "waiting": waiting,
        "own": own,
        "form": form,
        "confirm_form": (confirming or SameNumberForm(auto_id="again_%s")) if confirms else None,
    }
    return render(request, "delegations/payments/source.html", context)
