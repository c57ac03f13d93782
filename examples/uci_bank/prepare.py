"""A bank's telephone campaign: each client is a lead, scored on the morning of the day of the call.

Left out: `duration`, the length of the very call whose outcome is to be told, and with it the label. `month` and
`day` become the as-of time and are no attribute: in which month the bank called whom says what the bank did, not
who the client is. The rows are in the order of the calls, from May 2008; the year is counted along.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from examples.rawdata import raw_file, read_rows, run, write_rows

FIRST_YEAR = 2008
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CLIENT = ("age", "job", "marital", "education", "balance")
RENAMED = {"default": "credit_in_default", "housing": "housing_loan", "loan": "personal_loan", "contact": "phone"}
RAW_COLUMNS = (*CLIENT, *RENAMED, "day", "month", "campaign", "pdays", "previous", "poutcome", "y")
LEAD_COLUMNS = ("lead_id", "scored_at", *CLIENT, *RENAMED.values(), "earlier_attempts")
EVENT_COLUMNS = ("lead_id", "event", "occurred_at", "outcome", "calls")

Call = tuple[str, date, dict[str, str]]


def prepare(folder: Path) -> None:
    """Write leads.csv, events.csv and outcomes.csv."""
    calls = list(_calls(raw_file("uci_bank", "bank_full_first_70.csv.gz")))
    write_rows(folder / "leads.csv", LEAD_COLUMNS, (_lead(*call) for call in calls))
    write_rows(folder / "events.csv", EVENT_COLUMNS, (_earlier_contact(*call) for call in calls if _was_called(call)))
    write_rows(
        folder / "outcomes.csv",
        ("lead_id", "outcome"),
        ({"lead_id": lead_id, "outcome": int(row["y"] == "yes")} for lead_id, _, row in calls),
    )


def _calls(path: Path) -> Iterator[Call]:
    """Id (the row's number), day of the call and the raw row, in order."""
    year, last_month = FIRST_YEAR, 0
    for number, row in enumerate(read_rows(path, RAW_COLUMNS, delimiter=";"), start=1):
        month = MONTHS.index(row["month"]) + 1
        year += month < last_month
        last_month = month
        yield f"{number:05d}", date(year, month, int(row["day"])), row


def _lead(lead_id: str, called_on: date, row: dict[str, str]) -> dict[str, object]:
    """`campaign` counts this call too; `unknown` is how the raw file writes missing."""
    known = {name: "" if row[name] == "unknown" else row[name] for name in (*CLIENT, *RENAMED)}
    return {
        "lead_id": lead_id,
        "scored_at": called_on,
        **{RENAMED.get(name, name): value for name, value in known.items()},
        "earlier_attempts": int(row["campaign"]) - 1,
    }


def _was_called(call: Call) -> bool:
    """`pdays` is -1 for a client whom no earlier campaign reached."""
    return call[2]["pdays"] != "-1"


def _earlier_contact(lead_id: str, called_on: date, row: dict[str, str]) -> dict[str, object]:
    """The last call of the earlier campaign, `pdays` days before this one: the only one whose day is known."""
    return {
        "lead_id": lead_id,
        "event": "Call Completed",
        "occurred_at": called_on - timedelta(days=int(row["pdays"])),
        "outcome": "" if row["poutcome"] == "unknown" else row["poutcome"],
        "calls": row["previous"],
    }


if __name__ == "__main__":
    run(prepare)
