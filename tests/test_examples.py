"""The example folders come in as the study prints them, with the study's own sums."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum

from networks.models import FeeShare, Membership
from oia.office import importing, sheets
from oia.office.actions import set_up_office
from oia.office.importing import Outcome
from oia.office.models import Allotment, WorkShare
from partners.models import Partnership

EXAMPLES = Path(__file__).parents[1] / "examples"
CITIES = {
    "birmingham": ("Birmingham", "GB", 10),
    "duesseldorf": ("Düsseldorf", "DE", 6),
    "frankfurt": ("Frankfurt", "DE", 16),
    "hamburg": ("Hamburg", "DE", 9),
    "koeln": ("Köln", "DE", 24),
    "stuttgart": ("Stuttgart", "DE", 10),
}


def take(folder: str, kind: str) -> Outcome:
    sheet = sheets.sheet(kind)
    assert sheet is not None
    file = EXAMPLES / folder / f"{kind}.csv"
    outcome = importing.run(sheet, file.read_bytes(), file.name, save=True, as_printed=True)
    assert outcome.refused == []
    return outcome


@pytest.fixture
def city(db: None) -> Any:
    """Sets an office up and takes its partnerships."""

    def make(folder: str) -> Outcome:
        name, country, _count = CITIES[folder]
        set_up_office(city=name, country=country)
        return take(folder, "partnerships")

    return make


def unattended() -> set[str]:
    return {tie.title for tie in Partnership.objects.counted().unattended()}


@pytest.mark.parametrize("folder", CITIES)
def test_each_city_has_the_partners_of_its_table(city: Any, folder: str) -> None:
    assert city(folder).created == CITIES[folder][2] == Partnership.objects.ours().count()


@pytest.mark.parametrize("folder", sorted(CITIES))
def test_every_file_of_a_folder_is_of_a_kind(folder: str) -> None:
    assert all(sheets.sheet(file.stem) for file in (EXAMPLES / folder).iterdir())


def test_koeln_lacks_somebody_for_the_two_districts_of_berlin(city: Any) -> None:
    city("koeln")
    assert unattended() == {"Berlin Treptow", "Berlin Neuköln"}
    desks = Counter(Partnership.objects.exclude(desk=None).values_list("desk__name", flat=True))
    assert desks == {"FTE 1": 2, "FTE 2": 5, "FTE 3": 7, "FTE 4": 7, "FTE 5": 1}


def test_koeln_works_105_percent_and_is_warned(city: Any) -> None:
    city("koeln")
    outcome = take("koeln", "work_shares")
    assert WorkShare.objects.aggregate(sum=Sum("from_percent"))["sum"] == 105
    assert any("105" in warning for warning in outcome.warnings)


def test_hamburg_lacks_somebody_for_dresden(city: Any) -> None:
    city("hamburg")
    assert unattended() == {"Dresden"}


def test_frankfurts_budget_adds_up(city: Any) -> None:
    city("frankfurt")
    take("frankfurt", "budget")
    sums = dict(Allotment.objects.order_by().values_list("group").annotate(sum=Sum("planned")))
    assert sorted(sums.values(), reverse=True) == [208_000, 47_000, 20_000, 5_000]
    assert sum(sums.values()) == 280_000
    partners = Allotment.objects.filter(group="partner cities")
    assert set(partners.values_list("planned", flat=True)) == {Decimal(13_000)}
    about = set(partners.values_list("about", flat=True))
    assert about == set(Partnership.objects.values_list("pk", flat=True))
    assert len(about) == 16


def test_frankfurts_eurocities_fee_is_pooled_by_four(city: Any) -> None:
    city("frankfurt")
    take("frankfurt", "memberships")
    membership = Membership.objects.get()
    assert (str(membership.network), membership.fee) == ("Eurocities", 16_000)
    shares = {share.department.name: share.amount for share in FeeShare.objects.all()}
    assert shares == dict.fromkeys(("OIA", "Traffic", "Health", "Culture"), Decimal(4_000))


def test_frankfurts_work_shares_do_not_reach_100(city: Any) -> None:
    city("frankfurt")
    take("frankfurt", "work_shares")
    sums = WorkShare.objects.aggregate(low=Sum("from_percent"), high=Sum("to_percent"))
    assert sums == {"low": 80, "high": 95}
