"""Pages that are written from the code say what the code says."""

from pathlib import Path

from delegations.workflows import TRIP, VISIT
from oia.core.workflow import mermaid
from oia.office.management.commands.list_columns import page
from reporting.workflows import REPORT

DOCS = Path(__file__).parents[1] / "docs"


def test_the_page_of_columns_is_current() -> None:
    assert (DOCS / "columns.md").read_text() == page()


def test_the_diagrams_of_states_are_current() -> None:
    text = (DOCS / "workflows.md").read_text()
    for workflow in (TRIP, VISIT, REPORT):
        assert f"```mermaid\n{mermaid(workflow)}\n```" in text
