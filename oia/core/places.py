"""Where somebody is signed in: each browser a row, ended one by one or all at once.

A session lies in PostgreSQL and ends there, whatever the browser still holds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from oia.core.models import SignedIn, User

# What a session remembers of its sign-in.
PROVEN, PROVEN_AT, SINCE, SEEN = "proven", "proven_at", "since", "seen"
SEEN_EVERY = 300  # seconds: “last used” need not be truer than that
# The first that fits; Edge and Opera call themselves Chrome too, and Chrome Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "Chrom": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_of(agent: str) -> str:
    """“Firefox · Linux”: enough to know one's own; nothing when it says nothing known."""
    found = (
        next((name for sign, name in known.items() if sign in agent), "")
        for known in (BROWSERS, SYSTEMS)
    )
    return " · ".join(filter(None, found))


def note(request: HttpRequest, user: User, *, how: str, proven: str) -> None:
    """The browser is signed in from now on."""
    now = timezone.now()
    stamp = now.timestamp()
    request.session.update({PROVEN: proven, PROVEN_AT: stamp, SINCE: stamp, SEEN: stamp})
    SignedIn.objects.create(
        user=user,
        key=_key(request),
        browser=browser_of(_printable(request.headers.get("User-Agent", ""))),
        how=how,
        proven=proven,
        since=now,
        last_used=now,
    )


def how_of(request: HttpRequest) -> str:
    """By which way this browser came in; empty for whoever is not signed in."""
    rows = SignedIn.objects.filter(key=_key(request), user=request.user.pk)
    return rows.values_list("how", flat=True).first() or ""


def prove_again(request: HttpRequest, proven: str) -> None:
    """A fresh proof gets a fresh key: one that was copied before is worth nothing."""
    turn_key(request)
    request.session.update({PROVEN: proven, PROVEN_AT: timezone.now().timestamp()})
    SignedIn.objects.filter(key=_key(request)).update(proven=proven)


def turn_key(request: HttpRequest) -> None:
    """The session goes on under a new key, and so does its row here."""
    old = request.session.session_key
    request.session.cycle_key()
    follow(request, old)


def follow(request: HttpRequest, old: str | None) -> None:
    """Where something else has turned the key: the row follows it."""
    SignedIn.objects.filter(key=old or "").update(key=_key(request))


def watch(request: HttpRequest) -> None:
    """With each request: note the use now and then; a session that began too long ago ends."""
    since = request.session.get(SINCE)
    if since is None:
        return
    now = timezone.now().timestamp()
    if now - since > settings.SESSION_LONGEST:
        logout(request)
    elif now - request.session.get(SEEN, since) > SEEN_EVERY:
        request.session[SEEN] = now
        SignedIn.objects.filter(key=_key(request)).update(last_used=timezone.now())


def end(*, user: User, keys: Iterable[str]) -> int:
    """Signed out there, from the next click on; how many places it were."""
    rows = SignedIn.objects.filter(user=user, key__in=list(keys))
    Session.objects.filter(session_key__in=rows.values("key")).delete()
    return rows.delete()[0]


def end_others(*, user: User, key: str | None) -> int:
    rows = SignedIn.objects.filter(user=user).exclude(key=key or "")
    return end(user=user, keys=rows.values_list("key", flat=True))


def end_all(*, user: User) -> int:
    return end_others(user=user, key=None)


def sweep() -> None:
    """By beat: sessions that ran out go, and what is told of them."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    dead = SignedIn.objects.exclude(pk__in=SignedIn.objects.alive().values("pk"))
    dead.filter(since__lt=now - dt.timedelta(minutes=5)).delete()


def _key(request: HttpRequest) -> str:
    return str(request.session.session_key or "")


def _printable(text: str) -> str:
    return re.sub(r"[^\x20-\x7e]", "", text)[:400]
