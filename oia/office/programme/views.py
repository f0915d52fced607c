"""Pages of programmes: the list, an item, and the whole programme of a record as it is printed."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST

from oia.core.jobs import enqueue
from oia.core.permissions import may, requires
from oia.office.choices import LANGUAGES, Audience, Which
from oia.office.columns import Clock, RecordTitle
from oia.office.forms import PROGRAMMED, ProgrammeItemForm
from oia.office.models import ProgrammeItem, Record
from oia.office.pages import NounPage
from oia.office.programme import paper
from oia.office.programme.tables import ProgrammeFilter, ProgrammeTable
from oia.office.writing.entry import Writing
from oia.ui import words
from oia.ui.columns import Choice, Day, Text, YesNo
from oia.ui.pages import ListPage

# The languages our own words are there in.
SPOKEN = [choice for choice in LANGUAGES if choice[0] in dict(settings.LANGUAGES)]


class ProgrammeItemList(ListPage):
    table = ProgrammeTable
    filterset_class = ProgrammeFilter
    capability = "programme.read"
    title = gettext_lazy("Programmes")
    empty = gettext_lazy("What trips, visits and events have on their programme is listed here.")
    create_url = "programme_item_new"
    create_label = gettext_lazy("New item of a programme")


class ProgrammeItemDetail(NounPage):
    model = ProgrammeItem
    capability = "programme.read"
    personal_capability = "programme.read"
    list_url = "programme_item_list"
    list_title = gettext_lazy("Programmes")
    facts = (
        (
            gettext_lazy("Time"),
            (
                Day("day", gettext_lazy("Day")),
                Clock("start", gettext_lazy("Start")),
                Choice("start_which", gettext_lazy("Start: which of the two"), Which, rare=True),
                Day("end_day", gettext_lazy("Day of the end"), rare=True),
                Clock("end", gettext_lazy("End")),
                Choice("end_which", gettext_lazy("End: which of the two"), Which, rare=True),
                Text("zone", gettext_lazy("Time zone")),
            ),
        ),
        (
            gettext_lazy("Item of the programme"),
            (
                RecordTitle("record", gettext_lazy("Entry"), url_name="record"),
                Text("venue", gettext_lazy("Where")),
                Text("people", gettext_lazy("People"), personal=True),
                YesNo("interpreter", gettext_lazy("Interpreter")),
                Text("guest_title", gettext_lazy("In the guests’ words")),
                Text("public_text", gettext_lazy("Text for guests")),
                Text("note", gettext_lazy("Notes for staff"), personal=True),
            ),
        ),
    )


PROGRAMME_ITEM = Writing(
    page=ProgrammeItemDetail,
    form=ProgrammeItemForm,
    new=gettext_lazy("New item of a programme"),
    again=gettext_lazy("Another item on this programme"),
    not_again=(
        "title", "guest_title", "venue", "start", "end", "end_day", "start_which", "end_which",
        "people", "interpreter", "public_text", "note",
    ),
)  # fmt: skip


def _asked(given: Any) -> tuple[str, str]:
    """Audience and language, as far as there are such."""
    audience, language = given.get("for", ""), given.get("language", "")
    return (
        audience if audience in Audience.values else Audience.STAFF,
        language if language in dict(SPOKEN) else words.language(),
    )


def _record(request: HttpRequest, pk: int) -> Record:
    rows = Record.objects.visible_to(request.user).filter(kind__in=PROGRAMMED)
    return get_object_or_404(rows, pk=pk)


@requires("programme.read")
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """As guests or staff will read it, in their language; the browser prints the same page."""
    record = _record(request, pk)
    audience, language = _asked(request.GET)
    items = list(ProgrammeItem.objects.visible_to(request.user).of(record))
    with override(language):
        found = paper.html(paper.sheet(record, items, audience))
    context = {
        "title": _("Programme: %s") % record.title,
        "crumbs": [(record.title, _page(record)), (_("Programme"), None)],
        "record": record,
        "record_key": str(record.pk),
        "html": found,
        "language": language,
        "audience": audience,
        "audiences": Audience.choices,
        "languages": SPOKEN,
        "may_write": may(request.user, "programme.write"),
        "may_print": may(request.user, "documents.write"),
    }
    return render(request, "office/programme.html", context)


def _page(record: Record) -> str:
    noun = Record.nouns()[record.kind]
    return noun(pk=record.pk).get_absolute_url()


@requires("documents.write")
@require_POST
def programme_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF is work of a minute: a job, and its paper among the record's documents."""
    record = _record(request, pk)
    audience, language = _asked(request.POST)
    job = enqueue(
        "programme_paper", by=request.user, record=record.pk, audience=audience, language=language
    )
    return redirect("job", pk=job.pk)


@requires("programme.read")
def programme_file(request: HttpRequest, pk: int) -> HttpResponse:
    """For calendar programs."""
    record = _record(request, pk)
    items = list(ProgrammeItem.objects.visible_to(request.user).of(record))
    answer = HttpResponse(
        paper.calendar(record, items, request.get_host()), content_type="text/calendar"
    )
    answer["Content-Disposition"] = f'attachment; filename="programme-{record.pk}.ics"'
    answer["Cache-Control"] = "no-store"
    return answer
