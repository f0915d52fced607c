"""Forms of partnerships, agreements and clubs."""

from oia.office.forms import RecordForm
from partners.models import Agreement, Club, Partnership


class PartnershipForm(RecordForm):
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


class AgreementForm(RecordForm):
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
    class Meta:
        model = Club
        fields = ["title", "partnership", "founded", "members", "email", "contact", "note"]
