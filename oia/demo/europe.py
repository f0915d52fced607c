"""Networks with their yearly fees and offices, calls, and bids for them."""

import datetime as dt
import random
from decimal import Decimal

from eufunding.choices import UNSENT, WON, BidRole, BidStatus, CallStatus
from eufunding.models import Bid, Call, Deadline
from eufunding.portal import brussels_deadline
from networks.choices import Decision, Level
from networks.models import FeeShare, Membership, Network, OfficeHeld
from oia.core.money import CENT
from oia.demo import names, titles, words
from oia.demo.plan import chance, day_in
from oia.demo.world import World, keep

# Title, level, fee in the last year, since (None: joined within the story), who shares the fee.
NETWORKS = (
    ("Eurocities", Level.EUROPE, "16840.00", "1998",
     ("OIA", "Amt für Verkehr", "Gesundheitsamt", "Kulturamt")),
    ("Rat der Gemeinden und Regionen Europas", Level.EUROPE, "7420.50", "1975", ("OIA",)),
    ("Mayors for Peace", Level.WORLD, "120.00", "1986", ("OIA",)),
    ("Klima-Bündnis", Level.EUROPE, "4310.25", "1993", ("Umweltamt",)),
    ("ICLEI", Level.WORLD, "6150.00", "2004", ("Umweltamt", "Stadtplanungsamt")),
    ("POLIS", Level.EUROPE, "9875.00", "2009", ("Amt für Verkehr", "OIA")),
    ("Energy Cities", Level.EUROPE, "3290.00", "2012", ("Umweltamt",)),
    ("Gesunde Städte", Level.NATIONAL, "1480.00", "1996", ("Gesundheitsamt",)),
    ("Europäisches Forum für urbane Sicherheit", Level.EUROPE, "5205.00", "2001",
     ("OIA", "Jugendamt")),
    ("Servicestelle Kommunen in der Einen Welt", Level.NATIONAL, "950.00", "2014", ("OIA",)),
    ("Netzwerk der Lernenden Städte", Level.WORLD, "2100.00", None,
     ("Schulamt", "Kulturamt", "OIA")),
    ("Grenzraum Mitte", Level.REGION, "3333.33", "2007", ("Stadtplanungsamt", "Umweltamt", "OIA")),
)  # fmt: skip
SHARES = (50, 25, 15, 10)
OFFICES = (
    ("Eurocities", "Exekutivausschuss", "Schatzmeister"),
    ("Eurocities", "Forum Mobilität", "stellvertretender Vorsitz"),
    ("Eurocities", "Forum Kultur", "Mitglied der Lenkungsgruppe"),
    ("Klima-Bündnis", "Vorstand", "Beisitz"),
    ("POLIS", "Arbeitsgruppe Radverkehr", "Vorsitz"),
    ("Rat der Gemeinden und Regionen Europas", "Deutsche Sektion", "Mitglied des Hauptausschusses"),
    ("Gesunde Städte", "Sprecherrat", "Mitglied"),
    ("Grenzraum Mitte", "Lenkungsausschuss", "Vorsitz"),
)
# Code of the invented call, programme, smallest and largest grant in thousands, what it is about,
# and whose bids answer it.
PROGRAMMES = (
    ("CITIZENS", "Bürgerinnen und Bürger, Gleichstellung, Rechte und Werte", 12, 150,
     ("Städtepartnerschaften", "Städtenetze", "Europäisches Gedenken"), ("OIA", "Jugendamt")),
    ("CITYEX", "Interreg Europe", 120, 380,
     ("Bessere Regionalpolitik", "Grüne Regionen"), ("Stadtplanungsamt", "Umweltamt")),
    ("CULTURE", "Kreatives Europa", 60, 320,
     ("Kooperationsprojekte", "Kulturerbe im Alltag"), ("Kulturamt",)),
    ("GREEN", "LIFE", 250, 1400,
     ("Klimaanpassung in Städten", "Natur und Artenvielfalt", "Wärmewende"), ("Umweltamt",)),
    ("RESEARCH", "Horizont Europa", 180, 950,
     ("Klimaneutrale Städte", "Sichere Mobilität"), ("Amt für Verkehr", "Gesundheitsamt")),
    ("YOUTH", "Erasmus+", 25, 160,
     ("Jugendbeteiligung", "Partnerschaften der Berufsbildung"), ("Schulamt", "Jugendamt")),
    ("URBACT", "URBACT", 90, 260,
     ("Netzwerke der Stadtentwicklung", "Gute Beispiele übertragen"), ("Stadtplanungsamt", "OIA")),
)  # fmt: skip
CALLS_A_YEAR, CALLS_AHEAD = 8, 4
BIDS_A_YEAR, BIDS_AHEAD = 11, 6


# ---- networks ----------------------------------------------------------------------------------


def split(total: Decimal, parts: int) -> list[Decimal]:
    """Unequal shares to the cent; the first carries what rounding leaves."""
    weights = SHARES[:parts]
    rest = [(total * part / sum(weights)).quantize(CENT) for part in weights[1:]]
    return [total - sum(rest), *rest]


def make_networks(world: World) -> None:
    first = world.plan.all_years[0]
    shares: list[FeeShare] = []
    for number in range(world.plan.many(len(NETWORKS))):
        title, level, fee, since, payers = NETWORKS[number % len(NETWORKS)]
        round_ = number // len(NETWORKS)
        network = Network(
            title=f"{title} {round_ + 1}" if round_ else title,
            level=level,
            since=since or str(max(first, world.plan.until - 2)),
            desk=world.desks[5],
            department=world.departments[payers[0]],
        )
        keep(network)
        for year in world.plan.all_years:
            if year >= int(network.since):
                shares += _membership(world, network, year, Decimal(fee), payers)
        _offices(world, network)
    FeeShare.objects.bulk_create(shares)


def _membership(
    world: World, network: Network, year: int, fee: Decimal, payers: tuple[str, ...]
) -> list[FeeShare]:
    """Fees rise by some two percent a year."""
    past = (Decimal("0.979") ** (world.plan.until - year)) if fee > 500 else Decimal(1)
    due = (fee * past).quantize(CENT)
    row = Membership(
        network=network,
        year=year,
        lead_department=world.departments[payers[0]],
        fee=due,
        currency=words.EUR,
        status=Decision.UNDECIDED if year == world.plan.until else Decision.KEEP,
        notice=dt.date(year, 9, 30),
    )
    world.memberships.append(keep(row))
    if len(payers) == 1:
        return []
    amounts = split(due, len(payers))
    return [
        FeeShare(membership=row, department=world.departments[name], amount=amount)
        for name, amount in zip(payers, amounts, strict=True)
    ]


def _offices(world: World, network: Network) -> None:
    rng = chance("offices", network.title)
    for title, body, role in OFFICES:
        if title == network.title:
            start = world.plan.until - rng.randint(0, 3)
            person = names.full_name(rng, words.COUNTRY)
            keep(
                OfficeHeld(
                    network=network, body=body, role=role, person=person,
                    start=str(start), end=str(start + 3) if rng.random() < 0.6 else "",
                )
            )  # fmt: skip


# ---- calls and bids ----------------------------------------------------------------------------


def make_funding(world: World) -> None:
    for year in [*world.plan.all_years, world.plan.until + 1]:
        ahead = year > world.plan.until
        calls = [
            _call(world, year, number)
            for number in range(world.plan.many(CALLS_AHEAD if ahead else CALLS_A_YEAR))
        ]
        bids = world.plan.many(BIDS_AHEAD) if ahead else world.plan.in_year(BIDS_A_YEAR, year)
        for number in range(bids):
            world.bids.append(_bid(world, year, number, calls))


def _call(world: World, year: int, number: int) -> tuple[Call, dt.date]:
    rng = chance("call", year, number)
    code, programme, low, high, subjects, _bodies = PROGRAMMES[(number + year) % len(PROGRAMMES)]
    deadline = day_in(rng, year, (1, 3, 4, 4, 3, 2, 1, 0, 4, 3, 2, 0))
    opens = deadline - dt.timedelta(days=rng.randint(75, 150))
    call = Call(
        title=f"{programme}: {rng.choice(subjects)} {year}",
        identifier=f"DEMO-{year}-{code}-{number + 1:02d}",
        programme=programme,
        status=_call_status(opens, deadline, world.plan.today),
        opens=opens,
        deadline_model="einstufig",
        budget=Decimal(rng.randint(4, 60)) * 500_000,
        currency=words.EUR,
        expected_grants=rng.randint(5, 60),
        min_contribution=Decimal(low) * 1000,
        max_contribution=Decimal(high) * 1000,
        desk=world.desks[5],
    )
    keep(call)
    Deadline.objects.create(call=call, at=brussels_deadline(deadline))
    return call, deadline


def _call_status(opens: dt.date, deadline: dt.date, today: dt.date) -> CallStatus:
    if today < opens:
        return CallStatus.FORTHCOMING
    return CallStatus.OPEN if today <= deadline else CallStatus.CLOSED


def fate(
    rng: random.Random, deadline: dt.date, today: dt.date
) -> tuple[BidStatus, dt.date | None, dt.date | None]:
    """What became of a bid, when it was handed in and decided."""
    luck, idle, early, wait = (
        rng.random(), rng.random(), rng.randint(0, 6), rng.randint(110, 210)
    )  # fmt: skip
    submitted = deadline - dt.timedelta(days=early)
    if submitted > today:
        return UNSENT[int(idle * len(UNSENT))], None, None
    decided = submitted + dt.timedelta(days=wait)
    if decided > today:
        return BidStatus.SUBMITTED, submitted, None
    if luck < 0.42:
        return BidStatus.REJECTED, submitted, decided
    if luck < 0.52:
        return BidStatus.RESERVE, submitted, decided
    age = (today - decided).days
    steps = ((100, BidStatus.AWARDED), (760, BidStatus.RUNNING), (900, BidStatus.REPORTING))
    status = next((state for days, state in steps if age < days), BidStatus.CLOSED)
    return status, submitted, decided


def _bid(world: World, year: int, number: int, calls: list[tuple[Call, dt.date]]) -> Bid:
    rng = chance("bid", year, number)
    call, deadline = rng.choice(calls)
    low, high = int(call.min_contribution or 0), int(call.max_contribution or 0)
    requested = Decimal(rng.randrange(low, high, 500))
    status, submitted, decided = fate(rng, deadline, world.plan.today)
    cut = Decimal(rng.choice(("1", "1", "0.95", "0.9", "0.82")))
    topic, body = _subject(rng, call.programme)
    partners = rng.sample(words.CONGRESS, 3)
    bid = Bid(
        title=f"{rng.choice(titles.PROJECTS)} {year}-{number + 1}: {topic}",
        call=call,
        programme=call.programme,
        status=status,
        role=rng.choices(list(BidRole), weights=(3, 6, 1))[0],
        requested=requested,
        awarded=(requested * cut).quantize(CENT) if status in WON else None,
        currency=words.EUR,
        submitted=submitted,
        decided=decided,
        partners=", ".join(world.places[town].label("de") for town in partners),
        department=world.departments[body],
        desk=world.desks[5],
    )
    return keep(bid)


def _subject(rng: random.Random, programme: str) -> tuple[str, str]:
    bodies = next(row[5] for row in PROGRAMMES if row[1] == programme)
    name = rng.choice(bodies)
    body = next(one for one in words.BODIES if one.name == name)
    return rng.choice(body.topics), body.name
