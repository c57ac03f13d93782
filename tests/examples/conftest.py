"""A few rows of each set in the format of its raw files, prepared the way the READMEs say."""

import csv
import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BANK = """age;job;marital;education;default;balance;housing;loan;contact;day;month;duration;\
campaign;pdays;previous;poutcome;y
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

RAW = {
    "uci_bank/bank_full_first_70.csv.gz": BANK,
    "online_shoppers/online_shoppers_intention.csv": SHOPPERS,
    "xeducation/leads_oldest_70.csv": XEDUCATION,
    "olist_funnel/olist_marketing_qualified_leads_dataset.csv": OLIST_LEADS,
    "olist_funnel/olist_closed_deals_dataset.csv": OLIST_DEALS,
    "bpic2012/events_oct_dec_2011.csv.gz": BPIC,
}

Files = dict[str, list[dict[str, str]]]
Prepare = Callable[[str, Path | None, Path], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def prepare() -> Prepare:
    """Run a set's prepare.py with REIF_DATA set to a folder, or not set at all."""

    def run(name: str, raw: Path | None, out: Path) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if key != "REIF_DATA"}
        if raw is not None:
            environment["REIF_DATA"] = str(raw)
        command = [sys.executable, "-m", f"examples.{name}.prepare", str(out)]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="session")
def raw_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as REIF_DATA names it."""
    root = tmp_path_factory.mktemp("raw")
    for name, text in RAW.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return root


@pytest.fixture(scope="session")
def prepared(prepare: Prepare, raw_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Files]:
    """The prepared files of a set, by name without ending."""

    def files(name: str) -> Files:
        out = tmp_path_factory.mktemp(name)
        done = prepare(name, raw_data, out)
        assert done.returncode == 0, done.stderr
        return {path.stem: _rows(path) for path in out.iterdir()}

    return files


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
