"""States of jobs and mails, and the few words people choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class MailState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    UNKNOWN = "unknown", _("unknown whether it arrived")
    FAILED = "failed", _("failed")
    PAUSED = "paused", _("held back")
    GIVEN_UP = "given_up", _("given up")


class Language(models.TextChoices):
    GERMAN = "de", _("German")
    ENGLISH = "en", _("English")


class Scheme(models.TextChoices):
    AUTO = "auto", _("as the device")
    LIGHT = "light", _("light")
    DARK = "dark", _("dark")


class SecondStep(models.TextChoices):
    """What somebody proves themselves with after the password."""

    NONE = "", _("not set up")
    APP = "app", _("authenticator app")
    PASSKEY = "passkey", _("passkey")
    BOTH = "both", _("authenticator app and passkey")
