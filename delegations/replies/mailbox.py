"""The mailbox of the office: read over TLS and never changed; what was read is remembered here."""

import datetime as dt
import imaplib
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from delegations.replies import actions
from oia.core import marks

PATIENCE = 20  # seconds for each answer of the server
LARGEST = 30 * 1024 * 1024
BATCH = 50
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LOCK = 0x6D61696C  # one reader at a time
log = logging.getLogger(__name__)


class MailboxError(Exception):
    """The mailbox cannot be read now; the message names the kind of the fault and no secret."""


def read_new() -> int:
    """Takes in what came since the last time, at most so many; how many were new here.

    The first time nothing is taken in: what lies there is from before. Raises MailboxError.
    """
    with _alone() as mine:
        if not mine:
            return 0
        try:
            with _opened() as (box, validity, following):
                taken = _take(box, validity, following)
        except (OSError, imaplib.IMAP4.error, ValueError, IndexError) as error:
            kind = type(error)
            raise MailboxError(f"{kind.__module__}.{kind.__name__}") from error
    return taken


def _take(box: imaplib.IMAP4, validity: str, following: int) -> int:
    known = marks.detail(marks.MAILBOX)
    last, asked = (following - 1 if not known else int(known["last"])), ""
    if known and known["validity"] != validity:
        # The server numbers anew: what came since the last reading is looked at again, and a mail
        # that is here already is known by its own number.
        last, asked = 0, f" SINCE {_in_english(dt.date.fromisoformat(known['day']))}"
    _note(validity, last)
    taken = 0
    for number in _numbers(box, last, asked):
        raw, too_large = _fetched(box, number)
        if raw:
            taken += _taken_in(raw, too_large=too_large)
        _note(validity, number)
    return taken


def _taken_in(raw: bytes, *, too_large: bool) -> bool:
    """One that nothing can be done with must not hold up those behind it, for ever; a database or
    a disk that is away is another matter, and the mail is read again."""
    try:
        return actions.take_in(raw, too_large=too_large) is not None
    except (OperationalError, InterfaceError, OSError):
        raise
    except Exception:
        log.exception("A mail could not be taken in.")
        return actions.keep_broken(raw) is not None


def _note(validity: str, last: int) -> None:
    today = timezone.localdate().isoformat()
    marks.set_mark(marks.MAILBOX, validity=validity, last=last, day=today)


def _in_english(day: dt.date) -> str:
    """A day as the protocol writes it, whatever the language: 3-Nov-2026."""
    return f"{day.day}-{MONTHS[day.month - 1]}-{day.year}"


def _numbers(box: imaplib.IMAP4, last: int, asked: str) -> list[int]:
    """Of mails behind the last one; a server answers with the last even where none is behind."""
    found = _answer(box.uid("SEARCH", f"UID {last + 1}:*{asked}"))
    numbers = sorted(int(one) for one in (found[0] or b"").split())
    return [number for number in numbers if number > last][:BATCH]


def _fetched(box: imaplib.IMAP4, number: int) -> tuple[bytes, bool]:
    """The mail as it is; of one beyond all measure the head alone."""
    sizes = _answer(box.uid("FETCH", str(number), "(RFC822.SIZE)"))
    size = _size(sizes[0])
    what = "BODY.PEEK[HEADER]" if size > LARGEST else "BODY.PEEK[]"
    for part in _answer(box.uid("FETCH", str(number), f"({what})")):
        if isinstance(part, tuple):
            return part[1], size > LARGEST
    return b"", False  # gone meanwhile


def _size(answer: Any) -> int:
    words = (answer or b"").replace(b")", b" ").replace(b"(", b" ").split()
    at = words.index(b"RFC822.SIZE") if b"RFC822.SIZE" in words else -1
    return int(words[at + 1]) if at >= 0 else 0


def _answer(said: tuple[str, list[Any]]) -> list[Any]:
    status, data = said
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    return data


@contextmanager
def _opened() -> Iterator[tuple[imaplib.IMAP4, str, int]]:
    """The folder, its validity and the number the next mail will have."""
    where = urlsplit(settings.MAILBOX_URL)
    trusted = ssl.create_default_context(cafile=settings.MAILBOX_CA or None)
    box = imaplib.IMAP4_SSL(
        where.hostname or "", where.port or 993, ssl_context=trusted, timeout=PATIENCE
    )
    try:
        box.login(unquote(where.username or ""), unquote(where.password or ""))
        folder = unquote(where.path.strip("/")) or "INBOX"
        _answer(box.select(f'"{folder}"', readonly=True))
        validity = _response(box, "UIDVALIDITY")
        following = _response(box, "UIDNEXT") or "1"
        yield box, validity, int(following)
    finally:
        try:
            box.logout()
        except (OSError, imaplib.IMAP4.error):
            log.info("the mailbox hung up first")


def _response(box: imaplib.IMAP4, name: str) -> str:
    _name, data = box.response(name)
    return data[0].decode() if data and data[0] else ""


@contextmanager
def _alone() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
