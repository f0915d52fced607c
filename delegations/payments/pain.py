"""A payment list for the bank: pain.001.001.09 (SEPA credit transfer) and the same as CSV.

The list and the program that reads the file agree to the letter: amounts are counted twice, names
are written in the signs every bank takes, and the same list always gives the same file.
"""

import csv
import io
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from delegations.payments.models import Batch, Payment
from oia.ui.exports import guard
from oia.ui.words import plain_number

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
ROOM_OF_NAME, ROOM_OF_TEXT, ROOM_OF_ID = 70, 140, 35
# The basic Latin set of the European Payments Council (EPC217-08).
PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
WRITTEN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS",
     "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "&": "+",
     "–": "-", "—": "-", "„": "'", "“": "'", "”": "'", "’": "'", "_": "-"}
)  # fmt: skip


def plain(text: str, room: int) -> str:
    """In signs every bank takes: umlauts written out, accents left off, the rest a full stop."""
    spread = unicodedata.normalize("NFKD", text.translate(WRITTEN))
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return "".join(s if s in PLAIN else "." for s in " ".join(bare.split()))[:room].strip()


def identifier(text: str) -> str:
    """A key of the message: no blanks, no slash at either end."""
    return plain(text, ROOM_OF_ID).replace(" ", "-").replace("/", "-").strip("-")


def text_of(payment: Payment) -> str:
    """What the club reads on its bank statement."""
    row = payment.application
    return _("%(number)s support %(title)s") % {"number": payment.reference, "title": row.title}


def message_id(batch: Batch) -> str:
    return f"OIA-{batch.pk}"


def document(batch: Batch, payments: Sequence[Payment]) -> bytes:
    """The list as pain.001.001.09. `payments` with their applications and accounts."""
    assert batch.released is not None
    total = sum((row.amount for row in payments), Decimal(0))
    counts = {"NbOfTxs": str(len(payments)), "CtrlSum": f"{total:.2f}"}
    root = ET.Element("Document", xmlns=NAMESPACE)
    start = ET.SubElement(root, "CstmrCdtTrfInitn")
    head = ET.SubElement(start, "GrpHdr")
    payer = plain(batch.source.holder, ROOM_OF_NAME)
    created = batch.released.replace(microsecond=0, tzinfo=None).isoformat()
    _fill(head, {"MsgId": message_id(batch), "CreDtTm": f"{created}Z", **counts,
                 "InitgPty": {"Nm": payer}})  # fmt: skip
    part = ET.SubElement(start, "PmtInf")
    _fill(part, {
        "PmtInfId": f"{message_id(batch)}-1",
        "PmtMtd": "TRF",
        "BtchBookg": "true",
        **counts,
        "PmtTpInf": {"SvcLvl": {"Cd": "SEPA"}},
        "ReqdExctnDt": {"Dt": batch.day.isoformat()},
        "Dbtr": {"Nm": payer},
        "DbtrAcct": {"Id": {"IBAN": batch.source.iban.reveal()}},
        # Since 2016 SEPA needs no BIC: the IBAN says which bank it is.
        "DbtrAgt": {"FinInstnId": {"Othr": {"Id": "NOTPROVIDED"}}},
        "ChrgBr": "SLEV",
    })  # fmt: skip
    for row in payments:
        _transfer(part, row)
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def _transfer(part: ET.Element, payment: Payment) -> None:
    assert payment.account is not None
    one = ET.SubElement(part, "CdtTrfTxInf")
    _fill(one, {"PmtId": {"EndToEndId": identifier(payment.reference)}})
    amount = ET.SubElement(ET.SubElement(one, "Amt"), "InstdAmt", Ccy=payment.currency)
    amount.text = f"{payment.amount:.2f}"
    _fill(one, {
        "Cdtr": {"Nm": plain(payment.account.holder, ROOM_OF_NAME)},
        "CdtrAcct": {"Id": {"IBAN": payment.account.iban.reveal()}},
        "RmtInf": {"Ustrd": plain(text_of(payment), ROOM_OF_TEXT)},
    })  # fmt: skip


def _fill(parent: ET.Element, said: dict[str, Any]) -> None:
    """Elements in the order given; the schema asks for its own order."""
    for name, value in said.items():
        child = ET.SubElement(parent, name)
        if isinstance(value, dict):
            _fill(child, value)
        else:
            child.text = value


def table(payments: Sequence[Payment]) -> bytes:
    """The same as CSV for cash systems that read no pain.001."""
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";")
    head = (_("Reference"), _("Account holder"), _("IBAN"), _("Amount"), _("Currency"), _("Text"))
    lines.writerow(head)
    for row in payments:
        assert row.account is not None
        cells = (row.account.holder, row.account.iban.reveal(), plain_number(row.amount))
        said = (row.reference, *cells, row.currency, text_of(row))
        lines.writerow([guard(cell) for cell in said])
    return out.getvalue().encode("utf-8-sig")
