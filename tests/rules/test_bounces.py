"""How bad it is that a mail was not delivered."""

import pytest

from reif.rules.bounces import Severity, severity


@pytest.mark.parametrize(
    ("status", "is_so"),
    [
        ("5.1.1", Severity.HARD),
        ("5.1.10", Severity.HARD),
        ("5.0.0", Severity.HARD),
        ("5.4.1", Severity.HARD),
        ("5.2.1", Severity.HARD),
        ("5.2.2", Severity.SOFT),
        ("5.3.4", Severity.SOFT),
        ("4.2.2", Severity.SOFT),
        ("4.4.7", Severity.SOFT),
        ("5.7.1", Severity.POLICY),
        ("4.7.23", Severity.POLICY),
        ("5.6.0", Severity.POLICY),
        ("5.1.8", Severity.POLICY),
        ("", Severity.SOFT),
    ],
)
def test_by_status(status: str, is_so: Severity) -> None:
    assert severity(status) is is_so
