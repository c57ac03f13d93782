"""Make a large system to measure on: the made-up world, each of its contacts many times over, inside the database.

REIF_HOME=FOLDER .venv/bin/python bench/large_system.py [--times N] [--contacts N] [--busy N]   SQLite
DATABASE_URL=…   .venv/bin/python bench/large_system.py …                                       PostgreSQL, a superuser

2,000 contacts with 20 events each, 500 times over: a million contacts, 20 million events of theirs, 2 million unknown
visitors; and one contact more, who did 10,000 things. Copies have ids and addresses of their own, and two in three a
further family name, so that there are common names and rare ones. Times and scores are those of the originals: each
stands 500 times in a list that is sorted by it, which is harder on pages than chance would be.
"""

import argparse
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Field, Model

ROOT = Path(__file__).parents[1]
REIF = Path(sys.executable).with_name("reif")
CONTACTS = 2000
TIMES = 500
BUSY, BUSY_EVENTS = "busy", 10_000
_OWN = ("lead_id", "message_id", "anonymous_id", "domain", "value", "email")
# Which event a standing knows last.
_THROUGH = {
    "sqlite": "CASE WHEN json_extract({column}, '$.through') > 0 THEN json_set({column}, '$.through', "
    "json_extract({column}, '$.through') + %k * {last}) ELSE {column} END",
    "postgresql": "CASE WHEN ({column}->>'through')::bigint > 0 THEN jsonb_set({column}, '{{through}}', "
    "to_jsonb(({column}->>'through')::bigint + %k * {last})) ELSE {column} END",
}
_ONSETS = ("B", "D", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "T", "W", "Br", "Kl", "St", "Schr", "Gr", "Tr")
_MIDDLES, _ENDS = ("a", "e", "i", "o", "u", "ä", "au", "ei"), ("eck", "ahl", "orn", "inger", "üttner")


def main() -> None:
    """The made-up world, thinned, then multiplied."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=TIMES, help=f"how often each contact is there ({TIMES})")
    parser.add_argument("--contacts", type=int, default=CONTACTS, help=f"how many different ones ({CONTACTS})")
    parser.add_argument("--busy", type=int, default=BUSY_EVENTS, help=f"what the busy one did ({BUSY_EVENTS})")
    options = parser.parse_args()
    make(options.times, options.contacts, options.busy)


def make(times: int = TIMES, contacts: int = CONTACTS, busy: int = BUSY_EVENTS) -> None:
    """Where REIF_HOME or DATABASE_URL says; what was made up there before is removed."""
    for command in (["init"], ["demo", "load", "--anew", "--contacts", str(contacts)]):
        subprocess.run([str(REIF), *command], check=True)  # noqa: S603 - our own command, fixed arguments
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
    import django

    django.setup()
    from django.db import connection

    from bench.haste import without_indexes

    thin(20 * contacts)
    with without_indexes(connection):
        multiply(connection, times)
    add_busy(busy)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def thin(events: int) -> None:
    """Leave so many events of contacts, without delivered and opened mails, then pages before the last of a day."""
    from reif.records.models import Event

    Event.objects.filter(name__in=["Email Delivered", "Email Opened"]).erase()
    viewed = Event.objects.filter(name="Page Viewed").exclude(contact=None)
    last: dict[tuple[int | None, object], int] = {}
    for row, contact, at in viewed.order_by("occurred_at", "id").values_list("id", "contact_id", "occurred_at"):
        last[contact, at.date()] = row
    spare = sorted(set(viewed.values_list("id", flat=True)) - set(last.values()))
    surplus = max(0, Event.objects.exclude(contact=None).count() - events)
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
                cursor.execute(statement.replace("%k", str(number)).replace("%name", _family_name(number)))
        print(
            f"{table.__name__:<16} {table._default_manager.count():>12,}  {time.perf_counter() - began:8.1f} s",
            flush=True,
        )
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)


def add_busy(events: int) -> None:
    """Somebody who did so many things in the last 300 days, stored as events are when they come in."""
    from reif import lifecycle
    from reif.capture.new_event import NewEvent
    from reif.records.models import Source

    at = datetime.now(UTC)
    attributes = {"lead_id": BUSY, "email": "busy@firm.example", "first_name": "Berta", "last_name": "Emsig"}
    contact = lifecycle.add_contact(attributes=attributes, source=None, by=None, at=at)
    source, _ = Source.objects.get_or_create(name="bench", defaults={"created_at": at})
    names = ["Page Viewed"] * 17 + ["Content Downloaded", "Email Link Clicked", "Webinar Attended"]
    times = [at - timedelta(days=300) * (number / events) for number in range(events, 0, -1)]
    made = [
        NewEvent(contact.pk, names[number % len(names)], when, {"path": f"/blog/{number % 70}"})
        for number, when in enumerate(times)
    ]
    for start in range(0, events, 1000):
        lifecycle.record(source=source, events=made[start : start + 1000], at=at)


def _last_id(table: "type[Model]") -> int:
    newest = table._default_manager.order_by("-pk").first()
    return 0 if newest is None else int(newest.pk)


def _family_name(number: int) -> str:
    """A further family name for the copy of that number, in two of three: -Brauinger."""
    if number % 3 == 0:
        return ""
    onset, rest = _ONSETS[number % len(_ONSETS)], number // len(_ONSETS)
    return f"-{onset}{_MIDDLES[rest % len(_MIDDLES)]}{_ENDS[rest // len(_MIDDLES) % len(_ENDS)]}"


def _copies(connection: "BaseDatabaseWrapper", table: "type[Model]", steps: "dict[type[Model], int]") -> str:
    """The statement that adds the %k-th copy of the rows that were there first."""
    quote = connection.ops.quote_name
    fields = table._meta.local_concrete_fields
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(_value(connection.vendor, quote(field.column), field, table, steps) for field in fields)
    name = quote(table._meta.db_table)
    return f"INSERT INTO {name} ({columns}) SELECT {values} FROM {name} WHERE id <= {steps[table]}"  # noqa: S608 - our own names


def _value(vendor: str, column: str, field: "Field", table: "type[Model]", steps: "dict[type[Model], int]") -> str:
    if field.name == "standing":
        [last] = [last for each, last in steps.items() if each.__name__ == "Event"]
        return _THROUGH[vendor].format(column=column, last=last)
    if field.primary_key:
        return f"{column} + %k * {steps[table]}"
    if field.is_relation:
        return f"{column} + %k * {steps[field.related_model]}" if field.related_model in steps else column
    if field.name in _OWN and field.get_internal_type() == "CharField":
        return f"CASE WHEN {column} = '' THEN '' ELSE '%k-' || {column} END"
    if table.__name__ == "Contact" and field.name in ("name", "search"):
        return f"CASE WHEN name = '' THEN {column} ELSE {_named(column)} END"
    return column


def _named(column: str) -> str:
    """The further family name behind the name, in small letters within what is searched; there with the address."""
    if column == '"name"':
        return f"{column} || '%name'"
    with_address = f"CASE WHEN email = '' THEN {column} ELSE REPLACE({column}, email, '%k-' || email) END"
    return f"{with_address} || LOWER(REPLACE('%name', '-', ' '))"


if __name__ == "__main__":
    main()
