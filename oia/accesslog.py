"""The logs without the secrets that stand in addresses and without what somebody looked for."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

# Links to sign in and to register, calendar feeds and answers to invitations.
SECRET = re.compile(r"(/(?:sign-in|calendar|invitations|register)/)\.?[A-Za-z0-9_:-]{20,}")
# Whom somebody searched for stands behind the question mark.
QUERY = re.compile(r"(?<=\S)\?[^\s\"?]+")
# PostgreSQL says of a refused row what stood in it.
DETAIL = re.compile(
    r"\b(DETAIL|CONTEXT|LINE \d+):.*?(?=\n\n(?:The above exception|During handling of)|\Z)",
    re.DOTALL,
)


def masked(text: str) -> str:
    return QUERY.sub("?…", SECRET.sub(r"\1…", text))


class Masked(Logger):
    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(*args, **kwargs)
        kept = {name: masked(v) if isinstance(v, str) else v for name, v in found.items()}
        return kept | ({"q": "…"} if kept.get("q") else {})


class Discreet(logging.Formatter):
    """A line of the application's log: an error says where and of what kind, never about whom."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have written the trace already, and with everything in it.
        record.exc_text = None
        text = DETAIL.sub(r"\1: …", super().format(record))
        record.exc_text = None
        return SECRET.sub(r"\1…", text)
