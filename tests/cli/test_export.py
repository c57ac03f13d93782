"""`reif export` from the outside, and what `reif import` makes of it."""

import csv
import json
import os
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.cli.system import System
from tests.crash.killing import ask, tell
from tests.postgresql import TEST_SERVER, new_database

pytestmark = pytest.mark.database


@pytest.fixture
def filled(made: System, tmp_path: Path) -> System:
    leads = [{"lead_id": "1", "email": "a@x.de", "company": "=1+1", "tags": ["a"]}, {"email": "b@x.de"}]
    event = {"email": "b@x.de", "event": "Order Completed", "occurred_at": "2026-11-20", "properties": {"p": [1]}}
    (tmp_path / "l.jsonl").write_text("".join(json.dumps(row) + "\n" for row in leads))
    (tmp_path / "e.jsonl").write_text(json.dumps(event) + "\n")
    ended = made("import", "--leads", str(tmp_path / "l.jsonl"), "--events", str(tmp_path / "e.jsonl"))
    assert ended.code == 0, ended.err
    return made


def test_what_is_exported_can_be_imported_elsewhere(filled: System, fresh: System, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = filled("export", str(out))
    assert ended.code == 0, ended.err
    with (out / "contacts.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    assert [row["company"] for row in rows] == ["=1+1", ""]
    other = fresh.copied_to(tmp_path / "other")
    again = other("import", "--leads", str(out / "contacts.csv"), "--events", str(out / "events.csv"))
    assert again.code == 0, again.err
    assert "2 contacts new or changed, 0 known already, 0 rows rejected" in again.out
    shown = [
        ask(each, "SELECT email, company_name, last_activity FROM records_contact ORDER BY email")
        for each in (filled, other)
    ]
    assert shown[0] == shown[1]
    ((properties,),) = ask(other, "SELECT properties FROM records_event")
    assert json.loads(str(properties)) == {"p": [1]}


def test_reasons_add_up_in_parquet(filled: System, tmp_path: Path) -> None:
    assert filled("export", str(tmp_path / "out"), "--format", "parquet").code == 0
    read = {name: pyarrow.parquet.read_table(tmp_path / "out" / f"{name}.parquet") for name in ("scores", "reasons")}
    sums: dict[str, float] = {}
    for row in read["reasons"].to_pylist():
        sums[row["lead_id"]] = sums.get(row["lead_id"], 0) + row["value"]
    for row in read["scores"].to_pylist():
        assert sums.get(row["lead_id"], 0) == pytest.approx(row["score"], abs=1e-9)
    assert len(read["scores"]) == 2


HISTORY = """SELECT c.email, a.attribute, a.value, a.occurred_at, s.name
             FROM records_attributechange a JOIN records_contact c ON c.id = a.contact_id
             JOIN records_source s ON s.id = a.source_id ORDER BY 1, 4, 2, a.id"""
PEOPLE = """SELECT email, name, company_name, channel, country, attributes, created_at, last_activity, last_activity_at,
            points, temperature, stage FROM records_contact ORDER BY email"""


def people(system: System) -> list[list[object]]:
    rows = [list(row) for row in ask(system, PEOPLE)]
    return [
        [json.loads(cell) if isinstance(cell, str) and cell.startswith("{") else cell for cell in row] for row in rows
    ]


def test_what_was_known_when_comes_back(made: System, tmp_path: Path) -> None:
    lists = {
        "first": [
            {"lead_id": "1", "email": "a@x.de", "company": "Alt", "employees": "20", "created_at": "2026-01-05"},
            {"lead_id": "2", "email": "b@x.de", "city": "Ulm", "created_at": "2026-02-01"},
        ],
        "later": [{"lead_id": "1", "company": "Neu GmbH", "note": "Zeile 1\nZeile 2"}],
    }
    events = [
        {"lead_id": "1", "event": "Demo Requested", "occurred_at": "2026-11-20", "channel": "website"},
        {"lead_id": "1", "event": "Email Delivered", "occurred_at": "2026-11-21"},
    ]
    for name, rows in {**lists, "events": events}.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        kind = "--events" if name == "events" else "--leads"
        ended = made("import", kind, str(tmp_path / f"{name}.jsonl"), "--source", name)
        assert ended.code == 0, ended.err
    out = tmp_path / "out"
    assert made("export", str(out)).code == 0
    other = System(tmp_path / "other", new_database(os.environ[TEST_SERVER]) if made.url else "")
    assert other("init").code == 0
    files = [
        *("--leads", str(out / "contacts.csv")),
        *("--changes", str(out / "attribute_changes.csv")),
        *("--events", str(out / "events.csv")),
    ]
    ended = other("import", *files)
    assert ended.code == 0, ended.err
    assert "0 rows rejected" in ended.out
    assert ask(other, HISTORY) == ask(made, HISTORY)
    assert people(other) == people(made)
    again = other("import", *files)
    assert again.out.count("imported already") == 3
    assert ask(other, "SELECT last_activity FROM records_contact WHERE lead_id = '1'") == [("Demo Requested",)]
    assert json.loads(other("rebuild", "--json").out) == {"contacts": 2, "differences": []}


def test_changes_that_cannot_be_used_are_rejects(made: System, tmp_path: Path) -> None:
    rows = [
        "lead_id,attribute,value,source,occurred_at",
        '1,city,"""Ulm""",crm,2026-01-01T00:00:00Z',
        '1,city,"""Ulm""",crm,2026-02-01T00:00:00Z',
        "1,city,plain text,,2026-03-01",
        "1,city,,crm,2026-04-01",
        "1,,1,crm,2026-04-01",
        "1,city,1,crm,soon",
        f"1,{'a' * 201},1,crm,2026-04-01",
        ",city,1,crm,2026-04-01",
    ]
    (tmp_path / "c.csv").write_text("\n".join(rows) + "\n")
    ended = made("import", "--changes", str(tmp_path / "c.csv"))
    assert ended.code == 0, ended.err
    assert "c.csv: 3 changes new, 1 known already, 4 rows rejected" in ended.out
    assert "nothing says of whom it is known (first in row 8)" in ended.out
    history = ask(made, "SELECT value, occurred_at FROM records_attributechange ORDER BY occurred_at")
    assert [value if value is None else json.loads(json.dumps(value)) for value, _ in history][-1] is None
    (tmp_path / "bad.csv").write_text("lead_id,value\n1,2\n")
    refused = made("import", "--changes", str(tmp_path / "bad.csv"))
    assert (refused.code, "no column holds attribute, occurred_at" in refused.err) == (1, True)


OBJECTIONS = """SELECT c.email, o.is_lifted, o.how, o.occurred_at FROM records_objection o
                JOIN records_contact c ON c.id = o.contact_id ORDER BY o.occurred_at"""


def test_whoever_objects_is_not_scored_elsewhere_either(filled: System, fresh: System, tmp_path: Path) -> None:
    who = "SELECT email FROM records_contact WHERE score > 0 ORDER BY email LIMIT 1"
    ((email,),) = ask(filled, who)
    assert filled("person", "object", str(email), "--how", "by letter").code == 0
    out = tmp_path / "out"
    assert filled("export", str(out)).code == 0
    other = fresh.copied_to(tmp_path / "other")
    lists = ("--leads", str(out / "contacts.csv"), "--events", str(out / "events.csv"))
    ended = other("import", *lists, "--objections", str(out / "objections.csv"))
    assert ended.code == 0, ended.err
    assert "objections.csv: 1 objection new, 0 known already, 0 rows rejected" in ended.out
    assert ask(other, OBJECTIONS) == ask(filled, OBJECTIONS)
    silent = ask(other, "SELECT email, score FROM records_contact WHERE NOT may_be_profiled")
    assert silent == [(email, 0)]
    assert other("rebuild", "--json").out.strip().endswith('"differences": []}')


def test_objections_of_a_list(made: System, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text("lead_id,email\n1,a@x.de\n2,b@x.de\n")
    rows = [
        "lead_id,E-Mail,aufgehoben,wie,Datum",
        "1,,,,2026-11-02",
        "1,,,,02.11.2026",
        ",A@x.de,ja,,2026-11-01",
        "2,,nein,per Mail,2026-11-01",
        ",b@x.de,ja,per Mail,2026-11-03",
        "3,,,,2026-11-01",
        "2,,vielleicht,,2026-11-01",
        "2,,,,2199-01-01",
        "2,,,,bald",
        ",,,,2026-11-01",
    ]
    (tmp_path / "o.csv").write_text("\n".join(rows) + "\n")
    ended = made("import", "--leads", str(tmp_path / "leads.csv"), "--objections", str(tmp_path / "o.csv"))
    assert ended.code == 0, ended.err
    assert "o.csv: 4 objections new, 1 known already, 5 rows rejected" in ended.out
    for reason in ("no contact has this lead_id", "neither true nor false", "lies in the future", "nothing says who"):
        assert reason in ended.out
    standing = ask(made, "SELECT lead_id, may_be_profiled FROM records_contact ORDER BY lead_id")
    assert [(number, bool(may)) for number, may in standing] == [("1", False), ("2", True)]
    assert made("rebuild", "--json").out.strip().endswith('"differences": []}')


def test_how_objections_came_holds_what_a_database_can(made: System, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("lead_id\n1\n")
    (tmp_path / "objections.jsonl").write_text(
        json.dumps({"lead_id": "1", "how": "by\0 letter", "occurred_at": "2026-11-01"}) + "\n"
    )
    ended = made("import", "--leads", str(tmp_path / "l.csv"), "--objections", str(tmp_path / "objections.jsonl"))
    assert ended.code == 0, ended.err
    assert ask(made, "SELECT how FROM records_objection") == [("by letter",)]


def test_what_programs_did_is_in_a_file_of_its_own(made: System, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text("lead_id\n1\n")
    (tmp_path / "events.csv").write_text(
        "lead_id,event,occurred_at\n1,Demo Requested,2026-11-20\n1,Page Viewed,2026-11-21\n"
    )
    lists = ("--leads", str(tmp_path / "leads.csv"), "--events", str(tmp_path / "events.csv"))
    assert made("import", *lists).code == 0
    tell(made, "UPDATE records_event SET is_human = FALSE WHERE name = 'Page Viewed'")
    assert made("export", str(tmp_path / "out")).code == 0
    named = [(tmp_path / "out" / f"{name}.csv").read_text() for name in ("events", "machine_events")]
    assert ["Demo Requested" in each for each in named] == [True, False]
    assert ["Page Viewed" in each for each in named] == [False, True]
    shown = json.loads(made("show", "1", "--json").out)
    assert [each["is_human"] for each in shown["events"]] == [False, True]
    assert "Page Viewed (von einem Programm, zählt nicht)" in made("show", "1", "--lang", "de").out
    assert {each["what"] for each in json.loads(made("rebuild", "--json").out)["differences"]} == {"events that count"}
