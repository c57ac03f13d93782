"""Temperature: three shapes that differ without colour, and the word."""

from reif.rules.maturity import TEMPERATURES
from reif.web.marks.temperature import temperature


def test_shapes_differ_and_words_are_there() -> None:
    drawn = {name: temperature(name, f"word {name}") for name in TEMPERATURES}
    assert len({mark.split("<svg", 1)[1].replace(name, "") for name, mark in drawn.items()}) == 3
    assert all(f"word {name}" in mark for name, mark in drawn.items())
    assert "line" in drawn["cold"]
    assert "fill" not in drawn["cold"]


def test_words_are_escaped() -> None:
    assert "<b>" not in temperature("hot", "<b>")
