"""Words for trips and visits."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TripStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    REQUESTED = "requested", _("requested")
    APPROVED = "approved", _("approved")
    UNDER_WAY = "under_way", _("under way")
    REPORT_DUE = "report_due", _("report due")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


UNCOUNTED = (TripStatus.DRAFT, TripStatus.CANCELLED)


class VisitStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    ANNOUNCED = "announced", _("announced")
    CONFIRMED = "confirmed", _("confirmed")
    RECEIVED = "received", _("received")
    CANCELLED = "cancelled", _("cancelled")


UNCOUNTED_VISITS = (VisitStatus.DRAFT, VisitStatus.CANCELLED)


class Purpose(models.TextChoices):
    ANNIVERSARY = "anniversary", _("anniversary year")
    PARTNER_VISIT = "partner_visit", _("visit of a partner city")
    ECONOMY = "economy", _("economy, fair")
    CONFERENCE = "conference", _("conference")
    NETWORK = "network", _("meeting of a network")
    EU_PROJECT = "eu_project", _("EU project")
    CULTURE = "culture", _("culture, sport")
    YOUTH = "youth", _("youth, school")
    SCIENCE = "science", _("science, university")
    ADMINISTRATION = "administration", _("exchange between administrations")
    COMMEMORATION = "commemoration", _("commemoration")
    PERSONAL = "personal", _("personal interest")
    OTHER = "other", _("other purpose")


class GuestStatus(models.TextChoices):
    OFFICIAL = "official", _("official guest of the city")
    WELCOMED = "welcomed", _("welcomed")


class Sector(models.TextChoices):
    ADMINISTRATION = "administration", _("administration")
    COUNCIL = "council", _("council")
    BUSINESS = "business", _("business")
    UNIVERSITY = "university", _("university")
    MEDIA = "media", _("media")
    CIVIL_SOCIETY = "civil_society", _("civil society")


class CostKind(models.TextChoices):
    TRAVEL = "travel", _("travel")
    LODGING = "lodging", _("lodging")
    DAILY = "daily", _("daily allowance")
    HOSPITALITY = "hospitality", _("hospitality")
    GIFTS = "gifts", _("gifts")
    FEES = "fees", _("fees")
    OTHER = "other", _("other cost")
