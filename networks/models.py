"""Networks, the membership of each year with its pooled fee, offices held in them."""

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.choices import Decision, Level
from oia.core.audit import tracked
from oia.core.dates import ImpreciseDateField, imprecise_check
from oia.core.money import AmountField, CurrencyField
from oia.office.models import Department, Record
from oia.office.models.records import Searchable, record_link
from oia.office.querysets import RecordQuerySet, SearchableQuerySet


@tracked
class Network(Record):
    """An association of cities. Members of it have a membership for the year."""

    area = "networks"
    detail_url_name = "network"

    record_ptr = record_link()
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)
    since = ImpreciseDateField(_("member since"), blank=True)
    website = models.URLField(_("website"), blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        constraints = [imprecise_check("since", "network_since_shape")]


# Checked when the transaction ends, so that shares can be rewritten one by one.
# A share that moves is checked where it left, too. Whoever adds a share at the same time waits for
# the membership's row, and then sees this one; the order keeps two from waiting for each other.
SHARES_ADD_UP = """
    DECLARE
        member bigint; fee numeric; total numeric;
    BEGIN
        FOR member IN
            SELECT DISTINCT id FROM unnest(ARRAY[{members}]) AS touched (id)
            WHERE id IS NOT NULL ORDER BY id
        LOOP
            SELECT m.fee INTO fee FROM networks_membership m WHERE m.id = member
                FOR NO KEY UPDATE;
            CONTINUE WHEN NOT FOUND;
            SELECT sum(s.amount) INTO total FROM networks_feeshare s
                WHERE s.membership_id = member;
            IF total IS NOT NULL AND total IS DISTINCT FROM fee THEN
                RAISE EXCEPTION 'shares % of fee %', total, fee
                    USING ERRCODE = 'check_violation';
            END IF;
        END LOOP;
        RETURN NULL;
    END;
"""


def shares_add_up(name: str, operation: pgtrigger.Operation, members: str) -> pgtrigger.Trigger:
    """The trigger that keeps a fee and its shares together, from either side."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=operation,
        timing=pgtrigger.Deferred,
        func=SHARES_ADD_UP.replace("{members}", members),
    )


@tracked
class Membership(Searchable):
    """Membership of one year; its shares add up to the fee to the cent, or there are none."""

    area = "networks"
    detail_url_name = "membership"
    own_department = "lead_department"
    part_of = "network"
    found_as = "network__title"
    found_beside = "year"

    network = models.ForeignKey(
        Network, verbose_name=_("network"), on_delete=models.CASCADE, related_name="memberships"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    lead_department = models.ForeignKey(
        Department,
        verbose_name=_("lead department"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
    )
    fee = AmountField(_("fee"), null=True, blank=True)
    currency = CurrencyField(_("currency"))
    status = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.UNDECIDED
    )
    notice = models.DateField(_("give notice by"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["network", "year"], name="membership_once"),
            models.CheckConstraint(
                name="membership_fee_not_negative",
                condition=models.Q(fee=None) | models.Q(fee__gte=0),
            ),
        ]
        triggers = [shares_add_up("fee_keeps_its_shares", pgtrigger.Update, "NEW.id")]

    def __str__(self) -> str:
        return f"{self.network} {self.year}"

    def search_words(self) -> list[Any]:
        return [self.network, self.year, self.lead_department]


@tracked
class FeeShare(models.Model):
    """What a department pays of a membership's fee."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="shares", verbose_name=_("membership")
    )
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT
    )
    amount = AmountField(_("amount"))

    class Meta:
        verbose_name = _("share of a fee")
        verbose_name_plural = _("shares of fees")
        constraints = [
            models.UniqueConstraint(fields=["membership", "department"], name="share_once"),
            models.CheckConstraint(name="share_positive", condition=models.Q(amount__gte=0)),
        ]
        triggers = [
            shares_add_up(
                "shares_add_up",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                "NEW.membership_id, OLD.membership_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.amount}"


@tracked
class OfficeHeld(Searchable):
    """A function the city holds in a network, by whom and from when to when."""

    area = "networks"
    detail_url_name = "office_held"
    own_department = "network__department"
    part_of = "network"
    found_as = "role"
    found_beside = "network__title"

    network = models.ForeignKey(
        Network, verbose_name=_("network"), on_delete=models.CASCADE, related_name="offices_held"
    )
    body = models.CharField(_("body"), max_length=200)
    role = models.CharField(_("function"), max_length=200)
    person = models.CharField(_("person"), max_length=200, blank=True)
    start = ImpreciseDateField(_("from"), blank=True)
    end = ImpreciseDateField(_("until"), blank=True)

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("office held")
        verbose_name_plural = _("offices held")
        constraints = [
            models.UniqueConstraint(fields=["network", "body", "role"], name="office_held_once"),
            imprecise_check("start", "office_held_start_shape"),
            imprecise_check("end", "office_held_end_shape"),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.body}"

    def search_words(self) -> list[Any]:
        return [self.network, self.body, self.role, self.person]
