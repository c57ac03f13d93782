"""The settings of the tests: never those, nor the database, of the system of whoever runs them.

SQLite, or the private PostgreSQL that `python -m tests.postgresql` runs them on.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.postgresql import TEST_SERVER

os.environ.pop("DATABASE_URL", None)
if TEST_SERVER in os.environ:
    os.environ["DATABASE_URL"] = os.environ[TEST_SERVER]
os.environ["REIF_HOME"] = str(Path(__file__).parent / "no-home")

from reif.config.settings import *  # noqa: F403 - they are read from the environment on import

os.environ.pop("DATABASE_URL", None)  # what a test starts says itself which database it uses

if TEST_SERVER not in os.environ:
    # A file, as in real life: a database in memory knows neither several writers nor writing ahead.
    _folder = tempfile.mkdtemp(prefix="reif-tests-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}  # noqa: F405 - from the settings above

SECRET_KEY = "of the tests alone"  # noqa: S105 - it signs their sessions only
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405 - from the settings above
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
