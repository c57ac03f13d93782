"""Who of many records is one person."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reif.identify.matching.candidates import Pairs, candidates
from reif.identify.matching.estimating import estimate
from reif.identify.matching.fields import Record, Specification
from reif.identify.matching.grading import levels
from reif.identify.matching.groups import groups
from reif.identify.matching.model import Model


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates among records with the log2 odds of each, and the model that weighed them."""

    records: Sequence[Record]
    model: Model
    pairs: Pairs
    weights: NDArray[np.float64]

    def groups(self, least: float = 0.0) -> list[list[int]]:
        """The positions that are one person, in groups of two and more; `least`: log2 odds."""

        def judged(one: int, other: int) -> float:
            return self.model.judge(self.records[one], self.records[other]).weight

        return groups(len(self.records), self.pairs, self.weights, least, judged)


def find(records: Sequence[Record], specification: Specification, *, seed: int = 0) -> Found:
    """Learn what agreement weighs among these records, and weigh every candidate."""
    pairs = candidates(records, specification)
    graded = levels(records, pairs, specification.comparisons)
    model = estimate(records, pairs, graded, specification, seed=seed)
    both = [(records[one], records[other]) for one, other in pairs.tolist()]
    weights = model.prior + model.weigh(graded, both).sum(axis=1)
    return Found(records, model, pairs, weights)
