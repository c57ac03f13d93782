"""Measure collecting what clients send, against bare inserts of the very rows that it leaves, in the same run.

.venv/bin/python bench/collecting.py [--seconds N] [--database sqlite|postgresql]

The real server, two web processes and its worker, takes requests of four clients over sockets: one call each, then a
hundred. Each is acknowledged when it is in the database as it came; then the worker reads it. The floor puts the events
that result into their table, in transactions of one row and of a hundred. With nothing else to do, it is measured how
long it takes from sending a request until the contact has its new score.
"""

import argparse
import http.client
import json
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from systems import REIF, System, bare_inserts, new_database, servers

CLIENTS, PEOPLE, SECONDS, LOOKED_AT = 4, 5_000, 20.0, 40
LEAST_RATE = 1 / 2
_HEADERS = {"Content-Type": "application/json"}


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="reif-bench-") as temporary:
        for database in options.database:
            with servers(database) as admin:
                for calls in (1, 100):
                    _measure(Path(temporary) / f"{database}{calls}", admin, calls, options.seconds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"how long clients send ({SECONDS:.0f})")
    parser.add_argument("--database", action="append", choices=["sqlite", "postgresql"], help="both unless named")
    options = parser.parse_args()
    options.database = options.database or ["sqlite", "postgresql"]
    return options


def _measure(home: Path, admin: str, calls: int, seconds: float) -> None:
    system = System(home, new_database(admin, home.name) if admin else "")
    system.run("init")
    key = _key(system)
    with _served(system) as port:
        _introduce(port, key)
        _await_read(system)
        waited = _until_current(port, key, system) if calls == 1 else []
    bare_system = system.copy(home.with_name(f"{home.name}bare"), admin)
    with _served(system) as port:
        began = time.monotonic()
        sent, latencies = _load(port, key, calls, seconds)
        _await_read(system)
        read_in = time.monotonic() - began
    floor = bare_inserts(system, bare_system, calls)
    rate, bare = sent / seconds, sent / floor.seconds
    print(
        f"{home.name}: {calls} {'call' if calls == 1 else 'calls'} a request, {CLIENTS} clients, {seconds:.0f} s\n"
        f"  bare inserts  {bare:9,.0f} a second\n"
        f"  collected     {rate:9,.0f} a second, {rate / bare:.2f} of the bare rate; a request "
        f"{statistics.median(latencies):.1f} ms in the median, {_of(latencies, 0.95):.1f} ms at 95 %\n"
        f"  read          {sent / read_in:9,.0f} a second, {sent / read_in / bare:.2f} of the bare rate, until the last"
    )
    if calls == 100:
        print(f"  Goal: at least {LEAST_RATE:.2f} of the bare rate: {'met' if rate / bare >= LEAST_RATE else 'missed'}")
    if waited:
        median, most = statistics.median(waited), _of(waited, 0.95)
        print(f"  request to new score: {median:.0f} ms in the median, {most:.0f} ms at 95 %")
    sys.stdout.flush()


def _await_read(system: System) -> None:
    with _asking(system) as ask:
        while ask("SELECT count(*) FROM records_arrival WHERE received_at < %s", datetime(2200, 1, 1, tzinfo=UTC)):
            time.sleep(0.05)


def _key(system: System) -> str:
    said = subprocess.run(  # noqa: S603 - our own command
        [REIF, "source", "add", "bench"], env=system.environment, check=True, capture_output=True, text=True
    )
    return said.stdout.split()[-1]


@contextmanager
def _served(system: System) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    with subprocess.Popen(  # noqa: S603 - our own command
        [REIF, "serve", "--port", str(port)],
        env=system.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _await(port)
            yield port
        finally:
            process.terminate()


def _await(port: int) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5) as answer:
                if json.load(answer)["worker"] == "ok":
                    return
        except OSError:
            pass
        time.sleep(0.25)
    sys.exit("the server did not come up")


def _introduce(port: int, key: str) -> None:
    """Let everybody be known who will do something: the floor makes no contacts either."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for first in range(0, PEOPLE, 500):
        said = [{"type": "identify", "userId": f"u-{number}"} for number in range(first, first + 500)]
        connection.request("POST", "/v1/batch", json.dumps({"writeKey": key, "batch": said}), _HEADERS)
        connection.getresponse().read()


def _load(port: int, key: str, calls: int, seconds: float) -> tuple[int, list[float]]:
    """Calls acknowledged in that time by all clients, and how long each request took, in ms."""
    until = time.monotonic() + seconds
    latencies: list[list[float]] = [[] for _ in range(CLIENTS)]
    threads = [threading.Thread(target=_send, args=(port, key, calls, until, own)) for own in latencies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = [each for own in latencies for each in own]
    return calls * len(together), together


def _send(port: int, key: str, calls: int, until: float, latencies: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < until:
        body = _batch(key, calls)
        began = time.perf_counter()
        connection.request("POST", "/v1/batch", body, _HEADERS)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"the server answered {answer.status}")
        latencies.append((time.perf_counter() - began) * 1000)


def _batch(key: str, calls: int) -> bytes:
    at = datetime.now(UTC).isoformat()
    said = [
        {
            "type": "track",
            "userId": f"u-{secrets.randbelow(PEOPLE)}",
            "event": "Content Downloaded",
            "properties": {"content": "White paper", "path": "/white-paper"},
            "messageId": secrets.token_hex(16),
            "timestamp": at,
        }
        for _ in range(calls)
    ]
    return json.dumps({"writeKey": key, "sentAt": at, "batch": said}).encode()


def _until_current(port: int, key: str, system: System) -> list[float]:
    """Milliseconds from sending a request about somebody new until their score is there to be read."""
    with _asking(system) as ask:
        while ask("SELECT count(*) FROM records_contact WHERE rescore_at <= %s", datetime.now(UTC)):
            time.sleep(0.2)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        return [_until_scored(connection, key, ask) for _ in range(LOOKED_AT)]


def _until_scored(connection: http.client.HTTPConnection, key: str, ask: Callable[[str, object], int]) -> float:
    time.sleep(0.2)
    who = f"new-{secrets.token_hex(8)}"
    said = {"type": "track", "userId": who, "event": "Offer Requested", "writeKey": key}
    began = time.perf_counter()
    connection.request("POST", "/v1/track", json.dumps(said), _HEADERS)
    connection.getresponse().read()
    scored = (
        "SELECT count(*) FROM records_contact c JOIN records_identifier i ON i.contact_id = c.id "
        "WHERE i.value = %s AND c.points > 0"
    )
    while not ask(scored, who):
        time.sleep(0.002)
    return (time.perf_counter() - began) * 1000


@contextmanager
def _asking(system: System) -> Iterator[Callable[[str, object], int]]:
    """A question with one value, and the number it answers with.

    Closed at its end: who copies the files of SQLite while a connection of the same process is open takes its locks
    away, and what it reads afterwards is garbage.
    """
    if system.url:
        import psycopg

        with psycopg.connect(system.url, autocommit=True) as postgresql:
            yield lambda question, value: postgresql.execute(question, [value]).fetchall()[0][0]
        return
    import sqlite3

    with closing(sqlite3.connect(system.home / "reif.sqlite3", timeout=30)) as base:
        yield lambda question, value: base.execute(question.replace("%s", "?"), [str(value)[:26]]).fetchall()[0][0]


def _of(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


if __name__ == "__main__":
    main()
