"""Every contribution as a row, in order, adding up as shown."""

from datetime import UTC, datetime, timedelta

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reif.engines.result import Contribution
from reif.rules import model_file
from reif.rules.ready_models import ready_model
from reif.rules.scoring_model import Label, RegularityRule
from reif.web.contact.breakdown import Breakdown, breakdown

RULES = model_file.parse(ready_model("b2b-default").read_bytes(), file="b2b-default")
NOW = datetime(2026, 11, 12, 13, tzinfo=UTC)
FIT = [rule.id for rule in RULES.fit.rules]
DOES = [rule.id for rule in RULES.engagement.rules]


def of(*given: tuple[str, float], events: int = 0) -> list[Contribution]:
    last_at = NOW - timedelta(minutes=12) if events else None
    return [Contribution(rule, Label({"": rule}), value, events, last_at) for rule, value in given]


def broken_down(contributions: list[Contribution], **attributes: object) -> Breakdown:
    return breakdown(contributions, RULES, sum(each.value for each in contributions), attributes, NOW)


def test_groups_and_order() -> None:
    shown = broken_down(
        of(("engagement_bound", -4.0), (DOES[0], 9.0), (FIT[1], -2.0), (FIT[0], 18.0), ("base", 1.0), (DOES[1], 30.0))
    )
    assert [group.name for group in shown.groups] == ["base", "fit", "engagement"]
    assert [row.rule for group in shown.groups for row in group.rows] == [
        "base",
        FIT[0],
        FIT[1],
        DOES[1],
        DOES[0],
        "engagement_bound",
    ]
    assert [row.kind for row in shown.groups[1].rows] == ["counts", "takes"]
    assert shown.groups[2].rows[-1].kind == "bound"
    assert (shown.groups[1].total, shown.groups[1].most) == (16.0, RULES.fit.max)


@given(
    st.lists(st.tuples(st.sampled_from(FIT + DOES), st.floats(-40, 60)), max_size=12, unique_by=lambda pair: pair[0])
)
def test_rows_lead_from_nothing_to_the_score(given_values: list[tuple[str, float]]) -> None:
    shown = broken_down(of(*given_values))
    rows = [row for group in shown.groups for row in group.rows]
    running = 0.0
    for row in rows:
        assert abs(row.start - running) < 0.051
        running += row.value
    assert abs(running - shown.score) < 1e-6
    assert shown.top >= max([100.0, *(row.end for row in rows)])
    assert abs(shown.score - sum(value for _, value in given_values)) <= 0.05 + 1e-9


def test_evidence() -> None:
    with translation.override("de"):
        shown = broken_down([*of((FIT[0], 18.0)), *of((DOES[0], 9.0), events=5)], decision_role="decider")
        fit, does = (group.rows[0] for group in shown.groups)
    assert fit.evidence == "entscheidet"
    assert does.evidence == "5-mal, vor\u00a012\u00a0Min."


def test_what_faded_is_known() -> None:
    rule = next(rule for rule in RULES.engagement.rules if getattr(rule, "half_life", None) is not None)
    row = broken_down(of((rule.id, rule.points / 4), events=1)).groups[0].rows[0]
    assert row.full > row.end


def test_the_weightiest() -> None:
    shown = broken_down(of((FIT[0], 18.0), (DOES[0], 9.0), (DOES[1], 30.0), (FIT[1], 2.0)))
    rows, others, rest = shown.weightiest(3)
    assert [row.value for row in rows] == [30.0, 18.0, 9.0]
    assert (others, rest) == (1, 2.0)


def test_regular_interest_says_how_regular() -> None:
    rule = next(rule for rule in RULES.engagement.rules if isinstance(rule, RegularityRule))
    row = broken_down(of((rule.id, rule.points), events=16)).groups[0].rows[0]
    assert row.evidence == f"in {rule.at_least} of {rule.of} weeks or more"
