"""Every engine gives what the reference engine gives, for random models over random leads and events in files."""

import math
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reif.engines import backends
from reif.engines.model import Model
from reif.engines.prepare import EVENT_COLUMNS
from reif.engines.result import Contribution, Result
from reif.engines.sources import Source
from reif.integrations.files.reading import open_table
from reif.rules.scoring_model import ScoringModel
from tests.engines.formats import AT_COLUMN, FORMATS, write
from tests.engines.worlds import ATTRIBUTES, HARD_CASES, PROPERTIES, World, hard_cases, worlds

TOLERANCE = 1e-9
EXAMPLES = 300
SPARK_EXAMPLES = max(2, settings().max_examples // 200)
WANTED = {
    "leads": ("lead_id", AT_COLUMN, *ATTRIBUTES),
    "events": (*EVENT_COLUMNS, *(name for name in PROPERTIES if name not in EVENT_COLUMNS)),
}

every_way = given(world=worlds(), form=st.sampled_from(FORMATS), dice=st.randoms(use_true_random=False))


ROUNDS = range(math.ceil(settings().max_examples / EXAMPLES))
"""What the profile asks for, in parts that show how far a soak has come and that several processes can share."""


def agreement(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("part", ROUNDS)
@pytest.mark.parametrize("engine", ["stream", "duckdb"])
def test_engine_agrees_with_the_reference(engine: str, part: int) -> None:  # noqa: ARG001 - every part is dealt anew
    seen: Counter[str] = Counter()

    @agreement(EXAMPLES)
    @every_way
    def agrees(world: World, form: str, dice: random.Random) -> None:
        seen.update(hard_cases(world) | {form})
        assert_agrees(world, engine, form, dice)

    agrees()
    assert not {*HARD_CASES, *FORMATS} - set(seen)


@pytest.mark.usefixtures("spark_with_two_workers")
@agreement(SPARK_EXAMPLES)
@every_way
def test_spark_agrees_with_the_reference(world: World, form: str, dice: random.Random) -> None:
    """Seconds an example, so few of them, and fifty in a soak: that every hard case is reached is seen above."""
    assert_agrees(world, "spark", form, dice)


def assert_agrees(world: World, engine: str, form: str, dice: random.Random) -> None:
    expected, explain = world.answers(), dice.random() < 0.7
    small = backends.SMALL if dice.random() < 0.8 else 0
    with tempfile.TemporaryDirectory() as folder, patch.object(backends, "SMALL", small):
        leads, events = (_read(path) for path in write(world, Path(folder), form, dice))
        at_column = None if world.each_at is None else AT_COLUMN
        at = world.at if at_column is None else None
        with Model(world.model).evaluate(
            leads, events, at=at, at_column=at_column, engine=engine, explain=explain
        ) as evaluation:
            scores = evaluation.scores().read_all().to_pylist()
            contributions = evaluation.contributions().read_all().to_pylist() if explain else []
            rejected = sum(count for (file, _), count in evaluation.reject_counts.items() if file == "leads")
    assert [row["lead_id"] for row in scores] == list(expected)
    assert rejected == len(world.leads) - len(expected)
    given_by_lead = defaultdict(list)
    for row in contributions:
        given_by_lead[row["lead_id"]].append(row)
    for row in scores:
        assert_same_result(world.model, row, expected[row["lead_id"]])
        if explain:
            assert_same_reasons(given_by_lead[row["lead_id"]], expected[row["lead_id"]], row["score"])


def assert_same_result(model: ScoringModel, row: dict[str, object], result: Result) -> None:
    for name in ("score", "fit", "engagement"):
        assert row[name] == pytest.approx(getattr(result, name), rel=0, abs=TOLERANCE), name
    if result.probability is None:
        assert row["probability"] is None
    else:
        assert row["probability"] == pytest.approx(result.probability, rel=0, abs=TOLERANCE)
    assert row["excluded"] == result.excluded
    half_points = math.floor(result.score) + 0.5
    if not _is_near(result.score, (*model.levels, model.warm, model.hot, half_points)):
        for name in ("points", "level", "temperature"):
            assert row[name] == getattr(result, name), name
    if model.fit.max <= 0 or not _is_near(result.fit / model.fit.max, model.grades):
        assert row["grade"] == result.grade


def assert_same_reasons(rows: list[dict[str, object]], result: Result, score: object) -> None:
    assert math.fsum(row["value"] for row in rows) == pytest.approx(score, rel=0, abs=TOLERANCE)
    found = {row["rule"]: row for row in rows}
    assert len(found) == len(rows)
    expected = {each.rule: each for each in result.contributions}
    nothing = {"value": 0.0}
    for rule in found | expected:
        each = expected.get(rule, Contribution(rule, result.contributions[0].label, 0.0))
        row = found.get(rule, nothing)
        assert row["value"] == pytest.approx(each.value, rel=0, abs=TOLERANCE), rule
        if abs(each.value) > TOLERANCE:
            assert (row["events"], row["last_at"]) == (each.events, each.last_at), rule


def _is_near(value: float, thresholds: Iterable[float]) -> bool:
    return any(abs(value - threshold) <= TOLERANCE for threshold in thresholds)


def _read(path: Path) -> Source:
    spool = path.parent / f"{path.stem}-spool"
    spool.mkdir()
    table = open_table(str(path), spool=spool, wanted=WANTED[path.stem], nested="properties")
    return Source(table.path, path.stem, table.row_column)
