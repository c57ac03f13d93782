"""A private IMAP server for the tests: Debian's dovecot, by a configuration of its own, on free ports of this machine.

Nothing of it outlives the test. Mail is put in as a delivery does it, by a file in the maildir, or over IMAP.
"""

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from imaplib import IMAP4
from pathlib import Path

from tests.cli.system import free_port

USER, PASSWORD = "sales@reif.example", "geheim & sehr lang"
_STARTS_WITHIN_SECONDS = 30
_PROGRAMS = ("/usr/sbin/dovecot", "/usr/local/sbin/dovecot", "/usr/bin/dovecot")


@dataclass
class Dovecot:
    """`port`: plain, with STARTTLS; `tls_port`: encrypted from the start. `certificate`: what to trust."""

    folder: Path
    port: int
    tls_port: int
    running: "subprocess.Popen[bytes] | None" = None

    @property
    def certificate(self) -> Path:
        return self.folder / "cert.pem"

    @property
    def mails(self) -> Path:
        return self.folder / "home" / "Maildir"

    def start(self) -> None:
        """Raises SystemExit where it does not come up."""
        log = (self.folder / "log").open("ab")
        with log:
            self.running = subprocess.Popen(
                [program(), "-F", "-c", str(self.folder / "dovecot.conf")], stdout=log, stderr=log, process_group=0
            )
        ends_at = time.monotonic() + _STARTS_WITHIN_SECONDS
        while not self._answers():
            if self.running.poll() is not None or time.monotonic() > ends_at:
                sys.exit(f"dovecot does not start: {(self.folder / 'log').read_text()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask it to stop; it ends its connections."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it with all that it has started."""
        self._end(signal.SIGKILL)

    def deliver(self, *raw: bytes) -> None:
        """As a delivery does: written aside, then moved in."""
        for each in raw:
            name = f"{time.time():.6f}.{uuid.uuid4().hex}.here"
            aside = self.mails / "tmp" / name
            aside.write_bytes(each)
            self._give(aside)
            aside.rename(self.mails / "new" / name)

    def number_anew(self) -> None:
        """Let the numbers of mails be given anew: another UIDVALIDITY, as after the folder was made again."""
        time.sleep(1.1)  # they are counted by the second in which the folder is first seen
        for file in self.mails.glob("dovecot*"):
            file.unlink()

    @contextmanager
    def client(self) -> Iterator[IMAP4]:
        """A client of the standard library's, logged in, looking at the folder."""
        client = IMAP4("127.0.0.1", self.port)
        client.login(USER, PASSWORD)
        client.select("INBOX")
        try:
            yield client
        finally:
            with suppress(IMAP4.error, OSError):
                client.logout()

    def flags(self) -> list[bytes]:
        """The marks of each mail, as its server has them."""
        with self.client() as client:
            _, answers = client.fetch("1:*", "(FLAGS)")
            return [each for each in answers if isinstance(each, bytes)]

    def _give(self, file: Path) -> None:
        if os.getuid() == 0:
            owner = _somebody_else()
            os.chown(file, owner.pw_uid, owner.pw_gid)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as probe:
                return probe.recv(4) == b"* OK"
        except OSError:
            return False

    def _end(self, number: int) -> None:
        if self.running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.running.pid, number)
            self.running.wait(30)
            self.running = None


@contextmanager
def dovecot(extra: str = "") -> Iterator[Dovecot]:
    """A running server with one empty mailbox. `extra`: lines of its configuration."""
    folder = Path(tempfile.mkdtemp(prefix="reif-imap-"))
    server = Dovecot(folder, free_port(), free_port())
    try:
        _write(server, extra)
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def program() -> str:
    """Raises SystemExit where there is none."""
    found = shutil.which("dovecot") or next((each for each in _PROGRAMS if Path(each).exists()), None)
    if found is None:
        sys.exit("Dovecot's IMAP server is missing; `script/setup test` installs it or says how")
    return found


def _somebody_else() -> pwd.struct_passwd:
    """Root reads no mail there: whoever does then."""
    return pwd.getpwnam("nobody")


def _write(server: Dovecot, extra: str) -> None:
    folder = server.folder
    folder.chmod(0o755)
    for name in ("new", "cur", "tmp"):
        (server.mails / name).mkdir(parents=True)
    keys = f"-keyout {folder / 'key.pem'} -out {folder / 'cert.pem'}"
    names = "-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 {names} {keys}"
    subprocess.run(command.split(), check=True, capture_output=True)
    owner = _somebody_else() if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    for path in (folder / "home", *(folder / "home").rglob("*")):
        if os.getuid() == 0:
            os.chown(path, owner.pw_uid, owner.pw_gid)
    (folder / "users").write_text(
        f"{USER}:{{PLAIN}}{PASSWORD}:{owner.pw_uid}:{owner.pw_gid}::{folder / 'home'}::\n", encoding="utf-8"
    )
    (folder / "dovecot.conf").write_text(_configuration(server, owner, extra), encoding="utf-8")


def _configuration(server: Dovecot, owner: pwd.struct_passwd, extra: str) -> str:
    folder = server.folder
    of_one_user, in_no_root = "", ""
    if os.getuid() != 0:  # who is not root can give nothing to others, nor lock anything up in a folder
        group = grp.getgrgid(owner.pw_gid).gr_name
        of_one_user = "\n".join(f"default_{kind}_user = {owner.pw_name}" for kind in ("login", "internal"))
        of_one_user += (
            f"\ndefault_internal_group = {group}\nservice anvil {{\n  chroot =\n}}\nservice stats {{\n  chroot =\n}}"
        )
        in_no_root = "chroot ="
    return f"""\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{server.mails}
first_valid_uid = 1
mailbox_idle_check_interval = 1 secs
default_vsz_limit = 1G
{of_one_user}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
service imap-login {{
  {in_no_root}
  inet_listener imap {{
    port = {server.port}
  }}
  inet_listener imaps {{
    port = {server.tls_port}
    ssl = yes
  }}
}}
{extra}
"""
