"""The rows that were left out: counted by reason, and written out with their text."""

import heapq
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

import pyarrow as pa

from reif.cli.inputs import Inputs
from reif.cli.reading import counted, shown
from reif.cli.screen import Screen
from reif.engines.evaluation import Evaluation
from reif.integrations.files.table import Table

SCHEMA = pa.schema({"file": pa.string(), "row": pa.int64(), "reason": pa.string(), "raw": pa.string()})
_BATCH_ROWS = 1_000
_MOST_REASONS = 10


def say_counts(inputs: Inputs, evaluation: Evaluation, screen: Screen, *, hint: str) -> None:
    """How many rows of each file were left out, and why; nothing if none were."""
    for name, table in inputs.named().items():
        counts = dict(table.rejects.counts())
        for (file, reason), count in evaluation.reject_counts.items():
            if file == name:
                counts[reason] = counts.get(reason, 0) + count
        _say_of_file(shown(table.file), counts, screen, hint)


def _say_of_file(file: str, counts: Mapping[str, int], screen: Screen, hint: str) -> None:
    if not counts:
        return
    screen.say(f"{file}: {counted(sum(counts.values()), 'row')} rejected{hint}")
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    for reason, count in ordered[:_MOST_REASONS]:
        screen.say(f"{count:>8,}  {reason}")
    if len(ordered) > _MOST_REASONS:
        rest = sum(count for _, count in ordered[_MOST_REASONS:])
        screen.say(f"{rest:>8,}  for {counted(len(ordered) - _MOST_REASONS, 'other reason')}")


def rows_with_text(inputs: Inputs, evaluation: Evaluation) -> pa.RecordBatchReader:
    """`file, row, reason, raw`, leads first, by row. Reads the files again for the texts."""
    return pa.RecordBatchReader.from_batches(SCHEMA, _batches(_rows(inputs, evaluation)))


def _rows(inputs: Inputs, evaluation: Evaluation) -> Iterator[tuple[str, int, str, str]]:
    names, tables = list(inputs.named()), list(inputs.named().values())
    read = ((place, row, reason) for place, table in enumerate(tables) for row, reason in table.rejects)
    evaluated = (
        (names.index(each["file"]), each["row"], each["reason"])
        for batch in evaluation.rejects()
        for each in batch.to_pylist()
    )
    merged = heapq.merge(read, evaluated, key=itemgetter(0, 1))
    for place, rejects in groupby(merged, key=itemgetter(0)):
        yield from _with_text(tables[place], rejects)


def _with_text(table: Table, rejects: Iterable[tuple[int, int, str]]) -> Iterator[tuple[str, int, str, str]]:
    reasons: deque[str] = deque()

    def numbers() -> Iterator[int]:
        for _, row, reason in rejects:
            reasons.append(reason)
            yield row

    for row, text in table.raw(numbers()):
        yield shown(table.file), row, reasons.popleft(), text


def _batches(rows: Iterator[tuple[str, int, str, str]]) -> Iterator[pa.RecordBatch]:
    pending: list[tuple[str, int, str, str]] = []
    for row in rows:
        pending.append(row)
        if len(pending) == _BATCH_ROWS:
            yield _batch(pending)
            pending = []
    if pending:
        yield _batch(pending)


def _batch(rows: list[tuple[str, int, str, str]]) -> pa.RecordBatch:
    columns = [pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), SCHEMA, strict=True)]
    return pa.record_batch(columns, schema=SCHEMA)
