"""Whether two files hold the same."""

import hashlib
from pathlib import Path


def fingerprint(path: Path) -> str:
    """The SHA-256 of the file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
