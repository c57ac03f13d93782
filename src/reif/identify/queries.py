"""Reads of who contacts are."""

from collections.abc import Sequence

from reif.identify import _finding
from reif.identify.key import Key


def numbers(keys: Sequence[Key]) -> list[int | None]:
    """The numbers of the contacts that the keys name, in their order; None where there is none. In two queries."""
    return _finding.numbers(keys)
