"""The six stages: their order and their words."""

from pathlib import Path

from reif.rules.stages import Stage

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"


def test_the_order() -> None:
    assert [stage.value for stage in sorted(Stage, key=lambda stage: stage.rank)] == [
        "suspect",
        "lead",
        "prospect",
        "opportunity",
        "customer",
        "ambassador",
    ]


def test_each_stage_leads_to_the_next() -> None:
    assert Stage.SUSPECT.next is Stage.LEAD
    assert [stage.next for stage in Stage] == [*list(Stage)[1:], None]


def test_the_words_are_those_of_the_glossary() -> None:
    rows = GLOSSARY.read_text(encoding="utf-8").splitlines()
    for stage in Stage:
        assert any(row.startswith(f"| {stage} | {stage.german} |") for row in rows)
        assert stage.english.lower() == stage.value
