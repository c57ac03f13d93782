"""The work of `reif score`: read, score, write."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from reif.cli.inputs import Inputs, opened
from reif.cli.model_file import load
from reif.cli.reading import counted, shown
from reif.cli.rejected import rows_with_text, say_counts
from reif.cli.screen import Screen, screen
from reif.engines.evaluation import Evaluation
from reif.engines.model import Model
from reif.integrations.files.writing import Output, Outputs

LEAD, CONTRIBUTION, REJECT = "lead", "contribution", "rejected row"


@dataclass(frozen=True, slots=True)
class Request:
    """What `reif score` was asked for. `at` is None where each lead has its own time in `at_column`."""

    model: str
    leads: str
    events: str | None
    at: datetime | None
    at_column: str | None
    engine: str
    out: str
    explain: str | None
    rejects: str | None
    language: str
    stdout_format: str


def run(request: Request) -> None:
    """Score all leads. Outputs appear together at the end, or none does."""
    model = load(request.model)
    with screen() as told, TemporaryDirectory(prefix="reif-") as folder:
        with Outputs(Path(folder)) as outputs:
            targets = _open(outputs, request)
            with opened(model.rules, request.leads, request.events, at_column=request.at_column, screen=told) as inputs:
                written = _evaluate(model, request, inputs, targets, told)
        for line in written:
            told.say(line)


def _open(outputs: Outputs, request: Request) -> dict[str, Output]:
    """The outputs by what they hold; done first, for nobody should wait to hear that a folder is not there."""
    files = {LEAD: request.out, CONTRIBUTION: request.explain, REJECT: request.rejects}
    return {
        noun: outputs.open(file, stream_kind=request.stdout_format) for noun, file in files.items() if file is not None
    }


def _evaluate(model: Model, request: Request, inputs: Inputs, targets: dict[str, Output], told: Screen) -> list[str]:
    """Score and write; a line per output."""
    leads, events = inputs.sources()
    with ExitStack() as stack:
        with told.task("Scoring"):
            evaluation = stack.enter_context(
                model.evaluate(
                    leads,
                    events,
                    at=request.at,
                    at_column=request.at_column,
                    engine=request.engine,
                    explain=request.explain is not None,
                    language=request.language,
                )
            )
        hint = "" if request.rejects else " (--rejects FILE writes them out)"
        say_counts(inputs, evaluation, told, hint=hint)
        told.say(_as_of(request))
        return [_written(noun, target, inputs, evaluation, told) for noun, target in targets.items()]


def _written(noun: str, target: Output, inputs: Inputs, evaluation: Evaluation, told: Screen) -> str:
    file = shown(target.file, "standard output")
    total = inputs.leads.rows if noun == LEAD else 0
    with told.task(f"Writing {file}") as advance:
        count = target.write(_rows(noun, inputs, evaluation), lambda done: advance(done, total))
    return f"{file}: {counted(count, noun)}"


def _rows(noun: str, inputs: Inputs, evaluation: Evaluation) -> pa.RecordBatchReader:
    if noun == LEAD:
        return evaluation.scores()
    return evaluation.contributions() if noun == CONTRIBUTION else rows_with_text(inputs, evaluation)


def _as_of(request: Request) -> str:
    if request.at is None:
        return f"scored each lead as of its {request.at_column}, by {request.engine}"
    return f"scored as of {request.at.isoformat().replace('+00:00', 'Z')}, by {request.engine}"
