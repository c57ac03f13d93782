"""Sizes as people read them."""

import pytest

from reif.cli.sizes import size_of


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (1_234_567, "1.2 MB"),
        (5 * 10**9, "5.0 GB"),
        (10**16, "10000.0 TB"),
    ],
)
def test_the_unit_that_fits(count: int, said: str) -> None:
    assert size_of(count) == said
