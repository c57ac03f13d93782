"""A database that the first version made, with what was kept there, becomes one of this version and loses nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.system import System
from tests.crash.killing import ask, is_sound
from tests.postgresql import TEST_SERVER, new_database

EARLIER = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
import django
django.setup()
from datetime import UTC, datetime, timedelta
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from reif.rules.ready_models import ready_model

executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
executor.migrate([("records", "0001_initial")])
state = executor.loader.project_state([("records", "0001_initial")]).apps
def add(table, /, **columns):
    return state.get_model("records", table).objects.create(**columns)

then = datetime(2026, 1, 5, 9, tzinfo=UTC)
text = ready_model("b2b-default").read_text(encoding="utf-8")
user = add("User", email="ann@example.com", name="Ann", role="admin")
model = add("ScoringModel", number=1, name="b2b-default", text=text, state="live", created_at=then, published_at=then)
source = add("Source", name="website", created_at=then)
company = add("Company", name="Velmer", domain="velmer.example")
for number in range(30):
    profile = f"https://de.linkedin.com/in/Carolin-{number // 2}/"
    told = {"first_name": "Carolin", "last_name": f"V{'x' * (number // 3)}", "email": f"c{number}@velmer.example"}
    told |= {"budget": 20000, "linkedin_url": profile, "phone": "+49 89 123456"}
    who = add(
        "Contact", lead_id=f"00{number}", name=f"Carolin {number}", search=f"carolin {number}", attributes=told,
        email=told["email"], company=company, created_at=then, owner=user, stage="lead", score=35.0, points=35,
        level=2, grade="A",
    )
    for name, value in told.items():
        times = {"occurred_at": then, "received_at": then}
        add("AttributeChange", contact=who, attribute=name, value=value, source=source, **times)
    for day in range(3):
        at = then + timedelta(days=day)
        did = {"name": "Webinar Attended", "message_id": f"{number}-{day}", "properties": {"minutes": 30}}
        add("Event", contact=who, source=source, occurred_at=at, received_at=at, **did)
    moved = {"from_stage": "suspect", "to_stage": "lead", "rule": "identified", "occurred_at": then}
    add("StageChange", contact=who, score=35.0, model=model, **moved)
"""
KEPT = (
    "SELECT lead_id, email, stage FROM records_contact ORDER BY id",
    "SELECT message_id, name FROM records_event ORDER BY id",
    "SELECT attribute FROM records_attributechange ORDER BY id",
    "SELECT from_stage, to_stage, rule FROM records_stagechange ORDER BY id",
    "SELECT email, role FROM records_user",
)


@pytest.mark.database
def test_what_the_first_version_kept_is_there_and_is_brought_up_to_date(system: System) -> None:
    system.home.mkdir()
    subprocess.run([sys.executable, "-c", EARLIER], env=system.environment(), check=True)
    kept = [ask(system, question) for question in KEPT]
    assert [len(rows) for rows in kept] == [30, 90, 180, 30, 1]
    made = system("init")
    assert (made.code, made.err) == (0, "")
    assert "tables are up to date" in system("init").out
    assert [ask(system, question) for question in KEPT] == kept
    assert is_sound(system)
    named = "SELECT count(*), count(DISTINCT contact_id) FROM records_identifier WHERE kind = 'linkedin'"
    assert ask(system, named) == [(15, 15)]
    assert ask(system, named.replace("linkedin", "phone")) == [(10, 10)]
    system("rebuild")  # the first version kept less of what follows from the log
    again = system("rebuild", "--json")
    assert json.loads(again.out) == {"contacts": 30, "differences": []}
    shown = json.loads(system("show", "007", "--json").out)
    assert shown["stage"] == "lead"
    assert not [line for line in system("doctor").out.splitlines() if "search" in line or "tables" in line]


STEP_BY_STEP = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
executor.migrate([node for node in executor.loader.graph.leaf_nodes() if "squashed" not in node[1]])
"""
SHAPE = {
    "sqlite": "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL",
    "postgresql": "SELECT 'index', indexname, tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' "
    "UNION ALL SELECT 'constraint', conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace "
    "UNION ALL SELECT 'trigger', tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger "
    "WHERE NOT tgisinternal",
}
COLUMNS = {
    "sqlite": 'SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master m '
    "JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
    "postgresql": "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length "
    "FROM information_schema.columns WHERE table_schema = 'public'",
}


def shape(system: System) -> list[set[tuple[object, ...]]]:
    """The columns, and all that hangs on them, whatever the order they were made in and the numbers in their names."""
    vendor = "postgresql" if system.url else "sqlite"
    rows = [
        [
            tuple(" ".join(str(cell).replace("TRUE", "1").replace("boolean", "bool").split()) for cell in row)
            for row in ask(system, query[vendor])
        ]
        for query in (COLUMNS, SHAPE)
    ]
    return [set(each) for each in rows]


@pytest.mark.database
def test_all_at_once_is_what_it_is_step_by_step(system: System, made: System, tmp_path: Path) -> None:
    other = System(tmp_path / "other", new_database(os.environ[TEST_SERVER]) if system.url else "")
    other.home.mkdir()
    subprocess.run([sys.executable, "-c", STEP_BY_STEP], env=other.environment(), check=True)
    assert "tables" not in "".join(line for line in other("doctor").out.splitlines() if "newer" in line)
    for one, by_step in zip(shape(made), shape(other), strict=True):
        assert one - by_step == set()
        assert by_step - one == set()
