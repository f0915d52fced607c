"""A scheme of travel support, people of clubs, and applications in every state."""

import datetime as dt
from decimal import Decimal
from typing import Any

from delegations.applications import papers
from delegations.applications.actions import ANSWER, advance_of, number_of, proof_due
from delegations.applications.choices import ApplicationStatus, Proposal, Reason, Stage, Task
from delegations.applications.forms import continent_of
from delegations.applications.models import Application, Message, Paper, Representative
from delegations.support.models import Scheme, SchemeStatus, SchemeVersion
from oia.core import jobs
from oia.core.models import User
from oia.demo.accounts import GRANTS
from oia.demo.logins import CLUB, make_user
from oia.demo.plan import chance
from oia.demo.world import World
from oia.office.actions.documents import add_document
from oia.office.models import BudgetLine
from partners.models import Club

S = ApplicationStatus
YOUNG = {"de": "davon unter 27 Jahren", "en": "of them under 27"}
RULES: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "rounding": {"to_cents": 1, "how": "half_up"},
    "reserve": "1/4",
    "questions": [
        {"kind": "count", "code": "young", "text": YOUNG},
        {"kind": "cost", "code": "fare", "text": {"de": "Fahrtkosten", "en": "cost of travel"}},
    ],
    "conditions": [
        {"kind": "number", "fact": "people", "at_least": 8, "if_not": "refuse"},
        {"kind": "deadline_before", "weeks": 4, "if_not": "exception"},
    ],
    "methods": [
        {
            "kind": "per_person", "cents": 1500, "part": "main",
            "when": {"direction": "incoming"},
        },
        {"kind": "per_person", "cents": 4000, "part": "main", "when": {"continents": ["EU"]}},
        {"kind": "per_person", "cents": 9000, "part": "main"},
        {"kind": "per_person", "cents": 1000, "part": "youth", "of": "young"},
    ],
    "caps": [{"kind": "per_application", "cents": 250000}],
    "papers": [
        {"kind": "before", "text": {"de": "Programm mit Tagen", "en": "programme with days"}},
        {"kind": "before", "text": {"de": "Kostenplan", "en": "costs"}, "over_cents": 60000},
        {"kind": "after", "text": {"de": "Bericht, eine Seite", "en": "report of one page"}},
        {
        "kind": "after", "text": {"de": "Unterschriebene Liste", "en": "signed list"},
        "holds": "participants",
    },
    ],
    "levels": [],
}  # fmt: skip
# Title, state, days from today to the journey, people, of them young, what was said.
JOURNEYS: tuple[tuple[str, str, int, int, int], ...] = (
    ("Chorfahrt nach {city}", S.CLOSED, -420, 34, 6),
    ("Jugendbegegnung in {city}", S.CLOSED, -330, 22, 19),
    ("Bürgerfahrt nach {city}", S.CLOSED, -190, 41, 2),
    ("Gegenbesuch der Feuerwehr aus {city}", S.RECLAIM, -150, 18, 3),
    ("Kunstausstellung in {city}", S.REFUSED, -120, 5, 0),
    ("Schulorchester in {city}", S.PROOF, -40, 28, 27),
    ("Sportfest mit {city}", S.GRANTED, -12, 36, 30),
    ("Trachtengruppe in {city}", S.REVOKED, -75, 14, 4),
    ("Weinwanderung mit Freunden aus {city}", S.GRANTED, 35, 24, 0),
    ("Fahrt zum Stadtfest in {city}", S.RECOMMENDED, 60, 30, 8),
    ("Theatergruppe in {city}", S.RECOMMENDED, 75, 16, 12),
    ("Schachturnier in {city}", S.PAPERS, 70, 12, 9),
    ("Frauenchor in {city}", S.SUBMITTED, 90, 26, 0),
    ("Pfadfinderlager bei {city}", S.SUBMITTED, 120, 45, 43),
    ("Oldtimerfahrt nach {city}", S.WITHDRAWN, 50, 10, 0),
)
PURPOSE = (
    "Gemeinsames Programm mit dem Verein der Partnerstadt: Empfang im Rathaus, zwei gemeinsame "
    "Abende, Unterkunft in Familien."
)


def make_support(world: World) -> None:
    scheme = _scheme(world)
    officer, head = _user("officer"), _user("head")
    clubs = list(Club.objects.exclude(partnership=None).order_by("pk"))
    if not clubs:
        return
    speaker = make_user(*CLUB)
    Representative.objects.create(club=clubs[0], user=speaker, task=Task.CHAIR)
    for number, line in enumerate(JOURNEYS):
        _application(world, clubs[number % len(clubs)], scheme, line, officer, head)
    _draft(world, clubs[0], scheme, speaker)


def _user(role: str) -> User:
    return User.objects.filter(role=role).order_by("pk")[0]


def _scheme(world: World) -> Scheme:
    scheme = Scheme.objects.create(
        code="auenbrueck",
        name_de="Zuschüsse für Fahrten und Gegenbesuche",
        name_en="Grants for journeys and return visits",
        line=BudgetLine.objects.filter(name=GRANTS).first(),
        advance_percent=50,
    )
    SchemeVersion.objects.create(
        scheme=scheme,
        number=1,
        status=SchemeStatus.IN_FORCE,
        valid_from=dt.date(world.plan.all_years[0] - 2, 1, 1),
        rules=RULES,
    )
    return scheme


def _draft(world: World, club: Club, scheme: Scheme, speaker: User) -> None:
    row = Application.objects.create(
        title="Chorprobe mit Freunden", club=club, scheme=scheme, form_key="demo-draft",
        begun_by=speaker,
    )  # fmt: skip
    papers.renew(row, Stage.BEFORE)


def _application(
    world: World, club: Club, scheme: Scheme, line: tuple[str, str, int, int, int],
    officer: User, head: User,
) -> None:  # fmt: skip
    title, status, days, people, young = line
    rng = chance("support", title)
    tie: Any = club.partnership
    first = world.plan.today + dt.timedelta(days=days)
    sent = min(world.plan.today - dt.timedelta(days=5), first - dt.timedelta(days=70))
    row = Application(
        title=title.format(city=tie.place),
        club=club,
        scheme=scheme,
        partnership=tie,
        version_used=scheme.version_on(sent),
        form_key=f"demo-{title}",
        status=status,
        first_day=first,
        last_day=first + dt.timedelta(days=rng.choice((2, 3, 4))),
        purpose=PURPOSE,
        submitted=dt.datetime.combine(sent, dt.time(18, 20), tzinfo=dt.UTC),
        answer_by=sent + ANSWER,
        officer=officer,
        facts={
            "direction": "incoming" if "aus {city}" in title else "outgoing",
            "applicant": "club",
            "partner": str(tie.place),
            "continent": continent_of(tie.place.country),
            "means": rng.choice(("bus", "rail")),
            "people": people,
            "answers": {"young": young, "fare": rng.randrange(40, 220) * 2000},
        },
    )
    row.assessment = row.assess(row.submitted)  # type: ignore[arg-type]
    _judge(row, officer, head)
    row.save()
    Application.objects.filter(pk=row.pk).update(file_number=number_of(row, row.submitted))  # type: ignore[arg-type]
    _papers(row, officer)
    task = "support_letter" if row.decided else "receipt"
    jobs.enqueue(task, by=head if row.decided else officer, application=row.pk)


def _judge(row: Application, officer: User, head: User) -> None:
    """What the states after the check have behind them."""
    if row.status in (S.SUBMITTED, S.PAPERS, S.WITHDRAWN):
        return
    refused = row.status == S.REFUSED
    row.proposal = Proposal.REFUSE if refused else Proposal.GRANT
    row.proposed = Decimal(0) if refused else row.calculated
    row.recommended_by = officer
    row.recommendation = "Zu wenige Teilnehmende." if refused else "Vollständig und förderfähig."
    if row.status == S.RECOMMENDED:
        row.rank = 1 if "Stadtfest" in row.title else 2
        return
    assert row.submitted is not None
    row.decided = row.submitted + dt.timedelta(days=12)
    row.decided_by = head
    row.granted = row.proposed
    row.answer_by = None
    if refused:
        row.reasons = [Reason.NOT_ELIGIBLE]
        row.decision_text = "Die Richtlinie verlangt mindestens acht Teilnehmende."
    else:
        # Whoever has to pay back had got all of it before the journey.
        row.advance = row.granted if row.status == S.RECLAIM else advance_of(row, row.granted)
        row.proof_due = proof_due(row)
        row.conditions = "Bitte nennen Sie die Stadt Auenbrück in Ankündigungen als Förderin."


def _papers(row: Application, officer: User) -> None:
    papers.renew(row, Stage.BEFORE)
    if row.granted:
        papers.renew(row, Stage.AFTER)
    came = [Stage.BEFORE] + ([Stage.AFTER] if row.status in (S.PROOF, S.RECLAIM, S.CLOSED) else [])
    for paper in row.papers.filter(stage__in=came):
        _hand_in(paper)
    if row.status == S.PAPERS:
        due = row.submitted.date() + dt.timedelta(days=21)  # type: ignore[union-attr]
        Paper.objects.create(
            application=row, text_de="Zusage der Gastgeber", asked_by=officer, due=due, request=1
        )
        day = row.submitted.date().isoformat()  # type: ignore[union-attr]
        jobs.enqueue("papers_letter", by=officer, application=row.pk, request=1, day=day)
        Message.objects.create(
            application=row, by=officer, from_club=False,
            text="Uns fehlt noch die Zusage der Gastgeber. Ein Brief oder eine Mail genügt.",
        )  # fmt: skip


def _hand_in(paper: Paper) -> None:
    # Here and not above: it takes most of a second to load, and only workers print.
    from oia.ui.pdf import render_pdf

    text = f"<h1>{paper.text_de}</h1><p>{paper.application.title}</p>"
    data = render_pdf(text, title=paper.text_de, language="de", author_office="Verein")
    paper.document = add_document(
        record=paper.application, name=f"{paper.text_de}.pdf", data=data, kind=paper.text_de[:40],
        by=None,
    )  # fmt: skip
    paper.save()
