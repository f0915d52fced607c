"""Reads the EU portal's files in their three shapes into rows of the sheet of calls.

A: the list of all topics (`fundingData.GrantTenderObj`), B: one topic (`TopicDetails`), C: an
answer of the search (`results[].metadata`). Tenders (type 0) are left out. A key that a shape lacks
is absent from the row, so that it blanks nothing that is stored.
"""

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

import nh3
from django.utils.translation import gettext as _

from eufunding.choices import CallSource, CallStatus
from oia.office.cells import Refusal
from oia.office.reading import Unreadable

BRUSSELS = ZoneInfo("Europe/Brussels")
CLOSING = dt.time(17, 0)
PORTAL = (
    "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/"
    "topic-details/"
)
STATUS = {
    "31094501": CallStatus.FORTHCOMING,
    "31094502": CallStatus.OPEN,
    "31094503": CallStatus.CLOSED,
}
TEXT_DATES = ("%d %B %Y", "%Y-%m-%d")

Row = dict[str, Any]


def brussels_deadline(day: dt.date) -> dt.datetime:
    """A day without an hour means 17:00 in Brussels."""
    return dt.datetime.combine(day, CLOSING, BRUSSELS).astimezone(dt.UTC)


def brussels_instant(text: Any) -> dt.datetime:
    """A day with its hour: by the clock of Brussels unless the text names another offset."""
    try:
        found = text if isinstance(text, dt.datetime) else dt.datetime.fromisoformat(text)
        moment = (found if found.tzinfo else found.replace(tzinfo=BRUSSELS)).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise Refusal(
            _("“%(text)s” is not a time of the calendar. Write 2027-03-01T12:00.") % {"text": text}
        ) from error
    if found.tzinfo is None and moment.astimezone(BRUSSELS).replace(tzinfo=None) != found:
        raise Refusal(
            _("“%(text)s” does not exist: the clocks go forward in that night.") % {"text": text}
        )
    return moment


def as_written(moment: dt.datetime) -> str:
    """A deadline as a cell: its day, which stands for 17:00 in Brussels, or day, hour, offset."""
    local = moment.astimezone(BRUSSELS)
    return local.date().isoformat() if local.time() == CLOSING else local.isoformat()


def rows_of_portal_file(data: bytes) -> list[Row] | None:
    """Rows of the calls in the file; None when it is no JSON; Unreadable for foreign JSON."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return None
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            _("The file is damaged JSON. Download it from the portal again.")
        ) from error
    try:
        rows = list(_rows(content))
    except (ArithmeticError, AttributeError, KeyError, OSError, TypeError, ValueError):
        rows = []  # keys of the portal around values of another kind
    if not rows:
        raise Unreadable(_("The file holds no grant topics in a shape of the EU portal."))
    return rows


def _rows(content: Any) -> Iterator[Row]:
    for item in content if isinstance(content, list) else [content]:
        if not isinstance(item, dict):
            continue
        bulk = (item.get("fundingData") or {}).get("GrantTenderObj") or ()
        yield from (_bulk(topic) for topic in bulk if topic.get("type") == 1)
        details = item.get("TopicDetails")
        if details and details.get("type", 1) == 1:
            yield _topic(details)
        for hit in item.get("results") or ():
            meta = hit.get("metadata") or {}
            if _first(meta, "type") in ("1", None):
                yield _hit(meta)


def _present(row: Row) -> Row:
    """Only what the shape carries."""
    return {key: value for key, value in row.items() if value not in (None, "", [])}


def _base(topic: Row, source: str) -> Row:
    programme = topic.get("frameworkProgramme") or {}
    return {
        "identifier": str(topic["identifier"]),
        "title": topic["title"],
        "call_identifier": topic.get("callIdentifier"),
        "programme": programme.get("description"),
        "programme_id": programme.get("id"),
        "portal_url": PORTAL + str(topic["identifier"]),
        "source": source,
    }


def _bulk(topic: Row) -> Row:
    row = _base(topic, CallSource.BULK)
    opens = topic.get("plannedOpeningDateLong")
    row["status"] = _status(topic.get("status"))
    row["opens"] = _instant(opens).astimezone(BRUSSELS).date() if opens else None
    row["deadline"] = [_instant(ms) for ms in topic.get("deadlineDatesLong") or ()]
    return _present(row | _action(topic, dates=False))


def _topic(topic: Row) -> Row:
    row = _base(topic, CallSource.TOPIC) | _action(topic, dates=True)
    row |= _budget(
        topic.get("budgetOverviewJSONItem"), str(topic["identifier"]), topic.get("ccm2Id")
    )
    row["description"] = _clean(topic.get("description"))
    return _present(row)


def _action(topic: Row, *, dates: bool) -> Row:
    """Status, kind and procedure of the topic's first action; the misspelt key is the portal's."""
    action: Row = next(iter(topic.get("actions") or ()), {})
    procedure = (
        action.get("submissionProcedure")
        or action.get("sumbissionProcedure")
        or topic.get("sumbissionProcedure")
        or {}
    )
    first = next(iter(action.get("types") or ()), None)
    row: Row = {
        "deadline_model": procedure.get("abbreviation"),
        "type_of_action": first.get("typeOfAction") if isinstance(first, dict) else first,
    }
    if dates:
        row["status"] = _status(action.get("status"))
        row["opens"] = _day(action.get("plannedOpeningDate"))
        row["deadline"] = [_deadline(text) for text in action.get("deadlineDates") or ()]
    return row


def _hit(meta: Row) -> Row:
    identifier = _first(meta, "identifier") or ""
    programme = _first(meta, "frameworkProgramme")
    row: Row = {
        "identifier": identifier,
        "title": _first(meta, "title"),
        "call_identifier": _first(meta, "callIdentifier"),
        "programme_id": int(programme) if programme and programme.isdigit() else None,
        "status": STATUS.get(_first(meta, "status") or ""),
        "deadline_model": _first(meta, "deadlineModel"),
        "type_of_action": _first(meta, "typesOfAction"),
        "description": _clean(_first(meta, "descriptionByte")),
        "portal_url": PORTAL + identifier,
        "source": CallSource.SEARCH,
    }
    opens = _first(meta, "startDate")
    row["opens"] = _deadline(opens).astimezone(BRUSSELS).date() if opens else None
    row["deadline"] = [_deadline(text) for text in _deadlines(meta)]
    overview = _first(meta, "budgetOverview")
    if overview:
        row |= _budget(json.loads(overview), identifier, None)
    return _present(row)


def _deadlines(meta: Row) -> list[str]:
    """The dates; some answers carry them as a JSON text."""
    dates: list[str] = []
    for text in meta.get("deadlineDate") or ():
        dates += json.loads(text)["deadlineDates"] if text.startswith("{") else [text]
    return dates


def _first(meta: Row, key: str) -> str | None:
    return next(iter(meta.get(key) or ()), None)


def _budget(overview: Row | None, identifier: str, ccm2_id: Any) -> Row:
    """Only the rows of the own topic: the map lists all topics of the call."""
    own = [
        line
        for key, lines in ((overview or {}).get("budgetTopicActionMap") or {}).items()
        for line in lines
        if key == str(ccm2_id) or str(line.get("action", "")).split(" ")[0] == identifier
    ]
    if not own:
        return {}
    amounts = [_amount(text) for line in own for text in (line.get("budgetYearMap") or {}).values()]
    known = [amount for amount in amounts if amount is not None]
    return {
        "budget": sum(known, Decimal(0)) if known else None,
        "expected_grants": own[0].get("expectedGrants") or None,
        "min_contribution": own[0].get("minContribution") or None,
        "max_contribution": own[0].get("maxContribution") or None,
    }


def _amount(text: Any) -> Decimal | None:
    try:
        return Decimal(str(text).replace(",", ""))
    except InvalidOperation:
        return None


def _status(status: Row | None) -> str | None:
    """The portal's word where there is one; the number otherwise."""
    if not status:
        return None
    word = str(status.get("abbreviation") or "").lower()
    return word if word in CallStatus.values else STATUS.get(str(status.get("id")))


def _instant(milliseconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC)


def _day(text: str | None) -> dt.date | None:
    for shape in TEXT_DATES:
        try:
            return dt.datetime.strptime(text or "", shape).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def _deadline(text: str) -> dt.datetime:
    """An instant with its offset, or a day that means 17:00 in Brussels."""
    day = _day(text)
    return brussels_deadline(day) if day else dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def _clean(html: str | None) -> str | None:
    return nh3.clean(html) if html else None
