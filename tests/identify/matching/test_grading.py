"""How far two texts agree."""

import pytest

from reif.identify.matching.fields import ALIKE, CLOSE, DIFFERENT, MISSING, SAME, Kind
from reif.identify.matching.grading import grade


@pytest.mark.parametrize(
    ("kind", "one", "other", "level"),
    [
        (Kind.NAME, "anna", "anna", SAME),
        (Kind.NAME, "anna", "", MISSING),
        (Kind.NAME, "hans peter", "peter hans", CLOSE),
        (Kind.NAME, "johannes", "hans", CLOSE),
        (Kind.NAME, "meier", "meier schulz", ALIKE),
        (Kind.NAME, "rob", "robertson", ALIKE),
        (Kind.NAME, "j", "juergen", ALIKE),
        (Kind.NAME, "anna", "otto", DIFFERENT),
        (Kind.TEXT, "koeln", "keoln", CLOSE),
        (Kind.CODE, "50667", "50676", CLOSE),
        (Kind.CODE, "50667", "10115", DIFFERENT),
        (Kind.DATE, "19710624", "19710524", CLOSE),
        (Kind.DATE, "19710412", "19711204", CLOSE),
        (Kind.DATE, "19710624", "19830115", DIFFERENT),
        (Kind.ID, "ada-krane", "ada-krane", SAME),
        (Kind.ID, "ada-krane", "ada-krane-1", DIFFERENT),
        (Kind.EMAIL, "anna.weber@a.example", "anna.weber@b.example", CLOSE),
        (Kind.EMAIL, "anna@a.example", "otto@a.example", DIFFERENT),
    ],
)
def test_levels(kind: Kind, one: str, other: str, level: int) -> None:
    assert grade(kind, one, other) == level
    assert grade(kind, other, one) == level
