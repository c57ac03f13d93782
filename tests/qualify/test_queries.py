"""What is read of stages."""

from datetime import timedelta

import pytest

from reif.qualify import queries
from reif.qualify.operations import advance, disqualify, undo
from reif.rules.gates import Missing
from reif.rules.stages import Disqualification, Stage, Status
from tests.qualify.cast import assessed, later, minutes, seller, somebody

pytestmark = pytest.mark.django_db


def test_proposals_are_the_ripest_first() -> None:
    ben = assessed(somebody(email="ben@example.com", score=70.0))
    ann = assessed(somebody(email="ann@example.com", score=80.0))
    assessed(somebody(email="eve@example.com", points=10))
    assert [each.id for each in queries.proposals()] == [ann.id, ben.id]


def test_stays_are_told_in_order_with_their_length() -> None:
    ann = somebody()
    advance(contact=ann, to=Stage.PROSPECT, by=seller(), at=later(10), why="")
    change = disqualify(contact=ann, reason=Disqualification.NO_NEED, by=seller(), at=later(30))
    undo(change=change, by=seller(), at=later(31))
    stays = queries.stages_of(ann, later(60))
    assert [(each.stage, each.status, each.lasted) for each in stays] == [
        (Stage.LEAD, Status.ACTIVE, minutes(10)),
        (Stage.PROSPECT, Status.ACTIVE, minutes(20)),
        (Stage.PROSPECT, Status.DISQUALIFIED, minutes(1)),
        (Stage.PROSPECT, Status.ACTIVE, minutes(29)),
    ]
    assert [each.until for each in stays] == [later(10), later(30), later(31), None]
    assert stays[2].change == change


def test_as_of_an_earlier_instant_later_moves_are_not_known() -> None:
    ann = somebody()
    advance(contact=ann, to=Stage.PROSPECT, by=seller(), at=later(10), why="")
    [stay] = queries.stages_of(ann, later(5))
    assert (stay.stage, stay.until, stay.lasted) == (Stage.LEAD, None, minutes(5))


def test_what_is_missing() -> None:
    assert queries.missing_for(somebody(points=52, grade="D"), Stage.PROSPECT) == Missing(8, ("A", "B", "C"))
    assert queries.missing_for(somebody(), Stage.PROSPECT) == Missing()
    assert queries.missing_for(somebody(stage="prospect"), Stage.OPPORTUNITY) is None


def test_moves_come_with_what_took_them_back() -> None:
    ann = somebody()
    change = advance(contact=ann, to=Stage.PROSPECT, by=seller(), at=later(1), why="")
    back = undo(change=change, by=seller(), at=later(1) + timedelta(seconds=1))
    assert list(queries.moves(ann)) == [back, change]
