"""What agreement weighs, and what a pair comes to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray

from reif.identify.matching.fields import SAME, Record, Specification
from reif.identify.matching.grading import levels

Weights = NDArray[np.float64]
_MOST = 60.0  # of bits: beyond it a probability is 0 or 1 to a double


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a field says of a pair: its level, and its weight in bits (log2 of the Bayes factor; below 0: against)."""

    field: str
    level: int
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """A pair weighed: `prior` and the weights of the evidence add up to the log2 odds of `probability`."""

    prior: float
    evidence: tuple[Evidence, ...]

    @property
    def weight(self) -> float:
        """The log2 odds that the two are one."""
        return self.prior + sum(each.weight for each in self.evidence)

    @property
    def probability(self) -> float:
        """That the two are one, 0 to 1."""
        return float(1 / (1 + 2.0 ** -max(-_MOST, min(_MOST, self.weight))))


class Frequencies:
    """How common each text of each field is among the records; `size`: of how many they are part, if not all."""

    def __init__(self, records: Sequence[Record], specification: Specification, size: int = 0) -> None:
        self._counts: list[Mapping[str, int]] = [
            Counter(filter(None, (record.get(each.field, "") for record in records)))
            for each in specification.comparisons
        ]
        self._totals = [max(sum(counts.values()), size) for counts in self._counts]

    def rarity(self, column: int, text: str) -> float:
        """log2 of how many times rarer than the average agreement one in this text is (below 0: commoner)."""
        total = self._totals[column]
        return -log2(max(self._counts[column].get(text, 1), 1) / total) if total else 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in bits by comparison and level, the log2 odds of any pair, and how common texts are."""

    specification: Specification
    prior: float
    matching: Weights
    random: Weights
    frequencies: Frequencies

    def judge(self, one: Record, other: Record) -> Judgement:
        """The pair, with what each field says; the same whichever record comes first."""
        graded = levels((one, other), np.array([[0, 1]]), self.specification.comparisons)
        weighed = self.weigh(graded, [(one, other)])[0].tolist()
        fields = (each.field for each in self.specification.comparisons)
        found = tuple(Evidence(*each) for each in zip(fields, graded[0].tolist(), weighed, strict=True))
        return Judgement(self.prior, found)

    def weigh(self, graded: NDArray[np.int64], pairs: Sequence[tuple[Record, Record]]) -> Weights:
        """The weights of pairs whose levels are known: a row for each pair, a column for each comparison."""
        return alone(self.weights(graded, self.agreement(graded, pairs)), self.specification)

    def agreement(self, graded: NDArray[np.int64], pairs: Sequence[tuple[Record, Record]]) -> Weights:
        """-log2 of how common the text is that both have, 0 where they do not have the same."""
        rare = np.zeros(graded.shape)
        for column, comparison in enumerate(self.specification.comparisons):
            for row in np.flatnonzero(graded[:, column] == SAME).tolist():
                rare[row, column] = self.frequencies.rarity(column, pairs[row][0][comparison.field])
        return rare

    def weights(self, graded: NDArray[np.int64], rare: Weights) -> Weights:
        """The weights before groups are looked at."""
        there = np.maximum(graded, 0)
        columns = np.arange(graded.shape[1])
        weights = np.log2(self.matching[columns, there]) - np.log2(self.random[columns, there])
        same = graded == SAME
        weights[same] = (np.log2(self.matching[columns, SAME]) + rare)[same]
        weights[graded < 0] = 0.0
        return weights


def alone(weights: Weights, specification: Specification) -> Weights:
    """Of what speaks for a pair within a group only the strongest stays."""
    weights = weights.copy()
    groups = {each.group for each in specification.comparisons if each.group}
    for group in groups:
        columns = [turn for turn, each in enumerate(specification.comparisons) if each.group == group]
        part = weights[:, columns]
        strongest = part.argmax(axis=1)
        weaker = (np.arange(len(columns)) != strongest[:, None]) & (part > 0)
        part[weaker] = 0.0
        weights[:, columns] = part
    return weights
