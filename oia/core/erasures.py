"""The ledger of erasures: a row and a line in a file beside the backups, replayed after a restore.

A backup older than an erasure would bring the person back. The ledger says what to erase again and
holds nothing of what was erased.
"""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, connections, models, transaction

from oia.core.archive import LEDGER, Refused, sync_folder
from oia.core.models import Erasure


def note(
    row: models.Model,
    *,
    values: dict[str, Any] | None,
    reason: str,
    by: Any = None,
    using: str = "default",
) -> Erasure:
    """Write down that columns of a row now hold `values`, or that the row is gone.

    Belongs into the transaction of the erasure itself.
    """
    entry = Erasure.objects.using(using).create(
        table=row._meta.db_table,
        key=str(row.pk),
        values=values,
        reason=reason,
        by=getattr(by, "pk", None),
    )
    if settings.BACKUP_DIR:
        ledger = Path(settings.BACKUP_DIR) / LEDGER
        transaction.on_commit(lambda: export(ledger), using=using)
    return entry


def note_gone(
    model: type[models.Model], keys: list[Any], *, reason: str, by: Any, using: str
) -> None:
    """Write down that many rows of a table are gone; the file is brought up to it once."""
    Erasure.objects.using(using).bulk_create(
        Erasure(table=model._meta.db_table, key=str(key), reason=reason, by=getattr(by, "pk", None))
        for key in keys
    )
    if settings.BACKUP_DIR:
        ledger = Path(settings.BACKUP_DIR) / LEDGER
        transaction.on_commit(lambda: export(ledger), using=using)


def export(path: Path) -> int:
    """Bring the file up to the table; lines that are there stay, whatever the table says now.

    One at a time: an older look at the table never replaces a newer file.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger of erasures'))")
        return _export(path)


def _export(path: Path) -> int:
    known = {line["id"]: line for line in _lines(path)}
    for entry in Erasure.objects.order_by("pk"):
        known[entry.pk] = {
            "id": entry.pk,
            "at": entry.at.isoformat(),
            "table": entry.table,
            "key": entry.key,
            "values": entry.values,
            "reason": entry.reason,
            "by": entry.by,
        }
    new = path.with_name(f".{path.name}.{os.getpid()}")
    with new.open("w") as stream:
        for number in sorted(known):
            stream.write(json.dumps(known[number], sort_keys=True) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)
    sync_folder(path.parent)
    return len(known)


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    try:
        return [json.loads(line) for line in path.read_text().splitlines() if line]
    except ValueError:
        raise Refused(f"The ledger of erasures {path} cannot be read.") from None


def replay(path: Path, alias: str) -> int:
    """Erase again what the file lists, in the history too; as the owner, in one transaction."""
    lines = _lines(path)
    with transaction.atomic(using=alias):
        for line in lines:
            _erase(line, alias)
            Erasure.objects.using(alias).get_or_create(
                pk=line["id"],
                defaults={
                    "at": dt.datetime.fromisoformat(line["at"]),
                    **{name: line[name] for name in ("table", "key", "values", "reason", "by")},
                },
            )
    return len(lines)


def _erase(line: dict[str, Any], alias: str) -> None:
    model = next((m for m in apps.get_models() if m._meta.db_table == line["table"]), None)
    if model is None:
        raise Refused(f"The ledger of erasures names the table {line['table']}, which is unknown.")
    rows = model._base_manager.using(alias).filter(pk=line["key"])
    events = [
        event._base_manager.using(alias).filter(pgh_obj_id=line["key"])
        for event in apps.get_models()
        if getattr(event, "pgh_tracked_model", None) is model and event._meta.managed
    ]
    if line["values"] is None:
        rows.delete()
        for past in events:
            past.delete()
        return
    rows.update(**line["values"])
    for past in events:
        names = {field.attname for field in past.model._meta.concrete_fields}
        kept = {name: value for name, value in line["values"].items() if name in names}
        if kept:
            past.update(**kept)


def next_number(alias: str) -> None:
    """After a replay new entries go on behind the highest number."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('core_erasure', 'id'), "
            "GREATEST((SELECT max(id) FROM core_erasure), 1))"
        )
