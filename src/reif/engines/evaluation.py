"""One run of a scoring model: what comes out, whichever engine does the work."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import ibis
import pyarrow as pa

from reif.engines import answers, batch
from reif.engines.backends import Backend
from reif.engines.cells import with_cells
from reif.engines.prepare import WithFields, at_literal, prepare
from reif.engines.raw_table import RawTable
from reif.rules.scoring_model import ScoringModel

REJECT_SCHEMA = pa.schema({"file": pa.string(), "row": pa.int64(), "reason": pa.string()})


class Evaluation(ABC):
    """Scores in the order of the leads, the contributions that add up to them, and the rows that could not be used."""

    with_fields: WithFields

    def __init__(
        self,
        model: ScoringModel,
        backend: Backend,
        leads: RawTable,
        events: RawTable | None,
        *,
        at: datetime | None,
        at_column: str | None,
        explain: bool,
        language: str,
    ) -> None:
        self.model, self.backend, self.at = model, backend, at
        self.explain, self.language = explain, language
        self.prepared = prepare(model, leads, events, backend, at_column=at_column, with_fields=self.with_fields)
        rejects = self.prepared.rejects
        counts = backend.few(rejects.group_by("file", "reason").agg(rows=rejects.count()))
        self._is_cheap = events is None or "properties" not in events.columns
        self.reject_counts: Mapping[tuple[str, str], int] = {
            (each["file"], each["reason"]): each["rows"] for each in counts
        }

    @abstractmethod
    def scores(self) -> pa.RecordBatchReader:
        """One row per lead: SCORE_SCHEMA."""

    @abstractmethod
    def contributions(self) -> pa.RecordBatchReader:
        """One row per lead and contribution that is not 0: CONTRIBUTION_SCHEMA."""

    def rejects(self) -> pa.RecordBatchReader:
        """The rows that could not be used, by file and row: `file, row, reason`."""
        ordered = self.prepared.rejects.order_by(ibis.desc("file"), "row")
        return reader(REJECT_SCHEMA, self.backend.batches(ordered))


class BatchEvaluation(Evaluation):
    """By the batch expression, on the backend."""

    with_fields = staticmethod(with_cells)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        at = None if self.at is None else at_literal(self.at)
        wide = batch.evaluate(self.model, self.prepared.leads, self.prepared.events, at, explain=self.explain)
        self._wide = self.backend.keep(wide.order_by("row"), is_cheap=self._is_cheap) if self.explain else wide

    def scores(self) -> pa.RecordBatchReader:
        ordered = answers.scores(self.model, self._wide).order_by("row").drop("row")
        return reader(answers.SCORE_SCHEMA, self.backend.batches(ordered, is_cheap=self._is_cheap))

    def contributions(self) -> pa.RecordBatchReader:
        rows = self.backend.batches(answers.contributions(self.model, self._wide))
        return reader(answers.CONTRIBUTION_SCHEMA, answers.labelled(self.model, self.language, rows))


def reader(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> pa.RecordBatchReader:
    """The batches in exactly that schema."""
    return pa.RecordBatchReader.from_batches(schema, (_cast(batch, schema) for batch in batches))


def _cast(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    return pa.record_batch([batch[field.name].cast(field.type) for field in schema], schema=schema)
