"""The settings of the tests: never those, nor the database, of the system of whoever runs them.

SQLite, or the private PostgreSQL that `python -m tests.postgresql` runs them on.
"""

import os
from pathlib import Path

from tests.postgresql import TEST_SERVER

os.environ.pop("DATABASE_URL", None)
if TEST_SERVER in os.environ:
    os.environ["DATABASE_URL"] = os.environ[TEST_SERVER]
os.environ["REIF_HOME"] = str(Path(__file__).parent / "no-home")

from reif.config.settings import *  # noqa: F403 - they are read from the environment on import

os.environ.pop("DATABASE_URL", None)  # what a test starts says itself which database it uses
