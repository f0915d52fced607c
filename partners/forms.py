"""Forms of partnerships, agreements and clubs."""

from django.utils.translation import gettext_lazy as _

from oia.office.forms import RecordForm
from partners.models import Agreement, Club, Partnership


class PartnershipForm(RecordForm):
    first = ("place", "form", "signed")
    not_typed = ("status",)
    groups = (
        (_("Tie"), ("first_contact", "anniversary_base", "owner", "themes")),
        (_("Office"), ("desk", "department", "file_number", "confidentiality", "note")),
    )

    class Meta:
        model = Partnership
        fields = [
            "place",
            "owner",
            "form",
            "status",
            "signed",
            "first_contact",
            "anniversary_base",
            "desk",
            "department",
            "themes",
            "file_number",
            "confidentiality",
            "note",
        ]
        help_texts = {
            "signed": _("Left empty, the tie begins as an enquiry; its steps lead on from there."),
        }


class AgreementForm(RecordForm):
    first = ("title", "partnership", "signed")

    class Meta:
        model = Agreement
        fields = [
            "partnership",
            "title",
            "agreement_kind",
            "signed",
            "ends",
            "review",
            "themes",
            "note",
        ]


class ClubForm(RecordForm):
    first = ("title", "partnership", "contact")

    class Meta:
        model = Club
        fields = ["title", "partnership", "founded", "members", "email", "contact", "note"]
