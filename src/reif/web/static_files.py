"""Static files: their address names what is in them, so that browsers keep them for ever and never show old ones."""

import hashlib
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent / "static"


def fingerprint() -> str:
    """Of all files that are served, and of the package that brings htmx: 12 characters."""
    found = hashlib.sha256(version("django-htmx").encode())
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            found.update(f"{file.relative_to(FOLDER)}\0".encode())
            found.update(file.read_bytes())
    return found.hexdigest()[:12]
