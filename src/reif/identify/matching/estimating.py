"""The weights, learned from records of which nobody has said who is who.

How often two different people agree is counted in pairs by chance; how often one person's two records agree, and how
many such pairs there are, is found by expectation maximisation over the candidates (Fellegi and Sunter 1969; Winkler
1988). Both begin at what is usual and move away as far as there are pairs that say otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from reif.identify.matching.candidates import Pairs
from reif.identify.matching.fields import DIFFERENT, LEVELS, SAME, Record, Specification
from reif.identify.matching.grading import levels
from reif.identify.matching.model import Frequencies, Model, Weights, alone

USUAL_MATCHING = (0.06, 0.05, 0.09, 0.8)
USUAL_RANDOM = (0.95, 0.03, 0.015, 0.005)
_BELIEF = 20.0  # as many pairs as the usual counts for
_CHANCE = 60_000
_TURNS = 60
_STILL = 1e-5
_RAREST = 1e-6

Graded = NDArray[np.int64]


def estimate(
    records: Sequence[Record], pairs: Pairs, graded: Graded, specification: Specification, *, seed: int = 0
) -> Model:
    """The model of these records; the same for the same records, order and seed."""
    size = len(records)
    of_all = max(size * (size - 1) / 2, 1.0)
    by_chance = levels(records, _chance(size, seed), specification.comparisons)
    start = Model(
        specification,
        prior=_prior(size),
        matching=_bounded(np.tile(USUAL_MATCHING, (len(specification.comparisons), 1)), specification),
        random=_shares(by_chance, np.ones(len(by_chance)), USUAL_RANDOM),
        frequencies=Frequencies(records, specification),
    )
    both = [(records[one], records[other]) for one, other in pairs.tolist()]
    return _maximised(start, graded, start.agreement(graded, both), of_all)


def usual(records: Sequence[Record], sample: Sequence[Record], size: int, specification: Specification) -> Model:
    """What is usual of one person's records, where few of `size` are looked at and there are no pairs to learn from.

    How often two people agree is counted in the `sample`: some hundred records, as they come.
    """
    comparisons = len(specification.comparisons)
    by_chance = levels(sample, _chance(len(sample), 0), specification.comparisons)
    return Model(
        specification,
        prior=_prior(size),
        matching=_bounded(np.tile(USUAL_MATCHING, (comparisons, 1)), specification),
        random=_shares(by_chance, np.ones(len(by_chance)), USUAL_RANDOM),
        frequencies=Frequencies(records, specification, size),
    )


def _prior(size: int) -> float:
    return float(-np.log2(max(size, 2)))


def _maximised(model: Model, graded: Graded, rare: Weights, of_all: float) -> Model:
    for _ in range(_TURNS):
        weight = model.prior + alone(model.weights(graded, rare), model.specification).sum(axis=1)
        share = 1 / (1 + np.exp2(-np.clip(weight, -60, 60)))
        matching = _bounded(_shares(graded, share, USUAL_MATCHING), model.specification)
        rate = min((share.sum() + 1) / (of_all + 2), 0.5)
        moved = float(np.abs(matching - model.matching).max())
        model = replace(model, prior=float(np.log2(rate / (1 - rate))), matching=matching)
        if moved < _STILL:
            break
    return model


def _chance(size: int, seed: int) -> Pairs:
    """Pairs by chance; all of them where they are few."""
    if size * (size - 1) // 2 <= _CHANCE:
        return np.stack(np.triu_indices(size, 1), axis=1)
    drawn = np.random.default_rng(seed).integers(0, size, (_CHANCE, 2))
    two: Pairs = drawn[drawn[:, 0] != drawn[:, 1]]
    return two


def _shares(graded: Graded, share: Weights, usual: tuple[float, ...]) -> Weights:
    """How often each level comes, by comparison; what is missing does not count."""
    counts = np.stack([((graded == level) * share[:, None]).sum(axis=0) for level in range(LEVELS)], axis=1)
    counts = counts + _BELIEF * np.array(usual)
    shares: Weights = np.maximum(counts / counts.sum(axis=1, keepdims=True), _RAREST)
    return shares


def _bounded(matching: Weights, specification: Specification) -> Weights:
    """Agreement counts for a pair and difference against it, whatever few pairs say; what is known is kept."""
    matching = matching.copy()
    for row, comparison in enumerate(specification.comparisons):
        if comparison.differs is not None:
            rest = matching[row, DIFFERENT + 1 :].sum()
            matching[row, DIFFERENT + 1 :] *= (1 - comparison.differs) / rest
            matching[row, DIFFERENT] = comparison.differs
        matching[row, SAME] = max(matching[row, SAME], 0.05)
    return matching
