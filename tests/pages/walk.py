"""Every page of the site with something on it: who opens it, and under which address."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core import signing
from django.urls import reverse

from delegations.applications.choices import LetterKind
from delegations.applications.people import SALT
from oia.core.jobs import enqueue
from oia.core.models import User
from oia.core.permissions import may
from oia.core.signin import make_link
from oia.office.models import Office
from reporting import actions as reports
from reporting.models import Report
from tests import factories as make
from tests.operation.test_backup import frozen
from tests.pages.routes import Route, routes
from tests.pages.test_registers import panel_rows
from tests.pages.test_routes import POST_ONLY
from tests.reporting.city import fill
from tests.reporting.city import report as snapshot_of

# Answers that are files, JSON or a word for a machine.
NO_PAGE = {
    "arms", "document_file", "document_version", "feed", "incoming_file", "livez", "look",
    "lookup", "photo_file", "photo_thumbnail", "portal_letter", "portal_mailed", "portal_paper",
    "portal_receipt", "portal_reclaim", "portal_request",
    "portal_revocation", "programme_file", "readyz", "record", "report_file", "report_picture",
    "scheme_version_file", "search_suggestions", "statusz", "trip_overlaps", "version_file",
    "version_picture",
}  # fmt: skip
# Open only in the midst of a sign-in or of setting one up: `tests/office/test_second_step.py`.
MIDWAY = {
    "sign_in_second", "code_typed", "account_confirm", "security_app", "single_start",
    "single_back", "single_out",
}  # fmt: skip
# Pages of strangers; a person who is signed in is led elsewhere or reads other words.
STRANGERS = {
    "login", "forgotten", "sign_in_link", "passkey_sign_in", "code_request", "portal_check",
    "portal_register", "portal_confirm",
}  # fmt: skip
CLUBS = {
    "portal", "portal_new", "portal_account", "portal_application", "portal_form",
    "portal_papers", "portal_proof", "portal_send",
}  # fmt: skip
ORDER = ("head", "officer", "club", "admin")
# Factories of what hangs on other rows and has no page under its own name.
PARTS = (
    "number", "fee_share", "message", "open_scheme", "position", "representative", "granted",
    "payment", "batch", "proof", "reclaim", "revocation", "paying_account",
)  # fmt: skip
MONEY = ("_commit", "_raise", "_move", "_match")
# What the addresses of a route need, once per stop.
Arguments = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Stop:
    """A page, opened by somebody of a role; a stranger's has none."""

    name: str
    role: str
    address: str


def pages() -> list[Route]:
    return [route for route in routes() if route.name not in POST_ONLY | NO_PAGE | MIDWAY]


def who(route: Route) -> str:
    if route.name == "job":
        return "admin"  # others see their own alone
    if route.name in STRANGERS:
        return ""
    if route.name in CLUBS:
        return "club"
    return next(role for role in ORDER if may(User(role=role), route.label or ""))


def furnish(office: Office, club_user: User) -> list[Stop]:
    """A row of everything, and the stops of a walk past all of it."""
    fill()
    rows = _rows(club_user)
    for noun, row in rows.items():
        panel_rows(noun, row, 2)
    special = _special(office, rows)
    return [stop for route in pages() for stop in _stops(route, rows, special)]


def _rows(club_user: User) -> dict[str, Any]:
    made: dict[str, Callable[..., Any]] = {
        name.removeprefix("make_"): getattr(make, name)
        for name in dir(make)
        if name.startswith("make_") and name.removeprefix("make_") not in PARTS
    }
    club = make.make_club(title="Chor der Freundschaft")
    make.make_representative(club=club, user=club_user)
    scheme = make.make_open_scheme()
    paid = _paid(club, scheme)
    made["application"] = partial(make.make_application, club=club, scheme=scheme)
    made["scheme_version"] = partial(make.make_scheme_version, scheme=scheme, rules=make.RULES)
    made["user"] = partial(make.make_user, "officer")
    made["membership"] = partial(make.make_membership, year=2031)
    rows = {noun: build() for noun, build in made.items()}
    rows["draft"] = make.make_application(club=club, scheme=scheme, status="draft")
    make.make_message(application=rows["application"])
    make.make_paper(application=rows["application"])
    make.make_paper(application=rows["draft"])
    return rows | paid | {"club": club, "scheme": scheme}


def _paid(club: Any, scheme: Any) -> dict[str, Any]:
    """Money in every form: with the bank, waiting, accounted for, asked back."""
    granted = make.make_granted(club=club, scheme=scheme)
    proof = make.make_granted(club=club, scheme=scheme, status="proof")
    reclaim = make.make_granted(club=club, scheme=scheme, status="reclaim")
    make.make_proof(application=proof, examined_by=make.make_user("officer"))
    make.make_proof(
        application=reclaim, examined_by=make.make_user("officer"),
        closed_by=make.make_user("head"),
    )  # fmt: skip
    make.make_reclaim(application=reclaim)
    revoked = make.make_granted(club=club, scheme=scheme, status="revoked")
    make.make_revocation(
        application=revoked, decided_by=make.make_user("head"), decided=make.NOW,
    )  # fmt: skip
    make.make_payment(application=proof)
    batch = make.make_batch(inside=False, status="released")
    make.make_payment(application=granted, batch=batch, status="released")
    return {
        "granted": granted, "proof": proof, "reclaim": reclaim, "revoked": revoked,
        "payment_run": batch,
    }  # fmt: skip


def _published(office: Office, by: User) -> Report:
    row = reports.begin_report(year=2025, language="en", by=by)
    reports.store_build(row, snapshot_of(office), b"%PDF draft", b"annex")
    frozen(Report.objects.get(pk=row.pk), by)
    return row


def _special(office: Office, rows: dict[str, Any]) -> Arguments:
    """What the addresses need that are no row's page under its own name."""
    author = make.make_user("officer")
    published = _published(office, author)
    draft = reports.begin_report(year=2024, language="de", by=author)
    reports.store_build(draft, snapshot_of(office, 2024), b"%PDF draft", b"annex")
    said = {"email": "new@example.org", "name": "Anna", "club": "Chor", "language": "en"}
    guest = User.objects.create_user("invited@example.org", role="officer", name="Invited")
    event, number = {"pk": rows["event"].pk}, {"pk": published.pk, "number": 1}
    trip, document = {"pk": rows["trip"].pk}, {"pk": rows["document"].pk}
    return {
        "incoming_mail": [{"pk": rows["incoming"].pk}],
        "letter": [{"kind": LetterKind.values[0], "language": "de"}],
        "application": [
            {"pk": rows[name].pk}
            for name in ("application", "granted", "proof", "reclaim", "revoked")
        ],
        "club_people": [{"pk": rows["club"].pk}],
        "person_held": [{"pk": rows["person"].pk}],
        "person_restrict": [{"pk": rows["person"].pk}],
        "portal_club": [{"pk": rows["club"].pk}],
        "portal_account": [{"pk": rows["club"].pk}],
        "portal_confirm": [
            {"token": signing.dumps(said, salt=SALT, compress=True)}, {"token": "gone"},
        ],
        "portal_application": [{"pk": rows["application"].pk}, {"pk": rows["draft"].pk},
                               {"pk": rows["granted"].pk}, {"pk": rows["reclaim"].pk},
                               {"pk": rows["revoked"].pk}],
        "portal_papers": [{"pk": rows["draft"].pk}],
        "portal_send": [{"pk": rows["draft"].pk}],
        "portal_proof": [{"pk": rows["granted"].pk}],
        "portal_form": [
            {"pk": rows["draft"].pk, "name": name} for name in ("journey", "people", "costs")
        ],
        "report": [{"pk": published.pk}, {"pk": draft.pk}],
        "report_narrative": [{"pk": draft.pk, "section": "partners"}],
        "report_version": [number],
        "version_figure": [{**number, "code": "trips"}],
        "sign_in_link": [
            {"token": make_link(guest)}, {"token": make_link(guest, asks_password=True)},
            {"token": "gone"},
        ],
        "document_add": [event], "photo_add": [event], "follow_up_add": [event],
        "result_write": [trip], "document_renew": [document],
        "guests_add": [event], "guests_mail": [event], "programme": [trip],
        "figure": [{"code": "trips"}],
        "import_start": [{}, {"kind": "trips"}],
        "job": [{"pk": enqueue("annual_report", by=author, report=draft.pk).pk}],
        "handover": [{"pk": rows["desk"].pk}],
    }  # fmt: skip


def _stops(route: Route, rows: dict[str, Any], special: Arguments) -> list[Stop]:
    if not route.arguments and route.name != "import_start":
        return [Stop(route.name, who(route), route.address())]
    known = special.get(route.name)
    if known is None:
        noun = route.name
        for ending in ("_edit", "_delete", "_history", "_try", "_compare", *MONEY):
            noun = noun.removesuffix(ending)
        known = [{"pk": rows[noun].pk}]
    found = [given for given in known if set(given) == set(route.arguments)]
    return [Stop(route.name, who(route), reverse(route.name, kwargs=given)) for given in found]
