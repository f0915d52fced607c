"""What clubs applied for before, as cases a new version of a scheme is tried on."""

from collections import Counter
from typing import Any

from django.utils import timezone

from delegations.applications.models import Application
from delegations.support.comparing import PastCase, register
from delegations.support.models import Scheme

MOST = 1000


@register
def applied(scheme: Scheme, user: Any) -> list[PastCase]:
    """The latest the person may see, as they stood when they were sent in. What else a club was
    granted in the year is known from one query for all."""
    seen = Application.objects.visible_to(user).filter(scheme=scheme).counted()
    rows = list(seen.order_by("-submitted", "-pk")[:MOST])
    sums: Counter[tuple[int, int]] = Counter()
    granted = Application.objects.standing().filter(
        club__in={row.club_id for row in rows}, granted__gt=0, first_day__isnull=False
    )
    own: dict[int, int] = {}
    for pk, club, day, amount in granted.values_list("pk", "club", "first_day", "granted"):
        own[pk] = int(amount * 100)
        sums[club, day.year] += own[pk]
    return [_case(row, sums, own) for row in rows]


def _case(row: Application, sums: Counter[tuple[int, int]], own: dict[int, int]) -> PastCase:
    day = row.first_day or timezone.localdate()
    others = sums[row.club_id, day.year] - own.get(row.pk, 0)
    facts = row.case(row.submitted or timezone.now(), granted=others)
    return PastCase(row.title, facts, row.get_absolute_url())
