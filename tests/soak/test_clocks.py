"""A local time comes back as it was entered, over every change of clocks 2026–2030."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction

from oia.core import clocks
from oia.office.actions import set_up_office
from oia.office.models import ProgrammeItem
from tests import factories as make
from tests.soak.trial import Trial

FIRST, LAST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
# The Union's, its neighbours', and where cities of Germany have their partners overseas.
COUNTRIES = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"),
    *("IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "GB", "CH", "NO"),
    *("IS", "UA", "MD", "RS", "BA", "ME", "MK", "AL", "TR", "GE", "AM", "AZ", "BY", "RU", "IL"),
    *("PS", "EG", "MA", "TN", "DZ", "ZA", "NA", "TZ", "GH", "TG", "SN", "BF", "CM", "KE", "RW"),
    *("US", "CA", "MX", "CU", "NI", "BR", "AR", "CL", "PE", "BO", "CO", "PY", "AU", "NZ", "JP"),
    *("CN", "KR", "IN", "VN", "ID", "MN", "KZ", "UZ", "TH", "LK", "NP"),
)
STEPS = [dt.timedelta(minutes=n) for n in range(-120, 121, 15)]
NAIVE_SAMPLE = 400


def zones() -> list[str]:
    return sorted({zone for country in COUNTRIES for zone in clocks.of_country(country)})


def changes(zone: str) -> Iterator[dt.datetime]:
    """The instants at which the zone's clocks change, to the minute, by looking at each hour."""
    info, step = ZoneInfo(zone), dt.timedelta(hours=6)
    at = FIRST
    while at < LAST:
        if (at + step).astimezone(info).utcoffset() != at.astimezone(info).utcoffset():
            low, high = at, at + step
            while high - low > dt.timedelta(minutes=1):
                middle = low + (high - low) / 2
                same = middle.astimezone(info).utcoffset() == low.astimezone(info).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield high.replace(second=0, microsecond=0)
        at += step


def walls(zone: str) -> Iterator[dt.datetime]:
    """Local times around each change, and noon of each season where clocks never change."""
    info = ZoneInfo(zone)
    found = list(changes(zone))
    for change in found:
        before = change - dt.timedelta(minutes=1)
        for edge in (before.astimezone(info), change.astimezone(info)):
            wall = edge.replace(tzinfo=None, second=0, microsecond=0)
            for step in STEPS:
                yield wall + step
    if not found:
        for year in range(2026, 2031):
            for month in (1, 3, 7, 10):
                yield dt.datetime(year, month, 28, 2, 30)


def _keep(record: Any, wall: dt.datetime, zone: str, which: int | None) -> tuple[Any, ...]:
    """What comes back from the database of a time that was entered on the page's way."""
    item = ProgrammeItem(
        record_id=record.pk, title="Item", day=wall.date(), start=wall.time(), zone=zone,
        start_which=which,
    )  # fmt: skip
    item.clean()
    item.save()
    row = ProgrammeItem.objects.get(pk=item.pk)
    shown = row.local_start.replace(tzinfo=None, fold=0)
    return (row.day, row.start, row.zone, row.start_which), shown, row.starts


def holds(record: Any, wall: dt.datetime, zone: str) -> bool:
    """Entered and shown again alike; refused where it does not exist; asked where it does twice."""
    number = len(clocks.instants(wall.date(), wall.time(), zone))
    try:
        entered, shown, _at = _keep(record, wall, zone, None)
    except ValidationError as error:
        said = set(error.message_dict)
        if number == 0:
            return said == {"start"}
        return said == {"start_which"} and _both(record, wall, zone)
    return number == 1 and (entered, shown) == (
        (wall.date(), wall.time(), zone, None), wall,
    )  # fmt: skip


def _both(record: Any, wall: dt.datetime, zone: str) -> bool:
    """Each of two hours is kept as itself, the second one after the first."""
    kept = [_keep(record, wall, zone, which) for which in (0, 1)]
    right = all(
        (entered, shown) == ((wall.date(), wall.time(), zone, which), wall)
        for which, (entered, shown, _at) in enumerate(kept)
    )
    return right and kept[0][2] < kept[1][2]


def naive(wall: dt.datetime, zone: str) -> bool:
    """What is shown again of an instant taken without a question, as most programs do."""
    instant = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == wall


def test_local_times_come_back_as_entered(trial: Trial, committed: None) -> None:
    trial.promise = (
        "local times around every change of clocks 2026–2030 in the zones of the Union and of "
        "partners: back as entered; refused or asked where there is none or two"
    )
    trial.control = "an instant taken without looking whether the local time exists"
    set_up_office(city="Musterhausen", country="DE")
    record = make.make_trip()
    names = zones()
    sample = trial.size(sample=4, full=len(names))
    chosen = names if sample == len(names) else ["Europe/Berlin", "Africa/Casablanca", *names[:2]]
    for zone in chosen:
        with transaction.atomic():
            for wall in walls(zone):
                trial.saw(held=holds(record, wall, zone))
            transaction.set_rollback(True)
    for wall in list(walls("Europe/Berlin"))[:NAIVE_SAMPLE]:
        trial.control_saw(broke=not naive(wall, "Europe/Berlin"))
