"""People who sign in to the demonstration: one for each role, and a second head."""

from oia.core.models import User
from oia.core.permissions import roles

# Of the demonstration only: everybody else gets a single-use link and sets a password.
PASSWORD = "auenbrueck-probe"  # noqa: S105

# E-mail, role, name.
LOGINS = (
    ("leitung@example.org", "head", "Dr. Gesa Ostermoor"),
    ("referat@example.org", "officer", "Jost Feddersen"),
    ("kulturamt@example.org", "liaison", "Imke Hasselbrink"),
    ("ob-buero@example.org", "mayor", "Lutz Grünwälder"),
    ("stadtrat@example.org", "council", "Mareike Bröker"),
    ("pruefung@example.org", "auditor", "Dietmar Clasing"),
    ("technik@example.org", "admin", "Norbert Ittmann"),
)

# What two heads do together, publishing a report or closing an account, takes the other one.
DEPUTY = ("stellvertretung@example.org", "head", "Ragna Meinhold")
# Signs in to the portal; the club is found once the clubs are made.
CLUB = ("verein@example.org", "club", "Wiebke Tönnies")


def make_user(email: str, role: str, name: str) -> User:
    user = User.objects.filter(email=email).first()
    user = user or User.objects.create_user(email, role=role, name=name)
    user.set_password(PASSWORD)
    user.save()
    return user


def make_users() -> dict[str, User]:
    """Role → user, all with the demonstration's password; the deputy beside them."""
    make_user(*DEPUTY)
    return {role: make_user(email, role, name) for email, role, name in LOGINS}


def lines() -> list[str]:
    """What a visitor needs to try each role."""
    shown = (LOGINS[0], DEPUTY, *LOGINS[1:], CLUB)
    width = max(len(str(roles()[role].label)) for _email, role, _name in shown)
    room = max(len(email) for email, _role, _name in shown)
    return [
        f"{roles()[role].label!s:{width}}  {email:{room}}  {PASSWORD}"
        for email, role, _name in shown
    ]
