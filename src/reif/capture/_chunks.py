"""Some rows of a list, kept within one transaction."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from reif.capture.list_rows import ListedEvent, ListedLead, ListReader, UnusableRow
from reif.capture.new_event import NewEvent
from reif.capture.operations import store
from reif.capture.people import Named, People
from reif.integrations.files.repeats import Repeats
from reif.integrations.files.rows import Row
from reif.records.models import Source

_BARRED = "the person was erased at their own wish; the row is not kept"
_COMES_AGAIN = "the same lead stands in an earlier row, which counts"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows, and what it takes to keep them."""

    rows: list[Row]
    reader: ListReader
    said_before: Repeats
    source: Source
    at: datetime
    people: People


@dataclass(slots=True)
class Outcome:
    """How many rows were news and how many were known; `rejects`: (row, reason, text)."""

    accepted: int = 0
    known: int = 0
    rejects: list[tuple[int, str, str]] = field(default_factory=list)

    def reject(self, row: Row, reason: str) -> None:
        self.rejects.append((row.number, reason, json.dumps(dict(row.cells), ensure_ascii=False)))


def leads_kept(chunk: Chunk) -> Outcome:
    """Keep rows of leads."""
    outcome = Outcome()
    leads: list[ListedLead] = []
    for row in _let_in(chunk, outcome):
        try:
            lead = chunk.reader.lead(row)
        except UnusableRow as error:
            outcome.reject(row, str(error))
            continue
        if chunk.said_before.before(row.number) and (lead.lead_id or lead.email):
            outcome.reject(row, _COMES_AGAIN)
        else:
            leads.append(lead)
    news = chunk.people.keep(leads, source=chunk.source, at=chunk.at)
    outcome.accepted = sum(news)
    outcome.known = len(news) - outcome.accepted
    return outcome


def events_kept(chunk: Chunk) -> Outcome:
    """Keep rows of events."""
    outcome = Outcome()
    events: list[ListedEvent] = []
    for row in _let_in(chunk, outcome):
        try:
            events.append(chunk.reader.event(row, earlier=chunk.said_before.before(row.number)))
        except UnusableRow as error:
            outcome.reject(row, str(error))
    named = list({Named(event.lead_id, event.email): None for event in events})
    contact_ids = dict(zip(named, chunk.people.find(named), strict=True))
    fresh = []
    for event in events:
        contact_id = contact_ids[Named(event.lead_id, event.email)]
        if contact_id is None:
            outcome.reject(event.row, f"no contact has {'this lead_id' if event.lead_id else 'this e-mail address'}")
        else:
            fresh.append(_new_event(event, contact_id))
    stored = store(source=chunk.source, events=fresh, at=chunk.at)
    outcome.accepted, outcome.known = len(stored.events), stored.known
    return outcome


def _let_in(chunk: Chunk, outcome: Outcome) -> list[Row]:
    """The rows but those of the erased, who must not come back by a list: of them not even the text is kept."""
    barred = chunk.people.barred(chunk.reader.named(row) for row in chunk.rows)
    outcome.rejects += [(chunk.rows[place].number, _BARRED, "") for place in sorted(barred)]
    return [row for place, row in enumerate(chunk.rows) if place not in barred]


def _new_event(event: ListedEvent, contact_id: int) -> NewEvent:
    return NewEvent(
        contact_id=contact_id,
        name=event.name,
        occurred_at=event.occurred_at,
        properties=event.properties,
        message_id=event.message_id,
        channel=event.channel,
        campaign=event.campaign,
    )
