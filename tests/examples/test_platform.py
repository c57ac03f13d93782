"""What `make demo` does after the files: the system, the made-up world, the login; in a copy, so that .demo stays."""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
from http import HTTPStatus
from itertools import takewhile
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("platform")
    (folder / "examples").mkdir()
    shutil.copy(ROOT / "examples" / "platform.py", folder / "examples")
    return folder


def shown(checkout: Path) -> str:
    command = [sys.executable, "examples/platform.py", "--contacts", "70"]
    elsewhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "LANG": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=checkout, env=os.environ | elsewhere, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_it_makes_fills_and_shows_a_system_twice_over(checkout: Path) -> None:
    passwords = set()
    for _ in range(2):
        said = shown(checkout)
        assert "70 made-up contacts" in said
        assert re.search(r"^\d+ +(hot|warm|cold) +[A-D]  ", said, re.MULTILINE)
        assert re.search(r"^  lead +\d+  #", said, re.MULTILINE)
        told = re.search(
            r"To sign in at http://127\.0\.0\.1:8000: demo@reif\.example, password (\S+)$", said, re.MULTILINE
        )
        assert told is not None
        passwords.add(told[1])
    assert len(passwords) == 2
    assert stat.S_IMODE((checkout / ".demo" / "password").stat().st_mode) == 0o600
    assert (checkout / ".demo" / "reif.sqlite3").is_file()


def test_it_serves_until_told_to_stop(checkout: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "examples/platform.py", "--contacts", "10", "--serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=checkout, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as serving:
        assert serving.stdout is not None
        try:
            said = list(takewhile(lambda line: "Ctrl-C stops it" not in line, serving.stdout))
            with urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as answer:
                assert answer.status == HTTPStatus.OK
        finally:
            os.kill(serving.pid, signal.SIGTERM)
            rest = serving.stdout.read()
    assert f"To sign in at http://127.0.0.1:{port}: demo@reif.example, password " in "".join(said)
    assert serving.returncode == 0, "".join(said) + rest
