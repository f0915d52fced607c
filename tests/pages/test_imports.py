"""The import page: a worker looks and saves; answers and rows stay within one's rights."""

import contextlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from delegations.models import Trip
from oia.core import jobs
from oia.core.models import Job, User
from oia.office import importing, sheets
from oia.office.actions import set_up_office
from oia.office.models import Answer, Department, Desk, ImportRun, Place
from partners.models import Partnership
from tests.factories import make_partnership, make_trip, make_user

TIES = "place;country;signed\nBudapest;Romania;1990\nWolwograd;Russia;1988\n"
TRIPS = "title;destination;country;start;end;department;travellers\n"


def upload(client: Client, kind: str, text: str) -> ImportRun:
    file = SimpleUploadedFile("list.csv", text.encode())
    client.post("/imports/new/", {"kind": kind, "file": file})
    work_off()
    return ImportRun.objects.latest("pk")


def work_off() -> None:
    """What a worker does."""
    for job in Job.objects.filter(state="queued"):
        jobs.run(job.pk)


def answer(client: Client, run: ImportRun, **given: str) -> str:
    page = client.post(f"/imports/{run.pk}/answer/", given, follow=True)
    work_off()
    run.refresh_from_db()
    return " ".join(str(message) for message in page.context["messages"])


def liaison_of(name: str) -> User:
    user = make_user("liaison")
    Desk.objects.create(
        name=name, department=Department.objects.get_or_create(name=name)[0], holder=user
    )
    return user


@pytest.fixture
def officer(office: Any, client: Client) -> Client:
    client.force_login(make_user("officer"))
    return client


def test_a_worker_looks_and_a_worker_saves(officer: Client) -> None:
    run = upload(officer, "partnerships", "place;country;signed\nLyon;France;1951\n")
    assert (run.state, run.result["created"], run.result["asked"]) == ("preview", 1, 0)
    officer.post(f"/imports/{run.pk}/save/")
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    run.refresh_from_db()
    assert (run.state, run.result["created"]) == ("saved", 1)
    assert Job.objects.filter(task="import_save").count() == 1


def test_after_the_last_answer_the_file_is_looked_at_again(officer: Client) -> None:
    run = upload(officer, "partnerships", TIES)
    assert [q["text"] for q in run.result["questions"]] == ["Budapest", "Wolwograd"]
    known = {"is_place": "on", "column": "place"}
    answer(officer, run, text="Budapest", country="Romania", name="Budapest",
           name_country="Hungary", **known)  # fmt: skip
    assert [q["text"] for q in run.result["questions"]] == ["Wolwograd"]
    answer(officer, run, text="Wolwograd", country="Russia", name="Volgograd", **known)
    assert (run.result["asked"], run.result["created"]) == (0, 2)


@pytest.mark.parametrize("choice", ["²", "999999999", "9" * 30])
def test_a_choice_that_is_none_gets_a_sentence(officer: Client, choice: str) -> None:
    run = upload(officer, "partnerships", TIES)
    given = {"column": "place", "text": "Wolwograd", "country": "Russia", "is_place": "on"}
    assert answer(officer, run, choice=choice, **given)
    assert not Answer.objects.exists()


def test_only_a_question_of_the_file_can_be_answered(officer: Client) -> None:
    run = upload(officer, "partnerships", TIES)
    given = {"column": "place", "text": "Lille", "country": "France", "is_place": "on"}
    assert answer(officer, run, name="Lyon", **given) == (
        "This question has been answered already."
    )
    assert not Answer.objects.exists()


def test_a_liaison_answers_for_the_own_file_and_moves_nothing_else(
    office: Any, client: Client
) -> None:
    importing.run(
        sheets.sheet("partnerships"),  # type: ignore[arg-type]
        b"place;country\nWolwograd;Russia\n", "ties.csv", as_printed=True,
    )  # fmt: skip
    printed = Place.objects.get(in_doubt=True)
    client.force_login(liaison_of("Culture"))
    run = upload(
        client, "trips", TRIPS + "Talks;Wolwograd;Russia;2026-05-01;2026-05-02;Culture;2\n"
    )
    answer(client, run, column="destination", text="Wolwograd", country="Russia",
           name="Volgograd", is_place="on")  # fmt: skip
    assert run.result["created"] == 1
    assert Partnership.objects.filter(place=printed).count() == 1


def test_an_import_changes_no_row_the_person_may_not_see(office: Any, client: Client) -> None:
    user = liaison_of("Culture")
    client.force_login(user)
    row = TRIPS.strip() + ";note\nTalks;Lyon;France;2026-05-01;2026-05-02;Culture;2;{}\n"
    first = upload(client, "trips", row.format("first"))
    client.post(f"/imports/{first.pk}/save/")
    work_off()
    Trip.objects.update(confidentiality="confidential")
    again = upload(client, "trips", row.format("second"))
    assert (again.result["updated"], again.result["refused"]) == (0, 1)
    assert "may not see" in again.result["refusals"][0]["reason"]


def test_a_partnership_shown_to_all_stays_editable_for_the_office(officer: Client) -> None:
    tie = make_partnership(title="Lyon")
    make_trip(title="Talks")
    text = f"place;country;note\n{tie.place.name};{tie.place.country};new\n"
    run = upload(officer, "partnerships", text)
    assert (run.result["updated"], run.result["refused"]) == (1, 0)


# Twice at once -----------------------------------------------------------------------------------

MANY = TRIPS + "".join(
    f"Trip {n};Lyon;France;2026-05-{n:02d};2026-05-{n:02d};OIA;1\n" for n in range(1, 21)
)

BEFORE = TRIPS + "Before;Lyon;France;2025-05-01;2025-05-01;OIA;1\n"


def at_once(deed: Callable[[], None]) -> None:
    gate = threading.Barrier(2)

    def one() -> None:
        try:
            gate.wait()
            deed()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def saved_twice() -> int:
    set_up_office(city="Musterhausen", country="DE")
    sheet = sheets.sheet("trips")
    assert sheet is not None
    # A place nobody knew yet would make the second wait for the first by itself.
    importing.run(
        sheet, (TRIPS + "Before;Lyon;France;2025-05-01;2025-05-01;OIA;1\n").encode(), "a.csv"
    )
    run = ImportRun.objects.create(kind="trips", name="trips.csv")

    def save() -> None:
        with contextlib.suppress(importing.AlreadySaved):
            importing.run(sheet, MANY.encode(), "trips.csv", keep=run)

    at_once(save)
    return Trip.objects.exclude(title="Before").count()


def test_an_import_saved_twice_at_once_is_saved_once(committed: None) -> None:
    assert saved_twice() == 20


def test_without_its_locks_it_would_be_saved_twice(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    monkeypatch.setattr(importing, "_wait_for_others", lambda sheet: None)
    kept = importing._record

    def unlocked(sheet: Any, name: str, by: Any, keep: Any, *, save: bool) -> Any:
        return keep or kept(sheet, name, by, keep, save=save)

    monkeypatch.setattr(importing, "_record", unlocked)
    assert saved_twice() > 20


def test_open_questions_are_those_of_files_one_may_see(office: Any, client: Client) -> None:
    sheet = sheets.sheet("partnerships")
    assert sheet is not None
    importing.run(sheet, b"place;country\nWolwograd;Russia\n", "ties.csv", as_printed=True)
    for role, sees in (("officer", True), ("auditor", True)):
        client.force_login(make_user(role))
        assert ("Wolwograd" in client.get("/imports/questions/").content.decode()) is sees
    client.force_login(liaison_of("Culture"))
    assert "Wolwograd" not in client.get("/imports/questions/").content.decode()


def test_a_look_that_ends_while_the_page_is_made_is_waited_for(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SimpleUploadedFile("list.csv", TIES.encode())
    officer.post("/imports/new/", {"kind": "partnerships", "file": file})
    run = ImportRun.objects.latest("pk")
    monkeypatch.setattr("oia.office.views.imports._list_of", lambda sheet: work_off() or "")
    assert "data-poll-url" in officer.get(f"/imports/{run.pk}/").content.decode()
    monkeypatch.undo()
    assert "data-poll-url" not in officer.get(f"/imports/{run.pk}/").content.decode()
