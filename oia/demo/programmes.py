"""Programmes of the journeys around today: of the mayor's trips, and of guests in the city."""

import datetime as dt
from collections.abc import Sequence

from oia.demo.world import World, keep
from oia.office.models import ProgrammeItem, Record
from oia.office.models.programme import zone_of

# Day of the journey, start, end, what, in the guests' words, where, people, interpreter, text and
# note.
Row = tuple[int, dt.time, dt.time, str, str, str, str, bool, str, str]
AWAY: tuple[Row, ...] = (
    (0, dt.time(10), dt.time(11, 30), "Empfang im Rathaus", "Reception at the town hall",
     "Rathaus, Großer Saal", "Oberbürgermeister, Leitung der Delegation", True,
     "Ansprachen und Eintrag ins Goldene Buch.", "Rede liegt in der Akte; Geschenk mitnehmen."),
    (0, dt.time(12), dt.time(13, 30), "Mittagessen", "Lunch", "Restaurant am Markt", "", True, "",
     "Zwei Gäste essen vegetarisch."),
    (0, dt.time(14), dt.time(16), "Gespräch über den Jugendaustausch",
     "Talk on the exchange of young people", "Rathaus, Raum 12", "Amt für Jugend", False, "", ""),
)  # fmt: skip
HERE: tuple[Row, ...] = (
    (0, dt.time(9, 30), dt.time(10, 30), "Begrüßung", "Welcome", "Altes Rathaus",
     "Bürgermeisterin", True, "Bitte bringen Sie einen Mantel mit.", "Presse ist eingeladen."),
    (0, dt.time(11), dt.time(12, 30), "Führung durch die Altstadt", "Walk through the old town",
     "Treffpunkt Brücke", "", False, "", ""),
    (0, dt.time(19), dt.time(22), "Abendessen", "Dinner", "Ratskeller", "", True, "",
     "Tischordnung beim Protokoll."),
)  # fmt: skip
EACH = 4


def make_programmes(world: World) -> None:
    today = world.plan.today
    trips: list[Record] = [row for row, _draft in world.trips if row.with_mayor]
    visits: list[Record] = [row for row, _draft in world.visits]
    _fill(_nearest(trips, today), AWAY)
    _fill(_nearest(visits, today), HERE)


def _nearest(rows: list[Record], today: dt.date) -> list[Record]:
    there = [row for row in rows if row.first_day]
    return sorted(there, key=lambda row: abs(((row.first_day or today) - today).days))[:EACH]


def _fill(records: Sequence[Record], rows: tuple[Row, ...]) -> None:
    for record in records:
        zone = zone_of(record)
        for later, start, end, title, guests, venue, people, interpreter, text, note in rows:
            keep(
                ProgrammeItem(
                    record_id=record.pk,
                    day=(record.first_day or dt.date.min) + dt.timedelta(days=later),
                    start=start, end=end, zone=zone, title=title, guest_title=guests, venue=venue,
                    people=people, interpreter=interpreter, public_text=text, note=note,
                )
            )  # fmt: skip
