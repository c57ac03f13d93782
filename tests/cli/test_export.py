"""`reif export` from the outside, and what `reif import` makes of it."""

import csv
import json
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.cli.system import System
from tests.crash.killing import ask

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
