"""The checkout as the guards see it: every file that is, or would be, committed."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "reif"


def committed(*patterns: str) -> list[Path]:
    """Files of the checkout that match one of the git path patterns and are not ignored, in order."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    files = (ROOT / name for name in sorted(set(listing.split("\0")) - {""}))
    return [file for file in files if file.is_file()]


def text_of(file: Path) -> str | None:
    """The text of a file; None if it is not UTF-8 text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def name_of(file: Path) -> str:
    """The path as a message shows it."""
    return file.relative_to(ROOT).as_posix()
