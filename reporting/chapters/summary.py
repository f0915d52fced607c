"""The year on one page: its figures with last year's beside them, and what stands out in them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oia.ui import words
from partners.models import Partnership
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, missing, wording

MOST = 9
# The first nine of these that say something this year.
PREFERRED = (
    "partnerships_active",
    "visits",
    "visitors",
    "trips",
    "trip_travellers",
    "trip_cost",
    "events",
    "event_attendance",
    "memberships",
    "eu_money_awarded",
    "consular_posts",
    "budget_spent",
    "trips_with_mayor",
    "bids_submitted",
    "budget_planned",
    "clubs",
    "partnerships_without_responsible",
)
# One figure of each register.
REGISTERS = (
    "partnerships_active",
    "clubs",
    "visits",
    "trips",
    "memberships",
    "bids_submitted",
    "consular_posts",
    "events",
    "budget_planned",
    "budget_spent",
)
# Figures whose rise or fall is news; money moves for many reasons.
COUNTED = (
    "visits",
    "visitors",
    "trips",
    "trip_travellers",
    "events",
    "event_attendance",
    "bids_submitted",
    "consular_posts",
)


def build(context: Context) -> list[Block]:
    codes = [code for code in PREFERRED if _speaks(context, code)][:MOST]
    lacking = [blocks.note(text)] if (text := missing.in_short()) else []
    if not codes:
        return [blocks.note(_("Nothing has been entered for this period yet.")), *lacking]
    sentences = [
        _changed_most(context),
        _main_country(context),
        _coming(context),
        _unattended(context),
    ]
    silent = silence(context)
    return [
        *_unfinished(context),
        blocks.figures({code: wording.beside(context, code) for code in codes}),
        *(blocks.paragraph(sentence) for sentence in sentences if sentence),
        *([blocks.note(silent)] if silent else []),
        *lacking,
    ]


def _speaks(context: Context, code: str) -> bool:
    return bool(context.value(code) or context.previous(code))


def silence(context: Context) -> str:
    """Names the registers that hold nothing for this year and the last, lest they read as zero."""
    empty = [
        context.figures[code].indicator.name for code in REGISTERS if not _speaks(context, code)
    ]
    if not empty:
        return ""
    text = _("Nothing has been entered for %(year)s or the year before under: %(figures)s.")
    return text % {"year": context.period.label, "figures": wording.joined(empty)}


def _unfinished(context: Context) -> list[Block]:
    """A comparison with a whole year misleads before the year is over."""
    if timezone.localdate() <= context.period.last:
        day = words.day(context.period.last)
        text = _(
            "The period ends on %(day)s. "
            "Until then its figures are not comparable with last year’s."
        )
        return [blocks.note(text % {"day": day})]
    return []


def _changed_most(context: Context) -> str:
    """The figure that rose or fell most against last year; small numbers are left alone."""
    moved = [
        (abs(context.value(code) - before) / before, code)
        for code in COUNTED
        if (before := context.previous(code) or 0) >= wording.FEW
        and abs(context.value(code) - before) >= wording.FEW / 2
    ]
    if not moved:
        return ""
    _share, code = max(moved)
    value, before = context.value(code), context.previous(code)
    return _("Changed most: %(name)s, %(value)s after %(before)s in %(year)s (%(change)s).") % {
        "name": context.figures[code].indicator.name,
        "value": words.number(value),
        "before": words.number(before),
        "year": context.period.previous().label,
        "change": wording.change(value, before),
    }


def _main_country(context: Context) -> str:
    """Where most guests came from, in persons where they were counted."""
    found = context.value("delegations_in_by_country") or []
    rows = [row for row in found if row["country"]]
    if not rows:
        return ""
    first = max(rows, key=lambda row: (row["persons"], row["groups"]))
    named = {
        "country": words.country(first["country"]),
        "groups": wording.groups(first["groups"]),
        "persons": wording.persons(first["persons"]),
        "countries": words.number(len(rows)),
    }
    if len(rows) == 1:
        return _("All guests came from %(country)s: %(groups)s, %(persons)s.") % named
    text = _(
        "Guests came from %(countries)s countries, most of them from %(country)s: "
        "%(groups)s, %(persons)s."
    )
    return text % named


def _coming(context: Context) -> str:
    """The anniversaries of the next year, the roundest first."""
    year = context.period.year + 1
    years = context.office.anniversary_years
    ties = Partnership.objects.ours().anniversaries(year, years).select_related("place")
    named = wording.named(ties).order_by("-turns", "title")
    texts = [
        _("%(partner)s (%(years)s)")
        % {"partner": tie.place.label(), "years": wording.years(tie.turns)}
        for tie in named
    ]
    if not texts:
        return ""
    return _("Anniversaries in %(year)s: %(partners)s.") % {
        "year": year,
        "partners": wording.joined(texts),
    }


def _unattended(context: Context) -> str:
    count: Any = context.value("partnerships_without_responsible")
    if not count:
        return ""
    whole = context.value("partnerships_active")
    text = ngettext(
        "Nobody looks after %(count)s of the %(whole)s active partnerships.",
        "Nobody looks after %(count)s of the %(whole)s active partnerships.",
        count,
    )
    return text % {"count": words.number(count), "whole": words.number(whole)}


CHAPTERS = (Chapter("summary", gettext_lazy("The year in figures"), build),)
