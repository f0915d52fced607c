"""The awards of a year as a file of the 360Giving standard, for the public.

Source: 360Giving Data Standard 1.4 (standard.threesixtygiving.org), grants to organisations. Clubs
have no number in a public register that the program knows: they are named by the city's own prefix.
No person is named; what is confidential is left out and counted.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from delegations.applications.models import Application
from oia.core.dates import Period
from oia.office.columns import NOT_OPEN
from oia.office.models import Office

VERSION = "1.4"
TITLE = 140  # characters, as the standard advises


def awarded(period: Period) -> tuple[list[Any], int]:
    """Applications granted in the period that may be named, and how many may not."""
    rows = Application.objects.granted_in(period)
    closed = Q(confidentiality__in=NOT_OPEN) | Q(club__confidentiality__in=NOT_OPEN)
    named = rows.exclude(closed).select_related("club", "scheme", "scheme__line")
    return list(named.order_by("decided", "pk")), rows.filter(closed).count()


def package(period: Period, office: Office) -> dict[str, Any]:
    """The file as JSON. Raises ValidationError with what is missing for it."""
    if not (office.award_prefix and office.org_id):
        raise ValidationError(
            _("Enter the city's prefix and identifier under Settings, Rules: they name who awards.")
        )
    rows, _left_out = awarded(period)
    if not rows:
        raise ValidationError(_("Nothing was granted in this year that may be named."))
    with override(office.language):
        title = _("Travel support for clubs, %(year)s") % {"year": period.label}
        return {
            "version": VERSION,
            "title": title,
            "issued": timezone.localdate().isoformat(),
            "publisher": {"name": office.city, "identifier": office.org_id},
            "grants": [_grant(row, office) for row in rows],
        }


def _grant(row: Application, office: Office) -> dict[str, Any]:
    prefix = office.award_prefix
    assert row.granted is not None
    assert row.decided is not None
    found: dict[str, Any] = {
        "id": f"{prefix}-{row.pk}",
        "title": row.title[:TITLE],
        "description": _described(row),
        "currency": office.currency,
        "amountAwarded": float(row.granted),
        "awardDate": timezone.localdate(row.decided).isoformat(),
        "recipientOrganization": [{"id": f"{prefix}-club-{row.club_id}", "name": row.club.title}],
        "fundingOrganization": [{"id": office.org_id, "name": office.city}],
        "grantProgramme": [{"code": row.scheme.code, "title": str(row.scheme)}],
        "dateModified": row.decided.isoformat(),
    }
    if row.first_day and row.last_day:
        days = {"startDate": row.first_day.isoformat(), "endDate": row.last_day.isoformat()}
        found["plannedDates"] = [days]
    return found


def _described(row: Application) -> str:
    """Where to and with how many; never what somebody wrote, which may name people."""
    facts = row.facts
    words = {"partner": facts.get("partner") or "–", "people": facts.get("people") or 0}
    if facts.get("direction") == "incoming":
        return _("Guests from %(partner)s, %(people)s people") % words
    return _("Journey to %(partner)s, %(people)s people") % words
