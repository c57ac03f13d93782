"""The real server of a system, and somebody signed in who asks it for pages, one after the other."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, RemoteDisconnected
from pathlib import Path
from urllib.parse import urlencode

REIF = Path(sys.executable).with_name("reif")
EMAIL = "bench@reif.example"
_ANSWERS_WITHIN_SECONDS = 60
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Refused(RuntimeError):
    """The server answered something else than the page."""


class Server:
    """What `reif serve` runs, seen from outside."""

    def __init__(self, port: int, number: int) -> None:
        self.port = port
        self._number = number

    def cpu_seconds(self) -> float:
        """What its web processes have worked so far, without the worker, and without the processes of PostgreSQL."""
        return sum(_cpu_seconds(each) for each in _children(self._number) if b"work" not in _command(each))


@contextmanager
def serving() -> Iterator[Server]:
    """`reif serve` as people run it: two web processes and the worker."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [str(REIF), "serve", "--port", str(port)]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        _wait(port)
        yield Server(port, running.pid)
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(60)


class Visitor:
    """Keeps cookies and its connection, as a browser does."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookies: dict[str, str] = {}

    def sign_in(self, email: str, password: str) -> None:
        """By the form. Raises Refused."""
        _status, page = self._ask("GET", "/sign-in")
        token = _TOKEN.search(page.decode())
        if token is None:
            raise Refused("no form to sign in")
        form = {"login": email, "password": password, "csrfmiddlewaretoken": token[1]}
        status, _page = self._ask("POST", "/sign-in", urlencode(form))
        if status != 302:
            raise Refused(f"signing in: {status}")

    def seconds(self, address: str, *, first_byte: bool = False) -> float:
        """How long the page takes until its last byte is here, or its first. Raises Refused."""
        began = time.perf_counter()
        status, _page = self._ask("GET", address, first_byte=first_byte)
        took = time.perf_counter() - began
        if status != 200:
            raise Refused(f"{address}: {status}")
        return took

    def page(self, address: str) -> str:
        """What it says."""
        return self._ask("GET", address)[1].decode()

    def _ask(self, method: str, address: str, form: str = "", *, first_byte: bool = False) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if form:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            answer = self._answer(method, address, form, headers)
        except RemoteDisconnected:  # nothing was asked for long
            answer = self._answer(method, address, form, headers)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if first_byte:
            found = answer.read(1)
            self._connection.close()
            return answer.status, found
        return answer.status, answer.read()

    def _answer(self, method: str, address: str, form: str, headers: dict[str, str]) -> HTTPResponse:
        self._connection.request(method, address, body=form or None, headers=headers)
        return self._connection.getresponse()


def add_user() -> str:
    """An admin of the system to sign in as, made if there is none; a new password."""
    from reif.records.enums import Role
    from reif.records.models import User

    password = secrets.token_urlsafe(12)
    user = User.objects.filter(email=EMAIL).first() or User.objects.create_user(EMAIL, password, Role.ADMIN)
    user.set_password(password)
    user.save()
    return password


def set_up() -> None:
    """Django on the system that REIF_HOME or DATABASE_URL name."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
    import django

    django.setup()


def _wait(port: int) -> None:
    ends_at = time.monotonic() + _ANSWERS_WITHIN_SECONDS
    while time.monotonic() < ends_at:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.2)
        finally:
            connection.close()
    raise Refused("the server does not answer")


def _children(number: int) -> list[int]:
    found = [int(each) for each in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    return [*found, *(below for each in found for below in _children(each))]


def _command(number: int) -> bytes:
    """The last word of the command line."""
    return Path(f"/proc/{number}/cmdline").read_bytes().rstrip(b"\0").rpartition(b"\0")[2]


def _cpu_seconds(number: int) -> float:
    ticks = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
