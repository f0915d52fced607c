"""What pages say of an application is so: to the club, to who decides, and in the history."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pgtrigger
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from delegations.applications import actions, papers, past
from delegations.applications.forms import JourneyForm
from delegations.models import Application, Reclaim, Revocation
from oia.core.audit import history_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
SOON = timezone.localdate() + dt.timedelta(days=40)


def word(row: Application) -> str:
    return str(Application.objects.get(pk=row.pk).public_status[0])


def test_a_club_whose_papers_are_all_in_is_asked_for_nothing_more(office: Any) -> None:
    speaker = make.make_representative()
    row = make.make_application(club=speaker.club)
    row = papers.ask(application=row, texts=["Plan"], due=SOON, by=make.make_user("officer"))
    assert word(row) == "We need something from you"
    papers.hand_in(
        paper=row.papers.get(), name="plan.pdf", data=b"%PDF-1.7\n%%EOF", by=speaker.user
    )
    assert word(row) == "Papers received"


def test_money_asked_back_after_a_revocation_is_not_called_too_much(office: Any) -> None:
    officer, head = make.make_user("officer"), make.make_user("head")
    row = make.make_application(
        status="reclaim", granted=Decimal(100), decided=timezone.now(), decided_by=head,
        recommended_by=officer,
    )  # fmt: skip
    Reclaim.objects.create(
        application=row, amount=Decimal(100), due=SOON, made=timezone.now(), made_by=head
    )
    assert word(row) == "Too much was paid"
    Revocation.objects.create(
        application=row, reasons=["no_journey"], proposed_by=officer, decided_by=head,
        decided=timezone.now(),
    )  # fmt: skip
    assert word(row) == "Taken back"


def test_the_account_is_asked_for_once_the_journey_is_over(office: Any, client: Client) -> None:
    speaker = make.make_representative()
    row = make.make_application(
        club=speaker.club, status="granted", granted=Decimal(100), first_day=SOON, last_day=SOON,
        decided=timezone.now(), decided_by=make.make_user("head"),
        recommended_by=make.make_user("officer"), proof_due=SOON,
    )  # fmt: skip
    client.force_login(speaker.user)
    page = client.get(row.portal_url()).content.decode()
    assert "Proof of use" in page
    assert f"/apply/{row.pk}/proof/" not in page
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Application.objects.filter(pk=row.pk).update(first_day=yesterday, last_day=yesterday)
    assert f"/apply/{row.pk}/proof/" in client.get(row.portal_url()).content.decode()


def test_a_journey_elsewhere_names_city_and_continent(office: Any) -> None:
    row = make.make_application(status="draft")
    version = row.scheme.versions.get()
    said = {
        "title": "Choir", "direction": "outgoing", "partner": "elsewhere",
        "first_day": "1.6.2030", "last_day": "3.6.2030",
    }  # fmt: skip
    form = JourneyForm(row, version, said)
    assert not form.is_valid()
    assert set(form.errors) == {"place", "continent"}
    form = JourneyForm(row, version, {**said, "place": "Quito", "continent": "SA"})
    assert form.is_valid()
    assert form.changed()["facts"]["place"] == "Quito"
    by = make.make_representative(club=row.club).user
    row = actions.fill(application=row, changed=form.changed(), by=by)
    assert row.facts["place"] == "Quito"


def test_the_quick_check_promises_nothing_for_a_place_it_does_not_know(
    office: Any, client: Client
) -> None:
    rules = make.RULES | {
        "methods": [
            {"kind": "per_person", "cents": 4000, "when": {"continents": ["EU"]}},
            {"kind": "per_person", "cents": 9000},
        ]
    }
    scheme = make.make_open_scheme(rules=rules)
    said = {
        "scheme": scheme.code, "direction": "outgoing", "partner": "elsewhere", "people": 12,
        "first_day": "1.6.2030", "last_day": "3.6.2030",
    }  # fmt: skip
    page = client.get("/apply/check/", said, headers=ENGLISH).content.decode()
    assert "hangs on what is still open" in page
    assert "1,080" not in page
    assert "about €" not in page
    page = client.get("/apply/check/", said | {"continent": "SA"}, headers=ENGLISH).content.decode()
    assert "1,080.00" in page


def test_nothing_is_preset_that_the_rules_do_not_give(office: Any, client: Client) -> None:
    client.force_login(make.make_user("officer"))
    few = make.make_application(facts={"direction": "outgoing", "people": 3, "answers": {}})
    preset = '<option value="grant" selected>'
    assert preset not in client.get(few.get_absolute_url()).content.decode()
    assert preset in client.get(make.make_application().get_absolute_url()).content.decode()


def test_whoever_decides_sees_what_the_line_still_holds(office: Any, client: Client) -> None:
    scheme = make.make_open_scheme()
    scheme.line = make.make_line("Support of clubs")
    scheme.save()
    make.make_allotment(line=scheme.line, year=make.DAY.year, planned=1234)
    row = make.make_application(
        scheme=scheme, status="recommended", proposal="grant", proposed=Decimal(240),
        recommended_by=make.make_user("officer"),
    )  # fmt: skip
    client.force_login(make.make_user("head"))
    page = client.get(row.get_absolute_url()).content.decode()
    assert f"Left in {make.DAY.year}: €1,234.00." in page


def test_the_history_tells_facts_one_by_one(office: Any) -> None:
    speaker = make.make_representative()
    row = make.make_application(club=speaker.club, status="draft")
    facts = {"people": 15, "means": "rail", "partner": "elsewhere", "answers": {"young": 4}}
    actions.fill(application=row, changed={"facts": facts}, by=speaker.user)
    latest = history_of(Application.objects.get(pk=row.pk))[0]
    said = {part.label: (part.before, part.after) for part in latest.fields if part.name == "facts"}
    assert said == {
        "Partner city": ("Lyon", "elsewhere"),
        "Participants": ("12", "15"),
        "Means of transport": ("–", "rail"),
        "Of them under 27": ("–", "4"),
    }


def test_a_draft_of_the_rules_leaves_the_history_readable(office: Any, client: Client) -> None:
    speaker = make.make_representative()
    row = make.make_application(club=speaker.club)
    facts = {**row.facts, "answers": {"young": 3}}
    Application.objects.filter(pk=row.pk).update(facts=facts)
    for broken in ({"kind": "count", "code": "young", "text": None}, {"kind": "count"}):
        make.make_scheme_version(scheme=row.scheme, rules=make.RULES | {"questions": [broken]})
    client.force_login(make.make_user("officer"))
    page = client.get(row.get_absolute_url(), headers=ENGLISH)
    assert page.status_code == 200
    assert "Of them under 27" in page.content.decode()


def test_days_and_purpose_stay_with_the_api(office: Any, client: Client) -> None:
    row = make.make_application(purpose="We sing together.")
    client.force_login(make.make_user("officer"))
    said = client.get(f"/api/v1/applications/{row.pk}/").json()
    assert (said["last_day"], said["purpose"]) == (make.DAY.isoformat(), "We sing together.")
    assert client.get(row.get_absolute_url()).content.decode().count("We sing together.") == 1


def test_a_new_version_is_tried_on_what_clubs_applied_for(office: Any) -> None:
    club, scheme = make.make_club(), make.make_open_scheme()
    officer, head = make.make_user("officer"), make.make_user("head")
    decided = {
        "status": "granted", "granted": Decimal(100), "decided": timezone.now(),
        "decided_by": head, "recommended_by": officer,
    }  # fmt: skip
    rows = [make.make_application(club=club, scheme=scheme, **decided) for _ in range(2)]
    make.make_application(club=club, scheme=scheme, status="draft")
    with CaptureQueriesContext(connection) as few:
        cases = past.applied(scheme, officer)
    assert {case.url for case in cases} == {row.get_absolute_url() for row in rows}
    # Of the year's grants each case knows the others, if they were decided before it was sent.
    assert [case.facts["paid_this_year"] for case in cases] == [0, 0]
    early = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    with pgtrigger.ignore():
        Application.objects.filter(pk=rows[0].pk).update(decided=early)
    cases = past.applied(scheme, officer)
    assert [case.facts["paid_this_year"] for case in cases] == [10000, 0]
    assert cases[0].facts == rows[1].case(timezone.now())
    for _number in range(4):
        make.make_application(club=make.make_club(), scheme=scheme)
    with CaptureQueriesContext(connection) as many:
        assert len(past.applied(scheme, officer)) == 6
    assert len(many) == len(few)
    assert past.applied(scheme, make.make_user("council")) == []
