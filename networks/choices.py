"""Level of a network."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    WORLD = "world", _("worldwide")
    EUROPE = "europe", _("European")
    NATIONAL = "national", _("national")
    REGION = "region", _("cross-border region")
