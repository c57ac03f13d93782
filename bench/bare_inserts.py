"""Put the event rows of one database into the system of the environment; print the seconds, and those of CPU, it took.

Those by number that the system does not have.

python bench/bare_inserts.py FILE_OR_ADDRESS ROWS_AT_ONCE
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator

COLUMNS = "contact_id, visitor_id, source_id, message_id, name, properties, channel, campaign, occurred_at, received_at"
READ = f"SELECT {COLUMNS} FROM records_event WHERE id > ? ORDER BY id"  # noqa: S608 - our own names
INSERT = f"INSERT INTO records_event ({COLUMNS}) VALUES ({', '.join('?' * 10)})"  # noqa: S608 - our own names
COPY = f"COPY records_event ({COLUMNS}) FROM STDIN"


def main() -> None:
    source, at_once = sys.argv[1], int(sys.argv[2])
    os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
    import django

    django.setup()
    from django.db import connection, transaction
    from django.db.models import Max

    from reif.records.models import Event

    after = Event.objects.aggregate(last=Max("id"))["last"] or 0
    seconds = cpu = 0.0
    for part in _parts(source, after, at_once):
        began, worked = time.perf_counter(), time.process_time()
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(COPY) as copy:
                    for row in part:
                        copy.write_row(row)
            else:
                cursor.cursor.executemany(INSERT, part)
        seconds += time.perf_counter() - began
        cpu += time.process_time() - worked
    print(seconds, cpu)


def _parts(source: str, after: int, at_once: int) -> Iterator[list[tuple[object, ...]]]:
    if "://" not in source:
        rows = sqlite3.connect(source).execute(READ, [after])
        while part := rows.fetchmany(at_once):
            yield part
        return
    import psycopg

    with psycopg.connect(source) as reading, reading.cursor(name="rows") as cursor:
        cursor.execute(READ.replace("properties", "properties::text", 1).replace("?", "%s"), [after])
        while part := cursor.fetchmany(at_once):
            yield part


if __name__ == "__main__":
    main()
