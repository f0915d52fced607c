"""The manual: pages of `docs/` in the reader's language, with their contents and pictures.

People read in the program what stands in the repository; there is one text of each.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from PIL import Image

from oia.core.permissions import requires
from oia.core.words import fold

PICTURES = "manual"  # the prefix of `docs/pictures` among the static files
# Page → language → file.
PAGES = {
    "desk": {"en": "use.md", "de": "nutzen.md"},
    "clubs": {"en": "clubs.md", "de": "vereine.md"},
}
# Files whose content the program shows on a page of its own.
ROUTES = {"columns.md": "import_start"}


@dataclass(frozen=True)
class Manual:
    """`contents`: anchor and heading of each section."""

    title: str
    contents: tuple[tuple[str, str], ...]
    html: SafeString


def manual(page: str, language: str) -> Manual:
    """A page of the manual; German where the language begins so, else English."""
    files = PAGES[page]
    return _read(files["de" if language.startswith("de") else "en"])


@cache
def _read(name: str) -> Manual:
    return _written((folder() / name).read_text())


def folder() -> Path:
    return Path(settings.BASE_DIR) / "docs"


def anchor(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(heading)).strip("-")


def _written(text: str) -> Manual:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    title, contents = "", []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
            if token.tag == "h1":
                title = heading
            elif token.tag == "h2":
                token.attrSet("id", anchor(heading))
                contents.append((anchor(heading), heading))
        for part in token.children or ():
            if part.type == "image":
                _place(part)
            elif part.type == "link_open":
                _lead(part)
    start = next((i + 1 for i, t in enumerate(tokens) if t.type == "heading_close"), 0)
    html = parser.renderer.render(tokens[start:], parser.options, {})
    return Manual(title, tuple(contents), mark_safe(html))  # noqa: S308 – our own text, no HTML in it


def _place(image: Any) -> None:
    """A picture with its size, so that the text does not jump when it arrives."""
    path = folder() / str(image.attrGet("src"))
    image.attrSet("src", static(f"{PICTURES}/{path.name}"))
    image.attrSet("loading", "lazy")
    with Image.open(path) as picture:
        for name, value in zip(("width", "height"), picture.size, strict=True):
            image.attrSet(name, str(value))


def _lead(link: Any) -> None:
    """A link to a file that is no page here leads nowhere: it is written for who keeps it."""
    target = str(link.attrGet("href"))
    if target in ROUTES:
        link.attrSet("href", reverse(ROUTES[target]))
    elif not target.startswith(("#", "http", "/")):
        link.attrs.pop("href")


def _shown(request: HttpRequest, page: str, template: str) -> HttpResponse:
    found = manual(page, get_language() or "en")
    return render(
        request, template, {"title": found.title, "manual": found, "crumbs": [(_("Help"), None)]}
    )


@requires("signed-in")
def desk(request: HttpRequest) -> HttpResponse:
    """For those who sit in front of the desk."""
    return _shown(request, "desk", "ui/manual.html")


@requires("public")
def clubs(request: HttpRequest) -> HttpResponse:
    """For clubs that apply; anybody may read it before having an account."""
    return _shown(request, "clubs", "apply/help.html")
