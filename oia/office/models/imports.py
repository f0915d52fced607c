"""Imports, what they changed, and the questions they left to a person."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.models import Job, StoredFile, User
from oia.core.permissions import may, own_only
from oia.core.words import fold
from oia.office.models.places import Place


class RunState(models.TextChoices):
    PREVIEW = "preview", _("preview")
    SAVED = "saved", _("saved")
    UNDONE = "undone", _("undone")
    REFUSED = "refused", _("not taken over")


class About(models.TextChoices):
    """What a question of an import is about."""

    CELL = "cell", _("a cell")
    TWIN = "twin", _("a row that stands twice")
    SUM = "sum", _("a row that adds up")
    TITLE = "title", _("rows above the header")


class RowAnswer(models.TextChoices):
    """What a person said of a whole row; it holds for the one file."""

    SKIP = "skip", _("Skip this row")
    REPLACE = "replace", _("Take this row instead")
    BOTH = "both", _("This is another one: keep both")
    LEAVE_OUT = "leave_out", _("Leave it out")
    TAKE = "take", _("It is an entry")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: Any) -> "ImportRunQuerySet":
        if not may(user, "imports.read"):
            return self.none()
        return self.filter(by=user) if own_only(user, "imports") else self

    def search(self, text: str) -> "ImportRunQuerySet":
        """Files whose name contains every word, whatever the accents and capitals."""
        found = self
        for word in text.replace("\x00", " ").split():
            found = found.filter(name__unaccent__icontains=word)
        return found


class ImportRun(models.Model):
    """One file on its way in: kept as a preview until somebody saves it."""

    kind = models.CharField(_("kind"), max_length=40)
    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, verbose_name=_("file")
    )
    name = models.CharField(_("file"), max_length=200)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, verbose_name=_("by"))
    state = models.CharField(_("state"), max_length=8, choices=RunState, default=RunState.PREVIEW)
    # What was found when somebody looked, or what was saved; empty until a worker has looked.
    result = models.JSONField(_("result"), default=dict)
    # What was said of single rows: "twin 5" → {"answer": "replace", "of": 2}.
    answers = models.JSONField(_("answers"), default=dict)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(_("when"), default=timezone.now)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created"]

    def __str__(self) -> str:
        return str(self.name)


class ImportChange(models.Model):
    """A row an import wrote, before and after, so that it can be taken back."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"


class OpenQuestionQuerySet(models.QuerySet["OpenQuestion"]):
    def visible_to(self, user: Any) -> "OpenQuestionQuerySet":
        """Of the files the person may see; others' cells may name whom they may not."""
        if not may(user, "imports.read"):
            return self.none()
        return self.filter(run__by=user) if own_only(user, "imports") else self


class OpenQuestion(models.Model):
    """A text saved as printed, or a row left out, because nobody has answered yet."""

    about = models.CharField(max_length=5, choices=About, default=About.CELL)
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL)
    kind = models.CharField(max_length=40)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=60)
    text = models.CharField(_("text"), max_length=300)
    country = models.CharField(max_length=80, blank=True)
    reason = models.TextField(_("reason"))
    proposals = models.JSONField(_("proposals"), default=list)
    # The header as typed; of a row the other row's number and where the two differ.
    details = models.JSONField(_("details"), default=dict)
    place = models.ForeignKey(Place, null=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(default=timezone.now)

    objects = OpenQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("open question")
        verbose_name_plural = _("open questions")

    def __str__(self) -> str:
        return f"{self.column}: {self.text}"


class Answer(models.Model):
    """What a person said a printed text means; asked once, remembered for good."""

    column = models.CharField(max_length=60)
    folded = models.CharField(max_length=300)
    country = models.CharField(max_length=80, blank=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.CASCADE)
    value = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, verbose_name=_("by"))
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("remembered answer")
        verbose_name_plural = _("remembered answers")
        constraints = [
            models.UniqueConstraint(fields=["column", "folded", "country"], name="answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.column}: {self.folded}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.folded)
        self.country = fold(self.country)
        super().save(*args, **kwargs)
