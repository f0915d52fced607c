"""The forms of the desk as a browser sends them, and what they say to bad input."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from delegations.models import Application
from tests.factories import make_application, make_paper, make_user

pytestmark = pytest.mark.django_db


def post(client: Client, row: Application, verb: str, **data: Any) -> Any:
    return client.post(f"/delegations/applications/{row.pk}/{verb}/", data)


def recommended(client: Client) -> Application:
    client.force_login(make_user("officer"))
    row = make_application()
    post(client, row, "recommend", proposal="grant", amount="240,00", text="In order.")
    row.refresh_from_db()
    return row


def test_recommended_as_calculated(office: Any, client: Client) -> None:
    row = recommended(client)
    assert (row.status, row.proposed) == ("recommended", Decimal(240))


def test_another_amount_is_typed_in_euros(office: Any, client: Client) -> None:
    client.force_login(make_user("officer"))
    row = make_application()
    post(client, row, "recommend", proposal="partial", amount="1.234,50 €", text="Costs shown.")
    row.refresh_from_db()
    assert row.proposed == Decimal("1234.50")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"proposal": "partial", "amount": "", "text": "x"}, "Give the amount."),
        ({"proposal": "partial", "amount": "-5", "text": "x"}, "Enter an amount in euros"),
        ({"proposal": "partial", "amount": "zehn", "text": "x"}, "Enter an amount in euros"),
        ({"proposal": "partial", "amount": "9" * 40, "text": "x"}, "Enter an amount in euros"),
        ({"proposal": "nothing", "amount": "5", "text": "x"}, "Select a valid choice"),
        ({"proposal": "grant", "amount": "5", "text": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_recommended_is_said(
    office: Any, client: Client, data: dict[str, str], sentence: str
) -> None:
    client.force_login(make_user("officer"))
    row = make_application()
    answer = post(client, row, "recommend", **data)
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    row.refresh_from_db()
    assert row.status == "submitted"


def test_less_than_calculated_needs_a_reason(office: Any, client: Client) -> None:
    row = recommended(client)
    client.force_login(make_user("head"))
    answer = post(client, row, "decide", granted="100", text="", conditions="")
    assert "choose at least one reason" in answer.content.decode()
    post(client, row, "decide", granted="100", reasons=["budget"], text="", conditions="")
    row.refresh_from_db()
    assert (row.status, row.granted, row.reasons) == ("granted", Decimal(100), ["budget"])


def test_a_decision_sent_twice_says_that_it_is_made(office: Any, client: Client) -> None:
    row = recommended(client)
    client.force_login(make_user("head"))
    post(client, row, "decide", granted="240", text="", conditions="")
    answer = post(client, row, "decide", granted="0", reasons=["late"], text="", conditions="")
    assert "changed the status meanwhile" in answer.content.decode()
    row.refresh_from_db()
    assert row.status == "granted"


def test_the_form_of_the_decision_is_not_shown_to_who_recommended(
    office: Any, client: Client
) -> None:
    row = recommended(client)
    assert f"/{row.pk}/decide/" not in client.get(row.get_absolute_url()).content.decode()
    client.force_login(make_user("head"))
    assert f"/{row.pk}/decide/" in client.get(row.get_absolute_url()).content.decode()


def test_the_head_gives_back_by_the_button(office: Any, client: Client) -> None:
    row = recommended(client)
    client.force_login(make_user("head"))
    data = {"step": "give_back", "reason": "The costs are missing.", "seen": "recommended"}
    assert post(client, row, "step", **data).status_code == 302
    row.refresh_from_db()
    assert row.status == "submitted"


def test_a_paper_is_asked_for_with_a_day_ahead(office: Any, client: Client) -> None:
    client.force_login(make_user("officer"))
    row = make_application()
    answer = post(client, row, "ask", texts="Plan", due="2020-01-01")
    assert "Give a day that lies ahead." in answer.content.decode()
    post(client, row, "ask", texts="Plan", due="2099-01-01")
    row.refresh_from_db()
    assert (row.status, row.papers.get().text_de) == ("papers", "Plan")


def test_a_message_reaches_the_page_of_the_application(office: Any, client: Client) -> None:
    client.force_login(make_user("officer"))
    row = make_application()
    make_paper(application=row)
    post(client, row, "tell", text="Hello <b>choir</b>")
    assert "Hello &lt;b&gt;choir" in client.get(row.get_absolute_url()).content.decode()


def test_no_more_is_paid_in_advance_than_is_granted(office: Any, client: Client) -> None:
    row = recommended(client)
    client.force_login(make_user("head"))
    answer = post(client, row, "decide", granted="240", advance="240,01").content.decode()
    assert "This is more than is granted." in answer
    post(client, row, "decide", granted="240", advance="100")
    row.refresh_from_db()
    assert (row.status, row.advance) == ("granted", Decimal(100))
    assert row.payments.get().amount == Decimal(100)


def test_whoever_recommends_or_decides_is_told_what_is_missing(office: Any, client: Client) -> None:
    client.force_login(make_user("officer"))
    row = make_application(status="submitted")
    paper = make_paper(application=row, text_de="Kostenplan", text_en="plan of costs")
    warning = "Still missing:"
    assert warning in client.get(row.get_absolute_url()).content.decode()
    paper.delete()
    assert warning not in client.get(row.get_absolute_url()).content.decode()
