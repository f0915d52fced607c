"""A version as a JSON file, in and out; `docs/schemes.md` describes the format."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from delegations.support import check
from delegations.support.models import Scheme, SchemeVersion
from delegations.support.rules import FORMAT
from oia.core.audit import deed
from oia.core.locks import locked
from oia.ui import words

EXAMPLES = Path(__file__).parent / "examples"
ROOM = 500_000  # bytes; the largest published rule set takes 12,000
KEYS = {"format", "scheme", "name", "city", "valid_from", "valid_to", "sources", "note", "rules"}


@cache
def examples() -> dict[str, str]:
    """Code and label of the published rule sets that come with the program."""
    found = {}
    for path in sorted(EXAMPLES.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        year = (content["valid_from"] or "")[:4]
        found[path.stem] = f"{content['city']} {year}".strip()
    return found


def example(name: str) -> bytes:
    return (EXAMPLES / f"{name}.json").read_bytes()


def written(version: SchemeVersion) -> str:
    """The file of a version; read again it gives the same rules."""
    scheme = version.scheme
    content = {
        "format": FORMAT,
        "scheme": scheme.code,
        "name": {"de": scheme.name_de, "en": scheme.name_en},
        "valid_from": version.valid_from and version.valid_from.isoformat(),
        "valid_to": version.valid_to and version.valid_to.isoformat(),
        "sources": version.sources,
        "note": {"de": version.note_de, "en": version.note_en},
        "rules": version.rules,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read(data: bytes) -> dict[str, Any]:
    """The content of a file, or a ValidationError with a sentence for everything that is wrong."""
    if len(data) > ROOM:
        raise ValidationError(_("The file is too large for a scheme."))
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ValidationError(_("The file is no JSON.")) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValidationError(_("The file is no scheme of format %d.") % FORMAT)
    sentences = [
        _("“%s” is unknown.") % str(name)[:60] for name in sorted(set(content) - KEYS, key=str)
    ]
    sentences += _wrong_frame(content)
    language = words.language()
    sentences += [problem.text[language] for problem in check.problems(content.get("rules"))]
    if sentences:
        raise ValidationError(sentences)
    return content


def _wrong_frame(content: dict[str, Any]) -> list[str]:
    sentences = []
    code = content.get("scheme")
    if not isinstance(code, str) or not code.replace("-", "_").isidentifier() or len(code) > 60:
        sentences.append(_("The scheme's code is missing: letters, digits and _."))
    if not _texts(content.get("name"), 200) or not all(content["name"].values()):
        sentences.append(_("The scheme needs a name in German and English."))
    if not _texts(content.get("note", {"de": "", "en": ""}), 5000):
        sentences.append(_("The note needs German and English."))
    sources = content.get("sources", [])
    if not isinstance(sources, list) or not all(isinstance(text, str) for text in sources):
        sentences.append(_("The sources are no list of texts."))
    for name in ("valid_from", "valid_to"):
        try:
            _day(content.get(name))
        except (TypeError, ValueError):
            sentences.append(_("“%s” is no day.") % name)
    if not _storable(content):
        sentences.append(_("The file contains a sign that cannot be stored."))
    return sentences


def _storable(content: dict[str, Any]) -> bool:
    """The database keeps neither NUL nor half of a surrogate pair."""
    try:
        text = json.dumps(content, ensure_ascii=False)
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in text


def _texts(value: Any, room: int) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"de", "en"}
        and all(isinstance(text, str) and len(text) <= room for text in value.values())
    )


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text is not None else None


@transaction.atomic
def import_version(data: bytes, *, by: Any) -> SchemeVersion:
    """A new draft from a file; the scheme is made where its code is new."""
    content = read(data)
    with deed(by=by, why=_("Scheme read from a file")):
        scheme, _made = Scheme.objects.get_or_create(
            code=content["scheme"],
            defaults={"name_de": content["name"]["de"], "name_en": content["name"]["en"]},
        )
        note = content.get("note") or {"de": "", "en": ""}
        return new_version(
            scheme,
            by=by,
            rules=content["rules"],
            valid_from=_day(content.get("valid_from")),
            valid_to=_day(content.get("valid_to")),
            sources=content.get("sources", []),
            note_de=note["de"],
            note_en=note["en"],
        )


@transaction.atomic
def new_version(scheme: Scheme, *, by: Any, **values: Any) -> SchemeVersion:
    """The next draft: with the values given, otherwise a copy of the newest version."""
    locked(Scheme.objects.all()).get(pk=scheme.pk)
    newest = scheme.versions.order_by("-number").first()
    if not values and newest:
        kept = ("rules", "sources", "note_de", "note_en")
        values = {name: getattr(newest, name) for name in kept}
    version = SchemeVersion(scheme=scheme, number=(newest.number + 1) if newest else 1, **values)
    with deed(by=by, why=_("New version")):
        version.full_clean()
        version.save()
    return version
