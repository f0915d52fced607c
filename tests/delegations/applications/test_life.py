"""The life of an application: begun, sent, checked by one, decided by another, accounted for."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from delegations.applications import actions, cases, papers
from delegations.applications.workflows import APPLICATION
from delegations.due import papers_that_came
from delegations.models import Application, Representative
from delegations.payments import proofs
from oia.core.models import OutboxMail
from oia.core.workflow import Refused, perform
from tests.delegations.payments.scene import seen
from tests.factories import (
    RULES,
    make_application,
    make_club,
    make_open_scheme,
    make_representative,
    make_user,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"
LATER = dt.date.today() + dt.timedelta(days=60)
YEARLY = {"kind": "per_applicant_year", "cents": 24000}
FACTS = {"direction": "outgoing", "partner": "Lyon", "people": 12}


@pytest.fixture
def speaker(office: Any) -> Representative:
    return make_representative()


def begun(speaker: Representative, key: str = "k") -> Application:
    return actions.begin(
        club=speaker.club, scheme=make_open_scheme(), title="Choir in Lyon", key=key,
        by=speaker.user,
    )  # fmt: skip


def filled(speaker: Representative) -> Application:
    row = begun(speaker)
    days = {"first_day": LATER, "last_day": LATER + dt.timedelta(days=3)}
    return actions.fill(application=row, changed={"facts": dict(FACTS), **days}, by=speaker.user)


def sent(speaker: Representative) -> Application:
    return actions.send(application=filled(speaker), by=speaker.user)


def recommended(speaker: Representative, by: Any) -> Application:
    return actions.recommend(
        application=sent(speaker), proposal="grant", amount=Decimal(240), text="In order.", by=by
    )


def decide(row: Application, by: Any, granted: int = 240, **said: Any) -> Application:
    given = {"reasons": [], "text": "", "conditions": ""} | said
    return actions.decide(application=row, granted=Decimal(granted), by=by, **given)


def test_the_same_form_sent_twice_begins_one_application(speaker: Representative) -> None:
    scheme = make_open_scheme()
    said = {"club": speaker.club, "scheme": scheme, "title": "Choir", "key": "k"}
    first = actions.begin(**said, by=speaker.user)
    assert actions.begin(**said, by=speaker.user) == first
    assert Application.objects.count() == 1


def test_nobody_begins_an_application_for_a_club_of_others(speaker: Representative) -> None:
    with pytest.raises(PermissionDenied):
        actions.begin(
            club=make_club(), scheme=make_open_scheme(), title="x", key="k", by=speaker.user
        )


def test_what_was_filled_in_decides_which_papers_are_asked_for(speaker: Representative) -> None:
    row = filled(speaker)
    assert [(str(p.text_de), p.stage) for p in row.papers.all()] == [("Programm", "before")]


def test_steps_keep_what_other_steps_said(speaker: Representative) -> None:
    row = filled(speaker)
    row = actions.fill(
        application=row, changed={"facts": {"means": "bus", "answers": {"young": 3}}},
        by=speaker.user,
    )  # fmt: skip
    assert row.facts == {**FACTS, "means": "bus", "answers": {"young": 3}}


def test_sent_it_keeps_moment_version_assessment_and_number(speaker: Representative) -> None:
    row = sent(speaker)
    assert row.status == "submitted"
    assert row.version_used == row.scheme.versions.get()
    assert row.assessment["total_cents"] == 24000
    assert row.file_number == f"Z {dt.date.today().year}/{row.pk}"
    mail = OutboxMail.objects.get(template="receipt")
    assert (mail.recipient, row.file_number in mail.body) == (speaker.user.email, True)


def test_sent_twice_is_sent_once(speaker: Representative) -> None:
    row = sent(speaker)
    again = actions.send(application=row, by=speaker.user)
    assert (again.submitted, OutboxMail.objects.filter(template="receipt").count()) == (
        row.submitted,
        1,
    )


def test_without_journey_and_people_nothing_is_sent(speaker: Representative) -> None:
    with pytest.raises(Refused, match="Fill in the journey"):
        actions.send(application=begun(speaker), by=speaker.user)


def test_recommended_on_it_is_no_longer_filled_in(speaker: Representative) -> None:
    row = recommended(speaker, make_user("officer"))
    with pytest.raises(Refused, match="sent already"):
        actions.fill(application=row, changed={"facts": {"people": 99}}, by=speaker.user)


def test_one_recommends_another_decides(speaker: Representative) -> None:
    officer, head = make_user("officer"), make_user("head")
    row = decide(recommended(speaker, officer), head, conditions="Name the city.")
    assert (row.status, row.granted, row.decided_by, row.recommended_by) == (
        "granted",
        Decimal(240),
        head,
        officer,
    )
    assert [p.text_de for p in row.papers.filter(stage="after")] == ["Liste"]


def test_whoever_recommended_does_not_decide(speaker: Representative) -> None:
    officer = make_user("officer")
    row = recommended(speaker, officer)
    with pytest.raises(Refused, match="another person decides"):
        decide(row, officer)


def test_the_button_alone_neither_recommends_nor_decides(speaker: Representative) -> None:
    officer, head = make_user("officer"), make_user("head")
    with pytest.raises(Refused, match="form of the recommendation"):
        perform(APPLICATION, sent(speaker), "recommend", by=officer)
    row = Application.objects.get()
    row = actions.recommend(
        application=row, proposal="grant", amount=Decimal(240), text="x", by=officer
    )
    with pytest.raises(Refused, match="form of the decision"):
        perform(APPLICATION, row, "grant", by=head)


@pytest.mark.parametrize("field", ["recommended_by", "decided_by"])
def test_the_database_refuses_somebody_of_the_club(speaker: Representative, field: str) -> None:
    row = sent(speaker)
    with pytest.raises(IntegrityError, match="applying club"), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(**{field: speaker.user})
    other = make_representative().user
    Application.objects.filter(pk=row.pk).update(**{field: other})  # of another club: no objection


def test_the_database_refuses_one_person_for_both(speaker: Representative) -> None:
    row, officer = sent(speaker), make_user("officer")
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(recommended_by=officer, decided_by=officer)


@pytest.mark.parametrize(
    "change",
    [
        {"granted": Decimal(1)},
        {"decision_text": "other"},
        {"conditions": "other"},
        {"reasons": ["budget"]},
        {"assessment": {}},
        {"decided_by": None},
    ],
)
def test_a_decision_is_never_rewritten(speaker: Representative, change: dict[str, Any]) -> None:
    row = decide(recommended(speaker, make_user("officer")), make_user("head"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=row.pk).update(**change)


def test_a_refusal_grants_nothing_and_says_why(speaker: Representative) -> None:
    row = recommended(speaker, make_user("officer"))
    row = decide(row, make_user("head"), granted=0, reasons=["budget"], text="Used up.")
    assert (row.status, row.granted, row.reasons) == ("refused", Decimal(0), ["budget"])


def test_entering_on_a_clubs_behalf_is_not_applying(speaker: Representative) -> None:
    officer, head = make_user("officer"), make_user("head")
    row = actions.begin(
        club=speaker.club, scheme=make_open_scheme(), title="By phone", key="k", by=officer
    )
    assert row.entered_by == officer
    days = {"first_day": LATER, "last_day": LATER}
    row = actions.fill(application=row, changed={"facts": dict(FACTS), **days}, by=officer)
    row = actions.send(application=row, by=officer)
    row = actions.recommend(
        application=row, proposal="grant", amount=Decimal(240), text="x", by=officer
    )
    assert decide(row, head).status == "granted"


def test_a_clubs_own_draft_is_not_seen_at_the_desk(speaker: Representative) -> None:
    row = begun(speaker)
    officer = make_user("officer")
    assert not Application.objects.visible_to(officer).exists()
    assert not Application.objects.visible_to(make_representative().user).exists()
    assert Application.objects.visible_to(speaker.user).get() == row


def test_papers_are_asked_for_handed_in_and_the_check_goes_on(speaker: Representative) -> None:
    row, officer = sent(speaker), make_user("officer")
    row = papers.ask(application=row, texts=["Kostenplan"], due=LATER, by=officer)
    assert (row.status, row.papers.get(text_de="Kostenplan").due) == ("papers", LATER)
    paper = row.papers.get(text_de="Kostenplan")
    papers.hand_in(paper=paper, name="plan.pdf", data=PDF, by=speaker.user)
    assert paper.document is not None
    assert perform(APPLICATION, row, "go_on", by=officer).status == "submitted"
    mail = OutboxMail.objects.get(template="papers")
    assert mail.recipient == speaker.user.email


def test_the_account_waits_for_the_end_and_the_papers(office: Any) -> None:
    speaker = make_representative()
    officer, head = make_user("officer"), make_user("head")
    row = make_application(club=speaker.club, status="submitted")
    row = actions.recommend(
        application=row, proposal="grant", amount=Decimal(240), text="x", by=officer
    )
    row = decide(row, head)
    with pytest.raises(Refused, match="Fill in the report"):
        perform(APPLICATION, row, "account", by=speaker.user)
    proofs.fill(application=row, report="We sang.", facts={"people": 12}, by=speaker.user)
    with pytest.raises(Refused, match="Hand in first: "):
        perform(APPLICATION, row, "account", by=speaker.user)
    for paper in row.papers.all():
        papers.hand_in(paper=paper, name="l.pdf", data=PDF, by=speaker.user)
    row = perform(APPLICATION, row, "account", by=speaker.user)
    with pytest.raises(Refused, match="Use the form that closes"):
        perform(APPLICATION, row, "close", by=head)
    proofs.examine(application=row, final=Decimal(240), finding="", by=officer)
    done = proofs.close(application=row, due=None, text="", seen=seen(row), by=head)
    assert done.status == "closed"


def test_what_was_granted_this_year_counts_for_the_cap_of_the_year(office: Any) -> None:
    speaker = make_representative()
    first = make_application(club=speaker.club, status="submitted")
    first = actions.recommend(
        application=first, proposal="grant", amount=Decimal(240), text="x", by=make_user("officer")
    )
    decide(first, make_user("head"))
    second = make_application(club=speaker.club, scheme=first.scheme, status="draft")
    assert second.case(dt.datetime.now(dt.UTC))["paid_this_year"] == 24000


def test_officers_hear_that_the_papers_have_come_and_find_the_case_among_what_is_due(
    speaker: Representative,
) -> None:
    row, officer = sent(speaker), make_user("officer")
    row = papers.ask(application=row, texts=["Plan", "Word"], due=LATER, by=officer)
    *_others, last = row.papers.filter(document=None)
    for paper in _others:
        papers.hand_in(paper=paper, name=f"{paper.pk}.pdf", data=PDF, by=speaker.user)
    assert papers_that_came(officer, everybodys=False) == []
    papers.hand_in(paper=last, name="last.pdf", data=PDF, by=speaker.user)
    (mail,) = OutboxMail.objects.filter(recipient=officer.email, template="papers")
    assert row.file_number in mail.subject
    (item,) = papers_that_came(officer, everybodys=False)
    assert row.title in str(item)


def test_a_years_cap_holds_for_two_that_were_recommended_side_by_side(
    speaker: Representative,
) -> None:
    scheme = make_open_scheme(rules=RULES | {"caps": [YEARLY]})
    officer, head = make_user("officer"), make_user("head")
    first = LATER + dt.timedelta(days=500)
    days = {"submitted": timezone.now(), "first_day": first, "last_day": first}
    rows = [
        make_application(club=speaker.club, scheme=scheme, status="submitted", **days)
        for _one in range(2)
    ]
    for row in rows:
        actions.recommend(
            application=row, proposal="grant", amount=Decimal(240), text="x", by=officer
        )
    assert decide(rows[0], head).granted == 240
    with pytest.raises(Refused, match="has become less"):
        decide(rows[1], head)


def test_a_decision_on_what_was_seen_before_is_refused(speaker: Representative) -> None:
    officer, head = make_user("officer"), make_user("head")
    row = make_application(club=speaker.club, status="submitted")
    row = actions.recommend(
        application=row, proposal="grant", amount=Decimal(240), text="x", by=officer
    )
    before = cases.mark_of(row)
    row.save()
    with pytest.raises(Refused, match="was changed meanwhile"):
        actions.decide(
            application=row, granted=Decimal(240), reasons=[], text="", conditions="", seen=before,
            by=head,
        )  # fmt: skip
