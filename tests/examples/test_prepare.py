"""Each set's prepare.py: what becomes of raw rows, and what is said where there are none."""

import gzip
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Files = dict[str, list[dict[str, str]]]
Prepare = Callable[[str, Path | None, Path], subprocess.CompletedProcess[str]]


def test_bank_clients_are_leads_and_earlier_calls_are_events(prepared: Callable[[str], Files]) -> None:
    files = prepared("uci_bank")
    first, second = files["leads"]
    assert (first["lead_id"], first["scored_at"], first["phone"]) == ("00001", "2008-12-05", "")
    assert (second["scored_at"], second["job"], second["earlier_attempts"]) == ("2009-01-29", "", "2")
    assert files["events"] == [
        {
            "lead_id": "00002",
            "event": "Call Completed",
            "occurred_at": "2008-12-30",
            "outcome": "success",
            "calls": "2",
        }
    ]
    assert [row["outcome"] for row in files["outcomes"]] == ["0", "1"]
    assert not {"duration", "campaign", "month", "y"} & set(first)


def test_shop_visits_are_leads_and_what_they_looked_at_are_events(prepared: Callable[[str], Files]) -> None:
    files = prepared("online_shoppers")
    assert [(row["lead_id"], row["month"]) for row in files["leads"]] == [("00002", "May"), ("00001", "Nov")]
    seen = [(row["lead_id"], row["event"], row["kind"], row["pages"], row["seconds"]) for row in files["events"]]
    assert seen == [
        ("00002", "Pages Viewed", "product", "1", "0.0"),
        ("00002", "Visit Ended", "", "", ""),
        ("00001", "Pages Viewed", "account", "2", "11.0"),
        ("00001", "Pages Viewed", "product", "9", "600.1"),
        ("00001", "Visit Ended", "", "", ""),
    ]
    assert files["events"][-1]["exit_rate"] == "0.0235"
    assert {row["lead_id"]: row["outcome"] for row in files["outcomes"]} == {"00001": "1", "00002": "0"}
    assert not any("value" in column.lower() for rows in files.values() for column in rows[0])


def test_course_leads_keep_only_what_was_known_before_contact(prepared: Callable[[str], Files]) -> None:
    files = prepared("xeducation")
    assert [row["lead_id"] for row in files["leads"]] == ["7", "12", "15"]
    assert files["leads"][1] == {
        "lead_id": "12",
        "origin": "API",
        "source": "Olark Chat",
        "country": "",
        "wants_interview_guide": "No",
    }
    assert [(row["lead_id"], row["visits"], row["seconds"]) for row in files["events"]] == [("7", "4", "900")]
    assert [row["outcome"] for row in files["outcomes"]] == ["1", "0", "1"]


def test_merchants_are_won_within_90_days_or_not(prepared: Callable[[str], Files]) -> None:
    files = prepared("olist_funnel")
    assert [(row["lead_id"], row["origin"]) for row in files["leads"]] == [
        ("never", ""),
        ("soon", "social"),
        ("late", ""),
    ]
    assert [row["outcome"] for row in files["outcomes"]] == ["0", "1", "0"]
    assert files["events"][1] == {
        "lead_id": "soon",
        "event": "Form Submitted",
        "occurred_at": "2018-01-05",
        "form": "page1",
    }


def test_applications_are_leads_while_they_are_open(prepared: Callable[[str], Files]) -> None:
    files = prepared("bpic2012")
    assert files["leads_24h"][0] == {
        "lead_id": "1",
        "scored_at": "2011-10-01T22:30:00.000Z",
        "began_at": "2011-09-30T22:30:00.000Z",
        "amount": "20000",
    }
    assert [row["lead_id"] for row in files["leads_24h"]] == ["1", "3"]
    assert [row["lead_id"] for row in files["leads_72h"]] == ["3"]
    assert {row["lead_id"]: row["outcome"] for row in files["outcomes"]} == {"1": "1", "2": "0", "3": ""}
    assert len(files["events"]) == 6


SETS = ("bpic2012", "olist_funnel", "online_shoppers", "uci_bank", "xeducation")


@pytest.mark.parametrize("name", SETS)
def test_without_the_raw_data_it_says_what_to_set(name: str, prepare: Prepare, tmp_path: Path) -> None:
    done = prepare(name, None, tmp_path / "out")
    assert done.returncode == 1
    assert "REIF_DATA" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", SETS)
def test_a_folder_without_the_file_is_named(name: str, prepare: Prepare, tmp_path: Path) -> None:
    done = prepare(name, tmp_path, tmp_path / "out")
    assert done.returncode == 1
    assert f"{tmp_path / name}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_with_other_columns_is_refused(prepare: Prepare, tmp_path: Path) -> None:
    raw = tmp_path / "uci_bank" / "bank_full_first_70.csv.gz"
    raw.parent.mkdir()
    raw.write_bytes(gzip.compress(b"age;job\n1;2\n"))
    done = prepare("uci_bank", tmp_path, tmp_path / "out")
    assert done.returncode == 1
    assert "no column" in done.stderr
    assert "Traceback" not in done.stderr
