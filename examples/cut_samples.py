"""Cut the samples that are shipped: of each set that may be, the newest 30 % whole, in their order.

That is the test part of the split by time: the models were written without looking at its outcomes.

    REIF_DATA=... python -m examples.cut_samples
"""

import csv
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from examples.online_shoppers.prepare import prepare as prepare_shoppers
from examples.rawdata import RawDataError, write_rows
from examples.splits import newest
from examples.uci_bank.prepare import prepare as prepare_bank

HERE = Path(__file__).parent
SHIPPED: dict[str, Callable[[Path], None]] = {"uci_bank": prepare_bank, "online_shoppers": prepare_shoppers}


def cut(prepare: Callable[[Path], None], sample: Path) -> None:
    """Prepare a set and keep the newest leads with their events and outcomes."""
    sample.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as whole:
        prepare(Path(whole))
        with (Path(whole) / "leads.csv").open(encoding="utf-8", newline="") as file:
            leads = [row["lead_id"] for row in csv.DictReader(file)]
        kept = {leads[index] for index in newest(len(leads))}
        for name in ("leads.csv", "events.csv", "outcomes.csv"):
            _keep(Path(whole) / name, sample / name, kept)


def _keep(source: Path, target: Path, kept: set[str]) -> None:
    with source.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        write_rows(target, rows.fieldnames or (), (row for row in rows if row["lead_id"] in kept))


def main() -> None:
    """Cut all samples; exit code 1 if the raw data is missing."""
    try:
        for name, prepare in SHIPPED.items():
            cut(prepare, HERE / name / "sample")
    except (RawDataError, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
