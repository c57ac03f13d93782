"""Outcomes brought to scored leads, from whatever types a file gave, and the rows that do not fit."""

import math
from typing import Any

import pyarrow as pa
import pytest

from reif.learning.cells import Listing, UnusableColumn
from reif.learning.pairing import (
    LEAD_AGAIN,
    NO_LEAD_ID,
    NO_LEVEL,
    NO_OUTCOME,
    NO_PROBABILITY,
    NO_SCORE,
    NO_SUCH_LEAD,
    NO_TEMPERATURE,
    RejectedRows,
    pair,
)


def scored(**columns: list[Any]) -> Listing:
    row_column = "line" if "line" in columns else None
    table = pa.table({"lead_id": ["007", "8", "9"], "score": ["71.5", "20", "0"]} | columns)
    return Listing("scored", table, row_column)


def outcomes(*values: Any, ids: list[Any] | None = None) -> Listing:
    return of(lead_id=ids or ["007", "8", "9"][: len(values)], outcome=list(values))


def of(**columns: list[Any]) -> Listing:
    return Listing("listing", pa.table(columns))


def known(table: Listing) -> list[float | None]:
    """The outcomes of 007, 8 and 9; None if unknown."""
    return [None if math.isnan(value) else value for value in pair(scored(), table).outcomes.tolist()]


@pytest.mark.parametrize(
    "values",
    [
        ["1", "0", ""],
        ["1.0", "0.0", None],
        [" TRUE ", "false", "\u00a0"],
        [1, 0, None],
        [1.0, 0.0, math.nan],
        [True, False, None],
    ],
    ids=["text", "decimals", "words", "whole numbers", "doubles", "booleans"],
)
def test_what_an_outcome_may_be(values: list[Any]) -> None:
    pairs = pair(scored(), outcomes(*values))
    assert pairs.outcome_rejects == ()
    assert known(outcomes(*values)) == [1, 0, None]


@pytest.mark.parametrize("value", ["2", "yes", "0.5", "-1", "nan", "1e400"])
def test_what_an_outcome_may_not_be(value: str) -> None:
    pairs = pair(scored(), outcomes("1", value))
    assert pairs.outcome_rejects == (RejectedRows(NO_OUTCOME, (2,)),)
    assert known(outcomes("1", value)) == [1, None, None]


def test_outcomes_come_in_any_order_and_ids_are_text() -> None:
    assert known(outcomes("1", "0", ids=["9", "007"])) == [0, None, 1]
    assert known(outcomes("1", ids=["7"])) == [None, None, None]
    assert known(of(lead_id=[9, 8], outcome=[1, 0])) == [None, 0, 1]


def test_rows_of_the_outcomes_that_are_set_aside() -> None:
    table = outcomes("1", "0", "", "x", "0", "1", ids=["8", "8", "nobody", "9", None, "9"])
    assert pair(scored(), table).outcome_rejects == (
        RejectedRows(NO_LEAD_ID, (5,)),
        RejectedRows(NO_SUCH_LEAD, (3,)),
        RejectedRows(NO_OUTCOME, (4,)),
        RejectedRows(LEAD_AGAIN, (2,)),
    )
    assert known(table) == [None, 1, 1]


def test_rows_of_the_scored_list_that_are_set_aside() -> None:
    table = of(
        lead_id=["a", "", "c", "d", "e", "f", "a", "h", "i", "j"],
        score=["10", "10", "", "100.1", "1", "1", "30", "-1", "nan", "99"],
        level=["1", "1", "1", "1", "5", "1", "1", "1", "1", "1"],
        temperature=["Cold", "cold", "cold", "cold", "cold", "tepid", "hot", "cold", "cold", "hot"],
        probability=["0.1", "", "", "", "", "", "", "", "", "1.1"],
    )
    pairs = pair(table, outcomes("1", ids=["a"]))
    assert pairs.scored_rejects == (
        RejectedRows(NO_LEAD_ID, (2,)),
        RejectedRows(NO_SCORE, (3, 4, 8, 9)),
        RejectedRows(NO_LEVEL, (5,)),
        RejectedRows(NO_TEMPERATURE, (6,)),
        RejectedRows(NO_PROBABILITY, (10,)),
        RejectedRows(LEAD_AGAIN, (7,)),
    )
    assert (pairs.scores.tolist(), pairs.outcomes.tolist()) == ([10], [1])


def test_what_the_scored_list_does_not_hold_is_none() -> None:
    pairs = pair(scored(), outcomes("1"))
    assert (pairs.levels, pairs.temperatures, pairs.probabilities, pairs.excluded) == (None, None, None, None)
    assert pairs.measure().levels == ()


def test_everything_that_a_scored_list_may_hold() -> None:
    table = scored(
        level=[3, 1, 1], temperature=["hot", "cold", "cold"], probability=[0.4, 0.1, None], excluded=["", "", "rival"]
    )
    report = pair(table, outcomes(1, 0, 0)).measure()
    assert [band.known for band in report.levels] == [2, 0, 1, 0]
    assert [band.known for band in report.temperatures] == [2, 0, 1]
    assert report.excluded == 1
    assert report.calibration is not None
    assert report.calibration.known == 2


def test_rows_have_the_numbers_that_the_file_gave_them() -> None:
    table = Listing("outcomes", pa.table({"lead_id": ["8", "9"], "outcome": ["1", "x"], "line": [11, 40]}), "line")
    assert pair(scored(), table).outcome_rejects == (RejectedRows(NO_OUTCOME, (40,)),)
    table = scored(line=[3, 5, 9], level=[1, 9, 1])
    assert pair(table, outcomes("1")).scored_rejects == (RejectedRows(NO_LEVEL, (5,)),)


def test_columns_of_any_arrow_type() -> None:
    table = pa.table(
        {
            "lead_id": pa.array(["007", "8"]).dictionary_encode(),
            "score": pa.array([71.5, 20], pa.float32()),
            "level": pa.array([3, 1], pa.int8()),
        }
    )
    pairs = pair(Listing("scored", table), outcomes("1", "0"))
    assert (pairs.scores.tolist(), pairs.outcomes.tolist()) == ([71.5, 20], [1, 0])


@pytest.mark.parametrize(
    ("scores", "results", "message"),
    [
        (of(lead_id=["1"]), outcomes("1"), "listing: the column score is missing; the columns are lead_id"),
        (of(id=["1"], score=[1]), outcomes("1"), "listing: the column lead_id is missing; the columns are id, score"),
        (
            scored(),
            of(lead_id=["1"], won=["1"]),
            "listing: the column outcome is missing; the columns are lead_id, won",
        ),
        (scored(score=[[1], [2], [3]]), outcomes("1"), "scored: the column score holds list<.*>, not plain values"),
    ],
)
def test_unusable_columns(scores: Listing, results: Listing, message: str) -> None:
    with pytest.raises(UnusableColumn, match=f"^{message}$"):
        pair(scores, results)
