"""Events out of the records, as the engine takes them: those of people.

Those of equal properties share one object: there are far fewer pages than views of them, so that long histories are
read, and looked through by the rules of a model, in a fraction of the time.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db import connection
from django.db.models import F, QuerySet, TextField
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Cast

from reif.engines import standing
from reif.engines.standing import Seen, Standing
from reif.engines.stream import Event as Happened
from reif.records.models import Event
from reif.rules.scoring_model import ScoringModel as Rules


@dataclass(slots=True)
class News:
    """`stored`: how many events, of people and machines; `events`: those of people, in the order they were received."""

    stored: int = 0
    events: list[Happened] = field(default_factory=list)


class Told:
    """All that a contact did, for several who ask: read and looked at by the rules once, and only if somebody asks.

    `followed`: a standing that knows all of it (unbounded), left by who came to it step by step for who goes on; None
    where nobody did.
    """

    def __init__(self, contact_id: int) -> None:
        self._contact_id = contact_id
        self._seen: tuple[Rules, list[Seen]] | None = None
        self.followed: Standing | None = None

    @cached_property
    def events(self) -> list[Happened]:
        """In the order they were received."""
        return of_contact(self._contact_id)

    def seen(self, rules: Rules) -> list[Seen]:
        """What the rules make of it, in the order in which it happened. All who ask mean the same rules."""
        if self._seen is None or self._seen[0] is not rules:
            self._seen = rules, sorted(standing.seen(rules, self.events))
        return self._seen[1]


def of_contact(contact_id: int) -> list[Happened]:
    """All that the contact did, in the order it was received."""
    return by_contact([contact_id]).get(contact_id, [])


def by_contact(contact_ids: Iterable[int]) -> dict[int, list[Happened]]:
    """All that some contacts did, each in the order it was received; those without events are left out."""
    told: dict[int, list[Happened]] = {}
    for contact_id, happened, _ in _read(Event.objects.by_people().filter(contact_id__in=list(contact_ids)), "id"):
        told.setdefault(contact_id, []).append(happened)
    return told


def since(through: Mapping[int, int]) -> dict[int, News]:
    """By contact what is stored of it behind an event (by id); in one query."""
    news: dict[int, News] = {}
    behind = Event.objects.filter(id__in=_behind(through))
    for contact_id, happened, is_human in _read(behind, "is_human") if through else ():
        of_contact = news.setdefault(contact_id, News())
        of_contact.stored += 1
        if is_human:
            of_contact.events.append(happened)
    return news


def _behind(through: Mapping[int, int]) -> RawSQL:
    """The ids: each contact's are looked for by its own index, from its own mark on, which Django cannot say."""
    pairs = json.dumps([{"contact": contact_id, "through": last} for contact_id, last in through.items()])
    if connection.vendor == "postgresql":
        marks = "jsonb_to_recordset(%s::jsonb) AS mark(contact bigint, through bigint)"
    else:
        marks = "(SELECT value ->> 'contact' AS contact, value ->> 'through' AS through FROM json_each(%s)) AS mark"
    behind = "event.contact_id = mark.contact AND event.id > mark.through"
    rows = f"SELECT event.id FROM {marks} JOIN records_event AS event ON {behind}"  # noqa: S608 - our own words
    return RawSQL(rows, [pairs])  # noqa: S611 - our own words


def _read(events: QuerySet[Event], beside: str) -> Iterator[tuple[int, Happened, object]]:
    """`beside`: another column. What is true or false Django translates row by row, which takes half as long again."""
    documents: dict[str, Mapping[str, object]] = {}
    columns = ("contact_id", "name", _time(), Cast("properties", TextField()), beside)
    for contact_id, name, occurred_at, text, more in events.order_by("id").values_list(*columns).iterator():
        if text not in documents:
            documents[text] = json.loads(text)
        yield contact_id, Happened(name, _instant(occurred_at), documents[text]), more


def _time() -> Combinable:
    """When it happened: of SQLite as text, which Django takes three times as long to read as we do."""
    return Cast("occurred_at", TextField()) if connection.vendor == "sqlite" else F("occurred_at")


def _instant(kept: str | datetime) -> datetime:
    """`kept`: a text is in UTC."""
    return datetime.fromisoformat(f"{kept}+00:00") if isinstance(kept, str) else kept
