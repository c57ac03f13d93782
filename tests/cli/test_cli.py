"""`reif` itself: help, version, and how it ends when something goes wrong."""

import errno
import os
import subprocess
import sys
from importlib.metadata import version
from unittest.mock import Mock

import duckdb
import pytest

from reif.cli import scoring
from tests.cli.commands import Reif

FULL = "reif: the disk is full; nothing was written"
NO_MEMORY = (
    "reif: not enough memory (REIF_MEMORY=4GB lets it use more) or room on disk beside it (TMPDIR names the folder); "
    "nothing was written"
)
HELP = [sys.executable, "-c", "from reif.cli import main; main()", "--help"]


def test_help_names_every_command(reif: Reif) -> None:
    ended = reif("--help")
    assert (ended.code, ended.err) == (0, "")
    for command in ("check", "score", "explain", "report"):
        assert f"\n  {command} " in ended.out
        assert reif(command, "--help").code == 0


def test_version(reif: Reif) -> None:
    assert reif("--version").out == f"reif {version('reif')}\n"


def test_nothing_asked_is_usage(reif: Reif) -> None:
    ended = reif()
    assert ended.code == 2
    assert "Usage: reif" in ended.out + ended.err


def test_a_command_that_is_not_there(reif: Reif) -> None:
    ended = reif("bake")
    assert (ended.code, "No such command 'bake'" in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyboardInterrupt(), 130, "reif: interrupted; nothing was written"),
        (duckdb.InterruptException("INTERRUPT Error"), 130, "reif: interrupted; nothing was written"),
        (RuntimeError("Query interrupted"), 130, "reif: interrupted; nothing was written"),
        (OSError(errno.ENOSPC, "No space left", "x.csv"), 1, "reif: x.csv: the disk is full; nothing was written"),
        (OSError(errno.EIO, "Input/output error"), 1, "reif: Input/output error; nothing was written"),
        (
            duckdb.IOException("IO Error: Could not write file: No space left on device"),
            1,
            f"{FULL}; TMPDIR can name a folder elsewhere for what is needed meanwhile",
        ),
        (
            duckdb.OutOfMemoryException("Out of Memory Error: failed to pin\nmore"),
            1,
            f"{NO_MEMORY}: Out of Memory Error: failed to pin",
        ),
        (MemoryError(), 1, NO_MEMORY),
        (
            ZeroDivisionError("division by zero"),
            1,
            "reif: unexpected ZeroDivisionError: division by zero; nothing was written; REIF_DEBUG=1 shows where",
        ),
    ],
)
def test_a_failure_is_a_message(
    reif: Reif, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, message: str
) -> None:
    monkeypatch.setattr(scoring, "run", Mock(side_effect=error))
    ended = reif.score()
    assert (ended.code, ended.out, ended.err.rstrip(": \n")) == (code, "", message)


def test_a_trace_on_request(reif: Reif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REIF_DEBUG", "1")
    monkeypatch.setattr(scoring, "run", Mock(side_effect=ZeroDivisionError))
    with pytest.raises(ZeroDivisionError):
        reif.score()


def test_an_interruption_while_loading_is_told(reif: Reif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "reif.cli.app", raising=False)
    monkeypatch.delattr("reif.cli.app", raising=False)
    monkeypatch.setattr("typer.Typer", Mock(side_effect=KeyboardInterrupt))
    ended = reif("--help")
    assert (ended.code, ended.err) == (130, "reif: interrupted; nothing was written\n")


def test_help_comes_at_once() -> None:
    """Half a second on the clock is measured by `make bench`; here it is the processor's time, whatever else runs."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-c", "from reif.cli import main; main()", "--help"], check=True, capture_output=True
    )
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < 0.5
