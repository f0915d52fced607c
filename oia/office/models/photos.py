"""Photos of records, and whether they may leave the house."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, CharField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.dates import Period
from oia.core.models import StoredFile, User
from oia.office.choices import PhotoState
from oia.office.models.records import Record, Searchable
from oia.office.querysets import SearchableQuerySet


class PhotoQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever sees the record; `state` says whether the photo may be used."""
        seen = super().visible_to(user)
        return seen.filter(record__in=Record.objects.visible_to(user)).with_state()

    def with_state(self) -> Self:
        today = timezone.localdate()
        state = Case(
            When(expires__lt=today, then=Value(PhotoState.EXPIRED)),
            When(self._complete(), then=Value(PhotoState.CLEARED)),
            default=Value(PhotoState.OPEN),
            output_field=CharField(),
        )
        return self.annotate(state=state)

    def cleared(self) -> Self:
        """What papers may show: credit, licence and consent are there, and nothing has expired."""
        valid = Q(expires=None) | Q(expires__gte=timezone.localdate())
        return self.filter(self._complete(), valid)

    def in_period(self, period: Period) -> Self:
        """Taken in it; one without a day is of the first day of its record."""
        days = (period.first, period.last)
        return self.filter(Q(taken__range=days) | Q(taken=None, record__first_day__range=days))

    @staticmethod
    def _complete() -> Q:
        return Q(consent=True) & ~Q(credit="") & ~Q(licence="")


@tracked
class Photo(Searchable):
    """A picture as it was encoded anew, and a small one for pages; both without its metadata."""

    area = "documents"
    detail_url_name = "photo"
    found_as: ClassVar[str] = "title"
    found_beside: ClassVar[str] = "record__title"

    record = models.ForeignKey(
        Record, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="photos"
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )
    thumbnail = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("small picture")
    )
    title = models.CharField(
        _("what it shows"), max_length=200, help_text=_("Read aloud to people who cannot see it.")
    )
    taken = models.DateField(_("taken on"), null=True, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    consent = models.BooleanField(
        _("the people shown have consented"),
        default=False,
        help_text=_("Also where nobody can be recognised."),
    )
    expires = models.DateField(_("may be used until"), null=True, blank=True)
    by = models.ForeignKey(
        User, verbose_name=_("added by"), null=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        indexes = [GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="photo_search")]

    def __str__(self) -> str:
        return self.title

    @property
    def state_words(self) -> Any:
        """The annotated `state` in words."""
        return PhotoState(self.state).label  # type: ignore[attr-defined]

    def search_words(self) -> list[Any]:
        return [self.title, self.credit]
