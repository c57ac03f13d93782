"""A system that clients send to over a real socket."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from tests.cli.system import Program, System, free_port

READ_WITHIN_SECONDS = 30


class Served:
    """A system that is served, and a write key of one of its sources."""

    def __init__(self, system: System, port: int, *, is_public: bool = False) -> None:
        self.host = f"http://127.0.0.1:{port}"
        said = system("source", "add", "Shop", *(["--site"] if is_public else [])).out
        self.key = said.splitlines()[1].rpartition(": ")[2]
        self._database = system.database
        self.problems: list[Any] = []

    def rows(self, query: str, *values: object) -> list[Any]:
        """What the records answer once all is read that arrived."""
        until = time.monotonic() + READ_WITHIN_SECONDS
        with closing(sqlite3.connect(self._database)) as base:
            while base.execute("SELECT count(*) FROM records_arrival").fetchone() != (0,):
                assert time.monotonic() < until
                time.sleep(0.05)
            return base.execute(query, values).fetchall()

    def events(self, *, after: int = 0) -> list[tuple[str, str]]:
        """The name of each event, and whose it is; of those that came after one, by its number."""
        return self.rows(
            "SELECT e.name, coalesce(c.email, v.anonymous_id) FROM records_event e "
            "LEFT JOIN records_contact c ON c.id = e.contact_id LEFT JOIN records_visitor v ON v.id = e.visitor_id "
            "WHERE e.id > ? ORDER BY e.name",
            after,
        )

    def note(self, error: Exception, batch: object) -> None:
        """What a client says of a batch that it could not send."""
        self.problems.append((error, batch))


@contextmanager
def served(system: System, *, is_public: bool = False) -> Iterator[Served]:
    """The system, served until the end."""
    port = free_port()
    with system.running("serve", "--workers", "1", "--port", str(port)) as program:
        assert isinstance(program, Program)
        program.wait_for(lambda: f"reif is at http://127.0.0.1:{port}" in program.said)
        yield Served(system, port, is_public=is_public)
