"""The words all apps share, one noun per module."""

from oia.office.models.events import Event
from oia.office.models.feeds import CalendarFeed
from oia.office.models.imports import Answer, ImportChange, ImportRun, OpenQuestion
from oia.office.models.money import Allotment, BudgetLine, Spending, WorkShare
from oia.office.models.office import Department, Desk, Office
from oia.office.models.people import Organisation, Person, Position
from oia.office.models.places import GazetteerCity, GazetteerName, Place, PlaceName
from oia.office.models.records import Document, Record, SearchWord, Tag, Tagging
from oia.office.models.staff import Affiliation, Substitution

__all__ = [
    "Affiliation",
    "Allotment",
    "Answer",
    "BudgetLine",
    "CalendarFeed",
    "Department",
    "Desk",
    "Document",
    "Event",
    "GazetteerCity",
    "GazetteerName",
    "ImportChange",
    "ImportRun",
    "Office",
    "OpenQuestion",
    "Organisation",
    "Person",
    "Place",
    "PlaceName",
    "Position",
    "Record",
    "SearchWord",
    "Spending",
    "Substitution",
    "Tag",
    "Tagging",
    "WorkShare",
]
