"""Rights of the application's database role: history can be written and read, never changed."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

FROZEN = (
    "reporting_reportversion",
    "core_erasure",
    "core_readlog",
    "api_change",
    "office_budgetentry",
)


def history_tables() -> list[str]:
    """Tables of events, to which the application only adds."""
    import pghistory.models

    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event) and model._meta.managed
    )


def statements(role: str) -> list[str]:
    """GRANT and REVOKE that give the role its due, in order."""
    closed = [*history_tables(), *FROZEN]
    present = {model._meta.db_table for model in apps.get_models()}
    lines = [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
    ]
    lines += [
        f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM {role}'
        for table in closed
        if table in present
    ]
    return lines


def grant_rights(sender: Any, using: str, **kwargs: Any) -> None:
    """After a migration by the owner: (re)grant. Runs once, for the last of our apps."""
    role = getattr(settings, "DATABASE_APP_ROLE", "")
    if sender.label != "reporting" or not role:
        return
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
            return
        for statement in statements(role):
            table = statement.split('"')[1] if '"' in statement else None
            if table is None or table in existing:
                cursor.execute(statement)
