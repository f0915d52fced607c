"""The web server's access log without the secrets that stand in addresses."""

import re
from typing import Any

from gunicorn.glogging import Logger

# Links to sign in, calendar feeds and answers to invitations.
SECRET = re.compile(r"(/(?:sign-in|calendar|invitations)/)[A-Za-z0-9_:-]{20,}")


def masked(text: str) -> str:
    return SECRET.sub(r"\1…", text)


class Masked(Logger):
    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(*args, **kwargs)
        return {name: masked(v) if isinstance(v, str) else v for name, v in found.items()}
