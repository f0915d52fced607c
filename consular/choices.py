"""Kinds of posts and classes of their heads (Articles 1 and 9 of the Vienna Convention)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostKind(models.TextChoices):
    CONSULATE_GENERAL = "consulate_general", _("consulate-general")
    CONSULATE = "consulate", _("consulate")
    VICE_CONSULATE = "vice_consulate", _("vice-consulate")
    AGENCY = "agency", _("consular agency")
    HONORARY = "honorary", _("honorary consulate")
    HONORARY_GENERAL = "honorary_general", _("honorary consulate-general")
    OTHER = "other", _("other representation")


class HeadClass(models.TextChoices):
    CONSUL_GENERAL = "consul_general", _("consul-general")
    CONSUL = "consul", _("consul")
    VICE_CONSUL = "vice_consul", _("vice-consul")
    AGENT = "agent", _("consular agent")
    OTHER = "other", _("other, without rank")


# Article 9: four classes; what stands outside them comes after.
CLASS_RANK = {
    HeadClass.CONSUL_GENERAL: 1,
    HeadClass.CONSUL: 2,
    HeadClass.VICE_CONSUL: 3,
    HeadClass.AGENT: 4,
    HeadClass.OTHER: 5,
}


class OfficerRole(models.TextChoices):
    HEAD = "head", _("head of post")
    ACTING = "acting_head", _("acting head of post")
    DEPUTY = "deputy", _("deputy")
    OTHER = "other", _("other officer")
