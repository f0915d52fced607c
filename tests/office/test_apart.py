"""Places of one name and country say what tells them apart."""

from django.utils.translation import override

from oia.office.models import GazetteerCity
from oia.office.questions import Question
from oia.office.writing.lookups import PlaceLookup
from tests.factories import make_place, make_user


def test_places_called_alike_are_told_apart(db: None) -> None:
    region = make_place("Bavaria", "DE")
    one = make_place("Neustadt", "DE", latitude=50.32, longitude=11.12, part_of=region)
    make_place("Neustadt", "DE", latitude=49.35, longitude=8.14)
    make_place("Neumünster", "DE", latitude=54.07, longitude=9.99)
    user = make_user("officer", language="en")
    with override("en"):
        labels = {option.label for option in PlaceLookup().suggest("Neu", user)}
        assert labels >= {
            "Neustadt, Germany (Bavaria, 50.32 / 11.12)",
            "Neustadt, Germany (49.35 / 8.14)",
            "Neumünster, Germany",
        }
        exact = {option.value: option.label for option in PlaceLookup().exact("Neustadt", user)}
        assert exact[str(one.pk)] == "Neustadt, Germany (Bavaria, 50.32 / 11.12)"


def test_a_question_tells_cities_of_one_name_apart(db: None) -> None:
    for key, people in ((901, 60_000), (902, 5_100)):
        GazetteerCity.objects.create(
            geonameid=key, name="Neustadt", country="DE", latitude=50, longitude=key / 100,
            population=people,
        )  # fmt: skip
    cities = [{"geonameid": key, "name": "Neustadt", "country": "DE"} for key in (901, 902)]
    item = {"about": "cell", "column": "place", "text": "Neustadt", "country": "", "row": 2}
    with override("en"):
        options = Question({**item, "proposals": cities}, "partnerships").options
        assert [option.label for option in options] == [
            "Neustadt (Germany) (60,000 people, 50.00 / 9.01)",
            "Neustadt (Germany) (5,100 people, 50.00 / 9.02)",
        ]
