"""Forms and states of a tie (after the RGRE database and city practice)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Form(models.TextChoices):
    PARTNERSHIP = "partnership", pgettext_lazy("form of a tie", "partnership")
    FRIENDSHIP = "friendship", _("friendship")
    PROJECT = "project", _("project partnership")
    CLIMATE = "climate", _("climate partnership")
    SOLIDARITY = "solidarity", _("solidarity partnership")
    REGION = "region", _("regional partnership")
    DISTRICT = "district", _("district partnership")
    CONTACT = "contact", _("contact")
    OTHER = "other", _("other form")


class TieStatus(models.TextChoices):
    ENQUIRY = "enquiry", _("enquiry")
    CONTACT = "contact", _("first contact")
    EXPLORATORY = "exploratory", _("exploratory")
    INTENT = "intent", _("declaration of intent")
    DECIDED = "decided", _("decided by the council")
    ACTIVE = "active", _("active")
    REVIEW = "review", _("under review")
    DORMANT = "dormant", _("dormant")
    SUSPENDED = "suspended", _("suspended")
    ENDED = "ended", _("ended")


class DateKind(models.TextChoices):
    FIRST_CONTACT = "first_contact", _("first contact")
    COUNCIL_HOME = "council_home", _("decision of our council")
    COUNCIL_PARTNER = "council_partner", _("decision of the partner's council")
    SIGNED_HOME = "signed_home", _("signed at home")
    SIGNED_PARTNER = "signed_partner", _("signed at the partner's")
    RENEWED = "renewed", _("renewed")
    SUSPENDED = "suspended", _("suspended")
    ENDED = "ended", _("ended")
    OTHER = "other", _("other date")


class AgreementKind(models.TextChoices):
    CONTRACT = "contract", _("contract")
    MEMORANDUM = "memorandum", _("memorandum of understanding")
    CHARTER = "charter", _("charter")
    COUNCIL_DECISION = "council_decision", _("council decision")
    LETTERS = "letters", _("exchange of letters")
    WORK_PROGRAMME = "work_programme", _("work programme")
    OTHER = "other", _("other agreement")
