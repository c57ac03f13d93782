"""`reif mailbox`: adding, looking, removing; the worker that reads; what the doctor says."""

from pathlib import Path

import pytest

from tests.cli.system import System
from tests.crash.killing import ask
from tests.dovecot import PASSWORD, USER, Dovecot
from tests.integrations.mail.letters import bounce, letter


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    return file


def add(made: System, imap: Dovecot, password: Path, *more: str) -> None:
    ended = made("mailbox", "add", "sales", *where(imap, password), *more)
    assert ended.code == 0, ended.err


def where(imap: Dovecot, password: Path) -> list[str]:
    server = ["--host", "127.0.0.1", "--port", str(imap.port), "--security", "none"]
    return [*server, "--user", USER, "--password-file", str(password)]


def test_a_mailbox_is_added_looked_at_and_removed(made: System, imap: Dovecot, password: Path) -> None:
    imap.deliver(letter())
    ended = made("mailbox", "add", "sales", *where(imap, password))
    said = (
        "sales: added; INBOX holds 1 mail, and those that arrive from now on are read by `reif serve` or `reif work`\n"
    )
    assert (ended.code, ended.out, ended.err) == (0, said, "")
    assert PASSWORD not in str(ask(made, "SELECT * FROM records_mailbox"))
    listed = made("mailbox", "list").out
    assert listed == f"sales  {USER} on 127.0.0.1:{imap.port} (none), INBOX  not read yet\n"
    assert made("mailbox", "check", "sales").out == "sales: can be read; INBOX holds 1 mail\n"
    again = made("mailbox", "add", "sales", *where(imap, password))
    assert (again.code, again.err) == (1, "reif: sales: is a mailbox already\n")
    file = made.home / "mailboxes" / "sales.password"
    assert file.read_text() == f"{PASSWORD}\n"
    assert made("mailbox", "remove", "sales").out == "sales: removed\n"
    assert not file.exists()
    gone = made("mailbox", "check", "sales")
    assert (gone.code, gone.err) == (1, "reif: sales: there is no such mailbox; `reif mailbox list` names them\n")


def test_one_that_cannot_be_read_is_not_added(made: System, imap: Dovecot, password: Path) -> None:
    password.write_text("falsch\n")
    ended = made("mailbox", "add", "sales", *where(imap, password))
    assert ended.code == 1
    assert ended.err.startswith("reif: sales: cannot be read: it does not let this user in: ")
    assert made("mailbox", "list").out == ""
    assert not (made.home / "mailboxes" / "sales.password").exists()


def test_what_is_not_accepted(made: System, password: Path) -> None:
    options = ("--host", "imap.example", "--user", "x", "--password-file", str(password))
    plain = made("mailbox", "add", "sales", *options, "--security", "none")
    assert plain.code == 2
    assert "only for a server on this machine" in " ".join(plain.err.split())
    assert made("mailbox", "add", "Sales/../x", *options).code == 2


def test_what_was_set_for_a_team(made: System, tmp_path: Path) -> None:
    shown = made("mailbox", "rules")
    assert "offer:" in shown.out
    file = tmp_path / "rules.yaml"
    file.write_text("format: 1\noffer:\n  phrases: [muster*, '*']\n")
    ended = made("mailbox", "rules", str(file))
    assert ended.code == 1
    assert f"{file}:3: offer.phrases[2]: expected words" in ended.err
    file.write_text("format: 1\noffer:\n  phrases: [muster*]\n")
    assert made("mailbox", "rules", str(file)).out == f"{file}: is in force\n"
    assert made("mailbox", "rules").out == file.read_text()
    assert made("mailbox", "rules", "--ready").code == 0
    assert made("mailbox", "rules").out == shown.out


@pytest.mark.database
def test_the_worker_reads(made: System, imap: Dovecot, password: Path) -> None:
    """Encrypted, with the password in the environment; by IDLE what comes later."""
    trust = {"SSL_CERT_FILE": str(imap.certificate)}
    options = ["--host", "localhost", "--port", str(imap.tls_port), "--user", USER, "--history"]
    imap.deliver(letter("Bitte rufen Sie mich zurück."), bounce("nobody@y.example"))
    outside = trust | {"REIF_MAILBOX_PASSWORD_SALES": PASSWORD}
    ended = made("mailbox", "add", "sales", *options, **outside)
    assert ended.code == 0, ended.err
    assert not (made.home / "mailboxes").exists()
    del password
    with made.running("work", **outside) as program:
        program.wait_for(lambda: len(ask(made, "SELECT name FROM records_event")) == 2)
        imap.deliver(letter("Noch etwas", Message_ID="<2@x>"))
        program.wait_for(lambda: len(ask(made, "SELECT name FROM records_event")) == 3)
        imap.stop()
        program.wait_for(lambda: ask(made, "SELECT state FROM records_mailbox") == [("failing",)])
        assert "mailbox sales: cannot be read since " in made("doctor").out
        assert program.stop() == 0
    kept = made("mailbox", "kept").out
    assert "bounce  a mail was not delivered, to nobody who is known  mailer-daemon@mx.example" in kept
    assert PASSWORD not in program.said


def test_a_password_that_others_may_read(made: System, imap: Dovecot, password: Path) -> None:
    add(made, imap, password)
    file = made.home / "mailboxes" / "sales.password"
    file.chmod(0o644)
    assert f"{file}: others may read the password; chmod 600 {file}" in made("doctor").out


def test_another_password(made: System, imap: Dovecot, password: Path) -> None:
    add(made, imap, password)
    password.write_text("falsch\n")
    ended = made("mailbox", "password", "sales", "--password-file", str(password))
    assert ended.code == 1
    assert "does not let this user in" in ended.err
