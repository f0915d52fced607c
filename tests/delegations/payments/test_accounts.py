"""A club's account: entered, changed, confirmed by another, seen in full only under log."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from delegations.models import BankAccount, Representative
from delegations.payments import accounts
from oia.core import rekeying
from oia.core.models import OutboxMail, ReadLog
from oia.core.workflow import Refused
from oia.roles import GRANTS, ROLES
from tests import factories as make

pytestmark = pytest.mark.django_db
OTHER = "FR1420041010050500013M02606"
TYPED = {"holder": "Choir of Friends", "iban": "de02 1203 0000 0000 2020 51"}


@pytest.fixture
def speaker(office: Any) -> Representative:
    return make.make_representative(club=make.make_club(email="old@example.org"))


def entered(speaker: Representative, iban: str = make.IBAN, **kw: Any) -> BankAccount:
    said: dict[str, Any] = {"club": speaker.club, "iban": iban, "holder": "Choir of Friends"}
    return accounts.enter(**said | {"by": speaker.user} | kw)


def warned() -> set[str]:
    mails = OutboxMail.objects.filter(template="account_changed")
    return set(mails.values_list("recipient", flat=True))


def test_a_club_enters_its_account_and_sees_four_signs(
    client: Client, speaker: Representative
) -> None:
    client.force_login(speaker.user)
    address = f"/apply/club/{speaker.club.pk}/account/"
    assert client.post(address, TYPED).status_code == 302
    row = BankAccount.objects.get()
    assert (row.iban.reveal(), row.holder, row.entered_by) == (
        make.IBAN, "Choir of Friends", speaker.user,
    )  # fmt: skip
    page = client.get(address).content.decode()
    assert ("2051" in page, make.IBAN[4:12] in page.replace(" ", "")) == (True, False)
    assert not row.is_payable


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, speaker: Representative
) -> None:
    client.force_login(speaker.user)
    typed = {"holder": "Choir & Friends", "iban": "de03 1203 0000 0000 2020 51"}
    page = client.post(f"/apply/club/{speaker.club.pk}/account/", typed).content.decode()
    assert "check digits do not fit" in page
    assert 'value="de03 1203 0000 0000 2020 51"' in page
    assert 'value="Choir &amp; Friends"' in page
    assert not BankAccount.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_club_is_not_there(client: Client, speaker: Representative, method: str) -> None:
    client.force_login(make.make_representative().user)
    answer = getattr(client, method)(f"/apply/club/{speaker.club.pk}/account/", TYPED)
    assert (answer.status_code, BankAccount.objects.count()) == (404, 0)


@pytest.mark.parametrize("role", ROLES)
def test_who_enters_an_account_stands_in_the_table(office: Any, client: Client, role: str) -> None:
    user, club = make.make_user(role), make.make_club()
    if role == "club":
        make.make_representative(club=club, user=user)
    client.force_login(user)
    answer = client.post(f"/apply/club/{club.pk}/account/", TYPED)
    allowed = GRANTS["iban"][role].write
    assert (answer.status_code, BankAccount.objects.count()) == (302, 1) if allowed else (403, 0)


def test_the_same_account_again_changes_nothing(speaker: Representative) -> None:
    assert entered(speaker) == entered(speaker, "de02 1203 0000 0000 2020 51")
    assert (BankAccount.objects.count(), warned()) == (1, set())


def test_a_change_is_told_to_all_who_knew_the_old_account(speaker: Representative) -> None:
    first = entered(speaker)
    accounts.confirm(account=first, how="letterhead", by=make.make_user("officer"))
    # Whoever takes a club over removes the others and the contact first.
    taker = make.make_representative(club=speaker.club)
    speaker.delete()
    speaker.club.email = "new@example.org"
    speaker.club.save()
    second = entered(taker, OTHER)
    assert not second.is_payable
    assert warned() == {"old@example.org", "new@example.org", speaker.user.email, taker.user.email}
    bodies = " ".join(OutboxMail.objects.values_list("body", flat=True))
    assert ("2051" in bodies, "2606" in bodies) == (False, False)
    first.refresh_from_db()
    assert first.replaced is not None


def test_another_holder_is_a_change_too(speaker: Representative) -> None:
    entered(speaker)
    entered(speaker, holder="Somebody Else")
    assert len(warned()) == 2


def test_whoever_entered_it_does_not_confirm_it(speaker: Representative) -> None:
    officer = make.make_user("officer")
    row = entered(speaker, by=officer)
    with pytest.raises(Refused, match="You entered this account yourself"):
        accounts.confirm(account=row, how="x", by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        BankAccount.objects.filter(pk=row.pk).update(
            confirmed=timezone.now(), confirmed_by=officer, how="x"
        )
    accounts.confirm(account=row, how="letterhead", by=make.make_user("head"))
    row.refresh_from_db()
    assert row.is_payable


def test_the_database_refuses_somebody_of_the_club_as_confirmer(speaker: Representative) -> None:
    row, other = entered(speaker), make.make_representative(club=speaker.club)
    with pytest.raises(IntegrityError, match="club confirms its own"), transaction.atomic():
        BankAccount.objects.filter(pk=row.pk).update(
            confirmed=timezone.now(), confirmed_by=other.user, how="x"
        )


@pytest.mark.parametrize("role", ["liaison", "mayor", "council", "club", "auditor", "admin"])
def test_only_those_who_pay_confirm(speaker: Representative, role: str) -> None:
    with pytest.raises(PermissionDenied):
        accounts.confirm(account=entered(speaker), how="x", by=make.make_user(role))


@pytest.mark.parametrize(
    "change", [{"holder": "other"}, {"iban": OTHER}, {"told_to": "x@example.org"}]
)
def test_an_account_is_never_rewritten(speaker: Representative, change: dict[str, Any]) -> None:
    row = entered(speaker)
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        BankAccount.objects.filter(pk=row.pk).update(**change)


def test_a_change_of_keys_writes_it_anew(speaker: Representative, settings: Any) -> None:
    row = entered(speaker)
    settings.FIELD_KEYS = [bytes(32), *settings.FIELD_KEYS]
    assert rekeying.renew([BankAccount]).renewed == 1
    assert BankAccount.objects.get(pk=row.pk).iban.reveal() == make.IBAN


@pytest.mark.parametrize("role", ROLES)
def test_the_full_number_is_for_whose_cell_says_so_and_each_look_is_written_down(
    speaker: Representative, client: Client, role: str
) -> None:
    row, user = entered(speaker), make.make_user(role)
    client.force_login(user)
    here = f"/delegations/payments/accounts/{row.pk}/"
    client.get(here)
    blind = client.post(f"{here}number/", {"reason": " "}).content.decode()
    assert (ReadLog.objects.filter(area="iban").count(), "2020 51" in blind) == (0, False)
    page = client.post(f"{here}number/", {"reason": "compare with the letterhead"})
    allowed = GRANTS["payments"][role].read and GRANTS["iban"][role].read
    assert ("DE02 1203 0000 0000 2020 51" in page.content.decode()) == allowed
    log = list(ReadLog.objects.filter(area="iban").values_list("user", "what"))
    assert log == ([(user.pk, f"{here} – compare with the letterhead")] if allowed else [])
    if allowed:
        assert "no-store" in page.headers["Cache-Control"]


def test_who_saw_an_iban_is_a_link_for_the_head(speaker: Representative, client: Client) -> None:
    row, officer = entered(speaker), make.make_user("officer", name="Ada Lindqvist")
    accounts.reveal(account=row, reason="letterhead", by=officer)
    client.force_login(make.make_user("head"))
    page = client.get(row.get_absolute_url()).content.decode()
    assert f"/reads/?q=%2Fdelegations%2Fpayments%2Faccounts%2F{row.pk}%2F" in page
    found = client.get("/reads/", {"q": row.get_absolute_url()}).content.decode()
    assert "Ada Lindqvist" in found


def test_a_second_person_confirms_in_the_browser(speaker: Representative, client: Client) -> None:
    row = entered(speaker)
    application = make.make_application(club=speaker.club)
    client.force_login(make.make_user("officer"))
    assert "Bank accounts to be confirmed" in client.get("/due/").content.decode()
    page = client.get(application.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in page
    assert "required" in client.post(f"{row.get_absolute_url()}confirm/", {}).content.decode()
    client.post(f"{row.get_absolute_url()}confirm/", {"how": "called the chair"})
    row.refresh_from_db()
    assert (row.how, row.is_payable) == ("called the chair", True)
    assert "Bank accounts to be confirmed" not in client.get("/due/").content.decode()
