"""The office, its departments and desks, and its ties with their agreements and clubs."""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from oia.core.models import User
from oia.demo import names, words
from oia.demo.logins import DEPUTY, make_users
from oia.demo.plan import chance, mail
from oia.demo.words import Partner
from oia.demo.world import Town, World, keep
from oia.office import gazetteer
from oia.office.actions import set_up_office
from oia.office.choices import PlaceKind
from oia.office.models import Affiliation, Department, Desk, GazetteerCity, Office, Place
from partners.choices import AgreementKind, DateKind, Form, TieStatus
from partners.models import Agreement, Club, Partnership, TieDate

CLUBS = 15
CLUB_NAMES = ("Freundeskreis {place} e. V.", "Partnerschaftsverein {place} e. V.")


def make_city(world: World) -> Office:
    """The office, who works in it, and whom it has ties with."""
    office = set_up_office(city=words.CITY, country=words.COUNTRY)
    office.set_up, office.set_up_finished = {"year": "done", "look": "skipped"}, timezone.now()
    office.place = _home()
    office.name = words.OFFICE
    office.award_prefix, office.org_id = "360G-auenbrueck", "XX-DEMO-auenbrueck"
    office.save()
    _staff(world)
    _places(world)
    for number, partner in enumerate(_partners(world)):
        tie = _tie(world, partner)
        _dates(world, partner, tie)
        _agreements(world, partner, tie)
        if number < world.plan.many(CLUBS):
            _club(number, partner, tie)
    return office


def _home() -> Place:
    place = gazetteer.by_hand(words.CITY, words.COUNTRY)
    place.latitude, place.longitude = words.LATITUDE, words.LONGITUDE
    return keep(place)


def _staff(world: World) -> None:
    users = make_users()
    for body in words.BODIES:
        department, _created = Department.objects.get_or_create(
            name=body.name, defaults={"external": body.external}
        )
        world.departments[body.name] = department
    for role, name in (("head", words.OIA), ("officer", words.OIA), ("liaison", words.CULTURE)):
        Affiliation.objects.create(user=users[role], department=world.departments[name])
    deputy = User.objects.get(email=DEPUTY[0])
    Affiliation.objects.create(user=deputy, department=world.departments[words.OIA])
    holders = [users["head"], users["officer"]]
    for number, (name, share) in enumerate(words.DESKS):
        holder = holders[number] if number < len(holders) else None
        desk = Desk(name=name, holder=holder, department=world.departments["OIA"], share=share)
        desk.full_clean()
        desk.save()
        world.desks.append(desk)


def _places(world: World) -> None:
    for town, (city, latitude, longitude) in words.DISTRICTS.items():
        place = gazetteer.by_hand(*town)
        place.kind, place.part_of = PlaceKind.DISTRICT, world.place((city, town[1]))
        place.latitude, place.longitude = latitude, longitude
        world.places[town] = keep(place)
    partners = [(partner.name, partner.country) for partner in words.PARTNERS]
    for town in (*partners, *words.CONGRESS, *words.OVERSEAS, *words.GUESTS):
        world.place(town)


def _partners(world: World) -> list[Partner]:
    """The known ones; a larger city has ties with the largest cities of the world besides."""
    missing = world.plan.many(len(words.PARTNERS)) - len(words.PARTNERS)
    found = [*words.PARTNERS]
    if missing <= 0:
        return found
    taken = {place.geonameid for place in world.places.values()}
    others = GazetteerCity.objects.exclude(Q(pk__in=taken - {None}) | Q(country=words.COUNTRY))
    rng = chance("more partners")
    for city in others.order_by("-population", "pk")[:missing]:
        town = (city.name, f"{city.country}#{city.pk}")
        world.places[town] = gazetteer.adopt(city)
        found.append(Partner(*town, rng.randint(6, 70), rng.randrange(1, 5), "Bürgerbegegnung"))
    return found


# ---- ties --------------------------------------------------------------------------------------


def signed(world: World, partner: Partner) -> dt.date:
    rng = chance("signed", partner.name, partner.country)
    return dt.date(world.plan.until - partner.age, rng.randint(3, 11), rng.randint(1, 28))


def _tie(world: World, partner: Partner) -> Partnership:
    day = signed(world, partner)
    # Of old ties often only the year is known.
    known = str(day.year) if partner.age > 44 else day.isoformat()
    tie = Partnership(
        place=world.places[_town(partner)],
        form=partner.form,
        status=partner.status,
        signed=known,
        first_contact=str(day.year - 2) if partner.age % 2 else "",
        themes=partner.themes,
        desk=world.desk(partner.desk),
        department=world.departments[words.OIA],
        file_number=f"IA-P-{len(world.ties) + 1:03d}",
        note="Ohne Aktivität seit mehreren Jahren; Neubelebung oder Abschluss prüfen."
        if partner.status == TieStatus.DORMANT
        else "",
    )
    world.ties[_town(partner)] = keep(tie)
    return tie


def _town(partner: Partner) -> Town:
    return partner.name, partner.country


def _dates(world: World, partner: Partner, tie: Partnership) -> None:
    day = signed(world, partner)
    dates = [
        (DateKind.COUNCIL_HOME, day - dt.timedelta(days=70), "Beschluss des Stadtrats"),
        (DateKind.SIGNED_HOME, day, "Urkunde"),
    ]
    if partner.age > 30:
        dates.append((DateKind.RENEWED, day.replace(year=day.year + 25), "Festakt im Rathaus"))
    if partner.status == TieStatus.SUSPENDED:
        suspended = dt.date(world.plan.until - 4, 3, 17)
        dates.append((DateKind.SUSPENDED, suspended, "Beschluss des Stadtrats"))
    for kind, when, source in dates:
        keep(TieDate(partnership=tie, kind=kind, date=when.isoformat(), source=source))


def _agreements(world: World, partner: Partner, tie: Partnership) -> None:
    day = signed(world, partner)
    limited = partner.form in words.CHARTERED
    kind = AgreementKind.MEMORANDUM if limited else AgreementKind.CONTRACT
    word = "Absichtserklärung" if limited else "Partnerschaftsvertrag"
    if partner.form == Form.FRIENDSHIP:
        kind, word = AgreementKind.LETTERS, "Briefwechsel"
    ends = dt.date(world.plan.until + 1 + partner.age % 3, 12, 31) if limited else None
    first = Agreement(
        partnership=tie,
        title=f"{word} mit {tie.place}",
        agreement_kind=kind,
        signed=day.isoformat(),
        ends=ends,
        review=dt.date(ends.year, 3, 1) if ends else None,
        themes=partner.themes,
        desk=tie.desk,
    )
    keep(first)
    if tie.status == TieStatus.ACTIVE and partner.out > 3:
        _programme(world, tie)


def _programme(world: World, tie: Partnership) -> None:
    """A work programme of three years that asks for the next one."""
    start = world.plan.until - 1
    keep(
        Agreement(
            partnership=tie,
            title=f"Arbeitsprogramm {start}–{start + 2} mit {tie.place}",
            agreement_kind=AgreementKind.WORK_PROGRAMME,
            signed=f"{start}-02",
            ends=dt.date(start + 2, 12, 31),
            review=dt.date(start + 2, 6, 30),
            themes=tie.themes,
            desk=tie.desk,
        )
    )


def _club(number: int, partner: Partner, tie: Partnership) -> None:
    rng = chance("club", number)
    pattern = CLUB_NAMES[number % 2]
    year = int(tie.signed[:4]) + rng.choice((-2, 1, 1, 2, 4))
    title = pattern.format(place=tie.place)
    keep(
        Club(
            title=title,
            partnership=tie,
            founded=str(year),
            members=rng.randint(18, 240),
            email=mail("verein", tie.place.name),
            contact=names.full_name(rng, words.COUNTRY),
            desk=tie.desk,
        )
    )
