"""What attributes name somebody by."""

import pytest

from reif.identify.named import identifiers_in

pytestmark = pytest.mark.django_db


def test_all_that_names_somebody() -> None:
    said = {
        "lead_id": " 7 ",
        "email": "Ada@Krane.example ",
        "linkedin_url": "https://de.linkedin.com/in/Ada-Krane/",
        "phone": "+49 89 123456",
        "first_name": "Ada",
        "last_name": "Krane",
    }
    assert identifiers_in(said) == [
        ("lead_id", "7"),
        ("email", "Ada@Krane.example"),
        ("linkedin", "ada-krane"),
        ("phone", "+4989123456 ada krane"),
    ]


@pytest.mark.parametrize("said", [{}, {"phone": "+49 89 123456"}, {"email": None, "linkedin_url": "x", "name": "Ada"}])
def test_what_names_nobody(said: dict[str, object]) -> None:
    assert identifiers_in(said) == []
