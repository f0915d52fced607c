"""Annual reports on the first page: the newest published one with its figures; drafts at work."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core.permissions import may
from oia.office.models import Office
from oia.office.overview import Card, Line, Shown, register_card
from oia.ui import words
from reporting.choices import ReportStatus
from reporting.models import Report, ReportVersion

# What a council asks for first.
HEADLINES = (
    "partnerships_active", "trips", "trip_travellers", "trip_cost", "visits", "visitors",
    "membership_fees", "bids_awarded", "eu_money_awarded", "events",
)  # fmt: skip
READERS = ("council", "mayor", "auditor")


def published_card(user: Any, office: Office) -> Shown:
    """Each report that was published, the newest version of it."""
    rows = (
        ReportVersion.objects.filter(report__in=Report.objects.visible_to(user))
        .defer("snapshot")
        .select_related("report")
        .order_by("-report__year", "report__language", "-number")
        .distinct("report__year", "report__language")
    )
    lines = [
        Line(
            f"{row.report} ({row.report.get_language_display()})",
            reverse("report_version", args=[row.report_id, row.number]),
            _("version %(number)s of %(day)s")
            % {"number": row.number, "day": words.day(row.published.date())},
        )
        for row in rows.defer("snapshot", "report__snapshot")[:6]
    ]
    return Shown(lines, reverse("report_list"))


register_card(
    Card(
        "published",
        gettext_lazy("Published annual reports"),
        "reports.read",
        READERS,
        published_card,
        gettext_lazy("Nothing has been published yet. What the office publishes is listed here."),
        5,
    )
)


def headlines_card(user: Any, office: Office) -> Shown:
    """Figures of the newest published year, each opening its frozen rows."""
    found = (
        ReportVersion.objects.filter(report__in=Report.objects.visible_to(user))
        .order_by("-report__year", "report__language", "-number")
        .values("report_id", "report__year", "number", "snapshot__figures", "snapshot__period")
        .first()
    )
    if found is None:
        return Shown()
    opens, period = may(user, "published_rows.read"), found["snapshot__period"]
    lines = []
    for code in HEADLINES:
        entry = found["snapshot__figures"].get(code, {})
        if "text" not in entry:
            continue
        address = reverse("version_figure", args=[found["report_id"], found["number"], code])
        beside = entry["text"]
        if entry.get("previous_text"):
            beside = _("%(value)s (%(year)s: %(previous)s)") % {
                "value": entry["text"], "year": period["previous"],
                "previous": entry["previous_text"],
            }  # fmt: skip
        lines.append(Line(entry["name"], address if opens else "", beside))
    more = reverse("report_version", args=[found["report_id"], found["number"]])
    note = _("As published for %(year)s; each figure opens its rows.") % {"year": period["label"]}
    return Shown(lines, more, note=note)


register_card(
    Card(
        "headlines",
        gettext_lazy("The figures of the newest report"),
        "reports.read",
        ("council",),
        headlines_card,
        gettext_lazy("Figures are listed here once a report is published."),
        6,
    )
)


def drafts_card(user: Any, office: Office) -> Shown:
    """Reports at work, and whether they wait for a second person."""
    rows = Report.objects.visible_to(user).exclude(status=ReportStatus.PUBLISHED)
    lines = [
        Line(
            f"{row} ({row.get_language_display()})",
            row.get_absolute_url(),
            str(row.get_status_display()),
            warns=row.status == ReportStatus.REVIEW,
        )
        for row in rows[:6]
    ]
    return Shown(lines, reverse("report_list"))


register_card(
    Card(
        "drafts",
        gettext_lazy("Annual reports at work"),
        "drafts.read",
        ("head", "officer"),
        drafts_card,
        gettext_lazy("No report is being written. Begin one under Annual reports."),
        45,
    )
)
