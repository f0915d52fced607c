"""The import page shows what cells were taken for, knows other kinds, and takes things back."""

import pytest
from django.test import Client

from oia.office.models import Answer, ImportRun
from tests.pages.test_imports import liaison_of, upload, work_off
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
