"""The command line: one thin module per command."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

INTERRUPTED = 128 + signal.SIGINT


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 the input was wrong (a message tells), 2 usage, 130 interrupted.

    Whatever is slow to load is loaded within, so that an interruption is told as such from the first moment.
    """
    try:
        signal.signal(signal.SIGTERM, _terminate)
        gc.set_threshold(100_000)  # Compiling queries makes many objects that all live on: a tenth of the time.
        from reif.cli.app import app

        app(arguments, prog_name="reif")
    except KeyboardInterrupt as error:
        _say_interrupted(error)
        sys.exit(INTERRUPTED)
    except SystemExit as end:
        if end.code == INTERRUPTED or hasattr(end, "__notes__"):
            _say_interrupted(end)
        raise
    except Exception as error:
        if os.environ.get("REIF_DEBUG"):
            raise
        sys.exit(_told(error))
    sys.exit(0)


def _told(error: Exception) -> int:
    from reif.cli.failures import explained, is_interruption

    if is_interruption(error):
        _say_interrupted(error)
        return INTERRUPTED
    _say(explained(error))
    return 1


def _say_interrupted(error: BaseException) -> None:
    from reif.cli.failures import outcome

    _say(f"reif: interrupted; {outcome(error)}")


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    """Ending on request cleans up as an interruption does."""
    del frame
    sys.exit(128 + number)
