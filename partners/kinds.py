"""The sheets of partnerships, agreements and clubs."""

from typing import Any

from django.utils.translation import gettext_lazy

from oia.core.words import fold
from oia.office.kinds import records_called, records_like
from oia.office.models import Desk, Office
from oia.office.sheets import (
    Choice,
    Column,
    Day,
    Imprecise,
    Known,
    Named,
    Number,
    PlaceCountry,
    PlaceName,
    Reading,
    Sheet,
    Text,
    register,
)
from partners.choices import AgreementKind, Form, TieStatus
from partners.forms import AgreementForm, ClubForm, PartnershipForm
from partners.models import Agreement, Club, Partnership


class Owner(PlaceName):
    """Whose tie: empty or the own city's name is ours, another city's name keeps it as theirs."""

    def read(self, cell: Any, context: Reading) -> Any:
        text = str(cell).strip()
        office = Office.current()
        if office is not None:
            own = {fold(office.city)}
            if office.place:
                own |= set(office.place.names.values_list("folded", flat=True))
            if fold(text) in own:
                return None
        return context.places(self.name, text, "")


class TieCountry(PlaceCountry):
    """The country of the tie's place; an unknown one is asked together with the place."""

    def read(self, cell: Any, context: Reading) -> Any:
        return str(cell).strip()


PARTNERSHIPS = register(
    Sheet(
        kind="partnerships",
        title=gettext_lazy("Partnerships"),
        area="partners",
        form=PartnershipForm,
        columns=(
            PlaceName(
                "place",
                ("Partnerstadt", "partner_city", "partner city", "Ort", "Stadt des Partners"),
                key=True,
                needed=True,
            ),
            TieCountry("country", ("Land",), field="no_field", needed=True),
            Owner("city", ("Stadt",), "owner", key=True),
            Choice(
                "form", ("Form", "Art"), choices=Form, also=(("Partnerschaft", Form.PARTNERSHIP),)
            ),
            Choice("status", ("Status",), choices=TieStatus),
            Imprecise("signed", ("unterzeichnet", "year_formalized", "seit", "since")),
            Imprecise("first_contact", ("Erstkontakt", "erster Kontakt")),
            Named("responsible", ("zuständig", "Zuständigkeit"), "desk", model=Desk, asks=True),
            Text("themes", ("Themen", "Schwerpunkte")),
            Text("note", ("Bemerkung", "Notiz")),
        ),
        find=lambda values: Partnership.objects.filter(
            place=values["place"], owner=values.get("city")
        ),
        # A step that suspends or ends a tie dates it.
        parts=lambda tie, values: tie.dates.all() if tie else (),
        rows=lambda: Partnership.objects.select_related("place", "owner", "desk").order_by("pk"),
    )
)

OUR_TIE = Known(
    "partnership",
    ("Partnerschaft", "Partnerstadt"),
    find=lambda text: [record.as_partnership for record in records_called("partnership")(text)],
    near=records_like("partnership"),
    shown=lambda tie: tie.title,
)


def _tie(*, key: bool = False, needed: bool = False) -> Column:
    return Known(
        OUR_TIE.name, OUR_TIE.names, find=OUR_TIE.find, near=OUR_TIE.near, shown=OUR_TIE.shown,
        key=key, needed=needed,
    )  # fmt: skip


CLUBS = register(
    Sheet(
        kind="clubs",
        title=gettext_lazy("Clubs"),
        area="partners",
        form=ClubForm,
        columns=(
            Text("name", ("Name", "Verein"), "title", key=True, needed=True),
            _tie(),
            Imprecise("founded", ("gegründet", "Gründung")),
            Number("members", ("Mitglieder",)),
            Text("email", ("E-Mail", "Mail")),
            Text("contact", ("Ansprechpartner", "Kontakt")),
        ),
        find=lambda values: Club.objects.filter(title=values["name"]),
        rows=lambda: Club.objects.select_related("partnership").order_by("title", "pk"),
    )
)

AGREEMENTS = register(
    Sheet(
        kind="agreements",
        title=gettext_lazy("Agreements"),
        area="partners",
        form=AgreementForm,
        columns=(
            _tie(key=True, needed=True),
            Text("title", ("Titel",), key=True, needed=True),
            Choice("kind", ("Art",), "agreement_kind", choices=AgreementKind),
            Imprecise("signed", ("unterzeichnet",)),
            Day("ends", ("endet", "Ende")),
            Day("review", ("Überprüfung",)),
            Text("themes", ("Themen",)),
        ),
        find=lambda values: Agreement.objects.filter(
            partnership=values["partnership"], title=values["title"]
        ),
        rows=lambda: Agreement.objects.select_related("partnership").order_by("pk"),
    )
)
