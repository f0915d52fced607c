"""Invitations, roles, closed accounts, substitutes: who gets in, and who acts for whom."""

import datetime as dt
import re
import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from delegations.workflows import TRIP
from oia.core.audit import history_of
from oia.core.models import OutboxMail, SignInLink, User
from oia.office.accounts import actions, deeds
from oia.office.models import AccountRequest, Affiliation, CalendarFeed, Substitution
from oia.office.ownership import departments_of
from tests.factories import make_department, make_desk, make_trip, make_user
from tests.office.doors import RIGHT, sign_in

TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)
GOOD = "vier-pferde-im-nebel"


def signed_in(client: Client) -> bool:
    return bool(client.get("/account/").status_code == 200)


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def link_of(email: str) -> str:
    mail = OutboxMail.objects.filter(recipient=email).latest("pk")
    found = re.search(r"http://testserver(/sign-in/\S+/)", mail.body)
    assert found, mail.body
    return found[1]


def link_to(token: str) -> str:
    return f"http://testserver/sign-in/{token}/"


def invite(client: Client, **typed: str) -> Any:
    data = {"email": "neu@example.org", "role": "officer", "language": "en", **typed}
    return client.post("/users/invite/", data)


@pytest.fixture
def admin(office: Any) -> User:
    return make_user("admin", name="Norbert")


# Invitations ------------------------------------------------------------------------------------


def test_an_invited_person_chooses_a_password_and_is_in(admin: User) -> None:
    department = make_department("Culture")
    desk = make_desk("FTE 2")
    data = {"department": str(department.pk), "desks": str(desk.pk), "name": "Imke"}
    assert invite(enter(admin), **data).status_code == 302
    user = User.objects.get(email="neu@example.org")
    desk.refresh_from_db()
    assert (user.role, user.affiliation.department, desk.holder) == ("officer", department, user)
    guest, address = Client(), link_of(user.email)
    assert "neu@example.org" in guest.get(address).content.decode()
    assert not signed_in(guest)
    guest.post(address, {"new_password1": GOOD, "new_password2": GOOD})
    user.refresh_from_db()
    assert (signed_in(guest), user.check_password(GOOD)) == (True, True)


def test_a_weak_password_does_not_use_the_link(admin: User) -> None:
    invite(enter(admin))
    guest, address = Client(), link_of("neu@example.org")
    guest.post(address, {"new_password1": "1234", "new_password2": "1234"})
    assert (signed_in(guest), SignInLink.objects.get().used) == (False, None)


def test_an_invitation_works_once_and_a_button_alone_is_not_enough(admin: User) -> None:
    invite(enter(admin))
    address = link_of("neu@example.org")
    without = Client()
    without.post(address)
    first, second = Client(), Client()
    for client in (first, second):
        client.post(address, {"new_password1": GOOD, "new_password2": GOOD})
    assert (signed_in(without), signed_in(first), signed_in(second)) == (False, True, False)


def test_the_sent_mail_forgets_the_link_once_it_is_used(admin: User) -> None:
    invite(enter(admin))
    address = link_of("neu@example.org")
    OutboxMail.objects.update(state="sent")
    Client().post(address, {"new_password1": GOOD, "new_password2": GOOD})
    assert OutboxMail.objects.get(template="invitation").body == ""


def test_the_heads_are_told_who_got_which_rights(admin: User) -> None:
    head = make_user("head")
    invite(enter(admin), role="officer")
    mail = OutboxMail.objects.get(recipient=head.email)
    assert mail.body == "Norbert has invited neu@example.org <neu@example.org> (Officer)."


def test_an_address_that_has_an_account_is_refused(admin: User) -> None:
    make_user(email="neu@example.org")
    answer = invite(enter(admin))
    assert list(answer.context["form"].errors) == ["email"]
    assert User.objects.filter(email="neu@example.org").count() == 1


@pytest.mark.parametrize("role", ["officer", "liaison", "mayor", "council", "club", "auditor"])
def test_others_invite_nobody(office: Any, role: str) -> None:
    assert invite(enter(make_user(role))).status_code == 403
    assert not User.objects.filter(email="neu@example.org").exists()


# Forgotten passwords ----------------------------------------------------------------------------


def test_a_forgotten_password_gets_the_same_answer_for_every_address(office: Any) -> None:
    known = make_user(password="old-horse-battery")
    closed = make_user(is_active=False)
    pages = [
        re.sub(
            r'value="\w{64}"',
            "",
            Client().post("/sign-in/forgotten/", {"email": e}).content.decode(),
        )
        for e in (known.email.upper(), closed.email, "nobody@example.org")
    ]
    assert pages[0] == pages[1] == pages[2]
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [known.email]


def test_a_new_password_ends_the_sessions_of_the_old_one(office: Any) -> None:
    user = make_user(password="old-horse-battery")
    old = enter(user)
    Client().post("/sign-in/forgotten/", {"email": user.email})
    Client().post(link_of(user.email), {"new_password1": GOOD, "new_password2": GOOD})
    assert not signed_in(old)


def test_a_link_for_a_new_password_ends_after_a_day(office: Any) -> None:
    user = make_user()
    actions.send_new_password_link(email=user.email, link_to=link_to)
    left = SignInLink.objects.get().expires - timezone.now()
    assert dt.timedelta(hours=23) < left <= dt.timedelta(hours=24)


# Roles ------------------------------------------------------------------------------------------


def changed(client: Client, user: User, **typed: str) -> Any:
    data = {"email": user.email, "name": user.name, "role": user.role, **typed}
    answer = client.post(f"/users/{user.pk}/edit/", data)
    user.refresh_from_db()
    return answer


def test_a_revoked_role_holds_from_the_next_click_on(admin: User) -> None:
    liaison = make_user("liaison", password=RIGHT)
    desk = sign_in(liaison)
    assert desk.get("/delegations/new/").status_code == 200
    changed(enter(admin), liaison, role="council")
    assert not signed_in(desk)
    assert enter(liaison).get("/delegations/new/").status_code == 403


def test_nobody_gives_themself_rights(admin: User) -> None:
    make_user("admin")
    answer = changed(enter(admin), admin, role="head")
    assert (admin.role, len(answer.context["form"].non_field_errors())) == ("admin", 1)


def test_nobody_closes_their_own_account(admin: User) -> None:
    make_user("admin")
    enter(admin).post(f"/users/{admin.pk}/decide/", {"verb": "close", "reason": "leaving"})
    admin.refresh_from_db()
    assert admin.is_active


@pytest.mark.parametrize("role", deeds.NEEDED_ROLES)
def test_the_last_of_a_needed_role_stays(admin: User, role: str) -> None:
    last = User.objects.filter(role=role).first() or make_user(role)
    by = make_user("head") if role == "admin" else admin
    changed(enter(by), last, role="officer")
    enter(by).post(f"/users/{last.pk}/decide/", {"verb": "close", "reason": "leaving"})
    last.refresh_from_db()
    assert (last.role, last.is_active) == (role, True)
    make_user(role)
    changed(enter(by), last, role="officer")
    assert AccountRequest.objects.get().role == "officer"


def _close_each_other(*, lock: bool, monkeypatch: Any) -> int:
    """Two administrators close each other at once; how many are left open."""
    one, two = make_user("admin"), make_user("admin")
    together = threading.Barrier(2)
    waited = deeds.keep_one

    def slowly(*args: Any, **kwargs: Any) -> None:
        waited(*args, **kwargs)
        if not lock:
            together.wait(5)

    def close(user: User, by: User) -> None:
        try:
            if lock:
                together.wait(5)
            with transaction.atomic():
                deeds.close(deeds.locked(user), by=by)
        except ValidationError:
            pass
        finally:
            connection.close()

    monkeypatch.setattr(deeds, "keep_one", slowly)
    if not lock:
        monkeypatch.setattr(deeds, "locked", lambda user: User.objects.get(pk=user.pk))
    threads = [threading.Thread(target=close, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return User.objects.filter(role="admin", is_active=True).count()


def test_two_administrators_who_close_each_other_at_once(committed: None, monkeypatch: Any) -> None:
    assert _close_each_other(lock=True, monkeypatch=monkeypatch) == 1


def test_without_the_lock_both_would_be_out(committed: None, monkeypatch: Any) -> None:
    """The negative control."""
    assert _close_each_other(lock=False, monkeypatch=monkeypatch) == 0


# Closed accounts --------------------------------------------------------------------------------


def test_a_closed_account_ends_its_sessions_links_and_feeds_for_good(admin: User) -> None:
    liaison = make_user("liaison", password=GOOD)
    desk = enter(liaison)
    CalendarFeed.objects.create(
        user=liaison, name="x", digest="0" * 64, expires=timezone.now() + DAY
    )
    actions.send_new_password_link(email=liaison.email, link_to=link_to)
    enter(admin).post(f"/users/{liaison.pk}/decide/", {"verb": "close", "reason": "has left"})
    assert not signed_in(desk)
    assert (SignInLink.objects.count(), CalendarFeed.objects.filter(revoked=None).count()) == (0, 0)
    enter(admin).post(f"/users/{liaison.pk}/decide/", {"verb": "open"})
    liaison.refresh_from_db()
    assert (liaison.is_active, signed_in(desk), liaison.check_password(GOOD)) == (
        True,
        False,
        False,
    )
    assert [change.why for change in history_of(liaison)][:2] == [
        "Account opened again",
        "has left",
    ]


def test_an_account_is_not_closed_without_a_reason(admin: User) -> None:
    liaison = make_user("liaison")
    enter(admin).post(f"/users/{liaison.pk}/decide/", {"verb": "close", "reason": " "})
    liaison.refresh_from_db()
    assert liaison.is_active


# Departments and substitutes --------------------------------------------------------------------


def test_a_department_of_ones_own_needs_no_desk(office: Any) -> None:
    liaison, ours = make_user("liaison"), make_department()
    trip = make_trip(status="draft", department=ours)
    assert TRIP.available(trip, liaison) == []
    Affiliation.objects.create(user=liaison, department=ours)
    assert [step.name for step in TRIP.available(trip, liaison)] == ["request", "cancel"]


def stand_in(user: User, substitute: User, first: dt.date = TODAY, last: dt.date = TODAY) -> None:
    actions.stand_in(user=user, substitute=substitute, first_day=first, last_day=last)


def test_a_substitute_acts_on_what_is_the_absent_ones_only_in_these_days(office: Any) -> None:
    away, colleague = make_user("liaison"), make_user("liaison")
    ours = make_department()
    make_desk(holder=away, department=ours)
    trip = make_trip(status="draft", department=ours)
    found = []
    for first, last in ((TODAY - 2 * DAY, TODAY - DAY), (TODAY, TODAY), (TODAY + DAY,) * 2):
        Substitution.objects.all().delete()
        Substitution.objects.create(user=away, substitute=colleague, first_day=first, last_day=last)
        found.append((len(TRIP.available(trip, colleague)), departments_of(colleague).count()))
    assert found == [(0, 0), (2, 1), (0, 0)]


def test_a_substitute_keeps_the_own_role(office: Any) -> None:
    """The head's substitute does not publish by being one."""
    head, mayor = make_user("head"), make_user("mayor")
    stand_in(head, mayor)
    assert enter(mayor).get("/delegations/new/").status_code == 403


def test_what_cannot_be_a_substitution_is_refused(office: Any) -> None:
    one, two, three = make_user(), make_user(), make_user()
    stand_in(one, two)
    for user, substitute in ((one, three), (three, one), (two, two)):
        with pytest.raises(ValidationError):
            stand_in(user, substitute)
    assert Substitution.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (TODAY + DAY, TODAY, "last_day"),
        (TODAY - 9 * DAY, TODAY - DAY, "last_day"),
        (TODAY, TODAY + 400 * DAY, "last_day"),
    ],
)
def test_the_days_of_a_substitution_are_checked(
    office: Any, first: dt.date, last: dt.date, field: str
) -> None:
    one, two = make_user(), make_user()
    data = {"substitute": str(two.pk), "first_day": str(first), "last_day": str(last)}
    answer = enter(one).post("/account/substitute/", data)
    assert list(answer.context["form"].errors) == [field]


def test_a_substitute_is_named_told_and_taken_back_on_the_account_page(office: Any) -> None:
    one, two = make_user(name="Jost"), make_user()
    data = {"substitute": str(two.pk), "first_day": str(TODAY), "last_day": str(TODAY + DAY)}
    client = enter(one)
    assert client.post("/account/substitute/", data).status_code == 302
    row = Substitution.objects.get()
    assert OutboxMail.objects.get(recipient=two.email).subject == "You are the substitute of Jost"
    assert enter(two).post(f"/account/substitutes/{row.pk}/revoke/").status_code == 404
    client.post(f"/account/substitutes/{row.pk}/revoke/")
    assert Substitution.objects.count() == 0


def test_the_list_of_people_costs_the_same_for_one_and_for_many(admin: User) -> None:
    client, counted = enter(admin), []
    client.get("/users/")
    for _time in range(2):
        user = make_user()
        make_desk(holder=user)
        Affiliation.objects.create(user=user, department=make_department())
        with CaptureQueriesContext(connection) as captured:
            client.get("/users/")
        counted.append(len(captured))
    assert counted[0] == counted[1]
