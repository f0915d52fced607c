"""Triggers that note each change of a noun in `api_change`, made anew after every migration.

They stand on the tables of history, of which every tracked model has one: what is written past
the application is noted too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections, models

from oia.api.nouns import nouns
from oia.core.audit import event_models
from oia.office.models import Record

# A record's own row says by `kind` which noun it is; the others are told by their table.
FUNCTION = """
CREATE OR REPLACE FUNCTION api_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fresh jsonb := to_jsonb(NEW);
    record_key bigint := fresh ->> TG_ARGV[3];
    secret boolean;
BEGIN
    IF TG_ARGV[0] = '' THEN
        secret := fresh ->> 'confidentiality' = 'confidential';
    ELSIF record_key IS NOT NULL THEN
        SELECT confidentiality = 'confidential' INTO secret FROM office_record
            WHERE id = record_key;
        secret := coalesce(secret, true);
    END IF;
    IF fresh ->> TG_ARGV[1] IS NOT NULL THEN
        INSERT INTO api_change (transaction, model, object_id, what, at, closed) VALUES (
            pg_current_xact_id()::text::bigint,
            coalesce(nullif(TG_ARGV[0], ''), fresh ->> 'kind'),
            (fresh ->> TG_ARGV[1])::bigint,
            coalesce(nullif(TG_ARGV[2], ''), fresh ->> 'pgh_label'),
            NEW.pgh_created_at,
            coalesce(secret, false)
        );
    END IF;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE OR REPLACE TRIGGER api_note_change AFTER INSERT ON {table}
FOR EACH ROW EXECUTE FUNCTION api_note_change({arguments})
"""


@dataclass(frozen=True)
class Watched:
    """A table of history: whose change its rows are, and by which of their columns."""

    table: str
    model: str
    key: str = "pgh_obj_id"
    # Of a part, whatever happens to it: its noun has changed.
    what: str = ""
    # The column that leads to the record by which a row is seen or not.
    record: str = ""


def watched() -> Iterator[Watched]:
    for event in event_models(Record, inherited=False):
        yield Watched(event._meta.db_table, "")
    for noun in nouns().values():
        name, record = str(noun.model._meta.model_name), _record_column(noun.model)
        for event in event_models(noun.model, inherited=False):
            yield Watched(event._meta.db_table, name, record=record)
        for part in noun.writing.parts if noun.writing else ():
            key = _link_to(part.model, noun.model)
            record = key if issubclass(noun.model, Record) else ""
            for event in event_models(part.model, inherited=False):
                yield Watched(event._meta.db_table, name, key, "update", record)


def _record_column(model: type[models.Model]) -> str:
    """By what a row is as confidential as its record: it is one, or it hangs on one."""
    if issubclass(model, Record):
        return "pgh_obj_id"
    whole = getattr(model, "part_of", "")
    field = next((f for f in model._meta.fields if f.name in (whole, "record", "event")), None)
    return field.attname if field is not None else ""


def _link_to(part: type[models.Model], model: type[models.Model]) -> str:
    fields = [field for field in part._meta.fields if field.remote_field]
    return next(f.attname for f in fields if issubclass(model, f.related_model))  # type: ignore[arg-type]


def watch(using: str) -> None:
    """Function and triggers; by the owner, once the tables are there."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if "api_change" not in present:
        return
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        for one in watched():
            if one.table in present:
                arguments = [one.model, one.key, one.what, one.record]
                marks = ", ".join("%s" for _ in arguments)
                table = connection.ops.quote_name(one.table)
                cursor.execute(TRIGGER.format(table=table, arguments=marks), arguments)
