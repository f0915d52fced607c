"""States of an application, in the words of the desk and in those of the club."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationStatus(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("to be checked")
    PAPERS = "papers", _("papers asked for")
    RECOMMENDED = "recommended", _("to be decided")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    PROOF = "proof", _("proof to be examined")
    RECLAIM = "reclaim", _("to be paid back")
    CLOSED = "closed", _("closed")
    REVOKED = "revoked", _("revoked")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = ApplicationStatus
# What the club reads, and what it means for it.
PUBLIC = {
    S.DRAFT: (_("Not sent yet"), _("Fill in what is missing, then send it.")),
    S.SUBMITTED: (_("Received"), _("We are checking it. You need not do anything.")),
    S.PAPERS: (_("We need something from you"), _("See below what is missing.")),
    S.RECOMMENDED: (_("Being decided"), _("It is checked; the decision comes next.")),
    S.GRANTED: (_("Granted"), _("The decision is below. Account for it after the journey.")),
    S.REFUSED: (_("Not granted"), _("The decision and its reasons are below.")),
    S.PROOF: (_("Account received"), _("We are examining what you sent after the journey.")),
    S.RECLAIM: (_("Too much was paid"), _("See below what is to be paid back, and until when.")),
    S.CLOSED: (_("Finished"), _("The journey is accounted for.")),
    S.REVOKED: (_("Taken back"), _("The grant was revoked; the reasons are below.")),
    S.WITHDRAWN: (_("Withdrawn"), _("You took it back.")),
}
# Of what was asked for nothing is missing; somebody is still to look at it.
ALL_IN = (_("Papers received"), _("All we asked for has come. You need not do anything."))
OWED_AFTER_REVOCATION = (PUBLIC[S.REVOKED][0], PUBLIC[S.RECLAIM][1])
BADGES = {
    S.SUBMITTED: "info",
    S.PAPERS: "warning",
    S.RECOMMENDED: "info",
    S.GRANTED: "success",
    S.REFUSED: "danger",
    S.PROOF: "info",
    S.RECLAIM: "danger",
    S.CLOSED: "success",
    S.REVOKED: "danger",
}
# With the office, and not decided.
OPEN = (S.SUBMITTED, S.PAPERS, S.RECOMMENDED)
# The account of the club matters: money is asked for, or on its way.
PAYABLE = (*OPEN, S.GRANTED, S.PROOF)
DECIDED = (S.GRANTED, S.REFUSED, S.PROOF, S.RECLAIM, S.CLOSED, S.REVOKED)


class Proposal(TextChoices):
    GRANT = "grant", _("grant as calculated")
    PARTIAL = "partial", _("grant another amount")
    REFUSE = "refuse", _("refuse")


class Reason(TextChoices):
    """Why nothing, or less than calculated, is granted; the words of the letter come with it."""

    NOT_ELIGIBLE = "not_eligible", _("The conditions of the scheme are not met.")
    LATE = "late", _("The application came after the deadline.")
    PAPERS = "papers", _("Papers that were asked for did not come.")
    BUDGET = "budget", _("The money of this year is used up.")
    OTHER_MONEY = "other_money", _("Others pay for the journey already.")
    NOT_PLAUSIBLE = "not_plausible", _("The costs are not shown plausibly.")
    OTHER = "other", _("Another reason, as explained.")


class RevokeReason(TextChoices):
    """Why a grant is taken back; the words stand in the letter (§§ 48, 49 VwVfG and the like)."""

    NO_JOURNEY = "no_journey", _("The journey did not take place.")
    NO_PROOF = "no_proof", _("The proof of use did not come, though it was asked for.")
    OTHER_USE = "other_use", _("The money was used for something else.")
    CONDITION = "condition", _("A condition of the grant was not kept.")
    UNTRUE = "untrue", _("What the application said was not so.")
    OTHER = "other", _("Another reason, as explained.")


class TieKind(TextChoices):
    """What ties somebody at the desk to an applying club."""

    MEMBER = "member", _("I am or was a member or on its board.")
    FAMILY = "family", _("Family or friends belong to it.")
    MONEY = "money", _("I or somebody near me would gain by it.")
    OTHER = "other", _("Something else, as explained.")


class Stage(TextChoices):
    BEFORE = "before", _("with the application")
    AFTER = "after", _("after the journey")


class Task(TextChoices):
    """What a person of a club does there; whoever is chair may hand that on."""

    CHAIR = "chair", _("chair")
    MEMBER = "member", _("applies for the club")


class LetterKind(TextChoices):
    GRANT = "grant", _("grant")
    REFUSAL = "refusal", _("refusal")
    RECLAIM = "reclaim", _("reclaim")
    REVOCATION = "revoke", _("revocation")
    PAPERS = "papers", _("request for papers")
