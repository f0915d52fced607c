"""Who looked at personal data: the cells of the table of roles that say L are written down here.

The application's database role may add rows and read them, never change them.
"""

from typing import Any

from oia.core.models import ReadLog

ROOM = 200  # characters of an address


def is_logged(user: Any, label: str) -> bool:
    """Whether the person's cell says that each read is logged."""
    from oia.core.permissions import grant

    area = label.partition(".")[0]
    cell = grant(user, area) if "." in label else None
    return bool(cell and cell.logged)


def note(user: Any, label: str, address: str) -> None:
    """Write down a read the person was let in to, if their cell says so."""
    if is_logged(user, label):
        ReadLog.objects.create(user=user, area=label.partition(".")[0], what=address[:ROOM])
