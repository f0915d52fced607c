"""The order of precedence after Article 16, case by case, and in the common variant."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from consular.models import Officer
from consular.precedence import order
from tests.factories import make_officer, make_post, make_user

#       class             career  exequatur     provisional   commission
HEADS = {
    "A": ("consul_general", True, "2020-05-01", None, None),
    "B": ("consul_general", True, "2021-03-01", "2019-12-01", None),
    "C": ("consul_general", False, "2001-01-01", None, None),
    "D": ("consul_general", True, "2022-02-02", None, "2022-01-10"),
    "E": ("consul_general", True, "2022-02-02", None, "2022-01-20"),
    "F": ("consul", True, "1999-01-01", None, None),
    "G": ("consul", False, "1990-01-01", None, None),
}
STATES = ["FR", "IT", "PL", "ES", "GB", "TR", "JP"]
ORDERS = {"art16": "BADECFGHI", "career_first": "BADEFCGHI"}


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.fixture
def corps(office: Any) -> None:
    for (name, head), state in zip(HEADS.items(), STATES, strict=True):
        rank, career, exequatur, provisional, commission = head
        make_officer(
            name=name, post=make_post(country=state), head_class=rank, career=career,
            exequatur=day(exequatur), provisional=day(provisional), commission=day(commission),
        )  # fmt: skip
    make_officer(
        name="H", post=make_post(country="US"), role="acting_head", head_class="consul_general",
        exequatur=None, assumed=dt.date(2018, 1, 1),
    )  # fmt: skip
    post = Officer.objects.get(name="A").post
    make_officer(name="I", post=post, role="deputy", head_class="", exequatur=None)


def names(mode: str) -> tuple[str, str]:
    ranked, pending = order(Officer.objects.select_related("post"), mode)
    assert [standing.number for standing in ranked] == list(range(1, len(ranked) + 1))
    return "".join(s.officer.name for s in ranked), "".join(o.name for o in pending)


@pytest.mark.parametrize("mode", ORDERS)
def test_the_cases_stand_in_their_order(corps: None, mode: str) -> None:
    assert names(mode) == (ORDERS[mode], "")


@pytest.mark.parametrize("mode", ORDERS)
def test_the_order_does_not_hang_on_the_order_of_rows(corps: None, mode: str) -> None:
    officers = list(Officer.objects.select_related("post").order_by("-name"))
    ranked, _pending = order(officers, mode)
    assert "".join(standing.officer.name for standing in ranked) == ORDERS[mode]


@pytest.mark.parametrize("mode", ORDERS)
def test_a_head_with_neither_exequatur_nor_admission_is_pending(corps: None, mode: str) -> None:
    make_officer(name="P", post=make_post(country="SE"), head_class="consul", exequatur=None)
    assert names(mode) == (ORDERS[mode], "P")


def test_who_left_is_in_no_list(corps: None) -> None:
    Officer.objects.filter(name="B").update(left=dt.date(2024, 1, 1))
    assert names("art16") == ("ADECFGHI", "")


def test_of_two_acting_heads_the_one_who_came_first_goes_first(corps: None) -> None:
    make_officer(
        name="K", post=make_post(country="SE"), role="acting_head", head_class="consul",
        exequatur=None, assumed=dt.date(2017, 12, 31),
    )  # fmt: skip
    assert names("art16")[0] == "BADECFGKHI"


@pytest.mark.parametrize("mode", ORDERS)
def test_the_page_shows_the_order_and_names_its_rule(
    corps: None, client: Client, mode: str
) -> None:
    client.force_login(make_user("mayor"))
    context = client.get("/consular/precedence/", {"mode": mode}).context
    assert "".join(s.officer.name for s in context["ranked"]) == ORDERS[mode]
    assert context["mode"] == mode


def test_a_mode_nobody_knows_shows_the_offices_own(
    corps: None, office: Any, client: Client
) -> None:
    client.force_login(make_user("mayor"))
    assert client.get("/consular/precedence/", {"mode": "\x00"}).context["mode"] == "art16"
    type(office).objects.update(precedence_mode="career_first")
    assert client.get("/consular/precedence/").context["mode"] == "career_first"
