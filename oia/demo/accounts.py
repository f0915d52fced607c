"""Budget, postings and shares of work: what was spent comes from the trips and visits made."""

import calendar
import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from delegations.choices import TripStatus, VisitStatus
from delegations.models import TripCost
from oia.core.money import CENT, split_evenly
from oia.demo import words
from oia.demo.journeys import celebrations
from oia.demo.plan import Plan, chance
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
# Line, group, planned in a year without ups and downs, what for.
FIXED = (
    ("Europa-Information", EUROPE, 18_000, "Europe Direct, Veranstaltungen zur EU"),
    ("Entwicklungsprojekte", SOUTH, 64_000, "Vorhaben mit Arusha, Estelí und Medellín"),
    ("Solidaritätsfonds", SOUTH, 25_000, "Hilfe für Partnerstädte in Not"),
    ("Veranstaltungen", PUBLIC, 72_000, "Europatag, Fest der Partnerstädte, Vorträge"),
    ("Öffentlichkeitsarbeit", PUBLIC, 9_000, "Druck, Netz, Übersetzung"),
    ("Gastgeschenke", GUESTS, 6_500, "Geschenke für Gäste und Gastgeber"),
    ("Zuschüsse für Bürgerreisen", TIES, 30_000, "Vereine, Schulen, Jugendgruppen"),
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
        lines = _measured(world, rng, postings, year)
        for line in [*_ties(world, rng, year), *_fixed(world.plan, year)]:
            lines.append(line)
            postings += _spread(rng, line, year, world.plan)
        _save(world, lines, postings, year)
        _shares(world.plan, year)


# ---- what journeys and memberships cost --------------------------------------------------------


def paid_on(rng: random.Random, last: dt.date) -> dt.date:
    """Some weeks after the journey, in any case within its year."""
    return min(last + dt.timedelta(days=rng.randint(8, 40)), dt.date(last.year, 12, 31))


def travel_line(payer: str, department: str) -> str:
    named = {Payer.MAYOR: MAYOR_LINE, Payer.EU: EU_LINE}
    return named.get(Payer(payer), f"Reisekosten {department}")


def _journey_postings(world: World) -> list[Posting]:
    rng = chance("postings")
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for trip_id, payer, amount in TripCost.objects.order_by("pk").values_list(
        "trip_id", "payer", "amount"
    ):
        if payer not in (Payer.HOST, Payer.PRIVATE):
            sums[trip_id][payer] += amount
    found = []
    for trip in world.trips:
        assert trip.last_day and trip.first_day
        day = min(paid_on(rng, trip.last_day), dt.date(trip.first_day.year, 12, 31))
        if trip.status != TripStatus.CLOSED:
            continue
        for payer, amount in sums[trip.pk].items():
            line = travel_line(payer, str(trip.department))
            text = trip.title[:300]
            found.append(
                Posting(line, trip.file_number, day, amount, text, Payer(payer), trip)
            )
    for visit in world.visits:
        assert visit.last_day and visit.first_day
        day = min(paid_on(rng, visit.last_day), dt.date(visit.first_day.year, 12, 31))
        if visit.status == VisitStatus.RECEIVED and visit.cost:
            text = visit.title[:300]
            found.append(
                Posting(GUEST_LINE, visit.file_number, day, visit.cost, text, record=visit)
            )
    return found


def _fees(world: World, year: int) -> list[Posting]:
    return [
        Posting(
            FEE_LINE,
            f"IA-M-{year}-{row.network_id:05d}",
            dt.date(year, 2, 15),
            row.fee,
            f"Beitrag {row.network}",
        )
        for row in world.memberships
        if row.year == year and row.fee
    ]


def _measured(
    world: World, rng: random.Random, postings: list[Posting], year: int
) -> list[Line]:
    """Lines whose plan follows what is spent in a whole year, missed by some percent."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for posting in postings:
        sums[posting.line] += posting.amount
    through = _through(world.plan, year)
    return [
        _line(name, _hundreds(amount / through / Decimal(str(rng.uniform(0.86, 1.02)))))
        for name, amount in sorted(sums.items())
    ]


def _through(plan: Plan, year: int) -> Decimal:
    """How much of the year has gone: the plan is for all of it."""
    if year < plan.today.year:
        return Decimal(1)
    return Decimal(max(30, plan.today.timetuple().tm_yday)) / 365


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
    lines = []
    for town, tie in world.ties.items():
        base = Decimal(rng.choice((6_000, 8_000, 9_000, 12_000)))
        if tie.status != TieStatus.ACTIVE or int(tie.signed[:4]) > year:
            continue
        extra = Decimal(15_000) if town in parties else Decimal(0)
        planned = _hundreds(base * Decimal(str(world.plan.factor(year)))) + extra
        purpose = "Jubiläum und laufende Arbeit" if extra else "Laufende Arbeit"
        lines.append(Line(f"Partnerschaft {tie.place}", TIES, planned, purpose, about=tie))
    return lines


def _fixed(plan: Plan, year: int) -> list[Line]:
    factor = Decimal(str(plan.factor(year)))
    return [
        Line(name, group, _hundreds(planned * factor), purpose)
        for name, group, planned, purpose in FIXED
    ]


def _spread(rng: random.Random, line: Line, year: int, plan: Plan) -> list[Posting]:
    """Some postings over the year that come to 80–104 percent of the plan."""
    count = rng.randint(4, 7)
    spent = (line.planned * Decimal(str(rng.uniform(0.8, 1.04)))).quantize(CENT)
    days = sorted(
        dt.date(year, rng.randint(1, 12), rng.randint(1, 28)) for _number in range(count)
    )
    return [
        Posting(line.name, f"IA-A-{year}-{number:02d}", day, amount, f"{line.purpose}, Rate {number}")
        for number, (day, amount) in enumerate(zip(days, split_evenly(spent, count), strict=True), 1)
        if day <= plan.today
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
    for posting in postings:
        if posting.day <= world.plan.today:
            _post(posting, known[posting.line])


def _owner(world: World, line: Line) -> Department:
    return world.departments[line.owner]


def _post(posting: Posting, line: BudgetLine) -> None:
    day = posting.day
    Spending(
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
    ).save()


def _shares(plan: Plan, year: int) -> None:
    for field, low, high, drift in FIELDS:
        moved = Decimal(str(drift)) * (plan.until - year)
        keep(WorkShare(year=year, field=field, from_percent=low + moved, to_percent=high + moved))
