"""Sessions of a web shop, one per visitor: who came, from where, and what they looked at.

Left out: `PageValues`, which is computed from the purchases made after a page was seen. The file holds totals per
kind of page, so each session gets one event per kind that was looked at and one for its end. It holds a month but
no day and no year: all events stand at one placeholder instant, no rule looks at age, and the month stays an
attribute. Sessions are put in the order of the months; within a month they keep the order of the file.
"""

from collections.abc import Iterator
from pathlib import Path

from examples.rawdata import raw_file, read_rows, run, write_rows

PLACEHOLDER_AT = "2000-01-01"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
KINDS = {"account": "Administrative", "information": "Informational", "product": "ProductRelated"}
ATTRIBUTES = {
    "VisitorType": "visitor",
    "TrafficType": "traffic",
    "Month": "month",
    "Weekend": "weekend",
    "SpecialDay (probability)": "near_special_day",
    "Region": "region",
    "OperatingSystems": "operating_system",
    "Browser": "browser",
}
ENDING = {"BounceRates in %": "bounce_rate", "ExitRates in %": "exit_rate"}
RAW_COLUMNS = (*ATTRIBUTES, *ENDING, *KINDS.values(), *(f"{raw}_Duration" for raw in KINDS.values()), "Revenue")
EVENT_COLUMNS = ("lead_id", "event", "occurred_at", "kind", "pages", "seconds", *ENDING.values())

Session = tuple[str, dict[str, str]]


def prepare(folder: Path) -> None:
    """Write leads.csv, events.csv and outcomes.csv. The id is the row's number in the raw file."""
    rows = read_rows(raw_file("online_shoppers", "online_shoppers_intention.csv"), RAW_COLUMNS)
    sessions = [(f"{number:05d}", row) for number, row in enumerate(rows, start=1)]
    sessions.sort(key=lambda session: MONTHS.index(session[1]["Month"]))
    write_rows(folder / "leads.csv", ("lead_id", *ATTRIBUTES.values()), map(_lead, sessions))
    write_rows(folder / "events.csv", EVENT_COLUMNS, _events(sessions))
    write_rows(
        folder / "outcomes.csv",
        ("lead_id", "outcome"),
        ({"lead_id": lead_id, "outcome": int(row["Revenue"] == "TRUE")} for lead_id, row in sessions),
    )


def _lead(session: Session) -> dict[str, object]:
    lead_id, row = session
    return {"lead_id": lead_id, **{name: row[raw] for raw, name in ATTRIBUTES.items()}}


def _events(sessions: list[Session]) -> Iterator[dict[str, object]]:
    for lead_id, row in sessions:
        for kind, raw in KINDS.items():
            if int(row[raw]) > 0:
                seconds = round(float(row[f"{raw}_Duration"]), 1)
                yield _event(lead_id, "Pages Viewed", kind=kind, pages=row[raw], seconds=seconds)
        rates = {name: round(float(row[raw]), 4) for raw, name in ENDING.items()}
        yield _event(lead_id, "Visit Ended", **rates)


def _event(lead_id: str, event: str, **properties: object) -> dict[str, object]:
    return {"lead_id": lead_id, "event": event, "occurred_at": PLACEHOLDER_AT, **properties}


if __name__ == "__main__":
    run(prepare)
