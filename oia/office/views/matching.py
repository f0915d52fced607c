"""Postings and what was promised: proposals to the cent, and one posting by hand."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oia.core.permissions import requires
from oia.core.workflow import Refused
from oia.office.actions import matching as actions
from oia.office.models import Commitment, Office, Record, Spending
from oia.ui import words

YEARS = 4


def _posting(request: HttpRequest, pk: int) -> Spending:
    rows = Spending.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("line", "record", "commitment"), pk=pk)


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@requires("money.write")
def matching(request: HttpRequest) -> HttpResponse:
    """Postings of a year that one promise fits to the cent; what is ticked is matched."""
    office = Office.current()
    if office is None:
        raise Http404
    now = office.year_of(timezone.localdate())
    years = range(now, now - YEARS, -1)
    asked = _key(request.GET.get("year", ""))
    year = asked if asked in years else now
    period = office.period(year)
    open_ = actions.unmatched(period)
    pairs = actions.proposals(open_[: actions.MOST])
    if request.method == "POST":
        ticked = set(request.POST.getlist("pair"))
        _match(request, [pair for pair in pairs if f"{pair[0].pk}-{pair[1].pk}" in ticked])
        return redirect(f"{reverse('matching')}?year={year}")
    listed = {"unmatched": "yes", "since": period.first, "until": period.last}
    context = {
        "title": _("Match with promises"),
        "crumbs": [(_("Spending"), reverse("spending_list")), (_("Match with promises"), None)],
        "pairs": [(*pair, words.money(pair[0].amount, pair[0].currency)) for pair in pairs],
        "open": open_.count(),
        "open_url": f"{reverse('spending_list')}?{urlencode(listed)}",
        "year": year,
        "years": years,
    }
    return render(request, "office/matching.html", context)


def _match(request: HttpRequest, pairs: list[tuple[Spending, Commitment]]) -> None:
    done = 0
    for posting, promise in pairs:
        try:
            actions.match(posting=posting, promise=promise, by=request.user)
        except Refused as refused:
            messages.error(request, f"{posting}: {' '.join(refused.messages)}")
        else:
            done += 1
    messages.success(request, _("%(number)d postings are matched.") % {"number": done})


@requires("money.write")
def spending_match(request: HttpRequest, pk: int) -> HttpResponse:
    """The promise a posting pays, chosen among those of its line and year, the likeliest first."""
    posting = _posting(request, pk)
    if request.method == "POST":
        promise = Commitment.objects.filter(pk=_key(request.POST.get("promise", ""))).first()
        try:
            if promise is None:
                raise Refused(_("Choose a promise."))
            actions.match(
                posting=posting, promise=promise, by=request.user,
                more_follows=bool(request.POST.get("more_follows")),
            )  # fmt: skip
        except Refused as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("spending_match", pk=pk)
        messages.success(request, _("The posting is matched."))
        return redirect("spending", pk=pk)
    found = sorted(actions.candidates(posting), key=lambda row: actions.likeliness(posting, row))
    here = reverse("spending", args=[pk])
    title = _("Which promise it pays")
    context = {
        "title": title,
        "crumbs": [(_("Spending"), reverse("spending_list")), (str(posting), here), (title, None)],
        "posting": posting,
        "amount": words.money(posting.amount, posting.currency),
        "promises": [] if posting.commitment_id else _shown(request, found),
        "back_url": here,
    }
    return render(request, "office/spending_match.html", context)


def _shown(request: HttpRequest, found: list[Commitment]) -> list[dict[str, Any]]:
    """Without the titles of entries the person may not see."""
    keys = [row.record_id for row in found if row.record_id]
    seen = set(
        Record.objects.visible_to(request.user).filter(pk__in=keys).values_list("pk", flat=True)
    )
    return [
        {
            "row": row,
            "amount": words.money(row.amount, row.allotment.currency),
            "record": row.record if row.record_id in seen else None,
        }
        for row in found
    ]


@requires("money.write")
@require_POST
def match_back(request: HttpRequest, pk: int) -> HttpResponse:
    posting = _posting(request, pk)
    actions.take_back(posting=posting, by=request.user)
    messages.success(request, _("The match is taken back."))
    return redirect("spending", pk=pk)
