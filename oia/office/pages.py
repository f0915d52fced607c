"""The detail page of a record: what every noun that is a record offers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oia.office.models import Tag
from oia.ui.pages import DetailPage, PageAction


class RecordPage(DetailPage):
    page_actions = (
        PageAction(_("Add a document"), "document_add", "documents.write", "upload", "secondary"),
    )

    def extra_context(self) -> dict[str, Any]:
        tags = Tag.objects.filter(taggings__record=self.object.pk)
        return {
            **super().extra_context(),
            "tags": list(tags),
            "tag_url": reverse(self.list_url) if self.list_url else "",
        }
