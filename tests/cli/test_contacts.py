"""`reif contacts` and `reif show` from the outside."""

import json
from pathlib import Path

import pytest

from tests.cli.system import System

pytestmark = pytest.mark.database


@pytest.fixture
def filled(made: System, tmp_path: Path) -> System:
    (tmp_path / "l.csv").write_text(
        "lead_id,first_name,email,seniority,company\n1,Anna,a@x.de,owner,Muster\n2,<b>Bert\x1b[31m,b@x.de,,\n"
    )
    (tmp_path / "e.csv").write_text(
        "lead_id,event,occurred_at\n1,Offer Requested,2026-11-20\n1,Page Viewed,2026-11-22T10:00Z\n"
    )
    ended = made("import", "--leads", str(tmp_path / "l.csv"), "--events", str(tmp_path / "e.csv"))
    assert ended.code == 0, ended.err
    return made


def test_the_ripest_come_first(filled: System) -> None:
    anna, bert = json.loads(filled("contacts", "--json").out)
    assert (anna["name"], anna["company"], anna["last_activity"]) == ("Anna", "Muster", "Page Viewed")
    assert anna["score"] > bert["score"]
    assert (anna["last_activity_at"], bert["last_activity_at"]) == ("2026-11-22T10:00:00Z", None)
    assert not anna["is_simulated"]
    assert len(json.loads(filled("contacts", "--json", "--limit", "1").out)) == 1
    table = filled("contacts", "--lang", "de").out
    assert "Punkte" in table
    assert table.index("Anna") < table.index("<b>Bert")
    assert "\x1b" not in table


def test_an_empty_system_says_what_to_do(made: System) -> None:
    assert "reif import" in made("contacts").out
    assert json.loads(made("contacts", "--json").out) == []


def test_one_contact_by_whatever_names_it(filled: System) -> None:
    seen = [json.loads(filled("show", who, "--json", "--at", "2026-11-23").out) for who in ("1", "A@X.de")]
    assert seen[0] == seen[1]
    score = seen[0]["score"]
    assert sum(part["value"] for part in score["contributions"]) == pytest.approx(score["score"], abs=1e-9)
    assert [event["event"] for event in seen[0]["events"]] == ["Page Viewed", "Offer Requested"]


def test_as_of_a_day_nothing_later_is_known(filled: System) -> None:
    before = json.loads(filled("show", "1", "--json", "--at", "2026-11-19").out)
    after = json.loads(filled("show", "1", "--json", "--at", "2026-11-20").out)
    assert (before["events"], before["stage"]) == ([], "suspect")
    assert before["score"]["score"] < after["score"]["score"]


def test_for_people(filled: System) -> None:
    shown = filled("show", "a@x.de", "--lang", "de").out
    assert "von 100" in shown
    assert "Letzte Ereignisse" in shown
    assert "22. Nov. 2026, 10:00  Page Viewed" in shown


@pytest.mark.parametrize("who", ["nobody", "x@y.de", "999999999999999999999", "", "a@"])
def test_nobody(filled: System, who: str) -> None:
    ended = filled("show", who)
    assert ended.code == 1
    assert ended.err.startswith("reif: ")
