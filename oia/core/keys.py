"""The end of an account's keys: whatever still opens something in its name.

Sessions, links and codes lie in this app; an app above that gives out keys of its own – calendar
feeds, tokens of the API – registers in `ready()` how they end.
"""

from collections.abc import Callable
from typing import Any

from oia.core import places, signin
from oia.core.models import OutsideIdentity, User

Ender = Callable[[User, Any], None]
_enders: dict[str, Ender] = {}


def ends_with_account(name: str, ender: Ender) -> None:
    """Register `ender(user, by)`, which revokes all keys of its kind."""
    _enders[name] = ender


def end_all(user: User, *, by: Any) -> None:
    """Everywhere out, and nothing made before gets back in; belongs into the deed's transaction."""
    signin.end_proofs(user)
    places.end_all(user=user)
    # The account may go on as somebody else, who links themselves.
    OutsideIdentity.objects.filter(user=user).delete()
    for ender in _enders.values():
        ender(user, by)
