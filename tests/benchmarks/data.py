"""Rows by the hundred thousand, written by the database itself."""

from django.db import connections

RECORD = """
INSERT INTO office_record (kind, title, file_number, confidentiality, first_day, last_day, note,
    version, updated, search_text, department_id)
SELECT 'trip', 'Dienstreise ' || n, '', 'open', date '2000-01-01' + (n %% 9000),
    date '2000-01-01' + (n %% 9000), '', 1, now(),
    'dienstreise ' || n || CASE WHEN n = %s THEN ' xylophon' ELSE '' END, %s
FROM generate_series(%s, %s) n
"""
TRIP = """
INSERT INTO delegations_trip (record_ptr_id, purpose, cost, currency, leader, travellers,
    with_mayor, programme, status, destination_id)
SELECT r.id, 'conference', 100 + r.id %% 900, 'EUR', '', 1 + r.id %% 5, r.id %% 97 = 0, 'x',
    'closed', %s
FROM office_record r LEFT JOIN delegations_trip t ON t.record_ptr_id = r.id
WHERE r.kind = 'trip' AND t.record_ptr_id IS NULL
"""
TABLES = ("office_record", "delegations_trip")


def fill(first: int, last: int, *, department: int, place: int) -> None:
    """Trips number `first` to `last`; the first one carries a word no other has."""
    owner = connections["owner"]
    with owner.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(RECORD, [1, department, first, last])
        cursor.execute(TRIP, [place])
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM ANALYZE {table}")
