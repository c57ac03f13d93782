"""Doubles among many: how many are found, the same each time, and bounded."""

from itertools import combinations

import pytest

from bench.contact_doubles import made_up
from reif.identify.matching.candidates import LARGEST, NEIGHBOURS, candidates
from reif.identify.matching.contacts import CONTACTS, contact_record
from reif.identify.matching.finding import find


def test_most_doubles_are_found_and_few_wrong_ones() -> None:
    contacts, people = made_up(1_500)
    found = find([contact_record(each) for each in contacts], CONTACTS)
    pairs = {pair for group in found.groups() for pair in combinations(group, 2)}
    right = sum(people[one] == people[other] for one, other in pairs)
    there = sum(one == other for one, other in combinations(people, 2))
    assert 2 * right / (len(pairs) + there) > 0.95


def test_one_pair_weighs_the_same_alone_and_among_many() -> None:
    records = [contact_record(each) for each in made_up(400)[0]]
    found = find(records, CONTACTS)
    for (one, other), weight in zip(found.pairs.tolist(), found.weights, strict=True):
        assert found.model.judge(records[one], records[other]).weight == pytest.approx(weight)


def test_the_same_records_give_the_same() -> None:
    records = [contact_record(each) for each in made_up(300)[0]]
    once, again = find(records, CONTACTS), find(records, CONTACTS)
    assert once.weights.tolist() == again.weights.tolist()
    assert once.groups() == again.groups()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few(count: int) -> None:
    assert find([contact_record({"email": "anna@example.com"})] * count, CONTACTS).groups(-99) == [[0, 1]] * (count > 1)


def test_many_equal_ones_are_bounded() -> None:
    equal = [contact_record({"first_name": "Test", "last_name": "Test", "company": "Test"})] * 3_000
    pairs = candidates(equal, CONTACTS)
    assert LARGEST < len(pairs) <= 3_000 * NEIGHBOURS
