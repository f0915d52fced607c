"""Local times: which instant a clock on the wall means, and where no or two instants do.

What people agree on is the time on the wall of the place, so that is what is stored: day, hour,
zone, and which of the two where clocks are put back. The instant is only worked out from it: a
country may still change its rules, and the appointment stays at ten.
"""

import datetime as dt
import math
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo


class NotThere(ValueError):
    """The clocks are put forward over this time: nobody ever reads it."""


class Twice(ValueError):
    """The clocks are put back: the time is read twice, and nobody said which is meant."""


class Spot(NamedTuple):
    """A zone of a country, and the town that stands for it."""

    country: str
    latitude: float
    longitude: float
    zone: str


def instants(day: dt.date, hour: dt.time, zone: str) -> list[dt.datetime]:
    """The instants (UTC) at which the clocks of the zone show it: mostly one; none, or two."""
    wall = dt.datetime.combine(day, hour)
    found = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(dt.UTC)
        shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
        if shown == wall and moment not in found:
            found.append(moment)
    return found


def instant(day: dt.date, hour: dt.time, zone: str, which: int | None = None) -> dt.datetime:
    """The instant (UTC) of a local time. `which`: the first (0) or the second (1) of two."""
    found = instants(day, hour, zone)
    if not found:
        raise NotThere(f"{day} {hour} {zone}")
    if len(found) == 1:
        return found[0]
    if which is None:
        raise Twice(f"{day} {hour} {zone}")
    return found[which]


@cache
def spots() -> tuple[Spot, ...]:
    """All zones that are in use, with country and place, as the time zone database lists them."""
    text = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return tuple(Spot(country, *_degrees(place), zone) for country, place, zone, *_rest in lines)


@cache
def zones() -> tuple[str, ...]:
    return tuple(sorted({spot.zone for spot in spots()}))


def of_country(country: str) -> list[str]:
    return [spot.zone for spot in spots() if spot.country == country]


def zone_at(country: str, latitude: float | None = None, longitude: float | None = None) -> str:
    """The zone of a place: the country's nearest one; without a position its first. Else empty."""
    own = [spot for spot in spots() if spot.country == country]
    if not own:
        return ""
    if latitude is None or longitude is None or len(own) == 1:
        return own[0].zone
    return min(own, key=lambda spot: _far(spot, latitude, longitude)).zone


def _far(spot: Spot, latitude: float, longitude: float) -> float:
    """Grows with the distance; good enough to tell which is nearest."""
    east = (spot.longitude - longitude + 180) % 360 - 180
    return math.hypot(spot.latitude - latitude, east * math.cos(math.radians(latitude)))


def _degrees(text: str) -> tuple[float, float]:
    """±DDMM±DDDMM or ±DDMMSS±DDDMMSS (ISO 6709)."""
    at = max(text.rfind("+"), text.rfind("-"))
    return _angle(text[:at], 2), _angle(text[at:], 3)


def _angle(text: str, whole: int) -> float:
    sign, digits = (-1 if text[0] == "-" else 1), text[1:]
    minutes, seconds = digits[whole : whole + 2], digits[whole + 2 :] or "0"
    return sign * (int(digits[:whole]) + int(minutes) / 60 + int(seconds) / 3600)
