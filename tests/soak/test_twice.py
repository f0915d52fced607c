"""One press, or a connection that tries again: a form sent by many hands at once begins one row."""

from typing import Any

from delegations.applications import actions
from delegations.models import Application, Representative
from oia.core.models import OutboxMail
from tests import factories as make
from tests.races import at_once
from tests.soak.trial import FULL, Trial

HANDS = 32 if FULL else 8


def test_many_presses_begin_and_send_one_application(trial: Trial, committed: None) -> None:
    trial.promise = f"an application begun and sent by {HANDS} hands at once: one row, one receipt"
    trial.control = "looked for, then made, without the club's row as lock and without a key"
    from oia.office.actions import set_up_office

    set_up_office(city="Musterhausen", country="DE")
    scheme = make.make_open_scheme()
    for number in range(trial.size(sample=1, full=20)):
        club = make.make_club()
        person = make.make_representative(club=club).user
        trial.saw(held=_once(club, scheme, person, f"key-{number}"))
        _unguarded(club, scheme, person)
        trial.control_saw(broke=Application.objects.filter(club=club, title="Twice").count() > 1)


def _once(club: Any, scheme: Any, person: Any, key: str) -> bool:
    at_once(
        lambda: actions.begin(club=club, scheme=scheme, title="Once", key=key, by=person), HANDS
    )
    row = Application.objects.get(club=club)
    row.first_day = row.last_day = make.DAY
    row.facts = {"direction": "outgoing", "partner": "Lyon", "people": 12, "answers": {}}
    row.save()
    at_once(lambda: actions.send(application=row, by=person), HANDS)
    receipts = OutboxMail.objects.filter(event=f"application:{row.pk}:receipt").count()
    sent = Application.objects.get(pk=row.pk).status == "submitted"
    return (Application.objects.filter(club=club).count(), sent, receipts) == (1, True, 1)


def _unguarded(club: Any, scheme: Any, person: Any) -> None:
    """What everybody writes first."""

    def press() -> None:
        if not Application.objects.filter(club=club, title="Twice").exists():
            Application.objects.create(
                club=club, scheme=scheme, title="Twice", form_key=f"{id(object())}-{make.number()}",
                begun_by=person,
            )  # fmt: skip

    at_once(press, HANDS)
    assert Representative.objects.filter(club=club).count() == 1
