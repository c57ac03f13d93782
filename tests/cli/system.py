"""Run `reif` on a system of its own: each command in a process of its own, as people do."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.cli.commands import Ended


@dataclass(frozen=True)
class System:
    """A REIF_HOME, not made yet."""

    home: Path

    def __call__(self, *arguments: str, **variables: str) -> Ended:
        inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        done = subprocess.run(
            [sys.executable, "-c", "from reif.cli import main; main()", *arguments],
            env=inherited | {"REIF_HOME": str(self.home)} | variables,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=120,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    @property
    def database(self) -> Path:
        return self.home / "reif.sqlite3"
