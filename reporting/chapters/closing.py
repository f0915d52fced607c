"""What closes the report: the rows behind its main figures, and how everything was counted."""

from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.office.indicators import indicator
from oia.office.models import GazetteerCity
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, missing, summary, wording

PRINTED = 60  # rows of a register on paper
# Figure → columns on paper, what is largest in it, and the record its title belongs to.
TRIP = ("title", "destination", "first_day", "department", "travellers", "cost")
VISIT = ("title", "from_place", "country", "first_day", "visitors")
BID = ("title", "programme", "status", "requested", "submitted")
ANNEX: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("trips", TRIP, "travellers", ""),
    ("visits", VISIT, "visitors", ""),
    ("bids_submitted", BID, "requested", ""),
    ("memberships", ("network", "fee", "lead_department"), "fee", "network"),
)


# Annex -------------------------------------------------------------------------------------


def build_annex(context: Context) -> list[Block]:
    found = [block for entry in ANNEX for block in _register(context, *entry)]
    if not found:
        return []
    where = _(
        "All rows behind every figure are in the annex workbook that goes with this report, "
        "one sheet per figure."
    )
    return [blocks.paragraph(where), *found]


def _register(
    context: Context, code: str, columns: tuple[str, ...], size: str, record: str
) -> Iterable[Block]:
    one = indicator(code)
    assert one is not None
    assert one.rows is not None
    assert one.table is not None
    counted = one.rows(context.period, context.office)
    rows = wording.named_by(counted, record) if record else wording.named(counted)
    whole, nameable = counted.count(), rows.count()
    if not whole:
        return
    name = str(one.name)
    if nameable > PRINTED:
        largest = rows.order_by(F(size).desc(nulls_last=True), "pk").values_list("pk", flat=True)
        rows = counted.filter(pk__in=list(largest[:PRINTED]))
    yield blocks.heading(name, f"annex-{code.replace('_', '-')}")
    if nameable > PRINTED:
        text = _("The %(count)s largest of %(whole)s; the workbook has all of them.")
        counts = {"count": words.number(PRINTED), "whole": words.number(whole)}
        yield blocks.paragraph(text % counts)
    caption = _("%(figure)s, %(year)s") % {"figure": name, "year": context.period.label}
    sort = "first_day" if "first_day" in columns else columns[0]
    yield blocks.rows(caption, one.table, rows, columns, sort=sort, limit=PRINTED)
    if nameable < whole:
        text = _("%(count)s of %(whole)s are counted but not named, because they are not public.")
        counts = {"count": words.number(whole - nameable), "whole": words.number(whole)}
        yield blocks.note(text % counts)


# Method ------------------------------------------------------------------------------------


def build_method(context: Context) -> list[Block]:
    return [
        blocks.heading(_("Period and counting"), "method-period"),
        blocks.items(_rules(context)),
        blocks.heading(_("What each figure counts"), "method-figures"),
        _definitions(context),
        blocks.heading(_("Not covered"), "method-missing"),
        *([blocks.paragraph(silent)] if (silent := summary.silence(context)) else []),
        *missing.blocks_of(),
        *_sources(),
    ]


def _rules(context: Context) -> list[str]:
    period = context.period
    rules = [
        _("The period runs from %(first)s to %(last)s; it is compared with the one before.")
        % {"first": words.day(period.first), "last": words.day(period.last)},
        _("The registers were read on %(day)s; later changes are not in this report.")
        % {"day": words.day(timezone.localdate())},
        _("A trip, visit or event belongs to the period in which it begins."),
        _("Drafts and what was cancelled are left out."),
        _("Amounts in different currencies stand side by side and are never added."),
        _("What is confidential or internal is counted but not named. Travellers are not named."),
    ]
    if not period.calendar:
        rules.append(
            _(
                "Memberships, budgets and anniversaries are those of %(year)s, "
                "the year in which the period begins."
            )
            % {"year": period.year}
        )
    return rules


def _definitions(context: Context) -> Block:
    """Of the figures that say something; what was not entered is named under “not covered”."""
    told = [
        figure.indicator for figure in context.figures.values() if figure.value or figure.previous
    ]
    rows = [[str(one.name), str(one.words)] for one in told]
    return blocks.table(_("Definitions"), [_("Figure"), _("What it counts")], rows)


def _sources() -> list[Block]:
    texts = [_("Figures: the registers of the office, as entered or imported.")]
    if GazetteerCity.objects.exists():
        texts.append(_("Places and coordinates: GeoNames (geonames.org), CC BY 4.0."))
    texts.append(_("Map: Natural Earth, public domain; it shows land without borders."))
    return [blocks.heading(_("Sources"), "sources"), blocks.items(texts)]


CHAPTERS = (
    Chapter("annex", gettext_lazy("Annex: rows behind the figures"), build_annex, narrative=False),
    Chapter("method", gettext_lazy("How the figures were made"), build_method),
)
