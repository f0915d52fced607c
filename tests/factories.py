"""Rows for tests: one plain function per noun; what is not said is filled with something valid."""

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from consular.models import Officer, Post
from delegations.models import (
    Application,
    BankAccount,
    Batch,
    IncomingMail,
    Message,
    Paper,
    PayingAccount,
    Payment,
    Proof,
    Reclaim,
    Representative,
    Revocation,
    Scheme,
    SchemeVersion,
    Traveller,
    Trip,
    TripCost,
    Visit,
)
from eufunding.models import Bid, Call, Deadline
from networks.models import FeeShare, Membership, Network, OfficeHeld
from oia.core.models import ReadLog, StoredFile, User
from oia.office.models import (
    Allotment,
    BudgetLine,
    Commitment,
    Department,
    Desk,
    Document,
    Event,
    FollowUp,
    Gift,
    ImportRun,
    Interaction,
    InteractionOrganisation,
    InteractionPerson,
    InteractionRecord,
    Invitation,
    Organisation,
    Person,
    Photo,
    Place,
    PlaceName,
    Position,
    ProgrammeItem,
    Spending,
    StockItem,
)
from partners.models import Agreement, Club, Partnership

DAY = dt.date(2025, 5, 9)
NOW = dt.datetime(2025, 5, 9, 10, tzinfo=dt.UTC)
_numbers = itertools.count(1)


def number() -> int:
    """A number no other row of this run has."""
    return next(_numbers)


def make_user(role: str = "officer", **kw: Any) -> User:
    password = kw.pop("password", "")
    user = User.objects.create_user(
        **{"email": f"person{number()}@example.org", "role": role, "language": "en"} | kw
    )
    if password:
        user.set_password(password)
        user.save()
    return user


def make_place(name: str = "", country: str = "FR", **kw: Any) -> Place:
    place = Place.objects.create(name=name or f"Place {number()}", country=country, **kw)
    for known in sorted(place.all_names()):
        PlaceName.objects.create(place=place, name=known)
    return place


def make_department(name: str = "", **kw: Any) -> Department:
    return Department.objects.create(name=name or f"Department {number()}", **kw)


def make_desk(name: str = "", **kw: Any) -> Desk:
    return Desk.objects.create(name=name or f"Desk {number()}", **kw)


def make_partnership(title: str = "", **kw: Any) -> Partnership:
    place = kw.pop("place", None) or make_place(title)
    return Partnership.objects.create(**{"place": place, "signed": "1966"} | kw)


def make_agreement(**kw: Any) -> Agreement:
    tie = kw.pop("partnership", None) or make_partnership()
    return Agreement.objects.create(partnership=tie, **{"title": f"Agreement {number()}"} | kw)


def make_club(**kw: Any) -> Club:
    return Club.objects.create(**{"title": f"Club {number()}", "founded": "1989"} | kw)


def make_trip(**kw: Any) -> Trip:
    place = kw.pop("destination", None) or make_place()
    common = {
        "title": f"Trip {number()}",
        "first_day": DAY,
        "status": "closed",
        "programme": "Talks",
        "currency": "EUR",
    }
    return Trip.objects.create(destination=place, **common | kw)


def make_programme_item(**kw: Any) -> ProgrammeItem:
    record = kw.pop("record", None) or make_trip()
    common = {
        "title": f"Item {number()}",
        "day": DAY,
        "start": dt.time(10),
        "zone": "Europe/Berlin",
    }
    return ProgrammeItem.objects.create(record_id=record.pk, **common | kw)


def make_traveller(**kw: Any) -> Traveller:
    trip = kw.pop("trip", None) or make_trip()
    return Traveller.objects.create(trip=trip, **{"name": f"Traveller {number()}"} | kw)


def make_trip_cost(**kw: Any) -> TripCost:
    trip = kw.pop("trip", None) or make_trip()
    return TripCost.objects.create(trip=trip, **{"amount": Decimal(100), "currency": "EUR"} | kw)


def make_visit(**kw: Any) -> Visit:
    place = kw.pop("from_place", None) or make_place()
    common = {
        "title": f"Visit {number()}",
        "first_day": DAY,
        "status": "received",
        "visitors": 4,
        "currency": "EUR",
    }
    return Visit.objects.create(from_place=place, **common | kw)


def make_scheme_version(**kw: Any) -> SchemeVersion:
    name = f"Scheme {number()}"
    scheme = kw.pop("scheme", None) or Scheme.objects.create(
        code=f"scheme_{number()}", name_de=name, name_en=name
    )
    count = scheme.versions.count() + 1
    return SchemeVersion.objects.create(
        scheme=scheme, **{"number": count, "valid_from": DAY, "status": "draft"} | kw
    )


RULES = {
    "zone": "Europe/Berlin",
    "rounding": {"to_cents": 1, "how": "half_up"},
    "questions": [
        {
            "kind": "count",
            "code": "young",
            "text": {"de": "davon unter 27", "en": "of them under 27"},
        }
    ],
    "conditions": [{"kind": "number", "fact": "people", "at_least": 10, "if_not": "refuse"}],
    "methods": [{"kind": "per_person", "cents": 2000}],
    "caps": [{"kind": "per_application", "cents": 150000}],
    "papers": [
        {"kind": "before", "text": {"de": "Programm", "en": "programme"}},
        {"kind": "after", "text": {"de": "Liste", "en": "signed list"}},
    ],
    "levels": [],
}


def make_open_scheme(**kw: Any) -> Scheme:
    """A scheme in force: 20 € a person from ten people on, at most 1,500 €."""
    version = make_scheme_version(
        status="in_force", valid_from=dt.date(2020, 1, 1), rules=kw.pop("rules", RULES), **kw
    )
    return version.scheme


def make_revocation(**kw: Any) -> Revocation:
    application = kw.pop("application", None) or make_granted(status="revoked")
    proposed = kw.pop("proposed_by", None) or make_user("officer")
    common = {"reasons": ["no_journey"], "proposed_by": proposed}
    return Revocation.objects.create(application=application, **common | kw)


def make_incoming(**kw: Any) -> IncomingMail:
    common = {"number": f"{number()}@example.org", "sender": "choir@example.org"}
    said = {"subject": "When?", "text": "On Friday.", "fate": "waiting", "doubt": "case"}
    return IncomingMail.objects.create(**common | said | kw)


def make_representative(**kw: Any) -> Representative:
    club = kw.pop("club", None) or make_club()
    user = kw.pop("user", None) or make_user("club")
    return Representative.objects.create(club=club, user=user, **{"task": "chair"} | kw)


def make_application(**kw: Any) -> Application:
    club = kw.pop("club", None) or make_club()
    scheme = kw.pop("scheme", None) or make_open_scheme()
    common = {
        "title": f"Journey {number()}",
        "first_day": DAY,
        "last_day": DAY,
        "form_key": f"key{number()}",
        "facts": {"direction": "outgoing", "partner": "Lyon", "people": 12, "answers": {}},
    }
    kw.setdefault("status", "submitted")
    if kw["status"] not in ("draft", "withdrawn"):
        common |= {
            "submitted": dt.datetime(2025, 1, 2, 12, tzinfo=dt.UTC),
            "version_used": scheme.versions.get(),
        }
    row = Application(club=club, scheme=scheme, **common | kw)
    if row.submitted:
        row.assessment = row.assess(row.submitted)
    row.save()
    return row


def make_paper(**kw: Any) -> Paper:
    application = kw.pop("application", None) or make_application(status="submitted")
    return Paper.objects.create(application=application, **{"text_de": f"Papier {number()}"} | kw)


def make_message(**kw: Any) -> Message:
    application = kw.pop("application", None) or make_application(status="submitted")
    return Message.objects.create(
        application=application, **{"from_club": True, "text": f"Message {number()}"} | kw
    )


# A published test account; nobody's.
IBAN = "DE02120300000000202051"


def make_bank_account(**kw: Any) -> BankAccount:
    """Entered by the club, and confirmed by an officer unless `confirmed` is None."""
    club = kw.pop("club", None) or make_club()
    common = {"iban": IBAN, "holder": f"Holder {number()}"}
    common["entered_by"] = kw.pop("entered_by", None) or make_representative(club=club).user
    if kw.get("confirmed", NOW):
        common |= {"confirmed": NOW, "confirmed_by": make_user("officer"), "how": "letterhead"}
    return BankAccount.objects.create(club=club, **common | kw)


def make_granted(**kw: Any) -> Application:
    """An application with a decision: 240 €, all of it before the account unless told."""
    common = {
        "status": "granted", "proposal": "grant", "proposed": Decimal(240),
        "granted": Decimal(240), "advance": Decimal(240), "decided": NOW,
        "proof_due": DAY + dt.timedelta(weeks=8),
    }  # fmt: skip
    people = {"recommended_by": make_user("officer"), "decided_by": make_user("head")}
    return make_application(**common | people | kw)


def make_paying_account(**kw: Any) -> PayingAccount:
    common = {"iban": "DE89370400440532013000", "holder": f"City {number()}"}
    return PayingAccount.objects.create(
        **common
        | {"entered_by": kw.pop("entered_by", None) or make_user("head")}
        | {"confirmed": NOW, "confirmed_by": make_user("officer")}
        | kw
    )


# Where a list stands → its payments.
IN_BATCH = {"prepared": "listed", "released": "paid", "done": "paid", "dropped": ""}


def make_batch(**kw: Any) -> Batch:
    """A payment list with one payment in the state that goes with it."""
    source = kw.pop("source", None) or make_paying_account()
    common: dict[str, Any] = {"day": dt.date.today(), "status": "prepared", "source": source}
    common |= {"text": f"Payments {number()}", "form_key": f"key{number()}"}
    common["prepared_by"] = kw.pop("prepared_by", None) or make_user("officer")
    inside = kw.pop("inside", True)
    if kw.get("status") in ("released", "done"):
        common |= {"released": NOW, "released_by": make_user("head")}
    # Into a list that is prepared, as in life; only then it moves on.
    batch = Batch.objects.create(**common | kw)
    if inside and (state := IN_BATCH[batch.status]):
        make_payment(batch=batch, status=state)
    return batch


def make_payment(**kw: Any) -> Payment:
    title = kw.pop("title", None)
    application = kw.pop("application", None) or make_granted(**{"title": title} if title else {})
    common: dict[str, Any] = {"kind": "advance", "amount": Decimal(240), "status": "planned"}
    if kw.get("status", "planned") not in ("planned", "cancelled"):
        current = BankAccount.objects.current().filter(club=application.club).first()
        common["account"] = current or make_bank_account(club=application.club)
        common["batch"] = kw.pop("batch", None) or make_batch(inside=False)
    if kw.get("status") == "paid":
        common["paid_on"] = DAY
    if kw.get("status") == "returned":
        common["returned_on"] = DAY
    return Payment.objects.create(application=application, **common | kw)


def make_proof(**kw: Any) -> Proof:
    """The report of a journey, not yet examined; `examined_by` and `final` say that it was."""
    application = kw.pop("application", None) or make_granted(status="proof")
    if kw.get("examined_by"):
        kw = {"examined": NOW, "final": application.granted} | kw
    if kw.get("closed_by"):
        kw = {"closed": NOW} | kw
    return Proof.objects.create(application=application, **{"report": "We sang."} | kw)


def make_reclaim(**kw: Any) -> Reclaim:
    application = kw.pop("application", None) or make_granted(status="reclaim")
    common = {"amount": Decimal(40), "due": DAY, "made_by": make_user("head")}
    return Reclaim.objects.create(application=application, **common | kw)


def make_event(**kw: Any) -> Event:
    return Event.objects.create(**{"title": f"Event {number()}", "first_day": DAY} | kw)


def make_network(**kw: Any) -> Network:
    return Network.objects.create(**{"title": f"Network {number()}"} | kw)


def make_membership(**kw: Any) -> Membership:
    network = kw.pop("network", None) or make_network()
    common = {"year": 1900 + number() % 300, "fee": Decimal(16000), "currency": "EUR"}
    return Membership.objects.create(network=network, **common | kw)


def make_fee_share(membership: Membership, amount: Any, department: Any = None) -> FeeShare:
    return FeeShare.objects.create(
        membership=membership, department=department or make_department(), amount=amount
    )


def make_office_held(**kw: Any) -> OfficeHeld:
    network = kw.pop("network", None) or make_network()
    common = {"body": "Executive Committee", "role": f"Treasurer {number()}"}
    return OfficeHeld.objects.create(network=network, **common | kw)


def make_call(**kw: Any) -> Call:
    key = number()
    return Call.objects.create(**{"title": f"Call {key}", "identifier": f"CALL-{key}"} | kw)


def make_deadline(**kw: Any) -> Deadline:
    call = kw.pop("call", None) or make_call()
    at = dt.datetime(2025, 1, 1, 16, tzinfo=dt.UTC) + dt.timedelta(days=number())
    return Deadline.objects.create(call=call, **{"at": at} | kw)


def make_bid(**kw: Any) -> Bid:
    return Bid.objects.create(**{"title": f"Bid {number()}", "currency": "EUR"} | kw)


def make_post(**kw: Any) -> Post:
    return Post.objects.create(**{"country": "FR", "seat": f"Seat {number()}"} | kw)


def make_officer(**kw: Any) -> Officer:
    post = kw.pop("post", None) or make_post()
    common = {"name": f"Officer {number()}", "head_class": "consul", "exequatur": DAY}
    return Officer.objects.create(post=post, **common | kw)


def make_person(**kw: Any) -> Person:
    return Person.objects.create(**{"name": f"Person {number()}"} | kw)


def make_organisation(**kw: Any) -> Organisation:
    return Organisation.objects.create(**{"name": f"Organisation {number()}"} | kw)


def make_position(**kw: Any) -> Position:
    person = kw.pop("person", None) or make_person()
    organisation = kw.pop("organisation", None) or make_organisation()
    return Position.objects.create(
        person=person, organisation=organisation, **{"title": f"Function {number()}"} | kw
    )


def make_line(name: str = "", **kw: Any) -> BudgetLine:
    return BudgetLine.objects.create(name=name or f"Line {number()}", **kw)


make_budget_line = make_line


def make_allotment(**kw: Any) -> Allotment:
    line = kw.pop("line", None) or make_line()
    common = {"year": 2025, "planned": Decimal(5000), "currency": "EUR"}
    return Allotment.objects.create(line=line, **common | kw)


def make_commitment(**kw: Any) -> Commitment:
    allotment = kw.pop("allotment", None) or make_allotment()
    return Commitment.objects.create(
        allotment=allotment, **{"amount": Decimal(10), "text": f"Reception {number()}"} | kw
    )


def make_spending(**kw: Any) -> Spending:
    line = kw.pop("line", None) or make_line()
    common = {"day": DAY, "reference": f"R{number()}", "amount": Decimal(80), "currency": "EUR"}
    return Spending.objects.create(line=line, **common | kw)


def make_document(**kw: Any) -> Document:
    record = kw.pop("record", None) or make_event()
    file = StoredFile.objects.create(
        digest=f"{number():064x}", size=1, media_type="application/pdf"
    )
    return Document.objects.create(record=record, file=file, **{"name": f"Paper {number()}"} | kw)


def make_import_run(**kw: Any) -> ImportRun:
    return ImportRun.objects.create(**{"kind": "trips", "name": f"file {number()}.csv"} | kw)


def make_read(**kw: Any) -> ReadLog:
    user = kw.pop("user", None) or make_user("auditor", name=kw.pop("title", f"Reader {number()}"))
    return ReadLog.objects.create(**{"user": user, "area": "contacts", "what": "/people/1/"} | kw)


def make_follow_up(**kw: Any) -> FollowUp:
    record = kw.pop("record", None) or make_event()
    owner = kw.pop("owner", None) or make_user("officer")
    common = {"title": f"Follow-up {number()}", "due": DAY}
    return FollowUp.objects.create(record=record, owner=owner, **common | kw)


def make_interaction(**kw: Any) -> Interaction:
    """A talk; `record`, `person` and `organisation` are those it is about and with."""
    about = {name: kw.pop(name, None) for name in ("record", "person", "organisation")}
    talk = Interaction.objects.create(**{"subject": f"Talk {number()}", "day": DAY} | kw)
    for model, name in (
        (InteractionRecord, "record"),
        (InteractionPerson, "person"),
        (InteractionOrganisation, "organisation"),
    ):
        if about[name]:
            model.objects.create(interaction=talk, **{name: about[name]})
    return talk


def make_photo(**kw: Any) -> Photo:
    record = kw.pop("record", None) or make_event()
    file = StoredFile.objects.create(digest=f"{number():064x}", size=1, media_type="image/jpeg")
    common = {"title": f"Photo {number()}", "file": file, "thumbnail": file}
    return Photo.objects.create(record=record, **common | kw)


def make_gift(**kw: Any) -> Gift:
    return Gift.objects.create(**{"title": f"Gift {number()}", "day": DAY, "currency": "EUR"} | kw)


def make_stock_item(**kw: Any) -> StockItem:
    return StockItem.objects.create(**{"name": f"Item {number()}", "currency": "EUR"} | kw)


def make_invitation(**kw: Any) -> Invitation:
    event, person = kw.pop("event", None) or make_event(), kw.pop("person", None)
    return Invitation.objects.create(event=event, person=person or make_person(), **kw)
