"""Who had to give way tries again; who is refused for another reason, or always, is told."""

import psycopg
import pytest
from django.db import OperationalError, transaction

from reif.records.turns import takes_turns

pytestmark = pytest.mark.django_db(transaction=True)


def refused(state: str) -> OperationalError:
    error = OperationalError("refused")
    error.__cause__ = psycopg.errors.lookup(state)("refused")
    return error


class Write:
    """Refused so many times."""

    def __init__(self, times: int, state: str = "40P01") -> None:
        self.times, self.state, self.turns = times, state, 0

    def __call__(self, answer: int) -> int:
        self.turns += 1
        if self.turns <= self.times:
            raise refused(self.state)
        return answer


@pytest.mark.parametrize("state", ["40P01", "40001", "23505"])
def test_it_is_tried_again(state: str) -> None:
    write = Write(3, state)
    assert takes_turns(write)(7) == 7
    assert write.turns == 4


def test_but_not_for_ever() -> None:
    write = Write(100)
    with pytest.raises(OperationalError):
        takes_turns(write)(7)
    assert write.turns == 5


def test_what_will_not_change_is_told_at_once() -> None:
    write = Write(1, "53100")
    with pytest.raises(OperationalError):
        takes_turns(write)(7)
    assert write.turns == 1


def test_inside_a_transaction_only_the_whole_could_be_tried_again() -> None:
    write = Write(1)
    with pytest.raises(OperationalError), transaction.atomic():
        takes_turns(write)(7)
    assert write.turns == 1
