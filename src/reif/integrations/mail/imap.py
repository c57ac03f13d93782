"""A folder on an IMAP server: looked at, and left as it is. Every wait has an end, and so has every answer.

By imap-tools, on the standard library's client; what must be bounded is asked for in commands of our own.
"""

import imaplib
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Literal, TypeAlias, cast

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError
from imap_tools.utils import encode_folder

from reif.integrations.mail.header_texts import one_line

Security: TypeAlias = Literal["tls", "starttls", "none"]
PORTS: dict[str, int] = {"tls": 993, "starttls": 143, "none": 143}
LARGEST_FETCHED = 5_000_000
"""Bytes of a mail that are asked for; of a larger one that is its beginning."""
_SILENT_SECONDS = 30.0
_COMMAND_SECONDS = 120.0
_LARGEST_ANSWER = LARGEST_FETCHED + 1_000
_LONGEST_SAID = 200
_SLICE_SECONDS = 1.0
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,19})\b")
_ARRIVED = re.compile(rb'INTERNALDATE "([ \d]\d)-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"')


class MailServerError(Exception):
    """The server cannot be used; the message says why, in its words where it has some."""


class NotAdmitted(MailServerError):
    """It does not let this user in."""


class NoSuchFolder(MailServerError):
    """It has no such folder for this user."""


@dataclass(frozen=True, slots=True)
class Folder:
    """`uid_validity`: while it stays, a number names the same mail. `count`: how many mails there are."""

    uid_validity: int
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A mail in the folder: its number, its bytes, when it came."""

    uid: int
    size: int
    arrived_at: datetime | None


@contextmanager
def server(*, host: str, port: int, security: Security, user: str, password: str) -> Iterator["Server"]:
    """A connection, logged in; closed at the end. Raises MailServerError, NotAdmitted."""
    line = Line()
    try:
        with line.command(f"{host}:{port}"):
            client = _client(line, host, port, security)
        opened = Server(line, client)
        try:
            opened.log_in(user, password)
            yield opened
        finally:
            opened.close()
    finally:
        line.close()


class Line:
    """The way to a server, which is cut where a command takes too long, however slowly the server goes on answering."""

    def __init__(self) -> None:
        self._end: socket.socket | None = None

    def to(self, connected: socket.socket) -> socket.socket:
        """Take a new connection on; encrypting leaves it another object, so a second end of it is kept."""
        self._end = connected.dup()
        return connected

    @contextmanager
    def command(self, doing: str) -> Iterator[None]:
        """What goes wrong within, or lasts for over two minutes, becomes a MailServerError."""
        is_late = threading.Event()
        alarm = threading.Timer(_COMMAND_SECONDS, self._cut, (is_late,))
        alarm.daemon = True
        alarm.start()
        try:
            with _told(doing):
                yield
        except MailServerError:
            if is_late.is_set():
                raise MailServerError(f"{doing}: it takes too long") from None
            raise
        finally:
            alarm.cancel()

    def close(self) -> None:
        """Let go of it."""
        if self._end is not None:
            self._end.close()

    def _cut(self, is_late: threading.Event) -> None:
        is_late.set()
        with suppress(OSError, AttributeError):
            cast(socket.socket, self._end).shutdown(socket.SHUT_RDWR)


class _Bounded(imaplib.IMAP4):
    """Takes no more than it asks for."""

    line: Line

    def read(self, size: int) -> bytes:
        if size > _LARGEST_ANSWER:
            raise self.abort("it sends more than it was asked for")
        return super().read(size)


class _Plain(_Bounded):
    def __init__(self, line: Line, host: str, port: int) -> None:
        self.line = line
        super().__init__(host, port, timeout=_SILENT_SECONDS)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self.line.to(_connection(self, timeout))


class _Encrypted(_Bounded, imaplib.IMAP4_SSL):
    def __init__(self, line: Line, host: str, port: int, trusted: ssl.SSLContext) -> None:
        self.line = line
        imaplib.IMAP4_SSL.__init__(self, host, port, ssl_context=trusted, timeout=_SILENT_SECONDS)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        trusted: ssl.SSLContext = self.ssl_context
        return trusted.wrap_socket(self.line.to(_connection(self, timeout)), server_hostname=self.host)


class _Box(BaseMailBox):
    """imap-tools on a client of ours."""

    def __init__(self, client: imaplib.IMAP4) -> None:
        self._given = client
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return self._given


class Server:
    """A server that has let us in. Every method raises MailServerError."""

    def __init__(self, line: Line, client: imaplib.IMAP4) -> None:
        self._command = line.command
        self._box = _Box(client)
        self._client: Any = client

    def log_in(self, user: str, password: str) -> None:
        """Raises NotAdmitted."""
        with self._command("logging in"):
            try:
                if user.isascii() and password.isascii():
                    self._box.login(user, password, initial_folder=None)
                else:
                    self._box.login_utf8(user, password, initial_folder=None)
            except (ImapToolsError, imaplib.IMAP4.error) as problem:
                if isinstance(problem, imaplib.IMAP4.abort):
                    raise
                raise NotAdmitted(f"it does not let this user in{_words(problem)}") from None
            self._client.capability()

    def open(self, folder: str) -> Folder:
        """Look at a folder, so that nothing in it is changed. Raises NoSuchFolder."""
        with self._command("opening the folder"):
            kind, said = self._client.select(encode_folder(folder), readonly=True)
            if kind != "OK":
                raise NoSuchFolder(f"it has no folder {folder} for this user")
            _, validity = self._client.response("UIDVALIDITY")
            count = int(said[0] or 0)
            if not validity or validity[0] is None:
                raise MailServerError("it gives mails no lasting numbers (UIDVALIDITY)")
            return Folder(int(validity[0]), count)

    def entries(self, folder: Folder, after: int, most: int) -> list[Entry]:
        """The next mails by number after one, at most so many. However many there are, it takes a few commands."""
        with self._command("listing mails"):
            first = self._first_after(after, folder.count)
            if first > folder.count:
                return []
            last = min(first + most - 1, folder.count)
            answers = self._fetch(f"{first}:{last}", "(UID RFC822.SIZE INTERNALDATE)")
            found = {entry.uid: entry for entry in map(_entry, answers) if entry is not None and entry.uid > after}
            return [found[uid] for uid in sorted(found)]

    def bytes_of(self, entry: Entry) -> bytes | None:
        """The mail, or its first LARGEST_FETCHED bytes; None if it is there no more. It is not marked as read."""
        with self._command("fetching a mail"):
            kind, answers = self._client.uid("FETCH", str(entry.uid), f"(UID BODY.PEEK[]<0.{LARGEST_FETCHED}>)")
            if kind != "OK":
                raise MailServerError("it does not give a mail")
            whole = [each[1] for each in answers if isinstance(each, tuple) and len(each) > 1]
            return bytes(whole[0]) if whole else None

    def wait(self, seconds: float, is_over: Callable[[], bool]) -> None:
        """Until there may be something new, the time has passed, or it is over otherwise. By IDLE where offered."""
        ends_at = time.monotonic() + seconds
        if "IDLE" not in self._client.capabilities:
            while time.monotonic() < ends_at and not is_over():
                time.sleep(_SLICE_SECONDS)
            return
        with self._command("waiting for mail"):
            self._box.idle.start()  # type: ignore[no-untyped-call] # it ships types in part
        self._idle(ends_at, is_over)
        with self._command("waiting for mail"):
            self._box.idle.stop()  # type: ignore[no-untyped-call] # as above

    def close(self) -> None:
        """Say good-bye, if the server is still there."""
        with suppress(MailServerError, OSError), self._command("logging out"):
            self._box.logout()
        with suppress(OSError, AttributeError, imaplib.IMAP4.error):
            self._client.shutdown()

    def _idle(self, ends_at: float, is_over: Callable[[], bool]) -> None:
        while time.monotonic() < ends_at and not is_over():
            begun = time.monotonic()
            with self._command("waiting for mail"):
                said = self._box.idle.poll(timeout=_SLICE_SECONDS)
            if any(b"EXISTS" in each.upper() for each in said):
                return
            if not said and time.monotonic() - begun < _SLICE_SECONDS / 2:
                return  # the connection has ended, as stopping finds out

    def _first_after(self, uid: int, count: int) -> int:
        """The place of the first mail with a greater number, by halving: places have no gaps, numbers have."""
        low, high = 1, count + 1
        while low < high:
            middle = (low + high) // 2
            found = next((number for answer in self._fetch(str(middle), "(UID)") if (number := _uid(answer))), None)
            if found is None:
                raise MailServerError("it does not list what it has")
            low, high = (middle + 1, high) if found <= uid else (low, middle)
        return low

    def _fetch(self, places: str, what: str) -> list[bytes]:
        kind, answers = self._client.fetch(places, what)
        if kind != "OK":
            raise MailServerError("it does not list what it has")
        return [each[0] if isinstance(each, tuple) else each for each in answers if each]


def _client(line: Line, host: str, port: int, security: Security) -> imaplib.IMAP4:
    trusted = ssl.create_default_context()
    if security == "tls":
        return _Encrypted(line, host, port, trusted)
    client = _Plain(line, host, port)
    if security == "starttls":
        client.starttls(ssl_context=trusted)
    return client


def _connection(client: imaplib.IMAP4, timeout: float | None) -> socket.socket:
    return socket.create_connection((client.host, client.port), timeout)


@contextmanager
def _told(doing: str) -> Iterator[None]:
    """Whatever goes wrong on the way, as one kind of error in our words."""
    try:
        yield
    except MailServerError:
        raise
    except ssl.SSLCertVerificationError as problem:
        raise MailServerError(f"{doing}: its certificate is not trusted ({problem.verify_message})") from None
    except ssl.SSLError as problem:
        raise MailServerError(f"{doing}: no encrypted connection ({problem.reason or 'broken off'})") from None
    except TimeoutError:
        raise MailServerError(f"{doing}: it does not answer") from None
    except socket.gaierror:
        raise MailServerError(f"{doing}: there is no such host") from None
    except OSError as problem:
        raise MailServerError(f"{doing}: {problem.strerror or 'the connection broke off'}") from None
    except (ImapToolsError, imaplib.IMAP4.error) as problem:
        raise MailServerError(f"{doing}: it refuses, or the connection broke off{_words(problem)}") from None
    except (ValueError, TypeError, IndexError, KeyError, AttributeError) as problem:
        raise MailServerError(f"{doing}: its answer is no IMAP ({type(problem).__name__})") from None


def _words(problem: Exception) -> str:
    """What the server said, on one line."""
    said = getattr(problem, "command_result", None)
    words = said[1][0] if isinstance(said, tuple) and said[1:] and said[1] else (problem.args or ("",))[0]
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return f": {one_line(text)[:_LONGEST_SAID]}" if text.strip() else ""


def _uid(answer: bytes) -> int | None:
    found = _UID.search(answer)
    return int(found.group(1)) if found else None


def _entry(answer: bytes) -> Entry | None:
    uid, size = _uid(answer), _SIZE.search(answer)
    return None if uid is None else Entry(uid, int(size.group(1)) if size else 0, _arrived(answer))


def _arrived(answer: bytes) -> datetime | None:
    found = _ARRIVED.search(answer)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = (
        part.decode("ascii", "replace") for part in found.groups()
    )
    ahead = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        zone = timezone(ahead)
        number = _MONTHS.index(month.lower()) + 1
        return datetime(int(year), number, int(day), int(hour), int(minute), int(second), tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
