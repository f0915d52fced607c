"""What stands in the navigation, in the order of a day's work."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from oia.core.permissions import may
from oia.ui.navigation import NavGroup, NavItem


def front_door(user: Any) -> str:
    """The route a person begins at: clubs have pages of their own."""
    return "portal" if may(user, "portal.read") else "home"


def manual(user: Any) -> str:
    """The route of the help that is meant for this person."""
    return "portal_help" if may(user, "portal.read") else "help"


def groups(user: Any) -> list[NavGroup]:
    return [
        NavGroup(
            "",
            (
                NavItem(_("Overview"), "home"),
                NavItem(_("Due"), "due", "followups.read"),
                NavItem(_("Calendar"), "calendar", "activities.read"),
                NavItem(_("Map"), "travel_map", "activities.read"),
            ),
        ),
        NavGroup(
            _("Partners"),
            (
                NavItem(_("Partnerships"), "partnership_list", "partners.read"),
                NavItem(_("Agreements"), "agreement_list", "partners.read"),
                NavItem(_("Clubs"), "club_list", "partners.read"),
            ),
        ),
        NavGroup(
            _("Delegations"),
            (
                NavItem(_("Trips"), "trip_list", "activities.read"),
                NavItem(_("Visits"), "visit_list", "activities.read"),
                NavItem(_("Events"), "event_list", "events.read"),
                NavItem(_("Club applications"), "application_list", "applications.read"),
                NavItem(_("Payments"), "payment_list", "payments.read"),
                NavItem(_("Support schemes"), "scheme_list", "schemes.read"),
            ),
        ),
        NavGroup(
            _("Networks and EU"),
            (
                NavItem(_("Networks"), "network_list", "networks.read"),
                NavItem(_("Memberships"), "membership_list", "networks.read"),
                NavItem(_("Offices held"), "office_held_list", "networks.read"),
                NavItem(_("EU bids"), "bid_list", "eufunding.read"),
                NavItem(_("Calls"), "call_list", "eufunding.read"),
            ),
        ),
        NavGroup(
            _("Consular corps"),
            (
                NavItem(_("Posts"), "post_list", "consular.read"),
                NavItem(_("Order of precedence"), "precedence", "consular.read"),
            ),
        ),
        NavGroup(
            _("Contacts and money"),
            (
                NavItem(_("People"), "person_list", "contacts.read"),
                NavItem(_("Organisations"), "organisation_list", "contacts.read"),
                NavItem(_("Notes of talks"), "interaction_list", "interactions.read"),
                NavItem(_("Programmes"), "programme_item_list", "programme.read"),
                NavItem(_("Documents"), "document_list", "documents.read"),
                NavItem(_("Photos"), "photo_list", "documents.read"),
                NavItem(_("Gifts"), "gift_list", "gifts.read"),
                NavItem(_("Budget"), "allotment_list", "money.read"),
                NavItem(_("Spending"), "spending_list", "money.read"),
            ),
        ),
        NavGroup(
            _("Report"),
            (
                NavItem(_("Annual reports"), "report_list", "reports.read"),
                NavItem(_("Figures"), "figure_list", "figures.read"),
            ),
        ),
        NavGroup(
            _("Administration"),
            (
                NavItem(_("Import"), "import_list", "imports.read"),
                NavItem(_("Long work"), "job_list", "jobs.read"),
                NavItem(_("Mails"), "mail_list", "jobs.read"),
                NavItem(_("Desks and handover"), "handover_list", "partners.write"),
                NavItem(_("Settings"), "settings", "settings.read"),
                NavItem(_("People and roles"), "user_list", "users.read"),
                NavItem(_("Access log"), "read_list", "reads.read"),
                NavItem(_("Personal data"), "privacy", "privacy.read"),
                NavItem(_("Operation"), "operation", "backup.read"),
            ),
        ),
    ]
