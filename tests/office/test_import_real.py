"""What spreadsheets of an office bring: rows twice, titles, sums, merged cells, rough counts."""

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils.translation import override

from delegations.models import Trip
from eufunding.models import Bid
from networks.models import Membership
from oia.office import counts, importing, sheets
from oia.office.actions import remember_answer, settle_row, undo_import
from oia.office.models import ImportRun, OpenQuestion
from oia.office.outcome import Outcome, sentence
from oia.office.reading import Unreadable
from partners.models import Partnership

TRIP = "Titel;Ziel;Beginn;Kosten;Reisende\n"
TWINS = TRIP + "Fair;Lyon;09.05.2015;1,50;\nFair;Lyon;2015-05-09;2,50;\n"


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


def take(kind: str, text: str | bytes, name: str = "", **options: Any) -> Outcome:
    sheet = sheets.sheet(kind)
    assert sheet is not None
    data = text.encode() if isinstance(text, str) else text
    return importing.run(sheet, data, name or f"{kind}.csv", **options)


def told(outcome: Outcome) -> list[str]:
    """What a person reads of rows that were not simply taken."""
    return [sentence(item) for item in (*outcome.refused, *outcome.asked)]


def numbers(outcome: Outcome) -> tuple[int, int, int, int, int, int]:
    short = outcome.in_short()
    names = ("created", "updated", "unchanged", "skipped", "asked", "refused")
    return tuple(short[name] for name in names)  # type: ignore[return-value]


def costs() -> list[str]:
    return [str(trip.cost) for trip in Trip.objects.order_by("pk")]


# Two rows of one natural key ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("trips", ["skip", "replace", "both"]),
        ("visits", ["skip", "replace", "both"]),
        ("clubs", ["skip", "replace", "both"]),
        ("people", ["skip", "replace", "both"]),
        ("bids", ["skip", "replace", "both"]),
        ("events", ["skip", "replace", "both"]),
        ("agreements", ["skip", "replace", "both"]),
        ("partnerships", ["skip", "replace"]),
        ("memberships", ["skip", "replace"]),
        ("calls", ["skip", "replace"]),
        ("budget", ["skip", "replace"]),
        ("spending", ["skip", "replace"]),
        ("work_shares", ["skip", "replace"]),
        ("offices_held", ["skip", "replace"]),
        ("consular_posts", ["skip", "replace"]),
        ("consular_officers", ["skip", "replace"]),
    ],
)
def test_both_are_kept_only_where_the_database_keeps_two(kind: str, answers: list[str]) -> None:
    sheet = sheets.sheet(kind)
    assert sheet is not None
    assert importing.Twins(sheet, {}).choices() == answers


def test_a_row_that_stands_twice_is_asked_with_what_differs(office: Any) -> None:
    (item,) = take("trips", TWINS).asked
    assert (item["row"], item["of"], item["proposals"], item["proposal"]) == (
        3, 2, ["skip", "replace", "both"], None,
    )  # fmt: skip
    assert item["reason"] == "Row 2 already says the same under “Titel”, “Ziel”, “Beginn”."
    assert item["differences"] == [
        {"head": "Beginn", "one": "09.05.2015", "two": "2015-05-09"},
        {"head": "Kosten", "one": "1,50", "two": "2,50"},
    ]


@pytest.mark.parametrize(
    ("answer", "came", "kept"),
    [
        ("skip", (1, 0, 0, 1, 0, 0), ["1.50"]),
        ("replace", (1, 0, 0, 1, 0, 0), ["2.50"]),
        ("both", (2, 0, 0, 0, 0, 0), ["1.50", "2.50"]),
    ],
)
def test_an_answered_row_comes_in_as_was_said(
    office: Any, answer: str, came: tuple[int, ...], kept: list[str]
) -> None:
    outcome = take("trips", TWINS, answers={"twin 3": {"answer": answer, "of": 2}})
    assert (numbers(outcome), outcome.saved, costs()) == (came, True, kept)


def test_a_chain_of_replacements_leaves_the_last_row(office: Any) -> None:
    text = TWINS + "Fair;Lyon;2015-05-09;3,50;\n"
    first = take("trips", text)
    assert [(item["row"], item["of"]) for item in first.asked] == [(3, 2), (4, 3)]
    said = {f"twin {row}": {"answer": "replace", "of": row - 1} for row in (3, 4)}
    assert (numbers(take("trips", text, answers=said)), costs()) == ((1, 0, 0, 2, 0, 0), ["3.50"])


def test_a_replacement_of_a_row_that_is_skipped_is_asked_again(office: Any) -> None:
    text = TWINS + "Fair;Lyon;2015-05-09;3,50;\n"
    said = {"twin 3": {"answer": "skip", "of": 2}, "twin 4": {"answer": "replace", "of": 3}}
    outcome = take("trips", text, answers=said)
    assert [(item["row"], item["of"]) for item in outcome.asked] == [(4, 2)]


def test_both_kept_are_found_again_by_the_same_file_and_by_the_export(
    office: Any, tmp_path: Path
) -> None:
    take("trips", TWINS, answers={"twin 3": {"answer": "both", "of": 2}})
    assert numbers(take("trips", TWINS)) == (0, 0, 2, 0, 0, 0)
    file = tmp_path / "trips.csv"
    call_command("export_data", "trips", file, stdout=io.StringIO())
    assert numbers(take("trips", file.read_bytes())) == (0, 0, 2, 0, 0, 0)


def test_a_second_entry_gets_the_status_of_a_new_one(office: Any) -> None:
    take("trips", TWINS, answers={"twin 3": {"answer": "both", "of": 2}})
    assert set(Trip.objects.values_list("status", flat=True)) == {"closed"}


def test_two_bids_on_calls_nobody_knows_are_two(office: Any) -> None:
    outcome = take("bids", "title;call\nGreen ports;CERV\nGreen ports;LIFE\n")
    assert (numbers(outcome), Bid.objects.count()) == ((2, 0, 0, 0, 0, 0), 2)


def test_a_row_with_another_doubt_is_asked_for_both_at_once(office: Any) -> None:
    text = TRIP + "Fair;Lyon;09.05.2015;2,50;\nFair;Lyon;09.05.2015;2,50;drei\n"
    assert [item["about"] for item in take("trips", text).asked] == ["cell", "twin"]


# … as printed, and answered later


def left_open() -> OpenQuestion:
    take("trips", TWINS, as_printed=True)
    return OpenQuestion.objects.get()


def test_as_printed_the_second_row_stays_an_open_question(office: Any) -> None:
    question = left_open()
    assert (question.about, question.row, question.proposals, costs()) == (
        "twin", 3, ["skip", "replace", "both"], ["1.50"],
    )  # fmt: skip
    take("trips", TWINS, as_printed=True)
    assert OpenQuestion.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("skip", ["1.50"]), ("replace", ["2.50"]), ("both", ["1.50", "2.50"])],
)
def test_an_open_row_comes_in_once_it_is_answered(
    office: Any, answer: str, kept: list[str]
) -> None:
    settle_row(question=left_open(), answer=answer, by=None)
    assert (costs(), OpenQuestion.objects.count()) == (kept, 0)


def test_an_open_row_that_came_in_can_be_undone(office: Any) -> None:
    settle_row(question=left_open(), answer="both", by=None)
    undo_import(run=ImportRun.objects.latest("pk"), by=None)
    assert costs() == ["1.50"]


def test_an_open_row_takes_no_answer_the_database_forbids(office: Any) -> None:
    take("partnerships", "place;country;note\nLyon;France;a\nLyon;France;b\n", as_printed=True)
    with pytest.raises(ValidationError):
        settle_row(question=OpenQuestion.objects.get(), answer="both", by=None)
    assert (Partnership.objects.count(), OpenQuestion.objects.count()) == (1, 1)


# Counts of people ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("drei", ["3"]),
        ("Three", ["3"]),
        ("ca. 3", ["3"]),
        ("ca 40 Personen", ["40"]),
        ("~12", ["12"]),
        ("3-4", ["3", "4"]),
        ("drei bis vier", ["3", "4"]),
        ("über 1.500", ["1500"]),
        ("zwölf", ["12"]),
        ("mehrere", []),
        ("einige Leute", []),
        ("?", []),
        ("3", None),
        ("1.500", None),
        ("-5", None),
        ("1e9", None),
        ("Anna Muster", None),
        ("A. Bore", None),
        ("Max", None),
        ("Peter Acht", None),
    ],
)
def test_a_rough_count_is_told_from_numbers_and_names(text: str, meant: list[str] | None) -> None:
    assert counts.rough(text) == meant


@pytest.mark.parametrize(
    ("cell", "proposals"),
    [
        ("drei", ["3", "drei"]),
        ("three", ["3", "three"]),
        ("ca. 3", ["3", "ca. 3"]),
        ("mehrere", ["mehrere"]),
        ("Anna Muster, 2 Kinder", ["Anna Muster, 2 Kinder"]),
        ("Anna Muster, drei weitere", ["Anna Muster, drei weitere"]),
    ],
)
def test_travellers_in_words_are_asked_and_never_guessed(
    office: Any, cell: str, proposals: list[str]
) -> None:
    outcome = take("trips", TRIP + f"Fair;Lyon;2015-05-09;;{cell}\n")
    assert [(item["column"], item["text"], item["proposals"]) for item in outcome.asked] == [
        ("travellers", cell, proposals)
    ]
    assert Trip.objects.count() == 0


@pytest.mark.parametrize(
    ("value", "travellers", "people"), [("3", 3, []), ("7", 7, []), ("drei", 1, ["drei"])]
)
def test_the_answer_decides_between_number_and_name(
    office: Any, value: str, travellers: int, people: list[str]
) -> None:
    remember_answer(column="travellers", text="drei", by=None, value=value)
    assert take("trips", TRIP + "Fair;Lyon;2015-05-09;;drei\n").saved
    trip = Trip.objects.get()
    assert (trip.travellers, [person.name for person in trip.people.all()]) == (travellers, people)


def test_an_answer_given_later_mends_the_entry_and_nothing_else(office: Any) -> None:
    take("trips", TRIP + "Fair;Lyon;2015-05-09;2,50;drei\n", as_printed=True)
    Trip.objects.update(cost=7)
    remember_answer(column="travellers", text="drei", by=None, value="3")
    trip = Trip.objects.get()
    assert (trip.travellers, trip.cost, OpenQuestion.objects.count()) == (3, 7, 0)
    undo_import(run=ImportRun.objects.latest("pk"), by=None)
    trip.refresh_from_db()
    assert trip.travellers == 1


def test_a_row_that_stays_out_mends_nobody_elses_entry(office: Any) -> None:
    rows = "Fair;Lyon;2015-05-09;2,50;2\nFair;Lyon;2015-05-09;2,50;drei\n"
    assert len(take("trips", TRIP + rows, as_printed=True).asked) == 2
    question = OpenQuestion.objects.get()
    remember_answer(column="travellers", text="drei", by=None, value="3")
    assert Trip.objects.get().travellers == 2
    settle_row(question=question, answer="replace", by=None)
    assert Trip.objects.get().travellers == 3


def test_an_entry_that_was_renamed_meanwhile_is_not_made_again(office: Any) -> None:
    take("trips", TRIP + "Fair;Lyon;2015-05-09;2,50;drei\n", as_printed=True)
    Trip.objects.update(title="Another")
    remember_answer(column="travellers", text="drei", by=None, value="3")
    assert [(trip.title, trip.travellers) for trip in Trip.objects.all()] == [("Another", 1)]


def test_a_rough_number_of_visitors_is_asked(office: Any) -> None:
    text = "from_place;start;title;visitors\nLyon;2015-05-08;Choir;ca. 40\n"
    assert [item["proposals"] for item in take("visits", text).asked] == [["40"]]
    remember_answer(column="visitors", text="ca. 40", by=None, value="40")
    assert take("visits", text).saved


# Titles, sums, merged cells -----------------------------------------------------------------------

TITLED = "Partnerstädte, Stand 2025;;\n;;\nPartnerstadt;Land;seit\nLyon;Frankreich;1951\n"


def test_rows_above_the_header_are_asked_once(office: Any) -> None:
    outcome = take("partnerships", TITLED)
    assert told(outcome) == [
        "Row 1: Above the header in row 3 stands: row 1: “Partnerstädte, Stand 2025”."
    ]
    assert (numbers(outcome), Partnership.objects.count()) == ((1, 0, 0, 0, 1, 0), 0)
    said = {"title 1": {"answer": "leave_out", "of": 0}}
    assert take("partnerships", TITLED, answers=said).saved
    assert Partnership.objects.count() == 1


def test_a_title_without_separators_does_not_decide_the_separator(office: Any) -> None:
    text = "Reisen, Stand 2025\nTitel;Ziel;Beginn\nFair;Lyon;2015-05-09\n"
    assert numbers(take("trips", text)) == (1, 0, 0, 0, 1, 0)


def test_a_file_without_any_header_says_what_to_write(office: Any) -> None:
    with pytest.raises(Unreadable) as refused:
        take("clubs", "Förderkreis Lyon;1989\nAndere;1990\n")
    assert str(refused.value) == (
        "No row among the first 10 names columns of “Clubs”; row 1 says: “Förderkreis Lyon”, "
        "“1989”. Write the names of the columns above the rows; needed: “name” / “Name” / “Verein”."
    )


def test_a_lacking_column_is_named_by_all_its_names(office: Any) -> None:
    with pytest.raises(Unreadable) as refused:
        take("trips", "Anlass;Ziel\nFair;Lyon\n")
    assert str(refused.value) == (
        "The header (row 1) lacks the column “start” / “Beginn” / “von” / “date”. It has: "
        "“Anlass”, “Ziel”. Add the column, or give its name to one that is there."
    )


def test_an_empty_file_says_what_to_do(office: Any) -> None:
    with pytest.raises(Unreadable, match="save it again and choose it again"):
        take("trips", "")


def test_a_header_alone_is_told(office: Any) -> None:
    outcome = take("trips", TRIP)
    assert outcome.warnings == ["The file holds no rows beneath its header (row 1)."]


@pytest.mark.parametrize(
    "last", ["Summe;;;4,00;", "Total 2015;;;4,00;", ";;;4,00;", "Gesamt:;;;4;2"]
)
def test_a_sum_at_the_end_is_asked(office: Any, last: str) -> None:
    text = TRIP + f"Fair;Lyon;2015-05-09;4,00;\n{last}\n"
    outcome = take("trips", text)
    assert [(item["about"], item["row"], item["proposals"]) for item in outcome.asked] == [
        ("sum", 3, ["leave_out", "take"])
    ]
    assert numbers(outcome) == (1, 0, 0, 0, 1, 0)
    left = take("trips", text, answers={"sum 3": {"answer": "leave_out", "of": 0}})
    assert (numbers(left), left.saved) == ((1, 0, 0, 1, 0, 0), True)


def test_an_entry_called_total_may_be_one(office: Any) -> None:
    text = "name;members\nChor;12\nTotal;13\n"
    assert numbers(take("clubs", text)) == (1, 0, 0, 0, 1, 0)
    assert take("clubs", text, answers={"sum 3": {"answer": "take", "of": 0}}).created == 2


def test_a_sum_as_printed_is_left_out_and_stays_open(office: Any) -> None:
    outcome = take("clubs", "name;members\nChor;12\nTotal;12\n", as_printed=True)
    assert (outcome.saved, numbers(outcome)) == (True, (1, 0, 0, 0, 1, 0))
    question = OpenQuestion.objects.get()
    settle_row(question=question, answer="take", by=None)
    assert sheets.sheet("clubs").model.objects.count() == 2  # type: ignore[union-attr, attr-defined]


def book_with_sum(*, label: str) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 3, "Reisen 2015")
        page.write_row(1, 0, ["Titel", "Ziel", "Beginn", "Kosten"])
        page.write_row(2, 0, ["Fair", "Lyon", "2015-05-09", 4])
        page.write(3, 0, label)
        page.write_formula(3, 3, "=SUM(D3:D3)", None, 4)
    return target.getvalue()


def test_a_title_and_a_sum_with_its_formula_are_left_out_of_a_workbook(office: Any) -> None:
    data = book_with_sum(label="Summe")
    outcome = take("trips", data, "trips.xlsx")
    assert [item["about"] for item in outcome.asked] == ["title", "sum"]
    leave = {"answer": "leave_out", "of": 0}
    assert take("trips", data, "a.xlsx", answers={"title 1": leave, "sum 4": leave}).saved
    assert costs() == ["4.00"]


def test_a_sum_with_a_formula_never_becomes_an_entry(office: Any) -> None:
    data = book_with_sum(label="Summe")
    outcome = take("trips", data, "a.xlsx", answers={"sum 4": {"answer": "take", "of": 0}})
    assert "Row 4, “Kosten”: The cell holds a formula. Replace it by its value." in told(outcome)


def test_a_formula_elsewhere_is_named_with_advice(office: Any) -> None:
    with pytest.raises(Unreadable) as refused:
        take("trips", book_with_sum(label="Choir"), "a.xlsx")
    assert str(refused.value) == (
        "Row 4, column D holds a formula. Delete the row if it only adds up, or copy the sheet, "
        "paste it as values and import that."
    )


def merged_book() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Titel", "Ziel", "Beginn", "Amt"])
        page.write_row(1, 0, ["Fair", "Lyon", "2015-05-09", ""])
        page.write_row(2, 0, ["Choir", "Lyon", "2015-06-09", ""])
        page.merge_range(1, 3, 2, 3, "Kultur")
    return target.getvalue()


def test_a_merged_cell_is_told_even_where_the_column_may_be_empty(office: Any) -> None:
    assert told(take("trips", merged_book(), "trips.xlsx")) == [
        "Row 3, “Amt”: The cell is merged with the one in row 2 above, “Kultur”. Undo the merging "
        "in the spreadsheet and write the value into each row."
    ]


def test_a_needed_cell_left_empty_names_the_value_above(office: Any) -> None:
    text = TRIP + "Fair;Lyon;2015-05-09;;\n;Lyon;2015-06-09;;\n"
    assert told(take("trips", text)) == [
        "Row 3, “Titel”: This column is needed; the cell is empty. Above it, in row 2, stands "
        "“Fair”: if that holds here too, write it into this row."
    ]


def test_a_fee_without_its_shares_names_the_columns_the_file_lacks(office: Any) -> None:
    take("memberships", "network;year;fee;shares\nEurocities;2014;16000;OIA 16000\n")
    text = "Netzwerk;Jahr;Beitrag\nEurocities;2014;17000\n"
    assert told(take("memberships", text)) == [
        "Row 2: “shares” add up to 16000.00, “Beitrag” says 17000.00. Correct one of them."
    ]


# What is said -------------------------------------------------------------------------------------


def test_an_impossible_day_is_answered_by_its_neighbours(office: Any) -> None:
    outcome = take("trips", TRIP + "Fair;Lyon;29.02.2025;;\n")
    assert told(outcome) == [
        "Row 2, “Beginn”: “29.02.2025” is not a day of the calendar. "
        "Perhaps 28.02.2025 or 01.03.2025?"
    ]
    assert outcome.refused[0]["proposal"] == "2025-02-28"


def test_shares_that_do_not_add_up_name_their_columns(office: Any) -> None:
    text = "Netzwerk;Jahr;Beitrag;Anteile\nEurocities;2014;16000,00;OIA 4000; Traffic 1\n"
    text = text.replace("OIA 4000; Traffic 1", '"OIA 4000; Traffic 1"')
    assert told(take("memberships", text)) == [
        "Row 2: “Anteile” add up to 4001.00, “Beitrag” says 16000.00. Correct one of them."
    ]
    assert Membership.objects.count() == 0


def test_every_fault_of_a_row_is_told(office: Any) -> None:
    text = "Titel;Ziel;Beginn;Ende;Kosten;Reisende\n;Lyon;09.05.2015;08.05.2015;viel;drei\n"
    outcome = take("trips", text)
    assert [(item["column"]) for item in outcome.refused] == [
        "title", "end", "travellers", "cost",
    ]  # fmt: skip
    assert (outcome.asked, outcome.in_short()["refused"]) == ([], 1)


def test_a_row_in_doubt_with_a_fault_is_refused_and_not_asked(office: Any) -> None:
    text = "Titel;Ziel;Land;Beginn;Ende\nFair;Wolwograd;Russia;2015-05-09;2015-05-08\n"
    outcome = take("trips", text)
    assert [item["header"] for item in outcome.refused] == ["Ziel", "Ende"]
    assert outcome.asked == []


def test_a_portal_row_without_its_identifier_is_refused(office: Any) -> None:
    outcome = take("calls", json.dumps({"results": [{}]}), "calls.json")
    assert {item["column"] for item in outcome.refused} >= {"identifier"}


# The command --------------------------------------------------------------------------------------


def said(text: str, tmp_path: Path, *options: str) -> tuple[list[str], list[str]]:
    file = tmp_path / "trips.csv"
    file.write_text(text)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.suppress(SystemExit):
        call_command("import_data", "trips", file, *options, stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_the_command_calls_nothing_new_when_nothing_was_saved(office: Any, tmp_path: Path) -> None:
    office.language = "en"
    office.save()
    text = TRIP + "Fair;Lyon;2015-05-09;;\nBad;Lyon;soon;;\n"
    assert said(text, tmp_path) == (
        ["Nothing is saved. Rows in order: 1, asked: 0, refused: 1."],
        [
            "Refused: Row 3, “Beginn”: “soon” is not a day of the calendar. "
            "Write it as YYYY-MM-DD or DD.MM.YYYY."
        ],
    )


def test_the_command_speaks_the_language_of_the_office(office: Any, tmp_path: Path) -> None:
    office.language = "de"
    office.save()
    _out, lines = said(TRIP + "Bad;Lyon;29.02.2025;;\n", tmp_path)
    assert lines == [
        "Abgewiesen: Zeile 2, „Beginn“: „29.02.2025“ ist kein Tag des Kalenders. "
        "Vielleicht 28.02.2025 oder 01.03.2025?"
    ]


def test_the_command_saves_as_printed_and_tells_the_second_row(office: Any, tmp_path: Path) -> None:
    office.language = "en"
    office.save()
    out, err = said(TWINS, tmp_path, "--as-printed")
    assert (out, err) == (
        [
            "new 1, changed 0, unchanged 0, left out 0, asked 1",
            "? Row 3: Row 2 already says the same under “Titel”, “Ziel”, “Beginn”.",
        ],
        [],
    )
