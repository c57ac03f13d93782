"""Traits of tracking clients, as attributes."""

import pytest

from reif.rules.traits import MOST_TRAITS, attributes_of, attributes_of_group, within_bounds


@pytest.mark.parametrize(
    ("traits", "attributes"),
    [
        ({"firstName": "Ada", "lastName": "Kern", "email": "a@k.example"}, ("first_name", "last_name", "email")),
        ({"first_name": "Ada", "jobTitle": "CTO", "linkedIn": "x"}, ("first_name", "title", "linkedin_url")),
        ({"address": {"country": "Austria", "postalCode": "1010", "street": "x"}}, ("country", "postal_code")),
        ({"company": {"name": "Krane KG", "employee_count": 40, "id": 7}}, ("company", "employees")),
        ({"company": "Krane KG"}, ("company",)),
        ({"id": 1, "avatar": "x", "createdAt": "2020-01-01", "gender": "f", "owner": "me"}, ()),
        ({"email": None, "phone": " ", "shoe size": 41}, ("shoe size",)),
        ({"other": {"a": 1}, "": 1, "x" * 201: 1, "tags": [], "list": [{"a": 1}]}, ()),
    ],
)
def test_names(traits: dict[str, object], attributes: tuple[str, ...]) -> None:
    assert tuple(attributes_of(traits)) == attributes


def test_values_are_what_they_mean() -> None:
    known = attributes_of({"employees": "1.200 Mitarbeiter", "country": "Österreich", "tags": ["a"], "vip": True})
    assert known == {"employees": 1200, "country": "AT", "tags": ["a"], "vip": True}


def test_of_one_person_only_so_much_is_known() -> None:
    said = {f"trait {number}": number for number in range(MOST_TRAITS)}
    kept, left = within_bounds(said, known=["email", "trait 7"])
    assert list(left) == ["trait 299"]
    assert {**kept, **left} == said
    assert within_bounds({"email": "a@b.example"}, known=[*said, "email"]) == ({"email": "a@b.example"}, {})


def test_a_group_is_a_company() -> None:
    said = {"name": "Krane KG", "website": "krane.example", "employees": "40", "address": {"city": "Wien"}, "plan": "x"}
    assert attributes_of_group(said) == {
        "company": "Krane KG",
        "company_domain": "krane.example",
        "employees": 40,
        "city": "Wien",
    }
    assert attributes_of_group({"name": ["x"]}) == {}
