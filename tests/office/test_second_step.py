"""The second step at the door, and the pages on which it is set up, renewed and taken away."""

import re
from io import StringIO
from typing import Any

import pyotp
import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from oia.core import factors, throttle
from oia.core.audit import history_of
from oia.core.models import Authenticator, OutboxMail, RecoveryCode, SignedIn, User
from oia.core.permissions import waits_for_second_step
from oia.core.signin import make_link
from oia.office.accounts import entry
from oia.office.accounts.security import FRESH
from tests.factories import make_user
from tests.office.doors import RIGHT, code_of, give_app, is_in, sign_in, wrong_for
from tests.pages.routes import api_routes, routes
from tests.pages.test_routes import arguments_of

PAGE = "/account/security/"
SECOND = "/sign-in/second/"


@pytest.fixture
def user(office: Any) -> User:
    return make_user("officer", password=RIGHT, name="Imke")


@pytest.fixture
def production(settings: Any) -> Any:
    settings.STAFF_SECOND_STEP = True
    return settings


def typed(client: Client, code: str, **more: Any) -> Any:
    return client.post(SECOND, {"code": code}, **more)


def later(seconds: float) -> Any:
    moment = timezone.now().timestamp() + seconds
    return time_machine.travel(moment, tick=False)


def mails(user: User) -> list[str]:
    rows = OutboxMail.objects.filter(recipient=user.email, template="second_step")
    return [body.splitlines()[0] for body in rows.order_by("pk").values_list("body", flat=True)]


# At the door ------------------------------------------------------------------------------------


def test_the_password_alone_lets_nobody_in_who_has_an_app(user: User) -> None:
    app = give_app(user)
    client = sign_in(user)
    assert (is_in(client), client.get("/account/").status_code) == (False, 302)
    assert client.get(SECOND).status_code == 200
    answer = typed(client, code_of(app))
    assert (is_in(client), answer.headers["Location"]) == (True, "/")


def test_the_page_one_wanted_comes_after_both_steps(user: User) -> None:
    app, client = give_app(user), Client()
    client.post("/sign-in/?next=/due/", {"username": user.email, "password": RIGHT})
    assert typed(client, code_of(app)).headers["Location"] == "/due/"


def test_a_wrong_code_gets_a_sentence_and_no_entrance(user: User) -> None:
    client, app = sign_in(user), give_app(user)
    client = sign_in(user)
    answer = typed(client, wrong_for(app))
    assert answer.context["form"].errors["code"] == [
        "This code is wrong, too old or was used before."
    ]
    assert not is_in(client)


@pytest.mark.parametrize(
    "nonsense",
    ["", " ", "x" * 400, "\x00", "١٢٣٤٥٦", "<b>1</b>", "12345", "9" * 40, "²³¹²³¹"],
)
def test_nonsense_gets_a_sentence(user: User, nonsense: str) -> None:
    give_app(user)
    client = sign_in(user)
    answer = typed(client, nonsense)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["code"])


def test_a_link_by_mail_is_a_first_step_too(user: User) -> None:
    app, client = give_app(user), Client()
    client.post(f"/sign-in/{make_link(user)}/")
    assert not is_in(client)
    typed(client, code_of(app))
    assert is_in(client)


def test_a_new_password_by_link_does_not_go_round_the_second_step(user: User) -> None:
    give_app(user)
    client, new = Client(), "vier-pferde-im-nebel"
    token = make_link(user, asks_password=True)
    client.post(f"/sign-in/{token}/", {"new_password1": new, "new_password2": new})
    user.refresh_from_db()
    assert (user.check_password(new), is_in(client)) == (True, False)


def test_the_first_step_waits_ten_minutes(user: User) -> None:
    app = give_app(user)
    client = sign_in(user)
    with later(entry.WAITS + 1):
        assert typed(client, code_of(app)).headers["Location"] == "/sign-in/"
    assert not is_in(client)


def test_a_password_changed_meanwhile_starts_over(user: User) -> None:
    app = give_app(user)
    client = sign_in(user)
    user.set_password("another long pass phrase")
    user.save()
    assert typed(client, code_of(app)).headers["Location"] == "/sign-in/"


def test_a_closed_account_does_not_finish_its_sign_in(user: User) -> None:
    app = give_app(user)
    client = sign_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    typed(client, code_of(app))
    assert not is_in(client)


def test_too_many_wrong_codes_close_the_door_for_a_while(user: User) -> None:
    app = give_app(user)
    client = sign_in(user)
    for _try in range(throttle.SECOND.account):
        typed(client, wrong_for(app))
    answer = typed(client, code_of(app))
    assert (answer.status_code, is_in(client)) == (429, False)
    assert "Wait a quarter of an hour" in answer.content.decode()
    typed(client, code_of(app))
    assert mails(user) == ["Many wrong codes followed your password."]


def test_a_code_on_paper_lets_in_and_is_told(user: User) -> None:
    give_app(user)
    code = factors.new_paper(by=user)[7]
    client = sign_in(user)
    typed(client, code)
    assert (is_in(client), mails(user)) == (True, ["A code on paper was used to sign in."])


def test_a_stranger_finds_nothing_at_the_second_step(office: Any) -> None:
    assert Client().get(SECOND).headers["Location"] == "/sign-in/"
    assert Client().post(SECOND, {"code": "123456"}).headers["Location"] == "/sign-in/"


def test_the_key_of_the_session_turns_at_each_step(user: User) -> None:
    app, client = give_app(user), Client()
    keys = []
    client.get("/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    keys.append(session.session_key)
    sign_in(user, client=client)
    keys.append(client.session.session_key)
    typed(client, code_of(app))
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    thief = Client()
    for key in keys[:2]:
        thief.cookies["sessionid"] = key
        assert thief.get("/account/").status_code == 302


# Setting it up ----------------------------------------------------------------------------------


def set_up(client: Client) -> tuple[pyotp.TOTP, Any]:
    client.post(f"{PAGE}app/begin/")
    page = client.get(f"{PAGE}app/")
    app = pyotp.TOTP(page.context["secret"].replace(" ", ""))
    return app, client.post(f"{PAGE}app/", {"code": code_of(app)})


def codes_on(page: Any) -> list[str]:
    return re.findall(r"<li><code>([0-9a-z]{5}-[0-9a-z]{5})</code>", page.content.decode())


def test_a_person_sets_up_an_app_and_gets_ten_codes_once(user: User) -> None:
    client = sign_in(user)
    _app, answer = set_up(client)
    assert len(codes_on(answer)) == RecoveryCode.objects.filter(user=user).count() == 10
    assert "no-store" in answer.headers["Cache-Control"]
    assert codes_on(client.get(PAGE)) == []
    assert mails(user) == ["An authenticator app was set up."]
    assert factors.prove(user=user, typed=codes_on(answer)[0], address="") == factors.PAPER


def test_the_picture_is_drawn_without_style_or_script(user: User) -> None:
    client = sign_in(user)
    client.post(f"{PAGE}app/begin/")
    page = client.get(f"{PAGE}app/")
    picture = re.search(r"<svg.*?</svg>", page.content.decode(), re.S)
    assert picture
    assert not re.search("style=|<script|<style|href", picture[0])
    # Without a view box a narrow screen would cut it off instead of making it smaller.
    assert re.match(r'<svg [^>]*viewBox="0 0 (\d+) \1"', picture[0])
    assert "width=" not in picture[0].partition(">")[0]
    secret = Authenticator.objects.get().secret.reveal()
    assert secret not in picture[0]


def test_setting_up_ends_the_sign_ins_elsewhere(user: User) -> None:
    other, client = sign_in(user), sign_in(user)
    set_up(client)
    assert (client.get("/account/").status_code, other.get("/account/").status_code) == (200, 302)


def test_a_wrong_first_code_switches_nothing_on(user: User) -> None:
    client = sign_in(user)
    client.post(f"{PAGE}app/begin/")
    page = client.get(f"{PAGE}app/")
    app = pyotp.TOTP(page.context["secret"].replace(" ", ""))
    for nonsense in (wrong_for(app), "\x00", "x" * 30, ""):
        answer = client.post(f"{PAGE}app/", {"code": nonsense})
        assert list(answer.context["form"].errors) == ["code"]
    assert not factors.has_any(user)


def test_without_a_begun_app_there_is_no_picture(user: User) -> None:
    assert sign_in(user).get(f"{PAGE}app/").headers["Location"] == PAGE


def test_removing_asks_for_a_fresh_second_step(user: User) -> None:
    client = sign_in(user)
    app, _answer = set_up(client)
    with later(FRESH + 1):
        answer = client.post(f"{PAGE}app/revoke/")
        assert answer.headers["Location"].startswith(f"{SECOND}?next=")
        assert factors.has_app(user)
        before = client.session.session_key
        back = client.post(answer.headers["Location"], {"code": code_of(app)})
        assert back.headers["Location"] == PAGE
        assert client.session.session_key != before
        client.post(f"{PAGE}app/revoke/")
    assert not factors.has_any(user)
    assert mails(user)[-1] == "The authenticator app was removed."


def test_the_password_is_no_fresh_proof_for_whoever_has_an_app(user: User) -> None:
    client = sign_in(user)
    set_up(client)
    with later(FRESH + 1):
        answer = client.post(f"{PAGE}confirm/", {"password": RIGHT})
        assert answer.headers["Location"] == SECOND
        client.post(f"{PAGE}app/revoke/")
    assert factors.has_app(user)


def test_setting_up_asks_for_a_fresh_password(user: User) -> None:
    client = sign_in(user)
    with later(FRESH + 1):
        answer = client.post(f"{PAGE}app/begin/")
        address = answer.headers["Location"]
        assert address.startswith(f"{PAGE}confirm/?next=")
        wrong = client.post(address, {"password": "wrong"})
        assert list(wrong.context["form"].errors) == ["password"]
        assert client.post(address, {"password": RIGHT}).headers["Location"] == PAGE
        assert client.post(f"{PAGE}app/begin/").headers["Location"] == f"{PAGE}app/"


def test_the_password_of_the_page_is_limited_like_that_of_the_door(user: User) -> None:
    client = sign_in(user)
    for _try in range(throttle.PASSWORD.account):
        client.post(f"{PAGE}confirm/", {"password": "wrong"})
    answer = client.post(f"{PAGE}confirm/", {"password": RIGHT})
    assert answer.context["form"].non_field_errors() == [
        "There were too many tries. Wait a quarter of an hour."
    ]


def test_whoever_has_no_password_signs_in_anew(office: Any) -> None:
    user, client = make_user("club"), Client()
    client.force_login(user)
    assert client.get(f"{PAGE}confirm/").headers["Location"] == PAGE


def test_new_codes_end_the_old_ones_and_are_told(user: User) -> None:
    client = sign_in(user)
    old = codes_on(set_up(client)[1])
    new = codes_on(client.post(f"{PAGE}paper/"))
    assert (len(new), set(old) & set(new)) == (10, set())
    assert mails(user)[-1] == "New codes on paper were made; the old ones have ended."


def test_without_app_or_passkey_there_is_no_paper(user: User) -> None:
    client = sign_in(user)
    client.post(f"{PAGE}paper/")
    assert not RecoveryCode.objects.exists()


def test_a_club_may_have_one(office: Any, production: Any) -> None:
    club = make_user("club", password=RIGHT)
    client = sign_in(club)
    assert client.get("/account/").status_code == 200
    set_up(client)
    assert not is_in(sign_in(club))


# Who must ---------------------------------------------------------------------------------------


def test_staff_without_one_get_nowhere_but_to_the_page_that_sets_it_up(
    user: User, production: Any
) -> None:
    client = sign_in(user)
    closed = ("/", "/account/", "/people/", "/partners/", "/components/", "/api/v1/trips/", "/due/")
    found = {address: client.get(address).headers.get("Location") for address in closed}
    assert found == dict.fromkeys(closed, PAGE)
    assert client.post("/account/", {"name": "Mallory"}).headers["Location"] == PAGE
    page = client.get(PAGE)
    assert "Before you begin" in page.content.decode()
    set_up(client)
    assert {address: client.get(address).status_code for address in ("/", "/people/")} == {
        "/": 200, "/people/": 200,
    }  # fmt: skip


def test_every_page_with_a_label_is_shut_before_the_second_step(
    user: User, production: Any
) -> None:
    client = sign_in(user)
    opened = set()
    for route in routes():
        if route.label == "public":
            continue
        answer = client.get(route.address(**arguments_of(route)))
        if answer.headers.get("Location") != PAGE:
            opened.add(route.name)
    # `account_confirm` and the POST-only pages of the set-up answer for themselves.
    assert opened == {
        "account_security", "account_confirm", "app_begin", "app_revoke", "passkey_save",
        "passkey_revoke", "paper_save", "place_revoke",
    }  # fmt: skip


def test_no_address_of_the_api_is_open_before_the_second_step() -> None:
    assert {waits_for_second_step(route.callback) for route in api_routes()} == {True}


def test_signing_out_and_the_language_stay_open(user: User, production: Any) -> None:
    client = sign_in(user)
    assert client.post("/language/", {"language": "de"}).headers["Location"] == "/"
    assert client.post("/sign-out/").status_code == 302
    assert not is_in(client)


def test_in_the_demonstration_nobody_is_asked(user: User) -> None:
    assert sign_in(user).get("/").status_code == 200


# Reset ------------------------------------------------------------------------------------------


def reset(by: User, user: User, reason: str = "Telephone lost, called back") -> Any:
    client = Client()
    client.force_login(by)
    return client.post(f"/users/{user.pk}/decide/", {"verb": "second_step", "reason": reason})


@pytest.mark.parametrize("role", ["head", "admin"])
def test_head_and_admin_reset_it_with_a_reason_that_is_kept_and_told(user: User, role: str) -> None:
    User.objects.filter(pk=user.pk).update(role="liaison")
    app = give_app(user)
    factors.new_paper(by=user)
    inside = sign_in(user)
    typed(inside, code_of(app))
    by, head = make_user(role, name="Norbert"), make_user("head")
    reset(by, user)
    assert (factors.has_any(user), factors.paper_left(user)) == (False, 0)
    assert inside.get("/account/").status_code == 302
    assert mails(user) == ["Norbert has reset your second step: Telephone lost, called back"]
    told = OutboxMail.objects.get(recipient=head.email, template="rights")
    assert told.body == f"Norbert has reset the second step of Imke <{user.email}>."
    with override("en"):
        newest = history_of(user)[0]
    assert (newest.who, newest.why) == ("Norbert", "Telephone lost, called back")
    assert newest.what == "second step: authenticator app → –"


def test_without_a_reason_nothing_is_reset(user: User) -> None:
    give_app(user)
    reset(make_user("admin"), user, " ")
    assert factors.has_app(user)


def test_nobody_resets_their_own(office: Any) -> None:
    admin = make_user("admin")
    give_app(admin)
    reset(admin, admin)
    assert factors.has_app(admin)


@pytest.mark.parametrize("role", ["officer", "liaison", "mayor", "council", "club", "auditor"])
def test_others_reset_nobody(user: User, role: str) -> None:
    give_app(user)
    assert reset(make_user(role), user).status_code == 403
    assert factors.has_app(user)


def test_the_operator_resets_the_last_administrator(office: Any) -> None:
    admin = make_user("admin", password=RIGHT)
    give_app(admin)
    call_command("reset_second_step", admin.email.upper(), reason="Alone", stdout=StringIO())
    assert is_in(sign_in(admin))
    assert mails(admin) == ["the operator has reset your second step: Alone"]
    with pytest.raises(CommandError):
        call_command("reset_second_step", "nobody@example.org", reason="x")


def test_nothing_of_the_proofs_is_noted_with_the_places(user: User) -> None:
    client = sign_in(user)
    app, _answer = set_up(client)
    rows = str(list(SignedIn.objects.values_list()))
    assert (app.secret in rows, RIGHT in rows) == (False, False)
