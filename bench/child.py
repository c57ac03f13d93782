"""One measurement in a process of its own, so that its memory is its own: prints seconds and MiB as JSON.

python bench/child.py CASE FOLDER LEADS
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from world import AT, World

HERE = Path(__file__).parent
MODEL = HERE / "model.yaml"
STREAM_LEADS, STREAM_EVENTS = 200, 100

_BARE = "count(*), max(epoch_us(occurred_at)), max(strlen(event))"
_COLUMNS = "max(strlen(path)), max(strlen(content)), max(value), max(seconds)"
_MEMBERS = ", ".join(
    f"max(strlen(json_extract_string(properties, '/{name}')))" for name in ("path", "content", "value", "seconds")
)

Seconds = dict[str, float]


def bare(form: str, aggregates: str) -> Callable[[World], Seconds]:
    """Scan the events and group them by lead, each column touched once, under the engine's own limits."""

    def measure(world: World) -> Seconds:
        import duckdb

        from reif.engines.backends import MEMORY_LIMIT

        query = f"select lead_id, {_BARE}, {aggregates} from read_parquet(?) group by lead_id"  # noqa: S608 - all ours
        with tempfile.TemporaryDirectory() as folder:
            began, worked = time.perf_counter(), time.process_time()
            with duckdb.connect(Path(folder) / "work.duckdb") as connection:
                connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'; set temp_directory = '{folder}'")
                _read(connection.execute(query, [str(world.events(form))]).to_arrow_reader(100_000))
            return {"total": time.perf_counter() - began, "of all cores": time.process_time() - worked}

    return measure


def scored(form: str, *, explain: bool = False) -> Callable[[World], Seconds]:
    """Score all leads and read every row that comes out."""

    def measure(world: World) -> Seconds:
        import reif
        from reif.engines.sources import Source

        model = reif.load_model(MODEL)
        leads, events = Source(world.leads, "leads"), Source(world.events(form), "events")
        began, worked = time.perf_counter(), time.process_time()
        seconds = {}
        with model.evaluate(leads, events, at=AT, engine="duckdb", explain=explain) as evaluation:
            ready = time.perf_counter()
            seconds["before the scores"] = ready - began
            _read(evaluation.scores())
            seconds["scores"] = time.perf_counter() - ready
            if explain:
                ready = time.perf_counter()
                _read(evaluation.contributions())
                seconds["contributions"] = time.perf_counter() - ready
        return seconds | {"total": time.perf_counter() - began, "of all cores": time.process_time() - worked}

    return measure


def lead_by_lead(world: World) -> Seconds:
    """The stream engine, and a plain loop over the same events, in seconds per lead."""
    import reif
    from reif.engines import stream

    model = reif.load_model(MODEL).rules
    leads, histories = _histories(world)

    def evaluate() -> None:
        for lead, events in zip(leads, histories, strict=True):
            stream.evaluate(model, lead, events, AT)

    def loop() -> None:
        for events in histories:
            _newest_by_name(events)

    return {"total": _best(evaluate) / STREAM_LEADS, "loop": _best(loop) / STREAM_LEADS}


def make(world: World) -> Seconds:
    """The files to measure on; here, as a process that is larger than its child lends it its own peak of memory."""
    began = time.perf_counter()
    world.make()
    return {"total": time.perf_counter() - began}


def _histories(world: World) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    import pyarrow.parquet as pq

    from reif.engines.stream import Event

    leads = pq.read_table(world.leads).slice(0, STREAM_LEADS).to_pylist()
    rows = pq.read_table(world.events("columns")).slice(0, STREAM_LEADS * STREAM_EVENTS).to_pylist()
    names = ("path", "content", "value", "seconds")
    events = [Event(row["event"], row["occurred_at"], {name: row[name] for name in names}) for row in rows]
    # One lead's events from all over the 400 days, in order.
    return leads, [events[start::STREAM_LEADS] for start in range(STREAM_LEADS)]


def _newest_by_name(events: Sequence[Any]) -> dict[str, Any]:
    newest: dict[str, Any] = {}
    for event in events:
        if event.occurred_at <= AT and (event.name not in newest or event.occurred_at > newest[event.name]):
            newest[event.name] = event.occurred_at
    return newest


def _best(work: Callable[[], None], rounds: int = 5) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _read(batches: Iterable[Any]) -> None:
    for _ in batches:
        pass


CASES = {
    "bare columns": bare("columns", _COLUMNS),
    "bare documents": bare("documents", "max(strlen(properties))"),
    "bare members": bare("documents", _MEMBERS),
    "bare messages": bare("messages", f"{_COLUMNS}, max(strlen(message_id))"),
    "scored columns": scored("columns"),
    "scored documents": scored("documents"),
    "scored messages": scored("messages"),
    "explained columns": scored("columns", explain=True),
    "lead by lead": lead_by_lead,
    "make": make,
}


if __name__ == "__main__":
    name, folder, leads = sys.argv[1:]
    seconds = CASES[name](World(Path(folder), int(leads)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mib": peak}))
