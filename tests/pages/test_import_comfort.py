"""The import page shows what cells were taken for, knows other kinds, and takes things back."""

import pytest
from django.test import Client

from delegations.models import Trip
from oia.office.models import Answer, ImportRun
from oia.office.questions import EMPTY
from tests.factories import make_department
from tests.pages.test_imports import answer, liaison_of, upload, work_off
from tests.pages.test_imports import officer as officer

HEAD = "title;destination;country;start;end;travellers\n"
TRIPS = HEAD + "Old fair;Lyon;France;2025-05-03;2025-05-05;{}\n"


def looked(client: Client, kind: str, text: str) -> tuple[ImportRun, str]:
    run = upload(client, kind, text)
    work_off()
    run.refresh_from_db()
    return run, client.get(f"/imports/{run.pk}/").content.decode()


def test_the_preview_says_what_was_read_and_what_changes(officer: Client) -> None:
    run, page = looked(officer, "trips", TRIPS.format(12))
    assert "travellers: 12" in page
    assert "destination: Lyon" in page
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    _run, page = looked(officer, "trips", TRIPS.format(14))
    assert "travellers: 12 → 14" in page
    assert "destination: Lyon" not in page


def test_a_file_of_another_kind_is_recognised_and_read_as_that(officer: Client) -> None:
    ties = "place;country;signed\nLyon;France;1951\n"
    run, page = looked(officer, "trips", ties)
    assert "Read it as: Partnerships" in page
    officer.post(f"/imports/{run.pk}/kind/", {"kind": "partnerships"})
    work_off()
    run.refresh_from_db()
    assert (run.kind, run.result["created"]) == ("partnerships", 1)


def test_no_kind_is_chosen_beforehand(officer: Client) -> None:
    page = officer.get("/imports/new/").content.decode()
    assert '<option value="" selected>' in page


def test_a_preview_can_be_discarded_and_what_was_saved_cannot(officer: Client) -> None:
    run, _page = looked(officer, "trips", TRIPS.format(12))
    officer.post(f"/imports/{run.pk}/discard/")
    assert not ImportRun.objects.exists()
    run, _page = looked(officer, "trips", TRIPS.format(12))
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    officer.post(f"/imports/{run.pk}/discard/")
    assert ImportRun.objects.filter(pk=run.pk, state="saved").exists()


def test_what_was_saved_leads_to_its_list_and_what_was_undone_says_so(officer: Client) -> None:
    run, _page = looked(officer, "trips", TRIPS.format(12))
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    assert 'href="/delegations/"' in officer.get(f"/imports/{run.pk}/").content.decode()
    page = officer.post(f"/imports/{run.pk}/undo/", follow=True).content.decode()
    assert "This import was taken back" in page


def test_a_remembered_answer_is_seen_and_forgotten(officer: Client) -> None:
    answer = Answer.objects.create(column="place", folded="orleans", value="Amiens")
    assert "orleans" in officer.get("/imports/answers/").content.decode()
    officer.post(f"/imports/answers/{answer.pk}/forget/")
    assert not Answer.objects.exists()


@pytest.mark.parametrize("path", ["kind", "discard"])
def test_the_file_of_somebody_else_stays_as_it_is(
    officer: Client, client: Client, path: str
) -> None:
    run, _page = looked(officer, "trips", TRIPS.format(12))
    stranger = Client()
    stranger.force_login(liaison_of("Culture"))
    assert stranger.post(f"/imports/{run.pk}/{path}/", {"kind": "trips"}).status_code == 404
    answer = Answer.objects.create(column="place", folded="orleans", value="Amiens")
    assert stranger.post(f"/imports/answers/{answer.pk}/forget/").status_code == 403
    assert ">Forget<" not in stranger.get("/imports/answers/").content.decode()
    run.refresh_from_db()
    assert (run.kind, run.state) == ("trips", "preview")


HALL = "title;destination;country;start;department;cost;currency\n"


def test_a_department_spelt_nearly_like_a_known_one_is_asked_once(officer: Client) -> None:
    make_department(name="Amt für Kultur")
    lines = HALL + "Fair;Lyon;France;2027-03-01;Amt für Kulturr;;\n"
    lines += "Congress;Lyon;France;2027-04-01;Amt für Kulturr;;\n"
    lines += "Match;Lyon;France;2027-05-01;Sportamt;;\n"
    run, page = looked(officer, "trips", lines)
    (question,) = run.result["questions"]
    assert (question["proposals"], question["rows"]) == (
        ["Amt für Kultur", "Amt für Kulturr"], [2, 3],
    )  # fmt: skip
    assert "Enter as new: Amt für Kulturr" in page
    given = {"column": "department", "text": "Amt für Kulturr"}
    answer(officer, run, choice="Amt für Kultur", **given)
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    names = Trip.objects.order_by("first_day").values_list("department__name", flat=True)
    assert list(names) == ["Amt für Kultur", "Amt für Kultur", "Sportamt"]
    run, _page = looked(officer, "trips", lines.replace("Fair", "Market"))
    assert run.result["questions"] == []


def test_a_department_that_is_new_after_all_is_made(officer: Client) -> None:
    make_department(name="Amt 41 Kultur")
    lines = HALL + "Fair;Lyon;France;2027-03-01;Amt 42 Kultur;;\n"
    run, _page = looked(officer, "trips", lines + "Market;Lyon;France;2027-04-01;Amt 41 Kultus;;\n")
    (_question,) = run.result["questions"]
    answer(officer, run, column="department", text="Amt 41 Kultus", choice="Amt 41 Kultus")
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    names = Trip.objects.order_by("first_day").values_list("department__name", flat=True)
    assert list(names) == ["Amt 42 Kultur", "Amt 41 Kultus"]


def test_as_printed_a_department_is_new_until_somebody_says_which_is_meant(officer: Client) -> None:
    known = make_department(name="Amt für Kultur")
    lines = HALL + "Fair;Lyon;France;2027-03-01;Amt für Kulturr;;\n"
    run, _page = looked(officer, "trips", lines)
    officer.post(f"/imports/{run.pk}/save/", {"as_printed": "yes"})
    work_off()
    assert Trip.objects.get().department.name == "Amt für Kulturr"
    given = {"column": "department", "text": "Amt für Kulturr", "choice": known.name}
    officer.post("/imports/questions/", given)
    assert Trip.objects.get().department == known


def test_a_cell_that_may_be_missing_and_cannot_be_read_may_be_left_empty(officer: Client) -> None:
    lines = HALL + "Fair;Lyon;France;2027-03-01;;much;\nMatch;Lyon;France;2027-05-01;;12;EUR\n"
    run, page = looked(officer, "trips", lines)
    assert (run.result["refused"], run.result["asked"]) == (0, 1)
    assert "<dt>refused</dt>" not in page
    answer(officer, run, column="cost", text="much", choice=EMPTY)
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    assert sorted(Trip.objects.values_list("title", flat=True)) == ["Fair", "Match"]


def test_a_refused_row_is_told_without_questions_that_are_none(officer: Client) -> None:
    lines = HALL + "Fair;Lyon;France;some day;;;\n"
    run, page = looked(officer, "trips", lines)
    assert (run.result["refused"], run.result["asked"]) == (1, 0)
    assert ("<dt>refused</dt><dd>1</dd>" in page, "<dt>asked</dt>" in page) == (True, False)
