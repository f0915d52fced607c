"""Posts that are open go with the desk."""

from oia.office.handover import Pile, register

register(Pile("post", lambda rows: rows.filter(last_day=None)))
