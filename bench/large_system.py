"""Make a large system to measure on: the made-up world, each of its contacts many times over, inside the database.

REIF_HOME=FOLDER .venv/bin/python bench/large_system.py [--times N]     SQLite
DATABASE_URL=…   .venv/bin/python bench/large_system.py [--times N]     PostgreSQL

2,000 contacts with 20 events each, 500 times over: a million contacts, 20 million events of theirs, 2 million unknown
visitors. Copies have ids and addresses of their own; names repeat.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Field, Model

REIF = Path(sys.executable).with_name("reif")
CONTACTS = 2000
TIMES = 500
EVENTS = 20 * CONTACTS


def main() -> None:
    """The made-up world, thinned, then multiplied."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=TIMES, help=f"how often each contact is there ({TIMES})")
    times = parser.parse_args().times
    for command in (["init"], ["demo", "load", "--anew", "--contacts", str(CONTACTS)]):
        subprocess.run([str(REIF), *command], check=True)  # noqa: S603 - our own command, fixed arguments
    os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
    import django

    django.setup()
    from django.db import connection

    thin()
    multiply(connection, times)


def thin() -> None:
    """Leave out the events that say least: delivered and opened mails, then pages before the last of a day."""
    from reif.records.models import Event

    Event.objects.filter(name__in=["Email Delivered", "Email Opened"]).erase()
    viewed = Event.objects.filter(name="Page Viewed").exclude(contact=None)
    last: dict[tuple[int | None, object], int] = {}
    for row, contact, at in viewed.order_by("occurred_at", "id").values_list("id", "contact_id", "occurred_at"):
        last[contact, at.date()] = row
    spare = sorted(set(viewed.values_list("id", flat=True)) - set(last.values()))
    surplus = max(0, Event.objects.exclude(contact=None).count() - EVENTS)
    gone = spare[:: max(1, len(spare) // surplus)][:surplus] if surplus else []
    for start in range(0, len(gone), 500):
        Event.objects.filter(id__in=gone[start : start + 500]).erase()


def multiply(connection: "BaseDatabaseWrapper", times: int) -> None:
    """Copy every row that belongs to contacts until each is there so many times."""
    from django.core.management.color import no_style
    from django.db import transaction

    from reif.records import models

    tables: list[type[Model]] = [
        models.Company,
        models.Contact,
        models.Identifier,
        models.Visitor,
        models.AttributeChange,
        models.Event,
        models.Score,
        models.ScoreChange,
        models.StageChange,
    ]
    steps = {table: _last_id(table) for table in tables}
    for table in tables:
        began = time.perf_counter()
        statement = _copies(connection, table, steps)
        with transaction.atomic(), connection.cursor() as cursor:
            for number in range(1, times):
                cursor.execute(statement.replace("%k", str(number)))
        print(
            f"{table.__name__:<16} {table._default_manager.count():>12,}  {time.perf_counter() - began:8.1f} s",
            flush=True,
        )
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def _last_id(table: "type[Model]") -> int:
    newest = table._default_manager.order_by("-pk").first()
    return 0 if newest is None else int(newest.pk)


def _copies(connection: "BaseDatabaseWrapper", table: "type[Model]", steps: "dict[type[Model], int]") -> str:
    """The statement that adds the %k-th copy of the rows that were there first."""
    quote = connection.ops.quote_name
    fields = table._meta.local_concrete_fields
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(_value(quote(field.column), field, table, steps) for field in fields)
    name = quote(table._meta.db_table)
    return f"INSERT INTO {name} ({columns}) SELECT {values} FROM {name} WHERE id <= {steps[table]}"  # noqa: S608 - our own names


def _value(column: str, field: "Field", table: "type[Model]", steps: "dict[type[Model], int]") -> str:
    if field.primary_key:
        return f"{column} + %k * {steps[table]}"
    if field.is_relation:
        return f"{column} + %k * {steps[field.related_model]}" if field.related_model in steps else column
    if (
        field.name in ("lead_id", "message_id", "anonymous_id", "domain", "value", "email")
        and field.get_internal_type() == "CharField"
    ):
        return f"CASE WHEN {column} = '' THEN '' ELSE '%k-' || {column} END"
    return column


if __name__ == "__main__":
    main()
