"""The status in a file: on a stored row it asks for a step of the workflow, never for a value."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oia.core.workflow import Workflow, perform, workflow_of
from oia.office.cells import Refusal
from oia.office.sheets import Column, Sheet


def status_column(sheet: Sheet) -> Column | None:
    """The column that names the state of the sheet's noun, if it has a table of steps."""
    workflow = workflow_of(sheet.model)
    if workflow is None:
        return None
    return next((column for column in sheet.columns if column.target == workflow.field), None)


def step_to(obj: Any, state: str, *, by: Any, reason: str) -> Any:
    """The row after the step that leads to the state; Refusal when there is none for the person."""
    workflow = workflow_of(type(obj))
    assert workflow is not None
    steps = workflow.available(obj, by)
    step = next((step for step in steps if step.target == state), None)
    if step is None:
        raise Refusal(_no_step(workflow, obj, state))
    try:
        return perform(workflow, obj, step.name, by=by, reason=reason)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error


def _no_step(workflow: Workflow, obj: Any, state: str) -> str:
    labels = dict(obj._meta.get_field(workflow.field).flatchoices)
    now = labels.get(getattr(obj, workflow.field), "–")
    return _("You have no step from “%(now)s” to “%(wanted)s”. Take the steps on its page.") % {
        "now": now,
        "wanted": labels.get(state, state),
    }
