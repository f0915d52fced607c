"""The sheets of memberships and offices held."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.choices import Decision
from networks.forms import MembershipForm, OfficeHeldForm
from networks.models import FeeShare, Membership, Network, OfficeHeld
from oia.office.cells import Refusal, Style, number
from oia.office.models import Department
from oia.office.sheets import (
    Amount,
    Choice,
    Column,
    Day,
    Imprecise,
    Named,
    Number,
    Reading,
    Row,
    Sheet,
    Text,
    register,
)

Shares = dict[Department, Decimal]


class Since(Imprecise):
    """Stands at the network, not at the membership of one year."""

    def write(self, obj: Any) -> Any:
        return obj.network.since


class FeeShares(Column):
    """`OIA 4000; Traffic 4000; …`: a department and what it pays of the fee."""

    def read(self, cell: Any, context: Reading) -> Any:
        shares: Shares = {}
        for part in str(cell).split(";"):
            if not part.strip():
                continue
            name, _gap, amount = part.strip().rpartition(" ")
            if not name:
                raise Refusal(_("“%(part)s” is not “department amount”.") % {"part": part.strip()})
            department = context.named(Department, "name", name.strip(" :="), self.name)
            value = round(number(amount, Style(",") if "," in amount else Style(".")), 2)
            if department in shares:
                raise Refusal(_("“%(name)s” pays twice.") % {"name": name})
            shares[department] = value
        return shares

    def write(self, obj: Any) -> Any:
        shares = sorted(obj.shares.all(), key=lambda share: share.pk)
        return "; ".join(f"{share.department} {share.amount:.2f}" for share in shares)


def _find_membership(values: dict[str, Any]) -> Any:
    return Membership.objects.filter(network=values["network"], year=values["year"])


def _check_shares(row: Row) -> None:
    """What the file says over what is stored: a column it lacks blanks nothing."""
    values, stored = row.values, row.stored
    kept = {share.department: share.amount for share in stored.shares.all()} if stored else {}
    shares: Shares = (values["shares"] or {}) if "shares" in values else kept
    if not shares:
        return
    fee = stored.fee if stored and "fee" not in values else values.get("fee")
    total = sum(shares.values(), Decimal(0))
    if fee is None or total != fee:
        raise Refusal(
            _("“%(shares)s” add up to %(total)s, “%(fee)s” says %(amount)s. Correct one of them.")
            % {
                "shares": row.head("shares"),
                "total": f"{total:.2f}",
                "fee": row.head("fee"),
                "amount": "–" if fee is None else f"{fee:.2f}",
            }
        )


def _save_shares(membership: Membership, values: dict[str, Any]) -> bool:
    changed = _save_since(membership.network, values)
    if "shares" not in values:
        return changed
    wanted: Shares = values["shares"] or {}
    present = {share.department: share.amount for share in membership.shares.all()}
    if present == wanted:
        return changed
    membership.shares.all().delete()
    for department, amount in wanted.items():
        FeeShare.objects.create(membership=membership, department=department, amount=amount)
    return True


def _parts(membership: Any, values: dict[str, Any]) -> list[Any]:
    shares = list(membership.shares.all()) if membership else []
    return [values["network"], *shares]


def _save_since(network: Network, values: dict[str, Any]) -> bool:
    since = values.get("since")
    if not since or network.since == since:
        return False
    network.since = since
    network.save()
    return True


MEMBERSHIPS = register(
    Sheet(
        kind="memberships",
        title=gettext_lazy("Memberships"),
        area="networks",
        form=MembershipForm,
        columns=(
            Named(
                "network",
                ("Netzwerk",),
                key=True,
                needed=True,
                model=Network,
                named_by="title",
                asks=True,
            ),
            Number("year", ("Jahr",), key=True, needed=True),
            Named(
                "lead_department",
                ("Federführung", "federführendes Amt"),
                model=Department,
                asks=True,
            ),
            Since("since", ("seit", "Mitglied seit")),
            Amount("fee", ("Beitrag",)),
            Text("currency", ("Währung",)),
            FeeShares("shares", ("Anteile",)),
            Choice("status", ("Entscheidung",), choices=Decision),
            Day("notice", ("Kündigung bis", "Kündigungsfrist")),
            Text("note", ("Bemerkung", "Notiz")),
        ),
        find=_find_membership,
        complete=_check_shares,
        after=_save_shares,
        parts=_parts,
        rows=lambda: (
            Membership.objects.select_related("network", "lead_department")
            .prefetch_related("shares__department")
            .order_by("network__title", "year")
        ),
    )
)

OFFICES_HELD = register(
    Sheet(
        kind="offices_held",
        title=gettext_lazy("Offices held"),
        area="networks",
        form=OfficeHeldForm,
        columns=(
            Named(
                "network",
                ("Netzwerk",),
                key=True,
                needed=True,
                model=Network,
                named_by="title",
                asks=True,
            ),
            Text("body", ("Gremium",), key=True, needed=True),
            Text("role", ("Funktion", "Amt"), key=True, needed=True),
            Text("person", ("Person", "Name")),
            Imprecise("from", ("von",), "start"),
            Imprecise("to", ("bis",), "end"),
        ),
        find=lambda values: OfficeHeld.objects.filter(
            network=values["network"], body=values["body"], role=values["role"]
        ),
        rows=lambda: OfficeHeld.objects.select_related("network").order_by("pk"),
    )
)
