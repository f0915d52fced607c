"""Settings of the office, its colours and arms, and the set-up of a new one."""

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from PIL import Image

from oia.core.audit import history_of
from oia.office.models import BudgetLine, Department, Desk, Office
from oia.office.setup import look
from oia.office.setup.forms import YearsField
from oia.office.setup.progress import KEYS
from tests.factories import make_department, make_desk, make_line, make_partnership, make_user


def enter(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role))
    return client


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 1200)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#2044aa").save(buffer, kind)
    return buffer.getvalue()


def states(client: Client) -> dict[str, str]:
    return {step.key: step.state for step in client.get("/set-up/").context["steps"]}


# The set-up of a new office ---------------------------------------------------------------------


def test_the_first_person_is_led_to_the_set_up_and_from_step_to_step(db: None) -> None:
    client = enter("head")
    assert client.get("/").headers["Location"] == "/set-up/"
    steps = client.get("/set-up/").context["steps"]
    assert [step.key for step in steps if step.url] == ["city"]
    data = {"city": "Köln", "country": "Deutschland", "name": "Büro"}
    answer = client.post("/settings/?from=set-up", data)
    office = Office.objects.get()
    assert (answer.headers["Location"], office.place.geonameid) == ("/set-up/", 2886242)
    lines = "Culture: Exchange desk, Twinning desk\n\nTraffic\nSchools\tYouth desk\n"
    client.post("/set-up/departments/", {"lines": lines})
    assert set(Department.objects.values_list("name", flat=True)) == {
        "OIA", "Culture", "Traffic", "Schools",
    }  # fmt: skip
    assert dict(Desk.objects.values_list("name", "department__name")) == {
        "Exchange desk": "Culture", "Twinning desk": "Culture", "Youth desk": "Schools",
    }  # fmt: skip
    client.post("/settings/year/?from=set-up", {
        "fiscal_start_month": "4", "currency": "gbp", "language": "en",
    })  # fmt: skip
    client.post("/set-up/decide/", {"skip": "look"})
    make_partnership()
    client.post("/users/invite/?from=set-up", {
        "email": "neu@example.org", "role": "officer", "language": "de",
    })  # fmt: skip
    office.refresh_from_db()
    assert (office.fiscal_start_month, office.currency, office.language) == (4, "GBP", "en")
    assert states(client) == dict.fromkeys(KEYS, "done") | {"look": "skipped"}
    client.post("/set-up/decide/", {"verb": "finish"})
    assert client.get("/").context["set_up_open"] is False


def test_what_was_skipped_can_be_taken_up_again(office: Any) -> None:
    client = enter("head")
    client.post("/set-up/decide/", {"skip": "year"})
    skipped = states(client)["year"]
    client.post("/settings/year/", {"fiscal_start_month": "1", "currency": "EUR", "language": "de"})
    client.post("/set-up/decide/", {"skip": "year"})
    assert (skipped, states(client)["year"]) == ("skipped", "done")


def test_the_same_list_twice_makes_nothing_twice(office: Any) -> None:
    client = enter("head")
    for _time in range(2):
        client.post("/set-up/departments/", {"lines": "Culture: Desk 1\nculture; Desk 1, Desk 2"})
    named = Department.objects.filter(name__iexact="culture")
    assert (named.count(), Desk.objects.count()) == (1, 2)


def test_a_city_the_map_does_not_know_is_said_and_kept(db: None) -> None:
    client = enter("admin")
    answer = client.post("/settings/", {"city": "Auenbrück", "country": "DE"}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert (Office.objects.get().place, len(said)) == (None, 2)


def test_an_administrator_sees_which_step_is_not_theirs(office: Any) -> None:
    steps = enter("admin").get("/set-up/").context["steps"]
    assert {step.key for step in steps if not step.url} == {"partners"}


# Settings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "code"), [("head", 302), ("admin", 302), ("auditor", 403), ("officer", 403)]
)
def test_settings_are_changed_by_whom_the_table_says(office: Any, role: str, code: int) -> None:
    data = {
        "anniversary_years": "10, 25, 50-100/25", "visit_cadence_years": "7", "overlap_days": "2",
        "voucher_years": "12",
        "overlap_km": "30",
    }  # fmt: skip
    data["precedence_mode"] = Office._meta.get_field("precedence_mode").choices[1][0]  # type: ignore[index]
    answer = enter(role).post("/settings/rules/", data)
    office.refresh_from_db()
    assert (answer.status_code, office.visit_cadence_years) == (code, 7 if code == 302 else 5)
    if code == 302:
        assert office.anniversary_years == [10, 25, 50, 75, 100]
        assert history_of(office)[0].why == "Settings"


def test_numbers_of_years_come_back_as_they_were_typed() -> None:
    field = YearsField()
    usual = [5, 10, 15, 20, 25, 30, 40, 50, *range(60, 1010, 10)]
    shown = field.prepare_value(usual)
    assert (shown, field.clean(shown)) == ("5-30/5, 40-1000/10", usual)
    assert field.clean(field.prepare_value([7, 35, 70])) == [7, 35, 70]


@pytest.mark.parametrize("text", ["", "x", "0", "1-2000", "5-", "-5", "1,2,x"])
def test_what_is_no_list_of_years_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        YearsField().clean(text)


# Colours and arms -------------------------------------------------------------------------------


def test_contrast_is_counted_as_the_guideline_counts_it() -> None:
    assert (look.contrast("#000000", "#ffffff"), round(look.contrast("#777777", "#ffffff"), 2)) == (
        21.0, 4.48,
    )  # fmt: skip


@pytest.mark.parametrize(("field", "colour"), [
    ("accent_light", "#f0a030"), ("accent_light", "#777777"), ("accent_dark", "#16307a"),
    ("accent_light", "blue"), ("ribbon", "#12 #34"), ("ribbon", "#111111 " * 4),
])  # fmt: skip
def test_a_colour_that_cannot_be_read_is_refused(office: Any, field: str, colour: str) -> None:
    answer = enter("head").post("/settings/look/", {field: colour})
    office.refresh_from_db()
    assert (list(answer.context["form"].errors), office.look) == ([field], "")


def test_the_citys_colours_stand_in_one_stylesheet_kept_by_browsers(office: Any) -> None:
    client = enter("head")
    assert "/look/" not in client.get("/").content.decode()
    client.post("/settings/look/", {"accent_light": "#8A1538", "ribbon": "#8a1538,#ffffff"})
    office.refresh_from_db()
    address = f"/look/{office.look}/city.css"
    assert f'<link rel="stylesheet" href="{address}">' in client.get("/").content.decode()
    answer = Client().get(address)
    assert answer.content.decode() == (
        ":root {\n  --city-accent-light: #8a1538;\n  --city-on-accent-light: #ffffff;\n"
        "  --city-ribbon: linear-gradient(#8a1538 0% 50%, #ffffff 50% 100%);\n}\n"
    )
    assert "immutable" in answer.headers["Cache-Control"]
    assert Client().get("/look/old/city.css").headers["Cache-Control"] == "no-store"


def test_the_shell_costs_no_query_more_with_colours_and_arms(
    office: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        head = Office.headline()
    assert head is not None
    assert (head.look_url, head.arms_url) == ("", "")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_arms_are_drawn_anew_and_served_alone(office: Any, kind: str) -> None:
    data = picture(kind) + b"<script>alert(1)</script>"
    client = enter("head")
    client.post("/settings/look/", {"arms": io.BytesIO(data)})
    office.refresh_from_db()
    answer = Client().get(f"/look/{office.look}/arms.png")
    sent = b"".join(answer) if answer.streaming else answer.content
    with Image.open(io.BytesIO(sent)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (384, 512))
    assert b"<script" not in sent
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == (
        "image/png", "nosniff",
    )  # fmt: skip
    assert f"/look/{office.look}/arms.png" in client.get("/").content.decode()
    client.post("/settings/look/", {"no_arms": "on"})
    assert Client().get(f"/look/{office.look}/arms.png").status_code == 404


@pytest.mark.parametrize("data", [
    b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n broken", b"x",
    picture("GIF"), picture("BMP"), picture(size=(6001, 1)), picture()[:300],
])  # fmt: skip
def test_what_is_no_picture_of_arms_is_refused(office: Any, data: bytes) -> None:
    answer = enter("head").post("/settings/look/", {"arms": io.BytesIO(data)})
    office.refresh_from_db()
    assert (list(answer.context["form"].errors), office.arms) == (["arms"], None)


# Departments, desks, budget lines ---------------------------------------------------------------


def test_what_was_put_away_is_no_longer_offered_and_comes_back(office: Any) -> None:
    client = enter("head")
    rows = {
        "departments": make_department("Old one"), "desks": make_desk("Old one"),
        "lines": make_line("Old one"),
    }  # fmt: skip
    for name, row in rows.items():
        address = f"/settings/{name}/"
        client.post(f"{address}{row.pk}/delete/", {"act": "archive"})
        row.refresh_from_db()
        assert row.archived is not None
        client.get(address)  # what was said about it
        assert "Old one" not in client.get(address).content.decode()
        assert "Old one" in client.get(f"{address}?archived=only").content.decode()
        assert not type(row).objects.in_use().filter(pk=row.pk).exists()
        client.post(f"{address}{row.pk}/delete/", {"act": "bring_back"})
        row.refresh_from_db()
        assert row.archived is None


def test_budget_lines_are_the_heads(office: Any) -> None:
    line = BudgetLine.objects.create(name="Line")
    codes = {role: enter(role).get("/settings/lines/").status_code for role in ("head", "admin")}
    assert codes == {"head": 200, "admin": 403}
    assert enter("officer").get(f"/settings/lines/{line.pk}/edit/").status_code == 403
