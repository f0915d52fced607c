"""Level of a network, and what is decided about a membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    WORLD = "world", _("worldwide")
    EUROPE = "europe", _("European")
    NATIONAL = "national", _("national")
    REGION = "region", _("cross-border region")


class Decision(models.TextChoices):
    """What is decided each year about next year's membership."""

    UNDECIDED = "undecided", _("to be decided")
    KEEP = "keep", _("kept")
    CHANGE = "change", _("to be changed")
    LEAVE = "leave", _("to be left")
