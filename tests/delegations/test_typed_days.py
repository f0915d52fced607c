"""Days of the portal, of rounds and of payments are typed or picked as at the desk."""

import datetime as dt
from typing import Any

import pytest
from django.utils.translation import override

from delegations.applications.desk_forms import AskForm
from delegations.applications.round_page import RoundForm
from delegations.payments.forms import BatchForm
from delegations.support.forms import FrameForm
from oia.office.writing.fields import DayField


@pytest.mark.parametrize(("form", "name"), [(BatchForm, "day"), (AskForm, "due")])
@pytest.mark.parametrize("typed", ["1.3.2099", "01.03.2099", "2099-03-01"])
def test_a_day_is_read_however_it_is_written(form: Any, name: str, typed: str) -> None:
    read = form({"text": "x", "texts": "x", name: typed})
    assert read.is_valid(), read.errors
    assert read.cleaned_data[name] == dt.date(2099, 3, 1)


def test_a_day_the_calendar_lacks_gets_its_neighbours() -> None:
    with override("en"):
        read = BatchForm({"text": "x", "day": "31.2.2099"})
        assert read.errors["day"] == [
            "“31.2.2099” is not a day of the calendar. Perhaps 28.02.2099 or 01.03.2099?"
        ]


def test_no_form_leaves_days_to_the_browser_alone() -> None:
    fields = [RoundForm.base_fields["first"], FrameForm.base_fields["valid_from"]]
    assert all(isinstance(field, DayField) for field in fields)
    shown = fields[0].widget.render("first", None)
    assert ('type="text"' in shown, "data-day" in shown) == (True, True)
