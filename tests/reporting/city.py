"""A city with something in every register, and its report, for the tests of the report."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from oia.office.models import WorkShare
from partners.models import TieDate
from reporting import snapshot
from reporting.blocks import Block
from tests import factories as make

CANARY = "Canary Traveller-Name"
SECRET = "Secret talks about a port"
YEAR = 2025


def report(
    office: Any, year: int = YEAR, language: str = "en", **narratives: str
) -> dict[str, Any]:
    with override(language):
        return snapshot.build(
            office, office.period(year), language, narratives, lambda *_told: None
        )


def chapter(built: dict[str, Any], key: str) -> list[Block]:
    """The chapter's blocks, those within groups included; none where it was left out."""
    return next((flat(one["blocks"]) for one in built["chapters"] if one["key"] == key), [])


def flat(blocks: list[Block]) -> list[Block]:
    found = []
    for block in blocks:
        found += flat(block["blocks"]) if block["kind"] == "group" else [block]
    return found


def said(blocks: list[Block]) -> str:
    """Everything the blocks say, as one text."""
    parts: list[str] = []
    for block in blocks:
        parts += [block.get("text", ""), block.get("caption", ""), *block.get("items", ())]
        for row in (block.get("head", ()), *block.get("rows", ()), block.get("total", ())):
            parts += [str(cell) for cell in row]
    return "\n".join(parts)


def fill() -> None:
    """A few rows in every register, all in 2025 unless they must lie ahead."""
    desk, culture = make.make_desk("FTE 2", share=Decimal("0.5")), make.make_department("Culture")
    lyon = make.make_place("Lyon", "FR", name_de="Lyon", latitude=45.76, longitude=4.84)
    osaka = make.make_place("Osaka", "JP", latitude=34.69, longitude=135.5)
    tie = make.make_partnership(place=lyon, signed="1976-05-12", desk=desk, themes="music")
    make.make_partnership(place=osaka, signed="")
    suspended = make.make_partnership(place=make.make_place("Perm", "RU"), status="suspended")
    TieDate.objects.create(
        partnership=suspended, kind="suspended", date="2022-03-17", source="Council decision"
    )
    trip = make.make_trip(
        title="Festival of lights",
        destination=lyon,
        travellers=5,
        with_mayor=True,
        programme="Talks",
        department=culture,
        purpose="culture",
        cost=Decimal(1200),
        leader=CANARY,
    )
    make.make_traveller(trip=trip, name=CANARY)
    make.make_trip_cost(trip=trip, payer="mayor", amount=Decimal(1200))
    make.make_trip(title=SECRET, destination=lyon, travellers=2, confidentiality="confidential")
    make.make_visit(title="Choir", from_place=lyon, visitors=40, guest_status="official")
    make.make_visit(
        title="Engineers", from_place=osaka, visitors=None, first_day=dt.date(2024, 7, 1)
    )
    make.make_event(title="French day", about=tie, attended=300, event_kind="festival")
    make.make_club(title="Friends of Lyon", partnership=tie, members=120, contact=CANARY)
    make.make_agreement(title="Charter", partnership=tie, ends=dt.date(2026, 3, 1))
    make.make_allotment(line=make.make_line("Twinning"), about=tie, group="Partners")
    make.make_allotment(line=make.make_line("Fees"), planned=Decimal(800), group="Networks")
    make.make_spending(line=make.make_line("Gifts"), payer="host")
    member = make.make_membership(network=make.make_network(title="Eurocities"), year=YEAR)
    for department in (culture, make.make_department("Traffic")):
        make.make_fee_share(member, Decimal(8000), department)
    make.make_office_held(network=member.network, body="Forum", person=CANARY, start="2024")
    day = dt.date(2025, 2, 3)
    make.make_bid(
        title="HARBOUR", status="running", awarded=Decimal(90000), submitted=day, decided=day
    )
    make.make_bid(title="BRIDGE", status="rejected", submitted=day, decided=day)
    make.make_officer(name="Consul One", post=make.make_post(country="FR", first_day=day))
    make.make_officer(
        name="Consul Two", post=make.make_post(country="JP"), exequatur=None, role="head"
    )
    WorkShare.objects.create(year=YEAR, field="Protocol", from_percent=70, to_percent=80)
    WorkShare.objects.create(year=YEAR, field="Networks", from_percent=35, to_percent=40)
