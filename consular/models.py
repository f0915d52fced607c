"""Consular posts and their officers."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from consular.choices import HeadClass, OfficerRole, PostKind
from oia.core.audit import tracked
from oia.office.models import Office, Record
from oia.office.models.records import Searchable, record_link
from oia.office.querysets import RecordQuerySet, SearchableQuerySet
from oia.ui.words import country


class PostQuerySet(RecordQuerySet):
    def counted(self) -> "PostQuerySet":
        """Posts that are open."""
        return self.filter(last_day=None)


@tracked
class Post(Record):
    """A representation of a sending state; `first_day` and `last_day` are opening and closing."""

    area = "consular"
    detail_url_name = "post"

    record_ptr = record_link()
    country = models.CharField(_("sending state"), max_length=2)
    post_kind = models.CharField(
        _("kind"), max_length=20, choices=PostKind, default=PostKind.CONSULATE
    )
    seat = models.CharField(_("seat"), max_length=120)
    career = models.BooleanField(_("career post"), default=True)
    district = models.CharField(_("consular district"), max_length=300, blank=True)
    address = models.TextField(_("address"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    celebrates = models.CharField(
        _("national day celebrated on"),
        max_length=5,
        blank=True,
        help_text=_("Month and day (10-03), only where it differs from the list."),
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("consular post")
        verbose_name_plural = _("consular posts")
        constraints = [
            models.UniqueConstraint(fields=["country", "post_kind", "seat"], name="post_once"),
            models.CheckConstraint(
                name="post_country_iso2", condition=models.Q(country__regex=r"^[A-Z]{2}$")
            ),
            models.CheckConstraint(
                name="post_celebrates",
                condition=models.Q(
                    celebrates__regex=r"^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$"
                ),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        office = Office.current()
        language = office.language if office else "de"
        with override(language):
            kind = PostKind(self.post_kind).label
            self.title = f"{country(self.country, language)}, {kind}, {self.seat}"
        super().save(*args, **kwargs)

    def search_words(self) -> list[Any]:
        heads: list[str] = []
        if self.pk:
            heads = list(self.officers.values_list("name", flat=True))
        states = [country(self.country, language) for language in ("de", "en")]
        return [*super().search_words(), *states, self.seat, *heads]


@tracked
class Officer(Searchable):
    """Somebody of a post, with the dates that Article 16 asks for."""

    area = "consular"
    detail_url_name = "officer"
    part_of = "post"
    found_beside = "post__title"
    names_a_person = True

    post = models.ForeignKey(
        Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="officers"
    )
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=12, choices=OfficerRole, default=OfficerRole.HEAD)
    order = models.PositiveSmallIntegerField(_("order within the post"), default=0)
    head_class = models.CharField(_("class"), max_length=16, choices=HeadClass, blank=True)
    career = models.BooleanField(_("career officer"), default=True)
    exequatur = models.DateField(_("exequatur"), null=True, blank=True)
    provisional = models.DateField(_("provisional admission"), null=True, blank=True)
    commission = models.DateField(_("commission presented"), null=True, blank=True)
    assumed = models.DateField(_("assumed functions"), null=True, blank=True)
    left = models.DateField(_("left"), null=True, blank=True)

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("consular officer")
        verbose_name_plural = _("consular officers")
        constraints = [
            models.UniqueConstraint(fields=["post", "name"], name="officer_once"),
            # Beside a head who is unable, somebody may act (Article 15); two of a kind may not be.
            models.UniqueConstraint(
                fields=["post", "role"],
                name="officer_one_open_head",
                condition=models.Q(role__in=["head", "acting_head"], left=None),
                violation_error_message=_(
                    "The post has such a head already. Enter first when that one left."
                ),
            ),
            models.CheckConstraint(
                name="officer_head_has_class",
                condition=~models.Q(role__in=["head", "acting_head"]) | ~models.Q(head_class=""),
                violation_error_message=_("A head of post needs a class."),
            ),
        ]
        indexes = [GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="officer_search")]

    def __str__(self) -> str:
        return self.name

    def search_words(self) -> list[Any]:
        return [self.name, self.post]
