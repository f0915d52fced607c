"""Pages of the desk: the queue of applications, and each one line by line."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from delegations.applications import actions, declared, desk_papers, papers, people, rounds, telling
from delegations.applications.answers import answers_of
from delegations.applications.cases import mark_of
from delegations.applications.choices import (
    BADGES,
    PAYABLE,
    ApplicationStatus,
    Proposal,
    Reason,
    Task,
)
from delegations.applications.desk_forms import (
    AskForm,
    DecisionForm,
    RecommendForm,
    TieForm,
)
from delegations.applications.desk_pages import done, seen
from delegations.applications.forms import ApplicationForm, MessageForm, RepresentativeForm
from delegations.applications.models import Application
from delegations.applications.tables import ApplicationFilter, ApplicationTable
from delegations.applications.workflows import APPLICATION
from delegations.payments import actions as payments
from delegations.payments.accounts import current_of
from delegations.payments.choices import PaymentStatus
from delegations.payments.forms import ReasonForm
from delegations.payments.models import Proof
from delegations.payments.views import proofs, revoking
from delegations.support import showing
from delegations.support.rules import ELIGIBLE
from oia.core.permissions import may, requires
from oia.office.columns import Named
from oia.office.lists import RecordList
from oia.office.pages import RecordPage
from oia.office.writing.entry import Writing
from oia.ui import words
from oia.ui.columns import Amount, Choice, Column, Day, Moment, Number, Text
from oia.ui.links import Action, PageAction
from partners.models import Club

# Steps that ask for more than a press of a button have a form of their own.
BY_FORM = (
    "ask", "recommend", "grant", "refuse", "close", "reclaim", "repaid", "revoke", "revoke_paid",
    "settle",
)  # fmt: skip


class ApplicationList(RecordList):
    table = ApplicationTable
    workflow = None
    filterset_class = ApplicationFilter
    capability = "applications.read"
    title = gettext_lazy("Club applications")
    empty = gettext_lazy("Applications of clubs for travel support stand here once they are sent.")
    page_actions = (
        PageAction(
            gettext_lazy("Enter for a club"), "portal_new", "applications.write", "add", "primary"
        ),
        PageAction(gettext_lazy("Decide a round"), "application_round", "decisions.write"),
        PageAction(gettext_lazy("Letters"), "letter_list", "schemes.read"),
        PageAction(gettext_lazy("Published awards"), "award_file", "applications.read"),
        PageAction(gettext_lazy("Mails"), "incoming_list", "applications.write"),
    )


# On the page they stand among what the club says.
SAID = (
    Day("first_day", gettext_lazy("From")),
    Day("last_day", gettext_lazy("Until")),
    Text("purpose", gettext_lazy("Purpose and programme")),
)


class ApplicationPage(RecordPage):
    model = Application
    capability = "applications.read"
    step_capability = "applications.read"  # the head decides and closes, and writes nothing else
    list_url = "application_list"
    list_title = gettext_lazy("Club applications")
    workflow = APPLICATION
    status = Choice("status", gettext_lazy("Status"), ApplicationStatus, badges=BADGES)
    template_name = "delegations/applications/application.html"
    facts = (
        (
            gettext_lazy("Application"),
            (
                Text("file_number", gettext_lazy("File number")),
                Text("club__title", gettext_lazy("Club")),
                Named("scheme", gettext_lazy("Scheme")),
                Moment("submitted", gettext_lazy("Sent in")),
                Text("entered_by__name", gettext_lazy("Entered for the club by")),
                Text("officer__name", gettext_lazy("Officer in charge")),
                Day("answer_by", gettext_lazy("Next answer by")),
                *SAID,
            ),
        ),
        (
            gettext_lazy("Recommendation and decision"),
            (
                Choice("proposal", gettext_lazy("Recommended"), Proposal),
                Amount("proposed", gettext_lazy("Recommended amount")),
                Text("recommended_by__name", gettext_lazy("Recommended by")),
                Text("recommendation", gettext_lazy("Reasons of the recommendation")),
                Number("rank", gettext_lazy("Rank in the round")),
                Amount("granted", gettext_lazy("Granted")),
                Amount("advance", gettext_lazy("Of it in advance")),
                Day("proof_due", gettext_lazy("Proof of use due")),
                Text("decided_by__name", gettext_lazy("Decided by")),
                Moment("decided", gettext_lazy("Decided")),
                Text("decision_text", gettext_lazy("Explanation for the club")),
                Text("conditions", gettext_lazy("Conditions of the grant")),
                Text("letter__name", gettext_lazy("Letter")),
            ),
        ),
    )

    def _groups(self) -> list[tuple[Any, list[Column]]]:
        groups = super()._groups()
        if not self.answers:
            return groups
        said = {column.path for column in SAID}
        return [(title, [c for c in group if c.path not in said]) for title, group in groups]

    @cached_property
    def answers(self) -> Any:
        return answers_of(self.object)

    def get_actions(self) -> list[Action]:
        row: Application = self.object
        found = super().get_actions()
        if row.is_draft and may(self.request.user, "applying.write"):
            found.insert(0, Action(_("Fill in"), row.portal_url(), "edit", "primary"))
        return found

    def _steps(self) -> dict[str, Any]:
        shown = super()._steps()
        own = ("send", "account", "withdraw")  # the club's, or on the page of the portal
        shown["steps"] = [s for s in shown["steps"] if s.name not in (*BY_FORM, *own)]
        return shown

    def extra_context(self) -> dict[str, Any]:
        row: Application = self.object
        user = self.request.user
        names = dict(Reason.choices)
        proof = Proof.objects.filter(application=row.pk).first()
        return {
            **super().extra_context(),
            "found": showing.shown(row.assessment) if row.assessment else None,
            "answers": self.answers,
            **desk_papers.shown(row, user),
            "ties": row.ties.select_related("user"),
            "letters_of": row.messages.select_related("by").prefetch_related("files"),
            "reasons": [names.get(code, code) for code in row.reasons],
            "account": current_of(row.club) if may(user, "payments.read") else None,
            "asks_account": row.status in PAYABLE and may(user, "payments.read"),
            **payable(row, user),
            **proofs.shown(row, proof),
            **revoking.shown(row),
            "forms": []
            if row.is_draft
            else [
                *proofs.forms_for(row, proof, user),
                *forms_for(row, user),
                *revoking.forms_for(row, user),
            ],
        }


def payable(row: Application, user: Any) -> dict[str, Any]:
    """What of the grant may be planned now, and what is planned and can be taken back."""
    if not (row.granted and may(user, "payments.write")):
        return {}
    left = payments.may_still_be_paid(row)
    return {
        "may_plan": words.money(left, "EUR") if left > 0 else "",
        "planned": row.payments.filter(status=PaymentStatus.PLANNED).first(),
        "cancel_form": ReasonForm(auto_id="cancel_%s"),
    }


APPLICATION_WRITING = Writing(page=ApplicationPage, form=ApplicationForm, new="")


def forms_for(row: Application, user: Any) -> list[tuple[str, Any, forms.Form]]:
    """(name, title, blank form) of what the person can do now by more than a button."""
    found: list[tuple[str, Any, forms.Form]] = []
    checks = may(user, "applications.write")
    if checks and row.status == ApplicationStatus.SUBMITTED:
        fits = (row.assessment or {}).get("verdict") == ELIGIBLE and row.calculated
        start = {
            "amount": row.calculated,
            "proposal": Proposal.GRANT if fits else "",
            "seen": mark_of(row),
        }
        found.append(("recommend", _("Recommend"), RecommendForm(row.calculated, initial=start)))
    if checks and row.status in (ApplicationStatus.SUBMITTED, ApplicationStatus.PAPERS):
        until = timezone.localdate() + papers.WAIT
        found.append(("ask", _("Ask for papers"), AskForm(initial={"due": until})))
    decides = may(user, "decisions.write") and row.recommended_by_id != user.pk
    if decides and row.status == ApplicationStatus.RECOMMENDED:
        begun = {"granted": row.proposed, "seen": mark_of(row)}
        found.append(("decide", _("Decide"), _decision_form(row, initial=begun)))
    if checks:
        found.append(("tell", _("Write to the club"), MessageForm()))
    tied = row.ties.filter(user=user).exists()
    if row.decided is None and not tied and may(user, "decisions.write"):
        found.append(("declare", _("Declare a tie to the club"), TieForm()))
    return found


def _decision_form(row: Application, *args: Any, **kwargs: Any) -> DecisionForm:
    left = " ".join(_left_of(purse) for purse in rounds.purses([row]).values())
    return DecisionForm(row.calculated, *args, left=left, **kwargs)


def _left_of(purse: rounds.Purse) -> str:
    """What the line of the scheme still holds in the year of the journey."""
    if purse.left is None:
        return ""
    left = _("Left in %(year)s: %(amount)s.") % {
        "year": purse.label, "amount": words.money(purse.left, "EUR"),
    }  # fmt: skip
    if not purse.kept:
        return left
    kept = _("Of it %s is kept for return visits.") % words.money(purse.kept, "EUR")
    return f"{left} {kept}"


@requires("applications.write")
@require_POST
def recommend(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)
    form = RecommendForm(row.calculated, request.POST)

    def verb(*, proposal: str, amount: Any, text: str, rank: int | None, seen: str) -> None:
        actions.recommend(
            rank=rank,
            seen=seen,
            application=row,
            proposal=proposal,
            amount=amount or Decimal(0),
            text=text,
            by=request.user,
        )

    return done(request, row, _("Recommend"), form, verb)


@requires("decisions.write")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)
    form = _decision_form(row, request.POST)

    def verb(**said: Any) -> None:
        actions.decide(application=row, by=request.user, **said)

    return done(request, row, _("Decide"), form, verb)


@requires("decisions.write")
@require_POST
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever checks or decides says what ties them to the club; others go on."""
    row = seen(request, pk)

    def verb(*, kind: str, text: str) -> None:
        declared.declare(application=row, kind=kind, text=text, by=request.user)

    return done(request, row, _("Declare a tie to the club"), TieForm(request.POST), verb)


@requires("applications.write")
@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)

    def verb(*, text: str) -> None:
        telling.write(application=row, text=text, by=request.user)

    return done(request, row, _("Write to the club"), MessageForm(request.POST), verb)


@requires("applications.write")
def club_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who speaks for a club in the portal, and an invitation for the next."""
    club = get_object_or_404(Club.objects.visible_to(request.user), pk=pk)
    form = RepresentativeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        first = not club.representatives.filter(task=Task.CHAIR).exists()
        try:
            people.add(
                club=club,
                **form.cleaned_data,
                task=Task.CHAIR if first else Task.MEMBER,
                by=request.user,
                link_to=lambda token: request.build_absolute_uri(
                    reverse("sign_in_link", args=[token])
                ),
            )
        except PermissionDenied:
            raise
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("club_people", pk=club.pk)
    title = _("People who apply for the club")
    context = {
        "title": title,
        "crumbs": [
            (_("Clubs"), reverse("club_list")),
            (club.title, club.get_absolute_url()),
            (title, None),
        ],
        "club": club,
        "rows": club.representatives.select_related("user"),
        "form": form,
    }
    return render(request, "delegations/applications/people.html", context)
