"""Personal data: the register read, what is held about somebody, what is due, and erasure.

The register itself is `oia/privacy.py`, named in the settings as the page of roles is.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError
from django.utils.translation import gettext as _

from oia.core import erasures, files
from oia.core.audit import event_models
from oia.core.sealed import EncryptedField

OWNER = "owner"
SUBJECT = "office.person"
# Links by which a row is somebody's own; by all others somebody only did something to it.
OWN = ("user", "owner", "person")
# Not handed out: of use to nobody but whoever would break in, or a copy for the search.
UNSAID = (
    "password", "digest", "search_text", "secret", "hashed", "key", "handle", "key_id", "public",
)  # fmt: skip
BATCH = 1000


class Refused(Exception):
    """The erasure cannot be done now; the message says why."""


@dataclass(frozen=True)
class Entry:
    """A line of the register."""

    model: type[models.Model]
    purpose: str
    rule: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """What one table holds about somebody; of rows they only dealt with there is but the number."""

    table: str
    link: str
    purpose: str
    kept: str
    count: int
    # By the columns' names on screen.
    rows: tuple[dict[str, str], ...] = ()


def register() -> Any:
    return import_module(settings.PRIVACY_MODULE)


@cache
def entries() -> tuple[Entry, ...]:
    found = []
    for label, purpose, rule, *columns in _lines(register().REGISTER):
        found.append(Entry(apps.get_model(label), purpose, rule, tuple(columns)))
    return tuple(found)


def impersonal() -> dict[type[models.Model], tuple[str, ...]]:
    """Texts that say nothing of a person, by table."""
    return {
        apps.get_model(label): tuple(columns) for label, *columns in _lines(register().IMPERSONAL)
    }


def _lines(table: str) -> Iterator[list[str]]:
    return (parts for line in table.splitlines() if (parts := line.split()))


def candidates(model: type[models.Model]) -> set[str]:
    """Own columns that could hold something of a person: texts, files, links to a person."""
    return {field.name for field in model._meta.local_concrete_fields if _could(field)}


def _could(field: Any) -> bool:
    if isinstance(field, models.ForeignKey):
        return field.related_model._meta.label_lower in (SUBJECT, "core.storedfile")
    texts = (models.CharField, models.TextField, models.JSONField, models.FileField, ArrayField)
    kinds = (*texts, models.BinaryField, EncryptedField)
    return isinstance(field, kinds) and not field.choices


# What is held about somebody ---------------------------------------------------------------------


def held_about(subject: models.Model) -> list[Held]:
    """The subject's own row and every row that points to it, as the register names them."""
    by_model = {entry.model: entry for entry in entries()}
    own = by_model[subject._meta.model]
    found = [_held(own, "", [subject])]
    for relation in subject._meta.related_objects:
        model: Any = relation.related_model
        if model._meta.proxy or hasattr(model, "pgh_tracked_model"):
            continue
        rows = model._base_manager.filter(**{relation.field.name: subject.pk})
        entry = by_model.get(model)
        if entry and relation.field.name in OWN:
            found.append(_held(entry, relation.field.name, rows.order_by("pk")))
        elif count := rows.count():
            found.append(_dealt_with(model, relation.field, count))
    return [one for one in found if one.count]


def _held(entry: Entry, link: str, rows: Iterable[Any]) -> Held:
    own: Any = entry.model._meta
    shown = [name for name in entry.columns if name not in (*UNSAID, link)]
    fields = [own.get_field(name) for name in shown]
    said = tuple(
        {str(field.verbose_name): text for field in fields if (text := _text(row, field.name))}
        for row in rows
    )
    page = register()
    return Held(
        str(own.verbose_name_plural),
        link,
        str(page.PURPOSES[entry.purpose].label),
        str(page.RULES[entry.rule].label),
        len(said),
        said,
    )


def _dealt_with(model: Any, field: Any, count: int) -> Held:
    page = register()
    return Held(
        str(model._meta.verbose_name_plural),
        str(field.verbose_name),
        str(page.PURPOSES["accountability"].label),
        str(page.RULES["record"].label),
        count,
    )


def _text(row: Any, name: str) -> str:
    value = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
    return "" if value in (None, "", [], {}) else str(value)


def mentions(name: str) -> list[str]:
    """Where a name stands in a text of the register: for a person to look at."""
    found = []
    for entry in entries():
        for column in entry.columns:
            field = entry.model._meta.get_field(column)
            if not isinstance(field, (models.CharField, models.TextField)) or column in UNSAID:
                continue
            rows = entry.model._base_manager.filter(**{f"{column}__icontains": name})
            label = entry.model._meta.label_lower
            found += [f"{label} {pk}: {column}" for pk in rows.values_list("pk", flat=True)[:BATCH]]
    return found


# What is due -------------------------------------------------------------------------------------


def due(day: dt.date) -> Iterator[tuple[str, models.QuerySet[Any]]]:
    """Rule and rows whose time is over on the day."""
    for code, rule in register().RULES.items():
        for rows in rule.due(day) if rule.due else ():
            yield code, rows


def delete_due(day: dt.date, *, reason: str = "retention", by: Any = None) -> dict[str, int]:
    """Deletes what is due, with its history; as the owner. Table → rows.

    Each row stands in the ledger of erasures: after a restore nobody would release it again.
    """
    done: dict[str, int] = {}
    for _code, rows in due(day):
        label = rows.model._meta.label_lower
        while keys := list(rows.using(OWNER).values_list("pk", flat=True)[:BATCH]):
            with transaction.atomic(using=OWNER):
                doomed = rows.model._base_manager.using(OWNER).filter(pk__in=keys)
                if files.goes_with(rows.model):
                    # One by one: their files go with them, and what hangs on them.
                    for row in doomed:
                        _delete(row, {"reason": reason, "by": by, "using": OWNER})
                else:
                    doomed.delete()
                    _forget(rows.model, keys)
                    erasures.note_gone(rows.model, keys, reason=reason, by=by, using=OWNER)
            done[label] = done.get(label, 0) + len(keys)
    return done


def _forget(model: type[models.Model], keys: list[Any]) -> None:
    for event in event_models(model, inherited=False):
        event._base_manager.using(OWNER).filter(pgh_obj_id__in=keys).delete()


# Erasure -----------------------------------------------------------------------------------------


def erase(subject: models.Model, *, reason: str, by: Any = None) -> dict[str, int]:
    """Deletes a person with all rows of their own, in the history too; as the owner.

    What only points to them stays and points nowhere. Every deleted row stands in the ledger, so
    that a backup does not bring it back. Table → rows. Raises Refused where a row must be kept.
    """
    told = {"reason": reason, "by": by, "using": OWNER}
    with transaction.atomic(using=OWNER):
        row = type(subject)._base_manager.using(OWNER).select_for_update().get(pk=subject.pk)
        for held, what in _in_the_way(row):
            if what == "delete":
                _delete(held, told)
            else:
                _unlink(held, told)
        return _delete(row, told)


def _in_the_way(row: models.Model) -> Iterator[tuple[models.Model, str]]:
    """Rows that would hold the person, and what the register does with them."""
    for label, what in register().LETS_GO.items():
        for held in apps.get_model(label)._base_manager.using(OWNER).filter(person=row.pk):
            yield held, what


def _unlink(held: Any, told: dict[str, Any]) -> None:
    held.person_id = None
    held.save(using=OWNER, update_fields=["person"])
    erasures.note(held, values={"person_id": None}, **told)


def _delete(row: models.Model, told: dict[str, Any]) -> dict[str, int]:
    """A row with what hangs on it, its history, and the files that nothing else holds."""
    doomed = _with_their_own(row)
    held = {
        key
        for gone, keys in doomed.items()
        for link in files.links_of(gone)
        for key in gone._base_manager.using(OWNER).filter(pk__in=keys).values_list(link, flat=True)
        if key is not None
    }
    row.delete(using=OWNER)
    for gone, keys in doomed.items():
        _forget(gone, keys)
        for key in keys:
            erasures.note(gone(pk=key), values=None, **told)
    for file in files.drop(held, using=OWNER):
        erasures.note(file, values=None, **told)
    return {gone._meta.label_lower: len(keys) for gone, keys in doomed.items()}


def _with_their_own(row: models.Model) -> dict[type[models.Model], list[Any]]:
    collector = Collector(using=OWNER, origin=row)
    try:
        collector.collect([row])
    except ProtectedError as error:
        held = error.protected_objects
        named = ", ".join(sorted({f"{one._meta.verbose_name} {one.pk}" for one in held}))
        raise Refused(_("Must be kept or ended first: %s.") % named) from error
    doomed = {model: [one.pk for one in rows] for model, rows in collector.data.items()}
    for rows in collector.fast_deletes:
        keys = list(rows.values_list("pk", flat=True))
        if keys:
            doomed.setdefault(rows.model, []).extend(keys)
    return doomed
