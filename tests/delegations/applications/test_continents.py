"""The continent of a partner city, which nobody has to type."""

import pytest

from delegations.applications.forms import continent_of


@pytest.mark.parametrize(
    ("country", "continent"),
    [
        ("ES", "EU"), ("FR", "EU"), ("PT", "EU"), ("RU", "EU"), ("TR", "EU"), ("IS", "EU"),
        ("US", "NA"), ("CA", "NA"), ("NI", "NA"), ("BR", "SA"), ("PE", "SA"), ("CN", "AS"),
        ("IL", "AS"), ("JP", "AS"), ("EG", "AF"), ("ZA", "AF"), ("MU", "AF"), ("AU", "OC"),
        ("NZ", "OC"), ("XX", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_continent_of_a_country(country: str, continent: str) -> None:
    assert continent_of(country) == continent
