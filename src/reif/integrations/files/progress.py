"""How far a reader or writer has come."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""(bytes done, bytes in all)"""


def unseen(done: int, total: int) -> None:
    """The progress that nobody watches."""
    del done, total
