"""The words all apps share, one noun per module."""

from oia.office.models.accounts import AccountRequest
from oia.office.models.events import Event
from oia.office.models.feeds import CalendarFeed
from oia.office.models.followups import FollowUp
from oia.office.models.gifts import Delivery, Gift, StockItem
from oia.office.models.imports import Answer, ImportChange, ImportRun, OpenQuestion
from oia.office.models.interactions import (
    Interaction,
    InteractionOrganisation,
    InteractionPerson,
    InteractionRecord,
)
from oia.office.models.invitations import Invitation
from oia.office.models.money import (
    Allotment,
    BudgetEntry,
    BudgetLine,
    Commitment,
    Spending,
    WorkShare,
)
from oia.office.models.office import Department, Desk, Office
from oia.office.models.people import Organisation, Person, Position
from oia.office.models.photos import Photo
from oia.office.models.places import GazetteerCity, GazetteerName, Place, PlaceName
from oia.office.models.programme import ProgrammeItem
from oia.office.models.records import Document, EarlierVersion, Record, SearchWord, Tag, Tagging
from oia.office.models.results import Comment, Result
from oia.office.models.retention import ClosedYear, Deletion, Erasing
from oia.office.models.staff import Affiliation, Substitution

__all__ = [
    "AccountRequest",
    "Affiliation",
    "Allotment",
    "Answer",
    "BudgetEntry",
    "BudgetLine",
    "CalendarFeed",
    "ClosedYear",
    "Comment",
    "Commitment",
    "Deletion",
    "Delivery",
    "Department",
    "Desk",
    "Document",
    "EarlierVersion",
    "Erasing",
    "Event",
    "FollowUp",
    "GazetteerCity",
    "GazetteerName",
    "Gift",
    "ImportChange",
    "ImportRun",
    "Interaction",
    "InteractionOrganisation",
    "InteractionPerson",
    "InteractionRecord",
    "Invitation",
    "Office",
    "OpenQuestion",
    "Organisation",
    "Person",
    "Photo",
    "Place",
    "PlaceName",
    "Position",
    "ProgrammeItem",
    "Record",
    "Result",
    "SearchWord",
    "Spending",
    "StockItem",
    "Substitution",
    "Tag",
    "Tagging",
    "WorkShare",
]
