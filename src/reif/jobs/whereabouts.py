"""An error without what it says: messages of libraries quote what people typed, and that is nobody's business."""

import traceback
from pathlib import Path

_LEVELS = 3


def whereabouts(error: BaseException) -> str:
    """The kind of error and the innermost places it came through: `KeyError at rescoring.py:12 in rescore < …`."""
    passed = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith("<frozen")]
    frames = reversed(passed[-_LEVELS:])
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames)
    return f"{type(error).__name__} at {places}" if places else type(error).__name__
