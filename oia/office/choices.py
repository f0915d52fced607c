"""Words of the office that all apps share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Confidentiality(models.TextChoices):
    OPEN = "open", _("open")
    INTERNAL = "internal", _("internal")
    CONFIDENTIAL = "confidential", _("confidential")


class CalendarScope(models.TextChoices):
    OWN = "own", _("my own")
    DEPARTMENT = "department", _("my department")
    OFFICE = "office", _("the whole office")


class PlaceKind(models.TextChoices):
    CITY = "city", _("city")
    DISTRICT = "district", _("district")
    REGION = "region", _("region")
    GROUP = "group", _("group of places")


class DeletionState(models.TextChoices):
    PROPOSED = "proposed", _("waits for a second person")
    RELEASED = "released", _("released")
    REFUSED = "refused", _("not released")
    DONE = "done", _("done")


class Which(models.IntegerChoices):
    """Of the two hours when clocks are put back."""

    FIRST = 0, _("the first, before clocks are put back")
    SECOND = 1, _("the second, after it")


class Audience(models.TextChoices):
    """Who reads a programme."""

    STAFF = "staff", _("staff")
    GUESTS = "guests", _("guests")


class EventKind(models.TextChoices):
    EUROPE_DAY = "europe_day", _("Europe Day")
    NATIONAL_DAY = "national_day", _("national day")
    FESTIVAL = "festival", _("festival")
    ROUND_TABLE = "round_table", _("round table")
    ASSOCIATION = "association", _("association meeting")
    COORDINATION = "coordination", _("coordination meeting")
    RECEPTION = "reception", _("reception")
    CONFERENCE = "conference", _("conference")
    EXHIBITION = "exhibition", _("exhibition")
    LECTURE = "lecture", _("lecture")
    OTHER = "other", _("other event")


class BudgetMode(models.TextChoices):
    LINE_ITEM = "line_item", _("line item")
    DISCRETIONARY = "discretionary", _("discretionary")


class EntryKind(models.TextChoices):
    """What makes a ceiling differ from what was planned."""

    RAISED = "raised", _("raised by the head")
    MOVED_IN = "moved_in", _("moved here")
    MOVED_OUT = "moved_out", _("moved away")
    PROVISIONAL = "provisional", _("provisional, until the budget is adopted")
    CARRIED = "carried", _("carried over from last year")


class CommitmentStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("commitment", "open")
    PAID = "paid", _("paid")
    RELEASED = "released", _("given back")


class Payer(models.TextChoices):
    CITY = "city", _("city budget line")
    MAYOR = "mayor", _("mayor's travel budget")
    EU = "eu", _("EU project")
    HOST = "host", _("host")
    PRIVATE = "private", _("private")
    OTHER = "other", _("other payer")


class PrecedenceMode(models.TextChoices):
    ART16 = "art16", _("Article 16 of the Vienna Convention, class by class")
    CAREER_FIRST = "career_first", _("all career heads of post first, then honorary ones")


class Repeat(models.TextChoices):
    NEVER = "never", _("never")
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    YEARLY = "yearly", _("every year")


class InteractionKind(models.TextChoices):
    MEETING = "meeting", _("meeting")
    CALL = "call", _("phone call")
    VIDEO = "video", _("video call")
    LETTER = "letter", _("letter")
    MAIL = "mail", _("mail")
    OTHER = "other", _("other talk")


class PhotoState(models.TextChoices):
    CLEARED = "cleared", _("may be used")
    OPEN = "open", _("not cleared")
    EXPIRED = "expired", _("expired")


class Direction(models.TextChoices):
    GIVEN = "given", _("given")
    RECEIVED = "received", _("received")


class StockState(models.TextChoices):
    ENOUGH = "enough", _("enough")
    REORDER = "reorder", _("reorder")


class Reply(models.TextChoices):
    LISTED = "listed", _("not invited yet")
    INVITED = "invited", _("invited")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    NO_ANSWER = "no_answer", _("no answer")
    CALLED_OFF = "called_off", _("called off")


class ReplyWay(models.TextChoices):
    LETTER = "letter", _("by letter")
    MAIL = "mail", _("by mail")
    PHONE = "phone", _("by phone")
    PERSON = "person", _("in person")


# Languages of the office's papers.
LANGUAGES = [
    ("", "–"),
    ("de", _("German")),
    ("en", _("English")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("pl", _("Polish")),
    ("uk", _("Ukrainian")),
    ("tr", _("Turkish")),
    ("zh", _("Chinese")),
    ("ja", _("Japanese")),
    ("other", _("other")),
]


class AccountStep(models.TextChoices):
    """What two people do to an account that may decide, pay, publish or keep accounts."""

    CHANGE = "change", _("New address or role")
    CLOSE = "close", _("Close the account")
    OPEN = "open", _("Open the account")
    SECOND_STEP = "second_step", _("Reset the second step")


class RequestState(models.TextChoices):
    WAITING = "waiting", _("waits for a second person")
    CONFIRMED = "confirmed", _("confirmed")
    OPERATOR = "operator", _("confirmed by the operator")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("not answered in time")
