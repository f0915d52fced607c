"""One application as its club sees it: what is to do, its steps, papers, messages and letters."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from delegations.applications import actions, telling
from delegations.applications import papers as taking
from delegations.applications.answers import answers_of
from delegations.applications.choices import (
    OPEN,
    PAYABLE,
    ApplicationStatus,
    Reason,
    RevokeReason,
    Stage,
)
from delegations.applications.forms import (
    STEPS,
    MessageForm,
    PaperForm,
)
from delegations.applications.models import Application
from delegations.applications.portal import crumbs
from delegations.applications.workflows import APPLICATION
from delegations.payments.accounts import current_of
from delegations.payments.choices import PAYMENT_PUBLIC
from delegations.payments.choices import PaymentStatus as P
from delegations.payments.models import Proof, Reclaim, Revocation
from delegations.payments.views.revoking import told
from delegations.support import showing
from oia.core.permissions import requires
from oia.core.workflow import perform
from oia.ui import words


@dataclass(frozen=True)
class TaskLine:
    """A line of the task list: where it leads and whether it is done."""

    title: Any
    url: str
    done: bool
    text: str = ""


def _mine(request: HttpRequest, pk: int) -> Application:
    rows = Application.objects.visible_to(request.user)
    found: Application = get_object_or_404(
        rows.select_related("club", "scheme", "version_used", "officer", "version_used__scheme"),
        pk=pk,
    )
    return found


def _ready(application: Application) -> bool:
    """Whether the rules can say something: they ask for the journey and the people."""
    return all(line.done for line in _tasks(application)[:2])


def _tasks(application: Application) -> list[TaskLine]:
    facts = application.facts
    papers = [p for p in application.papers.all() if p.stage == Stage.BEFORE]
    missing = len(application.missing)
    done = {
        "journey": bool(facts.get("partner") and application.first_day),
        "people": bool(facts.get("people")),
        "costs": any(facts.get(name) for name in ("means", "km", "requested")),
    }
    lines = [
        TaskLine(form.heading, reverse("portal_form", args=[application.pk, name]), done[name])
        for name, form in STEPS.items()
    ]
    text = _("%d still to come") % missing if missing else ""
    address = reverse("portal_papers", args=[application.pk])
    account = current_of(application.club)
    kept = (
        f"{reverse('portal_account', args=[application.club_id])}?next={application.portal_url()}"
    )
    return [
        *lines,
        TaskLine(_("Papers"), address, bool(papers) and not missing, text),
        TaskLine(
            _("Bank account"), kept, account is not None, str(account.iban) if account else ""
        ),
    ]


@requires("applying.write")
@never_cache
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands, what is to be done next, and what was decided."""
    return _shown(request, _mine(request, pk), MessageForm())


def _shown(request: HttpRequest, row: Application, message_form: MessageForm) -> HttpResponse:
    now = timezone.now()
    fillable = row.is_draft
    tasks = _tasks(row) if fillable else []
    # What the rules say is worth reading once journey and people are known.
    ready = fillable and all(line.done for line in tasks[:2])
    found = row.assess(now) if ready else row.assessment
    context = {
        "title": row.title,
        "crumbs": crumbs((row.title, None)),
        "application": row,
        "word": row.public_status[0],
        "meaning": row.public_status[1],
        "tasks": tasks,
        "ready": ready,
        "found": showing.shown(found) if found else None,
        "answers": [] if fillable else answers_of(row),
        **taking.shown(row),
        "messages_of": row.messages.select_related("by").prefetch_related("files"),
        "message_form": message_form,
        "changes": [
            (form.heading, reverse("portal_form", args=[row.pk, name]))
            for name, form in STEPS.items()
        ]
        if actions.may_change(row, request.user)
        else [],
        "may_withdraw": row.status in (ApplicationStatus.DRAFT, *OPEN),
        "may_account": row.status == ApplicationStatus.GRANTED,
        "is_over": row.is_over,
        **used(row),
        "state": row.status,
        "granted": words.money(row.granted, "EUR"),
        "account": current_of(row.club),
        "payments": [
            (words.money(one.amount, one.currency), PAYMENT_PUBLIC[P(one.status)], one.paid_on)
            for one in row.payments.all()
        ],
        "asks_account": row.status in PAYABLE,
        "reasons": [dict(Reason.choices).get(code, code) for code in row.reasons],
    }
    return render(request, "apply/application.html", context)


def used(row: Application) -> dict[str, Any]:
    """The proof of use in the club's words; what was found, once it is closed."""
    proof = Proof.objects.filter(application=row.pk).first()
    # What is only proposed is the office's own business.
    decided = Revocation.objects.filter(application=row.pk, decided__isnull=False).first()
    names = dict(RevokeReason.choices)
    return {
        "proof": proof,
        "final": words.money(proof.final, "EUR") if proof and proof.closed else "",
        "revocation": decided,
        "revoke_reasons": [names.get(code, code) for code in decided.reasons] if decided else [],
        **told(Reclaim.objects.filter(application=row.pk).first()),
    }


@requires("applying.write")
@never_cache
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of the form; after it comes the next, and at the end the task list."""
    row = _mine(request, pk)
    form_class = STEPS.get(name)
    version = row.rules(timezone.now())
    if form_class is None:
        raise Http404
    if version is None or not actions.may_fill(row, request.user):
        messages.info(request, _("It was sent already; what stands in it is no longer changed."))
        return redirect("portal_application", pk=row.pk)
    form = form_class(row, version, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.fill(application=row, changed=form.changed(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(_next(row, name) if row.is_draft else row.portal_url())
    names = list(STEPS)
    context = {
        "title": form_class.heading,
        "crumbs": crumbs((row.title, row.portal_url()), (form_class.heading, None)),
        "application": row,
        "form": form,
        "number": names.index(name) + 1,
        "of": len(names) + 2,
        "back": row.portal_url(),
    }
    return render(request, "apply/step.html", context)


def _next(row: Application, name: str) -> str:
    names = list(STEPS)
    following = names[names.index(name) + 1 :]
    if following:
        return reverse("portal_form", args=[row.pk, following[0]])
    return reverse("portal_papers", args=[row.pk])


@requires("applying.write")
@never_cache
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in papers, one at a time; each says at once whether it arrived."""
    row = _mine(request, pk)
    lines = list(row.papers.select_related("document"))
    wrong: dict[int, list[str]] = {}
    if request.method == "POST":
        chosen = next((p for p in lines if str(p.pk) == request.POST.get("paper")), None)
        if chosen is None:
            raise Http404
        form = PaperForm(request.POST, request.FILES)
        if form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                taking.hand_in(paper=chosen, name=upload.name, data=upload.read(), by=request.user)
            except ValidationError as error:
                wrong[chosen.pk] = error.messages
            else:
                messages.success(request, _("Received: %s") % upload.name)
                return redirect("portal_papers", pk=row.pk)
        else:
            wrong[chosen.pk] = [str(text) for text in form.errors.get("file", [])]
    context = {
        "title": _("Papers"),
        "crumbs": crumbs((row.title, row.portal_url()), (_("Papers"), None)),
        "application": row,
        "papers": [
            (paper, row.status in taking.takes(paper.stage), wrong.get(paper.pk, []))
            for paper in lines
        ],
        "known": not row.is_draft or _ready(row),
        "number": len(STEPS) + 1,
        "of": len(STEPS) + 2,
        "back": row.portal_url(),
    }
    return render(request, "apply/papers.html", context)


@requires("applying.write")
@never_cache
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules say before it is sent; then the receipt."""
    row = _mine(request, pk)
    if request.method == "POST":
        try:
            actions.send(application=row, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("It has arrived. A receipt comes by mail."))
            return redirect("portal_application", pk=row.pk)
    if not row.is_draft:
        return redirect("portal_application", pk=row.pk)
    found = row.assess(timezone.now())
    context = {
        "title": _("Check and send"),
        "crumbs": crumbs((row.title, row.portal_url()), (_("Check and send"), None)),
        "application": row,
        "found": showing.shown(found) if found else None,
        "ready": _ready(row),
        "missing": [paper for paper in row.papers.all() if paper.document_id is None],
        "number": len(STEPS) + 2,
        "of": len(STEPS) + 2,
        "back": row.portal_url(),
    }
    return render(request, "apply/send.html", context)


@requires("applying.write")
@require_POST
def message(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    form = MessageForm(request.POST)
    if not row.submitted:
        messages.error(request, _("Messages can be written once the application is sent."))
    elif not form.is_valid():
        return _shown(request, row, form)
    else:
        telling.write(application=row, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Your message is with the office."))
    return redirect("portal_application", pk=row.pk)


@requires("applying.write")
@require_POST
def take_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw, or hand in the account: what a club does by a button."""
    row = _mine(request, pk)
    name = request.POST.get("step", "")
    if name not in ("withdraw", "account"):
        raise Http404
    seen = request.POST.get("seen")
    try:
        perform(APPLICATION, row, name, by=request.user, seen=seen)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Done: %s") % APPLICATION.names[name].label)
    return redirect("portal_application", pk=row.pk)
