"""Who is described, added or edited is compared at once with those who may be the same person."""

import pytest

from reif.identify.queries import doubles, resembling
from reif.lifecycle import add_contact, edit
from reif.merging import tell_apart
from reif.records.models import Contact
from tests.identify.matching.test_contacts import CITIES, FIRST, LAST
from tests.records.rows import AT
from tests.score.cast import live_model

pytestmark = [pytest.mark.django_db, pytest.mark.database]
JOERG = {
    "first_name": "Jörg",
    "last_name": "Müller-Krahn",
    "email": "j.mueller@krane.example",
    "company": "Krane KG",
    "city": "Ulm",
    "phone": "+49 731 123456",
}


@pytest.fixture(autouse=True)
def _town() -> None:
    live_model()
    for number in range(40):
        first, last = FIRST[number % len(FIRST)], LAST[number % len(LAST)]
        firm = f"firma{number % 13}"
        said = {"first_name": first, "last_name": last, "email": f"{first}.{last}@{firm}.example", "company": firm}
        person({**said, "city": CITIES[number % len(CITIES)]})
    assert not doubles()


def person(said: dict[str, object]) -> Contact:
    return add_contact(attributes=said, source=None, by=None, at=AT)


def asked() -> set[tuple[int, int]]:
    return {(each.one_id, each.other_id) for each in doubles()}


def test_who_is_added_is_compared_at_once() -> None:
    one = person({**JOERG})
    other = person({**JOERG, "first_name": "Joerg", "email": "joerg@web.example"})
    person({**JOERG, "first_name": "Petra", "last_name": "Sanders", "email": "p.sanders@krane.example"})
    assert asked() == {(one.pk, other.pk)}
    [double] = doubles()
    assert double.probability > 0.5
    assert {"last_name", "first_name"} <= {each["field"] for each in double.evidence}


def test_so_is_who_is_edited() -> None:
    one = person({**JOERG})
    other = person({"first_name": "Petra", "last_name": "Sanders", "company": "Krane KG"})
    said = {"first_name": "Jörg", "last_name": "Müller-Krahn"}
    edit(contact=other, attributes=said, version=other.version, by=None, at=AT)
    assert asked() == {(one.pk, other.pk)}


def test_who_is_not_another_by_it_is_not_compared() -> None:
    person({**JOERG})
    other = person({**JOERG, "email": "joerg@web.example"})
    doubles().delete()
    edit(contact=other, attributes={"budget": 20_000}, version=other.version, by=None, at=AT)
    assert not doubles()


def test_what_was_answered_is_not_asked_again() -> None:
    one, other = person({**JOERG}), person({**JOERG, "email": "joerg@web.example"})
    tell_apart(one=one, other=other, by=None, at=AT)
    edit(contact=other, attributes={"city": "Bonn"}, version=other.version, by=None, at=AT)
    assert not doubles()


@pytest.mark.parametrize(
    "said",
    [
        {"first_name": "Jorg", "last_name": "Mueller-Krahn", "company": "Krane"},
        {"name": "Müller-Krahn, Jörg", "company": "Krane KG"},
        {"first_name": "Jörg", "last_name": "Müller-Krahm", "company": "Krane KG", "city": "Ulm"},
        {"first_name": "J.", "last_name": "Müller-Krahn", "company": "Krane KG"},
        {"first_name": "Müller-Krahn", "last_name": "Jörg", "city": "Ulm"},
        {"first_name": "Jörg", "last_name": "Müller-Krahn"},
        {"email": "J.MUELLER@krane.example"},
        {"name": "Jörg Müller-Krahn", "phone": "0731 123456"},
    ],
)
def test_who_is_described_with_slips_is_found(said: dict[str, object]) -> None:
    one = person({**JOERG})
    [found] = resembling(said)
    assert found.contact_id == one.pk
    assert found.probability > 0.5


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"city": "Ulm", "company": "Krane KG"},
        {"first_name": "Petra", "last_name": "Müller-Krahn", "company": "Krane KG", "city": "Ulm"},
        {"first_name": "Anna", "last_name": "Busch", "company": "anderswo", "city": "Wien"},
        {"last_name": 7, "email": ["x"]},
    ],
)
def test_who_is_somebody_else_is_not(said: dict[str, object]) -> None:
    person({**JOERG})
    assert resembling(said) == []
