"""What a mail says: its words without what it quotes, its files, whose answer it is. Knows no rows.

Nothing that comes by mail stops the reading of the others: a header that cannot be read is empty,
a text in an unknown alphabet is read with gaps.
"""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any

import nh3

MOST_TEXT = 20_000
MOST_FILES = 30
LONGEST_ID = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_QUOTE_TAG = re.compile(r"(<\s*/?\s*blockquote\b[^<>]*>)", re.IGNORECASE)
_IDS = re.compile(r"<([^<>\s]{3,200})>")
_QUOTED = re.compile(r"^\s*>")
# Announces what is quoted; people answer below it, and between its lines.
_WROTE = re.compile(
    r"^\s*(?:On|Am|Le|El|Il)\b.{4,200}"
    r"(?:wrote|schrieb|a écrit|escribió|ha scritto).{0,80}:\s*$",
    re.IGNORECASE,
)
# Below it stands the whole mail that is answered, without a sign at its lines.
_REPEATED = re.compile(
    r"^\s*(?:"
    r"-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Forwarded message)|"
    r"(?:From|Von|De):\s.+@.+$|"
    r"_{10,}\s*$"
    r")",
    re.IGNORECASE,
)
_SIGNATURE = "-- "
_PAUSE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Mail:
    """`answers` are the Message-IDs it refers to, `addresses` all it was sent to, as one text;
    `beyond` the names of files past the number that is taken over."""

    message_id: str
    sender: str
    subject: str
    text: str
    whole: str
    answers: tuple[str, ...]
    addresses: str
    automatic: bool
    files: tuple[tuple[str, bytes], ...] = ()
    beyond: tuple[str, ...] = ()


def read(raw: bytes) -> Mail:
    """The mail; of a broken one as much as can be read."""
    message: Any = message_from_bytes(raw, policy=policy.default)
    whole = _text(message)[:MOST_TEXT]
    senders = getaddresses([_header(message, "From")])
    files = tuple(_files(message))
    return Mail(
        message_id=identity(_header(message, "Message-ID"), raw),
        sender=_plain(senders[0][1] if senders else "").lower()[:254],
        subject=_plain(_header(message, "Subject"))[:200],
        text=without_quotes(whole),
        whole=whole,
        answers=tuple(
            _IDS.findall(f"{_header(message, 'In-Reply-To')} {_header(message, 'References')}")
        ),
        addresses=" ".join(_header(message, name) for name in ("To", "Cc", "Delivered-To")),
        automatic=_automatic(message),
        files=files[:MOST_FILES],
        beyond=tuple(name for name, _data in files[MOST_FILES:]),
    )


def identity(header: str, raw: bytes) -> str:
    """Its Message-ID, by which it is known again; of a mail without one a checksum."""
    found = _IDS.findall(header)
    if found and len(found[0]) <= LONGEST_ID:
        return _plain(found[0])
    return hashlib.sha256(raw).hexdigest()


def without_quotes(text: str) -> str:
    """The new words alone, also those between lines that are quoted; the whole text where nothing
    would be left."""
    lines = text.splitlines()
    marked = any(_QUOTED.match(line) for line in lines)
    kept: list[str] = []
    for line in lines:
        # Where quoted lines bear a sign, what follows without one is an answer to them.
        if line == _SIGNATURE or _REPEATED.match(line) or (_WROTE.match(line) and not marked):
            break
        if not (_QUOTED.match(line) or _WROTE.match(line)):
            kept.append(line)
    return _PAUSE.sub("\n\n", "\n".join(kept)).strip() or text


def _automatic(message: Any) -> bool:
    """Absence notes, lists and reports of failed delivery: never a person's answer (RFC 3834)."""
    submitted = _header(message, "Auto-Submitted").strip().lower()
    return (
        submitted not in ("", "no")
        or _header(message, "Precedence").strip().lower() in ("bulk", "junk", "list", "auto_reply")
        or bool(_header(message, "X-Autoreply") or _header(message, "List-Id"))
        or _header(message, "Return-Path").strip() == "<>"
        or message.get_content_type() in ("multipart/report", "message/delivery-status")
    )


def _header(message: Any, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except Exception:  # the parser of headers raises many kinds of errors on broken ones
        return ""


def _text(message: Any) -> str:
    try:
        body = message.get_body(preferencelist=("plain", "html"))
    except Exception:  # parts that contain themselves, and the like
        body = None
    if body is None:
        return ""
    text = _content(body)
    if body.get_content_type() == "text/html":
        text = html.unescape(nh3.clean(_marked(text), tags=set()))
    return _lines(text)


def _marked(text: str) -> str:
    """Lines that HTML quotes, with the sign that plain text has for them."""
    depth, parts = 0, []
    for part in _QUOTE_TAG.split(_BREAK.sub("\n", text)):
        if _QUOTE_TAG.fullmatch(part):
            depth = max(0, depth + (-1 if part.startswith("</") else 1))
            parts.append("\n")
        else:
            parts.append(re.sub(r"^(?=.*\S)", "> ", part, flags=re.MULTILINE) if depth else part)
    return "".join(parts)


def _content(part: Any) -> str:
    try:
        return str(part.get_content())
    except Exception:  # an alphabet nobody knows, a transfer encoding cut off in the middle
        payload = part.get_payload(decode=True) if not part.is_multipart() else b""
        return (payload or b"").decode("utf-8", "replace")


def _lines(text: str) -> str:
    lines = (line.rstrip() if line != _SIGNATURE else line for line in text.splitlines())
    return _CONTROL.sub("", _whole("\n".join(lines))).strip()


def _plain(text: str) -> str:
    return " ".join(_CONTROL.sub("", _whole(text)).split())


def _whole(text: str) -> str:
    """Halves of characters, which some alphabets decode to, are kept by no database."""
    return text.encode("utf-8", "replace").decode()


def _files(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """What was attached; pictures of a signature are none of it."""
    for part in message.walk():
        name, data = _attached(part)
        if name and data:
            yield _plain(name).replace("/", "-")[-120:], data


def _attached(part: Any) -> tuple[str, bytes]:
    """Name and content; empty where it is no file, or cannot be unpacked."""
    try:
        name, place = part.get_filename(), part.get_content_disposition()
        picture = place == "inline" and part.get_content_maintype() == "image"
        if not name or picture or part.is_multipart():
            return "", b""
        data = part.get_payload(decode=True)
    except Exception:  # parameters and encodings are broken in many ways
        return "", b""
    return str(name), data if isinstance(data, bytes) else b""
