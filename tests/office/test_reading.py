"""Files of every usual kind are read; each that cannot be read is refused with a sentence."""

import datetime as dt
import io
import time
import zipfile
from contextlib import suppress

import pytest
import xlsxwriter
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from oia.office.reading import LARGEST, MOST_ROWS, Unreadable, read

HEADER, ROW = ["Name", "gegründet"], ["Förderkreis", "1989"]


def book(sheets: list[list[list[object]]], **options: object) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **options}) as workbook:
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        for rows in sheets:
            page = workbook.add_worksheet()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, dt.date):
                        page.write_datetime(number, column, value, day)
                    else:
                        page.write(number, column, value)
    return target.getvalue()


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def refusal(data: bytes, name: str = "clubs.csv") -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, name)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_in_the_usual_ways(encoding: str, separator: str, end: str) -> None:
    text = end.join(separator.join(line) for line in (HEADER, ROW)) + end
    source = read(text.encode(encoding), "clubs.csv")
    assert (source.header, source.rows) == (HEADER, [(2, ROW)])


def test_rows_carry_the_number_the_spreadsheet_shows() -> None:
    source = read(b"\n\nname\n\nfirst\n\nsecond\n", "clubs.csv")
    assert source.rows == [(5, ["first"]), (7, ["second"])]


def test_quoted_cells_keep_separators_and_quotes() -> None:
    source = read(b'name;note\n"a;b";"he said ""c"""\n', "clubs.csv")
    assert source.rows == [(2, ["a;b", 'he said "c"'])]


def test_a_header_alone_is_no_row() -> None:
    assert read(b"name;founded\n", "clubs.csv").rows == []


def test_a_workbook_gives_typed_values() -> None:
    data = book([[["name", "start"], ["Lille", dt.date(2014, 9, 12)], [1500.0, 2.5]]])
    assert read(data, "trips.xlsx").rows == [(2, ["Lille", dt.date(2014, 9, 12)]), (3, [1500, 2.5])]


def test_a_workbook_without_the_right_ending_is_read_all_the_same() -> None:
    assert read(book([[["name"], ["Lille"]]]), "trips.csv").rows == [(2, ["Lille"])]


def test_empty_sheets_beside_the_full_one_do_not_matter() -> None:
    assert read(book([[], [["name"], ["Lille"]], []]), "a.xlsx").rows == [(2, ["Lille"])]


@pytest.mark.parametrize("data", [b"", b"   \n \n", b"\xef\xbb\xbf", b";;;\n;;\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refusal(data)


def big_zip() -> bytes:
    return with_entry(book([[["a"], ["b"]]]), "xl/media/bomb.bin", b"\0" * (210 * 2**20))


REFUSED = {
    "50 MB": (lambda: b"a;b\n" * (50 * 2**18), "a.csv"),
    "one byte too many": (lambda: b"a" * (LARGEST + 1), "a.csv"),
    "too many rows": (lambda: b"a\n" * (MOST_ROWS + 2), "a.csv"),
    "a damaged workbook": (lambda: book([[["a"], ["b"]]])[:900], "a.xlsx"),
    "a workbook cut in its middle": (lambda: b"PK\x03\x04" + bytes(500), "a.xlsx"),
    "an old workbook that is none": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "a.xls"),
    "text called a workbook": (lambda: b"a;b\n1;2\n", "a.xlsx"),
    "a workbook with macros": (lambda: book([[["a"], ["b"]]]), "a.xlsm"),
    "macros under another name": (
        lambda: with_entry(book([[["a"], ["b"]]]), "xl/vbaProject.bin", b"x"), "a.xlsx"
    ),
    "a bomb": (big_zip, "a.xlsx"),
    "a formula": (lambda: book([[["a"], ["=1+1"]]]), "a.xlsx"),
    "several full sheets": (lambda: book([[["a"], ["b"]], [["c"], ["d"]]]), "a.xlsx"),
    "an empty workbook": (lambda: book([[]]), "a.xlsx"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(300), "a.csv"),
    "another archive": (lambda: with_entry(b"", "a.txt", b"a"), "a.csv"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_safely_is_refused_with_a_sentence(what: str) -> None:
    make, name = REFUSED[what]
    sentence = refusal(make(), name)
    assert sentence.endswith((".", "!"))
    assert len(sentence.split()) >= 4


def test_the_formula_is_named_by_its_cell() -> None:
    sentence = refusal(book([[["a", "b"], ["x", "y"], ["x", "=A2"]]]), "a.xlsx")
    assert ("3" in sentence, "B" in sentence) == (True, True)


def test_several_sheets_are_named() -> None:
    sentence = refusal(book([[["a"], ["b"]], [["c"], ["d"]]]), "a.xlsx")
    assert ("Sheet1" in sentence, "Sheet2" in sentence) == (True, True)


GOOD = book([[["name", "start"], ["Lille", dt.date(2014, 9, 12)]]])


def placed(reference: str, *, merged: str = "") -> bytes:
    """The good workbook with one more cell somewhere."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive, zipfile.ZipFile(target, "w") as new:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "xl/worksheets/sheet1.xml":
                digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                cell = (
                    f'<row r="{digits}"><c r="{reference}"><v>1</v></c></row></sheetData>{merged}'
                )
                part = part.replace(b"</sheetData>", cell.encode())
            new.writestr(name, part)
    return target.getvalue()


@pytest.mark.parametrize("reference", ["XFD1048576", "ALL100000", "A99999999", "ZZZ20000"])
def test_a_cell_far_away_is_refused_before_it_fills_the_memory(reference: str) -> None:
    with override("en"):
        assert refusal(placed(reference), "a.xlsx").startswith("A cell of the sheet stands far")


@pytest.mark.parametrize("reference", ["A90000", "ZZ500", "AAA3"])
def test_a_large_sheet_is_no_sheet_with_a_cell_far_away(reference: str) -> None:
    assert len(read(placed(reference), "a.xlsx").lines) == 3


def table(columns: int, rows: int) -> bytes:
    """A spreadsheet of LibreOffice with one cell that is said to stand there so many times."""
    target = io.BytesIO()
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    cell = (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="S"><table:table-row table:number-rows-repeated="{rows}">{cell}'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return target.getvalue()


def test_a_cell_repeated_without_end_is_refused() -> None:
    assert len(read(table(3, 3), "a.ods").lines) == 3
    with override("en"):
        assert refusal(table(9_999, 9_999), "a.ods").startswith("A cell of the sheet stands far")


def test_merged_cells_without_end_are_refused() -> None:
    ranges = "".join('<mergeCell ref="A1:AV99999"/>' for _number in range(3))
    with override("en"):
        said = refusal(placed("A5", merged=f"<mergeCells>{ranges}</mergeCells>"), "a.xlsx")
    assert said.startswith("The sheet merges more cells")


def test_a_tag_without_end_is_looked_at_once() -> None:
    began = time.process_time()
    endless = with_entry(GOOD, "xl/worksheets/sheet2.xml", b"<c " + b'r="A1" ' * 400_000)
    with suppress(Unreadable):
        read(endless, "a.xlsx")
    assert time.process_time() - began < 5


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        read(data, name)
    except Unreadable as refused:
        assert str(refused)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_workbook_with_wrong_bytes_is_read_or_refused(data: st.DataObject) -> None:
    broken = bytearray(GOOD)
    for _time in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(broken), "a.xlsx")
    except Unreadable as refused:
        assert str(refused)
