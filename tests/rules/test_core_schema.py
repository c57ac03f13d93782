"""What a scalar without quotes means."""

import pytest

from reif.rules.conditions import Comparison
from tests.rules.model_texts import condition


@pytest.mark.parametrize(
    ("written", "operand"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"),
        ("1_000", "1_000"),
        ("0b1", "0b1"),
        ("=", "="),
        ("<<", "<<"),
        ("1e", "1e"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("''", ""),
        ("true", True),
        ("FALSE", False),
        ("12", 12.0),
        ("+12", 12.0),
        ("007", 7.0),
        ("0o17", 15.0),
        ("0x1F", 31.0),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("-0.0", 0.0),
        ("!!float 3", 3.0),
        ("9007199254740993", 9007199254740992.0),
    ],
)
def test_scalars_of_the_core_schema(written: str, operand: object) -> None:
    found = condition(f"{{field: x, equals: {written}}}")
    assert isinstance(found, Comparison)
    assert (found.operand, type(found.operand)) == (operand, type(operand))
