"""What hangs on the records: follow-ups, talks, results, comments, gifts, photos, guests."""

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q
from PIL import Image, ImageDraw

from delegations.choices import TripStatus, VisitStatus
from oia.core.models import User
from oia.demo import words
from oia.demo.plan import chance
from oia.demo.world import World, keep
from oia.office.actions.documents import add_document
from oia.office.actions.invitations import put_on_list
from oia.office.actions.photos import add_photo
from oia.office.choices import Direction, InteractionKind, Repeat, Reply, ReplyWay
from oia.office.models import (
    Comment,
    Delivery,
    FollowUp,
    Gift,
    Interaction,
    InteractionOrganisation,
    InteractionPerson,
    InteractionRecord,
    Person,
    Position,
    Record,
    Result,
    StockItem,
)

# What, days from today, how often, whose: the head's (0) or the officer's (1).
TO_DO = (
    ("Bericht über die Reise einfordern", -6, Repeat.NEVER, 1),
    ("Hotelangebot für die Delegation einholen", -2, Repeat.NEVER, 1),
    ("Programm mit dem Protokoll abstimmen", 0, Repeat.NEVER, 1),
    ("Rückruf bei der Partnerstadt", 1, Repeat.NEVER, 0),
    ("Grußwort freigeben", 2, Repeat.NEVER, 0),
    ("Mitgliedsbeitrag prüfen", 9, Repeat.YEARLY, 1),
    ("Gespräch mit dem Freundschaftsverein", 16, Repeat.QUARTERLY, 0),
    ("Stand der Visaeinladungen", 20, Repeat.WEEKLY, 1),
)
TALKS = (
    (InteractionKind.MEETING, "Abstimmung zum Programm", "Drei Tage, zwei Schulen, ein Empfang."),
    (InteractionKind.CALL, "Rückfrage zur Unterkunft", "Die Gäste wünschen ein Haus am Bahnhof."),
    (InteractionKind.VIDEO, "Vorbereitung des Jubiläums", "Beide Seiten schlagen den Mai vor."),
    (InteractionKind.LETTER, "Glückwunsch zur Wahl", "Mit Einladung zum Europatag."),
    (InteractionKind.MAIL, "Nachfrage zum Austausch", "Noch sechs Plätze in Gastfamilien."),
)
RESULTS = (
    "Beide Seiten setzen den Austausch fort; ein Termin für das nächste Jahr ist vereinbart.",
    "Drei Betriebe haben Kontakte geknüpft. Die Wirtschaftsförderung hält nach.",
    "Die Schulen planen eine gemeinsame Projektwoche. Ein Antrag auf Förderung wird geprüft.",
    "Das Fachgespräch brachte Hinweise für den Verkehrsentwicklungsplan.",
)
REMARKS = (
    "Bitte an die Dolmetscherin denken.",
    "Das Protokoll ist informiert.",
    "Die Presse hat nach einem Foto gefragt.",
)
# Item, price, delivered, reorder at.
STOCK = (
    ("Bildband Auenbrück", "24.90", 60, 10),
    ("Füllfederhalter mit Wappen", "38.00", 25, 8),
    ("Tasse mit Brückenmotiv", "6.50", 120, 30),
    ("Seidentuch Stadtplan", "32.00", 12, 6),
)
RECEIVED = (
    ("Porzellanteller", "80.00", "Vitrine im Rathaus"),
    ("Holzschnitt der Altstadt", "150.00", "Stadtarchiv"),
    ("Teeservice", "60.00", "Büro des Oberbürgermeisters"),
)
# What it shows, credit, licence, consent, days until it expires.
PHOTOS = (
    ("Begrüßung auf dem Rathausplatz", "Stadt Auenbrück", "CC BY 4.0", True, None),
    ("Jugendliche beim Workshop", "Stadt Auenbrück", "", False, None),
    ("Festzug der Partnerstädte", "Verein der Freunde", "einmalige Nutzung", True, -30),
)
# Cleared photos of visits: what they show, credit.
SCENES = (
    ("Die Gäste vor der Stadtkulisse", "Stadt Auenbrück"),
    ("Blick vom Rathausturm beim Empfang", "Stadt Auenbrück"),
    ("Am Ufer nach dem Rundgang", "Freundeskreis Auenbrück"),
)
# One empty page.
PDF = b"\n".join(
    (
        b"%PDF-1.4",
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj",
        b"trailer<</Root 1 0 R>>",
        b"%%EOF\n",
    )
)


def make_hanging(world: World) -> None:
    staff = _staff()
    journeys = _near(world)
    _follow_ups(world, staff, journeys)
    _talks(world, staff, journeys)
    _results(world, staff)
    _remarks(world, staff, journeys)
    _gifts(world)
    _files(world, staff, journeys)
    _pictures(world, staff)
    _guests(world, staff)


def _staff() -> list[User]:
    """The head and the officer of the demonstration."""
    found = {user.role: user for user in User.objects.filter(role__in=("head", "officer"))}
    return [found["head"], found["officer"]]


def _near(world: World) -> list[Record]:
    """The office's own journeys around today."""
    made: list[Any] = [row for row, _draft in (*world.trips, *world.visits)]
    rows = [row for row in made if row.department == world.departments[words.OIA]]
    return sorted(rows, key=lambda row: abs((row.first_day - world.plan.today).days))[:25]


def _follow_ups(world: World, staff: list[User], journeys: Sequence[Record]) -> None:
    for number, (title, days, repeat, whose) in enumerate(TO_DO):
        keep(
            FollowUp(
                title=title,
                record=chance("follow-up", number).choice(journeys),
                owner=staff[whose],
                by=staff[0],
                due=world.plan.today + dt.timedelta(days=days),
                repeat=repeat,
            )
        )


def _talks(world: World, staff: list[User], journeys: Sequence[Record]) -> None:
    """With somebody who holds a position, about a journey or a tie."""
    positions = list(Position.objects.filter(end="").select_related("person").order_by("pk")[:60])
    about = [*journeys, *world.ties.values()]
    for number in range(world.plan.many(30)):
        rng = chance("talk", number)
        kind, subject, note = rng.choice(TALKS)
        day = world.plan.today - dt.timedelta(days=rng.randint(0, 200))
        talk = keep(
            Interaction(kind=kind, subject=subject, note=note, day=day, by=rng.choice(staff))
        )
        position = rng.choice(positions)
        InteractionPerson.objects.create(interaction=talk, person=position.person)
        InteractionOrganisation.objects.create(
            interaction=talk, organisation_id=position.organisation_id
        )
        InteractionRecord.objects.create(interaction=talk, record=rng.choice(about))


def _results(world: World, staff: list[User]) -> None:
    """Of what is closed or was received; of the last days a few are still missing."""
    today = world.plan.today
    over: list[Any] = [row for row, _draft in world.trips if row.status == TripStatus.CLOSED]
    over += [row for row, _draft in world.visits if row.status == VisitStatus.RECEIVED]
    rows = []
    for number, row in enumerate(over):
        rng = chance("result", number)
        days = (today - row.last_day).days
        if days < 14 and rng.random() < 0.4:
            continue
        rows.append(
            Result(
                record_id=row.pk,
                text=rng.choice(RESULTS),
                publishable=rng.random() < 0.7,
                by=staff[1],
            )
        )
    Result.objects.bulk_create(rows, batch_size=1000)


def _remarks(world: World, staff: list[User], journeys: Sequence[Record]) -> None:
    for number, text in enumerate(REMARKS):
        record = chance("remark", number).choice(journeys)
        Comment.objects.create(record_id=record.pk, text=text, by=staff[number % 2])


def _gifts(world: World) -> None:
    today = world.plan.today
    items = []
    for name, price, delivered, level in STOCK:
        item = keep(
            StockItem(name=name, price=Decimal(price), currency=words.EUR, reorder_level=level)
        )
        Delivery.objects.create(item=item, day=dt.date(today.year, 1, 10), quantity=delivered)
        items.append(item)
    visits: list[Any] = [row for row, _draft in world.visits if row.status == VisitStatus.RECEIVED][
        -25:
    ]
    for number, visit in enumerate(visits):
        rng = chance("gift", number)
        item = rng.choice(items)
        keep(
            Gift(
                title=item.name,
                item=item,
                direction=Direction.GIVEN,
                day=visit.first_day,
                quantity=rng.randint(1, 3),
                value=item.price,
                currency=words.EUR,
                record=visit,
            )
        )
        if number % 4 == 0:
            title, value, whereabouts = rng.choice(RECEIVED)
            keep(
                Gift(
                    title=title,
                    direction=Direction.RECEIVED,
                    day=visit.first_day,
                    value=Decimal(value),
                    currency=words.EUR,
                    record=visit,
                    whereabouts=whereabouts,
                )
            )


def _files(world: World, staff: list[User], journeys: Sequence[Record]) -> None:
    """A programme in two versions, and photos of which only the first may be used."""
    record = journeys[0]
    for note in (b"", b"% changed\n"):
        add_document(
            record=record, name="Programm.pdf", data=PDF + note, kind="Programm", language="de",
            by=staff[1],
        )  # fmt: skip
    festival = next(event for event in reversed(world.events) if "Partnerstädte" in event.title)
    for number, (title, credit, licence, consent, days) in enumerate(PHOTOS):
        add_photo(
            record=festival,
            name="foto.png",
            data=_drawing(number),
            by=staff[1],
            title=title,
            credit=credit,
            licence=licence,
            consent=consent,
            taken=festival.first_day,
            expires=world.plan.today + dt.timedelta(days=days) if days else None,
        )


def _pictures(world: World, staff: list[User]) -> None:
    """Of some visits a cleared photo, for the annual reports."""
    received = [row for row, _draft in world.visits if row.status == VisitStatus.RECEIVED]
    for number, visit in enumerate(received[:: max(len(received) // world.plan.many(30), 1)]):
        title, credit = SCENES[number % len(SCENES)]
        add_photo(
            record=visit, name="foto.png", data=_drawing(number + len(PHOTOS)), by=staff[1],
            title=title, credit=credit, licence="CC BY 4.0", consent=True, taken=visit.first_day,
        )  # fmt: skip


def _drawing(number: int) -> bytes:
    """Houses of a town under a sky: a picture of nobody."""
    rng = chance("drawing", number)
    picture = Image.new("RGB", (960, 640), ("#cfe3f5", "#f5e3cf", "#d9e8d2")[number % 3])
    pen = ImageDraw.Draw(picture)
    left = 0
    while left < picture.width:
        wide, high = rng.randint(60, 130), rng.randint(160, 380)
        colour = rng.choice(("#8fa3bf", "#b98f7a", "#a8b08a", "#c9b27c"))
        pen.rectangle((left, 640 - high, left + wide, 640), fill=colour)
        pen.polygon(
            ((left, 640 - high), (left + wide / 2, 590 - high), (left + wide, 640 - high)),
            fill="#7a4b3f",
        )
        left += wide
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def _guests(world: World, staff: list[User]) -> None:
    """The next event, or the last one: half of the list has answered."""
    events: list[Any] = world.events
    ahead = [event for event in events if event.first_day >= world.plan.today]
    event = min(ahead, key=lambda one: one.first_day) if ahead else events[-1]
    people = list(Person.objects.filter(~Q(positions=None)).distinct().order_by("pk")[:24])
    put_on_list(event=event, people=people, organisations=[], by=staff[1])
    for number, guest in enumerate(event.invitations.order_by("pk")):
        rng = chance("guest", number)
        if number % 3 == 2:
            continue
        guest.state = rng.choice((Reply.ACCEPTED, Reply.ACCEPTED, Reply.DECLINED, Reply.INVITED))
        if guest.state != Reply.INVITED:
            guest.replied = world.plan.today
            guest.replied_by = rng.choice(list(ReplyWay))
        if guest.state == Reply.ACCEPTED:
            guest.companions = rng.randint(0, 2)
        guest.save()
