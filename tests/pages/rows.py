"""Whose rows who sees, as it was agreed: one line a row, beside the table of cells in `matrix.py`.

A row is somebody else's, of another department, unless its line says whose: “of liaison” is the own
one of that role. *secret* means that it is confidential or hangs on what is.
"""

OFFICE = "head officer auditor"
STAFF = "head officer liaison mayor auditor"
MONEY = "head officer mayor auditor"
KEEPERS = "head auditor admin"

AGREED: dict[str, str] = {
    # Records, and what hangs on them.
    "trip": STAFF,
    "trip secret": OFFICE,
    "record": STAFF,
    "record secret": OFFICE,
    "membership": STAFF,
    "membership secret": OFFICE,
    "document": STAFF,
    "document secret": OFFICE,
    "earlier version": STAFF,
    "earlier version secret": OFFICE,
    "photo": STAFF,
    "photo secret": OFFICE,
    "result": STAFF,
    "result secret": OFFICE,
    "programme item": STAFF,
    "programme item secret": OFFICE,
    "invitation": MONEY,
    "invitation secret": OFFICE,
    "gift": MONEY,
    "gift secret": OFFICE,
    "stock": MONEY,
    "talk": STAFF,
    "talk secret": OFFICE,
    "talk about nothing": OFFICE,
    "follow-up": OFFICE,
    "follow-up secret": OFFICE,
    "follow-up on nothing": "head auditor",
    "follow-up of liaison": "head officer liaison auditor",
    # People.
    "person": STAFF,
    "person restricted": "head",
    "organisation": STAFF,
    "department": f"{STAFF} admin",
    # Money.
    "allotment": MONEY,
    "budget line": MONEY,
    "commitment": MONEY,
    "spending": MONEY,
    # Travel support.
    "application": OFFICE,
    "application of club": f"{OFFICE} club",
    "draft": "",
    "draft of club": "club",
    "draft by the office": OFFICE,
    "paper": OFFICE,
    "paper of club": f"{OFFICE} club",
    "mailed file": OFFICE,
    "mailed file of club": f"{OFFICE} club",
    "account": OFFICE,
    "account of club": f"{OFFICE} club",
    "payment": OFFICE,
    "payment of club": f"{OFFICE} club",
    "payment list": OFFICE,
    "speaker": STAFF,
    "speaker of club": f"{STAFF} club",
    "scheme": OFFICE,
    "letter": OFFICE,
    "mail from outside": "officer",
    # Reports.
    "report draft": "head officer liaison auditor",
    "report published": "head officer liaison mayor council auditor admin",
    # What belongs to one person.
    "job": "auditor admin",
    "job of officer": "officer auditor admin",
    "mail": "auditor admin",
    "mail of officer": "officer auditor admin",
    "file taken in": OFFICE,
    "file taken in of liaison": "head officer liaison auditor",
    "question": OFFICE,
    "question of liaison": "head officer liaison auditor",
    "feed": "admin",
    "feed of mayor": "mayor admin",
    "token": "head auditor admin",
    "token of mayor": "head mayor auditor admin",
    "absence": "",
    "absence of officer": "officer",
    "place signed in": "",
    "place signed in of officer": "officer",
    # Keeping house.
    "account asked for": KEEPERS,
    "closed year": KEEPERS,
    "deletion": KEEPERS,
    "erasure of a person": KEEPERS,
    "read": "head auditor",
}
