"""A mail lands in its case, or waits and says why; nothing comes in by the sender's name alone."""

import datetime as dt
from typing import Any

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from delegations.applications import papers, telling
from delegations.models import Application, IncomingMail, Message, MessageFile
from delegations.replies import actions, address
from delegations.replies.reading import MOST_FILES
from oia import privacy
from oia.core import files
from oia.core.models import OutboxMail, StoredFile
from oia.core.workflow import Refused
from oia.office.models import Document
from tests import factories as make
from tests.delegations.replies.letters import letter

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"
LATER = dt.date(2099, 3, 12)


@pytest.fixture(autouse=True)
def mailbox(settings: Any) -> None:
    settings.MAILBOX_URL = "imaps://u:p@mail.example.org"
    settings.MAILBOX_ADDRESS = "office@example.org"


@pytest.fixture
def case(office: Any) -> Application:
    speaker = make.make_representative(user=make.make_user("club", email="choir@example.org"))
    officer = make.make_user("officer")
    return make.make_application(club=speaker.club, officer=officer, file_number="Z 1")


def speaker(case: Application) -> Any:
    return case.club.representatives.get().user


def asked(case: Application) -> OutboxMail:
    """Our mail to the club, as it goes out."""
    telling.write(application=case, text="When do you come?", by=case.officer)
    return OutboxMail.objects.get(recipient="choir@example.org")


def test_an_answer_to_our_mail_becomes_a_message_and_the_officer_hears(case: Application) -> None:
    ours = asked(case)
    row = actions.take_in(letter(In_Reply_To=f"<{ours.message_id}>", files=(("list.pdf", PDF),)))
    assert row is not None
    assert (row.fate, row.application_id, row.text) == ("filed", case.pk, "")
    message = Message.objects.get(application=case, from_club=True)
    assert message.by is not None
    assert message.by.email == "choir@example.org"
    assert message.text == "We come on Friday."
    assert [str(one) for one in message.files.all()] == ["list.pdf"]
    assert Document.objects.get(record=case).name == f"Mail {row.pk} – list.pdf"
    assert OutboxMail.objects.filter(recipient=case.officer.email, template="message").exists()


def test_our_mails_carry_an_address_that_only_their_readers_know(case: Application) -> None:
    ours = asked(case)
    assert ours.reply_to == address.of(case, speaker(case))
    row = actions.take_in(letter(to=ours.reply_to))
    assert row is not None
    assert row.fate == "filed"
    local, _at, _domain = ours.reply_to.partition("@")
    number, person, signature = local.split("+")[1].split("-")
    for tag in (number, f"{number}-{'0' * 20}", f"{number}-{person}-{'0' * 20}",
                f"{number}-{int(person) + 1}-{signature}"):  # fmt: skip
        forged = f"office+{tag}@example.org"
        waits = actions.take_in(letter(to=forged, number=forged))
        assert waits is not None
        assert (waits.fate, waits.doubt) == ("waiting", "case")


def test_the_sender_alone_opens_nothing(case: Application) -> None:
    row = actions.take_in(letter(subject=f"About {case.file_number}"))
    assert row is not None
    assert (row.fate, row.doubt, row.application) == ("waiting", "case", None)
    assert not Message.objects.exists()


def test_a_stranger_with_the_right_address_waits(case: Application) -> None:
    other = make.make_representative(user=make.make_user("club", email="other@example.org"))
    for sender in ("stranger@example.org", other.user.email, case.officer.email):
        row = actions.take_in(
            letter(to=address.of(case, speaker(case)), sender=sender, number=sender)
        )
        assert row is not None
        assert (row.fate, row.doubt, row.application) == ("waiting", "sender", case)
    assert not Message.objects.exists()


def test_an_address_counts_for_the_person_it_was_given_to(case: Application) -> None:
    """Whoever got it and has left cannot write under the name of those who follow."""
    gone = make.make_user("club", email="former@example.org")
    row = actions.take_in(letter(to=address.of(case, gone)))
    assert row is not None
    assert (row.fate, row.doubt, row.application) == ("waiting", "person", case)
    assert not Message.objects.exists()


def test_files_beyond_the_number_are_named(case: Application) -> None:
    files = tuple((f"{number}.pdf", PDF) for number in range(MOST_FILES + 2))
    actions.take_in(letter(to=address.of(case, speaker(case)), files=files))
    message = Message.objects.get()
    assert message.files.count() == MOST_FILES
    assert f"Not taken over: {MOST_FILES}.pdf, {MOST_FILES + 1}.pdf. A mail brings" in message.text


def test_a_mail_to_somebody_else_of_the_club_waits_and_says_so(case: Application) -> None:
    """Forwarded within the club, or a name that was only written there: an officer looks."""
    other = make.make_user("club", email="other@example.org")
    make.make_representative(club=case.club, user=other, task="member")
    first = case.club.representatives.get(user__email="choir@example.org").user
    row = actions.take_in(letter(to=address.of(case, first), sender=other.email))
    assert row is not None
    assert (row.fate, row.doubt) == ("waiting", "person")
    actions.assign(mail=row, application=case, by=case.officer)
    message = Message.objects.get()
    assert message.by is None
    assert message.text.startswith("Mail from other@example.org:")


def test_who_left_the_club_writes_for_it_no_longer(case: Application) -> None:
    theirs = address.of(case, speaker(case))
    case.club.representatives.all().delete()
    row = actions.take_in(letter(to=theirs))
    assert row is not None
    assert row.doubt == "sender"


def test_each_mail_counts_once(case: Application) -> None:
    raw = letter(to=address.of(case, speaker(case)))
    assert actions.take_in(raw) is not None
    assert actions.take_in(raw) is None
    assert Message.objects.count() == 1


def test_machines_leave_no_text_and_ask_nobody(case: Application) -> None:
    row = actions.take_in(letter(to=address.of(case, speaker(case)), Auto_Submitted="auto-replied"))
    assert row is not None
    assert (row.fate, row.text) == ("automatic", "")
    assert not Message.objects.exists()
    assert not OutboxMail.objects.exists()


def test_a_case_that_was_taken_back_takes_no_answer(case: Application) -> None:
    Application.objects.filter(pk=case.pk).update(status="withdrawn")
    row = actions.take_in(letter(to=address.of(case, speaker(case))))
    assert row is not None
    assert (row.fate, row.doubt) == ("waiting", "over")


def test_files_that_may_not_come_are_named_and_the_words_come(case: Application) -> None:
    files = (("run.exe", b"MZ"), ("page.pdf", b"<html><script>"), ("ok.pdf", PDF))
    actions.take_in(letter(to=address.of(case, speaker(case)), files=files))
    text = Message.objects.get().text
    assert [one.name for one in Message.objects.get().files.all()] == ["ok.pdf"]
    assert "Not taken over: run.exe." in text
    assert "Not taken over: page.pdf." in text
    assert Document.objects.count() == 1


def test_a_file_from_outside_replaces_none_that_is_there(case: Application) -> None:
    from oia.office.actions.documents import add_document

    add_document(record=case, name="Decision.pdf", data=PDF, by=case.officer)
    actions.take_in(
        letter(to=address.of(case, speaker(case)), files=(("Decision.pdf", PDF + b"\n"),))
    )
    assert sorted(Document.objects.values_list("version", flat=True)) == [1, 1]


def test_a_broken_mail_is_kept_for_a_person(case: Application, monkeypatch: Any) -> None:
    def fails(_raw: bytes) -> Any:
        raise RecursionError

    monkeypatch.setattr(actions, "read", fails)
    row = actions.take_in(b"x")
    assert row is not None
    assert (row.fate, row.doubt) == ("waiting", "broken")


# At the desk -------------------------------------------------------------------------------------


@pytest.fixture
def waiting(case: Application) -> IncomingMail:
    row = actions.take_in(letter(sender="chair@example.org", files=(("list.pdf", PDF),)))
    assert row is not None
    return row


def client(role: str) -> Client:
    found = Client()
    found.force_login(make.make_user(role))
    return found


def test_an_officer_says_whose_it_is(case: Application, waiting: IncomingMail) -> None:
    officer = client("officer")
    page = officer.get(reverse("incoming_list")).content.decode()
    assert "chair@example.org" in page
    address_of = reverse("incoming_mail", args=[waiting.pk])
    assert "We come on Friday." in officer.get(address_of).content.decode()
    file = waiting.files.get()
    got = officer.get(reverse("incoming_file", args=[waiting.pk, file.pk]))
    assert got["Content-Disposition"].startswith("attachment")
    assert got.getvalue() == PDF
    assert officer.post(address_of, {"application": case.pk}).status_code == 302
    message = Message.objects.get(application=case)
    assert (message.by, message.from_club) == (None, True)
    assert message.text.startswith("Mail from chair@example.org:\n\nWe come on Friday.")
    assert Document.objects.filter(record=case, name__endswith="list.pdf").exists()
    waiting.refresh_from_db()
    assert (waiting.fate, waiting.text, waiting.files.count()) == ("filed", "", 0)
    again = officer.post(address_of, {"application": case.pk}, follow=True)
    assert "has settled this mail meanwhile" in again.content.decode()
    assert Message.objects.count() == 1


def test_a_discarded_mail_leaves_no_text(waiting: IncomingMail) -> None:
    file = waiting.files.get().file
    client("officer").post(reverse("incoming_discard", args=[waiting.pk]))
    waiting.refresh_from_db()
    assert not StoredFile.objects.filter(pk=file.pk).exists()  # the page says it is deleted
    assert (waiting.fate, waiting.text, waiting.files.count()) == ("discarded", "", 0)


@pytest.mark.parametrize("role", ["liaison", "mayor", "council", "club", "auditor", "admin"])
def test_nobody_else_reads_what_strangers_write(role: str, waiting: IncomingMail) -> None:
    someone = client(role)
    file = waiting.files.get()
    for there in (
        reverse("incoming_list"),
        reverse("incoming_mail", args=[waiting.pk]),
        reverse("incoming_file", args=[waiting.pk, file.pk]),
    ):
        assert someone.get(there).status_code == 403


def test_files_go_with_a_mail_that_is_past_its_time() -> None:
    assert files.goes_with(IncomingMail)  # its own table holds none


def test_a_mail_is_not_put_with_a_case_that_takes_no_words(case: Application) -> None:
    row = actions.take_in(letter())
    assert row is not None
    Application.objects.filter(pk=case.pk).update(status="withdrawn")
    with pytest.raises(ValidationError):
        actions.assign(mail=row, application=case, by=case.officer)


def mailed(case: Application) -> MessageFile:
    actions.take_in(letter(to=address.of(case, speaker(case)), files=(("plan.pdf", PDF),)))
    return MessageFile.objects.get(message__application=case)


def test_the_club_fetches_what_it_sent_by_mail_and_no_other_club_does(
    case: Application, client: Client
) -> None:
    file = mailed(case)
    here = reverse("portal_mailed", args=[file.pk])
    client.force_login(case.club.representatives.get().user)
    assert here in client.get(case.portal_url()).content.decode()
    answer = client.get(here)
    assert (b"".join(answer), answer["X-Content-Type-Options"]) == (PDF, "nosniff")
    client.force_login(make.make_representative().user)
    assert client.get(here).status_code == 404


def test_what_came_by_mail_is_the_paper_that_was_asked_for(
    case: Application, client: Client
) -> None:
    Application.objects.filter(pk=case.pk).update(status="submitted")
    file = mailed(case)
    row = papers.ask(application=case, texts=["Plan"], due=LATER, by=case.officer)
    paper = row.papers.get(request=1)
    client.force_login(case.officer)
    here = reverse("application_put", args=[paper.pk])
    assert here in client.get(case.get_absolute_url()).content.decode()
    assert client.post(here, {"file": file.pk}).status_code == 302
    paper.refresh_from_db()
    assert paper.document == file.document
    page = client.get(case.get_absolute_url()).content.decode()
    assert f'action="{here}"' not in page
    back = reverse("application_put_back", args=[paper.pk])
    assert back in page
    assert client.post(back).status_code == 302
    paper.refresh_from_db()
    assert paper.document is None
    assert file.document is not None
    assert "given back meanwhile" in client.post(back).content.decode()


def test_what_was_given_back_names_nobody_and_the_club_hears(case: Application) -> None:
    Application.objects.filter(pk=case.pk).update(status="submitted")
    file = mailed(case)
    row = papers.ask(application=case, texts=["List"], due=LATER, names=True, by=case.officer)
    listed = row.papers.get(request=1)
    papers.put(paper=listed, file=file, by=case.officer)
    told = OutboxMail.objects.filter(recipient="choir@example.org").count()
    papers.put_back(paper=listed, by=case.officer)
    mail = OutboxMail.objects.filter(recipient="choir@example.org").latest("pk")
    assert OutboxMail.objects.filter(recipient="choir@example.org").count() == told + 1
    assert "“plan.pdf” as “List”" in mail.body
    assert papers.shown(row)["over"] == []
    programme = make.make_paper(application=row, document=None, text_de="Programme")
    papers.put(paper=programme, file=file, by=case.officer)
    with pgtrigger.ignore():
        long_ago = timezone.now() - dt.timedelta(days=91)
        Application.objects.filter(pk=row.pk).update(status="withdrawn", updated=long_ago)
    due = [one for rows in privacy._lists(timezone.localdate()) for one in rows]
    assert due == []
    papers_of = Application.objects.filter(pk=row.pk)
    papers_of.update(status="papers")
    listed.refresh_from_db()
    papers.hand_in(paper=listed, name="l.pdf", data=PDF + b"2", by=speaker(case))
    listed.refresh_from_db()
    with pgtrigger.ignore():
        papers_of.update(status="withdrawn", updated=long_ago)
    due = [one for rows in privacy._lists(timezone.localdate()) for one in rows]
    assert due == [listed.document]


def test_a_file_is_chosen_before_it_is_the_paper(case: Application, client: Client) -> None:
    Application.objects.filter(pk=case.pk).update(status="submitted")
    mailed(case)
    row = papers.ask(application=case, texts=["Plan"], due=LATER, by=case.officer)
    paper = row.papers.get(request=1)
    client.force_login(case.officer)
    answer = client.post(reverse("application_put", args=[paper.pk]), {"file": ""})
    assert answer.status_code == 200
    paper.refresh_from_db()
    assert paper.document is None


def test_what_the_club_uploaded_itself_is_not_given_back(case: Application, client: Client) -> None:
    Application.objects.filter(pk=case.pk).update(status="submitted")
    row = papers.ask(application=case, texts=["Plan"], due=LATER, by=case.officer)
    paper = row.papers.get(request=1)
    papers.hand_in(paper=paper, name="plan.pdf", data=PDF, by=speaker(case))
    with pytest.raises(Refused):
        papers.put_back(paper=paper, by=case.officer)
    with pytest.raises(PermissionDenied):
        papers.put_back(paper=paper, by=speaker(case))


def test_a_file_of_another_application_is_no_paper_of_this(
    case: Application, client: Client
) -> None:
    Application.objects.filter(pk=case.pk).update(status="submitted")
    row = papers.ask(application=case, texts=["Plan"], due=LATER, by=case.officer)
    paper = row.papers.get(request=1)
    theirs = make.make_representative(user=make.make_user("club", email="other@example.org"))
    other = make.make_application(club=theirs.club, officer=case.officer, file_number="Z 2")
    actions.take_in(
        letter(
            to=address.of(other, speaker(other)),
            sender="other@example.org",
            files=(("a.pdf", PDF),),
        )
    )
    file = MessageFile.objects.get()
    client.force_login(case.officer)
    answer = client.post(reverse("application_put", args=[paper.pk]), {"file": file.pk})
    assert (answer.status_code, paper.document) == (200, None)
    with pytest.raises(PermissionDenied):
        papers.put(paper=paper, file=file, by=case.officer)
    client.force_login(theirs.user)
    answer = client.post(reverse("application_put", args=[paper.pk]), {"file": file.pk})
    assert answer.status_code == 403


def test_a_mail_that_nobody_can_keep_holds_up_none_behind_it(case: Application) -> None:
    for body in (b"+2AA-", b"\\ud800"):
        raw = letter(to=address.of(case, speaker(case)), number=body.hex() + "@example.org")
        head, _end, _rest = raw.partition(b"\r\n\r\n")
        kind = b"utf-7" if body.startswith(b"+") else b"unicode_escape"
        head = head.replace(b'charset="utf-8"', b'charset="' + kind + b'"')
        assert actions.take_in(head + b"\r\n\r\n" + body) is not None


def test_a_file_that_is_sent_inline_comes_as_well(case: Application) -> None:
    raw = letter(to=address.of(case, speaker(case)), files=(("plan.pdf", PDF),))
    actions.take_in(raw.replace(b"attachment; filename", b"inline; filename"))
    assert [one.name for one in MessageFile.objects.all()] == ["plan.pdf"]


def test_what_came_first_stays_when_a_form_is_sent_once_more(case: Application) -> None:
    Application.objects.filter(pk=case.pk).update(status="submitted")
    file = mailed(case)
    row = papers.ask(application=case, texts=["Plan", "Word"], due=LATER, by=case.officer)
    plan, word = row.papers.filter(request=1)
    papers.hand_in(paper=plan, name="p.pdf", data=PDF + b"\n", by=case.officer)
    with pytest.raises(Refused, match="has come meanwhile"):
        papers.put(paper=plan, file=file, by=case.officer)
    papers.put(paper=word, file=file, by=case.officer)
    (third,) = papers.ask(
        application=case, texts=["Third"], due=LATER, by=case.officer
    ).papers.filter(request=2)
    with pytest.raises(ValidationError, match="another paper already"):
        papers.put(paper=third, file=file, by=case.officer)


def test_more_papers_cost_no_more_queries(case: Application, client: Client) -> None:
    Application.objects.filter(pk=case.pk).update(status="submitted")
    mailed(case)
    client.force_login(case.officer)
    counts = []
    for number in (1, 10):
        texts = [f"Plan {number}-{one}" for one in range(number)]
        papers.ask(application=case, texts=texts, due=LATER, names=True, by=case.officer)
        for page in (case.get_absolute_url(), case.portal_url()):
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
