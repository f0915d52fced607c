"""Nobody who has the application's rights can tamper with history or with what is published."""

import psycopg2
from django.db import connections

from oia.core.rights import history_tables
from tests.factories import make_trip
from tests.operation.test_backup import publish
from tests.soak.trial import Trial

TABLE = "delegations_triphistory"
TAMPERING = [
    f"UPDATE {TABLE} SET leader = 'other'",
    f"DELETE FROM {TABLE}",
    f"TRUNCATE {TABLE}",
    f"ALTER TABLE {TABLE} DISABLE TRIGGER ALL",
    f"DROP TABLE {TABLE}",
    f"ALTER TABLE {TABLE} OWNER TO oia_app",
    f"CREATE TRIGGER quiet BEFORE INSERT ON {TABLE} FOR EACH ROW "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "ALTER TABLE delegations_trip DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "UPDATE reporting_reportversion SET reason = 'other'",
    "DELETE FROM reporting_reportversion",
    "SET ROLE oia_owner",
]
# What the owner may: the right is missing, not the table.
OF_THE_OWNER = TAMPERING[:3]


def test_tampering_is_refused(trial: Trial, committed: None) -> None:
    trial.promise = "history and published reports cannot be changed as the application's role"
    trial.control = "the same sentences as the owner"
    make_trip()
    publish()
    before = counted()
    for sentence in TAMPERING:
        trial.saw(held=refused("default", sentence) and counted() == before)
    for sentence in OF_THE_OWNER:
        trial.control_saw(broke=not refused("owner", sentence))
    assert trial.control_broke == len(OF_THE_OWNER)


def refused(alias: str, sentence: str) -> bool:
    """Tried in a transaction that is taken back."""
    parameters = connections[alias].get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    connection = psycopg2.connect(**parameters)
    try:
        connection.cursor().execute(sentence)
    except psycopg2.Error:
        return True
    finally:
        connection.rollback()
        connection.close()
    return False


def counted() -> list[tuple[int, str]]:
    """Rows and contents of what must not change."""
    found = []
    with connections["owner"].cursor() as cursor:
        for table in (*history_tables(), "reporting_reportversion"):
            text = f"SELECT count(*), coalesce(md5(string_agg(t::text, '|')), '') FROM {table} t"
            cursor.execute(text)
            found.append(cursor.fetchone())
    return found
