"""The office's own numbers and cards: what is due, what comes, money, the trend, the running."""

import datetime as dt
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core.choices import JobState, MailState
from oia.core.dates import Period
from oia.core.models import FailedTry, Job, Mark, OutboxMail, User
from oia.office import calendar, due
from oia.office.indicators import Indicator, indicator
from oia.office.models import Allotment, Office, Spending
from oia.office.overview.cards import Card, Line, Shown, register_card
from oia.office.overview.counting import count_all, sum_all
from oia.office.overview.numbers import Number, register_number
from oia.ui import charts, words

STAFF = ("head", "officer", "liaison")
SHOWN = 6
AHEAD = dt.timedelta(days=14)
# What the trend tells, in this order, where the person may read it.
TREND = ("trips", "trip_travellers", "visits", "visitors", "bids_submitted", "events")
DRAWN = ("trips", "visits")
YEARS = 5

register_number(
    Number(
        "overdue_all",
        gettext_lazy("overdue, everybody's"),
        "follow_up_list",
        lambda user, today: {"state": "overdue"},
        ("head",),
        10,
    )
)
register_number(
    Number(
        "overdue_mine",
        gettext_lazy("overdue, mine"),
        "follow_up_list",
        lambda user, today: {"state": "overdue", "whose": "mine"},
        ("officer", "liaison"),
        10,
    )
)
register_number(
    Number(
        "due_week",
        gettext_lazy("due this week, mine"),
        "follow_up_list",
        lambda user, today: {
            "state": "open", "whose": "mine", "since": today, "until": due.end_of_week(today),
        },
        STAFF,
        11,
    )
)  # fmt: skip
register_number(
    Number(
        "events_ahead",
        gettext_lazy("events this year"),
        "event_list",
        lambda user, today: {"year": today.year},
        ("mayor",),
        40,
    )
)
register_number(
    Number(
        "reads_today",
        gettext_lazy("logged reads today"),
        "read_list",
        lambda user, today: {"since": today},
        ("auditor",),
        10,
    )
)
register_number(
    Number(
        "postings",
        gettext_lazy("postings this year"),
        "spending_list",
        lambda user, today: {"year": today.year},
        ("auditor",),
        20,
    )
)


def due_card(user: Any, office: Office) -> Shown:
    today = timezone.localdate()
    rows = [row for group in due.follow_ups(user) for row in group.rows][:SHOWN]
    lines = [
        Line(
            row.title,
            reverse("follow_up", args=[row.pk]),
            words.day(row.due),
            warns=row.due < today,
        )
        for row in rows
    ]
    return Shown(lines, reverse("due"))


register_card(
    Card(
        "due",
        gettext_lazy("Due, mine"),
        "followups.read",
        STAFF,
        due_card,
        gettext_lazy("Nothing is due. On the page of any entry the key w puts it on your list."),
        10,
    )
)


def coming_card(user: Any, office: Office) -> Shown:
    """Trips, visits and events of the next fortnight."""
    today = timezone.localdate()
    span = calendar.Span(today, today + AHEAD)
    entries = calendar.Asked(user, span, keys=["trip", "visit", "event"]).entries()
    lines = [
        Line(entry.title, entry.url, " · ".join(filter(None, (_days(entry), entry.place))))
        for entry in entries[:SHOWN]
    ]
    return Shown(lines, reverse("calendar_list"))


def _days(entry: calendar.Entry) -> str:
    first = words.day(entry.first)
    return first if entry.days == 1 else f"{first} – {words.day(entry.last)}"


register_card(
    Card(
        "coming",
        gettext_lazy("The next fortnight"),
        "activities.read",
        ("officer", "liaison", "mayor", "auditor"),
        coming_card,
        gettext_lazy("No trip, visit or event in the next fortnight."),
        20,
    )
)


def money_card(user: Any, office: Office) -> Shown:
    """Planned and spent this fiscal year by group of lines; currencies are never added up."""
    period = office.period(office.year_of(timezone.localdate()))
    planned = Allotment.objects.visible_to(user).filter(year=period.year)
    sums = planned.order_by().values_list("group", "currency").annotate(sum=Sum("planned"))
    posted = (
        Spending.objects.visible_to(user)
        .filter(day__range=(period.first, period.last), line__allotment__year=period.year)
        .order_by()
        .values_list("line__allotment__group", "currency")
        .annotate(sum=Sum("amount"))
    )
    spent = {(group, currency): amount for group, currency, amount in posted}
    lines = []
    for group, currency, amount in sorted(sums, key=lambda row: -(row[2] or 0))[:SHOWN]:
        gone = spent.get((group, currency), 0)
        said = _("%(spent)s of %(planned)s spent") % {
            "spent": words.money(gone, currency),
            "planned": words.money(amount or 0, currency),
        }
        lines.append(Line(group or _("without a group"), "", said, warns=gone > (amount or 0)))
    note = _("Fiscal year %(year)s, by postings of the finance system.") % {"year": period.label}
    return Shown(lines, f"{reverse('allotment_list')}?year={period.year}", note=note)


register_card(
    Card(
        "money",
        gettext_lazy("Money"),
        "money.read",
        ("head", "auditor"),
        money_card,
        gettext_lazy("No budget for this year yet. Import it, or enter the lines under Budget."),
        40,
    )
)


def trend_card(user: Any, office: Office) -> Shown:
    """Figures of the running year beside the year before, and the course of five years."""
    from oia.core.permissions import may

    year = office.year_of(timezone.localdate())
    known = [one for code in TREND if (one := indicator(code)) and may(user, one.capability)]
    drawn = [one for one in known if one.code in DRAWN]
    years = range(year - YEARS + 1, year + 1)
    now, before = office.period(year), office.period(year - 1)
    wanted = [_wanted(one, period, office) for one in known for period in (now, before)]
    wanted += [_wanted(one, office.period(y), office) for one in drawn for y in years]
    found = iter(sum_all([one for one in wanted if one]))
    lines = []
    for one in known:
        value, previous = next(found), next(found)
        beside = _("%(value)s (%(year)s: %(previous)s)") % {
            "value": words.number(value),
            "year": before.label,
            "previous": words.number(previous),
        }
        lines.append(
            Line(str(one.name), f"{reverse('figure', args=[one.code])}?year={year}", beside)
        )
    series = [(one.name, [next(found) for _year in years]) for one in drawn]
    labels = [office.period(y).label for y in years]
    svg = (
        charts.lines(series, labels, title=_("Course of five years")) if any_counted(series) else ""
    )
    return Shown(lines, reverse("figure_list"), svg, _("The running year so far."))


def any_counted(series: list[tuple[Any, list[int]]]) -> bool:
    return any(value for _name, values in series for value in values)


def _wanted(one: Indicator, period: Period, office: Office) -> tuple[Any, str]:
    assert one.rows is not None
    return one.rows(period, office), one.adds_up


register_card(
    Card(
        "trend",
        gettext_lazy("The year so far"),
        "figures.read",
        ("head", "officer", "liaison", "mayor", "auditor"),
        trend_card,
        order=60,
    )
)


def running_card(user: Any, office: Office) -> Shown:
    """Work, mail, doors and backup, for whoever keeps the program running."""
    failed, undecided, people, tries = count_all(
        [
            Job.objects.filter(state=JobState.FAILED),
            OutboxMail.objects.filter(state=MailState.UNKNOWN),
            User.objects.filter(is_active=True),
            FailedTry.objects.filter(at__gt=timezone.now() - dt.timedelta(days=1)),
        ]
    )
    verified = Mark.objects.filter(name="verified_backup").first()
    backup = words.moment(verified.at) if verified else _("never")
    lines = [
        Line(_("Work that failed"), reverse("job_list"), words.number(failed), warns=failed > 0),
        Line(
            _("Mails for a person to decide"),
            reverse("mail_list"),
            words.number(undecided),
            warns=undecided > 0,
        ),
        Line(_("Last verified backup"), reverse("operation"), backup, warns=verified is None),
        Line(_("Open accounts"), reverse("user_list"), words.number(people)),
        Line(_("Failed attempts to sign in since yesterday"), "", words.number(tries)),
    ]
    return Shown(lines, reverse("operation"), values=True)


register_card(
    Card("running", gettext_lazy("The program"), "backup.read", ("admin",), running_card, order=10)
)
