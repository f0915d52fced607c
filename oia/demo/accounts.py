"""Budget, postings and shares of work: what was spent comes from the trips and visits made."""

import calendar
import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from delegations.choices import TripStatus, VisitStatus
from delegations.models import Trip, Visit
from oia.core.money import CENT, split_evenly
from oia.core.words import fold
from oia.demo import words
from oia.demo.guests import VisitDraft
from oia.demo.journeys import TripDraft, celebrations
from oia.demo.plan import Plan, chance, once
from oia.demo.world import World, keep
from oia.office.choices import BudgetMode, Payer
from oia.office.models import Allotment, BudgetLine, Department, Record, Spending, WorkShare
from partners.choices import TieStatus
from partners.models import Partnership

TRAVEL, TIES, EUROPE, GUESTS, SOUTH, PUBLIC = (
    "Reisen", "Partnerstädte", "Europa und Netzwerke", "Gäste und Protokoll",
    "Entwicklungszusammenarbeit", "Öffentlichkeit und Veranstaltungen",
)  # fmt: skip
MAYOR_LINE = "Reisen des Oberbürgermeisters"
EU_LINE = "Reisen in EU-Projekten"
GUEST_LINE = "Bewirtung von Delegationen"
FEE_LINE = "Mitgliedsbeiträge"
# The decisions on travel support promise on it.
GRANTS = "Zuschüsse für Bürgerreisen"
# Line, group, planned in a year without ups and downs, what for.
FIXED = (
    ("Europa-Information", EUROPE, 18_000, "Europe Direct, Veranstaltungen zur EU"),
    ("Entwicklungsprojekte", SOUTH, 64_000, "Vorhaben mit Arusha, Estelí und Medellín"),
    ("Solidaritätsfonds", SOUTH, 25_000, "Hilfe für Partnerstädte in Not"),
    ("Veranstaltungen", PUBLIC, 72_000, "Europatag, Fest der Partnerstädte, Vorträge"),
    ("Öffentlichkeitsarbeit", PUBLIC, 9_000, "Druck, Netz, Übersetzung"),
    ("Gastgeschenke", GUESTS, 6_500, "Geschenke für Gäste und Gastgeber"),
    (GRANTS, TIES, 30_000, "Vereine, Schulen, Jugendgruppen"),
)
# Field, share in percent from and to in the last year, drift per year back.
FIELDS = (
    ("Partnerstädte", 38, 44, 1),
    ("Europa und Netzwerke", 22, 28, -1),
    ("Delegationen und Protokoll", 15, 20, 0),
    ("Kommunale Entwicklungszusammenarbeit", 8, 12, -0.5),
    ("Konsularkorps", 4, 6, 0),
)


@dataclass(frozen=True)
class Posting:
    line: str
    reference: str
    day: dt.date
    amount: Decimal
    text: str
    payer: Payer = Payer.CITY
    record: Record | None = None
    made: bool = True


@dataclass(frozen=True)
class Line:
    """A line of a year, before it is saved."""

    name: str
    group: str
    planned: Decimal
    purpose: str = ""
    owner: str = words.OIA
    mode: BudgetMode = BudgetMode.DISCRETIONARY
    about: Partnership | None = None


def make_accounts(world: World) -> None:
    journeys = _journey_postings(world)
    for year in world.plan.all_years:
        rng = chance("accounts", year)
        postings = [posting for posting in journeys if posting.day.year == year]
        postings += _fees(world, year)
        lines = _measured(rng, postings)
        for line in [*_ties(world, rng, year), *_fixed(world.plan, year)]:
            lines.append(line)
            postings += _spread(rng, line, year)
        _save(world, lines, postings, year)
        _shares(world.plan, year)


# ---- what journeys and memberships cost --------------------------------------------------------


def paid_on(rng: random.Random, first: dt.date, last: dt.date) -> dt.date:
    """Some weeks after the journey, in any case within its year."""
    return min(last + dt.timedelta(days=rng.randint(8, 40)), dt.date(first.year, 12, 31))


def travel_line(payer: Payer, department: str) -> str:
    named = {Payer.MAYOR: MAYOR_LINE, Payer.EU: EU_LINE}
    return named.get(payer, f"Reisekosten {department}")


def _journey_postings(world: World) -> list[Posting]:
    """Of all journeys that were not called off; made only when they are over."""
    rng = chance("postings")
    trips = (posting for pair in world.trips for posting in _of_trip(rng, *pair))
    visits = (posting for pair in world.visits for posting in _of_visit(rng, *pair))
    return [*trips, *visits]


def _of_trip(rng: random.Random, trip: Trip, draft: TripDraft) -> Iterator[Posting]:
    day = paid_on(rng, draft.first, draft.last)
    if draft.status in (TripStatus.CANCELLED, TripStatus.DRAFT):
        return
    sums: dict[Payer, Decimal] = defaultdict(Decimal)
    for _kind, payer, amount in draft.costs:
        sums[payer] += amount
    for payer, amount in sums.items():
        if payer not in (Payer.HOST, Payer.PRIVATE):
            line = travel_line(payer, draft.department)
            number, made = trip.file_number, draft.reported
            yield Posting(line, number, day, amount, trip.title, payer, trip, made)


def _of_visit(rng: random.Random, visit: Visit, draft: VisitDraft) -> Iterator[Posting]:
    day = paid_on(rng, draft.first, draft.last)
    if draft.status != VisitStatus.CANCELLED:
        number, made = visit.file_number, draft.reported
        yield Posting(GUEST_LINE, number, day, draft.cost, visit.title, record=visit, made=made)


def _fees(world: World, year: int) -> list[Posting]:
    return [
        Posting(
            FEE_LINE,
            f"IA-M-{year}-{row.network_id:05d}",
            dt.date(year, 2, 15),
            row.fee or Decimal(0),
            f"Beitrag {row.network}",
        )
        for row in world.memberships
        if row.year == year and row.fee
    ]


def _measured(rng: random.Random, postings: list[Posting]) -> list[Line]:
    """Lines whose plan follows what is spent in a whole year, missed by some percent."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for posting in postings:
        sums[posting.line] += posting.amount
    return [
        _line(name, _hundreds(amount / Decimal(str(rng.uniform(0.86, 1.02)))))
        for name, amount in sorted(sums.items())
    ]


def _line(name: str, planned: Decimal) -> Line:
    if name == FEE_LINE:
        return Line(name, EUROPE, planned, "Städtenetzwerke", mode=BudgetMode.LINE_ITEM)
    if name == GUEST_LINE:
        return Line(name, GUESTS, planned, "Gäste der Stadt")
    if name == MAYOR_LINE:
        return Line(name, TRAVEL, planned, "", words.MAYOR_OFFICE, BudgetMode.LINE_ITEM)
    owner = name.removeprefix("Reisekosten ")
    owner = owner if owner != name else words.OIA
    return Line(name, TRAVEL, planned, "Dienstreisen ins Ausland", owner, BudgetMode.LINE_ITEM)


def _hundreds(amount: Decimal) -> Decimal:
    return max(Decimal(100), round(amount / 100) * Decimal(100))


# ---- lines with a plan of their own ------------------------------------------------------------


def _ties(world: World, rng: random.Random, year: int) -> list[Line]:
    """Each living tie has its line; an anniversary costs more."""
    parties = {(one.name, one.country) for one, _years in celebrations(world.plan, year)}
    lines: list[Line] = []
    names: set[str] = set()
    for town, tie in world.ties.items():
        base = Decimal(rng.choice((6_000, 8_000, 9_000, 12_000)))
        if tie.status != TieStatus.ACTIVE or int(tie.signed[:4]) > year:
            continue
        extra = Decimal(15_000) if town in parties else Decimal(0)
        planned = _hundreds(base * Decimal(str(world.plan.factor(year)))) + extra
        name = once(f"Partnerschaft {tie.place}", names, tie.place.country)
        purpose = "Jubiläum und laufende Arbeit" if extra else "Laufende Arbeit"
        lines.append(Line(name, TIES, planned, purpose, about=tie))
    return lines


def _fixed(plan: Plan, year: int) -> list[Line]:
    factor = Decimal(str(plan.factor(year)))
    return [
        Line(name, group, _hundreds(planned * factor), purpose)
        for name, group, planned, purpose in FIXED
    ]


def _spread(rng: random.Random, line: Line, year: int) -> list[Posting]:
    """Some postings over the year that come to 80–104 percent of the plan."""
    count = rng.randint(4, 7)
    spent = (line.planned * Decimal(str(rng.uniform(0.8, 1.04)))).quantize(CENT)
    amounts = split_evenly(spent, count)
    days = sorted(dt.date(year, rng.randint(1, 12), rng.randint(1, 28)) for _number in range(count))
    return [
        Posting(line.name, f"IA-A-{year}-{number:02d}", day, amount, f"{line.purpose}, {number}")
        for number, (day, amount) in enumerate(zip(days, amounts, strict=True), 1)
    ]


# ---- saving ------------------------------------------------------------------------------------


def _save(world: World, lines: list[Line], postings: list[Posting], year: int) -> None:
    known = {line.name: BudgetLine.objects.get_or_create(name=line.name)[0] for line in lines}
    for line in lines:
        keep(
            Allotment(
                year=year, line=known[line.name], planned=line.planned, currency=words.EUR,
                mode=line.mode, owner=_owner(world, line), purpose=line.purpose,
                group=line.group, about=line.about,
            )
        )  # fmt: skip
    rows = [
        _spending(posting, known[posting.line])
        for posting in postings
        if posting.made and posting.day <= world.plan.today
    ]
    Spending.objects.bulk_create(rows, batch_size=1000)


def _owner(world: World, line: Line) -> Department:
    return world.departments[line.owner]


def _spending(posting: Posting, line: BudgetLine) -> Spending:
    day = posting.day
    row = Spending(
        day=day,
        line=line,
        reference=posting.reference,
        amount=posting.amount,
        currency=words.EUR,
        text=posting.text,
        payer=posting.payer,
        record=posting.record,
        # The finance system hands over a month when it is closed.
        as_of=day.replace(day=calendar.monthrange(day.year, day.month)[1]),
    )
    row.search_text = fold(" ".join(map(str, row.search_words())))  # as saving one by one does
    return row


def _shares(plan: Plan, year: int) -> None:
    for field, low, high, drift in FIELDS:
        moved = Decimal(str(drift)) * (plan.until - year)
        keep(WorkShare(year=year, field=field, from_percent=low + moved, to_percent=high + moved))
