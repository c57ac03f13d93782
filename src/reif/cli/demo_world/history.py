"""What the scores of made-up contacts were over their year: by the batch engine, as of each instant that matters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from reif.engines.model import Model
from reif.rules.scoring_model import ScoringModel
from reif.simulation.world import Contact, Event

_WEEK = timedelta(weeks=1)
_FORGOTTEN = timedelta(weeks=27)  # when all silence counts that ever will, and most has faded
_SAYS_NOTHING = {"Email Delivered", "Email Opened"}
_TIME = pa.timestamp("us", "UTC")


@dataclass(frozen=True, slots=True)
class Point:
    """A result as of an instant: a row of the engine's answer. `event`: its place in the contact's events, if any."""

    at: datetime
    cause: str
    event: int | None
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Instant:
    at: datetime
    cause: str
    event: int | None = None


def histories(model: ScoringModel, contacts: Sequence[Contact], until: datetime) -> list[list[Point]]:
    """Per contact the results in the order of time: after each day's events and each move, weekly, and at the end."""
    instants = [_instants(contact, until) for contact in contacts]
    answered = iter(_answers(model, contacts, instants))
    return [[Point(each.at, each.cause, each.event, next(answered)) for each in listed] for listed in instants]


def _instants(contact: Contact, until: datetime) -> list[_Instant]:
    found = {at: _Instant(at, "time") for at in _weeks(contact, until)}
    deeds = {event.occurred_at: number for number, event in enumerate(contact.events)}
    found |= {fact.known_at: _told(fact.known_at, deeds) for fact in contact.facts}
    found |= {move.occurred_at: _Instant(move.occurred_at, "time") for move in contact.moves}
    found |= {each.at: each for each in _ends_of_days(contact.events)}
    found.setdefault(until, _Instant(until, "time"))
    return [found[at] for at in sorted(found)]


def _told(at: datetime, deeds: Mapping[datetime, int]) -> _Instant:
    """When something became known: mostly by what was done at that instant."""
    return _Instant(at, "event", deeds[at]) if at in deeds else _Instant(at, "attribute")


def _weeks(contact: Contact, until: datetime) -> Iterable[datetime]:
    last = contact.created_at
    for happened in [*(event.occurred_at for event in contact.events), until]:
        at = last + _WEEK
        while at < min(happened, last + _FORGOTTEN):
            yield at
            at += _WEEK
        last = happened


def _ends_of_days(events: Sequence[Event]) -> Iterable[_Instant]:
    newest: dict[object, _Instant] = {}
    for number, event in enumerate(events):
        if event.name not in _SAYS_NOTHING:
            newest[event.occurred_at.date()] = _Instant(event.occurred_at, "event", number)
    return newest.values()


def _answers(
    model: ScoringModel, contacts: Sequence[Contact], instants: Sequence[Sequence[_Instant]]
) -> list[dict[str, Any]]:
    """A row per instant, in their order."""
    leads = _leads(model, contacts, instants)
    events = _events(model, contacts)
    seen = events.join(leads.select(["contact", "lead_id", "at"]), keys="contact", join_type="inner")
    seen = seen.filter(pc.less_equal(seen["occurred_at"], seen["at"])).drop_columns(["contact", "at"])
    answer = Model(model).score(leads.drop_columns(["contact"]), seen, at_column="at")
    rows: list[dict[str, Any]] = answer.to_pylist()
    return rows


def _leads(model: ScoringModel, contacts: Sequence[Contact], instants: Sequence[Sequence[_Instant]]) -> pa.Table:
    asked = [
        (number, each.at, contact.attributes(each.at))
        for number, (contact, listed) in enumerate(zip(contacts, instants, strict=True))
        for each in listed
    ]
    columns: dict[str, pa.Array] = {
        "lead_id": pa.array([str(row) for row in range(len(asked))]),
        "contact": pa.array([number for number, _, _ in asked], pa.int32()),
        "at": pa.array([at for _, at, _ in asked], _TIME),
    }
    for name in model.attribute_fields():
        columns[name] = _column([known.get(name) for *_, known in asked])
    return pa.table(columns)


def _events(model: ScoringModel, contacts: Sequence[Contact]) -> pa.Table:
    done = [(number, event) for number, contact in enumerate(contacts) for event in contact.events]
    columns: dict[str, pa.Array] = {
        "contact": pa.array([number for number, _ in done], pa.int32()),
        "event": pa.array([event.name for _, event in done], pa.string()),
        "occurred_at": pa.array([event.occurred_at for _, event in done], _TIME),
    }
    for name in model.property_fields():
        columns[name] = _column([event.properties.get(name) for _, event in done])
    return pa.table(columns)


def _column(values: list[Any]) -> pa.Array:
    """Numbers or texts; a column of nothing is one of texts."""
    kinds = {type(value) for value in values if value is not None}
    return pa.array(values, pa.float64() if kinds and kinds <= {int, float} else pa.string())
