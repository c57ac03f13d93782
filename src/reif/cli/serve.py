"""`reif serve`: the web pages and the worker, in one command."""

import errno
import logging
import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from reif.cli.companion import Companion
from reif.cli.parent import PARENT
from reif.cli.platform import SystemRefuses, home, ready_system, require_tables

Port: TypeAlias = Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)]
Host: TypeAlias = Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 is all of this machine's.")]
Workers: TypeAlias = Annotated[int, typer.Option(help="How many web processes there are.", min=1, max=64)]
NoWork: TypeAlias = Annotated[bool, typer.Option("--no-work", help="Bring no worker along.")]

logger = logging.getLogger(__name__)

APPLICATION = "reif.config.web_process:application"
THREADS = 4
# Also how long the port of a process that was just killed may stay taken.
_PORT_WITHIN_SECONDS = 3.0
_ANSWERS_WITHIN_SECONDS = 60
_STOPS_WITHIN_SECONDS = 20
_ENDS_AT_MOST = 5  # within the time after which all is well
_WELL_AFTER_SECONDS = 60.0


def serve(port: Port = 8000, host: Host = "127.0.0.1", workers: Workers = 2, no_work: NoWork = False) -> None:
    """Serve the web pages, with a worker beside them, until told to stop (Ctrl-C, SIGTERM)."""
    with ready_system():
        require_tables()
        _require_port(host, port)
        metrics = _folder_for_metrics(port)
        os.environ |= {PARENT: str(os.getpid()), "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
        work = [sys.executable, "-c", "from reif.cli import main; main()", "work"]
        companion = None if no_work else Companion(work)
        try:
            if companion is not None:
                companion.start()
            threading.Thread(target=_say_when_it_answers, args=(host, port), daemon=True).start()
            _serve(host, port, workers)
        finally:
            if companion is not None:
                companion.stop()
            shutil.rmtree(metrics, ignore_errors=True)
    typer.echo("stopped", err=True)


def _serve(host: str, port: int, workers: int) -> None:
    """Answer requests until a signal says to stop; those under way then are finished."""
    import multiprocessing

    from django.conf import settings
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()
    multiprocessing.set_start_method("spawn", force=True)

    def until_told() -> bool:
        """Whether a signal said to stop; else the web processes died too fast for granian to go on by itself."""
        server = Granian(
            APPLICATION,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            websockets=False,
            log_level=LogLevels.warning,
            log_dictconfig=settings.LOGGING,
            respawn_failed_workers=True,
            workers_kill_timeout=_STOPS_WITHIN_SECONDS,
        )
        with suppress(SystemExit):
            server.serve()
        return bool(server.interrupt_signal)

    keep_answering(until_told)


def keep_answering(until_told: Callable[[], bool], clock: Callable[[], float] = time.monotonic) -> None:
    """Answer, and go on when what answers ends by itself. Raises SystemRefuses where it does so again and again."""
    ends: list[float] = []
    while not until_told():
        ends = [*(end for end in ends if clock() - end < _WELL_AFTER_SECONDS), clock()]
        if len(ends) > _ENDS_AT_MOST:
            raise SystemRefuses("the web processes end by themselves again and again; the log says why")
        logger.error("web processes ended by themselves; they are started again")


def _require_port(host: str, port: int) -> None:
    """Raises SystemRefuses for a port that is taken or may not be used."""
    ends_at = time.monotonic() + _PORT_WITHIN_SECONDS
    while (problem := _problem_of_port(host, port)) == errno.EADDRINUSE and time.monotonic() < ends_at:
        time.sleep(0.1)
    if problem == errno.EADDRINUSE:
        raise SystemRefuses(f"port {port} of {host} is taken by another program; --port takes another")
    if problem == errno.EACCES:
        raise SystemRefuses(f"port {port} may not be used by this user; --port takes another, such as 8000")
    if problem:
        raise SystemRefuses(f"--host: {host!r} is not an address of this machine")


def _problem_of_port(host: str, port: int) -> int:
    """The number of the error that listening gives; 0: none."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            probe.listen()
    except OSError as error:
        return error.errno or errno.EADDRNOTAVAIL
    return 0


def _folder_for_metrics(port: int) -> Path:
    """Where the processes leave their counts for each other; those of an earlier run are gone."""
    folder = home() / f"metrics-{port}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _say_when_it_answers(host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - what was asked for
    ends_at = time.monotonic() + _ANSWERS_WITHIN_SECONDS
    while time.monotonic() < ends_at:
        if _answers(reached, port):
            typer.echo(f"reif is at http://{shown}:{port} (Ctrl-C stops it)", err=True)
            return
        time.sleep(0.1)


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
