"""What may become of a version: draft, in force, ended."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.support.models import Scheme, SchemeStatus
from oia.core.locks import locked
from oia.core.workflow import Transition, Workflow
from oia.ui import words


def may_be_in_force(version: Any, by: Any) -> Any:
    """Nothing missing, nothing contradictory, and no other version valid on one of its days."""
    # Two versions put in force at once wait for each other here.
    locked(Scheme.objects.all()).get(pk=version.scheme_id)
    language = words.language()
    wrong = [*version.problems(), *version.unset()]
    if wrong:
        return " ".join(problem.text[language] for problem in wrong[:3])
    if version.valid_from is None:
        return _("Enter the day from which the version is valid.")
    last = version.valid_to or dt.date.max
    for other in version.scheme.versions.exclude(pk=version.pk).exclude(status="draft"):
        ended_by_this = other.valid_to is None and other.valid_from < version.valid_from
        if ended_by_this or other.valid_from > last:
            continue
        if other.valid_to is None or other.valid_to >= version.valid_from:
            return _("Version %d is valid on some of these days.") % other.number
    return None


def end_the_one_before(version: Any, *, by: Any, reason: str) -> None:
    before = version.scheme.versions.filter(
        status=SchemeStatus.IN_FORCE, valid_to=None, valid_from__lt=version.valid_from
    ).exclude(pk=version.pk)
    for other in locked(before):
        other.valid_to = version.valid_from - dt.timedelta(days=1)
        other.save(update_fields=["valid_to"])


def has_begun(version: Any, by: Any) -> Any:
    if version.valid_from > timezone.localdate():
        return _("It begins later.")
    return None


def end_today(version: Any, *, by: Any, reason: str) -> None:
    today = timezone.localdate()
    version.valid_to = min(version.valid_to or today, today)
    version.save(update_fields=["valid_to"])


SCHEME_VERSION = Workflow(
    "schemeversion",
    transitions=(
        Transition(
            "put_in_force",
            _("Put in force"),
            (SchemeStatus.DRAFT,),
            SchemeStatus.IN_FORCE,
            "schemes.write",
            guard=may_be_in_force,
            explanation=_(
                "Its rules count from its first day and can no longer be changed; an open version "
                "before it ends the day before."
            ),
            effect=end_the_one_before,
        ),
        Transition(
            "end",
            _("End today"),
            (SchemeStatus.IN_FORCE,),
            SchemeStatus.ENDED,
            "schemes.write",
            guard=has_begun,
            needs_reason=True,
            explanation=_("From tomorrow nobody applies under it; assessments made by it stay."),
            effect=end_today,
        ),
    ),
)
