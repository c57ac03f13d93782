"""A folder with leads, events and a small model, to run commands in."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import EVENTS, LEADS, MODEL, Reif


@pytest.fixture
def reif(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Reif]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    reif = Reif(tmp_path, monkeypatch, capsysbinary)
    for name, content in (("model.yaml", MODEL), ("leads.csv", LEADS), ("events.csv", EVENTS)):
        reif.put(name, content)
    handler = signal.getsignal(signal.SIGTERM)
    yield reif
    signal.signal(signal.SIGTERM, handler)
