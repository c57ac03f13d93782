"""Durations as a model file writes them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.rules.durations import parse_duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("1h", timedelta(hours=1)),
        ("14d", timedelta(days=14)),
        ("2w", timedelta(days=14)),
        ("1.5h", timedelta(minutes=90)),
        ("0.5d", timedelta(hours=12)),
        ("007d", timedelta(days=7)),
        ("0.0000000003h", timedelta(microseconds=1)),
        ("0.0000000004166666666666666666666666666667h", timedelta(microseconds=2)),
        ("106751991d", timedelta(days=106_751_991)),
        ("1." + "0" * 500 + "d", timedelta(days=1)),
    ],
)
def test_durations(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        *("", "d", "14", "14 d", " 14d", "14d ", "14D", "14m", "14s", "1y", "P14D", "14dd", "1d12h"),
        *("-14d", "+14d", ".5d", "5.d", "1,5h", "1e3d", "1_000d", "\u0661d", "inf d", "nand", "14d\n"),
        *("0d", "0.0h", "0.0000000001h", "106751992d", "9" * 400 + "w"),
    ],
)
def test_no_durations(text: str) -> None:
    assert parse_duration(text) is None


@given(st.integers(1, 10**9), st.sampled_from([("h", 3_600_000_000), ("d", 86_400_000_000), ("w", 604_800_000_000)]))
def test_hundredths_of_a_unit_are_exact(hundredths: int, unit: tuple[str, int]) -> None:
    letter, microseconds = unit
    expected = timedelta(microseconds=hundredths * (microseconds // 100))
    assert parse_duration(f"{hundredths // 100}.{hundredths % 100:02}{letter}") == expected
