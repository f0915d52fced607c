"""What clubs applied for before, as cases a new version of a scheme is tried on."""

import datetime as dt
from typing import Any

from django.utils import timezone

from delegations.applications.models import Application
from delegations.support.comparing import PastCase, register
from delegations.support.models import Scheme

MOST = 1000


@register
def applied(scheme: Scheme, user: Any) -> list[PastCase]:
    """The latest the person may see, as they stand, at the moment they were sent in: of what the
    club was granted else in the year counts what was decided by then."""
    seen = Application.objects.visible_to(user).filter(scheme=scheme).counted()
    rows = list(seen.order_by("-submitted", "-pk")[:MOST])
    granted = Application.objects.standing().filter(
        club__in={row.club_id for row in rows}, granted__gt=0, first_day__isnull=False,
        decided__isnull=False,
    )  # fmt: skip
    others: dict[tuple[int, int], list[tuple[int, dt.datetime, int]]] = {}
    named = granted.values_list("pk", "club", "first_day", "decided", "granted")
    for pk, club, day, decided, amount in named:
        others.setdefault((club, day.year), []).append((pk, decided, int(amount * 100)))
    return [_case(row, others) for row in rows]


def _case(
    row: Application, others: dict[tuple[int, int], list[tuple[int, dt.datetime, int]]]
) -> PastCase:
    sent = row.submitted or timezone.now()
    day = row.first_day or timezone.localdate(sent)
    grants = others.get((row.club_id, day.year), ())
    before = sum(cents for pk, decided, cents in grants if pk != row.pk and decided < sent)
    return PastCase(row.title, row.case(sent, granted=before), row.get_absolute_url())
