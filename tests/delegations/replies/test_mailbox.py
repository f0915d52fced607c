"""The mailbox itself: a real server, over TLS, read and never changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from delegations.models import IncomingMail, Message
from delegations.replies import address, mailbox, tasks
from oia.core import health, marks
from tests import factories as make
from tests.delegations.replies.letters import letter
from tests.delegations.replies.post_office import PostOffice, open_post_office

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def post_office(tmp_path_factory: Any) -> Iterator[PostOffice]:
    with open_post_office(tmp_path_factory.mktemp("post")) as found:
        yield found


def configure(settings: Any, post_office: PostOffice) -> None:
    settings.MAILBOX_URL = post_office.url
    settings.MAILBOX_ADDRESS = "office@example.org"
    settings.MAILBOX_CA = str(post_office.authority)


def test_what_comes_after_the_first_look_is_taken_in_once(
    office: Any, settings: Any, post_office: PostOffice
) -> None:
    configure(settings, post_office)
    post_office.deliver(letter("From before.", number="before@x"))
    assert mailbox.read_new() == 0
    speaker = make.make_representative(user=make.make_user("club", email="choir@example.org"))
    case = make.make_application(club=speaker.club)
    post_office.deliver(
        letter("First.", to=address.of(case, case.club.representatives.get().user), number="1@x"),
        b"\xff\xfe broken \x00 \r\n\r\n",
        letter("Second.", to=address.of(case, case.club.representatives.get().user), number="2@x"),
        letter("First.", to=address.of(case, case.club.representatives.get().user), number="1@x"),
    )
    assert mailbox.read_new() == 3
    assert mailbox.read_new() == 0
    texts = Message.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["First.", "Second."]
    assert not IncomingMail.objects.filter(number="before@x").exists()
    assert tasks.read_mailbox() == 0
    assert next(one for one in health.lights() if one.name == "mailbox").state == health.GREEN


def test_a_mail_beyond_all_measure_waits_with_its_head(
    office: Any, settings: Any, post_office: PostOffice, monkeypatch: Any
) -> None:
    configure(settings, post_office)
    mailbox.read_new()
    monkeypatch.setattr(mailbox, "LARGEST", 2000)
    post_office.deliver(letter("word " * 2000, number="large@x", subject="Ten albums"))
    assert mailbox.read_new() == 1
    row = IncomingMail.objects.get()
    assert (row.doubt, row.subject, row.text) == ("large", "Ten albums", "")


def test_when_the_server_numbers_anew_nothing_comes_twice(
    office: Any, settings: Any, post_office: PostOffice
) -> None:
    configure(settings, post_office)
    mailbox.read_new()
    post_office.deliver(letter("Once.", number="once@x"))
    assert mailbox.read_new() == 1
    known = marks.detail(marks.MAILBOX)
    marks.set_mark(marks.MAILBOX, **known | {"validity": "another"})
    post_office.deliver(letter("Meanwhile.", number="meanwhile@x"))
    mailbox.read_new()
    found = IncomingMail.objects.filter(number__in=["once@x", "meanwhile@x"])
    assert sorted(found.values_list("number", flat=True)) == ["meanwhile@x", "once@x"]


@pytest.mark.parametrize("fault", ["password", "authority", "away"])
def test_a_mailbox_that_cannot_be_read_says_so_without_its_password(
    fault: str, office: Any, settings: Any, post_office: PostOffice, tmp_path: Path, caplog: Any
) -> None:
    configure(settings, post_office)
    if fault == "password":
        settings.MAILBOX_URL = settings.MAILBOX_URL.replace("open%20sesame", "wrong-word")
    elif fault == "authority":
        settings.MAILBOX_CA = ""
    else:
        settings.MAILBOX_URL = "imaps://office:wrong-word@127.0.0.1:9"
    with pytest.raises(mailbox.MailboxError):
        mailbox.read_new()
    assert tasks.read_mailbox() == 0
    assert "wrong-word" not in caplog.text
    assert "sesame" not in caplog.text
    light = next(one for one in health.lights() if one.name == "mailbox")
    assert light.state == health.RED


def test_an_office_without_a_mailbox_misses_none(office: Any, settings: Any) -> None:
    settings.MAILBOX_URL = ""
    assert tasks.read_mailbox() == 0
    assert "mailbox" not in [one.name for one in health.lights()]
    assert address.of(make.make_application(), make.make_user("club")) == ""
