"""The demo as a stranger runs it, in a copy of the examples so that nobody's .demo is touched."""

import csv
import math
import shlex
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETS = ("uci_bank", "online_shoppers")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def shown(checkout: Path) -> str:
    command = [sys.executable, "examples/demo.py"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_says_what_the_data_is_and_whom_to_credit(shown: str) -> None:
    for told in ("clients of a bank", "visits to a web shop", "S. Moro", "C. O. Sakar", "CC BY 4.0", "10.24432/C5K306"):
        assert told in shown


def test_the_ripest_stand_first_with_reasons(shown: str, checkout: Path) -> None:
    scored = rows_of(checkout / ".demo" / "uci_bank" / "scored.csv")
    ripest = max(scored, key=lambda row: float(row["score"]))
    table = shown.split("The ripest")[1].splitlines()
    first = next(line for line in table if line.strip().startswith(ripest["lead_id"]))
    assert ripest["points"] in first.split()
    assert "Bought in an earlier campaign" in first


def test_conversion_by_score_band_is_shown_for_both(shown: str) -> None:
    assert shown.count("ROC-AUC") == len(SETS)
    assert shown.count("95% interval") >= len(SETS)


@pytest.mark.parametrize("name", SETS)
def test_reasons_add_up_to_the_score(name: str, shown: str, checkout: Path) -> None:
    assert shown
    sums: dict[str, list[float]] = defaultdict(list)
    for row in rows_of(checkout / ".demo" / name / "reasons.csv"):
        sums[row["lead_id"]].append(float(row["value"]))
    scored = rows_of(checkout / ".demo" / name / "scored.csv")
    assert len(scored) == len(rows_of(ROOT / "examples" / name / "sample" / "leads.csv"))
    assert all(math.isclose(math.fsum(sums[row["lead_id"]]), float(row["score"]), abs_tol=1e-9) for row in scored)


@pytest.mark.parametrize(("name", "at_least"), [("uci_bank", 2), ("online_shoppers", 5)])
def test_conversion_rises_with_the_temperature(name: str, at_least: float, shown: str, checkout: Path) -> None:
    assert shown
    outcomes = {
        row["lead_id"]: int(row["outcome"]) for row in rows_of(ROOT / "examples" / name / "sample/outcomes.csv")
    }
    became: dict[str, list[int]] = defaultdict(list)
    for row in rows_of(checkout / ".demo" / name / "scored.csv"):
        became[row["temperature"]].append(outcomes[row["lead_id"]])
    cold, warm, hot = (sum(became[kind]) / len(became[kind]) for kind in ("cold", "warm", "hot"))
    assert cold < warm < hot
    assert hot > at_least * cold
    assert hot > sum(outcomes.values()) / len(outcomes)


@pytest.mark.parametrize("name", SETS)
def test_files_it_names_are_there(name: str, shown: str, checkout: Path) -> None:
    for file in ("scored.csv", "reasons.csv", "report.svg"):
        assert f".demo/*/{file}" in shown
        assert (checkout / ".demo" / name / file).stat().st_size > 0


def test_a_broken_model_ends_the_demo_with_a_message_and_no_trace(checkout: Path, tmp_path: Path) -> None:
    shutil.copytree(checkout / "examples", tmp_path / "examples")
    (tmp_path / "examples" / "uci_bank" / "model.yaml").write_text("format: 2\n", encoding="utf-8")
    command = [sys.executable, "examples/demo.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "model.yaml" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_what_it_says_to_try_next_works(shown: str, checkout: Path) -> None:
    tried = next(line for line in shown.splitlines() if line.startswith("$ reif explain"))
    command = [str(Path(sys.executable).with_name("reif")), *shlex.split(tried)[2:]]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Bought in an earlier campaign" in done.stdout
