"""What is compared, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

Record = Mapping[str, str]
"""The normalised texts of a record by field; what is missing is absent or empty."""


class Kind(Enum):
    """How two texts of a field are compared."""

    NAME = "name"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    EMAIL = "email"
    ID = "id"


MISSING, DIFFERENT, ALIKE, CLOSE, SAME = -1, 0, 1, 2, 3
LEVELS = 4
"""How far two texts agree. `MISSING` says nothing: one of the two is not there."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field that is compared.

    `group`: fields that tend to be shared together (by colleagues, by a family); of what speaks for a pair among them,
    only the strongest counts. `swapped_with`: a field that people mistake for this one. `differs`: how often the same
    person differs here, where that is known and not to be learned.
    """

    field: str
    kind: Kind
    group: str = ""
    swapped_with: str = ""
    differs: float | None = None


@dataclass(frozen=True, slots=True)
class Specification:
    """What is compared, and by which keys candidates are found.

    `keys`: each a tuple of (field, first characters that must be equal; 0: all of them). Records that agree in all
    parts of a key are candidates.
    """

    comparisons: tuple[Comparison, ...]
    keys: tuple[tuple[tuple[str, int], ...], ...]
