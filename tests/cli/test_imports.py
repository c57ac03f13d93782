"""`reif imports`: which lists were imported, and what of them could not be used."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.system import System
from tests.crash.killing import tell

pytestmark = pytest.mark.database

LEADS = 'lead_id,email,note\n1,a@x.de,\n,kaputt,"zwei\nZeilen"\n,,leer\n2,b@x.de,x,zu viel\n,auch kaputt,\n'


@pytest.fixture
def imported(made: System, tmp_path: Path) -> System:
    (tmp_path / "l.csv").write_text(LEADS)
    ended = made("import", "--leads", str(tmp_path / "l.csv"), "--source", "Messe")
    assert ended.code == 0, ended.err
    return made


def test_rejects_are_told_and_written_out(imported: System, tmp_path: Path) -> None:
    listed = imported("imports")
    assert (listed.code, "l.csv (leads, Messe): 1 new, 0 known already, 4 rows rejected" in listed.out) == (0, True)
    ((first,),) = [[each] for each in json.loads(imported("imports", "--json").out)]
    assert (first["file_name"], first["rows_rejected"], first["rows_done"]) == ("l.csv", 4, 5)
    number = str(first["number"])
    told = imported("imports", number)
    assert told.out.splitlines()[0] == "l.csv: 4 rows rejected"
    assert "       1  not an e-mail address: kaputt (first in row 2)" in told.out.splitlines()
    reasons = json.loads(imported("imports", number, "--json").out)["rejects"]
    assert sum(each["rows"] for each in reasons) == 4
    out = tmp_path / "rejects.csv"
    written = imported("imports", number, "--out", str(out))
    assert (written.code, written.out) == (0, f"{out}: 4 rows\n")
    with out.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["row"] for row in rows] == ["2", "3", "4", "5"]
    assert "zwei\nZeilen" in json.loads(rows[0]["raw"])["note"]
    assert rows[2]["raw"] == "2,b@x.de,x,zu viel"
    assert imported("imports", number, "--out", "-").out.startswith("row,reason,raw\n2,")


def test_one_that_stopped_says_where(imported: System) -> None:
    tell(imported, "UPDATE records_import SET finished_at = NULL, rows_done = 3")
    assert imported("imports").out.endswith("rejected; stopped after row 3, the same command goes on there\n")


def test_one_is_undone(imported: System) -> None:
    ((first,),) = [[each] for each in json.loads(imported("imports", "--json").out)]
    undone = imported("imports", str(first["number"]), "--undo", "--yes")
    told = "l.csv: 0 events, 1 fact and 1 contact go; 0 contacts with something else stay\nl.csv: undone\n"
    assert (undone.code, undone.out) == (0, told), undone.err
    assert "; undone" in imported("imports").out
    again = imported("imports", str(first["number"]), "--undo", "--yes")
    assert (again.code, again.err) == (1, "reif: the import was undone before\n")
    assert imported("imports", "--undo").code == 2


def test_what_is_not_there(made: System, tmp_path: Path) -> None:
    assert made("imports").out == "nothing was imported yet; `reif import` does\n"
    ended = made("imports", "7")
    assert (ended.code, ended.err) == (1, "reif: there is no import of number 7; `reif imports` lists them\n")
    assert made("imports", "--out", str(tmp_path / "x.csv")).code == 2
    assert made("imports", "seven").code == 2
