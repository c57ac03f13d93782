"""The command line: one thin module per command."""

import os
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version as version_of
from typing import Annotated, Any, NoReturn

import typer

from reif.cli.check import check
from reif.cli.explain import explain
from reif.cli.report import report
from reif.cli.score import score

INTERRUPTED = 128 + signal.SIGINT
_NOTHING_WRITTEN = "interrupted; nothing was written"

app = typer.Typer(
    name="reif",
    help="How ripe is each lead: a score from 0 to 100 with reasons that add up.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # Plain help starts in half the time.
)
for command in (check, score, explain, report):
    app.command()(command)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"reif {version_of('reif')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Say the version and stop.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    del version


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 the input was wrong (a message tells), 2 usage, 130 interrupted."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        app(arguments, prog_name="reif")
    except Exception as error:
        if os.environ.get("REIF_DEBUG"):
            raise
        sys.exit(_told(error))
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _say(_NOTHING_WRITTEN)
        raise
    sys.exit(0)


def _told(error: Exception) -> int:
    from reif.cli.failures import explained, is_interruption

    if is_interruption(error):
        _say(_NOTHING_WRITTEN)
        return INTERRUPTED
    _say(explained(error))
    return 1


def _say(message: str) -> None:
    typer.echo(f"reif: {message}", err=True)


def _terminate(number: int, frame: Any) -> NoReturn:
    """Ending on request cleans up as an interruption does."""
    del frame
    sys.exit(128 + number)
