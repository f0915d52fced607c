"""Pages of published reports: who opens the frozen rows, and what a list reads of them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oia.roles import ROLES
from reporting.models import Report, ReportVersion
from tests.factories import make_trip, make_user
from tests.operation.test_backup import frozen
from tests.reporting.test_build import begun, built


@pytest.fixture
def version(office: Any) -> ReportVersion:
    user = make_user("head")
    make_trip(first_day="2025-05-01")
    return frozen(built(begun(office, user), office), user)


def test_the_rows_behind_a_figure_open_for_whom_the_table_says(
    version: ReportVersion, client: Any
) -> None:
    page = f"/reporting/{version.report_id}/v1/"
    figure = f"{page}figure/trips/"
    found = {}
    for role in ROLES:
        client.force_login(make_user(role))
        linked = f'href="{figure}"' in client.get(page).content.decode()
        found[role] = (linked, client.get(figure).status_code)
    opened, closed = (True, 200), (False, 403)
    assert found == {role: closed if role in ("admin", "club") else opened for role in ROLES}


def test_lists_of_reports_leave_the_frozen_rows_where_they_are(
    version: ReportVersion, client: Any
) -> None:
    client.force_login(make_user("head"))
    with CaptureQueriesContext(connection) as told:
        assert client.get("/reporting/").status_code == 200
    assert [q["sql"] for q in told if '"snapshot"' in q["sql"]] == []
    assert Report.objects.visible_to(make_user("head")).get().snapshot == version.snapshot
