"""The last moment of an application: the end of a day in the city's own time zone."""

import calendar
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo


def months_earlier(day: date, months: int) -> date:
    """The same day of the month, or the month's last: two months before 30 April is 28 February."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def last_day(row: dict[str, Any], start: date | None) -> date | None:
    """The last day on which an application counts; None as long as the start is not known or
    the rule not set, or where a yearly deadline does not speak about that start."""
    if None in row.values():
        return None  # still to be set
    if row["kind"] == "deadline_date":
        return date.fromisoformat(row["apply_by"])
    if start is None:
        return None
    if row["kind"] == "deadline_yearly":
        if not row["start_from"] <= f"{start:%m-%d}" <= row["start_until"]:
            return None
        month, day = map(int, row["apply_by"].split("-"))
        return date(start.year - row.get("years_before", 0), month, day)
    months, weeks = row.get("months") or 0, row.get("weeks") or 0
    return months_earlier(start, months) - timedelta(days=7 * weeks + (row.get("days") or 0))


def in_time(submitted: datetime, last: date, zone: str) -> bool:
    """Submitted before the day after begins there. Comparing moments, not clocks: on the days when
    the clock changes, the end of the day is still midnight of the place."""
    return submitted.astimezone(ZoneInfo(zone)).date() <= last


def end_of(last: date, zone: str) -> datetime:
    """The first moment that is too late."""
    following = last + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(zone))
