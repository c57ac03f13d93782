"""`reif rebuild`: all as the log says, or mended and told."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

from tests.cli.system import System

SPOILING = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
import django
django.setup()
from reif.records.models import Contact, Score
one, two, three = Contact.objects.filter(scores__isnull=False).order_by("id")[:3]
Score.objects.filter(contact=one).update(score=99.5, points=100)
Contact.objects.filter(id=two.id).update(points=99)
Contact.objects.filter(id=three.id).update(last_activity="Page Burnt")
"""


def test_a_made_up_world_is_as_its_log_says(made: System) -> None:
    assert made("demo", "load", "--contacts", "40").code == 0
    ended = made("rebuild")
    assert (ended.code, ended.out, ended.err) == (0, "40 contacts: all as the log says\n", "")


def test_what_drifted_is_mended_and_told(made: System) -> None:
    assert made("demo", "load", "--contacts", "40").code == 0
    assert made("rebuild").code == 0
    spoil(made)
    ended = made("rebuild", "--json")
    assert ended.code == 1
    told = json.loads(ended.out)
    assert told["contacts"] == 40
    assert sorted(each["what"] for each in told["differences"]) == ["columns", "last activity", "score"]
    spoil(made)
    ended = made("rebuild")
    assert ended.code == 1
    assert "score: 1 contact stored otherwise than the log says; mended\n" in ended.out
    assert made("rebuild").out == "40 contacts: all as the log says\n"


def test_a_search_that_does_not_find_everybody_is_mended(made: System) -> None:
    if made.url:  # PostgreSQL keeps its index itself
        return
    with closing(sqlite3.connect(made.database)) as records:
        records.execute("DROP TRIGGER records_contact_search_changed")
    assert any("index of the search" in line for line in made("doctor").out.splitlines())
    assert "the index was not what the contacts say; made anew" in made("rebuild").err
    assert not any("index of the search" in line for line in made("doctor").out.splitlines())


def spoil(system: System) -> None:
    """Change by hand what a score, a list and a timeline show."""
    subprocess.run([sys.executable, "-c", SPOILING], env=system.environment(), check=True)
