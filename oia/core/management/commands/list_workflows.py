"""`list_workflows`: the states and steps of every noun, as `docs/workflows.md`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from oia.core.workflow import Workflow, mermaid, workflows

HEAD = """# States and steps

Written by `manage.py list_workflows` from the tables in `workflows.py`; a test compares.
Where an arrow begins at a point, the entry had no state yet.
"""


def page() -> str:
    with override("en"):
        return "\n".join([HEAD, *(_section(table) for table in workflows())])


def _section(table: Workflow) -> str:
    name = table.model.replace("_", " ").capitalize()
    lines = [f"## {name}", "", "```mermaid", mermaid(table), "```", ""]
    lines += ["| step | button | what happens | asks for a reason |", "|---|---|---|---|"]
    for step in table.transitions:
        asks = "yes" if step.needs_reason else ""
        lines.append(f"| {step.name} | {step.label} | {step.explanation} | {asks} |")
    return "\n".join([*lines, ""])


class Command(BaseCommand):
    help = "Prints the states and steps of all nouns."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(page(), ending="")
