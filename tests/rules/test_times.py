"""Times: the usual spelling is read in a faster way, which says the same."""

from hypothesis import given
from hypothesis import strategies as st

from reif.rules import times
from reif.rules.times import parse_time

USUAL = "2026-11-20T10:00:00Z"
CHARACTERS = "0123456789TZtz-:+ .,W٣"


@given(st.lists(st.tuples(st.integers(0, 19), st.sampled_from(CHARACTERS)), max_size=4))
def test_both_ways_of_reading_agree(changes: list[tuple[int, str]]) -> None:
    letters = list(USUAL)
    for place, letter in changes:
        letters[place] = letter
    text = "".join(letters)
    assert parse_time(text) == parse_time(f" {text}")


def test_what_looks_usual_and_is_none() -> None:
    assert [parse_time(text) for text in ("2026-02-30T10:00:00Z", "2026-11-20T24:00:00Z", "2026-W47-5T10:00:00Z")] == [
        None,
        None,
        None,
    ]
    assert times._is_usual(USUAL)
