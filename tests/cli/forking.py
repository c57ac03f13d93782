"""`reif` forked off a process that has loaded what every command loads: its own start-up is left out, half a second.

The process that forks is started with the first command of a test run and ends with it. Each command is a process of
its own, with its own environment, as if it had been started by hand.
"""

import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO

from tests.cli.commands import Ended

_ROOT = Path(__file__).parents[2]
_SECONDS = 120
_LOADED = (
    "django.core.management",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.template.defaultfilters",
    "django.urls",
    "pandas",  # pyarrow loads it
    "pyarrow",
    "rich.progress",
    "rich.table",
    "ruamel.yaml",
    "typer",
)
"""What commands load that does not ask where they run."""


def run(arguments: Sequence[str], environment: dict[str, str]) -> Ended:
    """Run a command to its end. Raises TimeoutError."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, socket.socket(socket.AF_UNIX) as to:
        to.settimeout(_SECONDS)
        to.connect(_nursery())
        asked = json.dumps([list(arguments), environment, str(Path.cwd())]).encode()
        socket.send_fds(to, [len(asked).to_bytes(4)], [out.fileno(), err.fileno()])
        to.sendall(asked)
        number = int.from_bytes(_read(to, 4))
        try:
            code = int.from_bytes(_read(to, 4), signed=True)
        except TimeoutError:
            os.kill(number, signal.SIGKILL)
            raise
        return Ended(code, _text(out), _text(err))


@cache
def _nursery() -> str:
    """The address of the process that forks."""
    folder = tempfile.mkdtemp(prefix="reif-fork-")
    address = f"{folder}/socket"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.cli.forking", address],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    atexit.register(process.communicate)  # it ends when nobody can ask any more
    assert process.stdout is not None
    with process.stdout as said:
        assert said.readline() == b"ready\n"
    process.stdout = None
    return address


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _read(of: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = of.recv(size - len(found))
        assert part, "the process that forks ended"
        found += part
    return found


def _wait_for_work(address: str) -> list[str]:
    """Fork for whoever asks, until nobody can any more. Returns in the forked process alone: its arguments."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(16)
        print("ready", flush=True)
        while True:
            heard, _, _ = select.select([listener, sys.stdin], [], [])
            if listener not in heard:
                Path(address).unlink()
                Path(address).parent.rmdir()
                os._exit(0)
            asking, _ = listener.accept()
            if os.fork() == 0:
                break
            asking.close()
    return _become(asking)


def _become(asking: socket.socket) -> list[str]:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    size, files, _, _ = socket.recv_fds(asking, 4, 2)
    arguments, environment, folder = json.loads(_read(asking, int.from_bytes(size)))
    number = os.fork()
    if number:
        asking.sendall(number.to_bytes(4))
        _, status = os.waitpid(number, 0)
        asking.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, signed=True))
        os._exit(0)
    asking.close()
    for file, place in zip((os.open(os.devnull, os.O_RDONLY), *files), (0, 1, 2), strict=True):
        os.dup2(file, place)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    return list(arguments)


def _load() -> None:
    for name in _LOADED:
        import_module(name)
    gc.freeze()


if __name__ == "__main__":
    _load()
    sys.argv = ["reif", *_wait_for_work(sys.argv[1])]
    from reif.cli import main

    main()
