"""Last days on which memberships can be given notice of, while they are undecided or to be left."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from networks.choices import Decision
from networks.models import Membership
from oia.office.calendar import Source, register


def notices(user: Any) -> QuerySet[Membership]:
    open_or_left = (Decision.UNDECIDED, Decision.LEAVE)
    rows = Membership.objects.visible_to(user)
    return rows.filter(notice__isnull=False, status__in=open_or_left)


register(
    Source(
        key="notice",
        title=_("Notice of memberships"),
        capability="networks.read",
        url_name="network",
        rows=notices,
        first="notice",
        last="notice",
        label="network__title",
        record="network",
        said=_("Notice by today: %(title)s"),
        order=45,
    )
)
