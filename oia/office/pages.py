"""The detail page of a noun and of a record: what those that are written in the browser offer."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core.permissions import may
from oia.office import ownership
from oia.office.models import Tag
from oia.ui import words
from oia.ui.links import Action
from oia.ui.pages import DetailPage, PageAction


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


def about(page: Any, url_name: str, label: Any, capability: str, field: str) -> list[Action]:
    """A button to a blank form that knows what it is about; none without the right."""
    if not may(page.request.user, capability):
        return []
    return [Action(label, f"{reverse(url_name)}?{field}={page.object.pk}", "add")]


class ContactPage(NounPage):
    """A person or an organisation: a talk with them is noted from here."""

    def get_actions(self) -> list[Action]:
        field = str(self.model._meta.model_name)
        noted = about(self, "interaction_new", _("Note a talk"), "interactions.write", field)
        return [*super().get_actions(), *noted]


class RecordPage(NounPage):
    page_actions = (
        PageAction(
            gettext_lazy("Put on the due list"),
            "follow_up_add",
            "followups.write",
            "task",
            key="w",
        ),
        PageAction(
            gettext_lazy("Add a document"), "document_add", "documents.write", "upload", "secondary"
        ),
    )

    def get_actions(self) -> list[Action]:
        noted = about(self, "interaction_new", _("Note a talk"), "interactions.write", "record")
        return [*super().get_actions(), *noted]

    def extra_context(self) -> dict[str, Any]:
        tags = Tag.objects.filter(taggings__record=self.object.pk)
        return {
            **super().extra_context(),
            "tags": list(tags),
            "tag_url": reverse(self.list_url) if self.list_url else "",
        }

    def get_context(self) -> dict[str, Any]:
        context = super().get_context()
        if self.object.archived:
            when = words.day(self.object.archived.date())
            text = _(
                "It is left out of the lists. “Edit”, then “Delete or archive” brings it back."
            )
            context["notices"] = [("info", _("Archived on %s") % when, text), *context["notices"]]
        return context
