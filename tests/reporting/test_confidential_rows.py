"""What is internal or confidential is counted and not named, in rows, chapters and the annex."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from reporting import snapshot
from tests import factories as make

HIDDEN = "Silent Alliance"


def built(office: Any) -> Any:
    with override("en"):
        return snapshot.build(office, office.period(2025), "en", {}, lambda *_told: None)


@pytest.mark.parametrize("level", ["internal", "confidential"])
def test_a_network_that_is_not_open_is_not_named_by_its_memberships(
    office: Any, level: str
) -> None:
    closed = make.make_network(title=HIDDEN, confidentiality=level)
    make.make_membership(network=closed, year=2025, fee=Decimal(777), currency="EUR")
    make.make_membership(network=make.make_network(title="Open League"), year=2025)
    found = built(office)
    assert found["figures"]["memberships"]["value"] == 2
    for code in ("memberships", "membership_fees"):
        rows = found["rows"][code]
        assert rows["withheld"] == 1, code
        assert [row for row in rows["rows"] if HIDDEN in row] == []
    assert HIDDEN not in json.dumps(found)


@pytest.mark.parametrize("level", ["internal", "confidential"])
def test_a_club_that_is_not_open_is_not_named_by_its_applications(office: Any, level: str) -> None:
    club = make.make_club(title=HIDDEN, confidentiality=level)
    may = dt.datetime(2025, 5, 1, 12, tzinfo=dt.UTC)
    make.make_application(club=club, submitted=may)
    found = built(office)
    assert found["figures"]["support_applications"]["value"] == 1
    assert HIDDEN not in json.dumps(found)
