"""Which pairs are looked at: records that agree in a key."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reif.identify.matching.fields import Record, Specification

LARGEST = 40
NEIGHBOURS = 8
"""In a block of over LARGEST records each is compared with so many that stand next to it by all of its texts."""

Pairs = NDArray[np.int64]
"""Two columns of positions, the smaller first; each pair once, sorted."""


def candidates(records: Sequence[Record], specification: Specification) -> Pairs:
    """The pairs that agree in at least one key. Their number is bounded by the records, however equal they are."""
    size = len(records)
    found: list[NDArray[np.int64]] = [
        np.fromiter(_of_key(records, key, specification), np.int64) for key in specification.keys
    ]
    codes = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    return np.stack((codes // max(size, 1), codes % max(size, 1)), axis=1)


def _of_key(records: Sequence[Record], key: tuple[tuple[str, int], ...], specification: Specification) -> Iterator[int]:
    size = len(records)
    blocks: dict[tuple[str, ...], list[int]] = {}
    for position, record in enumerate(records):
        parts = tuple(record.get(field, "")[: length or None] for field, length in key)
        if all(parts):
            blocks.setdefault(parts, []).append(position)
    for block in blocks.values():
        if len(block) <= LARGEST:
            yield from (one * size + other for turn, one in enumerate(block) for other in block[turn + 1 :])
        else:
            yield from _neighbours(records, block, specification, size)


def _neighbours(records: Sequence[Record], block: list[int], specification: Specification, size: int) -> Iterator[int]:
    fields = [each.field for each in specification.comparisons]
    ordered = sorted(block, key=lambda position: [records[position].get(field, "") for field in fields])
    for turn, one in enumerate(ordered):
        for other in ordered[turn + 1 : turn + 1 + NEIGHBOURS]:
            yield min(one, other) * size + max(one, other)
