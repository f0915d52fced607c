"""Notes of meetings, calls and letters, with whom and about what."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.models import User
from oia.core.permissions import masked
from oia.office.choices import InteractionKind
from oia.office.models.people import Organisation, Person
from oia.office.models.records import Record, Searchable
from oia.office.querysets import SearchableQuerySet


class InteractionQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever sees every record it is about; on no record, whoever sees contacts in full."""
        seen = super().visible_to(user)
        about = InteractionRecord.objects.filter(interaction=OuterRef("pk"))
        hidden = about.exclude(record__in=Record.objects.visible_to(user))
        seen = seen.exclude(Exists(hidden))
        if not masked(user, "contacts"):
            return seen
        return seen.filter(Exists(about) | Q(by=user))


@tracked
class Interaction(Searchable):
    """A meeting, call, letter or mail on a day."""

    area = "interactions"
    detail_url_name = "interaction"
    found_as: ClassVar[str] = "subject"

    day = models.DateField(_("day"))
    kind = models.CharField(
        _("kind"), max_length=10, choices=InteractionKind, default=InteractionKind.MEETING
    )
    subject = models.CharField(_("subject"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        User, verbose_name=_("entered by"), null=True, editable=False, on_delete=models.SET_NULL
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        verbose_name = _("note of a talk")
        verbose_name_plural = _("notes of talks")
        indexes = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="interaction_search"),
            models.Index(fields=["-day"], name="interaction_day"),
        ]

    def __str__(self) -> str:
        return self.subject

    def search_words(self) -> list[Any]:
        return [self.subject]


@tracked
class InteractionPerson(models.Model):
    """Somebody the talk was with."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="people", verbose_name=_("talk")
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="interactions"
    )

    objects = SearchableQuerySet.as_manager()
    area = "contacts"
    restricted_by = "person__restricted_until"

    class Meta:
        verbose_name = _("person in a talk")
        verbose_name_plural = _("people in talks")
        constraints = [
            models.UniqueConstraint(fields=["interaction", "person"], name="interaction_person")
        ]

    def __str__(self) -> str:
        return str(self.interaction)


@tracked
class InteractionOrganisation(models.Model):
    """An organisation the talk was with."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="organisations", verbose_name=_("talk")
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="interactions",
    )

    class Meta:
        verbose_name = _("organisation in a talk")
        verbose_name_plural = _("organisations in talks")
        constraints = [
            models.UniqueConstraint(
                fields=["interaction", "organisation"], name="interaction_organisation"
            )
        ]

    def __str__(self) -> str:
        return str(self.interaction)


@tracked
class InteractionRecord(models.Model):
    """A record the talk was about."""

    interaction = models.ForeignKey(
        Interaction, on_delete=models.CASCADE, related_name="records", verbose_name=_("talk")
    )
    record = models.ForeignKey(
        Record, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="interactions"
    )

    class Meta:
        verbose_name = _("entry of a talk")
        verbose_name_plural = _("entries of talks")
        constraints = [
            models.UniqueConstraint(fields=["interaction", "record"], name="interaction_record")
        ]

    def __str__(self) -> str:
        return str(self.interaction)
