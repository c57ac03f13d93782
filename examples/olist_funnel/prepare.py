"""Merchants recruited to a marketplace: first contacts from January 2018, won within 90 days or not.

Left out: everything in the table of closed deals but the date (segment, profile, catalogue size, declared revenue),
for it is filled in only when the deal is won. First contacts before 2018 are left out because no deal is recorded
before December 2017: they look lost and are not.
"""

from datetime import date, datetime, timedelta
from pathlib import Path

from examples.rawdata import raw_file, read_rows, run, write_rows

FROM = date(2018, 1, 1)
WON_WITHIN = timedelta(days=90)


def prepare(folder: Path) -> None:
    """Write leads.csv, events.csv and outcomes.csv."""
    deals = raw_file("olist_funnel", "olist_closed_deals_dataset.csv")
    won_on = {row["mql_id"]: _day(row["won_date"]) for row in read_rows(deals, ("mql_id", "won_date"))}
    contacts = raw_file("olist_funnel", "olist_marketing_qualified_leads_dataset.csv")
    columns = ("mql_id", "first_contact_date", "landing_page_id", "origin")
    leads = [row for row in read_rows(contacts, columns) if _day(row["first_contact_date"]) >= FROM]
    leads.sort(key=lambda row: (row["first_contact_date"], row["mql_id"]))
    write_rows(folder / "leads.csv", ("lead_id", "scored_at", "origin"), map(_lead, leads))
    write_rows(folder / "events.csv", ("lead_id", "event", "occurred_at", "form"), map(_first_contact, leads))
    write_rows(
        folder / "outcomes.csv",
        ("lead_id", "outcome"),
        ({"lead_id": row["mql_id"], "outcome": int(_is_won(row, won_on))} for row in leads),
    )


def _lead(row: dict[str, str]) -> dict[str, object]:
    """Scored at the first contact; `unknown` is how the raw file writes missing, beside leaving it empty."""
    origin = "" if row["origin"] == "unknown" else row["origin"]
    return {"lead_id": row["mql_id"], "scored_at": row["first_contact_date"], "origin": origin}


def _first_contact(row: dict[str, str]) -> dict[str, object]:
    return {
        "lead_id": row["mql_id"],
        "event": "Form Submitted",
        "occurred_at": row["first_contact_date"],
        "form": row["landing_page_id"],
    }


def _is_won(row: dict[str, str], won_on: dict[str, date]) -> bool:
    won = won_on.get(row["mql_id"])
    return won is not None and won <= _day(row["first_contact_date"]) + WON_WITHIN


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()


if __name__ == "__main__":
    run(prepare)
