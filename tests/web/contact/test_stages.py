"""Since when in each stage, and for how long, as of any instant."""

from datetime import UTC, datetime, timedelta

from reif.records.models import Contact, StageChange
from reif.web.contact.stages import standing

BEGIN = datetime(2026, 8, 1, tzinfo=UTC)
MOVES = [
    StageChange(from_stage="suspect", to_stage="lead", occurred_at=BEGIN + timedelta(days=10)),
    StageChange(from_stage="lead", to_stage="prospect", occurred_at=BEGIN + timedelta(days=30)),
    StageChange(from_stage="prospect", to_stage="lead", occurred_at=BEGIN + timedelta(days=35)),
    StageChange(
        from_stage="lead",
        to_stage="lead",
        to_status="disqualified",
        rule="no_need",
        occurred_at=BEGIN + timedelta(days=40),
    ),
]
CONTACT = Contact(created_at=BEGIN, stage="lead", proposed_stage="prospect", status_reason="no_fit")


def test_time_is_spent_in_stages() -> None:
    now = standing(CONTACT, MOVES, BEGIN + timedelta(days=50), is_now=True)
    assert (now.stage, now.status, now.reason) == ("lead", "disqualified", "no_fit")
    assert [step.state for step in now.steps] == ["past", "here", "proposed", "ahead", "ahead", "ahead"]
    assert [step.lasted and step.lasted.days for step in now.steps[:4]] == [10, 35, 5, None]
    assert now.steps[1].since == BEGIN + timedelta(days=35)


def test_as_of_an_earlier_day() -> None:
    then = standing(CONTACT, MOVES, BEGIN + timedelta(days=32), is_now=False)
    assert (then.stage, then.status, then.reason) == ("prospect", "active", "")
    assert standing(CONTACT, MOVES, BEGIN + timedelta(days=41), is_now=False).reason == "no_need"
    assert [step.state for step in then.steps[:4]] == ["past", "past", "here", "ahead"]


def test_who_never_moved() -> None:
    now = standing(CONTACT, [], BEGIN + timedelta(days=3), is_now=True)
    assert now.stage == "lead"
    assert now.steps[1].lasted == timedelta(days=3)
