"""A worker is killed while it sends: no mail leaves twice, and none is lost without somebody being told."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.cli.system import Program, System
from tests.crash.killing import ask, is_sound, kill_after, moments, tell
from tests.outbox.mail_server import MailServer

KILLS = 6
UNFINISHED = "SELECT count(*) FROM records_message WHERE state IN ('waiting', 'taken', 'sending')"


def begin(system: System, server: MailServer, said: Path, *arguments: str) -> Program:
    with said.open("ab") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.mail_process", *arguments],
            cwd=ROOT,
            env=system.environment({"REIF_SMTP_URL": server.url}),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.DEVNULL,
        )
    return Program(process, said)


def agreed(system: System) -> None:
    """Ada wants the newsletter."""
    tell(
        system,
        "INSERT INTO records_source (name, public_key, is_active, field_map, created_at) "
        "VALUES ('form', '', TRUE, '{}', '2026-01-01 00:00:00+00:00')",
        "INSERT INTO records_consent (address, purpose, channel, wording, wording_version, language, source_id, page, "
        "ip, user_agent, mail_id, is_to_confirm, occurred_at) "
        "SELECT 'ada@firm.example', 'newsletter', 'email', 'Yes.', 1,"
        " 'en', id, '', '', '', '', FALSE, '2026-01-01 00:00:00+00:00' FROM records_source WHERE name = 'form'",
    )


@pytest.mark.database
def test_no_mail_leaves_twice_and_none_is_lost(made: System, tmp_path: Path) -> None:
    agreed(made)
    with MailServer(behaviour="slow") as server:
        for number in range(KILLS):
            program = begin(made, server, tmp_path / f"said-{number}")
            program.wait_for(lambda program=program: "promised" in program.said)
            assert kill_after(program.process, moments.uniform(0.0, 1.5))
            assert is_sound(made)
        server.behaviour = "take"
        last = begin(made, server, tmp_path / "last", "work")
        last.wait_for(lambda: ask(made, UNFINISHED) == [(0,)])
        assert last.stop() == 0
        arrived = Counter(str(letter.parsed["Subject"]) for letter in server.letters)
    said = "".join(file.read_text() for file in tmp_path.glob("said-*"))
    promised = set(re.findall(r"promised (\S+)\n", said))
    assert len(promised) >= KILLS
    assert max(arrived.values()) == 1
    states = {str(key): str(state) for key, state in ask(made, "SELECT key, state FROM records_message")}
    assert promised <= states.keys()
    assert set(states.values()) <= {"sent", "unknown"}
    assert {key for key, state in states.items() if state == "sent"} <= arrived.keys()
    assert sum(state == "unknown" for state in states.values()) <= KILLS  # one at a time was on its way
