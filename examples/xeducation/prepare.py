"""Leads of a seller of online courses: where they came from and what they did on the site before anybody called.

Left out, because they are written down after a lead was contacted and tell the outcome: `Tags`, `Lead Quality`,
`Last Activity`, `Last Notable Activity`, `Lead Profile` and the four `Asymmetrique` columns. Left out, because they
are asked in the first talk, so that their absence tells that there was none: occupation, what matters most,
specialization, city, how they heard of the company. Left out too: `Do Not Email`, which the file sets for nearly
every lead whose first mail bounced or who unsubscribed, and thus after contact. Columns with a single value in
nearly all rows (advertisements seen, newsletters wanted) say nothing and are not carried over.

The export has totals, not visits, and no dates: each lead gets one event that holds its totals, at one placeholder
instant for all, and no rule of the model looks at age.
"""

from collections.abc import Iterator
from pathlib import Path

from examples.rawdata import raw_file, read_rows, run, write_rows

PLACEHOLDER_AT = "2000-01-01"
ATTRIBUTES = {
    "Lead Origin": "origin",
    "Lead Source": "source",
    "Country": "country",
    "A free copy of Mastering The Interview": "wants_interview_guide",
}
TOTALS = {"TotalVisits": "visits", "Total Time Spent on Website": "seconds", "Page Views Per Visit": "pages_per_visit"}
RAW_COLUMNS = ("Lead Number", "Converted", *ATTRIBUTES, *TOTALS)


def prepare(folder: Path) -> None:
    """Write leads.csv, events.csv and outcomes.csv, in the order of the lead numbers."""
    rows = list(read_rows(raw_file("xeducation", "leads_oldest_70.csv"), RAW_COLUMNS))
    rows.sort(key=lambda row: int(row["Lead Number"]))
    write_rows(folder / "leads.csv", ("lead_id", *ATTRIBUTES.values()), map(_lead, rows))
    write_rows(folder / "events.csv", ("lead_id", "event", "occurred_at", *TOTALS.values()), _visits(rows))
    write_rows(
        folder / "outcomes.csv",
        ("lead_id", "outcome"),
        ({"lead_id": row["Lead Number"], "outcome": row["Converted"]} for row in rows),
    )


def _lead(row: dict[str, str]) -> dict[str, object]:
    """`Select` is the form's unanswered choice: missing."""
    answers = {name: "" if row[raw] == "Select" else row[raw] for raw, name in ATTRIBUTES.items()}
    return {"lead_id": row["Lead Number"], **answers}


def _visits(rows: list[dict[str, str]]) -> Iterator[dict[str, object]]:
    for row in rows:
        if float(row["TotalVisits"] or 0) > 0:
            totals = {name: row[raw] for raw, name in TOTALS.items()}
            yield {
                "lead_id": row["Lead Number"],
                "event": "Website Visited",
                "occurred_at": PLACEHOLDER_AT,
                **totals,
            }


if __name__ == "__main__":
    run(prepare)
