"""Whatever page shows somebody's data to the auditor writes a line of the access log."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.test import Client

from oia.core.models import ReadLog, User
from oia.core.permissions import is_watched, may, watched_areas
from oia.core.reads import ROOM
from oia.roles import GRANTS
from tests import factories as make
from tests.pages.routes import routes
from tests.pages.walk import furnish

CANARY = "Zaunkoenig"
# Columns that hold whom somebody outside is; a question of an import holds a whole row of theirs.
WHERE = {
    "office.person": ("name", "family_name"),
    "delegations.traveller": ("name",),
    "office.invitation": ("name",),
    "consular.officer": ("name",),
    "networks.officeheld": ("person",),
    "partners.club": ("contact",),
    "office.openquestion": ("text",),
    "office.interaction": ("subject",),
    "delegations.visit": ("hosts",),
    "delegations.trip": ("leader",),
}


@pytest.fixture
def stops(office: Any) -> list[tuple[str, str]]:
    """Label and address of each page the auditor may open."""
    found = furnish(office, make.make_user("club"))
    for label, columns in WHERE.items():
        told = Concat(Value(f"{CANARY} "), Cast("pk", CharField()))
        apps.get_model(label)._default_manager.update(**dict.fromkeys(columns, told))
    labels = {route.name: route.label or "" for route in routes()}
    auditor = User(role="auditor")
    return [
        (labels[stop.name], stop.address)
        for stop in found
        if "." in labels[stop.name] and may(auditor, labels[stop.name])
    ]


def test_what_shows_people_to_the_auditor_is_logged(stops: list[tuple[str, str]]) -> None:
    client = Client()
    client.force_login(make.make_user("auditor"))
    unseen, shown, forgotten = [], 0, []
    for label, address in stops:
        before = set(ReadLog.objects.values_list("pk", flat=True))
        answer = client.get(address)
        if answer.status_code != 200 or answer.streaming:
            continue
        noted = ReadLog.objects.exclude(pk__in=before).filter(what__startswith=address[:ROOM])
        if CANARY in answer.content.decode(errors="replace"):
            shown += 1
            if not noted.exists():
                unseen.append(address)
        if GRANTS[label.partition(".")[0]]["auditor"].logged and not noted.exists():
            forgotten.append(address)
    assert (unseen, forgotten) == ([], [])
    assert shown > 15


def test_the_access_log_filters_by_what_is_watched() -> None:
    assert {"imports", "invitations", "contacts"} <= {code for code, _label in watched_areas()}
    assert not is_watched("figures")
