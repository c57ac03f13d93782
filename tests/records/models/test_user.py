"""Users sign in by e-mail, whatever its case."""

import pytest

from reif.records.enums import Role
from reif.records.models import User

pytestmark = pytest.mark.django_db


def test_a_user_is_found_by_email_in_any_case() -> None:
    made = User.objects.create_user(" Ann@Example.com", "a long pass phrase", Role.SALES)
    assert made.email == "ann@example.com"
    assert User.objects.get_by_natural_key("ANN@example.com ") == made


def test_the_password_is_kept_as_a_hash() -> None:
    made = User.objects.create_user("ann@example.com", "a long pass phrase", Role.SALES)
    assert "long" not in made.password
    assert made.check_password("a long pass phrase")
    assert not made.check_password("another")
