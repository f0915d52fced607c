"""A trial's own record, and the offices on which it is tried."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.conftest import stand as stand
from tests.soak.trial import Trial


@pytest.fixture
def trial(request: pytest.FixtureRequest) -> Iterator[Trial]:
    """Named after its file. At the end every attempt must have held, and the control broken."""
    found = Trial(request.module.__name__.rpartition("test_")[2])
    yield found
    if getattr(request.node, "broke", False):
        return
    found.end()
    assert found.tried > 0
    assert (found.held, found.control_broke > 0) == (found.tried, True), found


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: Any, call: Any) -> Any:
    """A test that failed leaves no line in the page."""
    outcome = yield
    if call.when == "call":
        item.broke = outcome.get_result().failed
