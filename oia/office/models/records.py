"""The record (Akte): one row for everything the office works on."""

from typing import Any, ClassVar, Self

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.models import StoredFile
from oia.core.words import fold
from oia.office.choices import Confidentiality
from oia.office.models.office import Department, Desk
from oia.office.querysets import AllRecords, SearchableQuerySet

# Kinds whose both days every page, calendar and figure relies on.
JOURNEYS = ("trip", "visit")


class Searchable(models.Model):
    """Keeps `search_text`, the folded words a row is found by.

    `found_as` is the path of what the search calls the row, `found_beside` of what stands beside.
    """

    found_as: ClassVar[str] = "name"
    found_beside: ClassVar[str] = ""
    # Names of persons are found only by who sees personal data, and never proposed for typing
    # errors.
    names_a_person: ClassVar[bool] = False

    search_text = models.TextField(default="", editable=False)

    class Meta:
        abstract = True

    def search_words(self) -> list[Any]:
        raise NotImplementedError

    def search_line(self) -> str:
        return fold(" ".join(str(word) for word in self.search_words() if word))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = self.search_line()
        super().save(*args, **kwargs)


@tracked
class Record(Searchable):
    """What every noun has; the noun's own model inherits it (decision 0001)."""

    area: ClassVar[str] = ""
    detail_url_name: ClassVar[str] = "record"
    own_department: ClassVar[str] = "department"
    # The field that names the place whose clocks count; without one it is the own city.
    takes_place_at: ClassVar[str] = ""
    # Whether a result is asked for once it is over.
    owes_result: ClassVar[bool] = False
    found_as = "title"
    found_beside = "file_number"

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    title = models.CharField(_("title"), max_length=300)
    file_number = models.CharField(_("file number"), max_length=60, blank=True)
    desk = models.ForeignKey(
        Desk, verbose_name=_("responsible"), null=True, blank=True, on_delete=models.PROTECT
    )
    department = models.ForeignKey(
        Department, verbose_name=_("department"), null=True, blank=True, on_delete=models.PROTECT
    )
    confidentiality = models.CharField(
        _("confidentiality"),
        max_length=12,
        choices=Confidentiality,
        default=Confidentiality.OPEN,
    )
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    archived = models.DateTimeField(_("archived"), null=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    updated = models.DateTimeField(auto_now=True)

    objects = AllRecords.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = [
            models.CheckConstraint(
                name="record_days_in_order",
                condition=models.Q(first_day=None)
                | models.Q(last_day=None)
                | models.Q(last_day__gte=models.F("first_day")),
                violation_error_message=_("The last day lies before the first day."),
            ),
            models.CheckConstraint(
                name="record_journeys_have_both_days",
                condition=~models.Q(kind__in=JOURNEYS)
                | models.Q(first_day__isnull=False, last_day__isnull=False),
                violation_error_message=_("A trip or visit has a first and a last day."),
            ),
        ]
        indexes = [
            models.Index(
                "kind", models.F("first_day").desc(), models.F("id").desc(), name="record_days"
            ),
            models.Index(fields=["kind", "title"], name="record_titles"),
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="record_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if type(self) is not Record:
            self.kind = self._meta.model_name or ""
        self.version += 1
        super().save(*args, **kwargs)
        if self.confidentiality == Confidentiality.CONFIDENTIAL:
            self._take_off_others()

    def search_words(self) -> list[Any]:
        return [self.title, self.file_number]

    def openly(self) -> str:
        """The title as others may be found by it: a confidential record is found by nobody else."""
        return "" if self.confidentiality == Confidentiality.CONFIDENTIAL else self.title

    def _take_off_others(self) -> None:
        """Rows that point here lose this title among the words they are found by."""
        for relation in self._meta.related_objects:
            model = relation.related_model
            if relation.one_to_many and isinstance(model, type) and issubclass(model, Searchable):
                for row in model._default_manager.filter(**{relation.field.name: self.pk}):
                    model._default_manager.filter(pk=row.pk).update(search_text=row.search_line())

    def get_absolute_url(self) -> str:
        return reverse(self.detail_url_name, args=[self.pk])

    @staticmethod
    def nouns() -> dict[str, type["Record"]]:
        """Kind → model of every noun that is a record."""
        nouns = (model for model in apps.get_models() if issubclass(model, Record))
        return {str(model._meta.model_name): model for model in nouns if model is not Record}

    @classmethod
    def areas(cls) -> dict[str, str]:
        return {kind: model.area for kind, model in cls.nouns().items()}


def record_link() -> Any:
    """The link of a noun to its record; `as_trip` and its like keep the plain names free."""
    return models.OneToOneField(
        Record,
        on_delete=models.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="as_%(class)s",
    )


class Tag(models.Model):
    """A word of the office's own under which records are gathered."""

    name = models.CharField(_("tag"), max_length=40)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(models.functions.Lower("name"), name="tag_once"),
            models.CheckConstraint(name="tag_named", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Tagging(models.Model):
    """A tag on a record."""

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="taggings", verbose_name=_("entry")
    )
    tag = models.ForeignKey(
        Tag, on_delete=models.CASCADE, related_name="taggings", verbose_name=_("tag")
    )

    class Meta:
        verbose_name = _("tagging")
        verbose_name_plural = _("taggings")
        constraints = [models.UniqueConstraint(fields=["record", "tag"], name="tagging_once")]

    def __str__(self) -> str:
        return str(self.tag)


class DocumentQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        """A document is seen by whoever sees its record."""
        return self.filter(record__in=Record.objects.visible_to(user))


@tracked
class Document(Searchable):
    """A paper with a name, kind and language, on any record; `file` is its newest version."""

    area = "documents"
    detail_url_name = "document"
    found_beside = "record__title"

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="documents", verbose_name=_("entry")
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, verbose_name=_("file"))
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-created"]
        indexes = [GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="document_search")]

    def __str__(self) -> str:
        return self.name

    def search_words(self) -> list[Any]:
        return [self.name, self.kind]


class EarlierVersionQuerySet(models.QuerySet["EarlierVersion"]):
    def visible_to(self, user: Any) -> "EarlierVersionQuerySet":
        return self.filter(document__in=Document.objects.visible_to(user))


@tracked
class EarlierVersion(models.Model):
    """The file a document had before the next one took its place."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="earlier", verbose_name=_("document")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, verbose_name=_("file"))
    name = models.CharField(_("name"), max_length=200)
    replaced = models.DateTimeField(_("replaced"), auto_now_add=True)

    objects = EarlierVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class SearchWord(models.Model):
    """A word of some title, to propose when somebody mistypes; `oia.office.words` renews them."""

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="search_word_trgm")]
