"""The snapshot: figures, rows and chapters of a report as JSON, the one source of page and PDF."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oia.core.dates import Period
from oia.office.choices import Confidentiality
from oia.office.indicators import Figure, Indicator, measure_all, written
from oia.office.models import Office, Record
from reporting.chapters import Chapter, Context, chapters

Snapshot = dict[str, Any]
Tell = Callable[[int, str], None]
# What `--figures` tells of an entry.
MEASURED = ("value", "previous", "unit", "rows", "groups")
# Figures that came later: in a snapshot from before they are null, not zero.
LATER = ("support_paid",)


@contextmanager
def one_moment() -> Iterator[None]:
    """All queries within see the database as it stood at the first: a figure equals its rows."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def build(
    office: Office, period: Period, language: str, narratives: dict[str, str], tell: Tell
) -> Snapshot:
    """Everything the report says; `tell(percent, step)` hears how far it is. Texts are written in
    the active language, which the caller has set to `language`."""
    as_of = timezone.localtime().replace(microsecond=0).isoformat()
    tell(5, _("Counting the figures"))
    figures = measure_all(period, office)
    tell(20, _("Collecting the rows behind them"))
    rows = {code: rows_behind(f.indicator, period, office) for code, f in figures.items()}
    tell(40, _("Writing the chapters"))
    context = Context(office, period, figures)
    return {
        "office": {
            "city": office.city,
            "country": office.country,
            "name": str(office),
            "accent": office.accent_light,
            "ribbon": office.ribbon,
            "arms": office.arms.digest if office.arms else "",
        },
        "year": period.year,
        "period": {
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "label": period.label,
            "previous": period.previous().label,
        },
        "language": language,
        "as_of": as_of,
        "figures": {
            code: {**frozen(figure, office, period), "order": number}
            for number, (code, figure) in enumerate(figures.items())
        },
        "rows": {code: found for code, found in rows.items() if found},
        "chapters": [
            found
            for chapter in chapters()
            if (found := _chapter(chapter, context, narratives)) is not None
        ],
    }


def _chapter(chapter: Chapter, context: Context, narratives: dict[str, str]) -> Any:
    blocks = chapter.build(context)
    text = narratives.get(chapter.key, "")
    if not blocks and not text:
        return None
    return {
        "key": chapter.key,
        "title": str(chapter.title),
        "narrative": text,
        "blocks": blocks,
    }


def texts_of(snapshot: Snapshot) -> dict[str, str]:
    """Key of a chapter → what the office wrote to it, as it stands in the snapshot."""
    written = {chapter["key"]: chapter["narrative"] for chapter in snapshot["chapters"]}
    return {key: text for key, text in written.items() if text}


def frozen(figure: Figure, office: Office, period: Period) -> dict[str, Any]:
    """A figure with its name, words and values, also as written texts and by groups."""
    one = figure.indicator
    entry: dict[str, Any] = {"name": str(one.name), "words": str(one.words), "area": one.area}
    entry |= figure.as_json(office)
    if one.unit != "rows":
        entry["text"] = written(figure.value, one.unit, office)
        entry["previous_text"] = (
            "" if figure.previous is None else written(figure.previous, one.unit, office)
        )
    if one.groups is not None:
        entry["groups"] = one.groups(period, office)
    return entry


def rows_behind(one: Indicator, period: Period, office: Office) -> dict[str, Any] | None:
    """The rows a figure counts, as texts, without personal data. What is internal or confidential
    is counted as `withheld` and not named."""
    if one.rows is None or one.table is None:
        return None
    found, withheld = one.rows(period, office), 0
    level = _level_of(found.model)
    if level:
        withheld = found.exclude(**{level: Confidentiality.OPEN}).count()
        found = found.filter(**{level: Confidentiality.OPEN})
    shown = one.table(found, columns=one.columns, personal=False)
    return {
        "withheld": withheld,
        "head": [str(column.label) for column in shown.impersonal],
        "numeric": [at for at, column in enumerate(shown.impersonal) if column.numeric],
        "rows": list(shown.texts()),
    }


def _level_of(model: Any) -> str:
    """The path to how confidential a row is: its own, or that of the record it is a part of."""
    if issubclass(model, Record):
        return "confidentiality"
    whole = getattr(model, "part_of", "")
    return f"{whole}__confidentiality" if whole else ""


def in_order(snapshot: Snapshot) -> list[tuple[str, dict[str, Any]]]:
    """Code and entry of each figure as the registry orders them; the database keeps JSON's keys in
    an order of its own. Snapshots of old hold no order."""
    return sorted(snapshot["figures"].items(), key=lambda pair: int(pair[1].get("order", 0)))


def figures_json(snapshot: Snapshot) -> dict[str, Any]:
    """What `--figures` writes: code → value, previous, unit; lists as rows; null if not built."""
    answer: dict[str, Any] = {
        code: {name: entry[name] for name in MEASURED if name in entry}
        for code, entry in snapshot["figures"].items()
    }
    return dict.fromkeys(LATER) | answer


def canonical(snapshot: Snapshot) -> bytes:
    """The one way to write a snapshot as bytes."""
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(snapshot: Snapshot) -> str:
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text[:10])
