"""A database that the first version made, with what was kept there, becomes one of this version and loses nothing."""

import json
import subprocess
import sys

import pytest

from tests.cli.system import System
from tests.crash.killing import ask, is_sound

EARLIER = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
import django
django.setup()
from datetime import UTC, datetime, timedelta
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from reif.rules.ready_models import ready_model

call_command("migrate", "records", "0001", verbosity=0)
state = MigrationExecutor(connection).loader.project_state([("records", "0001_initial")]).apps
def add(table, /, **columns):
    return state.get_model("records", table).objects.create(**columns)

then = datetime(2026, 1, 5, 9, tzinfo=UTC)
text = ready_model("b2b-default").read_text(encoding="utf-8")
user = add("User", email="ann@example.com", name="Ann", role="admin")
model = add("ScoringModel", number=1, name="b2b-default", text=text, state="live", created_at=then, published_at=then)
source = add("Source", name="website", created_at=then)
company = add("Company", name="Velmer", domain="velmer.example")
for number in range(30):
    told = {"first_name": "Carolin", "email": f"c{number}@velmer.example", "seniority": "owner", "budget": 20000}
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
    assert [len(rows) for rows in kept] == [30, 90, 120, 30, 1]
    made = system("init")
    assert (made.code, made.err) == (0, "")
    assert "tables are up to date" in system("init").out
    assert [ask(system, question) for question in KEPT] == kept
    assert is_sound(system)
    system("rebuild")  # the first version kept less of what follows from the log
    again = system("rebuild", "--json")
    assert json.loads(again.out) == {"contacts": 30, "differences": []}
    shown = json.loads(system("show", "007", "--json").out)
    assert shown["stage"] == "lead"
    assert not [line for line in system("doctor").out.splitlines() if "search" in line or "tables" in line]
