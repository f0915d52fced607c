"""A club changes what it sent until the deadline; nobody recommends on what they have not seen."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from delegations.applications import actions, cases
from delegations.models import Application
from oia.core.models import OutboxMail
from oia.core.workflow import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
RULES = make.RULES | {
    "conditions": [{"kind": "deadline_before", "weeks": 4, "if_not": "exception"}],
    "papers": [],
}


def sent(days_ahead: int, **said: Any) -> tuple[Application, Client]:
    scheme = make.make_open_scheme(rules=RULES)
    first = TODAY + dt.timedelta(days=days_ahead)
    row = make.make_application(
        scheme=scheme, first_day=first, last_day=first, submitted=timezone.now(),
        officer=make.make_user("officer"), **said,
    )  # fmt: skip
    club = Client()
    club.force_login(make.make_representative(club=row.club).user)
    return row, club


def people(club: Client, row: Application, count: int) -> Any:
    return club.post(f"/apply/{row.pk}/people/", {"applicant": "club", "people": count})


def test_before_the_deadline_it_is_changed_stays_sent_and_the_officer_hears(office: Any) -> None:
    row, club = sent(60)
    page = club.get(row.portal_url()).content.decode()
    assert "Something has changed?" in page
    assert people(club, row, 20).status_code == 302
    after = Application.objects.get(pk=row.pk)
    assert (after.status, after.submitted, after.facts["people"]) == (
        "submitted",
        row.submitted,
        20,
    )
    assert after.assessment is not None
    assert row.officer is not None
    assert OutboxMail.objects.filter(recipient=row.officer.email, template="changed").count() == 1


def test_a_day_late_nothing_changes(office: Any) -> None:
    row, club = sent(27)
    assert "Something has changed?" not in club.get(row.portal_url()).content.decode()
    people(club, row, 20)
    assert Application.objects.get(pk=row.pk).facts["people"] == 12


@pytest.mark.parametrize("status", ["papers", "withdrawn"])
def test_in_other_states_nothing_changes(office: Any, status: str) -> None:
    row, club = sent(60, status=status)
    people(club, row, 20)
    assert Application.objects.get(pk=row.pk).facts["people"] == 12


def test_the_office_changes_only_what_it_wrote_down_itself(office: Any) -> None:
    row, _club = sent(60)
    officer = make.make_user("officer")
    assert not actions.may_change(row, officer)
    with pytest.raises(Refused, match="no longer changed here"):
        actions.fill(application=row, changed={"facts": {"people": 99}}, by=officer)
    own, _other = sent(60, entered_by=officer)
    assert actions.may_change(own, officer)


def test_nobody_recommends_on_what_changed_meanwhile(office: Any) -> None:
    row, club = sent(60)
    seen = cases.mark_of(row)
    people(club, row, 40)
    said = {"proposal": "grant", "amount": Decimal(240), "text": "In order."}
    with pytest.raises(Refused, match="changed meanwhile"):
        actions.recommend(application=row, **said, seen=seen, by=row.officer)
    now = cases.mark_of(Application.objects.get(pk=row.pk))
    done = actions.recommend(application=row, **said, seen=now, by=row.officer)
    assert done.status == "recommended"


def test_what_cannot_be_leaves_what_was_sent(office: Any) -> None:
    row, club = sent(60)
    answer = people(club, row, 0)
    assert answer.status_code == 200
    assert Application.objects.get(pk=row.pk).facts["people"] == 12
