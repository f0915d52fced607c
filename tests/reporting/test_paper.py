"""The paper: readable by people and by screen readers, with figures, without persons."""

import copy
import datetime as dt
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from PIL import Image
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from oia.core import files
from oia.ui import words
from reporting import paper, snapshot
from reporting.drawing import drawn
from tests import factories as make
from tests.reporting.city import CANARY, SECRET, fill, report

# pdfua 0.1.3 cannot run this rule with pikepdf 10; `test_no_heading_is_empty` checks the same.
SKIPPED = {"UA-14-001"}
NARRATIVE = "A year of <b>music</b>.\n\nThe second paragraph."


# Setting pages takes seconds; a snapshot needs no database once it is built.
_kept: dict[str, Any] = {}


@pytest.fixture
def built(request: pytest.FixtureRequest) -> dict[str, Any]:
    if "built" not in _kept:
        office = request.getfixturevalue("office")
        fill()
        _kept["built"] = report(office, summary=NARRATIVE)
    return copy.deepcopy(_kept["built"])


@pytest.fixture
def written(built: dict[str, Any]) -> bytes:
    if "written" not in _kept:
        _kept["written"] = paper.pdf(built, draft=True)
    return _kept["written"]


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_paper_has_headings_figures_and_its_state(written: bytes) -> None:
    text = text_of(written)
    for said in (
        "Annual report 2025",
        "Musterhausen",
        "Paper for the city council",
        "Draft, not published",
        "Contents",
        "The year in figures",
        "Partner cities",
        "Official travel",
        "Festival of lights",
        "€90,000.00",
        "How the figures were made",
    ):
        assert said in text


def test_narratives_are_text_in_paragraphs(built: dict[str, Any]) -> None:
    with override("en"):
        html = paper.html(built, draft=True)
    assert "<p>A year of &lt;b&gt;music&lt;/b&gt;.</p>" in html
    assert "<p>The second paragraph.</p>" in html


def test_no_private_person_is_on_paper(written: bytes) -> None:
    text = text_of(written)
    assert CANARY not in text
    assert SECRET not in text


def test_pdfua_finds_nothing(written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(written)
    found = pdfua.validate(str(path))
    assert list(found.findings) == []
    assert {outcome.rule_id for outcome in found.outcomes if outcome.skipped_reason} == SKIPPED


def test_the_metadata_name_the_office_and_no_person(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as document:
        assert {key: str(value) for key, value in document.docinfo.items()} == {
            "/Title": "Annual report 2025 – Musterhausen",
            "/Author": "Office of International Affairs, Musterhausen",
        }


def test_the_contents_lead_to_every_chapter(built: dict[str, Any]) -> None:
    with override("en"):
        html = paper.html(built, draft=True)
    places = set(re.findall(r' id="([^"]+)"', html))
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets <= places
    assert {one["key"] for one in built["chapters"]} <= targets
    assert len(re.findall(r' id="', html)) == len(places)


def test_bookmarks_hold_the_chapters(written: bytes, built: dict[str, Any]) -> None:
    with pikepdf.open(io.BytesIO(written)) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[2:] == [one["title"] for one in built["chapters"]]


def test_a_version_says_its_number_and_why_it_was_corrected(built: dict[str, Any]) -> None:
    with override("en"):
        html = paper.html(built, draft=False, version=2, correction="A fee was missing.")
    assert "Version 2" in html
    assert "A fee was missing." in html
    assert "not published" not in html


def test_two_printings_are_the_same_bytes(built: dict[str, Any], written: bytes) -> None:
    assert paper.pdf(built, draft=True) == written


def test_every_table_has_a_caption_heads_and_row_heads(built: dict[str, Any]) -> None:
    with override("en"):
        html = paper.html(built, draft=True).split('class="contents"')[1]
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert len(tables) > 15
    for table in tables:
        assert "<caption>" in table
        assert '<th scope="col"' in table
        assert table.count('<th scope="row"') == table.count("<tr") - 1
        assert len(re.findall("<col ", table)) == table.count('scope="col"')


def test_the_page_draws_the_same_blocks(built: dict[str, Any]) -> None:
    with override("de"):
        for chapter in built["chapters"]:
            for block in chapter["blocks"]:
                context = {"block": drawn(block, built), "web": True}
                page = render_to_string("reporting/_block.html", context)
                assert "<h2" not in page
                assert "style=" not in page
                assert page.strip()


def test_an_empty_office_has_a_paper(office: Any) -> None:
    text = text_of(paper.pdf(report(office), draft=True))
    assert "Nothing has been entered for this period yet." in text


def test_the_cover_bears_the_citys_colour_and_arms_as_they_were_frozen(
    built: dict[str, Any], settings: Any, tmp_path: Path, db: None
) -> None:
    """Nothing but the picture named by its checksum is fetched; without arms there is none."""
    settings.MEDIA_ROOT = str(tmp_path)
    buffer = io.BytesIO()
    Image.new("RGB", (60, 80), "#8a1538").save(buffer, "PNG")
    stored = files.store(buffer.getvalue(), media_type="image/png")
    without = pikepdf.open(io.BytesIO(paper.pdf(built, draft=True)))
    assert len(without.pages[0].get_images()) == 0
    built["office"] |= {"arms": stored.digest, "accent": "#8a1538", "ribbon": "#8a1538 #ffffff"}
    pdf = paper.pdf(built, draft=True)
    with pikepdf.open(io.BytesIO(pdf)) as paper_with:
        assert len(paper_with.pages[0].get_images()) == 1
        drawing = paper_with.pages[0].Contents.read_bytes().decode("latin-1")
    assert re.search(r"0\.54\d* 0\.08\d* 0\.2\d* (rg|scn)", drawing)
    assert pdf == paper.pdf(built, draft=True)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "1.234,50 €", ("1234.50", "€")), ("en", "€1,234.50", ("1234.50", "€")),
        ("de", "-350,00 €", ("-350.00", "€")), ("en", "-€350.00", ("-350.00", "€")),
        ("de", "12,00 PLN", ("12.00", "PLN")), ("de", "13.609", ("13609", "")),
        ("en", "2025", ("2025", "")), ("de", "12 von 13", None), ("de", "–", None),
        ("de", "", None),
    ],
)  # fmt: skip
def test_a_printed_number_is_read_back(language: str, text: str, value: Any) -> None:
    found = words.read_number(text, language)
    assert found == (value and (Decimal(value[0]), value[1]))


def test_the_annex_holds_numbers_that_can_be_added(office: Any) -> None:
    make.make_trip(first_day=dt.date(2025, 5, 1), last_day=dt.date(2025, 5, 3), travellers=12)
    with override("de"):
        built = snapshot.build(office, office.period(2025), "de", {}, lambda *_told: None)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(paper.annex(built)))
    head, row = rows.get_sheet_by_name("trips").to_python()[:2]
    assert row[head.index("Reisende")] == 12
