"""What may become of an application, for the club and for the desk."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.choices import OPEN, ApplicationStatus, Stage
from delegations.applications.models import Application
from delegations.payments.models import Proof, Reclaim, Revocation
from delegations.support.fields import spoken
from oia.core.permissions import may
from oia.core.workflow import Transition, Workflow

S = ApplicationStatus


def fills(application: Any, by: Any) -> bool:
    """A club moves its own; the office whatever it may see."""
    return bool(Application.objects.visible_to(by).filter(pk=application.pk).exists())


def can_be_sent(application: Any, by: Any) -> Any:
    """All that the rules need to be asked; whether they are met is for the desk to say."""
    if application.submitted is None:
        return _("Use the page “Check and send”: it shows what the rules say.")
    if application.version_used is None:
        return _("The scheme is not in force at present: nobody can apply under it today.")
    if not application.first_day or not application.facts.get("people"):
        return _("Fill in the journey and the number of people first.")
    return " ".join(spoken(problem["text"]) for problem in application.assessment["problems"])


def asks_for_something(application: Any, by: Any) -> Any:
    if not application.papers.filter(document=None, asked_by__isnull=False).exists():
        return _("Say first which paper is missing.")
    return None


def is_recommended(application: Any, by: Any) -> Any:
    """The form of the recommendation comes first; it names amount and reasons."""
    if not application.proposal or application.recommended_by_id != by.pk:
        return _("Use the form of the recommendation: it asks for amount and reasons.")
    return None


def is_decided(application: Any, by: Any) -> Any:
    if application.decided is None or application.decided_by_id != by.pk:
        return _("Use the form of the decision: it asks for amount and reasons.")
    return None


def is_over(application: Any, by: Any) -> Any:
    if not application.is_over:
        return _("The journey is not over yet.")
    proof = Proof.objects.filter(application=application.pk).first()
    if proof is None or not proof.report.strip():
        return _("Fill in the report and the final numbers first.")
    missing = application.papers.filter(stage=Stage.AFTER, document=None)
    if missing.exists():
        names = ", ".join(str(paper) for paper in missing)
        return _("Hand in first: %s") % names
    return None


def may_withdraw(application: Any, by: Any) -> Any:
    if application.status == S.DRAFT and not may(by, "portal.write"):
        return _("A draft is withdrawn by the club itself.")
    return None


def _withdrawn(row: Any, *, by: Any, reason: str, **_extra: Any) -> None:
    """Nobody waits for an answer any more."""
    row.answer_by = None
    row.save(update_fields=["answer_by"])


def _handed_in(application: Any, *, by: Any, reason: str) -> None:
    # What was found in the proof before holds for that one alone.
    Proof.objects.filter(application=application.pk).update(
        handed_in=timezone.now(), examined=None, examined_by=None, final=None, assessment=None
    )


def is_closed(application: Any, by: Any) -> Any:
    """The form comes first; it looks at what was found and at what was paid."""
    proof = Proof.objects.filter(application=application.pk).first()
    if proof is None or proof.closed is None or proof.closed_by != by:
        return _("Use the form that closes: it shows what was found and what was paid.")
    return None


def is_settled(application: Any, by: Any) -> Any:
    if not Reclaim.objects.filter(application=application.pk, repaid_on__isnull=False).exists():
        return _("Use the form: it asks on which day it was paid back.")
    return None


def _revoked(application: Any) -> Any:
    return Revocation.objects.filter(application=application.pk, decided__isnull=False)


def is_repaid(application: Any, by: Any) -> Any:
    if _revoked(application).exists():
        return _("The grant was revoked: it does not count as closed.")
    return is_settled(application, by)


def is_settled_after_revocation(application: Any, by: Any) -> Any:
    if not _revoked(application).exists():
        return _("The grant was not revoked.")
    return is_settled(application, by)


def is_revoked(application: Any, by: Any) -> Any:
    """The form comes first; it looks at what was paid."""
    if not _revoked(application).filter(decided_by=by).exists():
        return _("Use the form that revokes: it shows the reasons and what was paid.")
    if Reclaim.objects.filter(application=application.pk).exists():
        return _("What was paid is asked back first.")
    return None


def is_revoked_and_reclaimed(application: Any, by: Any) -> Any:
    if not _revoked(application).filter(decided_by=by).exists():
        return _("Use the form that revokes: it shows the reasons and what was paid.")
    if not Reclaim.objects.filter(application=application.pk).exists():
        return _("Nothing was paid.")
    return None


APPLICATION = Workflow(
    "application",
    owns=fills,
    transitions=(
        Transition(
            "send",
            _("Send the application"),
            (S.DRAFT,),
            S.SUBMITTED,
            "applying.write",
            guard=can_be_sent,
            explanation=_("The office checks it from now on; the club gets a receipt by mail."),
        ),
        Transition(
            "ask",
            _("Ask for papers"),
            (S.SUBMITTED,),
            S.PAPERS,
            "applications.write",
            guard=asks_for_something,
            explanation=_("The club is told what is missing and until when."),
        ),
        Transition(
            "go_on",
            _("Go on checking"),
            (S.PAPERS,),
            S.SUBMITTED,
            "applications.write",
            explanation=_("What was asked for has come, or is no longer waited for."),
        ),
        Transition(
            "recommend",
            _("Recommend"),
            (S.SUBMITTED,),
            S.RECOMMENDED,
            "applications.write",
            guard=is_recommended,
            explanation=_("Another person decides."),
        ),
        Transition(
            "give_back",
            _("Give back for another check"),
            (S.RECOMMENDED,),
            S.SUBMITTED,
            "decisions.write",
            needs_reason=True,
            explanation=_("The recommendation no longer counts; it is checked anew."),
        ),
        Transition(
            "grant",
            _("Grant"),
            (S.RECOMMENDED,),
            S.GRANTED,
            "decisions.write",
            guard=is_decided,
            explanation=_("The club is told; the decision can no longer be changed."),
        ),
        Transition(
            "refuse",
            _("Refuse"),
            (S.RECOMMENDED,),
            S.REFUSED,
            "decisions.write",
            guard=is_decided,
            explanation=_("The club is told; the decision can no longer be changed."),
        ),
        Transition(
            "account",
            _("Hand in the account"),
            (S.GRANTED,),
            S.PROOF,
            "applying.write",
            guard=is_over,
            effect=_handed_in,
            explanation=_("The office examines what was handed in after the journey."),
        ),
        Transition(
            "ask_again",
            _("Ask for more proof"),
            (S.PROOF,),
            S.GRANTED,
            "applications.write",
            needs_reason=True,
            explanation=_("The club is told what is missing."),
        ),
        Transition(
            "close",
            _("Close"),
            (S.PROOF,),
            S.CLOSED,
            "decisions.write",
            guard=is_closed,
            explanation=_("The account is in order; what is still owed to the club is planned."),
        ),
        Transition(
            "reclaim",
            _("Reclaim"),
            (S.PROOF,),
            S.RECLAIM,
            "decisions.write",
            guard=is_closed,
            explanation=_("More was paid than the club may keep; a letter asks it back."),
        ),
        Transition(
            "repaid",
            _("Record as paid back"),
            (S.RECLAIM,),
            S.CLOSED,
            "payments.write",
            guard=is_repaid,
            explanation=_("Nothing is owed any more; the amount may be promised again."),
        ),
        Transition(
            "revoke",
            _("Revoke"),
            (S.GRANTED, S.PROOF),
            S.REVOKED,
            "decisions.write",
            guard=is_revoked,
            explanation=_("The grant is taken back; the club gets a letter with the reasons."),
        ),
        Transition(
            "revoke_paid",
            _("Revoke and reclaim"),
            (S.GRANTED, S.PROOF),
            S.RECLAIM,
            "decisions.write",
            guard=is_revoked_and_reclaimed,
            explanation=_("The grant is taken back, and what was paid is asked back."),
        ),
        Transition(
            "settle",
            _("Record as settled"),
            (S.RECLAIM,),
            S.REVOKED,
            "payments.write",
            guard=is_settled_after_revocation,
            explanation=_("Nothing is owed any more; the grant stays revoked."),
        ),
        Transition(
            "withdraw",
            _("Withdraw"),
            (S.DRAFT, *OPEN),
            S.WITHDRAWN,
            "applying.write",
            guard=may_withdraw,
            needs_reason=False,
            explanation=_("The application ends; a new one can be begun at any time."),
            effect=_withdrawn,
        ),
    ),
)
