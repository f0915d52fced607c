"""Questions about whole rows on the import page: nothing is chosen beforehand, a Save follows."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from delegations.models import Trip
from oia.core.models import User
from oia.office import importing, sheets
from oia.office.models import Answer, Desk, ImportRun, OpenQuestion
from oia.office.questions import EMPTY
from partners.models import Club, Partnership
from tests.factories import make_partnership, make_user
from tests.pages.test_imports import answer, liaison_of, upload, work_off

TWINS = (
    "Titel;Ziel;Land;Beginn;Kosten\n"
    "Fair;Lyon;France;2015-05-09;1,50\n"
    "Fair;Lyon;France;2015-05-09;2,50\n"
)
KEYS = "title, destination, start"


@pytest.fixture
def user(office: Any) -> User:
    return make_user("officer", language="en")


@pytest.fixture
def officer(user: User, client: Client) -> Client:
    client.force_login(user)
    with override("en"):
        return client


def page(client: Client, run: ImportRun) -> str:
    return client.get(f"/imports/{run.pk}/").content.decode()


def of_row(run: ImportRun, **given: str) -> dict[str, str]:
    (item,) = run.result["questions"]
    return {"about": item["about"], "row": str(item["row"]), "column": item["column"]} | given


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("skip", ["1.50"]), ("replace", ["2.50"]), ("both", ["1.50", "2.50"])],
)
def test_a_row_that_stands_twice_is_answered_and_plainly_saved(
    officer: Client, choice: str, kept: list[str]
) -> None:
    run = upload(officer, "trips", TWINS)
    assert page(officer, run).count('name="choice" value=') == 3
    answer(officer, run, **of_row(run, choice=choice))
    assert (run.result["asked"], "Save the import" in page(officer, run)) == (0, True)
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    assert [str(trip.cost) for trip in Trip.objects.order_by("pk")] == kept


def test_one_answer_may_hold_for_all_rows_that_stand_twice(officer: Client) -> None:
    run = upload(officer, "trips", TWINS + "Choir;Lyon;France;2015-05-09;\n" * 2)
    assert len(run.result["questions"]) == 2
    given = {"about": "twin", "row": "3", "column": KEYS, "choice": "skip", "all_alike": "on"}
    answer(officer, run, **given)
    assert (run.result["created"], run.result["skipped"], run.result["asked"]) == (2, 2, 0)


@pytest.mark.parametrize("choice", ["", "both", "take", "x"])
def test_an_answer_that_was_not_offered_gets_a_sentence(officer: Client, choice: str) -> None:
    run = upload(officer, "partnerships", "place;country\nLyon;France\nLyon;France\n")
    assert answer(officer, run, **of_row(run, choice=choice)) == "Choose an answer."
    assert run.answers == {}


def test_a_row_of_another_file_is_not_answered(officer: Client) -> None:
    run = upload(officer, "trips", TWINS)
    given = of_row(run, choice="skip") | {"row": "9"}
    assert answer(officer, run, **given) == "This question has been answered already."


def test_a_liaison_answers_rows_of_the_own_file_only(office: Any, client: Client) -> None:
    client.force_login(make_user("officer"))
    run = upload(client, "trips", TWINS)
    client.force_login(liaison_of("Culture"))
    assert client.post(f"/imports/{run.pk}/answer/", of_row(run, choice="skip")).status_code == 404


def test_titles_and_sums_are_left_out_when_somebody_says_so(officer: Client) -> None:
    run = upload(officer, "clubs", "Vereine 2025;\nVerein;Mitglieder\nChor;12\nSumme;12\n")
    assert [q["about"] for q in run.result["questions"]] == ["title", "sum"]
    answer(officer, run, about="title", row="1", choice="leave_out")
    answer(officer, run, about="sum", row="4", choice="leave_out")
    assert (run.result["asked"], run.result["skipped"]) == (0, 1)
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    assert [club.title for club in Club.objects.all()] == ["Chor"]


def test_no_option_is_chosen_beforehand(officer: Client) -> None:
    text = "place;country;form\nBudapest;Romania;\nWolwograd;Russia;\nLyon;France;Bund\n"
    run = upload(officer, "partnerships", text)
    html = page(officer, run)
    assert (len(run.result["questions"]), html.count('type="radio"') > 3) == (3, True)
    radios = [part.split(">")[0] for part in html.split('type="radio"')[1:]]
    assert [radio for radio in radios if "checked" in radio or "required" not in radio] == []


def test_words_are_offered_in_the_language_of_the_person(officer: Client, user: User) -> None:
    run = upload(officer, "trips", TWINS.replace("Kosten", "Zweck").replace("1,50", "Lustreise"))
    assert "Jubiläum" not in page(officer, run)
    user.language = "de"
    user.save()
    assert "Jubiläum" in page(officer, run)


def test_travellers_in_words_are_answered_by_a_number_that_is_written(officer: Client) -> None:
    run = upload(
        officer, "trips", "title;destination;start;travellers\nA;Lyon;2015-05-09;mehrere\n"
    )
    given = {"column": "travellers", "text": "mehrere"}
    assert "does not answer" in answer(officer, run, name="viele", **given)
    assert not Answer.objects.exists()
    answer(officer, run, name="12", **given)
    assert (run.result["asked"], Answer.objects.get().value) == (0, "12")


def test_something_unknown_is_answered_by_its_name(officer: Client) -> None:
    upload(officer, "partnerships", "place;country\nLyon;France\n")
    officer.post(f"/imports/{ImportRun.objects.latest('pk').pk}/save/")
    work_off()
    run = upload(officer, "clubs", "name;partnership\nChor;Lugdunum\n")
    answer(officer, run, column="partnership", text="Lugdunum", name="Lyon")
    assert run.result["asked"] == 0


def test_a_refused_file_calls_nothing_new_and_names_the_headers(officer: Client) -> None:
    run = upload(officer, "trips", TWINS + "Bad;Lyon;France;29.02.2025;\n")
    html = page(officer, run)
    assert "Row 4, “Beginn”: “29.02.2025” is not a day of the calendar." in html
    assert ("<dt>new</dt>" in html, "<dt>in order</dt><dd>1</dd>" in html) == (False, True)
    # What would be said of a row is lost with the file; it is asked of the mended one.
    assert ('value="replace"' in html, "Row 3: Row 2 already says the same" in html) == (
        False,
        True,
    )


# Rows that stayed open ----------------------------------------------------------------------------


@pytest.fixture
def open_row(office: Any) -> OpenQuestion:
    sheet = sheets.sheet("trips")
    assert sheet is not None
    assert importing.run(sheet, TWINS.encode(), "trips.csv", as_printed=True).saved
    return OpenQuestion.objects.get()


def test_a_row_that_stayed_open_is_answered_on_the_page_of_questions(
    officer: Client, open_row: OpenQuestion
) -> None:
    html = officer.get("/imports/questions/").content.decode()
    assert ("trips.csv" in html, "2,50" in html) == (True, True)
    given = {"about": "twin", "row": str(open_row.pk), "column": KEYS, "choice": "both"}
    officer.post("/imports/questions/", given)
    assert (Trip.objects.count(), OpenQuestion.objects.count()) == (2, 0)


@pytest.mark.parametrize("row", ["", "0", "²", "9" * 30, "x"])
def test_an_open_row_that_is_none_gets_a_sentence(
    officer: Client, open_row: OpenQuestion, row: str
) -> None:
    given = {"about": "twin", "row": row, "column": KEYS, "choice": "both"}
    answered = officer.post("/imports/questions/", given, follow=True)
    assert [str(message) for message in answered.context["messages"]] == [
        "This question has been answered already."
    ]
    assert (Trip.objects.count(), Partnership.objects.count()) == (1, 0)


def test_a_word_for_nothing_is_asked_and_may_stay_empty(officer: Client, office: Any) -> None:
    text = "place;country;signed;responsible\nLyon;France;unbekannt;n/a\nLille;France;-;n/a\n"
    run = upload(officer, "partnerships", text)
    asked = {(q["column"], q["text"]) for q in run.result["questions"]}
    assert asked == {("signed", "unbekannt"), ("signed", "-"), ("responsible", "n/a")}
    assert not run.result["refusals"]
    page = officer.get(f"/imports/{run.pk}/").content.decode()
    assert page.count("leave it empty") == 3
    for column, text in asked:
        answer(officer, run, column=column, text=text, choice=EMPTY)
    assert run.result["questions"] == []
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    assert list(Partnership.objects.values_list("signed", "desk")) == [("", None)] * 2
    assert not Desk.objects.exists()
    # Remembered: the next file is not asked about.
    run = upload(officer, "partnerships", "place;country;signed\nKyoto;Japan;unbekannt\n")
    assert run.result["questions"] == []
    assert "the cell stays empty" in officer.get("/imports/answers/").content.decode()


def test_what_is_needed_is_not_left_empty(officer: Client) -> None:
    run = upload(officer, "partnerships", "place;country;signed\nunbekannt;France;1951\n")
    (asked,) = run.result["questions"]
    assert not asked["may_be_empty"]
    said = answer(officer, run, column="place", text="unbekannt", country="France", choice=EMPTY)
    assert "understood" not in said
    assert run.result["questions"]


def test_an_unknown_tie_is_answered_by_one_like_it_or_by_none(officer: Client) -> None:
    krakow = make_partnership("Kraków")
    text = "name;partnership\nFreunde Krakaus;Krakuw\nChor;Xyzzy\n"
    run = upload(officer, "clubs", text)
    first, second = run.result["questions"]
    assert first["proposals"] == [krakow.title]
    assert second["proposals"] == []
    answer(officer, run, column="partnership", text="Krakuw", choice=krakow.title)
    answer(officer, run, column="partnership", text="Xyzzy", choice=EMPTY)
    officer.post(f"/imports/{run.pk}/save/")
    work_off()
    ties = dict(Club.objects.values_list("title", "partnership"))
    assert ties == {"Freunde Krakaus": krakow.pk, "Chor": None}


def test_what_stayed_open_may_be_left_empty_later(officer: Client) -> None:
    run = upload(officer, "partnerships", "place;country;signed\nLyon;France;unbekannt\n")
    officer.post(f"/imports/{run.pk}/save/", {"as_printed": "yes"})
    work_off()
    assert OpenQuestion.objects.count() == 1
    officer.post("/imports/questions/", {"column": "signed", "text": "unbekannt", "choice": EMPTY})
    assert not OpenQuestion.objects.exists()
    assert Partnership.objects.get().signed == ""
