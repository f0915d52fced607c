"""The file for the bank: held against the schema of pain.001.001.09, and counted by hand."""

import csv
import io
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sepaxml
import xmlschema
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from delegations.models import Batch, Payment
from delegations.payments import pain
from tests import factories as make

pytestmark = pytest.mark.django_db
NS = {"p": pain.NAMESPACE}
SCHEMA = Path(sepaxml.__file__).parent / "schemas" / "pain.001.001.09.xsd"


def listed(*said: tuple[str, str]) -> tuple[Batch, list[Payment]]:
    """A released list of payments of (title, amount)."""
    source = make.make_paying_account(holder="Stadt Musterhausen, Büro für Internationales")
    batch = make.make_batch(inside=False, source=source)
    for title, amount in said:
        row = make.make_granted(title=title, granted=Decimal(10_000), advance=Decimal(10_000))
        row.file_number = f"Z 2026/{row.pk}"
        row.save()
        make.make_bank_account(club=row.club, holder="Żeglarze & Löwen „e. V.“")
        make.make_payment(application=row, batch=batch, status="listed", amount=Decimal(amount))
    Batch.objects.filter(pk=batch.pk).update(
        status="released", released=timezone.now(), released_by=make.make_user("head")
    )
    batch.refresh_from_db()
    return batch, list(batch.payments.order_by("pk"))


def texts(root: ET.Element, path: str) -> list[str | None]:
    return [one.text for one in root.findall(path, NS)]


def test_the_file_is_valid_and_says_what_the_list_says(office: Any) -> None:
    batch, rows = listed(("Chorfahrt nach Łódź", "100"), ("Größe <& „Maß“", "0.01"))
    data = pain.document(batch, rows)
    xmlschema.XMLSchema(SCHEMA).validate(data.decode())
    root = ET.fromstring(data)
    assert texts(root, ".//p:NbOfTxs") == ["2", "2"]
    assert texts(root, ".//p:CtrlSum") == ["100.01", "100.01"]
    assert texts(root, ".//p:InstdAmt") == ["100.00", "0.01"]
    assert {one.get("Ccy") for one in root.findall(".//p:InstdAmt", NS)} == {"EUR"}
    assert texts(root, ".//p:CdtrAcct/p:Id/p:IBAN") == [make.IBAN, make.IBAN]
    assert texts(root, ".//p:DbtrAcct/p:Id/p:IBAN") == ["DE89370400440532013000"]
    assert texts(root, ".//p:Dbtr/p:Nm") == ["Stadt Musterhausen, Buero fuer Internationales"]
    assert texts(root, ".//p:Cdtr/p:Nm") == ["Zeglarze + Loewen 'e. V.'"] * 2
    assert texts(root, ".//p:ReqdExctnDt/p:Dt") == [batch.day.isoformat()]
    assert len(set(texts(root, ".//p:EndToEndId"))) == 2


def test_the_same_list_always_gives_the_same_file(office: Any) -> None:
    batch, rows = listed(("Choir", "5"))
    assert pain.document(batch, rows) == pain.document(batch, rows)


def test_a_changed_file_would_be_refused(office: Any) -> None:
    """The negative control of the schema."""
    data = pain.document(*listed(("Choir", "5"))).decode()
    for before, after in (("<ChrgBr>SLEV</ChrgBr>", ""), ("SEPA", "SEPAX"), ("5.00", "5,00")):
        assert before in data
        broken = data.replace(before, after)
        assert xmlschema.XMLSchema(SCHEMA).is_valid(broken) == (after == "")


@given(st.text(max_size=200))
def test_any_name_is_written_in_signs_every_bank_takes(text: str) -> None:
    for room in (pain.ROOM_OF_NAME, pain.ROOM_OF_TEXT):
        plain = pain.plain(text, room)
        assert len(plain) <= room
        assert set(plain) <= pain.PLAIN
    assert "/" not in pain.identifier(text)


def test_the_table_holds_the_same_and_no_formula(office: Any) -> None:
    _batch, rows = listed(("=1+1", "100"))
    with override("de"):
        text = pain.table(rows).decode("utf-8-sig")
    _head, line = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert (line[2], line[3], line[4]) == (make.IBAN, "100,00", "EUR")
    assert [cell for cell in line if cell.startswith("=")] == []
