"""Two people, one row: whoever saves second is told, sees both texts and loses none."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.test import Client

from tests import factories as make
from tests.pages.forms import values_of
from tests.pages.test_writing import MADE, NOUNS, edit
from tests.soak.trial import Trial

PAIRS = 200


def test_the_second_editor_loses_nothing(office: Any, trial: Trial) -> None:
    trial.promise = (
        f"{PAIRS} pairs of editors on each noun that is written: the first text is kept, the "
        "second is shown beside it and lost nowhere"
    )
    trial.control = "the form is told anew what it saw"
    first, second = Client(), Client()
    first.force_login(make.make_user("head"))
    second.force_login(make.make_user("officer"))
    for noun in NOUNS:
        names = list(_texts(second, MADE[noun]()))
        if not names:  # a person keeps departments and desks; nobody else opens the form
            second.force_login(make.make_user("head"))
            names = list(_texts(second, MADE[noun]()))
        assert names, noun
        row = MADE[noun]()
        for turn in range(trial.size(sample=1, full=PAIRS)):
            held = _one(
                first, second, row, names[turn % len(names)], names[-turn % len(names)], turn
            )
            if not held:
                print(f"{noun}: {names[turn % len(names)]}, {names[-turn % len(names)]}")
            trial.saw(held=held)
    trip = make.make_trip()
    for turn in range(20):
        trial.control_saw(broke=not _one(first, second, trip, "title", "title", turn, anew=True))


def _texts(client: Client, row: Any) -> Iterator[str]:
    """The fields into which any text may be written."""
    answer: Any = client.get(edit(row))
    if answer.status_code != 200:
        return
    shown = values_of(answer)
    own = {field.name for field in row._meta.concrete_fields}
    for name, field in answer.context["form"].fields.items():
        if type(field) is not forms.CharField or name not in own or name not in shown:
            continue
        posted: Any = client.post(edit(row), shown | {name: f"Tried {make.number()}"})
        if posted.status_code == 302:
            yield name
        shown = values_of(client.get(edit(row)))


def _one(
    first: Client,
    second: Client,
    row: Any,
    theirs: str,
    mine: str,
    turn: int,
    *,
    anew: bool = False,
) -> bool:
    """`theirs` is the field the first changes, `mine` the second's."""
    one, other = f"First {turn} {make.number()}", f"Second {turn} {make.number()}"
    seen = values_of(second.get(edit(row)))
    saved: Any = first.post(edit(row), values_of(first.get(edit(row))) | {theirs: one})
    if anew:
        seen["base"] = values_of(second.get(edit(row)))["base"]
    told: Any = second.post(edit(row), seen | {mine: other})
    row.refresh_from_db()
    page = told.content.decode()
    # Some fields, such as the identifier of a call, are kept in capitals.
    kept = str(getattr(row, theirs))
    shown = kept in page and values_of(told).get(mine) == other
    return (
        (saved.status_code, told.status_code) == (302, 409)
        and kept.casefold() == one.casefold()
        and shown
    )
