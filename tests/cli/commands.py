"""Run `reif` in this process or in one of its own, in a folder with leads, events and a small model."""

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from reif.cli import main

COMMAND = [sys.executable, "-c", "from reif.cli import main; main()"]

MODEL = """\
format: 1
name: small
fit:
  max: 50
  rules:
    - {id: decider, label: {en: Decider, de: Entscheider}, when: {field: seniority, in: [owner, vp]}, points: 20}
    - {id: budget, label: {en: Budget, de: Budget}, when: {field: budget, gte: 10000}, points: 15}
engagement:
  max: 50
  rules:
    - id: prices
      label: {en: Looked at prices, de: Preise angesehen}
      event: Page Viewed
      where: {field: path, starts_with: /pricing}
      points: 10
      half_life: 14d
    - {id: webinar, label: {en: Webinar, de: Webinar}, event: Webinar Attended, points: 30, once_per: day}
exclude:
  - {id: rival, label: {en: Rival, de: Wettbewerber}, when: {field: company, equals: Rival}}
levels: [10, 30, 50]
temperatures: {warm: 30, hot: 60}
calibration: [[0, 0.01], [100, 0.5]]
"""
LEADS = """\
lead_id,seniority,budget,company
001,owner,12000,Äpfel & Birnen
002,vp,5000,"Söhne, Töchter"
003,intern,,Rival
004,,,
"""
EVENTS = """\
lead_id,event,occurred_at,message_id,properties
001,Page Viewed,2026-11-09T00:00:00Z,m1,"{""path"": ""/pricing""}"
001,Webinar Attended,2026-11-20T10:30:00+01:00,m2,
002,Page Viewed,2026-11-22,m3,"{""path"": ""/jobs""}"
"""
AT = "2026-11-23"
SCORES = """\
lead_id,score,points,level,temperature,grade,fit,engagement,probability,excluded
001,70,70,4,hot,B,35,35,0.353,
002,20,20,2,cold,C,20,0,0.108,
003,0,0,1,cold,D,0,0,,rival
004,0,0,1,cold,D,0,0,0.01,
"""

_SHELL_BLOCK = 512
_INPUTS = {"model.yaml", "leads.csv", "events.csv", "temporary"}


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, what it printed and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> Sequence[str]:
        """What was said, by line."""
        return self.err.splitlines()


class Reif:
    """`reif` in this process, in a folder of its own."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        self.folder = folder
        self._monkeypatch, self._capture = monkeypatch, capsysbinary

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Ended:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as end:
            main(arguments)
        printed = self._capture.readouterr()
        assert isinstance(end.value.code, int)
        return Ended(end.value.code, printed.out.decode(), printed.err.decode())

    def score(self, *arguments: str, leads: str = "leads.csv", events: str = "events.csv", out: str = "s.csv") -> Ended:
        """Score the small world as of AT, with further options."""
        return self("score", "model.yaml", "--leads", leads, "--events", events, "--at", AT, "--out", out, *arguments)

    def put(self, name: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).write_bytes(data)

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def names(self) -> list[str]:
        """What lies in the folder beside the inputs."""
        return sorted(
            {path.name for path in self.folder.iterdir()} - {"model.yaml", "leads.csv", "events.csv", "temporary"}
        )


def started(
    *arguments: str, folder: Path, room_kilobytes: int | None = None, stdout: int | IO[bytes] = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """`reif` in a process of its own; no file that it writes may grow beyond `room_kilobytes`."""
    (folder / "temporary").mkdir(exist_ok=True)
    command = [*COMMAND, *arguments]
    if room_kilobytes is not None:
        command = ["sh", "-c", 'ulimit -f "$0" && exec "$@"', str(room_kilobytes * 1024 // _SHELL_BLOCK), *command]
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(folder / "temporary")},
    )
