"""The shipped samples: whole, small, and with their source and licence beside them."""

import csv
from datetime import date
from pathlib import Path

import pytest

from examples.splits import newest, oldest, random_split

EXAMPLES = Path(__file__).parents[2] / "examples"
SOURCES = {"uci_bank": "https://doi.org/10.24432/C5K306", "online_shoppers": "https://doi.org/10.24432/C5F88Q"}
LEADS = {"uci_bank": 9495, "online_shoppers": 3699}


def rows_of(name: str, file: str) -> list[dict[str, str]]:
    with (EXAMPLES / name / "sample" / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("name", SOURCES)
def test_every_lead_has_one_outcome_and_events_are_of_leads(name: str) -> None:
    leads = [row["lead_id"] for row in rows_of(name, "leads.csv")]
    assert len(leads) == len(set(leads)) == LEADS[name]
    outcomes = {row["lead_id"]: row["outcome"] for row in rows_of(name, "outcomes.csv")}
    assert set(outcomes) == set(leads)
    assert set(outcomes.values()) == {"0", "1"}
    assert {row["lead_id"] for row in rows_of(name, "events.csv")} <= set(leads)


def test_earlier_calls_lie_before_the_call() -> None:
    scored_on = {row["lead_id"]: date.fromisoformat(row["scored_at"]) for row in rows_of("uci_bank", "leads.csv")}
    calls = rows_of("uci_bank", "events.csv")
    assert len(calls) > 1000
    assert all(date.fromisoformat(call["occurred_at"]) < scored_on[call["lead_id"]] for call in calls)


@pytest.mark.parametrize("name", SOURCES)
def test_source_licence_and_changes_stand_beside_the_data(name: str) -> None:
    credits_ = (EXAMPLES / name / "sample" / "CREDITS.md").read_text(encoding="utf-8")
    assert SOURCES[name] in credits_
    assert "https://creativecommons.org/licenses/by/4.0/" in credits_
    assert "What was changed" in credits_


def test_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in EXAMPLES.glob("*/sample/*")) < 2_000_000


def test_nothing_is_shipped_of_sets_that_may_not_be() -> None:
    shipped = {path.parent.parent.name for path in EXAMPLES.glob("**/*.csv")}
    assert shipped == set(SOURCES)


def test_oldest_and_newest_share_nothing_and_leave_nothing_out() -> None:
    assert [*oldest(10), *newest(10)] == list(range(10))
    assert len(oldest(10)) == 7


def test_a_random_split_keeps_the_share_of_won_leads() -> None:
    outcomes = [1] * 20 + [0] * 80
    train, test = random_split(outcomes, 3)
    assert sorted(train + test) == list(range(100))
    assert (sum(outcomes[at] for at in train), sum(outcomes[at] for at in test)) == (14, 6)
    assert (train, test) == random_split(outcomes, 3)
    assert (train, test) != random_split(outcomes, 4)
