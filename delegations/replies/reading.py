"""What a mail says: its words without what it quotes, its files, whose answer it is. Knows no rows.

Nothing that comes by mail stops the reading of the others: a header that cannot be read is empty,
a text in an unknown alphabet is read with gaps.
"""

import hashlib
import html
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any

import nh3

MOST_TEXT = 20_000
MOST_FILES = 30
MOST_NAMED = 10  # of the files beyond
MOST_MARKUP = 300_000
LONGEST_ID = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_QUOTE_TAG = re.compile(r"(</?blockquote\b[^<>]*>)", re.IGNORECASE)
# What mail programs quote, unlike what people only indent.
_CITED = re.compile(r"type\s*=\s*[\"']?cite|class\s*=\s*[\"']?[^\"'>]*quote", re.IGNORECASE)
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
_LINE = re.compile(r"^(?=.*\S)", re.MULTILINE)
_PAUSE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Mail:
    """`answers` are the Message-IDs it refers to, `addresses` all it was sent to, as one text;
    `beyond` the names of files past the number that is taken over, at most so many."""

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
    files, beyond = _files(message)
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
        files=tuple(files),
        beyond=tuple(beyond),
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
    for at, line in enumerate(lines):
        announces = _WROTE.match(line)
        # Where quoted lines bear a sign, what follows without one is an answer to them.
        if line == _SIGNATURE or _REPEATED.match(line) or (announces and not marked):
            break
        quoted = _QUOTED.match(line) or (announces and _QUOTED.match(_next(lines, at)))
        if not quoted:
            kept.append(line)
    return _PAUSE.sub("\n\n", "\n".join(kept)).strip() or text


def _next(lines: list[str], at: int) -> str:
    """The next line that says something."""
    return next((line for line in lines[at + 1 :] if line.strip()), "")


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
        text = html.unescape(nh3.clean(_marked(text[:MOST_MARKUP]), tags=set()))
    return _lines(text)


def _marked(text: str) -> str:
    """Lines that HTML quotes, with the sign that plain text has for them: in what programs mark as
    cited, or directly below a line that announces it. Unsigned where the marks do not close."""
    plain = _BREAK.sub("\n", text)
    open_: list[bool] = []  # each whether it is cited
    depth = 0  # how many of them are
    parts: list[str] = []
    for part in _QUOTE_TAG.split(plain):
        if not _QUOTE_TAG.fullmatch(part):
            parts.append(_LINE.sub("> ", part) if depth else part)
            continue
        parts.append("\n")
        if not part.startswith("</"):
            open_.append(bool(_CITED.search(part)) or (not open_ and _announced(parts)))
            depth += open_[-1]
        elif open_:
            depth -= open_.pop()
        else:
            return plain
    return plain if open_ else "".join(parts)


def _announced(parts: list[str]) -> bool:
    said = html.unescape(nh3.clean("".join(parts[-3:])[-1000:], tags=set())).splitlines()
    return bool(_WROTE.match(next((line for line in reversed(said) if line.strip()), "")))


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


def _files(message: EmailMessage) -> tuple[list[tuple[str, bytes]], list[str]]:
    """What was attached, and the names of what is too much; pictures of a signature are neither."""
    files: list[tuple[str, bytes]] = []
    beyond: list[str] = []
    for part in message.walk():
        name = _name(part)
        if name and len(files) < MOST_FILES:
            if data := _unpacked(part):
                files.append((name, data))
        elif name:
            beyond.append(name)
            if len(beyond) == MOST_NAMED:
                break
    return files, beyond


def _name(part: Any) -> str:
    """The name of a file; empty where it is none."""
    try:
        name, place = part.get_filename(), part.get_content_disposition()
        picture = place == "inline" and part.get_content_maintype() == "image"
        found = "" if picture or part.is_multipart() else str(name or "")
    except Exception:  # parameters are broken in many ways
        return ""
    return _plain(found).replace("/", "-")[-120:]


def _unpacked(part: Any) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except Exception:  # and so are encodings
        return b""
    return data if isinstance(data, bytes) else b""
