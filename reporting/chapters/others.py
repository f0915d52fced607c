"""Ties besides the partner cities – friendships, and what is not active – and the clubs."""

from collections.abc import Iterable, Sequence

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oia.ui import words
from partners.choices import DateKind, TieStatus
from partners.models import Club, Partnership, TieDate
from partners.tables import ClubTable
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, support, ties, wording
from reporting.chapters.exchange import years_of
from reporting.chapters.partners import FRIENDLY, active_ties

# Other ties --------------------------------------------------------------------------------


def build_others(context: Context) -> list[Block]:
    friends = [tie for tie in active_ties(context) if tie.form in FRIENDLY]
    return [*_friends(friends, context), *_not_active(context)]


def _friends(friends: Sequence[Partnership], context: Context) -> list[Block]:
    if not friends:
        return []
    years = years_of(friends, context)
    told = [years[tie.pk] for tie in friends if years[tie.pk].eventful]
    quiet = [years[tie.pk] for tie in friends if not years[tie.pk].eventful]
    parts = [blocks.heading(_("Friendships and contacts"), "friendships")]
    parts += [ties.block(year, context) for year in told]
    if quiet:
        text = _("Without entries in %(year)s: %(places)s.")
        places = wording.joined(wording.located(year.tie.place) for year in quiet)
        parts.append(blocks.paragraph(text % {"year": context.period.label, "places": places}))
    return parts


def _not_active(context: Context) -> list[Block]:
    """Ties in preparation, under review, dormant, suspended, ended, with the reason recorded."""
    found = wording.named(Partnership.objects.ours().exclude(status=TieStatus.ACTIVE))
    order = {status: at for at, status in enumerate(TieStatus.values)}
    others = ties.in_order(found.select_related("place", "desk"))
    others.sort(key=lambda tie: order[tie.status])
    if not others:
        return []
    reasons = _reasons(others)
    rows = [
        [
            wording.located(tie.place),
            tie.get_form_display(),
            words.imprecise(tie.signed) or "–",
            tie.get_status_display(),
            reasons.get(tie.pk, _("no date and reason recorded")),
            str(tie.desk or _("nobody")),
        ]
        for tie in others
    ]
    head = [
        _("Tie with"),
        _("Form"),
        _("Since"),
        _("State"),
        _("Date and reason"),
        _("Looked after by"),
    ]
    caption = _("Ties that are not active, as of today")
    return [blocks.heading(_("Not active"), "not-active"), blocks.table(caption, head, rows)]


def _reasons(others: Iterable[Partnership]) -> dict[int, str]:
    """Tie → its latest date that speaks of its state, with the source."""
    states = {tie.pk: tie.status for tie in others}
    found: dict[int, str] = {}
    for date in TieDate.objects.filter(partnership__in=states).order_by("date", "pk"):
        state = states[date.partnership_id]
        fits = date.kind == state or state not in (TieStatus.SUSPENDED, TieStatus.ENDED)
        if fits and date.kind != DateKind.FIRST_CONTACT:
            texts = (date.get_kind_display(), words.imprecise(date.date), date.source)
            found[date.partnership_id] = wording.joined(text for text in texts if text)
    return found


# Clubs -------------------------------------------------------------------------------------


def build_clubs(context: Context) -> list[Block]:
    clubs = wording.named(Club.objects.all())
    count = clubs.count()
    if not count:
        return []
    members = clubs.aggregate(sum=Sum("members"))["sum"]
    text = ngettext("%(count)s club is registered.", "%(count)s clubs are registered.", count)
    told = text % {"count": words.number(count)}
    if members:
        text = _("Those that say how many they are have %(members)s members together.")
        told = f"{told} {text % {'members': words.number(members)}}"
    caption = _("Clubs and the ties they carry, as of today")
    columns = ("title", "partnership", "founded", "members")
    parts = [blocks.paragraph(told), blocks.rows(caption, ClubTable, clubs, columns)]
    if count > blocks.LONGEST:
        text = _("The first %(count)s of them; all are in the annex workbook.")
        parts.append(blocks.note(text % {"count": words.number(blocks.LONGEST)}))
    return [*parts, *support.build(context)]


CHAPTERS = (
    Chapter("other_ties", gettext_lazy("Other ties"), build_others),
    Chapter("clubs", gettext_lazy("Clubs"), build_clubs),
)
