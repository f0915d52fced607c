"""People, organisations and the dated positions that connect them."""

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.dates import ImpreciseDateField, imprecise_check
from oia.office.models.places import Place
from oia.office.models.records import Searchable
from oia.office.querysets import SearchableQuerySet


@tracked
class Organisation(Searchable):
    area = "contacts"
    detail_url_name = "organisation"
    found_beside = "place__name"

    name = models.CharField(_("name"), max_length=200, unique=True)
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT
    )
    website = models.URLField(_("website"), blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="organisation_search")
        ]

    def __str__(self) -> str:
        return self.name

    def search_words(self) -> list[Any]:
        return [self.name, self.place]


class PersonQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user).with_position()

    def with_position(self) -> Self:
        """Each with `present_title` and `present_organisation` of the position they hold; of
        several, the latest begun."""
        held = Position.objects.filter(person=models.OuterRef("pk"), end="")
        latest = held.order_by("-start", "-pk")
        return self.annotate(
            present_title=models.Subquery(latest.values("title")[:1]),
            present_organisation=models.Subquery(latest.values("organisation__name")[:1]),
        )


@tracked
class Person(Searchable):
    area = "contacts"
    detail_url_name = "person"
    names_a_person = True
    restricted_by = "restricted_until"
    # The ledger of erasures tells both, and a restored backup is told by it.
    untracked = ("restricted_until", "restricted_why")

    name = models.CharField(_("name"), max_length=200)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    salutation = models.CharField(_("salutation"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    # Instead of erasure (Art. 18, 17(3) GDPR): the row stays, and only heads of office see it. On
    # the day somebody decides anew; nothing opens by itself.
    restricted_until = models.DateField(_("restricted until"), null=True, editable=False)
    restricted_why = models.CharField(
        _("why restricted"), max_length=150, blank=True, default="", db_default="", editable=False
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="person_search")]
        constraints = [
            models.CheckConstraint(
                name="person_restricted_with_reason",
                condition=models.Q(restricted_until=None, restricted_why="")
                | models.Q(restricted_until__isnull=False) & ~models.Q(restricted_why=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def search_words(self) -> list[Any]:
        organisations: list[str] = []
        if self.pk:
            organisations = list(self.positions.values_list("organisation__name", flat=True))
        return [self.name, self.given_name, self.family_name, *organisations]

    @property
    def name_in_history(self) -> str:
        """Other rows' histories, which many read, name nobody whose data are restricted."""
        return gettext("not named here") if self.restricted_until else self.name


@tracked
class Position(models.Model):
    """What somebody is somewhere, from when to when: the address follows the position."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="positions", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="positions",
        verbose_name=_("organisation"),
    )
    title = models.CharField(_("position"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    start = ImpreciseDateField(_("from"), blank=True)
    end = ImpreciseDateField(_("until"), blank=True)

    objects = SearchableQuerySet.as_manager()
    area = "contacts"
    restricted_by = "person__restricted_until"

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            imprecise_check("start", "position_start_shape"),
            imprecise_check("end", "position_end_shape"),
            models.UniqueConstraint(
                fields=["person", "organisation", "title", "start"], name="position_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.title else str(self.organisation)
