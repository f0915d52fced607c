"""The detail page of a noun and of a record: what those that are written in the browser offer."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core.permissions import may
from oia.office import ownership
from oia.office.models import Comment, Photo, Result, Tag
from oia.ui import words
from oia.ui.links import Action
from oia.ui.pages import DetailPage, PageAction

SHOWN_PHOTOS = 12


class NounPage(DetailPage):
    """A noun with addresses of `oia.office.writing`: edit and history stand on its page."""

    @property
    def edit_url(self) -> str:  # type: ignore[override]
        return f"{self.model.detail_url_name}_edit"  # type: ignore[attr-defined]

    @property
    def history_url(self) -> str:  # type: ignore[override]
        return f"{self.model.detail_url_name}_history"  # type: ignore[attr-defined]

    def may_edit(self) -> bool:
        return super().may_edit() and ownership.owns(self.object, self.request.user)

    def may_read_history(self) -> bool:
        return super().may_read_history() and ownership.reads_history(
            self.object, self.request.user
        )


@dataclass(frozen=True)
class Adding:
    """A link that hangs something on the object of a page.

    The route takes the object's key, or, as a blank form, the name of the field that is filled.
    """

    label: Any
    url_name: str
    capability: str
    field: str = ""

    def bound(self, pk: int) -> Action:
        if not self.field:
            return Action(self.label, reverse(self.url_name, args=[pk]))
        return Action(self.label, f"{reverse(self.url_name)}?{self.field}={pk}")


class ContactPage(NounPage):
    """A person or an organisation: talks with them and gifts are noted from here."""

    template_name = "office/record.html"

    def extra_context(self) -> dict[str, Any]:
        field = str(self.model._meta.model_name)
        known = [
            Adding(_("Note a talk"), "interaction_new", "interactions.write", field),
            Adding(_("Note a gift"), "gift_new", "gifts.write", field),
        ]
        return {**super().extra_context(), "adding": added(self, known)}


def added(page: DetailPage, known: Sequence[Adding]) -> list[Action]:
    """What the person may hang on the object of the page."""
    return [one.bound(page.object.pk) for one in known if may(page.request.user, one.capability)]


class RecordPage(NounPage):
    page_actions: ClassVar[Sequence[PageAction]] = (
        PageAction(
            gettext_lazy("Put on the due list"),
            "follow_up_add",
            "followups.write",
            "task",
            key="w",
        ),
    )
    adding: ClassVar[tuple[Adding, ...]] = (
        Adding(gettext_lazy("Note a talk"), "interaction_new", "interactions.write", "record"),
        Adding(gettext_lazy("Note a gift"), "gift_new", "gifts.write", "record"),
        Adding(gettext_lazy("Add documents"), "document_add", "documents.write"),
        Adding(gettext_lazy("Add a photo"), "photo_add", "documents.write"),
    )
    template_name = "office/record.html"

    def extra_context(self) -> dict[str, Any]:
        tags = Tag.objects.filter(taggings__record=self.object.pk)
        return {
            **super().extra_context(),
            "tags": list(tags),
            "adding": added(self, self.adding),
            "drop_url": self._drop_url(),
            **self._said(),
            "tag_url": reverse(self.list_url) if self.list_url else "",
        }

    def _said(self) -> dict[str, Any]:
        """Comments, photos, and the result of what owes one."""
        said: dict[str, Any] = {}
        if may(self.request.user, "comments.read"):
            rows = Comment.objects.filter(record=self.object.pk).select_related("by")
            said |= {"comments": list(rows), "comment_key": secrets.token_urlsafe(24)}
            said["may_comment"] = may(self.request.user, "comments.write")
        if may(self.request.user, "documents.read"):
            photos = Photo.objects.visible_to(self.request.user).filter(record=self.object.pk)
            said["photos"] = list(photos.order_by("-taken", "-pk")[:SHOWN_PHOTOS])
        if getattr(self.model, "owes_result", False):
            result = Result.objects.filter(record=self.object.pk).select_related("by").first()
            over = self.object.last_day and self.object.last_day < timezone.localdate()
            said |= {"owes_result": over, "result": result, "may_write_result": self.may_edit()}
        return said

    def _drop_url(self) -> str:
        if not may(self.request.user, "documents.write"):
            return ""
        return reverse("document_add", args=[self.object.pk])

    def get_context(self) -> dict[str, Any]:
        context = super().get_context()
        if self.object.archived:
            when = words.day(timezone.localdate(self.object.archived))
            text = _(
                "It is left out of the lists. “Edit”, then “Delete or archive” brings it back."
            )
            context["notices"] = [("info", _("Archived on %s") % when, text), *context["notices"]]
        return context
