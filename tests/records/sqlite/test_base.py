"""Who waits for a turn gets it, though another writes without pause."""

import subprocess
import sys
import time
from pathlib import Path

from reif.records.sqlite.base import turn
from tests.cli.system import Program, System

HOG = """
import os, time
os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
import django
django.setup()
from django.db import transaction
print("begun", flush=True)
while True:
    with transaction.atomic():
        time.sleep(0.2)
"""
OTHER = """
import os, time
os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
import django
django.setup()
from django.db import transaction
for _ in range(5):
    started = time.monotonic()
    with transaction.atomic():
        print(time.monotonic() - started, flush=True)
"""


def begin(system: System, code: str, said: Path) -> Program:
    with said.open("wb") as stream:
        return Program(
            subprocess.Popen([sys.executable, "-c", code], env=system.environment(), stdout=stream, stderr=stream), said
        )


def test_a_writer_without_pause_keeps_nobody_out(made: System, tmp_path: Path) -> None:
    hogs = [begin(made, HOG, tmp_path / f"hog-{number}") for number in range(2)]
    try:
        for hog in hogs:
            hog.wait_for(lambda hog=hog: "begun" in hog.said)
        other = begin(made, OTHER, tmp_path / "other")
        assert other.process.wait(60) == 0, other.said
        waits = [float(line) for line in other.said.split()]
        assert len(waits) == 5
        assert sorted(waits)[2] < 3  # without turns: minutes, or an error after twenty seconds
    finally:
        for hog in hogs:
            hog.process.kill()
            hog.process.wait()


def test_whoever_waits_too_long_goes_on_without_a_turn(tmp_path: Path) -> None:
    with turn(str(tmp_path / "db"), 1):
        started = time.monotonic()
        with turn(str(tmp_path / "db"), 0.1):
            assert 0.1 <= time.monotonic() - started < 5


def test_a_turn_ends(tmp_path: Path) -> None:
    for _ in range(2):
        started = time.monotonic()
        with turn(str(tmp_path / "db"), 30):
            assert time.monotonic() - started < 5


def test_where_no_file_can_be_made_there_are_no_turns() -> None:
    with turn("/nowhere/db", 30), turn("/nowhere/db", 30):
        pass
