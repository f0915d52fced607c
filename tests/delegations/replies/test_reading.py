"""What a mail says, whoever's program wrote it."""

import random
import time

import pytest

from delegations.replies import reading
from tests.delegations.replies.letters import letter

QUOTED = [
    "Yes, gladly.\n\nAm Mo., 3. Aug. 2026 um 10:00 Uhr schrieb Office <o@example.org>:\n> Hello",
    "Yes, gladly.\n\nOn 3 Aug 2026, at 10:00, Office <o@example.org> wrote:\n\n> Hello\n> there",
    "Yes, gladly.\n\n-----Ursprüngliche Nachricht-----\nVon: Office\nHello",
    "Yes, gladly.\n\n________________________________\nVon: Office <o@example.org>\nHello",
    "Yes, gladly.\n\nVon: Office <office@example.org>\nGesendet: Montag\nHello",
    "Yes, gladly.\n\n> Hello\n> there",
    "Yes, gladly.\n\n-- \nMira Sand\nChoir of the bridge",
]


@pytest.mark.parametrize("text", QUOTED)
def test_what_is_quoted_is_left_out(text: str) -> None:
    assert reading.read(letter(text)).text == "Yes, gladly."


def test_an_answer_below_a_quote_is_not_lost() -> None:
    text = "> Do you come?\nYes, on Friday."
    assert "Yes, on Friday." in reading.read(letter(text)).text


def test_answers_between_quoted_lines_are_kept() -> None:
    text = (
        "Hello,\n\nOn 3 Aug 2026, at 10:00, Office <o@example.org> wrote:\n> How many?\n"
        "Twelve.\n>\n> And when?\nOn Friday.\n\n-- \nMira"
    )
    assert reading.read(letter(text)).text == "Hello,\n\nTwelve.\nOn Friday."


def test_answers_between_what_html_quotes_are_kept() -> None:
    html = (
        "<div>Hello,</div><div>Am 3. Aug. 2026 schrieb Office &lt;o@example.org&gt;:</div>"
        "<blockquote>How many?<blockquote>Long ago</blockquote></blockquote><p>Twelve.</p>"
        "<blockquote type='cite'><p>And<br>when?</p></blockquote><p>On Friday.</p>"
    )
    said = reading.read(letter(html=html)).text
    assert said.split("\n\n") == ["Hello,", "Twelve.", "On Friday."]


def test_what_people_only_indent_is_theirs() -> None:
    html = (
        "<div>Our programme:</div><blockquote style='margin:0 0 0 40px'>Friday: the choir"
        "</blockquote><blockquote class='gmail_quote'>How many?</blockquote><div>Bye</div>"
    )
    said = " ".join(reading.read(letter(html=html)).text.split())
    assert said == "Our programme: Friday: the choir Bye"


def test_quotes_that_do_not_close_swallow_no_answer() -> None:
    html = "<blockquote type=cite>old<blockquote>older</blockquote><div>Twelve</div>"
    assert "Twelve" in reading.read(letter(html=html)).text
    assert "Twelve" in reading.read(letter(html="</blockquote><p>Twelve</p>")).text


def test_a_sentence_that_only_looks_like_an_announcement_is_kept() -> None:
    text = "> How many?\nAm Montag schrieb ich Ihnen dazu: zwölf, mit folgendem Zusatz:\nTwelve."
    said = reading.read(letter(text)).text
    assert said.startswith("Am Montag schrieb ich")
    assert said.endswith("Twelve.")


def test_more_files_than_fit_are_named_up_to_a_number() -> None:
    many = tuple((f"{number}.pdf", b"%PDF-1") for number in range(200))
    mail = reading.read(letter(files=many))
    assert (len(mail.files), len(mail.beyond)) == (reading.MOST_FILES, reading.MOST_NAMED)


@pytest.mark.parametrize(
    "html",
    ["<blockquote " * 200_000, "<br " * 200_000, "<blockquote>" * 200_000, "<" + "\n" * 400_000,
     "< " * 200_000, "</blockquote " * 200_000, "<blockquote type" + " " * 400_000,
     "<blockquote>x</blockquote>" * 40_000],
)  # fmt: skip
def test_markup_without_end_is_read_quickly(html: str) -> None:
    started = time.process_time()
    reading.read(letter(html=html))
    assert time.process_time() - started < 5


def test_html_is_read_as_text_without_a_script() -> None:
    mail = reading.read(
        letter(html="<p>Fish &amp; chips</p><script>alert(1)</script><p>at <b>noon</b></p>")
    )
    assert mail.text.split() == ["Fish", "&", "chips", "at", "noon"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.example.org>"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
    ],
)
def test_machines_are_told_from_people(headers: dict[str, str]) -> None:
    assert reading.read(letter(**headers)).automatic
    assert not reading.read(letter(Auto_Submitted="no")).automatic


def test_a_report_of_failed_delivery_is_no_answer() -> None:
    raw = (
        b"From: mailer-daemon@example.org\r\nMessage-ID: <d@x>\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nFailed.\r\n--b--\r\n"
    )
    assert reading.read(raw).automatic


def test_files_come_with_their_names_and_no_folder() -> None:
    mail = reading.read(letter(files=(("../../etc/list.pdf", b"%PDF-1"), ("b.pdf", b"%PDF-2"))))
    assert mail.files == (("..-..-etc-list.pdf", b"%PDF-1"), ("b.pdf", b"%PDF-2"))


def test_pictures_of_a_signature_are_no_files() -> None:
    raw = (
        b"From: a@b.c\r\nMessage-ID: <i@x>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
        b'--b\r\nContent-Type: image/png; name="logo.png"\r\n'
        b'Content-Disposition: inline; filename="logo.png"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n"
    )
    assert reading.read(raw).files == ()


def test_a_mail_without_a_number_is_known_by_its_content() -> None:
    one, other = letter("a", number=""), letter("b", number="")
    assert reading.read(one).message_id == reading.read(one).message_id
    assert reading.read(one).message_id != reading.read(other).message_id


def test_signs_that_no_database_keeps_are_left_out() -> None:
    mail = reading.read(letter("a\x00b\x07c", subject="x"))
    assert "\x00" not in mail.text + mail.whole
    assert "abc" in mail.text.replace("\ufffd", "")


def test_broken_mails_never_stop_the_reading() -> None:
    """A thousand mails with bytes changed, cut and repeated: each is read somehow."""
    chance = random.Random(7)
    seeds = [
        letter(QUOTED[0], files=(("a.pdf", b"%PDF-1"),)),
        letter(html="<p>Grüße</p>"),
        letter(subject="=?utf-8?q?Gr=C3=BC=C3=9Fe?=", References="<a@b> <c@d>"),
    ]
    for _number in range(1000):
        raw = bytearray(chance.choice(seeds))
        for _change in range(chance.randint(1, 20)):
            at = chance.randrange(len(raw))
            kind = chance.randrange(3)
            if kind == 0:
                raw[at] = chance.randrange(256)
            elif kind == 1:
                del raw[at : at + chance.randint(1, 30)]
            else:
                raw[at:at] = raw[at : at + chance.randint(1, 30)]
            if not raw:
                raw = bytearray(b"\r\n")
        mail = reading.read(bytes(raw))
        assert "\x00" not in mail.text + mail.whole + mail.subject + mail.sender + mail.message_id
        assert len(mail.message_id) <= 200
