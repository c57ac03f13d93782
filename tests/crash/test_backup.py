"""Backups and restorations are killed at any moment: there is the old or the new, whole, and nothing between."""

import subprocess
import time
from pathlib import Path

import pytest

from reif.cli import archive
from tests.cli.system import System
from tests.crash.killing import is_sound, kill_after, left_beside, moments

KILLS = 2
BEFORE, AFTER = "ann@example.com  admin  active\n", "ann@example.com  admin  inactive\nben@example.com  admin  active\n"


def begin(system: System, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        system.command(*arguments),
        env=system.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def seconds_of(system: System, *arguments: str) -> float:
    started = time.monotonic()
    assert system(*arguments).code == 0
    return time.monotonic() - started


def test_a_backup_that_was_killed_is_the_old_one(made: System, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    file = folder / "backup.zip"
    takes = seconds_of(made, "backup", str(file))
    for _ in range(KILLS):
        kill_after(begin(made, "backup", str(file)), moments.uniform(0.4 * takes, takes))
        with archive.opened(file) as (manifest, held):
            archive.verify(held, manifest, file)
        assert is_sound(made)
    assert made("backup", str(file)).code == 0
    assert left_beside(folder) == []
    assert [path.name for path in folder.iterdir()] == ["backup.zip"]


@pytest.mark.database
def test_a_restoration_that_was_killed_leaves_the_one_system_or_the_other(made: System, tmp_path: Path) -> None:
    made("user", "add", "ann@example.com", "--role", "admin")
    before, after = tmp_path / "before.zip", tmp_path / "after.zip"
    assert made("backup", str(before)).code == 0
    made("user", "add", "ben@example.com", "--role", "admin")
    made("user", "disable", "ann@example.com")
    assert made("backup", str(after)).code == 0
    takes = seconds_of(made, "restore", str(before), "--force")
    for number in range(KILLS):
        file = (after, before)[number % 2]
        kill_after(begin(made, "restore", str(file), "--force"), moments.uniform(0.4 * takes, takes))
        assert made("user", "list").out in (BEFORE, AFTER)
        assert is_sound(made)
    assert made("restore", str(after), "--force").code == 0
    assert made("user", "list").out == AFTER
    assert left_beside(made.home) == []


@pytest.mark.database
def test_making_a_system_can_be_killed_and_begun_anew(system: System) -> None:
    for _ in range(KILLS):
        kill_after(begin(system, "init"), moments.uniform(0.3, 2.5))
    ended = system("init")
    assert (ended.code, ended.err) == (0, "")
    assert system("init").out.splitlines()[-1] == "b2b-default: live, version 1"
    assert (system.home / "secret-key").read_text().strip()
    assert is_sound(system)
