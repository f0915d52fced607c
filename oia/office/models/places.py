"""Places with all their names, and the gazetteer that proposes them."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.words import fold
from oia.office.choices import PlaceKind


@tracked
class Place(models.Model):
    """A city, district, region or group the office deals with."""

    area = "partners"

    name = models.CharField(_("name"), max_length=160)
    name_de = models.CharField(_("German name"), max_length=160, blank=True)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    country_printed = models.CharField(_("country as printed"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind, default=PlaceKind.CITY)
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        verbose_name=_("part of"),
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    geonameid = models.PositiveIntegerField(
        _("number in GeoNames"), null=True, blank=True, unique=True
    )
    in_doubt = models.BooleanField(_("as printed, to be checked"), default=False)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                name="place_country_iso2", condition=models.Q(country__regex=r"^([A-Z]{2})?$")
            ),
            models.CheckConstraint(
                name="place_latitude",
                condition=models.Q(latitude=None) | models.Q(latitude__range=(-90, 90)),
            ),
            models.CheckConstraint(
                name="place_longitude",
                condition=models.Q(longitude=None) | models.Q(longitude__range=(-180, 180)),
            ),
        ]
        indexes = [models.Index(fields=["country", "name"], name="place_country_name")]

    def __str__(self) -> str:
        return self.label()

    def label(self, language: str | None = None) -> str:
        """The name in the reader's language."""
        language = (language or get_language() or "de")[:2]
        return getattr(self, f"name_{language}", "") or self.name

    def all_names(self) -> set[str]:
        names = {self.name, self.name_de, self.name_en}
        if self.pk:
            names |= set(self.names.values_list("name", flat=True))
        return names - {""}


class PlaceName(models.Model):
    """One more name of a place: exonym, former name, local script."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="place_name_once"),
        ]
        indexes = [GinIndex(OpClass("folded", name="gin_trgm_ops"), name="place_name_trgm")]

    def save(self, *args: object, **kwargs: object) -> None:
        self.folded = fold(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class GazetteerCity(models.Model):
    """A city of GeoNames (CC BY 4.0) from 5,000 people; a Place is made of it when used."""

    geonameid = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField()


class GazetteerName(models.Model):
    """A folded name of a city of the gazetteer."""

    # Both tables are only ever filled together, half a million rows at once.
    city = models.ForeignKey(
        GazetteerCity, on_delete=models.CASCADE, db_index=False, db_constraint=False
    )
    country = models.CharField(max_length=2)
    folded = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["folded", "country"], name="gazetteer_folded"),
            models.Index(fields=["city"], name="gazetteer_city"),
            GinIndex(OpClass("folded", name="gin_trgm_ops"), name="gazetteer_trgm"),
        ]
