"""A new head of post follows on the old one; nobody stands twice in the order of precedence."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from consular.models import Officer
from consular.precedence import order
from oia.office import importing, sheets
from oia.office.actions import undo_import
from oia.office.importing import Outcome
from oia.office.models import ImportRun
from tests.factories import make_officer, make_post, make_user

HEAD = "country,kind,seat,head,exequatur,assumed,acting\n"
CAME = dt.date(2026, 3, 1)


def take(text: str, kind: str = "consular_posts") -> Outcome:
    sheet = sheets.sheet(kind)
    assert sheet is not None
    return importing.run(sheet, text.encode(), "corps.csv")


def row(name: str, *, acting: str = "no", assumed: str = "2026-03-01") -> str:
    return f"{HEAD}FR,consulate,Köln,{name},2026-02-01,{assumed},{acting}\n"


def heads() -> dict[str, dt.date | None]:
    return dict(Officer.objects.order_by("pk").values_list("name", "left"))


@pytest.fixture
def old(office: Any) -> Officer:
    return make_officer(
        name="Old Head", post=make_post(country="FR", post_kind="consulate", seat="Köln")
    )


def test_a_new_head_replaces_the_old_one_on_the_day_of_coming(old: Officer) -> None:
    outcome = take(row("New Head"))
    assert (outcome.updated, outcome.refused, outcome.warnings) == (1, [], [])
    assert heads() == {"Old Head": CAME, "New Head": None}
    ranked, pending = order(Officer.objects.select_related("post"), "art16")
    assert ([s.officer.name for s in ranked], pending) == (["New Head"], [])


def test_the_export_names_the_new_head_and_comes_in_unchanged(old: Officer, tmp_path: Path) -> None:
    take(row("New Head"))
    file = tmp_path / "posts.csv"
    call_command("export_data", "consular_posts", file, stdout=io.StringIO())
    text = file.read_text(encoding="utf-8-sig")
    assert ("New Head" in text, "Old Head" in text) == (True, False)
    again = take(text)
    assert (again.updated, again.unchanged) == (0, 1)


def test_without_a_day_the_old_head_leaves_today_and_the_import_says_so(old: Officer) -> None:
    with override("en"):
        outcome = take(row("New Head", assumed=""))
    assert heads() == {"Old Head": timezone.localdate(), "New Head": None}
    (warning,) = outcome.warnings
    assert warning.startswith("Old Head no longer heads ")


def test_somebody_who_acts_stands_beside_a_head_who_is_unable(old: Officer) -> None:
    """Article 15: the head keeps the post, the acting head leads it for a while."""
    take(row("Deputy", acting="yes"))
    assert heads() == {"Old Head": None, "Deputy": None}
    assert take(row("Deputy", acting="yes")).unchanged == 1
    take(row("Old Head"))
    assert heads() == {"Old Head": None, "Deputy": CAME}
    assert take(row("Old Head")).unchanged == 1


def test_a_head_who_comes_back_is_no_longer_one_who_left(old: Officer) -> None:
    take(row("New Head"))
    take(row("Old Head"))
    assert heads() == {"Old Head": None, "New Head": CAME}


def test_an_undo_brings_the_old_head_back(old: Officer) -> None:
    take(row("New Head"))
    undo_import(run=ImportRun.objects.get(), by=make_user("head"))
    assert heads() == {"Old Head": None}


@pytest.mark.parametrize("role", ["head", "acting_head"])
def test_the_database_keeps_one_open_head_of_a_kind(office: Any, role: str) -> None:
    post = make_post()
    make_officer(post=post, role=role, left=CAME)
    make_officer(post=post, role=role)
    make_officer(post=post, role="other")
    with pytest.raises(IntegrityError, match="officer_one_open_head"), transaction.atomic():
        make_officer(post=post, role=role)


def test_the_sheet_of_officers_refuses_a_second_head(old: Officer) -> None:
    with override("en"):
        outcome = take(
            'post,name,role,class\n"FR, consulate, Köln",New Head,head,consul\n',
            "consular_officers",
        )
    assert [refused["reason"] for refused in outcome.refused] == [
        "The post has such a head already. Enter first when that one left."
    ]


def test_the_page_of_the_order_shows_the_new_head_alone(old: Officer, client: Client) -> None:
    take(row("New Head"))
    client.force_login(make_user("mayor"))
    ranked = client.get("/consular/precedence/").context["ranked"]
    assert [standing.officer.name for standing in ranked] == ["New Head"]
