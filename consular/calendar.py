"""National days of the sending states, where a post's own day is recorded."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consular.models import Post
from oia.office.calendar import Row, Source, Span, register
from oia.ui import words


def celebrating(user: Any) -> QuerySet[Post]:
    """Open posts with a day of celebration."""
    return Post.objects.visible_to(user).counted().exclude(celebrates="")


def national_days(row: Row, span: Span) -> Iterator[tuple[dt.date, str]]:
    for day in span.yearly(row["celebrates"]):
        yield day, gettext("National day: %(country)s") % {"country": words.country(row["country"])}


register(
    Source(
        key="national_day",
        title=_("National days"),
        capability="consular.read",
        url_name="post",
        rows=celebrating,
        days=national_days,
        extra=("celebrates", "country"),
        order=70,
    )
)
