"""Verbs of an application: begin, fill in, send, ask, recommend, decide, account for."""

import datetime as dt
from copy import copy
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from delegations.applications import reserve
from delegations.applications.choices import ApplicationStatus, Proposal, Stage
from delegations.applications.models import (
    Application,
    LetterTemplate,
    Message,
    Paper,
    Representative,
    euros,
)
from delegations.applications.workflows import APPLICATION
from delegations.payments import actions as payments
from delegations.replies import address
from delegations.support.fields import spoken
from delegations.support.models import Scheme
from delegations.support.shapes import NAMES
from oia.core import jobs, outbox
from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.permissions import may
from oia.core.workflow import Refused, perform
from oia.office.actions import money
from oia.office.actions.documents import add_document
from oia.office.models import Allotment, Office
from oia.ui import words
from partners.models import Club

# What a club may hope for: the office answers within this time.
ANSWER = dt.timedelta(days=28)
WAIT_FOR_PAPERS = dt.timedelta(days=14)
MOST_PAPERS = 40


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
        row.save()
        renew_papers(row, Stage.BEFORE)
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


def mark_of(application: Application) -> str:
    """Which state of an application somebody looked at."""
    return application.updated.isoformat()


def _fillable(application: Application, by: Any) -> Application:
    row: Application | None = (
        locked(Application.objects.visible_to(by)).filter(pk=application.pk).first()
    )
    if row is None or not may_fill(row, by):
        raise Refused(_("It was sent already and is no longer changed here. Write us a message."))
    return row


def renew_papers(application: Application, stage: str) -> None:
    """The papers the rules ask for as things stand; what was handed in already stays."""
    found = application.assess(timezone.now())
    wanted = {
        paper["text"]["de"]: {
            "text_en": paper["text"]["en"],
            "names": paper.get("holds") == NAMES,
        }
        for paper in (found or {}).get("papers", [])
        if paper["stage"] == stage
    }
    rows = application.papers.filter(stage=stage, asked_by=None)
    rows.filter(document=None).exclude(text_de__in=wanted).delete()
    for german, about in wanted.items():
        Paper.objects.get_or_create(
            application=application, stage=stage, text_de=german, defaults=about
        )


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
        tell(row, "receipt", lambda: _receipt(row), by=by)
    return row


def _receipt(row: Application) -> tuple[str, str]:
    assert row.submitted is not None
    text = _(
        "Your application “%(title)s” has come in on %(moment)s under the number %(number)s.\n\n"
        "You hear from us by %(answer)s."
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


def tell(application: Application, template: str, said: Any, *, by: Any, event: str = "") -> None:
    """A mail to everybody who speaks for the club, each in their language. It names no amounts:
    whoever reads along in a mailbox learns that there is news, not what it says."""
    reply_to = address.of(application)
    for one in application.club.representatives.select_related("user"):
        if not one.user.is_active:
            continue
        with override(one.user.language):
            subject, body = said()
            if reply_to:
                body += "\n\n" + _("You can answer this mail: it lands with your application.")
        outbox.post(
            event=event or f"application:{application.pk}:{template}",
            recipient=one.user.email,
            template=template,
            subject=subject,
            body=body,
            reply_to=reply_to,
            by=by,
        )


def hand_in(*, paper: Paper, name: str, data: bytes, by: Any) -> Paper:
    """Put a file in the place of a paper. Raises ValidationError for what may not be stored."""
    application = paper.application
    with transaction.atomic(), deed(by=by, why=_("Paper handed in")):
        seen = locked(Application.objects.visible_to(by))
        row: Application | None = seen.filter(pk=application.pk).first()
        if row is None or not may(by, "applying.write"):
            raise PermissionDenied
        if row.status not in takes(paper.stage):
            raise Refused(_("Papers are no longer taken for this application."))
        document = add_document(
            record=row, name=f"{paper.pk}-{name}"[-200:], data=data, kind=str(paper)[:40], by=by
        )
        paper.document = document
        paper.save(update_fields=["document"])
    return paper


def takes(stage: str) -> tuple[str, ...]:
    s = ApplicationStatus
    if stage == Stage.AFTER:
        return (s.GRANTED,)
    return (s.DRAFT, s.SUBMITTED, s.PAPERS)


def ask_for(
    *, application: Application, text: str, due: dt.date, names: bool = False, by: Any
) -> Application:
    """Ask the club for a paper; it is told, and the application waits."""
    with transaction.atomic(), deed(by=by, why=_("Paper asked for")):
        row = _at_desk(application, by, ApplicationStatus.SUBMITTED, ApplicationStatus.PAPERS)
        if row.papers.count() >= MOST_PAPERS:
            raise ValidationError(_("That are too many papers for one application."))
        paper, new = Paper.objects.get_or_create(
            application=row,
            stage=Stage.BEFORE,
            text_de=text,
            defaults={"asked_by": by, "due": due, "names": names},
        )
        if not new:
            raise ValidationError(_("This paper is asked for already."))
        if row.status == ApplicationStatus.SUBMITTED:
            row = perform(APPLICATION, row, "ask", by=by)
        tell(
            row,
            "papers",
            lambda: (
                _("We need something for your application"),
                _(
                    "For “%(title)s” (%(number)s) a paper is missing. What it is stands with your "
                    "application in the portal; please hand it in by %(due)s."
                )
                % {"title": row.title, "number": row.file_number, "due": words.day(due)},
            ),
            by=by,
            event=f"application:{row.pk}:paper:{paper.pk}",
        )
    return row


def _at_desk(application: Application, by: Any, *states: str) -> Application:
    row: Application | None = (
        locked(Application.objects.visible_to(by)).filter(pk=application.pk).first()
    )
    if row is None or not may(by, "applications.write"):
        raise PermissionDenied
    if row.status not in states:
        raise Refused(_("Somebody else has changed the status meanwhile. Reload the page."))
    return row


def write(*, application: Application, text: str, by: Any) -> Message:
    """A message about the application; the other side hears of it by mail."""
    from_club = may(by, "portal.write")
    if not (from_club or may(by, "applications.write")):
        raise PermissionDenied
    with transaction.atomic(), deed(by=by, why=_("Message written")):
        row: Any = Application.objects.visible_to(by).filter(pk=application.pk).first()
        if row is None or not row.submitted:
            raise PermissionDenied
        message = Message.objects.create(application=row, by=by, from_club=from_club, text=text)
        if from_club:
            tell_of_message(message, by=by)
        else:
            about = {"title": row.title, "number": row.file_number}
            tell(
                row,
                "message",
                lambda: (
                    _("A message on your application"),
                    _("There is a message on “%(title)s” (%(number)s) in the portal.") % about,
                ),
                by=by,
                event=f"application:{row.pk}:message:{message.pk}",
            )
    return message


def tell_officer(
    application: Application, template: str, said: Any, *, event: str, by: Any
) -> None:
    """A mail to whoever looks after the application, in their language; `said` gives subject and
    text, in which title and number are named."""
    officer = application.officer
    if officer is None or not officer.is_active:
        return
    about = {"title": application.title, "number": application.file_number}
    with override(officer.language):
        subject, body = (text % about for text in said())
    outbox.post(
        event=f"desk:{application.pk}:{event}", recipient=officer.email, template=template,
        subject=subject, body=body, by=by,
    )  # fmt: skip


def tell_of_message(message: Message, *, by: Any) -> None:
    """The club has written, in the portal or by mail."""
    event = f"message:{message.pk}"
    tell_officer(message.application, "message", _message_mail, event=event, by=by)


def _message_mail() -> tuple[str, str]:
    return _("Message on %(number)s"), _("There is a message on “%(title)s” (%(number)s).")


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
        row = _at_desk(application, by, ApplicationStatus.SUBMITTED)
        if seen and seen != mark_of(row):
            raise Refused(_("The application was changed meanwhile. Look at it again."))
        _not_own_cause(row, by)
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


def own_cause(application: Application, by: Any) -> str:
    """Why the person neither checks nor decides it, or nothing."""
    if Representative.objects.filter(club=application.club_id, user=by).exists():
        return _("You speak for this club: somebody else has to check and to decide.")
    if application.ties.filter(user=by).exists():
        return _("You have declared a tie to this club: somebody else checks and decides.")
    return ""


def _not_own_cause(application: Application, by: Any) -> None:
    if refusal := own_cause(application, by):
        raise Refused(refusal)


def decide(
    *,
    application: Application,
    granted: Decimal,
    reasons: list[str],
    text: str,
    conditions: str,
    by: Any,
    advance: Decimal | None = None,
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
        if row.recommended_by_id == by.pk:
            raise Refused(_("You recommended it yourself: another person decides."))
        _not_own_cause(row, by)
        if row.ties.filter(user=row.recommended_by_id).exists():
            raise Refused(
                _("Whoever recommended it has declared a tie since. Give it back for a new check.")
            )
        if granted:
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
            renew_papers(row, Stage.AFTER)
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
    *, template: LetterTemplate, subject: str, text: str, remedy: str, by: Any
) -> LetterTemplate:
    """The next version of a letter's words; letters written already keep theirs."""
    with transaction.atomic(), deed(by=by, why=_("Letter rewritten")):
        return LetterTemplate.objects.create(
            kind=template.kind,
            language=template.language,
            version=template.version + 1,
            subject=subject,
            text=text,
            remedy=remedy,
        )
