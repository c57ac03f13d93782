"""The tables that a batch run answers: scores, and the contributions that add up to them."""

from collections.abc import Iterator
from itertools import pairwise

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from reif.engines.result import BASE, BOUND_LABELS, ENGAGEMENT_BOUND, FIT_BOUND, SCORE_BOUND
from reif.rules.scoring_model import Label, ScoringModel

SCORE_SCHEMA = pa.schema(
    {
        "lead_id": pa.string(),
        "score": pa.float64(),
        "points": pa.int32(),
        "level": pa.int32(),
        "temperature": pa.string(),
        "grade": pa.string(),
        "fit": pa.float64(),
        "engagement": pa.float64(),
        "probability": pa.float64(),
        "excluded": pa.string(),
    }
)
CONTRIBUTION_SCHEMA = pa.schema(
    {
        "lead_id": pa.string(),
        "rule": pa.string(),
        "label": pa.string(),
        "value": pa.float64(),
        "events": pa.int64(),
        "last_at": pa.timestamp("us", tz="UTC"),
    }
)


def contribution_labels(model: ScoringModel) -> dict[str, Label]:
    """Every id that may stand in an explanation, in the order of one: base, fit, engagement, bounds, exclusions."""
    rules = {rule.id: rule.label for rule in (*model.fit.rules, *model.engagement.rules)}
    bounds = {name: BOUND_LABELS[name] for name in (FIT_BOUND, ENGAGEMENT_BOUND, SCORE_BOUND)}
    exclusions = {exclusion.id: exclusion.label for exclusion in model.exclude}
    return {BASE: BOUND_LABELS[BASE], **rules, **bounds, **exclusions}


def scores(model: ScoringModel, wide: ir.Table) -> ir.Table:
    """`row` and the columns of SCORE_SCHEMA from what `batch.evaluate` gave."""
    is_target = wide.excluded == ""
    level = sum(((wide.score >= threshold).cast("int32") for threshold in model.levels), start=ibis.literal(1))
    return wide.select(
        "row",
        "lead_id",
        "score",
        points=(wide.score + 0.5).floor().cast("int32"),
        level=ibis.ifelse(is_target, level, 1).cast("int32"),
        temperature=ibis.cases(
            (~is_target, "cold"), (wide.score >= model.hot, "hot"), (wide.score >= model.warm, "warm"), else_="cold"
        ),
        grade=ibis.ifelse(is_target, _grade(model, wide.fit), "D"),
        fit=wide.fit,
        engagement=wide.engagement,
        probability=ibis.ifelse(is_target, _probability(model, wide.score), None),
        excluded=wide.excluded,
    )


def contributions(model: ScoringModel, wide: ir.Table) -> ir.Table:
    """`row, lead_id, position, value, events, age`: one row per lead and contribution that is not 0.

    `position` counts `contribution_labels` from 0; `age` of the newest event in microseconds; an excluded lead has
    one row of value 0.
    """
    exclusions = [exclusion.id for exclusion in model.exclude]
    given = [
        _contribution(wide, position, name)
        for position, name in enumerate(contribution_labels(model))
        if name not in exclusions
    ]
    first = len(given)
    excluded = (
        ibis.cases(*((wide.excluded == name, first + index) for index, name in enumerate(exclusions)), else_=-1)
        if exclusions
        else ibis.literal(-1)
    )
    listed = ibis.ifelse(
        wide.excluded == "",
        ibis.array(given),
        ibis.array([_struct(excluded, ibis.literal(0.0), ibis.literal(0), ibis.null("int64"))]),
    )
    rows = wide.select("row", "lead_id", "at", each=listed.unnest())
    rows = rows.select(
        "row", "lead_id", "at", *(rows.each[name].name(name) for name in ("position", "value", "events", "age"))
    )
    return rows.filter((rows.value != 0) | (rows.position >= first)).order_by("row", "position")


def labelled(model: ScoringModel, language: str, batches: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    """The batches of `contributions` in CONTRIBUTION_SCHEMA."""
    names = list(contribution_labels(model).items())
    rules = pa.array([name for name, _ in names], pa.string())
    labels = pa.array([label.in_language(language) for _, label in names], pa.string())
    for batch in batches:
        position = batch["position"]
        last = pa.compute.subtract(batch["at"], batch["age"])
        columns = [batch["lead_id"], rules.take(position), labels.take(position), batch["value"], batch["events"], last]
        yield pa.record_batch(
            [column.cast(field.type) for column, field in zip(columns, CONTRIBUTION_SCHEMA, strict=True)],
            schema=CONTRIBUTION_SCHEMA,
        )


def _contribution(wide: ir.Table, position: int, name: str) -> ir.StructValue:
    has_events = f"count:{name}" in wide.columns
    events = wide[f"count:{name}"].fill_null(0) if has_events else ibis.literal(0)
    age = wide[f"age:{name}"] if has_events else ibis.null("int64")
    return _struct(ibis.literal(position), wide[f"value:{name}"], events, age)


def _struct(
    position: ir.IntegerValue, value: ir.FloatingValue, events: ir.IntegerValue, age: ir.IntegerValue
) -> ir.StructValue:
    return ibis.struct(
        {
            "position": position.cast("int32"),
            "value": value.cast("float64"),
            "events": events.cast("int64"),
            "age": age.cast("int64"),
        }
    )


def _grade(model: ScoringModel, fit: ir.FloatingValue) -> ir.StringValue:
    if model.fit.max <= 0:
        return ibis.literal("D")
    share = fit / model.fit.max
    return ibis.cases(*((share >= least, grade) for grade, least in zip("ABC", model.grades, strict=True)), else_="D")


def _probability(model: ScoringModel, score: ir.FloatingValue) -> ir.FloatingValue:
    pairs = model.calibration
    if not pairs:
        return ibis.null("float64")
    branches = [(score < pairs[0][0], ibis.literal(pairs[0][1]))]
    for (low, start), (high, end) in pairwise(pairs):
        branches.append((score < high, start + (end - start) * (score - low) / (high - low)))
    return ibis.cases(*branches, else_=ibis.literal(pairs[-1][1]))
