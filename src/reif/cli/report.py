"""`reif report`: how a scored list did, now that outcomes are known."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reif.cli.options import STANDARD, own_language
from reif.rules.languages import Language

if TYPE_CHECKING:
    from reif.learning.report import Report
    from reif.learning.wording import Wording


def report(
    scored: Annotated[
        str, typer.Argument(help="What `reif score` wrote: .csv, .jsonl, .parquet, or - for standard input.")
    ],
    outcomes: Annotated[
        str, typer.Option(help="lead_id and outcome: 1 or true, 0 or false, empty = unknown.", metavar="FILE")
    ],
    svg: Annotated[Path | None, typer.Option(help="Write the report as a picture.", metavar="FILE")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lang: Annotated[
        Language | None, typer.Option(help="Language of the report; if left out, that of the terminal.")
    ] = None,
) -> None:
    """Hold scores against known outcomes.

    Conversion by score band, lift, ROC-AUC, calibration.
    """
    _check_files(scored, outcomes, svg)
    from reif.cli.report_files import read_known
    from reif.cli.screen import screen
    from reif.learning.wording import Wording

    with screen() as line:
        known = read_known(scored, outcomes, line)
    measured, wording = known.pairs.measure(), Wording((lang or own_language()).value)
    if svg is not None:
        _draw(svg, measured, wording)
    if as_json:
        from reif.cli.report_json import report_json

        typer.echo(report_json(measured, wording, known.scored_rejects, known.outcome_rejects))
    else:
        from reif.cli.printing import show
        from reif.cli.report_text import print_report

        show(lambda console: print_report(console, measured, wording))


def _check_files(scored: str, outcomes: str, svg: Path | None) -> None:
    """Raise a usage error for files that exclude each other."""
    if scored == outcomes == STANDARD:
        raise typer.BadParameter("the scored list and the outcomes cannot both be standard input")
    for file in (scored, outcomes):
        if svg is not None and file != STANDARD and Path(file).resolve() == svg.resolve():
            raise typer.BadParameter(f"{file} is read and cannot be written as well")


def _draw(file: Path, measured: "Report", wording: "Wording") -> None:
    """Write the picture beside its place and move it there, so that it appears whole or not at all."""
    from reif.learning.picture import draw

    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        unfinished.write_text(draw(measured, wording), encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None
    finally:
        unfinished.unlink(missing_ok=True)
