"""The awards of a year as 360Giving asks for them; nobody is named, nothing closed is told."""

import datetime as dt
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from delegations.applications import awards
from oia.core.dates import Period
from tests import factories as make

# What the standard (1.4) asks of every grant to an organisation.
NEEDED = {
    "id", "title", "description", "currency", "amountAwarded", "awardDate",
    "recipientOrganization", "fundingOrganization",
}  # fmt: skip
YEAR = 2026
DECIDED = dt.datetime(2026, 5, 4, 23, 30, tzinfo=dt.UTC)  # the fifth in Berlin


@pytest.fixture
def city(office: Any) -> Any:
    office.award_prefix, office.org_id = "360G-musterhausen", "XI-GRID-grid.12345.6"
    office.save()
    return office


def granted(**kw: Any) -> Any:
    return make.make_granted(decided=DECIDED, **kw)


def test_each_grant_has_what_the_standard_asks_for(city: Any) -> None:
    row = granted(granted=Decimal("240.50"), proposed=Decimal("240.50"))
    found = awards.package(Period.of_year(YEAR), city)
    (grant,) = found["grants"]
    assert grant.keys() >= NEEDED
    assert (grant["amountAwarded"], grant["awardDate"]) == (240.5, "2026-05-05")
    assert grant["id"] == f"360G-musterhausen-{row.pk}"
    for side in ("recipientOrganization", "fundingOrganization"):
        assert all(one["id"] and one["name"] for one in grant[side])
    assert re.fullmatch(r"(\d+\.)(\d+)", found["version"])
    assert json.loads(json.dumps(found)) == found


def test_nobody_and_nothing_closed_is_named(city: Any, client: Client) -> None:
    open_row = granted(club=make.make_club(title="Chor Lyon"))
    open_row.decision_text = "Frau Beispiel bekommt Geld"
    granted(club=make.make_club(title="Geheimer Bund", confidentiality="confidential"))
    granted(title="Verdeckte Reise", confidentiality="confidential")
    text = json.dumps(awards.package(Period.of_year(YEAR), city))
    assert "Chor Lyon" in text
    for hidden in ("Geheimer Bund", "Verdeckte Reise", "Beispiel", "@"):
        assert hidden not in text
    client.force_login(make.make_user("head", language="en"))
    year = city.year_of(timezone.localdate())
    page = client.get(f"/delegations/applications/awards/?year={min(year, YEAR)}")
    assert page.status_code == 200


def test_what_is_missing_is_said(office: Any, client: Client) -> None:
    granted()
    with pytest.raises(ValidationError):
        awards.package(Period.of_year(YEAR), office)
    client.force_login(make.make_user("head", language="en"))
    page = client.get(f"/delegations/applications/awards/?year={YEAR}").content.decode()
    assert "prefix and identifier" in page
    assert "export=json" not in page


def test_a_year_without_awards_makes_no_file(city: Any) -> None:
    with pytest.raises(ValidationError):
        awards.package(Period.of_year(1999), city)


def test_the_file_is_fetched_by_who_reads_applications(city: Any, client: Client) -> None:
    make.make_granted(decided=timezone.now())
    year = city.year_of(timezone.localdate())
    for role, status in (("head", 200), ("auditor", 200), ("council", 403), ("club", 403)):
        client.force_login(make.make_user(role))
        answer = client.get(f"/delegations/applications/awards/?year={year}&export=json")
        assert answer.status_code == status
        if status == 200:
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert len(json.loads(answer.content)["grants"]) == 1
