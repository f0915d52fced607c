"""Partnerships with dated events, their agreements, and the clubs that carry them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.dates import ImpreciseDateField, imprecise_check
from oia.office.models import Office, Place, Record
from oia.office.models.records import record_link
from oia.office.querysets import RecordQuerySet
from partners.choices import AgreementKind, DateKind, Form, TieStatus
from partners.querysets import PartnershipQuerySet


@tracked
class Partnership(Record):
    """A tie of the city (`owner` empty) or, as found in somebody's list, of another city."""

    area = "partners"
    detail_url_name = "partnership"

    record_ptr = record_link()
    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="ties"
    )
    owner = models.ForeignKey(
        Place,
        verbose_name=_("tie of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ties_owned",
    )
    form = models.CharField(_("form"), max_length=12, choices=Form, default=Form.PARTNERSHIP)
    status = models.CharField(
        _("status"), max_length=12, choices=TieStatus, default=TieStatus.ACTIVE
    )
    signed = ImpreciseDateField(_("signed"), blank=True)
    first_contact = ImpreciseDateField(_("first contact"), blank=True)
    anniversary_base = ImpreciseDateField(
        _("anniversaries count from"),
        blank=True,
        help_text=_("Only where it differs from the date of signing."),
    )
    themes = models.CharField(_("themes"), max_length=300, blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "owner"], name="tie_once_per_owner", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="tie_not_with_itself",
                condition=models.Q(owner=None) | ~models.Q(owner=models.F("place")),
            ),
            imprecise_check("signed", "tie_signed_shape"),
            imprecise_check("first_contact", "tie_first_contact_shape"),
            imprecise_check("anniversary_base", "tie_base_shape"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        office = Office.current()
        language = office.language if office else None
        name = self.place.label(language)
        self.title = f"{self.owner.label(language)} – {name}" if self.owner else name
        super().save(*args, **kwargs)

    def search_words(self) -> list[Any]:
        names = sorted(self.place.all_names())
        return [self.title, *names, self.file_number, self.themes, self.desk]

    @property
    def is_ours(self) -> bool:
        return self.owner_id is None


@tracked
class TieDate(models.Model):
    """One more dated event of a tie, with its source."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="dates", verbose_name=_("partnership")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=DateKind)
    date = ImpreciseDateField(_("date"))
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("date of a tie")
        verbose_name_plural = _("dates of a tie")
        ordering = ["date"]
        constraints = [imprecise_check("date", "tie_date_shape")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date}"


@tracked
class Agreement(Record):
    """A contract, charter or programme that a tie rests on."""

    area = "partners"
    detail_url_name = "agreement"

    record_ptr = record_link()
    partnership = models.ForeignKey(
        Partnership,
        verbose_name=_("partnership"),
        on_delete=models.CASCADE,
        related_name="agreements",
    )
    agreement_kind = models.CharField(
        _("kind"), max_length=20, choices=AgreementKind, default=AgreementKind.CONTRACT
    )
    signed = ImpreciseDateField(_("signed"), blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    review = models.DateField(_("review"), null=True, blank=True)
    themes = models.CharField(_("themes"), max_length=300, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [imprecise_check("signed", "agreement_signed_shape")]

    def search_words(self) -> list[Any]:
        return [*super().search_words(), self.partnership.openly(), self.themes]


@tracked
class Club(Record):
    """A club or association of citizens that carries or supports a tie."""

    area = "partners"
    detail_url_name = "club"

    record_ptr = record_link()
    partnership = models.ForeignKey(
        Partnership,
        verbose_name=_("partnership"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="clubs",
    )
    founded = ImpreciseDateField(_("founded"), blank=True)
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    contact = models.CharField(_("contact person"), max_length=200, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("club")
        verbose_name_plural = _("clubs")
        constraints = [imprecise_check("founded", "club_founded_shape")]

    def search_words(self) -> list[Any]:
        tie = self.partnership.openly() if self.partnership else ""
        # Not the contact person: whoever may not read the name shall not find the club by it.
        return [*super().search_words(), tie]
