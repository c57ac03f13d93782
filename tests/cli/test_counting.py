"""Numbers with their nouns."""

import pytest

from reif.cli.counting import counted


@pytest.mark.parametrize(("number", "said"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps"), (1000, "1,000 steps")])
def test_one_is_one_and_many_are_many(number: int, said: str) -> None:
    assert counted(number, "step") == said
