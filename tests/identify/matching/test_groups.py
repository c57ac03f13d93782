"""From pairs to people."""

import numpy as np

from reif.identify.matching.groups import groups


def apart(_one: int, _other: int) -> float:
    return -20.0


def test_who_is_one_with_one_is_one_with_all() -> None:
    pairs = np.array([[0, 1], [1, 2]])
    assert groups(4, pairs, np.array([9.0, 8.0]), 0.0, lambda one, other: -1.0) == [[0, 1, 2]]


def test_a_chain_of_people_who_are_not_is_cut_at_its_weakest() -> None:
    pairs = np.array([[0, 1], [1, 2]])
    assert groups(3, pairs, np.array([9.0, 3.0]), 0.0, apart) == [[0, 1]]


def test_a_group_stays_within_what_people_can_look_at() -> None:
    pairs = np.array([[one, one + 1] for one in range(99)])
    found = groups(100, pairs, np.full(99, 30.0), 0.0, lambda one, other: 30.0)
    assert max(map(len, found)) <= 30
