"""What of the ties is handed over with a desk, and whom one meets there."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from oia.core.permissions import masked
from oia.office.handover import Contact, Pile, register, register_circle
from oia.office.models import Desk, Position
from partners.choices import TieStatus
from partners.models import Club, Partnership

MOST = 100


def circle(desk: Desk, user: Any) -> Iterator[Contact]:
    """Contact persons of the clubs, and who holds a position at the partners' places."""
    if masked(user, "contacts"):
        return
    ties = Partnership.objects.visible_to(user).filter(desk=desk, archived=None)
    ties = ties.exclude(status=TieStatus.ENDED)
    clubs = Club.objects.visible_to(user).filter(partnership__in=ties, archived=None)
    for club in clubs.exclude(contact="").select_related("partnership").order_by("contact")[:MOST]:
        yield Contact(club.contact, f"{club}, {club.partnership}", _address("club", club.pk))
    held = Position.objects.visible_to(user).filter(
        organisation__place__in=ties.values("place"), end=""
    )
    for position in held.select_related("person", "organisation").order_by("person__name")[:MOST]:
        about = ", ".join(part for part in (position.title, str(position.organisation)) if part)
        yield Contact(str(position.person), about, _address("person", position.person_id))


def _address(name: str, pk: int) -> str:
    return reverse(name, args=[pk])


register(Pile("partnership", lambda rows: rows.exclude(status=TieStatus.ENDED)))
register_circle(circle)
