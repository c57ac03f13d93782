"""Secrets of other systems, each a line in a file that its owner alone may read."""

import os
from pathlib import Path


def write_secret(file: Path, secret: str) -> None:
    """Write it down, in a folder that its owner alone may enter."""
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(f"{secret}\n")


def read_secret(file: Path) -> str:
    """Empty if there is none."""
    try:
        return file.read_text(encoding="utf-8").split("\n", 1)[0]
    except (OSError, UnicodeDecodeError):
        return ""
