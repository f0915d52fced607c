"""The manual is the pages of `docs/`, in both languages, with every picture and link it names."""

import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from oia.ui import manual
from tests.factories import make_user

BOTH = [(page, language) for page in manual.PAGES for language in ("en", "de")]


@pytest.mark.parametrize(("page", "language"), BOTH)
def test_pictures_have_a_file_a_size_and_words(page: str, language: str) -> None:
    found = manual.manual(page, language)
    for image in re.findall(r"<img [^>]+>", found.html):
        path = re.search(r'src="/static/([^"]+)"', image)
        assert path is not None, image
        assert finders.find(path[1]), image
        assert f"-{language}.png" in path[1], image
        assert re.search(r'alt="[^"]{20,}"', image), image
        assert "width=" in image
        assert "height=" in image


@pytest.mark.parametrize("page", manual.PAGES)
def test_both_languages_have_as_many_sections_and_pictures(page: str) -> None:
    one, other = manual.manual(page, "en"), manual.manual(page, "de")
    assert len(one.contents) == len(other.contents)
    assert one.html.count("<img") == other.html.count("<img")


@pytest.mark.parametrize(("page", "language"), BOTH)
def test_every_link_leads_somewhere(page: str, language: str, client: Client) -> None:
    found = manual.manual(page, language)
    anchors = {anchor for anchor, _heading in found.contents}
    for target in re.findall(r'href="([^"]+)"', found.html):
        assert target.removeprefix("#") in anchors or target.startswith("/"), target
    assert len(anchors) == len(found.contents)


def test_somebody_signed_in_finds_the_help_of_the_desk(office: Any, client: Client) -> None:
    client.force_login(make_user("officer", language="de"))
    home = client.get("/").content.decode()
    assert 'href="/help/"' in home
    page = client.get("/help/").content.decode()
    assert manual.manual("desk", "de").contents[0][1] in page


def test_clubs_find_theirs_without_an_account(office: Any, client: Client) -> None:
    assert 'href="/apply/help/"' in client.get("/apply/").content.decode()
    assert client.get("/apply/help/").status_code == 200
    assert client.get("/help/").status_code == 302
