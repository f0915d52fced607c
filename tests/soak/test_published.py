"""A published report stays what it was, whatever is done to the data it came from."""

import hashlib
import random
from decimal import Decimal

from delegations.models import Trip, Visit
from networks.models import Network
from oia.core import files
from oia.core.models import User
from oia.office.models import Event, Office, Spending
from partners.models import Club, Partnership
from reporting import snapshot
from reporting.models import ReportVersion
from tests.factories import make_event, make_trip, make_visit
from tests.operation.test_backup import publish
from tests.reporting.city import report as snapshot_of
from tests.soak.trial import Trial

EDITS = [
    lambda d: Trip.objects.order_by("?").update(travellers=d.randrange(1, 90)),
    lambda d: Visit.objects.update(visitors=d.randrange(1, 90)),
    lambda d: Event.objects.update(attended=d.randrange(900)),
    lambda d: Club.objects.update(members=d.randrange(900)),
    lambda d: Network.objects.update(title=f"Network {d.random()}"),
    lambda d: Partnership.objects.update(themes=f"theme {d.random()}"),
    lambda d: Spending.objects.update(amount=Decimal(d.randrange(1, 9999))),
    lambda d: Office.objects.update(city=f"City {d.randrange(99)}"),
    lambda d: User.objects.update(name=f"Somebody {d.randrange(99)}"),
    lambda d: make_trip(travellers=d.randrange(1, 9)),
    lambda d: make_visit(visitors=d.randrange(1, 9)),
    lambda d: make_event(attended=d.randrange(1, 9)),
    lambda d: Trip.objects.filter(pk=Trip.objects.order_by("?").values("pk")[:1]).delete(),
]


def digests() -> tuple[str, str, str]:
    """Of the figures as they are read now, of the PDF's bytes, and as they were published."""
    version = ReportVersion.objects.select_related("pdf").get()
    printed = hashlib.sha256(files.read(version.pdf)).hexdigest()
    assert printed == version.pdf.digest
    return snapshot.digest(version.snapshot), printed, version.snapshot_digest


def live() -> str:
    """The figures and rows of the same year as they would be counted now."""
    office = Office.objects.get(pk=1)
    built = snapshot_of(office)
    del built["as_of"]
    return snapshot.digest(built)


def test_edits_do_not_reach_what_is_published(trial: Trial, committed: None) -> None:
    trial.promise = "figures, PDF and hashes of a published report after 1,000 random edits"
    trial.control = "the same figures counted anew from the live data"
    publish()
    before, counted = digests(), live()
    dice = random.Random(11)
    for number in range(trial.size(sample=40, full=1000)):
        dice.choice(EDITS)(dice)
        trial.saw(held=digests() == before and before[0] == before[2])
        if number % 50 == 49 or number == 39:
            trial.control_saw(broke=live() != counted)
