"""Travel support in the figures and in the chapter on clubs."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from oia.office.indicators import indicator, measure
from reporting import snapshot
from reporting.chapters import Context, support
from tests import factories as make

MAY = dt.datetime(2025, 5, 1, 12, tzinfo=dt.UTC)
NEW_YEAR = dt.datetime(2024, 12, 31, 23, 30, tzinfo=dt.UTC)  # half past midnight in Berlin


def decided(club: Any, amount: Any, when: dt.datetime, **kw: Any) -> Any:
    status = "granted" if amount else "refused"
    return make.make_application(
        club=club, status=status, submitted=kw.pop("submitted", when), decided=when,
        granted=Decimal(amount), proposal="grant", proposed=Decimal(amount),
        recommended_by=make.make_user("officer"), decided_by=make.make_user("head"), **kw,
    )  # fmt: skip


def some(office: Any) -> None:
    lyon, turin = make.make_club(title="Friends of Lyon"), make.make_club(title="Friends of Turin")
    decided(lyon, 80, MAY)
    decided(lyon, 0, MAY)
    decided(turin, 120, NEW_YEAR)
    decided(turin, 50, MAY - dt.timedelta(days=365))
    # Granted earlier, paid now; and one that came back.
    late = decided(turin, 70, MAY - dt.timedelta(days=400), advance=Decimal(70))
    make.make_payment(application=late, amount=Decimal(60), status="paid")
    make.make_payment(application=late, amount=Decimal(60), status="returned")
    make.make_application(club=lyon, status="submitted", submitted=MAY)
    make.make_application(club=lyon, status="draft")
    make.make_application(club=lyon, status="withdrawn")


def test_figures_count_by_the_day_of_the_office_and_leave_drafts_out(office: Any) -> None:
    some(office)
    period = office.period(2025)
    found = {
        code: measure(indicator(code), period, office)  # type: ignore[arg-type]
        for code in ("support_applications", "support_granted", "support_paid")
    }
    assert (found["support_applications"].value, found["support_applications"].previous) == (4, 2)
    assert found["support_granted"].as_json(office) == {
        "value": 200, "previous": 120, "unit": "EUR",
    }  # fmt: skip
    assert found["support_paid"].as_json(office) == {
        "value": 60, "previous": 0, "unit": "EUR",
    }  # fmt: skip


def test_the_chapter_says_what_came_and_to_whom_it_went(office: Any) -> None:
    some(office)
    period = office.period(2025)
    with override("en"):
        blocks = support.build(Context(office, period, snapshot.measure_all(period, office)))
    said = [block["text"] for block in blocks if block["kind"] == "paragraph"]
    assert said == [
        "4 applications for travel support came in. Granted: 2, €200.00 together; refused: 1. "
        "Paid out: €60.00, for grants of earlier years too."
    ]
    (table,) = [block for block in blocks if block["kind"] == "table"]
    assert [*table["rows"], table["total"]] == [
        ["Friends of Turin", "1", "1", "€120.00", "€60.00"],
        ["Friends of Lyon", "3", "1", "€80.00", "€0.00"],
        ["Together", "4", "2", "€200.00", "€60.00"],
    ]


def test_without_applications_nothing_is_said(office: Any) -> None:
    period = office.period(2025)
    assert support.build(Context(office, period, {})) == []
