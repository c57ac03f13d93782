"""What each role may do."""

import pytest

from reif.records.enums import Role
from reif.rules.permissions import MAY, Permission, may


def test_every_role_has_a_row() -> None:
    assert set(MAY) == set(Role)


def test_everybody_may_look_and_nobody_may_nothing() -> None:
    assert all(Permission.LOOK in allowed for allowed in MAY.values())


@pytest.mark.parametrize(
    ("role", "permission", "verdict"),
    [
        ("admin", Permission.KEEP_SYSTEM, True),
        ("manager", Permission.KEEP_SYSTEM, False),
        ("manager", Permission.KEEP_PRIVACY, True),
        ("sales", Permission.MOVE, True),
        ("sales", Permission.KEEP_SCORING, False),
        ("marketing", Permission.MOVE, False),
        ("marketing", Permission.KEEP_SCORING, True),
        ("viewer", Permission.TAKE_ALONG, False),
        ("viewer", Permission.KEEP_CONTACTS, False),
        ("nobody", Permission.LOOK, False),
    ],
)
def test_may(role: str, permission: Permission, verdict: bool) -> None:
    assert may(role, permission) is verdict
