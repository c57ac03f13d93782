"""What is read of stages."""

from datetime import timedelta

import pytest

from reif.qualify import queries
from reif.qualify.operations import advance, undo
from reif.rules.gates import Missing
from reif.rules.stages import Stage
from tests.qualify.cast import assessed, later, seller, somebody

pytestmark = pytest.mark.django_db


def test_proposals_are_the_ripest_first() -> None:
    ben = assessed(somebody(email="ben@example.com", score=70.0))
    ann = assessed(somebody(email="ann@example.com", score=80.0))
    assessed(somebody(email="eve@example.com", points=10))
    assert [each.id for each in queries.proposals()] == [ann.id, ben.id]


def test_what_is_missing() -> None:
    assert queries.missing_for(somebody(points=52, grade="D"), Stage.PROSPECT) == Missing(8, ("A", "B", "C"))
    assert queries.missing_for(somebody(), Stage.PROSPECT) == Missing()
    assert queries.missing_for(somebody(stage="prospect"), Stage.OPPORTUNITY) is None


def test_moves_come_with_what_took_them_back() -> None:
    ann = somebody()
    change = advance(contact=ann, to=Stage.PROSPECT, by=seller(), at=later(1), why="")
    back = undo(change=change, by=seller(), at=later(1) + timedelta(seconds=1))
    assert list(queries.moves(ann)) == [back, change]
