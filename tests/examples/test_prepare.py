"""Each set's prepare.py on a few rows in the format of the raw file, run the way the README says."""

import csv
import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BANK = """age;job;marital;education;default;balance;housing;loan;contact;day;month;duration;campaign;pdays;previous;poutcome;y
58;management;married;tertiary;no;2143;yes;no;unknown;5;dec;261;1;-1;0;unknown;no
30;unknown;single;secondary;no;-7;no;yes;cellular;29;jan;900;3;30;2;success;yes
"""

SHOPPERS = """Administrative,Administrative_Duration,Informational,Informational_Duration,ProductRelated,\
ProductRelated_Duration,BounceRates in %,ExitRates in %,PageValues,SpecialDay (probability),Month,OperatingSystems,\
Browser,Region,TrafficType,VisitorType,Weekend,Revenue
2,11.04,0,0,9,600.123456,0.01,0.023456,50.5,0,Nov,1,2,3,4,New_Visitor,TRUE,TRUE
0,0,0,0,1,0,0.2,0.2,0,0.4,May,1,1,1,1,Returning_Visitor,FALSE,FALSE
"""

XEDUCATION = """Prospect ID,Lead Number,Lead Origin,Lead Source,Do Not Email,Converted,TotalVisits,\
Total Time Spent on Website,Page Views Per Visit,Country,A free copy of Mastering The Interview,Tags,Lead Quality
b,12,API,Olark Chat,No,0,0,0,0,Select,No,Ringing,Worst
a,7,Landing Page Submission,Google,No,1,4,900,2.5,India,Yes,Closed,High in Relevance
c,15,Lead Add Form,Reference,No,1,,0,,,No,Closed,Might be
"""

OLIST_LEADS = """mql_id,first_contact_date,landing_page_id,origin
late,2018-03-01,page2,unknown
soon,2018-01-05,page1,social
early,2017-11-30,page1,social
never,2018-01-04,page3,
"""
OLIST_DEALS = """mql_id,seller_id,won_date,business_segment,declared_monthly_revenue
soon,s1,2018-04-05 23:59:00,pet,100
late,s2,2018-05-31 00:00:00,pet,0
early,s3,2017-12-05 10:00:00,pet,0
"""

BPIC = """case_id,reg_date,amount_req,activity,lifecycle,resource,timestamp
2,2011-10-02T00:30:00.000+02:00,5000,A_SUBMITTED,COMPLETE,112.0,2011-10-02T00:30:00.000+02:00
2,2011-10-02T00:30:00.000+02:00,5000,A_DECLINED,COMPLETE,112.0,2011-10-02T00:31:00.000+02:00
1,2011-10-01T00:30:00.000+02:00,20000,A_SUBMITTED,COMPLETE,112.0,2011-10-01T00:30:00.000+02:00
1,2011-10-01T00:30:00.000+02:00,20000,W_Nabellen offertes,START,1.0,2011-10-01T12:00:00.000+02:00
1,2011-10-01T00:30:00.000+02:00,20000,A_APPROVED,COMPLETE,1.0,2011-10-03T00:30:00.000+02:00
3,2011-10-03T00:30:00.000+02:00,900,A_SUBMITTED,COMPLETE,112.0,2011-10-03T00:30:00.000+02:00
"""


def write_raw(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def prepare(name: str, raw: Path | None, out: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "REIF_DATA"}
    if raw is not None:
        environment["REIF_DATA"] = str(raw)
    command = [sys.executable, "-m", f"examples.{name}.prepare", str(out)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def prepared(name: str, raw: Path, out: Path) -> dict[str, list[dict[str, str]]]:
    done = prepare(name, raw, out)
    assert done.returncode == 0, done.stderr
    return {path.stem: rows_of(path) for path in out.iterdir()}


def test_bank_clients_are_leads_and_earlier_calls_are_events(tmp_path: Path) -> None:
    write_raw(tmp_path, "uci_bank/bank_full_first_70.csv.gz", BANK)
    files = prepared("uci_bank", tmp_path, tmp_path / "out")
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


def test_shop_visits_are_leads_and_what_they_looked_at_are_events(tmp_path: Path) -> None:
    write_raw(tmp_path, "online_shoppers/online_shoppers_intention.csv", SHOPPERS)
    files = prepared("online_shoppers", tmp_path, tmp_path / "out")
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


def test_course_leads_keep_only_what_was_known_before_contact(tmp_path: Path) -> None:
    write_raw(tmp_path, "xeducation/leads_oldest_70.csv", XEDUCATION)
    files = prepared("xeducation", tmp_path, tmp_path / "out")
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


def test_merchants_are_won_within_90_days_or_not(tmp_path: Path) -> None:
    write_raw(tmp_path, "olist_funnel/olist_marketing_qualified_leads_dataset.csv", OLIST_LEADS)
    write_raw(tmp_path, "olist_funnel/olist_closed_deals_dataset.csv", OLIST_DEALS)
    files = prepared("olist_funnel", tmp_path, tmp_path / "out")
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


def test_applications_are_leads_while_they_are_open(tmp_path: Path) -> None:
    write_raw(tmp_path, "bpic2012/events_oct_dec_2011.csv.gz", BPIC)
    files = prepared("bpic2012", tmp_path, tmp_path / "out")
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
def test_without_the_raw_data_it_says_what_to_set(name: str, tmp_path: Path) -> None:
    done = prepare(name, None, tmp_path / "out")
    assert done.returncode == 1
    assert "REIF_DATA" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", SETS)
def test_a_folder_without_the_file_is_named(name: str, tmp_path: Path) -> None:
    done = prepare(name, tmp_path, tmp_path / "out")
    assert done.returncode == 1
    assert f"{tmp_path / name}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    write_raw(tmp_path, "uci_bank/bank_full_first_70.csv.gz", "age,job\n1,2\n")
    done = prepare("uci_bank", tmp_path, tmp_path / "out")
    assert done.returncode == 1
    assert "no column" in done.stderr
    assert "Traceback" not in done.stderr
