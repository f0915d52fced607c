"""Everything the application says is there in German, complete and as compiled."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from oia.servers import REPOSITORY

PO = REPOSITORY / "locale" / "de" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
NOT_SAID = (".*", "__pycache__", "var", "tests", "static", "docs", "deploy", "LC_MESSAGES")
gettext_tools = pytest.mark.skipif(
    not (shutil.which("xgettext") and shutil.which("msgfmt")), reason="GNU gettext is not installed"
)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_mo(file) if path.suffix == ".mo" else read_po(file)


def _phrases(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _said(catalog: Catalog) -> dict[tuple[str | None, tuple[str, ...]], tuple[str, ...]]:
    return {(_context(m), _forms(m.id)): _forms(m.string) for m in _phrases(catalog)}


def _context(message: Message) -> str | None:
    """Babel reads the contexts of a compiled catalogue as bytes."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context


def test_no_phrase_is_empty_or_a_guess() -> None:
    catalog = _read(PO)
    assert [m.id for m in _phrases(catalog) if m.fuzzy] == []
    assert [m.id for m in _phrases(catalog) if not all(_forms(m.string))] == []


def test_the_header_names_language_and_plural() -> None:
    catalog = _read(PO)
    assert (str(catalog.locale), catalog.fuzzy) == ("de", False)
    assert (catalog.num_plurals, catalog.plural_expr) == (2, "(n != 1)")


@gettext_tools
def test_every_phrase_of_sources_and_templates_is_in_the_catalogue(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(REPOSITORY, copy, ignore=shutil.ignore_patterns(*NOT_SAID))
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale=de", "--no-location"],
        cwd=copy,
        env={**os.environ, "OIA_NO_SERVERS": "1"},
        check=True,
        capture_output=True,
    )
    extracted = set(_said(_read(copy / PO.relative_to(REPOSITORY))))
    catalogue = set(_said(_read(PO)))
    assert sorted(forms for _context, forms in extracted - catalogue) == []
    assert sorted(forms for _context, forms in catalogue - extracted) == []


def test_the_compiled_catalogue_says_what_the_source_says() -> None:
    assert _said(_read(MO)) == _said(_read(PO))


@gettext_tools
def test_placeholders_agree(tmp_path: Path) -> None:
    command = ["msgfmt", "--check-format", "-o", str(tmp_path / "django.mo"), str(PO)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
