"""What became of a mail that came in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fate(TextChoices):
    FILED = "filed", _("with its application")
    WAITING = "waiting", _("waits for an officer")
    DISCARDED = "discarded", _("discarded")
    AUTOMATIC = "automatic", _("written by a machine")


class Doubt(TextChoices):
    """Why a mail is not filed by itself."""

    NONE = "", ""
    UNKNOWN_CASE = "case", _("It names no application: nobody answered one of our mails.")
    UNKNOWN_SENDER = "sender", _("The sender does not speak for this club.")
    OTHER_PERSON = "person", _("It answers a mail that somebody else of the club had got.")
    NO_LONGER = "over", _("Nothing can be written to this application any more.")
    TOO_LARGE = "large", _("It was too large to be taken in. Look into the mailbox.")
    BROKEN = "broken", _("It could not be read. Look into the mailbox.")
