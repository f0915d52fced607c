"""The sheets of calls and bids; calls also come as the portal's JSON."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy

from eufunding.choices import BidRole, BidStatus, CallSource, CallStatus
from eufunding.forms import BidForm, CallForm
from eufunding.models import Bid, Call, Deadline
from eufunding.portal import (
    as_written,
    brussels_deadline,
    brussels_instant,
    rows_of_portal_file,
)
from oia.office.models import Department
from oia.office.sheets import (
    Amount,
    Choice,
    Column,
    Day,
    Known,
    Named,
    Number,
    Reading,
    Sheet,
    Text,
    register,
)


class Deadlines(Column):
    """One or several deadlines: a day means 17:00 in Brussels; another hour is written with it."""

    def read(self, cell: Any, context: Reading) -> Any:
        if isinstance(cell, list):  # instants, from the portal's file
            return cell
        parts = [cell] if isinstance(cell, dt.date) else _parts(cell)
        return [self._read_one(part, context) for part in parts]

    def _read_one(self, part: Any, context: Reading) -> dt.datetime:
        if isinstance(part, dt.datetime) or ":" in str(part):
            return brussels_instant(part)
        return brussels_deadline(Day(self.name).read(part, context))

    def write(self, obj: Any) -> Any:
        return "; ".join(as_written(deadline.at) for deadline in obj.deadlines.all())


def _parts(cell: Any) -> list[str]:
    return [part.strip() for part in str(cell).split(";") if part.strip()]


class Raw(Column):
    """A value that only the portal's files bring, already of its type."""

    def read(self, cell: Any, context: Reading) -> Any:
        return cell


def _upper(values: dict[str, Any]) -> None:
    values["identifier"] = str(values["identifier"]).upper()


def _save_deadlines(call: Call, values: dict[str, Any]) -> bool:
    wanted = values.get("deadline")
    instants = sorted(set(wanted or ()))
    if not instants or [d.at for d in call.deadlines.all()] == instants:
        return False
    call.deadlines.all().delete()
    for at in instants:
        Deadline.objects.create(call=call, at=at)
    return True


CALLS = register(
    Sheet(
        kind="calls",
        title=gettext_lazy("Calls"),
        area="eufunding",
        form=CallForm,
        columns=(
            Text("identifier", ("Kennung",), key=True, needed=True),
            Text("title", ("Titel",), needed=True),
            Text("programme", ("Programm",)),
            Day("opens", ("Öffnung", "öffnet")),
            Deadlines("deadline", ("Frist", "Einreichfrist")),
            Amount("budget", ("Budget", "Mittel")),
            Choice("status", ("Status",), choices=CallStatus),
            Choice("source", ("Quelle",), choices=CallSource),
            Text("call_identifier", ("Kennung des Aufrufs",)),
            Text("deadline_model", ("Verfahren",)),
            Text("type_of_action", ("Art der Maßnahme",)),
            Raw("programme_id", ("Programmnummer",)),
            Number("expected_grants", ("erwartete Bewilligungen",)),
            Amount("min_contribution", ("kleinste Förderung",)),
            Amount("max_contribution", ("größte Förderung",)),
            Text("description", ("Beschreibung",)),
            Text("portal_url", ("Seite im Portal",)),
        ),
        find=lambda values: Call.objects.filter(identifier=values["identifier"]),
        prepare=_upper,
        after=_save_deadlines,
        parts=lambda call, values: call.deadlines.all() if call else (),
        rows=lambda: Call.objects.prefetch_related("deadlines").order_by("identifier"),
        other_format=rows_of_portal_file,
    )
)


def _find_call(text: str) -> list[Any]:
    return list(Call.objects.filter(identifier=text.upper())[:2]) or list(
        Call.objects.filter(title__iexact=text)[:2]
    )


class CallOfBid(Known):
    """A call we know becomes a link; any other text stays as written."""

    def read(self, cell: Any, context: Reading) -> Any:
        found = _find_call(str(cell).strip())
        return found[0] if len(found) == 1 else str(cell).strip()

    def write(self, obj: Any) -> Any:
        return obj.call.identifier if obj.call else obj.call_text


def _call_or_text(values: dict[str, Any]) -> None:
    """`call` is the natural key; it splits into the link and the text as written."""
    call = values.get("call")
    if isinstance(call, str):
        values["call_text"], values["call"] = call, None
    elif "call" in values:
        values["call_text"] = ""


def _find_bid(values: dict[str, Any]) -> Any:
    return Bid.objects.filter(
        title=values["title"],
        call=values.get("call"),
        call_text=values.get("call_text") or "",
    )


BIDS = register(
    Sheet(
        kind="bids",
        title=gettext_lazy("EU bids"),
        area="eufunding",
        form=BidForm,
        columns=(
            Text("title", ("Titel", "Projekt"), key=True, needed=True),
            CallOfBid("call", ("Aufruf", "Ausschreibung"), key=True),
            Text("programme", ("Programm",)),
            Choice("status", ("Status",), choices=BidStatus),
            Choice("role", ("Rolle",), choices=BidRole),
            Named("department", ("Amt", "Dienststelle"), model=Department, asks=True),
            Amount("requested", ("beantragt",)),
            Amount("awarded", ("bewilligt",)),
            Text("currency", ("Währung",)),
            Day("submitted", ("eingereicht",)),
            Day("decided", ("entschieden",)),
            Text("partners", ("Partner",)),
            # Two bids on calls we do not know differ by it.
            Text("call_text", ("Aufruf im Wortlaut",), key=True),
        ),
        find=_find_bid,
        prepare=_call_or_text,
        rows=lambda: Bid.objects.select_related("call", "department").order_by("pk"),
    )
)
