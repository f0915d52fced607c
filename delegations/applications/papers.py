"""Verbs of papers: what the rules want, what the office asks for, what the club hands in."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from delegations.applications.cases import locked_case
from delegations.applications.choices import ApplicationStatus, Stage
from delegations.applications.models import Application, MessageFile, Paper
from delegations.applications.telling import tell, tell_officer
from delegations.applications.workflows import APPLICATION
from delegations.support.shapes import NAMES
from oia.core import jobs
from oia.core.audit import deed, event_models
from oia.core.locks import locked
from oia.core.permissions import may
from oia.core.workflow import Refused, perform
from oia.office.actions.documents import add_document
from oia.office.models import Document
from oia.ui import words

S = ApplicationStatus
WAIT = dt.timedelta(days=14)
MOST = 40


def renew(application: Application, stage: str) -> None:
    """The papers the rules ask for as things stand; what was handed in already stays."""
    found = application.assess(timezone.now())
    wanted = {
        paper["text"]["de"]: {
            "text_en": paper["text"]["en"],
            "names": paper.get("holds") == NAMES,
        }
        for paper in (found or {}).get("papers", [])
        if paper["stage"] == stage
    }
    rows = application.papers.filter(stage=stage, asked_by=None)
    rows.filter(document=None).exclude(text_de__in=wanted).delete()
    for german, about in wanted.items():
        Paper.objects.get_or_create(
            application=application, stage=stage, text_de=german, defaults=about
        )


def takes(stage: str) -> tuple[str, ...]:
    """The states in which the papers of a stage come in."""
    if stage == Stage.AFTER:
        return (S.GRANTED,)
    return (S.DRAFT, S.SUBMITTED, S.PAPERS)


def shown(application: Application) -> dict[str, Any]:
    """What pages show: `papers`; `takes`, the numbers of those that may come in now; `over`, of
    those that were handed in and deleted since, because they named people; `requests`, one paper
    of each request whose letter is written, which leads to the letter."""
    papers = list(application.papers.select_related("document"))
    written = (paper for paper in papers if paper.letter_id is not None)
    return {
        "papers": papers,
        "takes": [paper.pk for paper in papers if application.status in takes(paper.stage)],
        "over": _over([paper.pk for paper in papers if paper.names and not paper.document_id]),
        "requests": list({paper.request: paper for paper in written}.values()),
    }


def _over(numbers: list[int]) -> list[int]:
    """Their history says so, and the file is there no longer: one that was given back is."""
    if not numbers:
        return []
    (past,) = event_models(Paper, inherited=False)
    rows = past.objects.filter(pgh_obj_id__in=numbers, document_id__isnull=False)
    gone = rows.exclude(document_id__in=Document.objects.values("pk"))
    return list(gone.values_list("pgh_obj_id", flat=True).distinct())


def hand_in(*, paper: Paper, name: str, data: bytes, by: Any) -> Paper:
    """Put a file in the place of a paper. Raises ValidationError for what may not be stored."""
    application = paper.application
    with transaction.atomic(), deed(by=by, why=_("Paper handed in")):
        seen = locked(Application.objects.visible_to(by))
        row: Application | None = seen.filter(pk=application.pk).first()
        if row is None or not may(by, "applying.write"):
            raise PermissionDenied
        if row.status not in takes(paper.stage):
            raise Refused(_("Papers are no longer taken for this application."))
        document = add_document(
            record=row, name=f"{paper.pk}-{name}"[-200:], data=data, kind=str(paper)[:40], by=by
        )
        paper.document = document
        paper.save(update_fields=["document"])
        if row.status == S.PAPERS and not row.missing:
            tell_officer(row, "papers", _came_mail, event=f"papers:{document.pk}", by=by)
    return paper


def _came_mail() -> tuple[str, str]:
    return (
        _("Papers for %(number)s have come"),
        _("All papers asked for are in for “%(title)s” (%(number)s): the check can go on."),
    )


def put(*, paper: Paper, file: MessageFile, by: Any) -> Paper:
    """What came with a message is the paper that was asked for; nobody uploads it once more."""
    with transaction.atomic(), deed(by=by, why=_("Paper handed in")):
        row = locked_case(paper.application, by, "applications.write", *takes(paper.stage))
        if file.message.application_id != row.pk:
            raise PermissionDenied
        paper.refresh_from_db()
        if paper.document_id is not None:
            raise Refused(_("This paper has come meanwhile. Look at it again."))
        if row.papers.filter(document=file.document_id).exists():
            raise ValidationError(_("This file is another paper already."))
        paper.document = file.document
        paper.save(update_fields=["document"])
    return paper


def put_back(*, paper: Paper, by: Any) -> Paper:
    """Undoes `put`: the paper is missing again, the file stays with its message."""
    with transaction.atomic(), deed(by=by, why=_("File given back")):
        row = locked_case(paper.application, by, "applications.write", *takes(paper.stage))
        paper.refresh_from_db()
        came = MessageFile.objects.filter(message__application=row, document=paper.document_id)
        if paper.document_id is None or not came.exists():
            raise Refused(_("This paper did not come by mail, or was given back meanwhile."))
        name = came[0].name
        paper.document = None
        paper.save(update_fields=["document"])
        about = {"title": row.title, "number": row.file_number, "paper": str(paper), "file": name}
        event = f"application:{row.pk}:back:{paper.pk}:{timezone.now():%Y%m%d%H%M}"
        if not row.is_draft:
            tell(row, "papers", lambda: _back_mail(about), by=by, event=event)
    return paper


def _back_mail(about: dict[str, str]) -> tuple[str, str]:
    return _("We need something for your application"), _(
        "Of the files you sent by mail we had taken “%(file)s” as “%(paper)s”. It is not that "
        "paper: for “%(title)s” (%(number)s) it is still missing. Please hand it in in the portal."
    ) % about


def ask(
    *, application: Application, texts: list[str], due: dt.date, names: bool = False, by: Any
) -> Application:
    """Ask the club for papers in one letter; it is told, and the application waits.

    Raises ValidationError for a paper that is asked for already, or too many."""
    with transaction.atomic(), deed(by=by, why=_("Papers asked for")):
        row = locked_case(application, by, "applications.write", S.SUBMITTED, S.PAPERS)
        if row.papers.count() + len(texts) > MOST:
            raise ValidationError(_("These are too many papers for one application."))
        request = (row.papers.aggregate(last=Max("request"))["last"] or 0) + 1
        about = {"asked_by": by, "due": due, "names": names, "request": request}
        for text in texts:
            _paper, new = Paper.objects.get_or_create(
                application=row, stage=Stage.BEFORE, text_de=text, defaults=about
            )
            if not new:
                raise ValidationError(_("This paper is asked for already: %s") % text)
        if row.status == S.SUBMITTED:
            row = perform(APPLICATION, row, "ask", by=by)
        today = timezone.localdate().isoformat()
        also = row.papers.filter(stage=Stage.BEFORE, document=None).exclude(request=request)
        jobs.enqueue(
            "papers_letter", by=by, application=row.pk, request=request, day=today,
            also=list(also.values_list("pk", flat=True)),
        )  # fmt: skip
        event = f"application:{row.pk}:papers:{request}"
        tell(row, "papers", lambda: _asked_mail(row, due), by=by, event=event)
    return row


def _asked_mail(row: Application, due: dt.date) -> tuple[str, str]:
    return _("We need something for your application"), _(
        "For “%(title)s” (%(number)s) something is missing. What it is stands with your "
        "application in the portal; please hand it in by %(due)s."
    ) % {"title": row.title, "number": row.file_number, "due": words.day(due)}
