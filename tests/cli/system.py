"""Run `reif` on a system of its own: each command in a process of its own, as people do."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.cli.commands import COMMAND, Ended
from tests.cli.forking import run

STOPS_WITHIN_SECONDS = 40


@dataclass(frozen=True)
class System:
    """A REIF_HOME, not made yet. `url`: of its database in PostgreSQL; empty: SQLite in its home."""

    home: Path
    url: str = ""

    def __call__(self, *arguments: str, **variables: str) -> Ended:
        if not variables:
            return run(arguments, self.environment())
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(variables),
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=120,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def running(self, *arguments: str, **variables: str) -> Iterator["Program"]:
        """A command that goes on until it is stopped; what it says goes to a file."""
        said = self.home.parent / "said.txt"
        with said.open("ab") as stream:
            process = subprocess.Popen(
                self.command(*arguments),
                env=self.environment(variables),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                process_group=0,
            )
        program = Program(process, said)
        try:
            yield program
        finally:
            program.stop()

    def copied_to(self, home: Path) -> "System":
        """A system like it (in SQLite, and not running)."""
        shutil.copytree(self.home, home)
        return System(home)

    @staticmethod
    def command(*arguments: str) -> list[str]:
        return [*COMMAND, *arguments]

    @property
    def database(self) -> Path:
        return self.home / "reif.sqlite3"

    def environment(self, variables: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
        """What its commands are told."""
        inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        own = {"REIF_HOME": str(self.home)} | ({"DATABASE_URL": self.url} if self.url else {})
        return inherited | own | variables


@dataclass(frozen=True)
class Program:
    """A command that is running."""

    process: "subprocess.Popen[bytes]"
    file: Path

    @property
    def said(self) -> str:
        return self.file.read_text()

    def wait_for(self, has_come: Callable[[], bool], seconds: float = 180) -> None:
        """Go on when it has come; an error if it does not come in time, or the command ends before."""
        ends_at = time.monotonic() + seconds
        while not has_come():
            assert self.process.poll() is None, f"ended with {self.process.returncode}: {self.said}"
            assert time.monotonic() < ends_at, f"waited in vain: {self.said}"
            time.sleep(0.05)

    def stop(self) -> int:
        """Ask it to stop, and its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(STOPS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def children_of(process: int) -> list[int]:
    """The numbers of the processes that it started and that are still there."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for thread in threads for number in thread.read_text().split()]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
