"""What hangs on the records: follow-ups, notes of meetings, results, gifts, guests."""

import datetime as dt

from oia.core.models import User
from oia.demo.plan import chance
from oia.demo.world import World, keep
from oia.office.choices import Repeat
from oia.office.models import FollowUp, Record

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


def make_follow_ups(world: World) -> None:
    people = _staff()
    if len(people) < 2:
        return
    for number, (title, days, repeat, whose) in enumerate(TO_DO):
        keep(
            FollowUp(
                title=title,
                record=_journey(world, number),
                owner=people[whose],
                by=people[0],
                due=world.plan.today + dt.timedelta(days=days),
                repeat=repeat,
            )
        )


def _staff() -> list[User]:
    """The head and the officer of the demonstration, where they sign in."""
    found = {user.role: user for user in User.objects.filter(role__in=("head", "officer"))}
    return [found[role] for role in ("head", "officer") if role in found]


def _journey(world: World, number: int) -> Record:
    """One of the journeys around today."""
    near = sorted(
        (row for row, _draft in [*world.trips, *world.visits] if row.department.name == "OIA"),
        key=lambda row: abs((row.first_day - world.plan.today).days),
    )
    return chance("hanging", number).choice(near[:25])
