"""Who may pass from stage to stage."""

import pytest

from reif.rules.catalogue import event_type
from reif.rules.gates import INTEREST_NAMES, REQUEST_NAMES, Missing, gate_of
from reif.rules.stages import Stage


@pytest.mark.parametrize(
    ("points", "grade", "missing"),
    [
        (60, "C", Missing()),
        (100, "A", Missing()),
        (59, "A", Missing(points=1)),
        (75, "D", Missing(grades=("A", "B", "C"))),
        (0, "D", Missing(60, ("A", "B", "C"))),
    ],
)
def test_the_gate_from_lead_to_prospect(points: int, grade: str, missing: Missing) -> None:
    gate = gate_of(Stage.LEAD)
    assert gate is not None
    assert gate.to is Stage.PROSPECT
    assert gate.missing(points, grade) == missing
    assert bool(missing) is (missing != Missing())


def test_no_score_leads_out_of_other_stages() -> None:
    assert [stage for stage in Stage if gate_of(stage) is not None] == [Stage.LEAD]


def test_signs_are_those_of_the_catalogue() -> None:
    assert set(REQUEST_NAMES) == {"Offer Requested", "Demo Requested", "Call Requested"}
    assert set(REQUEST_NAMES) < set(INTEREST_NAMES)
    assert "Page Viewed" not in INTEREST_NAMES
    assert all(event_type(name) for name in INTEREST_NAMES)
