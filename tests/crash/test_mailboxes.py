"""Whatever reads a mailbox is killed again and again: every mail counts, and counts once."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.cli.system import Program, System
from tests.cli.test_mailbox import where
from tests.crash.killing import ask, is_sound, kill_after, moments
from tests.dovecot import PASSWORD, Dovecot
from tests.integrations.mail.letters import letter

KILLS = 6
MAILS = 400


def begin(system: System, said: Path) -> Program:
    with said.open("ab") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.reading_process"],
            cwd=ROOT,
            env=system.environment(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    return Program(process, said)


def stored(system: System) -> int:
    [(count,)] = ask(system, "SELECT count(*) FROM records_event WHERE name = 'Email Replied'")
    assert isinstance(count, int)
    return count


@pytest.mark.database
def test_every_mail_counts_once(made: System, imap: Dovecot, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text(f"{PASSWORD}\n")
    imap.deliver(
        *(letter("Ja, gern.", From=f"p{number % 40}@x.example", Message_ID=f"<{number}@x>") for number in range(MAILS))
    )
    ended = made("mailbox", "add", "sales", *where(imap, password), "--history")
    assert ended.code == 0, ended.err
    for number in range(KILLS):
        before = stored(made)
        program = begin(made, tmp_path / f"said-{number}")
        program.wait_for(lambda before=before: stored(made) > before or stored(made) == MAILS)
        assert kill_after(program.process, moments.uniform(0.0, 0.3))
        assert is_sound(made)
    last = begin(made, tmp_path / "last")
    last.wait_for(lambda: stored(made) == MAILS)
    assert last.stop() == 0
    assert ask(made, "SELECT count(DISTINCT message_id) FROM records_event") == [(MAILS,)]
    assert ask(made, "SELECT count(*) FROM records_contact") == [(40,)]
    assert made("rebuild").code == 0
