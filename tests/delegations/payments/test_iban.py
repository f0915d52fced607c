"""What is taken as an IBAN, and what is said where it is none."""

import pytest
from django.core.exceptions import ValidationError

from delegations.payments.iban import checked, in_groups

RIGHT = "DE02120300000000202051"


@pytest.mark.parametrize(
    "typed",
    [
        RIGHT,
        "DE02 1203 0000 0000 2020 51",
        "de02 1203 0000 0000 2020 51",
        " DE02-1203-0000-0000-2020-51 ",
        "DE02\u00a01203\u202f0000 0000.2020.51",
        "IBAN: DE02 1203 0000 0000 2020 51",
    ],
)
def test_blanks_and_small_letters_are_taken(typed: str) -> None:
    assert checked(typed) == RIGHT


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("DE03120300000000202051", "check digits do not fit"),
        ("DE02120300000000202015", "check digits do not fit"),
        ("DE0212030000000020205", "IBAN of Germany has 22 signs; this one has 21"),
        ("DE021203000000002020511", "IBAN of Germany has 22 signs; this one has 23"),
        ("DE0212030000000020205X", "letters stand where digits belong"),
        ("202051", "begins with two letters for the country"),
        ("XX02120300000000202051", "no IBAN that begins with “XX”"),
        ("DE02 1203 0000 0000 2020 5!", "only letters and digits"),
        ("ＤＥ02120300000000202051", "only letters and digits"),
        ("TR330006100519786457841326", "takes no SEPA payments"),
        ("", "only letters and digits"),
        ("DE", "has 22 signs; this one has 2"),
    ],
)
def test_what_is_wrong_is_said_so_that_it_can_be_mended(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        checked(typed)


@pytest.mark.parametrize(
    "iban", ["FR1420041010050500013M02606", "AT611904300234573201", "PL61109010140000071219812874"]
)
def test_partner_countries_are_taken(iban: str) -> None:
    assert checked(iban.lower()) == iban


def test_it_is_shown_in_groups_of_four() -> None:
    assert in_groups(RIGHT) == "DE02 1203 0000 0000 2020 51"
