"""Who may do what: the whole table of roles and capabilities, on one page.

Read a cell as: W write (and read) · R read · o only own or own department's · ½ masked or totals ·
L each read is logged · – nothing. Row visibility lives in `.visible_to()`; this page says what a
person may open at all.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

StrOrPromise = str | Promise


@dataclass(frozen=True)
class Role:
    """`second_step`: in production nobody of the role gets in by a password alone."""

    code: str
    label: StrOrPromise
    sentence: StrOrPromise
    second_step: bool = True


HEAD = Role(
    "head", _("Head of office"), _("Decides, answers the council and publishes the report.")
)
OFFICER = Role(
    "officer", _("Officer"), _("Keeps the registers, prepares trips, visits and papers.")
)
LIAISON = Role(
    "liaison",
    _("Liaison of a department"),
    _("Announces trips, networks and bids of their own department and sees the rest."),
)
MAYOR = Role("mayor", _("Mayor's office"), _("Reads calendars, trips and briefings."))
COUNCIL = Role(
    "council",
    _("Council member"),
    _("Reads published reports and the rows behind each figure, without personal data."),
)
CLUB = Role(
    "club",
    _("Club representative"),
    _("Applies for travel support for their own club."),
    second_step=False,
)
AUDITOR = Role("auditor", _("Auditor"), _("Reads everything, changes nothing; reads are logged."))
ADMIN = Role("admin", _("Administrator"), _("Keeps users, settings and backups, no business data."))

ROLES = {role.code: role for role in (HEAD, OFFICER, LIAISON, MAYOR, COUNCIL, CLUB, AUDITOR, ADMIN)}

#   area            head officer liaison mayor council club auditor admin
TABLE = """
    activities      W    W       Wo      R     –       –    RL      –
    confidential    R    R       –       –     –       –    RL      –
    partners        W    W       R       R     –       –    RL      –
    networks        W    W       Wo      R     –       –    RL      –
    eufunding       W    W       Wo      R     –       –    R       –
    consular        W    W       R½      R½    –       –    RL      –
    contacts        W    W       R½      R½    –       –    RL      –
    export_contacts WL   WL      –       –     –       –    –       –
    subjects        WL   –       –       –     –       –    RL      –
    events          W    W       R       R     –       –    RL      –
    programme       W    W       Wo      R     –       –    RL      –
    money           W    R       –       R     –       –    R       –
    imports         W    W       Wo      –     –       –    RL      –
    applications    R    W       –       –     –       –    RL      –
    decisions       W    W       –       –     –       –    RL      –
    payments        W    W       –       –     –       –    RL      –
    iban            RL   WL      –       –     –       Wo   RL      –
    applying        –    W       –       –     –       Wo   –       –
    portal          –    –       –       –     –       Wo   –       –
    schemes         W    R       –       –     –       –    R       –
    documents       W    W       R       R     –       –    RL      –
    followups       W    W       Wo      –     –       –    R       –
    oversight       R    –       –       –     –       –    R       –
    interactions    W    W       R       R     –       –    RL      –
    comments        W    W       W       W     –       –    RL      –
    gifts           W    W       –       R     –       –    RL      –
    invitations     W    W       –       R     –       –    RL      –
    drafts          W    W       R       –     –       –    R       –
    publish         W    –       –       –     –       –    –       –
    reports         R    R       R       R     R       –    R       R
    published_rows  R    R       R       R     R       –    R       –
    figures         R    R       R       R     –       –    R       –
    jobs            Wo   Wo      Wo      Wo    –       –    R       W
    history         R    Ro      –       –     –       –    RL      –
    reads           R    –       –       –     –       –    R       –
    privacy         R    –       –       –     –       –    R       R
    feeds           Wo   Wo      Wo      Wo    –       –    –       R
    tokens          W    Wo      Wo      Wo    –       –    R       R
    retention       R    –       –       –     –       –    R       W
    releasing       W    –       –       –     –       –    –       –
    users           W    –       –       –     –       –    RL      W
    settings        W    –       –       –     –       –    R       W
    backup          –    –       –       –     –       –    R       W
    gallery         R    R       R       R     –       –    R       R
"""

#   A sentence per area, for the manual and for the page that refuses.
AREAS = {
    "activities": _("Trips and visits"),
    "confidential": _("Confidential records"),
    "partners": _("Partnerships, agreements and clubs"),
    "networks": _("Networks, fees and offices held"),
    "eufunding": _("Calls and bids"),
    "consular": _("Consular corps"),
    "contacts": _("People and organisations"),
    "export_contacts": _("Export of contacts"),
    "subjects": _("What is held about a person, handed out or restricted; each with its reason"),
    "events": _("Events"),
    "programme": _("Programmes of trips, visits and events"),
    "money": _("Budget and spending"),
    "imports": _("Imports and their undo"),
    "applications": _("Applications of clubs for travel support"),
    "decisions": _("Decisions on travel support, never on what one recommended"),
    "payments": _("Payments to clubs: one prepares, another releases"),
    "iban": _("Full IBANs of clubs, each look with its reason"),
    "applying": _("Applying for travel support; the office enters for a club that called"),
    "portal": _("The clubs' own pages"),
    "schemes": _("Schemes of travel support for clubs"),
    "documents": _("Documents and photos"),
    "followups": _("Follow-ups: what is due, for whom, until when"),
    "oversight": _("What is due for everybody"),
    "interactions": _("Notes of meetings, calls and letters"),
    "comments": _("Comments on records"),
    "gifts": _("Gifts and their stock"),
    "invitations": _("Guest lists and invitations"),
    "drafts": _("Drafts of the report"),
    "publish": _("Publishing the report"),
    "reports": _("Published reports"),
    "published_rows": _("Rows behind published figures"),
    "figures": _("Indicators and their rows"),
    "jobs": _("Long work"),
    "history": _("History of changes"),
    "reads": _("Access log: who looked at personal data"),
    "privacy": _("Register of personal data: what for, how long"),
    "retention": _("What is past its time, and years that are closed"),
    "releasing": _("Releasing what another proposed to delete, confirming a closed year"),
    "feeds": _("Calendar feeds; who sees one may revoke it"),
    "tokens": _("Tokens of other systems; who keeps accounts may revoke them"),
    "users": _("Users and roles"),
    "settings": _("Settings of the office"),
    "backup": _("Backup and health"),
    "gallery": _("Gallery of components, for whoever builds pages"),
}


@dataclass(frozen=True)
class Grant:
    """One cell of the table."""

    write: bool
    read: bool
    own: bool
    masked: bool
    logged: bool


def _cell(text: str) -> Grant:
    return Grant(
        write="W" in text,
        read="W" in text or "R" in text,
        own="o" in text,
        masked="½" in text,
        logged="L" in text,
    )


def _parse(table: str) -> dict[str, dict[str, Grant]]:
    rows = (line.split() for line in table.strip().splitlines())
    return {area: dict(zip(ROLES, map(_cell, cells), strict=True)) for area, *cells in rows}


GRANTS = _parse(TABLE)
