"""`reif serve`: web processes and a worker that start, answer and stop together."""

import json
import os
import signal
import socket
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reif.cli.platform import SystemRefuses
from reif.cli.serve import keep_answering
from tests.cli.system import Program, System, children_of, free_port


def get(port: int, path: str, body: bytes | None = None) -> tuple[int, str]:
    with (
        suppress(urllib.error.HTTPError),
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", body, timeout=30) as answer,
    ):
        return answer.status, answer.read().decode()
    return 0, ""


def is_gone(process: int) -> bool:
    status = Path(f"/proc/{process}/status")
    try:
        return "State:\tZ" in status.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def still_there(processes: list[int]) -> list[int]:
    """Those that do not end within 15 seconds."""
    ends_at = time.monotonic() + 15
    while not all(map(is_gone, processes)) and time.monotonic() < ends_at:
        time.sleep(0.1)
    return [process for process in processes if not is_gone(process)]


def can_listen(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def worker_is_well(port: int) -> bool:
    return bool(json.loads(get(port, "/ready")[1])["worker"] == "ok")


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def served(made: System, port: int) -> Iterator[Program]:
    with made.running("serve", "--port", str(port)) as program:
        program.wait_for(lambda: f"reif is at http://127.0.0.1:{port}" in program.said)
        yield program


@pytest.mark.database
def test_pages_and_worker_start_and_stop_together(served: Program, port: int) -> None:
    assert get(port, "/health") == (200, "ok\n")
    served.wait_for(lambda: worker_is_well(port))
    for _ in range(20):
        get(port, "/health")
    figures = get(port, "/metrics")[1]
    counted = [line for line in figures.splitlines() if line.startswith("reif_requests_total") and '"health"' in line]
    assert [float(line.split()[-1]) for line in counted] == [22.0]  # one by serve itself: it asks before it says so
    children = children_of(served.process.pid)
    assert len(children) >= 3
    assert served.stop() == 0
    assert still_there(children) == []
    assert can_listen(port)
    assert "Traceback" not in served.said


def test_a_worker_that_was_killed_is_started_again(served: Program, port: int) -> None:
    served.wait_for(lambda: worker_is_well(port))
    worker = next(child for child in children_of(served.process.pid) if _is_worker(child))
    os.kill(worker, signal.SIGKILL)
    served.wait_for(lambda: any(_is_worker(child) and child != worker for child in children_of(served.process.pid)))
    assert get(port, "/health")[0] == 200
    assert served.stop() == 0


def test_nothing_that_was_asked_or_sent_is_said(served: Program, port: int) -> None:
    get(port, "/nowhere/ann@example.com?q=ann@example.com")
    get(port, "/sign-in?next=/contacts/ann@example.com", b"login=ann@example.com&password=ann@example.com")
    served.wait_for(lambda: served.said.count('"message": "request"') >= 2)
    assert "ann@" not in served.said
    assert "ann%40" not in served.said


def test_ctrl_c_reaches_the_whole_terminal_and_all_end_in_order(served: Program, port: int) -> None:
    served.wait_for(lambda: worker_is_well(port))
    os.killpg(served.process.pid, signal.SIGINT)
    assert served.process.wait(40) == 0
    assert served.said.endswith("stopped\n")
    assert "ended by itself" not in served.said


def test_a_request_under_way_is_answered_before_it_ends(served: Program, port: int) -> None:
    head = "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 20\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as under_way:
        under_way.sendall(head.encode() + b"login=")
        time.sleep(0.5)
        served.process.terminate()
        time.sleep(0.5)
        under_way.sendall(b"a" * 14)
        assert under_way.recv(20).startswith(b"HTTP/1.1 403")  # not of a form of ours: an answer all the same
    assert served.process.wait(40) == 0


def test_what_is_left_of_a_killed_one_ends_and_it_starts_again_at_once(made: System, port: int) -> None:
    with made.running("serve", "--port", str(port)) as first:
        first.wait_for(lambda: "reif is at" in first.said)
        children = children_of(first.process.pid)
        first.process.kill()
        first.process.wait()
    with made.running("serve", "--port", str(port)) as second:
        second.wait_for(lambda: second.said.count("reif is at") == 2)
        assert get(port, "/health")[0] == 200
        assert still_there(children) == []
        assert second.stop() == 0


def test_a_port_that_is_taken(made: System) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        ended = made("serve", "--port", str(taken))
    assert (ended.code, ended.lines) == (
        1,
        [f"reif: port {taken} of 127.0.0.1 is taken by another program; --port takes another"],
    )


def test_an_address_of_another_machine(made: System) -> None:
    ended = made("serve", "--host", "203.0.113.7")
    assert (ended.code, ended.lines) == (1, ["reif: --host: '203.0.113.7' is not an address of this machine"])


@pytest.mark.parametrize("command", ["serve", "work"])
def test_a_system_that_is_not_there_or_not_of_this_version(system: System, command: str) -> None:
    assert system(command).lines == [f"reif: {system.database}: there is no database; `reif init` makes it"]
    assert not system.home.exists()
    system("init")
    with sqlite3.connect(system.database) as records:
        records.execute("DELETE FROM django_migrations WHERE app = 'records' AND name = '0026_phones'")
    said = "the tables are not those of this version; `reif init` brings them up to it"
    assert system(command).lines == [f"reif: {system.database}: {said}"]
    with sqlite3.connect(system.database) as records:
        records.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '9999_later', '2030-01-01')"
        )
    said = "belongs to a newer version of reif; install that version"
    assert system(command).lines == [f"reif: {system.database}: {said}"]


def _is_worker(process: int) -> bool:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/cmdline").read_bytes().endswith(b"\0work\0")
    return False


def test_web_processes_that_end_again_and_again_are_not_started_for_ever() -> None:
    ends: list[float] = []

    def answer(clock: float, lasts: float) -> bool:
        ends.append(clock + lasts)
        return len(ends) == 20

    with pytest.raises(SystemRefuses, match="again and again"):
        keep_answering(lambda: answer(ends[-1] if ends else 0.0, 5), clock=lambda: ends[-1])
    assert len(ends) == 6
    ends.clear()
    keep_answering(lambda: answer(ends[-1] if ends else 0.0, 30), clock=lambda: ends[-1])
    assert len(ends) == 20
