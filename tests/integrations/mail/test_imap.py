"""A folder on a real server, and servers that are made to harm."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import pytest

from reif.integrations.mail import imap as tested
from reif.integrations.mail.imap import Entry, MailServerError, NoSuchFolder, NotAdmitted, Server, server
from tests.dovecot import PASSWORD, USER, Dovecot, dovecot
from tests.integrations.mail.letters import letter


@contextmanager
def connected(imap: Dovecot, **other: object) -> Iterator[Server]:
    given = {"host": "127.0.0.1", "port": imap.port, "security": "none", "user": USER, "password": PASSWORD}
    with server(**{**given, **other}) as opened:  # type: ignore[arg-type] # as each test says
        yield opened


def letters(count: int) -> list[bytes]:
    return [letter(f"Nummer {number}", Message_ID=f"<{number}@x>") for number in range(1, count + 1)]


class TestDovecot:
    """Debian's."""

    def test_what_is_there(self, imap: Dovecot) -> None:
        imap.deliver(*letters(2))
        with connected(imap) as opened:
            folder = opened.open("INBOX")
            assert folder.count == 2
            first, second = opened.entries(folder, 0, 10)
            assert (first.uid, second.uid) == (1, 2)
            assert first.size == len(letters(1)[0].replace(b"\n", b"\r\n"))
            assert first.arrived_at is not None
            assert datetime.now(UTC) - first.arrived_at < timedelta(minutes=5)
            assert opened.bytes_of(second) == letters(2)[1].replace(b"\n", b"\r\n")
            assert opened.entries(folder, 1, 10) == [second]
            assert opened.entries(folder, 2, 10) == []
        assert not any(b"Seen" in each for each in imap.flags())

    def test_numbers_have_gaps(self, imap: Dovecot) -> None:
        imap.deliver(*letters(40))
        with imap.client() as client:
            client.store("2:30", "+FLAGS", r"(\Deleted)")
            client.expunge()
        with connected(imap) as opened:
            folder = opened.open("INBOX")
            seen, last = [], 0
            while found := opened.entries(folder, last, 4):
                seen += [each.uid for each in found]
                last = seen[-1]
            assert seen == [1, *range(31, 41)]
            assert opened.bytes_of(Entry(7, 1, None)) is None

    def test_only_the_beginning_of_a_large_mail(self, imap: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tested, "LARGEST_FETCHED", 10_000)
        imap.deliver(letter("x" * 70 * 1_000))
        with connected(imap) as opened:
            entry = opened.entries(opened.open("INBOX"), 0, 1)[0]
            assert entry.size > 10_000
            assert len(opened.bytes_of(entry) or b"") == 10_000

    @pytest.mark.parametrize("security", ["tls", "starttls"])
    def test_encrypted(self, imap: Dovecot, monkeypatch: pytest.MonkeyPatch, security: str) -> None:
        port = imap.tls_port if security == "tls" else imap.port
        with (
            pytest.raises(MailServerError, match="its certificate is not trusted"),
            connected(imap, security=security, port=port),
        ):
            pass
        monkeypatch.setenv("SSL_CERT_FILE", str(imap.certificate))
        with connected(imap, security=security, port=port, host="localhost") as opened:
            assert opened.open("INBOX").count == 0

    def test_it_does_not_let_everybody_in(self, imap: Dovecot) -> None:
        with pytest.raises(NotAdmitted, match="AUTHENTICATIONFAILED"), connected(imap, password="wrong"):  # noqa: S106 - of nobody
            pass

    def test_letters_of_other_alphabets_in_passwords(self, imap: Dovecot) -> None:
        with pytest.raises(NotAdmitted), connected(imap, password="Schlüssel"):  # noqa: S106 - of nobody
            pass

    def test_a_folder_that_is_not_there(self, imap: Dovecot) -> None:
        with connected(imap) as opened, pytest.raises(NoSuchFolder, match="no folder Übrig"):
            opened.open("Übrig")

    def test_news_end_the_waiting(self, imap: Dovecot) -> None:
        with connected(imap) as opened:
            opened.open("INBOX")
            threading.Timer(0.5, imap.deliver, letters(1)).start()
            begun = time.monotonic()
            opened.wait(60, lambda: False)
            assert time.monotonic() - begun < 20
            assert opened.open("INBOX").count == 1

    def test_a_server_that_goes_away_while_it_is_waited_for(self, imap: Dovecot) -> None:
        def wait_in_vain() -> None:
            with connected(imap) as opened:
                opened.open("INBOX")
                threading.Timer(0.5, imap.kill).start()
                opened.wait(60, lambda: False)
                opened.open("INBOX")

        with pytest.raises(MailServerError):
            wait_in_vain()

    def test_one_that_offers_no_idle(self) -> None:
        with dovecot("imap_capability = IMAP4rev1") as imap, connected(imap) as opened:
            opened.open("INBOX")
            begun = time.monotonic()
            opened.wait(2, lambda: False)
            assert 1 < time.monotonic() - begun < 10
            imap.deliver(*letters(1))
            assert opened.open("INBOX").count == 1

    def test_whoever_waits_can_be_called_off(self, imap: Dovecot) -> None:
        with connected(imap) as opened:
            opened.open("INBOX")
            begun = time.monotonic()
            opened.wait(60, lambda: time.monotonic() - begun > 1)
            assert time.monotonic() - begun < 10


Answer = Callable[[socket.socket], None]


@contextmanager
def says(answer: Answer) -> Iterator[int]:
    """A server that does what it likes with each connection. Its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    accepted, _ = listening.accept()
                except OSError:
                    return
                with accepted, suppress(OSError):
                    answer(accepted)

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]


def scripted(*answers: bytes) -> Answer:
    """Greets, then answers each command with the next; `TAG` stands for its tag. Then it is silent."""

    def serve(accepted: socket.socket) -> None:
        accepted.sendall(b"* OK hello\r\n")
        stream = accepted.makefile("rb")
        for each in answers:
            tag = stream.readline().split(b" ", 1)[0]
            accepted.sendall(each.replace(b"TAG", tag))
        stream.readline()

    return serve


LOGIN = (b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n", b"TAG OK in\r\n", b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n")
SELECTED = b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK [READ-ONLY] x\r\n"


def read_all(port: int) -> None:
    with server(host="127.0.0.1", port=port, security="none", user="u", password="geheim") as opened:  # noqa: S106 - of nobody
        for entry in opened.entries(opened.open("INBOX"), 0, 10):
            opened.bytes_of(entry)


class TestHostile:
    """Whatever a server says, it ends with an error of ours, and soon."""

    @pytest.fixture(autouse=True)
    def _hurried(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tested, "_SILENT_SECONDS", 1.0)
        monkeypatch.setattr(tested, "_COMMAND_SECONDS", 2.0)

    def problem_with(self, port: int) -> str:
        begun = time.monotonic()
        with pytest.raises(MailServerError) as raised:
            read_all(port)
        assert "geheim" not in str(raised.value)
        assert time.monotonic() - begun < 15
        return str(raised.value)

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (lambda accepted: None, "the connection broke off"),
            (lambda accepted: time.sleep(3), "it does not answer"),
            (lambda accepted: accepted.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"), "refuses, or the connection"),
            (lambda accepted: accepted.sendall(b"\xff" * 100_000 + b"\r\n"), "refuses, or the connection"),
            (scripted(), "the connection broke off"),
            (scripted(b"TAG OK\r\n"), "refuses, or the connection"),
            (scripted(*LOGIN, b"* x EXISTS\r\nTAG OK done\r\n"), ""),
            (scripted(*LOGIN, b"* 3 EXISTS\r\nTAG OK done\r\n"), "no lasting numbers"),
            (scripted(*LOGIN, b"* 3 EXISTS\r\n* OK [UIDVALIDITY none] x\r\nTAG OK done\r\n"), ""),
            (scripted(*LOGIN, SELECTED, b"TAG NO not now\r\n"), "it does not list what it has"),
            (scripted(*LOGIN, SELECTED, b"TAG OK nothing\r\n"), "it does not list what it has"),
            (scripted(*LOGIN, SELECTED, b"* 2 FETCH (UID x)\r\nTAG OK done\r\n"), "it does not list what it has"),
            (
                scripted(*LOGIN, SELECTED, b"* 2 FETCH (UID {99999999999}\r\n" + b"x" * 1_000),
                "more than it was asked for",
            ),
            (scripted(*LOGIN, SELECTED, b"* BYE shutting down\r\n"), ""),
        ],
        ids=range(14),
    )
    def test_servers(self, answer: Answer, said: str) -> None:
        with says(answer) as port:
            assert said in self.problem_with(port)

    def test_one_that_answers_byte_by_byte(self) -> None:
        def drips(accepted: socket.socket) -> None:
            while True:
                accepted.sendall(b"*")
                time.sleep(0.3)

        with says(drips) as port:
            assert "it takes too long" in self.problem_with(port)

    def test_nobody_is_there(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            port = listening.getsockname()[1]
        assert "refused" in self.problem_with(port)

    def test_times_that_are_none(self) -> None:
        for said in (b'"99-Nov-2026 12:00:00 +0000"', b'" 1-Foo-2026 12:00:00 +0000"', b'" 1-Jan-0000 12:00:00 +9999"'):
            entry = tested._entry(b"1 (UID 5 RFC822.SIZE 7 INTERNALDATE " + said + b")")
            assert entry == Entry(5, 7, None)
        assert tested._entry(b"1 (FLAGS ())") is None
