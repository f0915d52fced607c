"""Verbs of an application: begin, fill in, send, recommend, decide."""

import datetime as dt
from copy import copy
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from delegations.applications import papers, reserve
from delegations.applications.cases import locked_case, not_own_cause, unchanged
from delegations.applications.choices import ApplicationStatus, Proposal, Stage
from delegations.applications.models import (
    Application,
    Representative,
    euros,
)
from delegations.applications.telling import tell, tell_officer
from delegations.applications.wording import LetterTemplate
from delegations.applications.workflows import APPLICATION
from delegations.payments import actions as payments
from delegations.support.fields import spoken
from delegations.support.models import Scheme
from oia.core import jobs
from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.permissions import may
from oia.core.workflow import Refused, perform
from oia.office.actions import money
from oia.office.models import Allotment, Office
from oia.ui import words
from partners.models import Club

# What a club may hope for: the office answers within this time.
ANSWER = dt.timedelta(days=28)


def begin(*, club: Club, scheme: Scheme, title: str, key: str, by: Any) -> Application:
    """A draft; the same form sent twice begins one."""
    mine = Representative.objects.filter(club=club, user=by).exists()
    on_behalf = not mine and may(by, "applications.write")
    if not (mine or on_behalf):
        raise PermissionDenied
    with transaction.atomic(), deed(by=by, why=_("Application begun")):
        # The club's row is the lock: two presses of one button wait here for each other.
        locked(Club.objects.all()).get(pk=club.pk)
        known = Application.objects.filter(club=club, form_key=key).first()
        if known is not None:
            return known
        return Application.objects.create(
            title=title,
            club=club,
            scheme=scheme,
            form_key=key,
            begun_by=by,
            entered_by=by if on_behalf else None,
        )


def fill(*, application: Application, changed: dict[str, Any], by: Any) -> Application:
    """Keep the answers of one step; the others stay. `changed`: facts, and fields of the row."""
    facts = changed.pop("facts", {})
    with transaction.atomic(), deed(by=by, why=_("Application filled in")):
        row = _fillable(application, by)
        answers = {**row.facts.get("answers", {}), **facts.pop("answers", {})}
        merged = {**row.facts, **facts, "answers": answers}
        row.facts = {name: value for name, value in merged.items() if value not in (None, "")} | {
            "answers": {code: value for code, value in answers.items() if value is not None}
        }
        for name, value in changed.items():
            setattr(row, name, value)
        if row.submitted and not row.is_draft:
            _assessed_anew(row, by)
            jobs.enqueue("receipt", by=by, application=row.pk)
        row.save()
        papers.renew(row, Stage.BEFORE)
    return row


def _assessed_anew(row: Application, by: Any) -> None:
    """What was sent is changed: the rules are asked again, and whoever looks after it hears of it.
    What cannot be is refused, and what was sent stands."""
    assert row.submitted is not None
    row.assessment = row.assess(row.submitted)
    problems = [spoken(problem["text"]) for problem in (row.assessment or {})["problems"]]
    if problems:
        raise ValidationError(problems)
    if row.officer != by:
        hour = timezone.now().strftime("%Y%m%d%H")
        tell_officer(row, "changed", _changed_mail, event=f"changed:{hour}", by=by)


def _changed_mail() -> tuple[str, str]:
    return (
        _("%(number)s was changed"),
        _("The club has changed “%(title)s” (%(number)s) before the deadline."),
    )


def may_fill(application: Application, by: Any) -> bool:
    """Of what the person sees: a draft, and what was sent while it may still be changed."""
    if application.is_draft:
        return may(by, "applying.write")
    return may_change(application, by)


def may_change(application: Application, by: Any) -> bool:
    """Whether the club may still change what it sent: nobody has gone on with it, the journey has
    not begun, and sent now it would be in time. Of what the office wrote down, the office too."""
    if application.status != ApplicationStatus.SUBMITTED or not may(by, "applying.write"):
        return False
    if application.entered_by_id is None and not may(by, "portal.write"):
        return False
    if application.first_day and application.first_day <= timezone.localdate():
        return False
    now = copy(application)
    now.submitted = None
    found = now.assess(timezone.now())
    lines = found["conditions"] if found else []
    return not any(line["kind"].startswith("deadline") and line["state"] != "met" for line in lines)


def _fillable(application: Application, by: Any) -> Application:
    row: Application | None = (
        locked(Application.objects.visible_to(by)).filter(pk=application.pk).first()
    )
    if row is None or not may_fill(row, by):
        raise Refused(_("It was sent already and is no longer changed here. Write us a message."))
    return row


def send(*, application: Application, by: Any) -> Application:
    """Hand it in: the moment, the version and the engine's answer are kept with it, and the club
    gets a receipt. Sent twice, the second answers what the first did."""
    now = timezone.now()
    with transaction.atomic(), deed(by=by, why=_("Application sent")):
        row: Any = locked(Application.objects.visible_to(by)).filter(pk=application.pk).first()
        if row is None:
            raise PermissionDenied
        if row.status == ApplicationStatus.SUBMITTED:
            return row
        if row.status != ApplicationStatus.DRAFT:
            raise Refused(_("Somebody else has changed the status meanwhile. Reload the page."))
        row.submitted = now
        row.version_used = row.scheme.version_on(timezone.localdate(now))
        row.assessment = row.assess(now)
        row.answer_by = timezone.localdate(now) + ANSWER
        row.file_number = row.file_number or number_of(row, now)
        row.save()
        row = perform(APPLICATION, row, "send", by=by)
        jobs.enqueue("receipt", by=by, application=row.pk)
        tell(row, "receipt", lambda: _receipt(row), by=by)
    return row


def _receipt(row: Application) -> tuple[str, str]:
    assert row.submitted is not None
    text = _(
        "Your application “%(title)s” has come in on %(moment)s under the number %(number)s.\n\n"
        "You will hear from us by %(answer)s."
    )
    return _("We have your application"), text % {
        "title": row.title,
        "moment": words.moment(row.submitted),
        "number": row.file_number,
        "answer": words.day(row.answer_by),
    }


def number_of(application: Application, now: dt.datetime) -> str:
    """File number: Z, the year, and the application's own number, which nobody else has."""
    return f"Z {timezone.localtime(now).year}/{application.pk}"


def recommend(
    *,
    application: Application,
    proposal: str,
    amount: Decimal,
    text: str,
    by: Any,
    rank: int | None = None,
    seen: str = "",
) -> Application:
    """Say what should be decided and why; another person decides. `rank`: its place in the round,
    1 comes first. `seen`: the mark of what was looked at, where a page showed it."""
    with transaction.atomic(), deed(by=by, why=_("Recommended")):
        row = locked_case(application, by, "applications.write", ApplicationStatus.SUBMITTED)
        unchanged(row, seen)
        not_own_cause(row, by)
        row.assessment = row.assess(timezone.now())
        row.proposal = proposal
        row.proposed = 0 if proposal == Proposal.REFUSE else amount
        row.recommendation = text
        row.rank = rank
        row.recommended_by = by
        row.officer = row.officer or by
        row.save()
        done: Application = perform(APPLICATION, row, "recommend", by=by, reason=text)
    return done


def decide(
    *,
    application: Application,
    granted: Decimal,
    reasons: list[str],
    text: str,
    conditions: str,
    by: Any,
    advance: Decimal | None = None,
    seen: str = "",
) -> Application:
    """Grant an amount, or refuse with 0. `advance` may be paid before the journey is accounted
    for; what the scheme says unless told. Never by whoever recommended, nor for a club one
    speaks for; the database refuses both once more."""
    if not may(by, "decisions.write"):
        raise PermissionDenied
    with transaction.atomic(), deed(by=by, why=_("Decided")):
        row: Any = locked(Application.objects.visible_to(by)).filter(pk=application.pk).first()
        if row is None:
            raise PermissionDenied
        if row.status != ApplicationStatus.RECOMMENDED:
            raise Refused(_("Somebody else has changed the status meanwhile. Reload the page."))
        unchanged(row, seen)
        if row.recommended_by_id == by.pk:
            raise Refused(_("You recommended it yourself: another person decides."))
        not_own_cause(row, by)
        if row.ties.filter(user=row.recommended_by_id).exists():
            raise Refused(
                _("Whoever recommended it has declared a tie since. Give it back for a new check.")
            )
        if granted:
            _within_what_is_left_for_the_club(row, granted)
            _promise(row, granted, by)
        row.granted = granted
        row.advance = advance_of(row, granted) if advance is None else advance
        if granted:
            row.proof_due = proof_due(row)
        row.reasons = reasons
        row.decision_text = text
        row.conditions = conditions
        row.decided = timezone.now()
        row.decided_by = by
        row.answer_by = None
        row.save()
        row = perform(APPLICATION, row, "grant" if granted else "refuse", by=by, reason=text)
        if granted:
            papers.renew(row, Stage.AFTER)
            payments.plan(application=row, by=by)
        jobs.enqueue("support_letter", by=by, application=row.pk)
        tell(
            row,
            "decision",
            lambda: (
                _("A decision on your application"),
                _("“%(title)s” (%(number)s) has been decided. The decision is in the portal.")
                % {"title": row.title, "number": row.file_number},
            ),
            by=by,
        )
    return row


def _within_what_is_left_for_the_club(row: Application, granted: Decimal) -> None:
    """Another grant since the recommendation may have used up what a year's cap leaves. The club's
    row is the lock: of two decisions the second sees the first."""
    locked(Club.objects.all()).get(pk=row.club_id)
    fresh = euros((row.assess(timezone.now()) or {}).get("total_cents", 0))
    if granted > fresh and fresh < row.calculated:
        raise Refused(
            _("What the rules give has become less since the recommendation: %s. Give it back.")
            % words.money(fresh, "EUR")
        )


def advance_of(application: Application, granted: Decimal) -> Decimal:
    """The scheme's share of a grant, to the cent below."""
    cents = int(granted * 100) * application.scheme.advance_percent // 100
    return euros(cents)


def proof_due(application: Application) -> dt.date:
    """So many weeks after the journey as the scheme says."""
    last = application.last_day or application.first_day or timezone.localdate()
    return last + dt.timedelta(weeks=application.scheme.proof_weeks)


def year_of(application: Application, office: Office) -> int:
    """The fiscal year whose money a grant is promised on: that of the journey."""
    return office.year_of(application.first_day or timezone.localdate())


def _promise(application: Application, granted: Decimal, by: Any) -> None:
    """The amount on the scheme's line, in the fiscal year of the journey; never beyond what is
    left there, however many decide at once."""
    line, office = application.scheme.line, Office.current()
    if line is None or office is None:
        return
    year = year_of(application, office)
    allotment = Allotment.objects.filter(line=line, year=year).first()
    if allotment is None:
        raise Refused(
            _(
                "“%(line)s” has no budget for %(year)s yet, so nothing can be granted on it. Let "
                "the head of office enter it, or a provisional amount."
            )
            % {"line": line, "year": office.period(year).label}
        )
    if allotment.currency != office.currency:
        raise Refused(
            _("“%(line)s” is kept in %(currency)s; grants are made in the currency of the office.")
            % {"line": line, "currency": allotment.currency}
        )
    share = reserve.share_kept(application)
    money.commit(
        held=True,
        kept=lambda row: (reserve.kept(row, share), _("for return visits")),
        allotment=allotment,
        amount=granted,
        # Whoever reads the budget need not see the application: its number says enough.
        text=application.file_number or f"Z {application.pk}",
        record=application,
        by=by,
    )


def rewrite_letter(
    *, template: LetterTemplate, subject: str, text: str, remedy: str = "", by: Any
) -> LetterTemplate:
    """The next version of a letter's words; letters written already keep theirs."""
    if not may(by, "schemes.write"):
        raise PermissionDenied
    with transaction.atomic(), deed(by=by, why=_("Letter rewritten")):
        return LetterTemplate.objects.create(
            kind=template.kind,
            language=template.language,
            version=template.version + 1,
            subject=subject,
            text=text,
            remedy=remedy,
        )
