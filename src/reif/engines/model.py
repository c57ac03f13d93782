"""A scoring model that scores: leads and events in, scores, contributions and rejects out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from reif.engines import backends
from reif.engines.evaluation import BatchEvaluation, Evaluation
from reif.engines.lead_by_lead import StreamEvaluation
from reif.engines.sources import AnySource, InputError, SpeaksArrow, source_of
from reif.rules import model_file
from reif.rules.ready_models import ready_model
from reif.rules.scoring_model import ScoringModel

ENGINES = ("duckdb", "stream", "spark")


def load_model(path: str | Path) -> "Model":
    """Read a model file, or the ready model of that name (`b2b-default`) where there is no such file.

    Raises ModelFileError with everything that is wrong in the file, OSError if it cannot be read.
    """
    ready = ready_model(str(path))
    file = ready if not Path(path).exists() and ready.is_file() else Path(path)
    return Model(model_file.parse(file.read_bytes(), file=str(path)))


class Model:
    """A checked scoring model and the engines that run it.

    `leads` and `events` are anything with the Arrow C stream (pandas, polars, pyarrow, DuckDB) or a `Source`. Leads
    have a column `lead_id`, every other column is an attribute; events have `lead_id`, `event`, `occurred_at` and may
    have `message_id`, `properties` (JSON objects as text); every other column is a property.
    """

    def __init__(self, rules: ScoringModel) -> None:
        self.rules = rules

    def score(
        self,
        leads: SpeaksArrow | AnySource,
        events: SpeaksArrow | AnySource | None = None,
        *,
        at: datetime | None = None,
        at_column: str | None = None,
        engine: str = "duckdb",
    ) -> pa.Table:
        """One row per lead in the order of the leads: `lead_id, score, points, level, temperature, grade, fit,
        engagement, probability, excluded`.

        As of `at` (aware; now if neither is given) or each lead's own time in `at_column`. Rows that cannot be used
        are left out; `evaluate` tells which. Raises InputError.
        """
        with self.evaluate(leads, events, at=at, at_column=at_column, engine=engine, explain=False) as evaluation:
            return evaluation.scores().read_all()

    def explain(
        self,
        leads: SpeaksArrow | AnySource,
        events: SpeaksArrow | AnySource | None = None,
        *,
        at: datetime | None = None,
        at_column: str | None = None,
        engine: str = "duckdb",
        language: str = "en",
    ) -> pa.Table:
        """One row per lead and contribution that is not 0: `lead_id, rule, label, value, events, last_at`.

        The values of a lead add up to its score. `events` counted, the newest at `last_at` (null without events);
        labels in the language, else English.
        """
        with self.evaluate(leads, events, at=at, at_column=at_column, engine=engine, language=language) as evaluation:
            return evaluation.contributions().read_all()

    @contextmanager
    def evaluate(
        self,
        leads: SpeaksArrow | AnySource,
        events: SpeaksArrow | AnySource | None = None,
        *,
        at: datetime | None = None,
        at_column: str | None = None,
        engine: str = "duckdb",
        explain: bool = True,
        language: str = "en",
    ) -> Iterator[Evaluation]:
        """Scores, contributions and rejects as streams, for what is too large to hold. Read them within the context.

        `explain=False` saves the work that only contributions need.
        """
        if engine not in ENGINES:
            raise InputError(f"no engine {engine!r}; accepted are {', '.join(ENGINES)}")
        if at is not None and at_column is not None:
            raise InputError("at and at_column are both given; accepted is one of them")
        instant = None if at_column is not None else _aware(at)
        kind = StreamEvaluation if engine == "stream" else BatchEvaluation
        with backends.backend(engine) as backend:
            opened = backend.open(source_of(leads, "leads"))
            happened = None if events is None else backend.open(source_of(events, "events"))
            yield kind(
                self.rules,
                backend,
                opened,
                happened,
                at=instant,
                at_column=at_column,
                explain=explain,
                language=language,
            )


def _aware(at: datetime | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    if at.tzinfo is None:
        raise InputError(f"at {at.isoformat()} has no time zone; accepted is an aware datetime")
    return at
