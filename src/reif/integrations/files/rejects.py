"""Rows that could not be read: their numbers and reasons, kept small."""

from array import array
from collections import Counter
from collections.abc import Iterator


class Rejects:
    """Rows (1-based) with a reason each. Reasons are few and repeat; ten bytes or so are kept per row."""

    def __init__(self) -> None:
        self._rows = array("q")
        self._reasons = array("l")
        self._known: dict[str, int] = {}

    def add(self, row: int, reason: str) -> None:
        """Count a row as rejected."""
        self._rows.append(row)
        self._reasons.append(self._known.setdefault(reason, len(self._known)))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """(row, reason), by row."""
        reasons = tuple(self._known)
        order = sorted(range(len(self._rows)), key=self._rows.__getitem__)
        return ((self._rows[index], reasons[self._reasons[index]]) for index in order)

    def counts(self) -> dict[str, int]:
        """How many rows each reason has."""
        found = Counter(self._reasons)
        return {reason: found[code] for reason, code in self._known.items()}
