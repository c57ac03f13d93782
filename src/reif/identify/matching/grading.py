"""How far two texts agree, in four levels."""

from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from reif.identify.matching.fields import ALIKE, CLOSE, DIFFERENT, MISSING, SAME, Comparison, Kind, Record
from reif.identify.matching.nicknames import are_one_name

_CLOSE, _ALIKE = 0.92, 0.82
_SHORT = 4  # shorter texts differ by one letter too easily


def levels(one: Record, other: Record, comparisons: tuple[Comparison, ...]) -> list[int]:
    """A level for each comparison; the same whichever record comes first."""
    return [_level(one, other, each) for each in comparisons]


def _level(one: Record, other: Record, comparison: Comparison) -> int:
    field, twin = comparison.field, comparison.swapped_with
    mine, theirs = one.get(field, ""), other.get(field, "")
    straight = grade(comparison.kind, mine, theirs)
    if not twin or straight >= CLOSE or (straight == ALIKE and len(mine) > 1 and len(theirs) > 1):
        return straight
    my_twin, their_twin = one.get(twin, ""), other.get(twin, "")
    crossed = (grade(comparison.kind, mine, their_twin), grade(comparison.kind, my_twin, theirs))
    return CLOSE if min(crossed) >= CLOSE else straight


def grade(kind: Kind, one: str, other: str) -> int:
    """MISSING where one of the two is empty, else from DIFFERENT to SAME."""
    if not one or not other:
        return MISSING
    if one == other:
        return SAME
    return _graded(kind, *sorted((one, other)))


@lru_cache(maxsize=200_000)
def _graded(kind: Kind, one: str, other: str) -> int:
    return _GRADERS[kind](one, other)


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
}
