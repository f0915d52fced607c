"""Figures about the consular corps."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consular.models import Post
from consular.tables import PostTable
from oia.core.dates import Period
from oia.office.indicators import Count, Indicator, Rows, register
from oia.office.models import Office

COLUMNS = ("country", "post_kind", "seat", "career", "district")


def posts(period: Period, office: Office) -> Any:
    """Posts open on the last day of the period; without a date of opening they count as open."""
    opened = Q(first_day=None) | Q(first_day__lte=period.last)
    not_closed = Q(last_day=None) | Q(last_day__gt=period.last)
    return Post.objects.filter(opened, not_closed)


def career_posts(period: Period, office: Office) -> Any:
    return posts(period, office).filter(career=True)


def honorary_posts(period: Period, office: Office) -> Any:
    return posts(period, office).filter(career=False)


def _number(rows: Rows) -> Count:
    return lambda period, office: rows(period, office).count()


for code, name, words, rows, order in (
    (
        "consular_posts",
        _("Consular posts"),
        _("Posts open on the last day of the period."),
        posts,
        60,
    ),
    (
        "consular_posts_career",
        _("Career posts"),
        _("Posts led by career officers, open on the last day of the period."),
        career_posts,
        61,
    ),
    (
        "consular_posts_honorary",
        _("Honorary posts"),
        _("Posts led by honorary officers, open on the last day of the period."),
        honorary_posts,
        62,
    ),
):
    register(
        Indicator(
            code=code,
            name=name,
            words=words,
            unit="count",
            area="consular",
            measure=_number(rows),
            rows=rows,
            table=PostTable,
            columns=COLUMNS,
            order=order,
        )
    )
