"""Every page is measured on a real server, whatever the size of the system."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.pages import percentile

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("share", "found"), [(0.0, 1.0), (0.5, 3.0), (0.95, 4.0), (1.0, 4.0)])
def test_percentile(share: float, found: float) -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], share) == found


def test_every_page_has_a_row(tmp_path: Path) -> None:
    command = [sys.executable, "bench/pages.py", "--rounds", "1", "--slowest", "1"]
    command += ["--contacts", "60", "--times", "2", "--busy", "300"]
    outside = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REIF_HOME")}
    environment = outside | {"TMPDIR": str(tmp_path), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    rows = re.findall(r"│ (.+?) +│ +(\d+) │", ran.stdout)
    names = [name for name, _addresses in rows]
    pages = [line.count("│") for line in ran.stdout.splitlines() if line.startswith("│ Contact")]
    assert set(pages) == {10}, "a value below each heading"
    assert re.search(r"│ Scoring .+│ +(met|missed) +│$", ran.stdout, re.MULTILINE)
    for page in ("Today", "Contacts", "Contact", "Companies", "Company", "Insights", "Scoring", "Settings"):
        assert page in names
    assert "a contact with 10,000 events" in names
    assert all(int(addresses) > 0 for _name, addresses in rows)
    assert "121 contacts" in ran.stdout
    assert "/contacts/?" in ran.stdout
