"""Addresses that are thrown away."""

import pytest

from reif.integrations.disposable.domains import is_disposable


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("x@mailinator.com", True),
        ("x@MAILINATOR.com", True),
        ("x@sub.mailinator.com", True),
        ("x@gmail.com", False),
        ("x@hallstein.example", False),
        ("x@com", False),
        ("", False),
    ],
)
def test_by_the_list(address: str, verdict: bool) -> None:
    assert is_disposable(address) is verdict
