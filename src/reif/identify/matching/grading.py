"""How far two texts agree, in four levels."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from reif.identify.matching.candidates import Pairs
from reif.identify.matching.fields import ALIKE, CLOSE, DIFFERENT, MISSING, SAME, Comparison, Kind, Record
from reif.identify.matching.nicknames import are_one_name

Levels = NDArray[np.int64]

_CLOSE, _ALIKE = 0.92, 0.82
_SHORT = 4  # shorter texts differ by one letter too easily


def levels(records: Sequence[Record], pairs: Pairs, comparisons: tuple[Comparison, ...]) -> Levels:
    """A row for each pair of positions, a column for each comparison; the same whichever record comes first."""
    codes: dict[str, int] = {"": 0}
    fields = {each.field for each in comparisons}
    columns = {
        field: np.array([codes.setdefault(record.get(field, ""), len(codes)) for record in records], np.int64)
        for field in fields
    }
    texts = list(codes)
    graded = np.empty((len(pairs), len(comparisons)), np.int64)
    for turn, each in enumerate(comparisons):
        one, other = columns[each.field][pairs[:, 0]], columns[each.field][pairs[:, 1]]
        graded[:, turn] = _column(each.kind, one, other, texts)
        if each.swapped_with:
            twin, other_twin = columns[each.swapped_with][pairs[:, 0]], columns[each.swapped_with][pairs[:, 1]]
            there = (one > 0) & (other > 0) & (twin > 0) & (other_twin > 0)
            crossed = np.flatnonzero((graded[:, turn] == DIFFERENT) & there & ((one == other_twin) | (twin == other)))
            for row in crossed:
                ways = (one[row], other_twin[row]), (twin[row], other[row])
                if all(grade(each.kind, texts[mine], texts[theirs]) >= CLOSE for mine, theirs in ways):
                    graded[row, turn] = CLOSE
    return graded


def _column(kind: Kind, one: Levels, other: Levels, texts: Sequence[str]) -> Levels:
    """Each two texts are compared once, however often they meet."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    graded = np.where(low == 0, MISSING, SAME)
    open_ones = np.flatnonzero((low > 0) & (low != high))
    met, place = np.unique(low[open_ones] * len(texts) + high[open_ones], return_inverse=True)
    grader = _GRADERS[kind]
    answers = (grader(*sorted((texts[code // len(texts)], texts[code % len(texts)]))) for code in met.tolist())
    graded[open_ones] = np.fromiter(answers, np.int64, len(met))[place]
    return graded


def grade(kind: Kind, one: str, other: str) -> int:
    """MISSING where one of the two is empty, else from DIFFERENT to SAME."""
    if not one or not other:
        return MISSING
    return SAME if one == other else _GRADERS[kind](*sorted((one, other)))


def _names(one: str, other: str) -> int:
    if "".join(sorted(one.split())) == "".join(sorted(other.split())):
        return CLOSE
    if one[0] == other[0] and min(len(one), len(other)) == 1:
        return ALIKE
    if are_one_name(one, other):
        return CLOSE
    return max(_texts(one, other), _part(one, other))


def _part(one: str, other: str) -> int:
    """Hans of Hans Peter, Meier of Meier-Schulz, Rob of Robert."""
    short, long = sorted((one, other), key=len)
    return ALIKE if short in long.split() or (len(short) >= 3 and long.startswith(short)) else DIFFERENT


def _texts(one: str, other: str) -> int:
    likeness = JaroWinkler.similarity(one, other)
    if likeness >= _CLOSE or (min(len(one), len(other)) >= _SHORT and _edits(one, other, 1) <= 1):
        return CLOSE
    return ALIKE if likeness >= _ALIKE else DIFFERENT


def _codes(one: str, other: str) -> int:
    edits = _edits(one, other, 2)
    if edits <= 1:
        return CLOSE
    return ALIKE if edits == 2 and min(len(one), len(other)) > 5 else DIFFERENT


def _dates(one: str, other: str) -> int:
    """Of YYYYMMDD: a slip of one digit, or day and month swapped; two slips."""
    edits = _edits(one, other, 2)
    if edits <= 1 or (one[:4] == other[:4] and one[4:6] == other[6:] and one[6:] == other[4:6]):
        return CLOSE
    return ALIKE if edits == 2 else DIFFERENT


def _emails(one: str, other: str) -> int:
    (mine, _, here), (theirs, _, there) = one.partition("@"), other.partition("@")
    if _edits(one, other, 2) <= 2 or (mine == theirs and len(mine) > _SHORT):
        return CLOSE
    likeness = JaroWinkler.similarity(mine, theirs)
    return ALIKE if likeness >= _CLOSE or (here == there and likeness >= _ALIKE) else DIFFERENT


def _edits(one: str, other: str, most: int) -> int:
    return DamerauLevenshtein.distance(one, other, score_cutoff=most)


_GRADERS: dict[Kind, Callable[[str, str], int]] = {
    Kind.NAME: _names,
    Kind.TEXT: _texts,
    Kind.CODE: _codes,
    Kind.DATE: _dates,
    Kind.EMAIL: _emails,
    Kind.ID: lambda _one, _other: DIFFERENT,  # another one by a letter is another one
}
