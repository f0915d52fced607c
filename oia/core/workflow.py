"""Status changes as data: a table per noun, and one `perform()` that walks it."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.permissions import may

Guard = Callable[[Any, Any], str | Promise | None]
Effect = Callable[..., None]


@dataclass(frozen=True)
class Transition:
    """One line of the table. `guard(obj, by)` answers None or the sentence that says why not."""

    name: str
    label: str | Promise
    source: tuple[str, ...]
    target: str
    capability: str
    guard: Guard | None = None
    needs_reason: bool = False
    explanation: str | Promise = ""
    public_label: str | Promise = ""
    effect: Effect | None = None
    # Writes on the locked row what the step itself says, such as who took it; saved with the state.
    fill: Effect | None = None


@dataclass(frozen=True)
class Workflow:
    """All transitions of a noun's status field."""

    model: str
    transitions: Sequence[Transition]
    field: str = "status"
    # Whose object it is: answers whether the person may move this one at all.
    owns: Callable[[Any, Any], bool] | None = None
    names: dict[str, Transition] = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", {step.name: step for step in self.transitions})

    def available(self, obj: models.Model, user: Any) -> list[Transition]:
        """Steps that leave the present state and that the person may take at all."""
        state = getattr(obj, self.field)
        if self.owns and not self.owns(obj, user):
            return []
        return [step for step in self.transitions if state in step.source and _open(step, user)]

    def with_objections(self, obj: models.Model, user: Any) -> list[tuple[Transition, str]]:
        """Available steps, each with what stands against it just now; empty where nothing does."""
        return [
            (step, str((step.guard(obj, user) if step.guard else None) or ""))
            for step in self.available(obj, user)
        ]


def _open(step: Transition, by: Any) -> bool:
    """Nobody at all is a command of whoever runs the machine: it takes every step."""
    return by is None or may(by, step.capability)


class Refused(ValidationError):
    """The step is not possible now; the message says why."""


def perform(
    workflow: Workflow,
    obj: Any,
    name: str,
    *,
    by: Any,
    reason: str = "",
    seen: str | None = None,
    **extra: Any,
) -> Any:
    """Lock the row, check the table, change the status, tell whoever must know; all or nothing.

    `seen` is the state the person had before them: a step out of another one is refused.
    """
    step = workflow.names[name]
    if not _open(step, by):
        raise PermissionDenied
    if step.needs_reason and not reason.strip():
        raise Refused(_("Give a reason for this step."))
    with transaction.atomic(), deed(by=by, why=reason or str(step.label)):
        row = locked(type(obj)._default_manager.all()).get(pk=obj.pk)
        state = getattr(row, workflow.field)
        if state not in step.source or seen not in (None, state):
            raise Refused(_("Somebody else has changed the status meanwhile. Reload the page."))
        if workflow.owns and not workflow.owns(row, by):
            raise PermissionDenied
        refusal = step.guard(row, by) if step.guard else None
        if refusal:
            raise Refused(str(refusal))
        setattr(row, workflow.field, step.target)
        if step.fill:
            step.fill(row, by=by, reason=reason, **extra)
        row.save()
        if step.effect:
            step.effect(row, by=by, reason=reason, **extra)
    return row


def mermaid(workflow: Workflow) -> str:
    """The state diagram for `docs/`, drawn from the table."""
    lines = ["stateDiagram-v2"]
    for step in workflow.transitions:
        # No state at all is drawn as the point where a diagram begins.
        lines += [f"    {source or '[*]'} --> {step.target}: {step.name}" for source in step.source]
    return "\n".join(lines)


def workflow_of(model: type[models.Model]) -> Workflow | None:
    """The table of a noun, or None when its rows have no steps."""
    return next((table for table in workflows() if table.model == model._meta.model_name), None)


@cache
def workflows() -> list[Workflow]:
    """The tables of all apps, in the order of the apps and of their modules."""
    found = []
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "workflows"):
            module = import_module(f"{app.name}.workflows")
            found += [table for table in vars(module).values() if isinstance(table, Workflow)]
    return found
