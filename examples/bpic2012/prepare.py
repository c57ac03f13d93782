"""Loan applications, event by event: cases that are still open 24 and 72 hours after they began.

The events of a case are written whole, those after the as-of instant and the decision included: the as-of column
`scored_at` is what keeps later knowledge out of a score, here as in live use. Nothing else of a case is an
attribute but the amount, which the applicant names at the start.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from examples.rawdata import raw_file, read_rows, run, write_rows

WON = {"A_APPROVED", "A_REGISTERED", "A_ACTIVATED"}
LOST = {"A_DECLINED", "A_CANCELLED"}
HORIZONS_HOURS = (24, 72)
COLUMNS = ("case_id", "reg_date", "amount_req", "activity", "lifecycle", "timestamp")


@dataclass
class Case:
    """One application: when it began, how much was asked for, what happened."""

    id: str
    began_at: datetime
    amount: str
    events: list[tuple[datetime, str, str]] = field(default_factory=list)

    @property
    def decided_at(self) -> datetime | None:
        """When the first deciding activity happened; None while the case is open."""
        return min((at for at, activity, _ in self.events if activity in WON | LOST), default=None)

    @property
    def outcome(self) -> int | None:
        """1 won, 0 lost, None if the log ends before a decision."""
        activities = {activity for _, activity, _ in self.events}
        if activities & WON:
            return 1
        return 0 if activities & LOST else None


def prepare(folder: Path) -> None:
    """Write leads_24h.csv, leads_72h.csv, events.csv and outcomes.csv."""
    cases = _cases(raw_file("bpic2012", "events_oct_dec_2011.csv.gz"))
    for hours in HORIZONS_HOURS:
        write_rows(
            folder / f"leads_{hours}h.csv", ("lead_id", "scored_at", "began_at", "amount"), _open_after(cases, hours)
        )
    write_rows(folder / "events.csv", ("lead_id", "event", "occurred_at", "lifecycle"), _events(cases))
    write_rows(folder / "outcomes.csv", ("lead_id", "outcome"), _outcomes(cases))


def _cases(path: Path) -> list[Case]:
    """All cases in the order in which they began."""
    cases: dict[str, Case] = {}
    for row in read_rows(path, COLUMNS):
        case = cases.get(row["case_id"])
        if case is None:
            case = cases[row["case_id"]] = Case(row["case_id"], _instant(row["reg_date"]), row["amount_req"])
        case.events.append((_instant(row["timestamp"]), row["activity"], row["lifecycle"]))
    return sorted(cases.values(), key=lambda case: (case.began_at, case.id))


def _open_after(cases: list[Case], hours: int) -> Iterator[dict[str, object]]:
    for case in cases:
        scored_at = case.began_at + timedelta(hours=hours)
        if case.decided_at is None or case.decided_at > scored_at:
            yield {
                "lead_id": case.id,
                "scored_at": _text(scored_at),
                "began_at": _text(case.began_at),
                "amount": case.amount,
            }


def _events(cases: list[Case]) -> Iterator[dict[str, object]]:
    for case in cases:
        for at, activity, lifecycle in case.events:
            yield {"lead_id": case.id, "event": activity, "occurred_at": _text(at), "lifecycle": lifecycle}


def _outcomes(cases: list[Case]) -> Iterator[dict[str, object]]:
    for case in cases:
        yield {"lead_id": case.id, "outcome": case.outcome}


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _text(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


if __name__ == "__main__":
    run(prepare)
