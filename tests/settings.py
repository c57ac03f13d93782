"""The settings of the tests: never those, nor the database, of the system of whoever runs them."""

import os
from pathlib import Path

os.environ.pop("DATABASE_URL", None)
os.environ["REIF_HOME"] = str(Path(__file__).parent / "no-home")

from reif.config.settings import *  # noqa: F403 - they are read from the environment on import
