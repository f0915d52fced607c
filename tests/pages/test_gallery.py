"""The gallery shows every tag, every fragment and every state, and changes nothing."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test.signals import template_rendered

from oia.core.models import SavedView
from oia.ui.templatetags import kern
from tests.factories import make_user

UI = Path(settings.BASE_DIR) / "templates" / "ui"
FRAGMENTS = {path.name for path in UI.glob("_*.html")}


@pytest.fixture
def drawn(office: Any, client: Client) -> tuple[str, set[str]]:
    """The page, and the names of the templates it was made of."""
    kern._kept.cache_clear()
    names: set[str] = set()

    def note(template: Any, **_kwargs: Any) -> None:
        names.add((template.name or "").rpartition("/")[2])

    client.force_login(make_user("head"))
    template_rendered.connect(note)
    try:
        html = client.get("/components/").content.decode()
    finally:
        template_rendered.disconnect(note)
        kern._kept.cache_clear()
    return html, names


def used(names: set[str]) -> set[str]:
    """Our tags and filters in the text of these templates."""
    text = " ".join(path.read_text() for path in UI.iterdir() if path.name in names)
    tags = set(re.findall(r"{% (\w+)", text)) & set(kern.register.tags)
    return tags | (set(re.findall(r"\|(\w+)", text)) & set(kern.register.filters))


def test_every_fragment_is_in_the_gallery(drawn: tuple[str, set[str]]) -> None:
    assert FRAGMENTS - drawn[1] == set()


def test_every_tag_is_in_the_gallery(drawn: tuple[str, set[str]]) -> None:
    assert used(drawn[1]) == {*kern.register.tags, *kern.register.filters}


def test_a_tag_that_is_missing_would_be_found(drawn: tuple[str, set[str]]) -> None:
    assert used(drawn[1] - {"gallery.html"}) != {*kern.register.tags, *kern.register.filters}


def test_no_id_stands_twice(drawn: tuple[str, set[str]]) -> None:
    found = re.findall(r'\sid="([^"]+)"', drawn[0])
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("asked", ["light", "dark"])
def test_the_components_are_shown_in_the_scheme_asked_for(
    office: Any, client: Client, asked: str
) -> None:
    client.force_login(make_user("admin"))
    html = client.get(f"/components/?scheme={asked}").content.decode()
    assert f'<div class="desk-gallery" data-kern-theme="{asked}">' in html


def test_its_buttons_change_nothing(office: Any, client: Client) -> None:
    client.force_login(make_user("officer"))
    answer = client.post("/components/", {"step": "approve"}, follow=True)
    assert answer.redirect_chain == [("/components/", 302)]
    assert "This is the gallery: nothing was changed." in answer.content.decode()
    assert SavedView.objects.count() == 0
