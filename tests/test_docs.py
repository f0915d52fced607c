"""Pages that are written from the code say what the code says."""

from pathlib import Path

from oia.core.management.commands import list_workflows
from oia.office.management.commands.list_columns import page

DOCS = Path(__file__).parents[1] / "docs"


def test_the_page_of_columns_is_current() -> None:
    assert (DOCS / "columns.md").read_text() == page()


def test_the_page_of_states_and_steps_is_current() -> None:
    assert (DOCS / "workflows.md").read_text() == list_workflows.page()
