"""The measurement from raw files to tables, on 60 made-up leads per set of which every third is won."""

import csv
import gzip
import io
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEADS = 60
NEW_YEAR = datetime(2018, 1, 1, tzinfo=UTC)
Row = dict[str, object]


def bank(number: int, is_won: bool) -> Row:
    client = {"age": 40, "job": "admin.", "education": "primary", "balance": 5, "default": "no", "housing": "yes"}
    call = {"loan": "no", "contact": "cellular", "day": 1 + number // 3, "month": "may", "duration": 9, "campaign": 1}
    before = {"pdays": -1, "previous": 0, "poutcome": "unknown"}
    return {**client, **call, **before, "marital": "single" if is_won else "married", "y": "yes" if is_won else "no"}


def shopper(number: int, is_won: bool) -> Row:
    pages = {"Administrative": 0, "Informational": 0, "ProductRelated": 30 if is_won else 1}
    seconds = {f"{kind}_Duration": 60.5 * count for kind, count in pages.items()}
    rates = {"BounceRates in %": 0, "ExitRates in %": 0.03, "PageValues": 0, "SpecialDay (probability)": 0}
    visitor = {"OperatingSystems": 1, "Browser": 1, "Region": 1, "TrafficType": 4, "VisitorType": "Other"}
    when = {"Month": "May" if number < 40 else "Nov", "Weekend": "FALSE"}
    return {**pages, **seconds, **rates, **visitor, **when, "Revenue": str(is_won).upper()}


def course_lead(number: int, is_won: bool) -> Row:
    origin = {"Lead Origin": "API", "Lead Source": "Google", "Country": "India"}
    visits = {"TotalVisits": 2, "Total Time Spent on Website": 900 if is_won else 60, "Page Views Per Visit": 1}
    guide = {"A free copy of Mastering The Interview": "No"}
    return {**origin, **visits, **guide, "Lead Number": number, "Converted": int(is_won)}


def merchant(number: int, is_won: bool) -> Row:
    day = NEW_YEAR + timedelta(days=number)
    origin = "direct_traffic" if is_won else "email"
    return {"mql_id": f"m{number:02d}", "first_contact_date": f"{day:%F}", "landing_page_id": "p", "origin": origin}


def deal(number: int) -> Row:
    return {"mql_id": f"m{number:02d}", "won_date": f"{NEW_YEAR + timedelta(days=number + 20):%F %T}"}


def application(number: int, is_won: bool) -> Iterable[Row]:
    began = NEW_YEAR + timedelta(hours=number)
    case = {"case_id": number, "reg_date": began.isoformat(), "amount_req": 7000, "lifecycle": "COMPLETE"}
    decision = "A_APPROVED" if is_won else "A_DECLINED"
    steps = {"A_SUBMITTED": 0, "O_SENT" if is_won else "W_Afhandelen leads": 1, decision: 100}
    for activity, hours in steps.items():
        yield {**case, "activity": activity, "timestamp": (began + timedelta(hours=hours)).isoformat()}


def text_of(rows: Iterable[Row], delimiter: str = ",") -> str:
    listed = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, listed[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(listed)
    return text.getvalue()


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    leads = [(number, number % 3 == 0) for number in range(LEADS)]
    texts = {
        "uci_bank/bank_full_first_70.csv.gz": text_of((bank(*lead) for lead in leads), ";"),
        "online_shoppers/online_shoppers_intention.csv": text_of(shopper(*lead) for lead in leads),
        "xeducation/leads_oldest_70.csv": text_of(course_lead(*lead) for lead in leads),
        "olist_funnel/olist_marketing_qualified_leads_dataset.csv": text_of(merchant(*lead) for lead in leads),
        "olist_funnel/olist_closed_deals_dataset.csv": text_of(deal(number) for number, is_won in leads if is_won),
        "bpic2012/events_oct_dec_2011.csv.gz": text_of(step for lead in leads for step in application(*lead)),
    }
    for name, text in texts.items():
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return tmp_path / "raw"


def test_all_sets_are_measured(raw: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "examples.measure", str(tmp_path / "build")]
    environment = {**os.environ, "REIF_DATA": str(raw)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    by_time = done.stdout.split("By time")[1].split("Each rule")[0]
    aucs = {cells[1].strip(): cells[5].strip() for line in by_time.splitlines() if len(cells := line.split("|")) > 5}
    titles = ("BPIC 2012 at 24 h", "BPIC 2012 at 72 h", "X Education", "Olist", "Bank", "Online shoppers")
    assert {title: aucs[title] for title in titles} == dict.fromkeys(titles, "1.000")
    assert "60 later events taken away, 0 of 60 scores changed" in done.stdout
