"""The library: any table that speaks Arrow in, pyarrow tables out."""

import math
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import reif
from reif.engines.answers import CONTRIBUTION_SCHEMA, SCORE_SCHEMA
from reif.engines.sources import InputError, Source
from reif.rules.model_file import ModelFileError

AT = datetime(2026, 3, 1, tzinfo=UTC)
LEADS = {"lead_id": ["anna", "ben"], "seniority": ["vp", None], "budget": [25000, 500]}
EVENTS = {
    "lead_id": ["ben", "anna"],
    "event": ["Demo Requested", "Page Viewed"],
    "occurred_at": ["2026-02-27", "2026-02-28"],
}


@pytest.fixture
def model() -> reif.Model:
    return reif.load_model("b2b-default")


@pytest.mark.parametrize("engine", ["duckdb", "stream"])
def test_tables_of_every_library_score_alike(model: reif.Model, engine: str) -> None:
    leads, events = pa.table(LEADS), pa.table(EVENTS)
    expected = model.score(leads, events, at=AT, engine=engine)
    assert expected.schema == SCORE_SCHEMA
    assert expected["lead_id"].to_pylist() == ["anna", "ben"]
    assert model.score(pl.from_arrow(leads), pl.from_arrow(events), at=AT, engine=engine) == expected
    assert model.score(pd.DataFrame(LEADS), pd.DataFrame(EVENTS), at=AT, engine=engine) == expected
    assert model.score(duckdb.from_arrow(leads), duckdb.from_arrow(events), at=AT, engine=engine) == expected
    assert model.score(leads.to_reader(), events.to_reader(), at=AT, engine=engine) == expected


BUDGETS = """\
format: 1
name: budgets
fit:
  rules:
    - {id: has_budget, label: Has a budget, when: {field: budget, exists: true}, points: 1}
    - {id: rich, label: Rich, when: {field: budget, gt: 10000}, points: 2}
    - {id: careful, label: Careful, when: {field: budget, lte: 500}, points: 4}
"""


@pytest.mark.parametrize("engine", ["duckdb", "stream"])
def test_what_is_no_number_in_a_parquet_file_is_missing(tmp_path: Path, engine: str) -> None:
    """Parquet's least and largest values leave NaN out: here the budget seems to be 500 in every row."""
    (tmp_path / "model.yaml").write_text(BUDGETS)
    pq.write_table(pa.table({"lead_id": ["anna", "ben"], "budget": [math.nan, 500.0]}), tmp_path / "leads.parquet")
    leads = Source(tmp_path / "leads.parquet", "leads")
    scores = reif.load_model(tmp_path / "model.yaml").score(leads, at=AT, engine=engine)
    assert scores["fit"].to_pylist() == [0, 5]


def test_explanations_add_up_to_the_score(model: reif.Model) -> None:
    scores = model.score(pa.table(LEADS), pa.table(EVENTS), at=AT)
    explained = model.explain(pa.table(LEADS), pa.table(EVENTS), at=AT)
    assert explained.schema == CONTRIBUTION_SCHEMA
    for row in scores.to_pylist():
        values = [each["value"] for each in explained.to_pylist() if each["lead_id"] == row["lead_id"]]
        assert sum(values) == pytest.approx(row["score"], abs=1e-9)


def test_labels_come_in_the_language_asked_for(model: reif.Model) -> None:
    english = model.explain(pa.table(LEADS), at=AT)["label"].to_pylist()
    german = model.explain(pa.table(LEADS), at=AT, language="de")["label"].to_pylist()
    assert len(english) == len(german)
    assert set(english).isdisjoint(german)


def test_leads_without_events_are_scored_by_fit_alone(model: reif.Model) -> None:
    scores = model.score(pa.table(LEADS), at=AT).to_pylist()
    assert scores[0]["fit"] > 0
    assert [row["engagement"] for row in scores] == [0.0, 0.0]


def test_no_leads_give_no_scores(model: reif.Model) -> None:
    empty = pa.table({"lead_id": pa.array([], pa.string())})
    assert model.score(empty, pa.table(EVENTS), at=AT).num_rows == 0
    assert model.explain(empty, pa.table(EVENTS), at=AT).num_rows == 0


def test_whole_numbers_are_ids_with_all_their_digits(model: reif.Model) -> None:
    leads = pa.table({"lead_id": pa.array([9007199254740993, 7], pa.int64())})
    assert model.score(leads, at=AT)["lead_id"].to_pylist() == ["9007199254740993", "7"]


def test_rejects_name_their_table_row_and_reason(model: reif.Model, tmp_path: Path) -> None:
    pq.write_table(pa.table({"lead_id": ["a", "a", " ", "b"]}), tmp_path / "leads.parquet")
    events = pa.table(
        {
            "lead_id": ["a", "nobody", "b", None],
            "event": ["Page Viewed", "Page Viewed", "", "Page Viewed"],
            "occurred_at": ["2026-02-30", "2026-02-28", "2026-02-28", "2026-02-28"],
        }
    )
    with model.evaluate(Source(tmp_path / "leads.parquet", "contacts"), events, at=AT) as evaluation:
        rejects = evaluation.rejects().read_all().to_pylist()
        counts = evaluation.reject_counts
    assert [(each["file"], each["row"], each["reason"].split(";")[0]) for each in rejects] == [
        ("events", 1, "occurred_at is not a time"),
        ("events", 2, "no such lead"),
        ("events", 3, "event is missing"),
        ("events", 4, "lead_id is missing"),
        ("contacts", 2, "this lead_id came before"),
        ("contacts", 3, "lead_id is missing"),
    ]
    assert sum(counts.values()) == len(rejects)


def test_columns_that_differ_in_case_alone_stay_apart() -> None:
    rules = b"""
format: 1
name: case
fit:
  rules:
    - {id: lower, label: l, points: 1, when: {field: size, equals: small}}
    - {id: upper, label: u, points: 10, when: {field: Size, equals: small}}
"""
    from reif.engines.model import Model
    from reif.rules.model_file import parse

    leads = pa.table({"lead_id": ["a", "b"], "Size": ["small", "x"], "size": ["y", "small"]})
    assert Model(parse(rules, file="case.yaml")).score(leads, at=AT)["score"].to_pylist() == [10.0, 1.0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"leads": [{"lead_id": "a"}]}, "leads: list has no __arrow_c_stream__"),
        ({"leads": pa.table({"id": ["a"]})}, "leads: the column lead_id is missing; the columns are id"),
        ({"events": pa.table({"lead_id": ["a"], "event": ["x"]})}, "events: the column occurred_at is missing"),
        ({"at": datetime(2026, 1, 1)}, "has no time zone"),  # noqa: DTZ001 # the mistake itself
        ({"at": None, "at_column": "asked_at"}, "leads: the column asked_at is missing"),
        ({"at_column": "budget"}, "at and at_column are both given"),
        ({"engine": "abacus"}, "no engine 'abacus'; accepted are duckdb, stream, spark"),
    ],
)
def test_what_cannot_be_scored_is_said(model: reif.Model, arguments: dict[str, object], message: str) -> None:
    given = {"leads": pa.table(LEADS), "events": pa.table(EVENTS), "at": AT} | arguments
    with pytest.raises(InputError, match=message):
        model.score(**given)  # type: ignore[arg-type] # wrong on purpose


def test_a_model_is_a_file_or_a_ready_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reif.load_model(tmp_path / "none.yaml")
    (tmp_path / "broken.yaml").write_text("format: 2\n")
    with pytest.raises(ModelFileError, match=r"broken\.yaml:1"):
        reif.load_model(tmp_path / "broken.yaml")
