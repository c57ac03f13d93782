"""`reif person` from the outside: told, objecting, erased, and not brought back by a list."""

import json
from pathlib import Path

import pytest

from tests.cli.system import System
from tests.crash.killing import ask

pytestmark = pytest.mark.database

LEADS = """\
lead_id,email,first_name,last_name,seniority
7,ada@muster.example,Ada,Lovelace,owner
8,bob@muster.example,Bob,Babbage,
"""
EVENTS = """\
lead_id,event,occurred_at
7,Offer Requested,2026-11-20
7,Page Viewed,2026-11-21
8,Page Viewed,2026-11-21
"""


@pytest.fixture
def filled(made: System, tmp_path: Path) -> System:
    listed(tmp_path, "l.csv", LEADS)
    listed(tmp_path, "e.csv", EVENTS)
    ended = made("import", "--leads", str(tmp_path / "l.csv"), "--events", str(tmp_path / "e.csv"))
    assert ended.code == 0, ended.err
    return made


def listed(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_a_person_is_told_everything(filled: System, tmp_path: Path) -> None:
    ended = filled("person", "export", "ada@muster.example", "--out", str(tmp_path / "ada.json"))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("ada.json: written; 2 events\n")
    told = json.loads((tmp_path / "ada.json").read_text(encoding="utf-8"))
    assert told["person"]["name"] == "Ada Lovelace"
    assert [event["name"] for event in told["events"]] == ["Offer Requested", "Page Viewed"]
    assert json.loads(filled("person", "export", "7", "--out", "-").out)["person"]["id"] == told["person"]["id"]
    assert (tmp_path / "ada.json").stat().st_mode & 0o077 == 0


def test_only_json_is_written(filled: System) -> None:
    ended = filled("person", "export", "7", "--out", "ada.pdf")
    assert ended.code == 1
    assert "accepted is a name that ends in .json" in ended.err


def test_an_objection_ends_the_score_until_it_is_lifted(filled: System) -> None:
    assert "is not scored any more" in filled("person", "object", "7", "--how", "by e-mail").out
    assert "objects already" in filled("person", "object", "7").out
    assert json.loads(filled("show", "7", "--json").out)["score"] is None
    ada = next(each for each in json.loads(filled("contacts", "--json").out) if each["lead_id"] == "7")
    shown = ("score", "points", "level", "temperature", "grade")
    assert [ada[name] for name in shown] == [None] * len(shown)
    assert "–" in filled("contacts").out
    assert filled("rebuild").code == 0
    assert "is scored again" in filled("person", "object", "7", "--lift").out
    assert json.loads(filled("show", "7", "--json").out)["score"]["points"] > 0


def test_whoever_is_erased_is_gone_and_no_list_brings_them_back(filled: System, tmp_path: Path) -> None:
    refused = filled("person", "erase", "7")
    assert refused.code != 0
    ended = filled("person", "erase", "7", "--yes")
    assert (ended.code, ended.err) == (0, "")
    assert "goes with" in ended.out
    assert "2 × event" in ended.out
    assert filled("show", "7").code == 1
    leads = listed(tmp_path, "again.csv", LEADS.replace("\n8,", "\n9,new@muster.example,New,One,\n8,"))
    events = listed(tmp_path, "more.csv", EVENTS.replace("2026-11-21", "2026-11-22"))
    again = filled("import", "--leads", leads, "--events", events)
    assert again.code == 0, again.err
    assert "1 contact new or changed" in again.out
    assert "the person was erased at their own wish; the row is not kept" in again.out
    assert ask(filled, "SELECT count(*) FROM records_contact WHERE lead_id = '7'") == [(0,)]
    kept = "SELECT DISTINCT reason, raw FROM records_importreject ORDER BY reason"
    assert ask(filled, kept) == [("the person was erased at their own wish; the row is not kept", "")]
    assert filled("rebuild").code == 0
    assert "may be imported" in filled("person", "let-in", "7").out
    assert filled("person", "let-in", "ada@muster.example").code == 1  # with one of their identifiers all are let in
    back = filled("import", "--leads", listed(tmp_path, "back.csv", LEADS + "\n"))
    assert "1 contact new or changed" in back.out


@pytest.mark.parametrize("command", [("export", "--out", "-"), ("object",), ("erase", "--yes"), ("let-in",)])
def test_nobody_is_nobody(filled: System, command: tuple[str, ...]) -> None:
    name, *options = command
    ended = filled("person", name, "who@nowhere.example", *options)
    assert ended.code == 1
    assert ended.err.startswith("reif: ")
