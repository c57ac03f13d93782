"""Scored leads and what became of them, brought together by lead_id; what does not fit is set aside, row by row."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from reif.learning.bands import LEVELS
from reif.learning.cells import Listing, Mask, Numbers, mask_of, missing, numbers_of
from reif.learning.report import Report, measure
from reif.rules.maturity import TEMPERATURES

NO_LEAD_ID = "lead_id is missing"
LEAD_AGAIN = "this lead_id came before; the first row counts"
NO_SCORE = "score is no number from 0 to 100"
NO_LEVEL = "level is none of 1, 2, 3, 4"
NO_TEMPERATURE = "temperature is none of cold, warm, hot"
NO_PROBABILITY = "probability is no number from 0 to 1"
NO_OUTCOME = "outcome is none of 1, 0, true, false or empty"
NO_SUCH_LEAD = "no lead of the scored list has this lead_id"


@dataclass(frozen=True, slots=True)
class RejectedRows:
    """Rows (from 1) that are set aside for one reason, ascending."""

    reason: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Leads in the order of the scored list, with their outcomes (1, 0, NaN = unknown), and the rows set aside.

    What the scored list has no column for is None. A row has one reason, the first that applies.
    """

    scores: Numbers
    outcomes: Numbers
    levels: Numbers | None
    temperatures: NDArray[np.object_] | None
    probabilities: Numbers | None
    excluded: Mask | None
    scored_rejects: tuple[RejectedRows, ...]
    outcome_rejects: tuple[RejectedRows, ...]

    def measure(self) -> Report:
        """The report on these leads."""
        return measure(
            self.scores,
            self.outcomes,
            levels=self.levels,
            temperatures=self.temperatures,
            probabilities=self.probabilities,
            excluded=self.excluded,
        )


class _Sieve:
    """Rows of a table, fewer with every flaw."""

    def __init__(self, listing: Listing) -> None:
        self._rows = listing.row_numbers()
        self.sound = np.ones(len(self._rows), dtype=bool)
        self._flawed: list[tuple[str, Mask]] = []

    def reject(self, flawed: Mask, reason: str) -> None:
        """Set aside what is flawed and was sound so far."""
        self._flawed.append((reason, flawed & self.sound))
        self.sound = self.sound & ~flawed

    def rejects(self) -> tuple[RejectedRows, ...]:
        """The rows set aside, by reason."""
        return tuple(
            RejectedRows(reason, tuple(self._rows[flawed].tolist())) for reason, flawed in self._flawed if flawed.any()
        )


def pair(scored: Listing, outcomes: Listing) -> Pairs:
    """Bring the outcomes (`lead_id, outcome`) to the scored leads (`lead_id, score` and, if they are there, `level,
    temperature, probability, excluded`).

    A lead without an outcome is unknown. Of equal ids the first sound row counts. Raises UnusableColumn.
    """
    sieve = _Sieve(scored)
    ids, scores = scored.texts("lead_id"), numbers_of(scored.words("score"))
    levels = numbers_of(scored.words("level")) if scored.has("level") else None
    temperatures = scored.words("temperature") if scored.has("temperature") else None
    said = scored.words("probability") if scored.has("probability") else None
    probabilities = None if said is None else numbers_of(said)

    sieve.reject(missing(ids), NO_LEAD_ID)
    sieve.reject(~((scores >= 0) & (scores <= 100)), NO_SCORE)
    if levels is not None:
        sieve.reject(~np.isin(levels, LEVELS), NO_LEVEL)
    if temperatures is not None:
        sieve.reject(
            ~mask_of(pc.is_in(temperatures, value_set=pa.array(TEMPERATURES, pa.large_string()))), NO_TEMPERATURE
        )
    if said is not None and probabilities is not None:
        sieve.reject(~missing(said) & ~((probabilities >= 0) & (probabilities <= 1)), NO_PROBABILITY)
    sieve.reject(_again(ids, sieve.sound), LEAD_AGAIN)

    kept = sieve.sound
    known, outcome_rejects = _outcomes(outcomes, ids.filter(pa.array(kept)))
    return Pairs(
        scores=scores[kept],
        outcomes=known,
        levels=None if levels is None else levels[kept],
        temperatures=None if temperatures is None else temperatures.to_numpy(zero_copy_only=False)[kept],
        probabilities=None if probabilities is None else probabilities[kept],
        excluded=~missing(scored.texts("excluded"))[kept] if scored.has("excluded") else None,
        scored_rejects=sieve.rejects(),
        outcome_rejects=outcome_rejects,
    )


def _outcomes(outcomes: Listing, leads: pa.Array) -> tuple[Numbers, tuple[RejectedRows, ...]]:
    """The outcome of each of the leads, NaN if unknown, and the rows set aside."""
    sieve = _Sieve(outcomes)
    ids, words = outcomes.texts("lead_id"), outcomes.words("outcome")
    is_true, is_false = mask_of(pc.equal(words, "true")), mask_of(pc.equal(words, "false"))
    results = np.where(is_true, 1.0, np.where(is_false, 0.0, numbers_of(words)))
    places = pc.index_in(ids, value_set=leads)

    sieve.reject(missing(ids), NO_LEAD_ID)
    sieve.reject(missing(places), NO_SUCH_LEAD)
    sieve.reject(~missing(words) & ~np.isin(results, (0, 1)), NO_OUTCOME)
    sieve.reject(_again(ids, sieve.sound), LEAD_AGAIN)

    known = np.full(len(leads), np.nan)
    known[places.filter(pa.array(sieve.sound)).to_numpy(zero_copy_only=False)] = results[sieve.sound]
    return known, sieve.rejects()


def _again(ids: pa.Array, sound: Mask) -> Mask:
    """Sound rows whose id an earlier sound row has."""
    places = np.flatnonzero(sound)
    codes = ids.take(pa.array(places)).dictionary_encode().indices.to_numpy(zero_copy_only=False)
    _, firsts = np.unique(codes, return_index=True)
    again = sound.copy()
    again[places[firsts]] = False
    return again
