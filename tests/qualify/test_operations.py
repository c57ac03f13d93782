"""Moves between stages, by rules and by people."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from reif.qualify.operations import (
    AlreadyThere,
    AlreadyUndone,
    CannotMove,
    InThePast,
    NothingProposed,
    NotTheLast,
    accept,
    advance,
    decline,
    disqualify,
    look_again,
    reactivate,
    recycle,
    retract,
    undo,
)
from reif.records.models import Contact, Event, Installation, StageChange
from reif.rules.stages import Disqualification, Stage
from tests.qualify.cast import assessed, did, later, seller, somebody
from tests.records.rows import AT, contact

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def kept(change: StageChange) -> tuple[Any, ...]:
    return change.from_stage, change.to_stage, change.from_status, change.to_status, change.by, change.rule, change.why


def test_a_suspect_who_can_be_reached_and_shows_interest_becomes_a_lead() -> None:
    ann = somebody(stage="suspect", points=0)
    assert assessed(ann, AT, did(ann, "Page Viewed")).stage == "suspect"
    assert assessed(ann, AT, did(ann, "Form Submitted")).stage == "lead"
    [change] = StageChange.objects.all()
    assert kept(change) == ("suspect", "lead", "active", "active", None, "identified", "")
    assert change.score == 70.0


def test_interest_of_somebody_who_cannot_be_reached_waits_for_an_address() -> None:
    ann = somebody(stage="suspect", email="", points=0)
    did(ann, "Form Submitted")
    assert assessed(ann).stage == "suspect"
    Contact.objects.update(attributes={"phone": "+49 30 1"})
    assert assessed(ann, later(5)).stage == "lead"


def test_who_was_moved_back_to_suspect_becomes_a_lead_by_new_interest_alone() -> None:
    ann = somebody(stage="suspect", points=0)
    did(ann, "Form Submitted")
    ann = assessed(ann, later(1))
    undo(change=StageChange.objects.get(), by=seller(), at=later(2))
    assert assessed(ann, later(3)).stage == "suspect"
    did(ann, "Email Replied", later(4))
    assert assessed(ann, later(5)).stage == "lead"


@pytest.mark.parametrize(
    ("points", "grade", "proposed"), [(60, "C", "prospect"), (59, "A", ""), (90, "D", ""), (100, "A", "prospect")]
)
def test_the_gate_proposes(points: int, grade: str, proposed: str) -> None:
    ann = assessed(somebody(points=points, grade=grade))
    assert (ann.stage, ann.proposed_stage) == ("lead", proposed)
    assert (ann.proposed_by_rule, ann.proposed_at) == (("gate", AT) if proposed else ("", None))


def test_a_proposal_by_the_gate_lapses_with_it() -> None:
    ann = assessed(somebody())
    Contact.objects.update(points=59)
    assert assessed(ann, later(1)).proposed_stage == ""


def test_a_request_proposes_at_once_and_stays() -> None:
    ann = somebody(stage="suspect", points=3, grade="D")
    ann = assessed(ann, AT, did(ann, "Demo Requested"))
    assert (ann.stage, ann.proposed_stage, ann.proposed_by_rule) == ("lead", "prospect", "request")
    assert assessed(ann, later(1)).proposed_stage == "prospect"


def test_an_installation_may_accept_by_itself() -> None:
    Installation.objects.create(id=1, may_accept_by_itself=True)
    ann = assessed(somebody())
    assert (ann.stage, ann.proposed_stage) == ("prospect", "")
    assert kept(StageChange.objects.get()) == ("lead", "prospect", "active", "active", None, "gate", "")


def test_nothing_is_accepted_by_itself_of_whoever_objects_to_profiling() -> None:
    Installation.objects.create(id=1, may_accept_by_itself=True)
    ann = somebody(points=0, grade="D", may_be_profiled=False)
    asked = assessed(ann, AT, did(ann, "Offer Requested"))
    assert (asked.stage, asked.proposed_stage, asked.proposed_by_rule) == ("lead", "prospect", "request")


def test_a_person_accepts() -> None:
    ann = assessed(somebody())
    accept(contact=ann, by=seller(), at=later(1), why="Budget is there")
    stored = Contact.objects.get()
    assert (stored.stage, stored.proposed_stage, stored.touched_at, stored.version) == ("prospect", "", later(1), 2)
    assert (ann.stage, ann.version) == ("prospect", 2)
    expected = ("lead", "prospect", "active", "active", seller(), "gate", "Budget is there")
    assert kept(StageChange.objects.get()) == expected


def test_of_two_who_answer_the_second_is_told() -> None:
    ann = assessed(somebody())
    seen_by_another = Contact.objects.get()
    accept(contact=ann, by=seller(), at=later(1))
    with pytest.raises(NothingProposed):
        decline(contact=seen_by_another, by=seller(), at=later(1))


def test_what_was_declined_comes_back_after_new_interest_only() -> None:
    ann = assessed(somebody())
    decline(contact=ann, by=seller(), at=later(1), why="No time")
    assert (ann.proposed_stage, ann.declined_at, ann.stage) == ("", later(1), "lead")
    assert assessed(ann, later(2), did(ann, "Page Viewed", later(2))).proposed_stage == ""
    assert assessed(ann, later(3), did(ann, "Email Replied", later(3))).proposed_stage == "prospect"


def test_interest_shown_before_the_gate_opened_again_counts() -> None:
    ann = assessed(somebody())
    decline(contact=ann, by=seller(), at=later(1))
    Contact.objects.update(points=50)
    assert assessed(ann, later(2), did(ann, "Email Replied", later(2))).proposed_stage == ""
    Contact.objects.update(points=61)
    assert assessed(ann, later(3), did(ann, "Page Viewed", later(3))).proposed_stage == "prospect"


def test_who_was_moved_back_is_not_proposed_again_without_interest() -> None:
    ann = somebody(stage="prospect")
    advance(contact=ann, to=Stage.LEAD, by=seller(), at=later(1), why="No need after all")
    assert assessed(ann, later(2)).proposed_stage == ""
    did(ann, "Offer Requested", later(3))
    assert assessed(ann, later(4)).proposed_by_rule == "request"


def test_moves_by_people_go_both_ways() -> None:
    ann = somebody()
    advance(contact=ann, to=Stage.OPPORTUNITY, by=seller(), at=later(1), why="Met")
    advance(contact=ann, to=Stage.PROSPECT, by=seller(), at=later(2), why="Not yet")
    assert ann.stage == "prospect"
    with pytest.raises(AlreadyThere):
        advance(contact=ann, to=Stage.PROSPECT, by=seller(), at=later(3), why="")


def test_given_up_with_a_reason_and_pursued_again() -> None:
    ann = assessed(somebody())
    disqualify(contact=ann, reason=Disqualification.NO_BUDGET, by=seller(), at=later(1), why="Told us")
    assert (ann.status, ann.status_reason, ann.proposed_stage) == ("disqualified", "no_budget", "")
    last = StageChange.objects.order_by("-id")[0]
    assert kept(last) == ("lead", "lead", "active", "disqualified", seller(), "no_budget", "Told us")
    assert assessed(ann, later(2), did(ann, "Offer Requested", later(2))).proposed_stage == ""
    change = reactivate(contact=ann, by=seller(), at=later(3))
    assert (ann.status, ann.status_reason) == ("active", "")
    undo(change=change, by=seller(), at=later(4))
    stored = Contact.objects.get()
    assert (stored.status, stored.status_reason) == ("disqualified", "no_budget")


def test_recycled_until_a_day() -> None:
    ann = somebody()
    with pytest.raises(InThePast):
        recycle(contact=ann, look_again_on=TODAY, by=seller(), at=AT)
    recycle(contact=ann, look_again_on=TODAY + timedelta(days=30), by=seller(), at=AT)
    assert (ann.status, ann.look_again_on) == ("recycled", TODAY + timedelta(days=30))
    assert assessed(ann, later(1)).proposed_stage == ""
    assert look_again(contact_ids=[ann.id], today=TODAY + timedelta(days=29), at=AT + timedelta(days=29)) == []
    [back] = look_again(contact_ids=[ann.id], today=TODAY + timedelta(days=30), at=AT + timedelta(days=30))
    assert (back.status, back.look_again_on) == ("active", None)
    assert StageChange.objects.order_by("-id")[0].rule == "look_again"


def test_a_request_brings_a_recycled_contact_back() -> None:
    ann = somebody(points=5)
    recycle(contact=ann, look_again_on=date(2027, 3, 1), by=seller(), at=AT)
    ann = assessed(ann, later(9), did(ann, "Call Requested", later(9)))
    assert (ann.status, ann.proposed_stage, ann.proposed_by_rule) == ("active", "prospect", "request")


def test_a_move_taken_back_leaves_the_proposal_as_it_was() -> None:
    ann = assessed(somebody())
    change = accept(contact=ann, by=seller(), at=later(1))
    undo(change=change, by=seller(), at=later(2), why="Wrong row")
    stored = Contact.objects.get()
    assert (stored.stage, stored.proposed_stage, stored.proposed_by_rule) == ("lead", "prospect", "gate")
    assert change.undone_by.why == "Wrong row"


def test_a_refusal_taken_back_proposes_again() -> None:
    ann = assessed(somebody())
    undo(change=decline(contact=ann, by=seller(), at=later(1)), by=seller(), at=later(2))
    stored = Contact.objects.get()
    assert (stored.proposed_stage, stored.declined_at) == ("prospect", None)


def test_only_the_last_move_is_taken_back_and_only_once() -> None:
    ann = somebody()
    first = advance(contact=ann, to=Stage.PROSPECT, by=seller(), at=later(1), why="")
    second = advance(contact=ann, to=Stage.OPPORTUNITY, by=seller(), at=later(2), why="")
    with pytest.raises(NotTheLast):
        undo(change=first, by=seller(), at=later(3))
    taken_back = undo(change=second, by=seller(), at=later(3))
    with pytest.raises(AlreadyUndone):
        undo(change=second, by=seller(), at=later(4))
    with pytest.raises(CannotMove, match="make the move anew"):
        undo(change=taken_back, by=seller(), at=later(4))
    undo(change=first, by=seller(), at=later(5))
    assert Contact.objects.get().stage == "lead"


def test_without_any_published_model_there_is_no_move() -> None:
    with pytest.raises(CannotMove, match="no scoring model"):
        advance(contact=contact(), to=Stage.LEAD, by=None, at=AT, why="")


def retracted(who: Contact, at: datetime, *, was_open: bool = True) -> Contact:
    retract(contact_ids=[who.id], at=at, was_open=lambda _contact, _change: was_open)
    return Contact.objects.get(id=who.id)


def test_what_rests_on_something_else_as_well_is_not_retracted() -> None:
    ann = somebody(stage="suspect", points=0)
    first, second = did(ann, "Form Submitted"), did(ann, "Email Replied")
    assert assessed(ann).stage == "lead"
    Event.objects.filter(pk=first.pk).judge(is_human=False)
    assert retracted(ann, later(1)).stage == "lead"
    Event.objects.filter(pk=second.pk).judge(is_human=False)
    assert retracted(ann, later(2)).stage == "suspect"
    assert retracted(ann, later(3)).stage == "suspect"
    assert StageChange.objects.count() == 2


def test_a_gate_that_was_open_holds() -> None:
    Installation.objects.update_or_create(pk=1, defaults={"may_accept_by_itself": True})
    ann = somebody()
    did(ann, "Form Submitted")
    assert assessed(ann).stage == "prospect"
    assert retracted(ann, later(1)).stage == "prospect"
    assert retracted(ann, later(2), was_open=False).stage == "lead"
    assert StageChange.objects.order_by("-id")[0].rule == "retracted"


def test_a_proposal_because_of_a_request_lapses_with_the_last_one() -> None:
    ann = somebody(points=0)
    asked = did(ann, "Demo Requested")
    assert assessed(ann).proposed_by_rule == "request"
    assert retracted(ann, later(1)).proposed_by_rule == "request"
    Event.objects.filter(pk=asked.pk).judge(is_human=False)
    assert retracted(ann, later(2)).proposed_stage == ""
    assert not StageChange.objects.exists()


def test_who_was_given_up_or_moved_by_hand_is_left_there() -> None:
    ann = somebody(stage="suspect", points=0)
    asked = did(ann, "Form Submitted")
    ann = assessed(ann)
    Event.objects.filter(pk=asked.pk).judge(is_human=False)
    disqualify(contact=ann, reason=Disqualification.SPAM, by=seller(), at=later(1))
    assert retracted(ann, later(2)).stage == "lead"
    reactivate(contact=ann, by=seller(), at=later(3))
    assert retracted(ann, later(4)).stage == "lead"
