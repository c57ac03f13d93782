"""Some rows of a list, kept within one transaction."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from reif.capture.list_rows import ListedChange, ListedEvent, ListedLead, ListedObjection, ListReader, UnusableRow
from reif.capture.new_event import NewEvent
from reif.capture.operations import store_many
from reif.capture.people import Named, People
from reif.integrations.files.repeats import Repeats
from reif.integrations.files.rows import Row
from reif.records.models import Import, Source

_BARRED = "the person was erased at their own wish; the row is not kept"
_COMES_AGAIN = "the same lead stands in an earlier row, which counts"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows, and what it takes to keep them."""

    rows: list[Row]
    reader: ListReader
    said_before: Repeats
    of: Import
    people: People

    @property
    def source(self) -> Source:
        """Where the list comes from."""
        return self.of.source

    @property
    def at(self) -> datetime:
        """As of when its rows are kept."""
        return self.of.started_at

    def earlier(self) -> dict[int, int]:
        """By row how many rows before it say the same; none are left out."""
        return self.said_before.between(self.rows[0].number, self.rows[-1].number) if self.rows else {}


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
    earlier = chunk.earlier()
    for row in _let_in(chunk, outcome):
        try:
            lead = chunk.reader.lead(row)
        except UnusableRow as error:
            outcome.reject(row, str(error))
            continue
        if row.number in earlier and (lead.lead_id or lead.email):
            outcome.reject(row, _COMES_AGAIN)
        else:
            leads.append(lead)
    news = chunk.people.keep(leads, of=chunk.of)
    outcome.accepted = sum(news)
    outcome.known = len(news) - outcome.accepted
    return outcome


def changes_kept(chunk: Chunk) -> Outcome:
    """Keep rows of what became known when."""
    outcome = Outcome()
    changes: list[ListedChange] = []
    for row in _let_in(chunk, outcome):
        try:
            changes.append(chunk.reader.change(row))
        except UnusableRow as error:
            outcome.reject(row, str(error))
    news = chunk.people.keep_changes(changes, of=chunk.of)
    outcome.accepted = sum(news)
    outcome.known = len(news) - outcome.accepted
    return outcome


def objections_kept(chunk: Chunk) -> Outcome:
    """Keep rows of objections to profiling."""
    outcome = Outcome()
    objections: list[ListedObjection] = []
    for row in _let_in(chunk, outcome):
        try:
            objection = chunk.reader.objection(row)
        except UnusableRow as error:
            outcome.reject(row, str(error))
            continue
        if objection.occurred_at > chunk.at:
            outcome.reject(row, "occurred_at lies in the future")
        else:
            objections.append(objection)
    news = chunk.people.keep_objections(objections, at=chunk.at)
    for objection, is_news in zip(objections, news, strict=True):
        if is_news is None:
            outcome.reject(objection.row, _nobody(objection.lead_id))
    outcome.accepted, outcome.known = news.count(True), news.count(False)
    return outcome


def events_kept(chunk: Chunk) -> Outcome:
    """Keep rows of events."""
    outcome = Outcome()
    events: list[ListedEvent] = []
    earlier = chunk.earlier()
    for row in _let_in(chunk, outcome):
        try:
            events.append(chunk.reader.event(row, earlier=earlier.get(row.number, 0)))
        except UnusableRow as error:
            outcome.reject(row, str(error))
    named = list({(event.lead_id, event.email): None for event in events})
    found = dict(zip(named, chunk.people.find([Named(*each) for each in named]), strict=True))
    fresh = []
    for event in events:
        whose = found[event.lead_id, event.email]
        if whose is None:
            outcome.reject(event.row, _nobody(event.lead_id))
        else:
            fresh.append(_new_event(event, *whose))
    outcome.accepted = store_many(source=chunk.source, events=fresh, at=chunk.at)
    outcome.known = len(fresh) - outcome.accepted
    return outcome


def _nobody(lead_id: str) -> str:
    return f"no contact has {'this lead_id' if lead_id else 'this e-mail address'}"


def _let_in(chunk: Chunk, outcome: Outcome) -> list[Row]:
    """The rows but those of the erased, who must not come back by a list: of them not even the text is kept."""
    barred = chunk.people.barred(Named(*chunk.reader.named(row)) for row in chunk.rows)
    outcome.rejects += [(chunk.rows[place].number, _BARRED, "") for place in sorted(barred)]
    return [row for place, row in enumerate(chunk.rows) if place not in barred]


def _new_event(event: ListedEvent, contact_id: int, origin: int | None) -> NewEvent:
    return NewEvent(
        contact_id,
        event.name,
        event.occurred_at,
        event.properties,
        event.message_id,
        event.channel,
        event.campaign,
        origin=origin,
    )
