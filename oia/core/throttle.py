"""How often somebody may try at a door: counted in PostgreSQL, per account and per address.

Both limits hold for known and unknown accounts alike, so that nobody learns which exist. An account
that is closed for a while is still opened by a link to its mail address: whoever knows only the
address cannot keep its owner out.
"""

import datetime as dt
import logging
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from oia.core.models import FailedTry

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limit:
    """So many tries within the time, of one account and of one address."""

    door: str
    account: int
    address: int
    within: dt.timedelta


# An address is a whole town hall behind one connection.
PASSWORD = Limit("password", account=10, address=60, within=dt.timedelta(minutes=15))
FORGOTTEN = Limit("forgotten", account=5, address=40, within=dt.timedelta(hours=1))
CODE = Limit("code", account=5, address=40, within=dt.timedelta(hours=1))
# Six digits are guessed sooner than a password, and only whoever knows that one comes here.
SECOND = Limit("second", account=5, address=60, within=dt.timedelta(minutes=15))
# Answers of the identity provider that led nowhere; whose they are is not known, only from where.
SINGLE = Limit("single", account=30, address=30, within=dt.timedelta(minutes=15))
REGISTER = Limit("register", account=5, address=40, within=dt.timedelta(hours=1))
KEPT = dt.timedelta(days=2)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind a proxy, what the proxy itself has seen."""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def enter(limit: Limit, *, account: str, address: str) -> bool:
    """Whether a try is let in. Others of the same account wait until this one's outcome is noted,
    so that many at once are no more guesses than one after the other.

    Belongs into the transaction that notes it; requests are transactions (ATOMIC_REQUESTS).
    """
    assert connection.in_atomic_block
    with connection.cursor() as cursor:
        key = f"{limit.door}:{_masked(account)}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    return not is_closed(limit, account=account, address=address)


def is_closed(limit: Limit, *, account: str, address: str) -> bool:
    """Whether the door stays shut for now; being told so is no further try."""
    tries = FailedTry.objects.filter(door=limit.door, at__gt=timezone.now() - limit.within)
    if tries.filter(address=_masked(address)).count() >= limit.address:
        return True
    return tries.filter(account=_masked(account)).count() >= limit.account


def note(limit: Limit, *, account: str, address: str) -> None:
    """One more try that led nowhere, or that costs a mail."""
    FailedTry.objects.create(door=limit.door, account=_masked(account), address=_masked(address))
    if is_closed(limit, account=account, address=address):
        log.warning("door %s closed for a while after too many tries", limit.door)


def forget(limit: Limit, *, account: str) -> None:
    """The owner has come in: earlier slips of this account no longer count."""
    FailedTry.objects.filter(door=limit.door, account=_masked(account)).delete()


def sweep() -> None:
    """By beat: what no limit looks at any more goes."""
    FailedTry.objects.filter(at__lt=timezone.now() - KEPT).delete()


def _masked(text: str) -> str:
    """Neither addresses nor what somebody typed by mistake can be read back."""
    # As the door compares them: full-width letters and capitals are the same account.
    plain = unicodedata.normalize("NFKC", text).strip().upper().casefold()
    return salted_hmac("oia.core.throttle", plain, algorithm="sha256").hexdigest()
