"""One known IBAN, and every place it might be found in: it is in none but the allowed ones."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from delegations.payments import accounts
from oia.core.models import OutboxMail
from tests import factories as make
from tests.delegations.payments.scene import released
from tests.pages.routes import api_routes, routes
from tests.pages.test_routes import POST_ONLY
from tests.pages.walk import furnish

CANARY = "DE89370400440532013000"
HIDDEN = CANARY[2:-4]  # the last four may be seen


def has_canary(text: str) -> bool:
    return HIDDEN in "".join(text.split())


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode("utf-8", "replace"))


def addresses(stops: list[Any]) -> Iterator[str]:
    yield from (stop.address for stop in stops)
    for route in routes():
        if not route.arguments and route.name not in POST_ONLY:
            yield f"{route.address()}?export=csv"
    yield from (route.address() for route in api_routes() if not route.arguments)
    yield f"/search/?q={CANARY[:8]}"


def tables() -> list[str]:
    """Every row of every table as text: what a dump of the database would hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = [name for (name,) in cursor.fetchall()]
        found = []
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" t')
            found += [f"{name}: {text}" for (text,) in cursor.fetchall() if has_canary(text)]
    return found


def test_the_canary_is_in_no_page_export_api_history_mail_or_log(
    office: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    speaker = make.make_user("club")
    stops = furnish(office, speaker)
    club = speaker.represents.get().club
    for number in (make.IBAN, CANARY):  # the second a change of the first, with its mails
        account = accounts.enter(club=club, iban=number, holder="Choir", by=speaker)
    officer = make.make_user("officer")
    accounts.confirm(account=account, how="letterhead", by=officer)
    make.make_application(club=club)
    batch = released(make.make_payment(application=make.make_granted(club=club)))
    own = [
        batch.get_absolute_url(),
        account.get_absolute_url(),
        f"/apply/club/{club.pk}/account/",
        club.get_absolute_url(),
    ]
    wanted = sorted({*addresses(stops), *own, f"{club.get_absolute_url()}history/"})
    found = []
    for role in ("head", "officer", "club", "auditor"):
        client = Client(raise_request_exception=False)
        client.force_login(speaker if role == "club" else make.make_user(role))
        for address in wanted:
            if has_canary(body(client.get(address))):
                found.append((role, address))
    assert found == []
    accounts.reveal(account=account, reason="letterhead", by=officer)
    client = Client()
    client.force_login(officer)
    file = client.post(f"{batch.get_absolute_url()}file/", {"kind": "xml"})
    assert has_canary(body(file))  # an allowed place: the bank needs it
    assert tables() == []
    assert [mail.pk for mail in OutboxMail.objects.all() if has_canary(mail.body)] == []
    assert [r.getMessage() for r in caplog.records if CANARY in r.getMessage()] == []


def test_the_canary_would_be_found(office: Any) -> None:
    """The negative control: a row that holds it in the clear is noticed."""
    make.make_event(note=f"IBAN {CANARY[:10]} {CANARY[10:]}")
    assert len(tables()) == 2  # the record and its history
