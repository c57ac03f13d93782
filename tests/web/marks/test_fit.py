"""Fit: one letter."""

from reif.web.marks.fit import fit


def test_a_letter() -> None:
    assert fit("B") == '<span class="fit fit-b">B</span>'
