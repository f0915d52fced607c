"""Names of participants, of minors above all, are not kept beyond the proof of use; counts are."""

import datetime as dt
import io
from typing import Any

import pgtrigger
import pytest
from django.core.management import call_command
from django.utils import timezone

from delegations.applications.choices import Stage
from delegations.applications.papers import hand_in, renew, shown
from delegations.models import Application, Paper
from oia.core import files, personal
from oia.core.audit import event_models
from oia.core.models import Erasure, StoredFile
from oia.office.actions import retention, set_up_office
from oia.office.models import Document, EarlierVersion
from tests import factories as make

TODAY = timezone.localdate()
LIST = b"%PDF-1.7\nAnna, 12; Ben, 13\n%%EOF"
RULES = make.RULES | {
    "papers": [
        {"kind": "after", "text": {"de": "Liste", "en": "list"}, "holds": "participants"},
        {"kind": "after", "text": {"de": "Bericht", "en": "report"}},
    ]
}


def accounted(officer: Any) -> Application:
    """With a list in two versions and a report handed in."""
    row = make.make_granted(scheme=make.make_open_scheme(rules=RULES))
    renew(row, Stage.AFTER)
    for data in (LIST, LIST + b"\nCleo, 11"):
        for paper in row.papers.all():
            hand_in(paper=paper, name="p.pdf", data=data + paper.text_de.encode(), by=officer)
    return row


@pytest.fixture
def row(office: Any, settings: Any, tmp_path: Any) -> Application:
    settings.MEDIA_ROOT = tmp_path
    return accounted(make.make_user("officer"))


def closed(row: Application, days_ago: int) -> None:
    long_ago = timezone.now() - dt.timedelta(days=days_ago)
    make.make_proof(
        application=row, facts={"people": 12}, examined=long_ago, closed=long_ago,
        examined_by=make.make_user("officer"), closed_by=make.make_user("head"),
    )  # fmt: skip
    Application.objects.filter(pk=row.pk).update(status="closed")


def due() -> list[Any]:
    return [row for code, rows in personal.due(TODAY) if code == "lists" for row in rows]


def test_the_rules_say_which_paper_names_people(row: Application) -> None:
    named = dict(row.papers.values_list("text_de", "names"))
    assert named == {"Liste": True, "Bericht": False}


def test_it_is_over_ninety_days_after_the_proof_was_closed(row: Application) -> None:
    assert due() == []
    closed(row, 90)
    assert due() == []


def test_of_a_revoked_grant_it_is_over_as_well(row: Application) -> None:
    for days, gone in ((90, 0), (91, 1)):
        row = row if days == 90 else accounted(make.make_user("officer"))
        decided = timezone.now() - dt.timedelta(days=days)
        make.make_revocation(application=row, decided=decided, decided_by=make.make_user("head"))
        assert len(due()) == gone


def test_what_never_came_is_not_said_to_be_deleted(row: Application) -> None:
    renew(make.make_granted(scheme=row.scheme, status="revoked"), Stage.AFTER)
    open_ones = [paper for paper in Paper.objects.filter(document=None) if paper.names]
    over = [number for paper in open_ones for number in shown(paper.application)["over"]]
    assert [paper.pk in over for paper in open_ones] == [False]


def test_the_list_goes_with_its_bytes_and_the_report_and_the_counts_stay(
    committed: None, settings: Any, tmp_path: Any, client: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    set_up_office(city="Musterhausen", country="DE")
    row, twin = accounted(make.make_user("officer")), accounted(make.make_user("officer"))
    closed(row, 91)
    paper = row.papers.get(names=True)
    document = paper.document
    assert document is not None
    assert due() == [document]
    digests = [document.file.digest, EarlierVersion.objects.get(document=document).file.digest]
    # The same bytes in another place keep their file.
    assert twin.papers.get(names=True).document.file.digest == digests[0]  # type: ignore[union-attr]
    Document.objects.filter(pk=twin.papers.get(names=True).document_id).delete()
    Document.objects.create(record=twin, file=row.papers.get(names=False).document.file, name="x")  # type: ignore[union-attr]
    client.force_login(make.make_representative(club=row.club).user)
    assert "deleted, as it named participants" not in client.get(row.portal_url()).content.decode()

    proposed = retention.propose(day=timezone.localdate(), by=make.make_user("admin"))
    assert proposed is not None
    retention.release(row=proposed, by=make.make_user("head"))
    call_command("retention", "--apply", stdout=io.StringIO())

    paper.refresh_from_db()
    assert paper.document is None
    assert not Document.objects.filter(pk=document.pk).exists()
    assert row.papers.exclude(document=None).get().text_de == "Bericht"
    row.refresh_from_db()
    assert row.proof.facts == {"people": 12}
    for past in event_models(Document):
        if past.pgh_tracked_model is Document:
            assert not past.objects.filter(pgh_obj_id=document.pk).exists()
    tables = set(Erasure.objects.values_list("table", flat=True))
    assert {"office_document", "office_earlierversion"} <= tables
    assert "deleted, as it named participants" in client.get(row.portal_url()).content.decode()
    # The twin's history still needs the bytes; nothing else does once it is gone too.
    assert files.path_of(digests[0]).exists()
    event = next(m for m in event_models(Document) if m.pgh_tracked_model is Document)
    event._base_manager.using(personal.OWNER).all().delete()
    for one in event_models(EarlierVersion):
        one._base_manager.using(personal.OWNER).all().delete()
    EarlierVersion._base_manager.using(personal.OWNER).all().delete()
    held = StoredFile.objects.filter(digest__in=digests).values_list("pk", flat=True)
    gone = files.drop(list(held), using=personal.OWNER)
    assert sorted(file.digest for file in gone) == sorted(digests)
    assert [files.path_of(digest).exists() for digest in digests] == [False, False]


def test_bytes_that_a_backup_brought_back_are_removed(row: Application) -> None:
    digest = "ab" * 32
    files.path_of(digest).parent.mkdir(parents=True, exist_ok=True)
    files.path_of(digest).write_bytes(b"names")
    kept = StoredFile.objects.first()
    assert kept is not None
    assert files.forget_bytes([digest, kept.digest], using="default") == 1
    assert not files.path_of(digest).exists()
    assert files.path_of(kept.digest).exists()


@pytest.mark.parametrize("status", ["refused", "withdrawn"])
def test_lists_of_what_came_to_nothing_go_as_well(row: Application, status: str) -> None:
    long_ago = timezone.now() - dt.timedelta(days=91)
    assert due() == []
    other = make.make_application(scheme=row.scheme, status="submitted")
    paper = make.make_paper(application=other, names=True, document=None)
    hand_in(paper=paper, name="l.pdf", data=b"%PDF-1.7 list\n%%EOF", by=make.make_user("officer"))
    rows = Application.objects.filter(pk=other.pk)
    with pgtrigger.ignore():
        decided: dict[str, Any] = {}
        if status == "refused":
            people = {"decided_by": make.make_user("head"), "recommended_by": make.make_user()}
            decided = {"decided": long_ago, "granted": 0, "advance": 0, **people}
        rows.update(status=status, updated=long_ago, **decided)
    assert due() == [paper.document]


def test_a_list_that_was_replaced_goes_with_the_one_that_took_its_place(row: Application) -> None:
    paper = row.papers.get(names=True)
    for name in ("list.pdf", "list-new.pdf"):
        data = f"%PDF-1.7 {name}\n%%EOF".encode()
        hand_in(paper=paper, name=name, data=data, by=make.make_user("officer"))
    closed(row, 91)
    assert {paper.document, *row.documents.filter(name__contains="list")} <= set(due())
