"""Leads as JSON of whatever system: its names are understood as those of a list's columns are, or by a field map.

One lead is an object; several are a list of them, or stand under one of the names of `_LISTS`, as Waalaxy's receivers
and others have it: no such system publishes its form.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from reif.integrations.tracking.call import Call, Unusable
from reif.integrations.tracking.keys import IN_A_BODY as KEYS
from reif.integrations.tracking.segment import MOST_CALLS, NotACall, TooMany, check_size, instant, text
from reif.integrations.webhooks.lead import SUBMITTED, Lead
from reif.rules.headers import Kind, detected

SYSTEM = "lead"
EVENT, OCCURRED_AT, MESSAGE_ID, LEAD_ID = "event", "occurred_at", "message_id", "lead_id"
_LISTS = ("batch", "prospects", "leads", "contacts", "records", "items", "data")
_IDS = ("message_id", "id", "_id", "leadId", "prospectId", "uuid")
_TIMES = ("occurred_at", "timestamp", "createdAt", "created_at", "date")
_DEEPEST = 4
_NESTED_WITH = "."


def calls(said: object, mapping: Mapping[str, str | None]) -> Iterator[tuple[object, Call | Unusable]]:
    """Each lead as it was said, with what it means: two calls, or why it cannot be used. `mapping`: as of `lead`.

    Raises segment.NotACall, segment.TooMany.
    """
    for each in map(_without_key, leads_in(said)):
        try:
            found = lead(each, mapping)
        except Unusable as problem:
            yield each, problem
        else:
            for call in found.calls():
                yield each, call


def leads_in(said: object) -> list[object]:
    """Raises NotACall, TooMany."""
    listed = said
    if isinstance(said, dict):
        listed = next((said[name] for name in _LISTS if isinstance(said.get(name), list)), [said])
    if not isinstance(listed, list):
        raise NotACall("the body is no JSON object and no list of them")
    if len(listed) > MOST_CALLS:
        raise TooMany(f"there are {len(listed):,} leads; accepted are {MOST_CALLS:,}")
    return listed


def _without_key(said: object) -> object:
    """Neither an attribute nor what is kept apart must be the write key."""
    return {name: value for name, value in said.items() if name not in KEYS} if isinstance(said, dict) else said


def lead(said: object, mapping: Mapping[str, str | None]) -> Lead:
    """What a lead says. `mapping`: name -> field, or None to leave it out, where what is detected is not what is meant;
    a name within an object is written `company.name`. Fields are attributes, and event, occurred_at, message_id and
    lead_id. Raises Unusable.
    """
    if not isinstance(said, dict):
        raise Unusable("the lead is no JSON object")
    check_size(said)
    flat = dict(_flat(said, ""))
    given = {name: field for name, field in mapping.items() if name in flat}
    columns = detected([name for name in flat if name.strip()], Kind.LEADS, given)
    values: dict[str, object] = {each.field: flat[each.header] for each in columns if each.field is not None}
    number = text(values.pop(MESSAGE_ID, None)) or _first(flat, _IDS)
    event = text(values.pop(EVENT, None)) or SUBMITTED
    user_id = text(values.pop(LEAD_ID, None))
    if not (values.get("email") or user_id or number):
        raise Unusable("the lead has no e-mail and no id")
    traits = {name: value for name, value in values.items() if name not in (*_IDS, *_TIMES)}
    return Lead(system=SYSTEM, id=number, traits=traits, event=event, user_id=user_id, occurred_at=_time(values, flat))


def _time(values: Mapping[str, object], flat: Mapping[str, object]) -> datetime | None:
    written = values.get(OCCURRED_AT) or next((flat[name] for name in _TIMES if flat.get(name)), None)
    if written is None:
        return None
    found = instant(written)
    if found is None:
        raise Unusable(f"{OCCURRED_AT} is no time: {written!r:.60}")
    return found


def _first(flat: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := text(flat.get(name)))), "")


def _flat(said: Mapping[str, object], before: str, deep: int = 0) -> Iterator[tuple[str, object]]:
    """Members of objects by the path to them; lists as they are."""
    for name, value in said.items():
        if isinstance(value, dict) and deep < _DEEPEST:
            yield from _flat(value, f"{before}{name}{_NESTED_WITH}", deep + 1)
        else:
            yield f"{before}{name}", value
