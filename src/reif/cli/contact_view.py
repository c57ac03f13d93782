"""A contact as of an instant: for people, and for programs."""

import json
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.text import Text

from reif.cli.breakdown import Breakdown, breakdown_of
from reif.cli.breakdown_json import breakdown_json
from reif.cli.breakdown_text import print_breakdown
from reif.cli.breakdown_words import Words
from reif.cli.contact_words import name_of, say, stage_of
from reif.cli.platform import SystemRefuses
from reif.records.models import Contact, Event, StageChange
from reif.rules.problems import shown
from reif.score import queries


@dataclass(frozen=True, slots=True)
class View:
    """What was known of the contact at `at`. `breakdown`: None for those who objected to being profiled."""

    contact: Contact
    at: datetime
    stage: str
    status: str
    breakdown: Breakdown | None
    events: tuple[Event, ...]


def view(contact: Contact, at: datetime, events: int, language: str) -> View:
    """The contact as of `at`, with so many last events. Raises SystemRefuses where no model is live."""
    model = queries.live_model()
    if model is None:
        raise SystemRefuses("no scoring model is live; `reif model publish` publishes one")
    scored = None
    if contact.may_be_profiled:
        result = queries.result_as_of(contact, at)
        scored = breakdown_of(queries.rules_of(model), name_of(contact), result, language)
    return View(contact, at, *_stage(contact, at), scored, _last_events(contact, at, events))


def draw(console: Console, seen: View, language: str) -> None:
    """Who and how far; the score taken apart; what happened last."""
    words, contact = Words(language), seen.contact
    mark = f" ({say('simulated', language)})" if contact.is_simulated else ""
    parts = (stage_of(seen.stage, seen.status, language), shown(contact.company_name), contact.email)
    console.print(Text(" · ".join(part for part in parts if part) + mark), soft_wrap=True)
    if seen.breakdown is None:
        console.print(Text(f"{name_of(contact)}: {say('objected', language)}"), soft_wrap=True)
    else:
        print_breakdown(console, seen.breakdown, words, at=seen.at, at_column=None)
    console.print()
    console.print(Text(say("events" if seen.events else "no_events", language), style="bold"))
    for event in seen.events:
        aside = "" if event.is_human else f" ({say('machine', language)})"
        console.print(Text(f"  {words.time(event.occurred_at)}  {shown(event.name)}{aside}"), soft_wrap=True)


def view_json(seen: View) -> dict[str, object]:
    """The documented object of `reif show --json`."""
    contact = seen.contact
    score = None
    if seen.breakdown is not None:
        score = json.loads(breakdown_json(seen.breakdown, at=seen.at, at_column=None))
        del score["lead_id"], score["at"], score["at_column"]
    return {
        "id": contact.pk,
        "lead_id": contact.lead_id,
        "name": contact.name,
        "email": contact.email,
        "company": contact.company_name,
        "is_simulated": contact.is_simulated,
        "at": _text(seen.at),
        "stage": seen.stage,
        "status": seen.status,
        "attributes": queries.attributes_then(contact, seen.at),
        "score": score,
        "events": [
            {
                "event": event.name,
                "occurred_at": _text(event.occurred_at),
                "properties": event.properties,
                "is_human": event.is_human,
            }
            for event in seen.events
        ],
    }


def _stage(contact: Contact, at: datetime) -> tuple[str, str]:
    """Stage and status then: what the last move before led to, or the first one after left."""
    moves = StageChange.objects.filter(contact=contact)
    last = moves.filter(occurred_at__lte=at).order_by("-occurred_at", "-id").first()
    if last is not None:
        return last.to_stage, last.to_status
    first = moves.order_by("occurred_at", "id").first()
    return (contact.stage, contact.status) if first is None else (first.from_stage, first.from_status)


def _last_events(contact: Contact, at: datetime, count: int) -> tuple[Event, ...]:
    return tuple(Event.objects.filter(contact=contact, occurred_at__lte=at).order_by("-occurred_at", "-id")[:count])


def _text(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")
