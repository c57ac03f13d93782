"""The models written by hand: valid, with a reason for every rule, over fields that the prepared files have."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reif.rules.model_file import parse
from reif.rules.scoring_model import EventRule, ScoringModel

EXAMPLES = Path(__file__).parents[2] / "examples"
SETS = ("bpic2012", "olist_funnel", "online_shoppers", "uci_bank", "xeducation")

Files = dict[str, list[dict[str, str]]]


def model_of(name: str) -> ScoringModel:
    path = EXAMPLES / name / "model.yaml"
    return parse(path.read_bytes(), file=str(path))


@pytest.mark.parametrize("name", SETS)
def test_every_rule_is_called_in_english_and_german(name: str) -> None:
    model = model_of(name)
    rules = (*model.fit.rules, *model.engagement.rules)
    assert len(rules) >= 7
    assert all(set(rule.label.texts) == {"en", "de"} for rule in rules)


@pytest.mark.parametrize("name", SETS)
def test_every_rule_has_a_sentence_of_reason_above_it(name: str) -> None:
    lines = (EXAMPLES / name / "model.yaml").read_text(encoding="utf-8").splitlines()
    ids = [at for at, line in enumerate(lines) if line.strip().startswith("- id:")]
    model = model_of(name)
    assert len(ids) == len(model.fit.rules) + len(model.engagement.rules) + len(model.exclude)
    for at in ids:
        reason = lines[at - 1].strip()
        assert reason.startswith("# "), lines[at]
        assert reason.endswith("."), reason
        assert len(reason.split()) >= 6, reason


@pytest.mark.parametrize("name", SETS)
def test_rules_look_at_what_is_prepared(name: str, prepared: Callable[[str], Files]) -> None:
    files = prepared(name)
    leads = {column for stem, rows in files.items() if stem.startswith("leads") for column in rows[0]}
    model = model_of(name)
    assert set(model.attribute_fields()) <= leads - {"lead_id", "scored_at"}
    assert set(model.property_fields()) <= set(files["events"][0])


@pytest.mark.parametrize("name", SETS)
def test_no_rule_looks_at_a_decision(name: str) -> None:
    decisions = {"A_APPROVED", "A_REGISTERED", "A_ACTIVATED", "A_DECLINED", "A_CANCELLED", "O_ACCEPTED", "O_DECLINED"}
    named = {event for rule in model_of(name).engagement.rules if isinstance(rule, EventRule) for event in rule.events}
    assert named
    assert not named & decisions
