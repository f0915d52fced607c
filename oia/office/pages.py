"""The detail page of a record: what every noun that is a record offers."""

from django.utils.translation import gettext_lazy as _

from oia.ui.pages import DetailPage, PageAction


class RecordPage(DetailPage):
    page_actions = (
        PageAction(_("Add a document"), "document_add", "documents.write", "upload", "secondary"),
    )
