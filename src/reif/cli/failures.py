"""What went wrong, in words."""

import errno
import sys

from reif.rules.problems import ModelFileError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_DISK_IS_FULL = "the disk is full"
_NO_MEMORY = "not enough memory (REIF_MEMORY=4GB lets it use more) or room on disk beside it (TMPDIR names the folder)"
_NOTHING = "nothing was written"
_NO_SPACE = "No space left on device"


def is_interruption(error: BaseException) -> bool:
    """Whether a library gave up because of Ctrl-C."""
    return _is_of_duckdb(error, "InterruptException") or str(error) == "Query interrupted"


def is_lack_of_room(error: BaseException) -> bool:
    """Whether memory or disk were too small."""
    return (
        isinstance(error, MemoryError)
        or _is_of_duckdb(error, "OutOfMemoryException")
        or (isinstance(error, OSError) and error.errno in (*_NO_ROOM, errno.EFBIG))
        or _NO_SPACE in str(error)
    )


def outcome(error: BaseException) -> str:
    """What there is now: by the notes that the command left on the error or on what caused it; else nothing."""
    each: BaseException | None = error
    while each is not None:
        if notes := getattr(each, "__notes__", ()):
            return "; ".join(notes)
        each = each.__cause__ or each.__context__
    return _NOTHING


def explained(error: BaseException) -> str:
    """What to tell whoever typed the command. The problems of a model file stand alone, a line each."""
    return str(error) if isinstance(error, ModelFileError) else f"reif: {_message(error, outcome(error))}"


def _message(error: BaseException, then: str) -> str:
    if isinstance(error, ValueError) and type(error).__module__.startswith("reif."):
        return str(error) if then == _NOTHING else f"{error}; {then}"
    if isinstance(error, OSError) and error.filename is not None:
        problem = _DISK_IS_FULL if error.errno in _NO_ROOM else error.strerror or "cannot be read or written"
        return f"{error.filename}: {problem}; {then}"
    if _NO_SPACE in str(error):
        return f"{_DISK_IS_FULL}; {then}; TMPDIR can name a folder elsewhere for what is needed meanwhile"
    if isinstance(error, OSError):
        return f"{error.strerror or _first_line(error)}; {then}"
    if isinstance(error, MemoryError) or _is_of_duckdb(error, "OutOfMemoryException"):
        return f"{_NO_MEMORY}; {then}: {_first_line(error)}"
    return f"unexpected {type(error).__name__}: {_first_line(error)}; {then}; REIF_DEBUG=1 shows where"


def _is_of_duckdb(error: BaseException, name: str) -> bool:
    duckdb = sys.modules.get("duckdb")
    return duckdb is not None and isinstance(error, getattr(duckdb, name))


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n", 1)[0]
