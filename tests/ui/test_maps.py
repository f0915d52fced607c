"""The map: land without borders, every place named or numbered, no label over another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oia.ui import land, maps
from oia.ui.maps import Marker
from tests.ui.svg import clipped, labels, overlapping

EUROPE = [
    ("Rennes", 48.1, -1.7), ("Wrocław", 51.1, 17.0), ("Kyjiw", 50.45, 30.5), ("Lyon", 45.76, 4.83),
    ("Villeurbanne", 45.77, 4.89), ("Grenoble", 45.19, 5.72), ("Genève", 46.2, 6.15),
    ("Torino", 45.07, 7.69), ("Chambéry", 45.56, 5.92), ("Annecy", 45.9, 6.12),
    ("Mâcon", 46.3, 4.83),
    ("Saint-Étienne", 45.43, 4.39), ("Milano", 45.46, 9.19), ("Freiburg im Breisgau", 48.0, 7.85),
]  # fmt: skip
FAR = [("Québec", 46.8, -71.2), ("Windhoek", -22.56, 17.08), ("Kaohsiung", 22.6, 120.3)]
MARKERS = [Marker(*place, "Partnerschaft") for place in EUROPE] + [
    Marker(*place, "Freundschaft") for place in FAR
]
places = st.builds(
    Marker,
    st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1, max_size=30),
    st.floats(-58, 78),
    st.floats(-180, 180),
    st.sampled_from(["Partnerschaft", "Freundschaft"]),
)


def named(drawing: str) -> list[str]:
    """The labels without the numbers inside dots, which stand on their place."""
    return [label.text for label in labels(drawing)]


@given(st.lists(places, max_size=40))
@settings(max_examples=40, deadline=None)
def test_labels_stay_apart_and_inside_wherever_the_places_lie(markers: list[Marker]) -> None:
    drawing = maps.world(markers, title="Partner")
    numbers = {str(n) for n in range(1, 60)}
    pairs = [pair for pair in overlapping(drawing) if not numbers & set(pair)]
    assert (pairs, clipped(drawing)) == ([], [])


def test_every_place_is_named_beside_its_dot_or_in_the_list() -> None:
    shown = " | ".join(named(maps.world(MARKERS, title="Partner")))
    assert [m.label for m in MARKERS if m.label not in shown] == []


def test_places_without_room_get_numbers() -> None:
    crowd = [Marker(f"Gemeinde {n}", 48 + n / 500, 7 + n / 500) for n in range(30)]
    drawing = maps.world(crowd, title="Partner")
    assert re.search(r">1  Gemeinde", drawing)
    # The numbers in dots share their place on purpose; the names do not overlap.
    assert [p for p in overlapping(drawing) if "Gemeinde" in p[0] and "Gemeinde" in p[1]] == []


def test_europe_is_drawn_large_when_many_places_lie_there() -> None:
    close, far = maps.world(MARKERS, title="x"), maps.world(MARKERS[-3:], title="x")
    assert (close.count("map-land"), far.count("map-land")) == (2, 1)


def test_kinds_differ_in_shape_and_stand_in_the_legend() -> None:
    drawing = maps.world(MARKERS, title="Partner")
    assert "Partnerschaft" in named(drawing)
    assert "<circle" in drawing
    assert "<polygon" in drawing


def test_the_drawing_is_described_and_escaped() -> None:
    drawing = maps.world([Marker("<i>Rennes</i>", 48.1, -1.7)], title="Partner & Freunde")
    assert "<i>" not in drawing
    assert 'role="img" aria-label="Partner &amp; Freunde' in drawing
    assert "style=" not in drawing


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(0, 11), (78, -170), (-58, 180), (66, -169), (21, -157)]
)
def test_every_place_lies_on_the_world(latitude: float, longitude: float) -> None:
    x, y = land.equal_earth(latitude, longitude)
    assert 0 <= x <= land.WORLD_WIDTH
    assert 0 <= y <= land.WORLD_HEIGHT


def test_equal_earth_agrees_with_its_published_figures() -> None:
    x, y = land.equal_earth(0, 11)
    assert x == land.WORLD_WIDTH / 2
    _x, pole = land.equal_earth(90, 11)
    # Šavrič and others: the pole lies 1.3173627591574 radii above the equator.
    assert (y - pole) / (land.WORLD_WIDTH / 5.4134) == pytest.approx(1.3173627591574, abs=1e-9)


def test_the_land_is_one_path_each_and_small() -> None:
    assert len(land.path("world")) < 40_000
    assert len(land.path("europe")) < 40_000
    with pytest.raises(KeyError):
        land.path("borders")
