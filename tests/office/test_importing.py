"""Imports of every kind: created, updated, unchanged, asked or refused; all or nothing; undone."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegations.models import Trip
from networks.models import FeeShare, Membership, Network
from oia.core.audit import history_of
from oia.core.words import fold
from oia.office import importing, sheets
from oia.office.actions import NotUndone, remember_answer, undo_import
from oia.office.importing import Outcome
from oia.office.models import Department, Desk, ImportRun, OpenQuestion, Place, WorkShare
from oia.office.reading import Unreadable
from partners.models import Agreement, Partnership
from tests.factories import (
    make_agreement,
    make_club,
    make_department,
    make_desk,
    make_post,
    make_trip,
    make_user,
)
from tests.office.sheets import SAMPLES

each_kind = pytest.mark.parametrize("kind", SAMPLES)


def take(kind: str, text: str | bytes, **options: Any) -> Outcome:
    sheet = sheets.sheet(kind)
    assert sheet is not None
    data = text.encode() if isinstance(text, str) else text
    return importing.run(sheet, data, f"{kind}.csv", **options)


def counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    return (
        outcome.created,
        outcome.updated,
        outcome.unchanged,
        len(outcome.asked),
        len(outcome.refused),
    )


def stored(kind: str) -> int:
    sheet = sheets.sheet(kind)
    assert sheet is not None
    return sheet.model._default_manager.count()


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of our own tables but history, feed, imports and what a new version changes."""
    idle = {"version", "updated"}
    models = [m for m in apps.get_models() if m.__module__.split(".")[0] in ("oia", "partners",
        "delegations", "networks", "eufunding", "consular")]  # fmt: skip
    left_out = ("History", "Change", "Import", "GazetteerCity", "GazetteerName", "OpenQuestion")
    return {
        m.__name__: [{k: v for k, v in row.items() if k not in idle}
            for row in m._default_manager.order_by("pk").values()]
        for m in models
        if not any(word in m.__name__ for word in left_out)
    }  # fmt: skip


@pytest.fixture
def ready(office: Any) -> None:
    """What the files point to: the tie with Lyon, a trip, a post."""
    assert take("partnerships", "place;country\nLyon;France\n").saved
    make_trip(title="Old trip")
    make_post(country="FR", post_kind="consulate_general", seat="Bonn")


def rows_of(kind: str) -> int:
    return len(list(csv.reader(io.StringIO(SAMPLES[kind].english)))) - 1


def test_every_kind_has_a_sample() -> None:
    assert {sheet.kind for sheet in sheets.sheets()} == set(SAMPLES)


def fresh(kind: str) -> int:
    """Rows of the sample that are not there yet (the tie with Lyon is)."""
    return rows_of(kind) - (kind == "partnerships")


@each_kind
def test_a_file_is_created_and_the_second_time_unchanged(ready: None, kind: str) -> None:
    first = take(kind, SAMPLES[kind].english)
    assert (first.asked, first.refused) == ([], [])
    assert (first.created, first.saved) == (fresh(kind), True)
    assert counts(take(kind, SAMPLES[kind].english)) == (0, 0, rows_of(kind), 0, 0)


@each_kind
def test_german_headers_and_words_say_the_same(ready: None, kind: str) -> None:
    first = take(kind, SAMPLES[kind].german)
    assert (first.asked, first.refused, first.created) == ([], [], fresh(kind))
    assert counts(take(kind, SAMPLES[kind].english)) == (0, 0, rows_of(kind), 0, 0)


@each_kind
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_exported_comes_in_unchanged(
    ready: None, kind: str, suffix: str, tmp_path: Path
) -> None:
    take(kind, SAMPLES[kind].english)
    file = tmp_path / f"{kind}.{suffix}"
    call_command("export_data", kind, file, stdout=io.StringIO())
    sheet = sheets.sheet(kind)
    assert sheet is not None
    again = importing.run(sheet, file.read_bytes(), file.name)
    assert (counts(again), again.warnings) == ((0, 0, stored(kind), 0, 0), [])


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_text_that_looks_like_a_formula_goes_out_harmless_and_comes_in_unchanged(
    ready: None, suffix: str, tmp_path: Path
) -> None:
    make_club(title="=HYPERLINK(1)", contact="'-quoted", email="")
    file = tmp_path / f"clubs.{suffix}"
    call_command("export_data", "clubs", file, stdout=io.StringIO())
    if suffix == "csv":
        assert file.read_text("utf-8-sig").splitlines()[1] == "'=HYPERLINK(1);;1989;;;''-quoted"
    sheet = sheets.sheet("clubs")
    assert sheet is not None
    assert counts(importing.run(sheet, file.read_bytes(), file.name)) == (0, 0, 1, 0, 0)


@each_kind
def test_an_export_asks_no_more_for_many_rows_than_for_one(
    ready: None, kind: str, django_assert_num_queries: Any
) -> None:
    take(kind, SAMPLES[kind].english)
    sheet = sheets.sheet(kind)
    assert sheet is not None
    assert sheet.rows is not None
    rows = list(sheet.rows())
    with django_assert_num_queries(0):
        lines = [[column.write(row) for column in sheet.columns] for row in rows]
    assert len(lines) >= rows_of(kind)


@each_kind
def test_a_changed_cell_updates_its_row_only(ready: None, kind: str) -> None:
    take(kind, SAMPLES[kind].english)
    old, new = SAMPLES[kind].change
    assert old in SAMPLES[kind].english
    again = take(kind, SAMPLES[kind].english.replace(old, new))
    assert counts(again) == (0, 1, rows_of(kind) - 1, 0, 0)


@each_kind
def test_a_column_the_file_lacks_blanks_nothing(ready: None, kind: str) -> None:
    take(kind, SAMPLES[kind].english)
    before = everything()
    sheet = sheets.sheet(kind)
    assert sheet is not None
    kept = {c.name for c in sheet.columns if c.key or c.needed}
    lines = list(csv.reader(io.StringIO(SAMPLES[kind].english), delimiter=separator(kind)))
    heads = sheet.heads()
    places = [
        at for at, head in enumerate(lines[0]) if heads[fold(head.replace("_", " "))].name in kept
    ]
    text = "\n".join(";".join(f'"{line[at]}"' for at in places) for line in lines)
    assert counts(take(kind, text)) == (0, 0, rows_of(kind), 0, 0)
    assert everything() == before


def separator(kind: str) -> str:
    return "," if kind == "clubs" else ";"


@each_kind
def test_a_missing_needed_column_is_named_and_nothing_is_saved(ready: None, kind: str) -> None:
    sample = SAMPLES[kind]
    if not sample.needed:
        return
    before = stored(kind)
    head, rest = sample.english.split("\n", 1)
    names = [f"x_{name}" if name == sample.needed else name for name in head.split(separator(kind))]
    with pytest.raises(Unreadable, match=sample.needed):
        take(kind, separator(kind).join(names) + "\n" + rest)
    assert stored(kind) == before


@each_kind
def test_a_look_saves_nothing(ready: None, kind: str) -> None:
    before = everything()
    outcome = take(kind, SAMPLES[kind].english, save=False)
    assert (outcome.created, outcome.saved) == (fresh(kind), False)
    assert everything() == before


@each_kind
def test_an_undone_import_leaves_everything_as_it_was(ready: None, kind: str) -> None:
    before = everything()
    take(kind, SAMPLES[kind].english)
    undo_last()
    # Places of the gazetteer stay: they are nobody's entry.
    assert without_places(everything()) == without_places(before)


@each_kind
def test_an_undone_update_gives_the_old_row_back(ready: None, kind: str) -> None:
    take(kind, SAMPLES[kind].english)
    before = everything()
    take(kind, SAMPLES[kind].english.replace(*SAMPLES[kind].change))
    undo_last()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert without_keys(everything()) == without_keys(before)


def undo_last() -> None:
    undo_import(run=ImportRun.objects.latest("pk"), by=None)


def without_places(rows: dict[str, Any]) -> dict[str, Any]:
    return {
        name: kept
        for name, kept in rows.items()
        if name not in ("Place", "PlaceName", "StoredFile")
    }


def without_keys(rows: dict[str, Any]) -> dict[str, Any]:
    """Rows that hang on another one may come back under another key."""
    parts = ("FeeShare", "Deadline", "Traveller")
    return {
        name: [{k: v for k, v in row.items() if name not in parts or k != "id"} for row in kept]
        for name, kept in rows.items()
    }


def test_undo_refuses_once_somebody_changed_a_row(ready: None) -> None:
    take("trips", SAMPLES["trips"].english)
    Trip.objects.filter(title="Fair").update(travellers=9)
    with pytest.raises(NotUndone, match="Fair"):
        undo_last()
    assert Trip.objects.count() == 3


def test_undo_refuses_when_somebody_built_on_a_row(ready: None) -> None:
    take("partnerships", SAMPLES["partnerships"].english)
    make_agreement(partnership=Partnership.objects.get(place__name="Kraków"))
    with pytest.raises(NotUndone):
        undo_last()
    assert (Partnership.objects.count(), Agreement.objects.count()) == (2, 1)


def test_undo_refuses_when_a_new_department_is_in_use_elsewhere(ready: None) -> None:
    take("trips", SAMPLES["trips"].english)
    make_trip(department=Department.objects.get(name="Culture"))
    with pytest.raises(NotUndone, match="Culture"):
        undo_last()
    assert Department.objects.filter(name="Culture").exists()


def test_an_import_is_undone_once(ready: None) -> None:
    take("work_shares", SAMPLES["work_shares"].english)
    undo_last()
    with pytest.raises(NotUndone):
        undo_last()


# Refused, asked, all or nothing --------------------------------------------------------------


def refused(outcome: Outcome) -> list[tuple[int, str]]:
    return [(item["row"], item["column"]) for item in outcome.refused]


TRIP = "title;destination;start;country;end;cost;currency;status;purpose;travellers\n"


def test_an_unknown_country_is_refused_for_a_post(office: Any) -> None:
    outcome = take("consular_posts", "country;kind;seat\nAtlantis;consulate;Köln\n")
    assert (refused(outcome), outcome.saved) == ([(2, "country")], False)


def test_an_unknown_country_is_refused_for_a_trip(office: Any) -> None:
    outcome = take("trips", TRIP + "Fair;Lyon;2015-05-09;Atlantis;;;;;;\n", as_printed=True)
    assert (refused(outcome), outcome.saved) == ([(2, "country")], False)


def test_an_unknown_country_is_asked_for_a_partnership(office: Any) -> None:
    outcome = take("partnerships", "place;country\nLyon;Atlantis\n")
    assert [(a["column"], a["text"], a["country"]) for a in outcome.asked] == [
        ("place", "Lyon", "Atlantis")
    ]
    assert outcome.refused == []


def test_an_end_before_the_start_is_refused(office: Any) -> None:
    outcome = take("trips", TRIP + "Fair;Lyon;2015-05-09;France;2015-05-08;;;;;\n")
    assert (refused(outcome), Trip.objects.count()) == ([(2, "end")], 0)


def test_shares_that_do_not_add_up_are_refused(office: Any) -> None:
    text = SAMPLES["memberships"].english.replace("Culture 4000", "Culture 3999.99")
    outcome = take("memberships", text)
    assert (len(outcome.refused), Membership.objects.count(), Network.objects.count()) == (1, 0, 0)
    assert ("15999.99" in outcome.refused[0]["reason"]) is True


def test_a_new_fee_needs_its_shares(office: Any) -> None:
    take("memberships", SAMPLES["memberships"].english)
    outcome = take("memberships", "network;year;fee\nEurocities;2014;17000\n")
    assert (refused(outcome), Membership.objects.get().fee) == ([(2, "")], 16000)
    shares = "network,year,shares\nEurocities,2014,OIA 12000; Traffic 4000\n"
    assert counts(take("memberships", shares)) == (0, 1, 0, 0, 0)


def test_one_bad_row_is_the_only_one_refused(office: Any) -> None:
    """What a refused row named for the first time is known to the rows after it all the same."""
    text = (
        "network|year|fee|shares\nEurocities|2014|16000|OIA 1\nEurocities|2015|16000|OIA 16000\n"
    ).replace("|", "\t")
    outcome = take("memberships", text)
    assert (refused(outcome), outcome.created) == ([(2, "")], 1)


def test_two_rows_of_one_key_are_asked_and_never_merged(office: Any) -> None:
    text = TRIP + "Fair;Lyon;2015-05-09;France;;1,50;;;;\nFAIR;Lyon;09.05.2015;France;;2,50;;;;\n"
    assert counts(take("trips", text)) == (1, 0, 0, 1, 0)
    assert Trip.objects.count() == 0
    kept = take("trips", text, as_printed=True)
    assert (counts(kept), Trip.objects.get().cost) == ((1, 0, 0, 1, 0), Decimal("1.50"))


def test_an_unknown_word_is_asked_and_the_answer_remembered(office: Any) -> None:
    text = TRIP + "Fair;Lyon;2015-05-09;France;;;;;Lustreise;\n"
    first = take("trips", text)
    assert [(a["column"], a["text"], a["proposal"]) for a in first.asked] == [
        ("purpose", "Lustreise", "anniversary")
    ]
    remember_answer(column="purpose", text="Lustreise", by=None, value="personal")
    assert counts(take("trips", text)) == (1, 0, 0, 0, 0)
    assert Trip.objects.get().purpose == "personal"
    assert counts(take("trips", text)) == (0, 0, 1, 0, 0)


def test_a_doubtful_number_is_asked_with_both_readings(office: Any) -> None:
    outcome = take("trips", TRIP + "Fair;Lyon;2015-05-09;France;;1.500;EUR;;;\n")
    assert [(a["column"], a["proposals"]) for a in outcome.asked] == [("cost", ["1500", "1.500"])]


def test_a_second_cell_decides_the_doubtful_number(office: Any) -> None:
    rows = "Fair;Lyon;2015-05-09;France;;1.500;EUR;;;\nFair2;Lyon;2015-05-09;France;;2,50;EUR;;;\n"
    assert counts(take("trips", TRIP + rows)) == (2, 0, 0, 0, 0)
    assert Trip.objects.get(title="Fair").cost == 1500


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        (";Lyon;2015-05-09;France;;;;;;", "title"),
        ("Fair;;2015-05-09;France;;;;;;", "destination"),
        ("Fair;Lyon;30.02.2015;France;;;;;;", "start"),
        ("Fair;Lyon;2015-05-09;France;;-5;EUR;;;", "cost"),
        ("Fair;Lyon;2015-05-09;France;;5;euro;;;", "currency"),
        ("Fair;Lyon;2015-05-09;France;;" + "9" * 13 + ";EUR;;;", "cost"),
        ("Fair;Lyon;2015-05-09;France;;;;;;99999999999", "travellers"),
        ("=1+1;Lyon;2015-05-09;France;;;;;;", "title"),
        ("F" * 301 + ";Lyon;2015-05-09;France;;;;;;", "title"),
    ],
)
def test_a_wrong_cell_is_refused_by_its_column(office: Any, cells: str, column: str) -> None:
    outcome = take("trips", TRIP + cells + "\n", as_printed=True)
    assert (refused(outcome), Trip.objects.count()) == ([(2, column)], 0)


def test_names_longer_than_their_column_are_refused_and_break_nothing(office: Any) -> None:
    long = "Ä" * 400
    tie = f"place;country;responsible\n{long};France;\nLyon;{long};\nLyon;France;{long}\n"
    outcome = take("partnerships", tie, as_printed=True)
    assert [item["row"] for item in outcome.refused] == [2, 3]
    assert Desk.objects.count() == 0


def test_all_or_nothing(office: Any) -> None:
    before = everything()
    text = TRIP + "Fair;Lyon;2015-05-09;France;;;;;;\nBad;Lyon;soon;France;;;;;;\n"
    assert (counts(take("trips", text)), everything() == before) == ((1, 0, 0, 0, 1), True)


def test_shares_of_work_above_100_are_told_and_not_refused(office: Any) -> None:
    """Köln: 45 + 35 + 25 = 105."""
    rows = "2014;A;45;45\n2014;B;35;35\n2014;C;25;25\n"
    outcome = take("work_shares", f"year;field;from_percent;to_percent\n{rows}")
    assert (counts(outcome), len(outcome.warnings)) == ((3, 0, 0, 0, 0), 1)
    assert ("105" in outcome.warnings[0]) is True


def test_shares_that_miss_100_are_fine(office: Any) -> None:
    """Frankfurt: 50–60, 25–30, 5."""
    rows = "2014;A;50;60\n2014;B;25;30\n2014;C;5;\n"
    outcome = take("work_shares", f"year;field;from_percent;to_percent\n{rows}")
    assert (outcome.warnings, WorkShare.objects.get(field="C").to_percent) == ([], 5)


def test_what_a_file_names_for_the_first_time_stands_in_the_warnings(office: Any) -> None:
    outcome = take("memberships", SAMPLES["memberships"].english)
    names = {warning.split(": ")[1] for warning in outcome.warnings}
    assert names == {"Eurocities", "Traffic", "Health", "Culture"}


def test_columns_of_the_study_that_decide_nothing_are_only_told(office: Any) -> None:
    text = "place;country;geonameid;latitude;corrected_name\nLyon;France;1;0;Paris\n"
    outcome = take("partnerships", text)
    assert (len(outcome.warnings), Place.objects.filter(name="Paris").count()) == (3, 0)
    assert Partnership.objects.get().place.name == "Lyon"


def test_travellers_by_number_and_by_name(office: Any) -> None:
    take("trips", SAMPLES["trips"].english)
    found = {t.title: (t.travellers, t.people.count(), t.status) for t in Trip.objects.all()}
    assert found == {"Anniversary": (2, 2, "closed"), "Fair": (3, 0, "closed")}


# The commands ---------------------------------------------------------------------------------


def command(kind: str, file: Path, *options: str) -> tuple[int, dict[str, Any]]:
    out = io.StringIO()
    try:
        call_command(
            "import_data", kind, file, "--json", *options, stdout=out, stderr=io.StringIO()
        )
    except SystemExit as end:
        return int(end.code or 0), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def test_the_command_counts_and_exits_as_promised(office: Any, tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("place;country\nLyon;France\nBudapest;Romania\n")
    status, dry = command("partnerships", file, "--dry-run")
    assert (status, dry["created"], Partnership.objects.count()) == (1, 1, 0)
    status, strict = command("partnerships", file)
    assert (status, Partnership.objects.count()) == (1, 0)
    assert [(a["row"], a["column"]) for a in strict["asked"]] == [(3, "place")]
    status, printed = command("partnerships", file, "--as-printed")
    assert (status, printed["created"], len(printed["asked"])) == (0, 2, 1)
    status, again = command("partnerships", file, "--as-printed")
    assert (status, again["unchanged"], len(again["asked"])) == (0, 2, 1)


# Anything at all ------------------------------------------------------------------------------

HYPOTHESIS = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
KINDS = st.sampled_from(sorted(SAMPLES))


def survives(kind: str, data: bytes, name: str, before: dict[str, int]) -> None:
    """Nothing but Unreadable is raised, and a file that is not saved leaves no row."""
    sheet = sheets.sheet(kind)
    assert sheet is not None
    try:
        outcome = importing.run(sheet, data, name, save=False, as_printed=True)
    except Unreadable as error:
        assert str(error)
    else:
        assert not outcome.saved
        json.dumps(outcome.as_json())
    assert sizes() == before


def sizes() -> dict[str, int]:
    models: list[Any] = [s.model for s in sheets.sheets()] + [
        Department,
        Place,
        ImportRun,
        FeeShare,
    ]
    return {m.__name__: m._default_manager.count() for m in models}


@HYPOTHESIS
@given(
    kind=KINDS, data=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.xlsx", "a.json"])
)
def test_any_bytes_are_taken_or_refused(ready: None, kind: str, data: bytes, name: str) -> None:
    survives(kind, data, name, sizes())


NASTY = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["\x00", "=1", "1.500", "9" * 400, "-1", "NaN", "1e9", "0000", "9999-12-31", "00.00.0000",
         "\ud7ff", "Ä" * 500, "'", ";", '"', "a;b", "٣", "²", "2015-05-09", "Lyon", "\u202e", " "]
    ),
)  # fmt: skip


@HYPOTHESIS
@given(kind=KINDS, cell=NASTY, pick=st.integers(0, 10**6))
def test_any_cell_is_taken_or_refused(ready: None, kind: str, cell: str, pick: int) -> None:
    lines = list(csv.reader(io.StringIO(SAMPLES[kind].english), delimiter=separator(kind)))
    row = lines[1 + pick % (len(lines) - 1)]
    row[pick % len(row)] = cell
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines)
    survives(kind, text.getvalue().encode(errors="surrogatepass"), "a.csv", sizes())


@HYPOTHESIS
@given(kind=KINDS, data=st.data())
def test_a_file_with_wrong_bytes_is_taken_or_refused(ready: None, kind: str, data: Any) -> None:
    broken = bytearray(SAMPLES[kind].english.encode())
    for _time in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    survives(kind, bytes(broken), "a.csv", sizes())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["fundingData", "GrantTenderObj", "TopicDetails", "results", "metadata", "type",
             "identifier", "title", "actions", "status", "deadlineDatesLong", "budgetOverview"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@HYPOTHESIS
@given(content=JSON)
def test_any_json_is_a_portal_file_or_refused(ready: None, content: Any) -> None:
    survives("calls", json.dumps(content).encode(), "a.json", sizes())


def test_the_guard_of_these_trials_would_notice_a_row(ready: None) -> None:
    """The negative control: a preview that saved would be found."""
    before = sizes()
    sheet = sheets.sheet("work_shares")
    assert sheet is not None
    importing.run(sheet, SAMPLES["work_shares"].english.encode(), "a.csv", save=True)
    with pytest.raises(AssertionError):
        assert sizes() == before


# A status is a step ---------------------------------------------------------------------------


def trip_in_state(state: str, **facts: Any) -> Any:
    take("trips", TRIP + f"Fair;Lyon;2015-05-09;France;;;;{state};;\n")
    Trip.objects.filter(title="Fair").update(**facts)
    return Trip.objects.get(title="Fair")


def own_department(user: Any) -> Any:
    return make_desk(holder=user, department=make_department()).department


def to_state(trip: Any, state: str, **options: Any) -> tuple[Outcome, str]:
    outcome = take("trips", TRIP + f"Fair;Lyon;2015-05-09;France;;;;{state};;\n", **options)
    trip.refresh_from_db()
    return outcome, trip.status


def test_a_new_row_begins_in_any_state(office: Any) -> None:
    assert [trip_in_state("under_way").status] == ["under_way"]


def test_a_status_on_a_stored_row_takes_the_step_there(office: Any) -> None:
    trip = trip_in_state("requested", programme="Fair and talks")
    outcome, state = to_state(trip, "approved", by=make_user("officer"))
    assert (counts(outcome), state) == ((0, 1, 0, 0, 0), "approved")
    with override("en"):
        again = history_of(trip)[0]
    assert (again.what, again.why.endswith("trips.csv")) == ("status: requested → approved", True)
    assert counts(to_state(trip, "approved")[0]) == (0, 0, 1, 0, 0)
    assert counts(to_state(trip, "")[0]) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("by", ["liaison", None])
def test_a_status_that_no_step_leads_to_is_refused(office: Any, by: str | None) -> None:
    user = make_user(by) if by else None
    trip = trip_in_state("cancelled", department=own_department(user))
    outcome, state = to_state(trip, "approved", by=user)
    assert (refused(outcome), state) == ([(2, "status")], "cancelled")


def test_a_guard_of_the_workflow_keeps_a_row_out(office: Any) -> None:
    trip = trip_in_state("requested", with_mayor=True)
    with override("en"):
        outcome, state = to_state(trip, "approved", by=make_user("head"))
    assert (refused(outcome), state) == ([(2, "status")], "requested")
    assert outcome.refused[0]["reason"].startswith("Add the working programme first")


def test_the_undo_takes_a_step_back_with_what_it_wrote(office: Any) -> None:
    take("partnerships", "place;country;signed\nLyon;France;1970\n")
    assert take("partnerships", "place;country;status\nLyon;France;ended\n").saved
    tie = Partnership.objects.get()
    assert (tie.status, tie.dates.count()) == ("ended", 1)
    undo_import(run=ImportRun.objects.latest("pk"), by=make_user("head"))
    tie.refresh_from_db()
    assert (tie.status, tie.dates.count()) == ("active", 0)


@pytest.mark.parametrize("cell", ["0", "0,0", ";"])
def test_a_trip_without_travellers_is_asked(office: Any, cell: str) -> None:
    outcome = take(
        "trips", "title;destination;start;travellers\n" + f'Fair;Lyon;2015-05-09;"{cell}"\n'
    )
    assert [(item["column"], item["may_be_empty"]) for item in outcome.asked] == [
        ("travellers", True)
    ]
    assert (refused(outcome), Trip.objects.count()) == ([], 0)


def test_as_printed_an_unreadable_cell_stays_empty_and_open(office: Any) -> None:
    outcome = take("trips", TRIP + "Fair;Lyon;2015-05-09;France;;1e99;EUR;;;\n", as_printed=True)
    assert (refused(outcome), outcome.saved, Trip.objects.get().costs.count()) == ([], True, 0)
    assert OpenQuestion.objects.get().column == "cost"
