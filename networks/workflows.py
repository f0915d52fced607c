"""The yearly decision on a membership: keep, change or leave."""

from django.utils.translation import gettext_lazy as _

from networks.choices import Decision
from oia.core.workflow import Transition, Workflow
from oia.office.ownership import owns

DECIDED = (Decision.KEEP, Decision.CHANGE, Decision.LEAVE)

MEMBERSHIP = Workflow(
    "membership",
    owns=owns,
    transitions=(
        Transition(
            "keep",
            _("Keep the membership"),
            (Decision.UNDECIDED,),
            Decision.KEEP,
            "networks.write",
            explanation=_("It goes on next year as it is."),
        ),
        Transition(
            "change",
            _("Change the membership"),
            (Decision.UNDECIDED,),
            Decision.CHANGE,
            "networks.write",
            needs_reason=True,
            explanation=_("It goes on with another level, fee or department."),
        ),
        Transition(
            "leave",
            _("Leave the network"),
            (Decision.UNDECIDED,),
            Decision.LEAVE,
            "networks.write",
            needs_reason=True,
            explanation=_("This is the last year; notice has to be given in time."),
        ),
        Transition(
            "reconsider",
            _("Decide anew"),
            DECIDED,
            Decision.UNDECIDED,
            "networks.write",
            needs_reason=True,
            explanation=_("The decision of this year is open again."),
        ),
    ),
)
