"""The one verb: make the demonstration city, all or nothing."""

from django.db import transaction
from django.utils import translation

from oia.core.audit import deed
from oia.demo import words
from oia.demo.accounts import make_accounts
from oia.demo.circle import make_circle
from oia.demo.city import make_city
from oia.demo.corps import make_corps
from oia.demo.europe import make_funding, make_networks
from oia.demo.gatherings import make_events
from oia.demo.hanging import make_hanging
from oia.demo.payments import make_payments
from oia.demo.plan import Plan
from oia.demo.programmes import make_programmes
from oia.demo.promises import make_promises
from oia.demo.registers import make_journeys
from oia.demo.support import make_support
from oia.demo.world import World
from oia.office.models import Office, Record
from oia.office.words import renew

PARTS = (
    make_city, make_journeys, make_networks, make_funding, make_corps, make_circle, make_events,
    make_accounts, make_support, make_promises, make_payments, make_hanging,
    make_programmes,
)  # fmt: skip


class Occupied(Exception):
    """Somebody's office is here; made-up data must not get between real ones."""


def is_there() -> bool:
    """Whether the demonstration city has been made; refuses where another office works."""
    office = Office.current()
    if not Record.objects.exists():
        return False
    if office is None or office.city != words.CITY:
        name = office.city if office else "an office without a name"
        raise Occupied(f"This database holds the data of {name}; nothing was made.")
    return True


def make_demo(plan: Plan) -> World:
    world = World(plan)
    with transaction.atomic(), deed(by=None, why="Beispieldaten"), translation.override("de"):
        for part in PARTS:
            part(world)
        renew()
    return world
