"""The demonstration city: the same every time, without real people, and sound in its figures."""

import datetime as dt
import re
from collections import Counter
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from delegations.choices import TripStatus
from delegations.models import BankAccount, Batch, Payment, Reclaim, Trip, TripCost, Visit
from delegations.payments.iban import checked
from eufunding.models import Bid
from networks.models import Membership
from oia.core.models import User
from oia.core.words import fold
from oia.demo import guests, journeys, logins, words
from oia.demo.actions import make_demo
from oia.demo.europe import split
from oia.demo.plan import Plan
from oia.office.models import Event, GazetteerName, Position, Spending
from partners.models import Club, Partnership

TODAY = dt.date(2026, 6, 15)
TOWNS = [
    *((partner.name, partner.country) for partner in words.PARTNERS),
    *words.CONGRESS,
    *words.OVERSEAS,
    *words.GUESTS,
]
LABELS = {town: town[0] for town in TOWNS}


def plan(**changes: Any) -> Plan:
    return Plan.ending(2026, **({"today": TODAY, "years": 2, "scale": 0.2} | changes))


def test_the_same_journeys_are_made_every_time() -> None:
    assert list(journeys.trips(plan(), LABELS)) == list(journeys.trips(plan(), LABELS))
    assert list(guests.visits(plan(), LABELS)) == list(guests.visits(plan(), LABELS))


def test_another_day_changes_only_how_far_things_have_come() -> None:
    def facts(today: dt.date) -> list[Any]:
        trips = journeys.trips(plan(today=today), LABELS)
        return [(trip.title, trip.first, trip.travellers, trip.costs) for trip in trips]

    assert facts(TODAY) == facts(dt.date(2026, 2, 1))


def test_nothing_ahead_is_closed_and_nothing_past_is_requested() -> None:
    for trip in journeys.trips(plan(), LABELS):
        if trip.first > TODAY:
            assert trip.status not in (TripStatus.CLOSED, TripStatus.UNDER_WAY), trip
            assert not trip.reported
        elif trip.last < TODAY:
            assert trip.status in (
                TripStatus.CLOSED,
                TripStatus.REPORT_DUE,
                TripStatus.CANCELLED,
            ), trip


def test_some_six_hundred_journeys_a_year_with_one_lean_year() -> None:
    whole = plan(years=5, scale=1, today=dt.date(2026, 12, 31))
    trips = Counter(trip.first.year for trip in journeys.trips(whole, LABELS))
    visits = Counter(visit.first.year for visit in guests.visits(whole, LABELS))
    a_year = [trips[year] + visits[year] for year in whole.all_years]
    assert 540 <= sum(a_year) / 5 <= 640
    assert min(a_year) == a_year[2]
    assert max(a_year) == a_year[4]


def test_mayor_travels_four_to_six_times_a_year_with_a_programme() -> None:
    whole = plan(years=5, scale=1)
    mayor = [trip for trip in journeys.trips(whole, LABELS) if trip.with_mayor]
    a_year = Counter(trip.first.year for trip in mayor)
    assert all(4 <= a_year[year] <= 6 for year in whole.all_years)
    assert all(trip.programme for trip in mayor)


def test_titles_are_told_apart() -> None:
    for drafts in (journeys.trips(plan(scale=2), LABELS), guests.visits(plan(scale=2), LABELS)):
        titles = [draft.title for draft in drafts]
        assert len(titles) == len(set(titles))


@pytest.mark.parametrize("fee", ["16840.00", "3333.33", "0.01", "100.00"])
@pytest.mark.parametrize("parts", [1, 2, 3, 4])
def test_shares_of_a_fee_add_up_to_the_cent(fee: str, parts: int) -> None:
    shares = split(Decimal(fee), parts)
    assert sum(shares) == Decimal(fee)
    assert len(shares) == parts
    assert min(shares) >= 0


def test_no_city_of_the_gazetteer_has_its_name(db: None) -> None:
    assert not GazetteerName.objects.filter(folded=fold(words.CITY)).exists()


def test_the_whole_city_is_sound(db: None) -> None:
    made = make_demo(plan(scale=0.05))
    assert len(made.ties) == len(words.PARTNERS) == Partnership.objects.count()
    assert Partnership.objects.counted().unattended().count() == 1
    for model in (Trip, Visit, Bid, Event, Spending):
        for row in model.objects.all():
            row.full_clean(exclude={"record_ptr"})
    for trip in Trip.objects.exclude(cost=None):
        assert sum(TripCost.objects.filter(trip=trip).values_list("amount", flat=True)) == trip.cost
    for row in Membership.objects.exclude(shares=None).distinct():
        assert sum(row.shares.values_list("amount", flat=True)) == row.fee
    mails = {
        *User.objects.values_list("email", flat=True),
        *Position.objects.values_list("email", flat=True),
        *Club.objects.values_list("email", flat=True),
    }
    assert all(mail.endswith("@example.org") for mail in mails)


def test_payments_stand_in_every_state_and_agree_with_the_line(db: None) -> None:
    made = make_demo(plan(scale=0.05, years=3))
    states = set(Payment.objects.values_list("status", flat=True))
    assert states == {"planned", "listed", "released", "paid"}
    assert set(Batch.objects.values_list("status", flat=True)) == {"prepared", "released", "done"}
    assert all(batch.prepared.date() < TODAY for batch in Batch.objects.all())
    assert Reclaim.objects.get().amount > 0
    confirmed = {account.confirmed is not None for account in BankAccount.objects.all()}
    assert confirmed == {True, False}
    for row in Payment.objects.filter(status="paid").exclude(commitment=None):
        assert row.commitment is not None
        assert (row.commitment.status, row.commitment.amount) == ("paid", row.amount)
    for row in Payment.objects.all():
        row.full_clean()
    numbers = [account.iban.reveal() for account in BankAccount.objects.all()]
    assert [checked(number) for number in numbers] == numbers
    assert made.plan.today == TODAY


def test_a_closed_year_spends_nearly_what_it_planned(db: None) -> None:
    from oia.core.dates import Period
    from oia.office.indicators import indicator, measure
    from oia.office.models import Office

    make_demo(plan(scale=0.1, years=2))
    office = Office.current()
    assert office is not None
    period = Period.of_year(2025)
    planned, spent = (
        measure(indicator(code), period, office).value["EUR"]  # type: ignore[arg-type]
        for code in ("budget_planned", "budget_spent")
    )
    assert 0.8 <= spent / planned <= 1.05


def test_twice_changes_nothing_and_another_office_is_left_alone(db: None) -> None:
    out = StringIO()
    call_command("demo_data", years=1, scale=0.02, until=2025, stdout=out)
    trips = Trip.objects.count()
    call_command("demo_data", years=1, scale=0.02, until=2025, stdout=out)
    assert "already there" in out.getvalue()
    assert Trip.objects.count() == trips
    from oia.office.models import Office

    Office.objects.update(city="Musterhausen")
    with pytest.raises(CommandError, match="Musterhausen"):
        call_command("demo_data", stdout=out)


def test_logins_are_one_for_each_role_and_a_second_head(db: None, client: Any) -> None:
    users = logins.make_users()
    assert set(users) == {"head", "officer", "liaison", "mayor", "council", "auditor", "admin"}
    assert all(user.check_password(logins.PASSWORD) for user in users.values())
    out = StringIO()
    call_command("demo_data", logins=True, stdout=out)
    assert re.findall(r"\S+@example\.org", out.getvalue()) == [
        row[0] for row in (logins.LOGINS[0], logins.DEPUTY, *logins.LOGINS[1:], logins.CLUB)
    ]


def test_the_council_finds_the_report_of_the_year_before_last(committed: None) -> None:
    from reporting.models import ReportVersion

    out = StringIO()
    call_command("demo_data", years=3, scale=0.02, until=2025, stdout=out)
    version = ReportVersion.objects.get()
    assert (version.report.year, version.report.status, version.number) == (2023, "published", 1)
    assert version.published_by is not None
    assert version.published_by.role == "head"
