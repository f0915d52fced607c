"""Payloads straight into the rows, past every form: the guard that counts is the one at showing."""

import itertools
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models.signals import pre_save

from tests.soak.payloads import PAYLOADS, packs

FOREIGN = {"auth", "contenttypes", "sessions", "pghistory"}
# Read by a machine: another value there is no text that comes from somebody, but a broken office.
MACHINE = {
    "search_text", "password", "digest", "key", "form_key", "message_id", "number", "hashed",
    "browser", "issuer", "subject_id", "token", "model", "task", "event", "template", "media_type",
    "secret", "zone", "look", "folded", "accent_light", "accent_dark", "ribbon", "snapshot_digest",
    "award_prefix", "org_id", "told", "section", "page", "query", "door", "account", "area",
    "table", "calendar", "celebrates",
}  # fmt: skip
EXCEPT = {
    "core.user.role", "core.outboxmail.event", "office.record.kind", "office.importrun.kind",
    "office.document.kind", "office.openquestion.kind", "office.openquestion.column",
    "office.answer.column", "office.officialyear.year", "api.change.what", "core.signedin.how",
    "core.signedin.proven", "office.accountrequest.role", "delegations.scheme.code",
}  # fmt: skip
# Of what is kept as JSON: keys whose values are words for people.
WORDS = {
    "text", "title", "label", "caption", "de", "en", "partner", "name", "value", "note", "source",
    "reason", "club", "place", "head", "cells", "raw", "shown", "sentence", "heard", "items",
    "rows",
}  # fmt: skip
SHORTEST = 12
# What the database lets nobody change afterwards holds payloads from the start.
KEPT = {
    "delegations.application": ("decision_text", "conditions"),
    "delegations.bankaccount": ("holder", "how"),
    "delegations.payingaccount": ("holder",),
    "delegations.batch": ("text",),
    "delegations.proof": ("report", "finding"),
    "delegations.reclaim": ("text",),
    "delegations.revocation": ("text",),
    "delegations.lettertemplate": ("subject", "text", "remedy"),
    "office.budgetentry": ("text",),
    "eufunding.call": ("identifier",),
    "consular.post": ("seat",),
    "core.readlog": ("what",),
    "reporting.reportversion": ("reason",),
}


class Column:
    """A text column of a table, and the packs of payloads it takes in turn."""

    def __init__(self, model: type[models.Model], field: Any) -> None:
        self.label = f"{model._meta.label_lower}.{field.name}"
        self.table, self.name, self.key = model._meta.db_table, field.column, _key(model)
        self.unique = field.unique
        self.packs = packs(field.max_length and field.max_length - 8 * self.unique)
        self.first = zlib.crc32(self.label.encode()) % len(self.packs)

    def fill(self, turn: int) -> bool:
        """Each row another pack, and each turn the next; False where the database refuses it."""
        count = len(self.packs)
        stride = max(count // 3, 1)
        own = f" || ' ' || right(t.{self.key}::text, 7)" if self.unique else ""
        sql = (
            f'UPDATE "{self.table}" AS t SET "{self.name}" = (%s::text[])[1 + ((%s + r.at * %s) %%'
            f" %s)::int]{own} FROM (SELECT {self.key} AS id, row_number() OVER (ORDER BY"
            f' {self.key}) AS at FROM "{self.table}") r WHERE t.{self.key} = r.id'
        )
        return _did(sql, [self.packs, self.first + turn, stride, count])


class Json:
    """A column of JSON: each text for people in it, one after the other."""

    def __init__(self, model: type[models.Model], field: Any) -> None:
        self.label = f"{model._meta.label_lower}.{field.name}"
        self.model, self.name = model, field.name

    def fill(self, turn: int) -> bool:
        done = True
        for pk, value in list(self.model._base_manager.values_list("pk", self.name)):
            new = spoilt(value, turn + zlib.crc32(f"{self.label}{pk}".encode()))
            try:
                with transaction.atomic():
                    self.model._base_manager.filter(pk=pk).update(**{self.name: new})
            except DatabaseError:
                done = False
        return done


def spoilt(value: Any, first: int) -> Any:
    """The same structure with payloads where it had words."""
    counter = iter(range(first, first + 1_000_000))

    def walk(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: walk(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [walk(one, key) for one in value]
        if isinstance(value, str) and (key in WORDS or " " in value):
            return PAYLOADS[next(counter) % len(PAYLOADS)]
        return value

    return walk(value)


@contextmanager
def from_the_start() -> Iterator[None]:
    """Rows made meanwhile hold payloads in what is `KEPT`, each row others."""
    count = itertools.count(3, 17)

    def before(sender: Any, instance: Any, **_given: Any) -> None:
        if not instance._state.adding:
            return
        for name in KEPT.get(sender._meta.label_lower, ()):
            # Some must differ from row to row.
            room = sender._meta.get_field(name).max_length
            found = packs(room and room - 5)
            at = next(count)
            text = f"{found[at % len(found)]} {at}"
            setattr(instance, name, text.upper() if name == "identifier" else text)
        if sender._meta.label_lower == "delegations.schemeversion":
            instance.rules = spoilt(instance.rules, next(count))

    pre_save.connect(before, weak=False)
    try:
        yield
    finally:
        pre_save.disconnect(before)


def _key(model: type[models.Model]) -> str:
    return f'"{model._meta.pk.column}"' if model._meta.pk else "ctid"


def _did(sql: str, values: list[Any]) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except DatabaseError:
        return False
    return True


@cache
def columns() -> tuple[Column | Json, ...]:
    return tuple(_columns())


def _columns() -> Iterator[Column | Json]:
    for model in apps.get_models():
        history = any(field.name == "pgh_id" for field in model._meta.fields)
        if model._meta.app_label in FOREIGN or history or "gazetteer" in model._meta.label_lower:
            continue
        for field in model._meta.local_fields:
            label = f"{model._meta.label_lower}.{field.name}"
            if field.name in MACHINE or label in EXCEPT or getattr(field, "choices", None):
                continue
            if type(field).__name__ == "EncryptedField":
                continue
            if isinstance(field, models.CharField | models.TextField):
                if (field.max_length or SHORTEST) >= SHORTEST:
                    yield Column(model, field)
            elif isinstance(field, models.JSONField):
                yield Json(model, field)


def fill(turn: int) -> list[str]:
    """Everything that takes texts holds payloads; the columns that refuse them."""
    return [column.label for column in columns() if not column.fill(turn)]
