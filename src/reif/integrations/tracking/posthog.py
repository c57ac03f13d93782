"""Requests in the form of PostHog's capture endpoint: everything is an event, and some names mean more than that."""

from collections.abc import Iterator, Mapping

from reif.integrations.tracking.call import Call, Type, Unusable
from reif.integrations.tracking.segment import (
    MOST_CALLS,
    NotACall,
    TooMany,
    check_object,
    check_size,
    instant,
    text,
)

_OF_THE_CLIENT = frozenset({"distinct_id", "token"})
_PAGE_NAMES = {"$current_url": "url", "$pathname": "path", "$referrer": "referrer", "$title": "title"}


def calls(said: object) -> Iterator[tuple[object, Call | Unusable]]:
    """Each event of a request, as it was said and as it is understood. Raises NotACall, TooMany."""
    around = check_object(said)
    for each in batch_in(said):
        try:
            yield each, _call(each, around)
        except Unusable as problem:
            yield each, problem


def batch_in(said: object) -> list[object]:
    """The events of a request: of a batch, or the one that it is itself. Raises NotACall, TooMany."""
    body = check_object(said)
    batch = body.get("batch", [said])
    if not isinstance(batch, list):
        raise NotACall("a batch is an object with a list of events under `batch`")
    if len(batch) > MOST_CALLS:
        raise TooMany(f"the batch holds {len(batch):,} events; accepted are {MOST_CALLS:,}")
    return batch


def _call(said: object, around: Mapping[str, object]) -> Call:
    if not isinstance(said, dict):
        raise Unusable("the event is no JSON object")
    check_size(said)
    properties = said.get("properties") or {}
    if not isinstance(properties, dict):
        raise Unusable("properties is no JSON object")
    properties = {name: said[name] for name in ("$set", "$set_once") if name in said} | properties
    name = text(said.get("event"))
    if not name:
        raise Unusable("the event has no name under `event`")
    who = text(said.get("distinct_id")) or text(properties.get("distinct_id"))
    if not who:
        raise Unusable("the event says no distinct_id")
    of, more = _meaning(name, who, properties)
    is_anonymous = who == text(properties.get("$device_id")) or properties.get("$process_person_profile") is False
    when = said.get("timestamp") or said.get("offset")
    happened = instant(when)
    if when is not None and happened is None:
        raise Unusable(f"timestamp is no time: {when!r:.60}")
    named: dict[str, str] = {"anonymous_id": who} if is_anonymous else {"user_id": who}
    return Call(
        type=of,
        message_id=text(said.get("uuid")),
        occurred_at=happened,
        sent_at=instant(around.get("sent_at") or around.get("sentAt")),
        **{**named, **more},  # type: ignore[arg-type] # each goes to the field of its name
    )


def _meaning(name: str, who: str, properties: Mapping[str, object]) -> tuple[Type, dict[str, object]]:
    """What kind of call an event of PostHog is, and the fields that it fills."""
    own = {key: value for key, value in properties.items() if not key.startswith("$") and key not in _OF_THE_CLIENT}
    match name:
        case "$identify" | "$set":
            traits = {**_object(properties, "$set_once"), **_object(properties, "$set")}
            return Type.IDENTIFY, {"traits": traits, "anonymous_id": text(properties.get("$anon_distinct_id"))}
        case "$create_alias" | "$merge_dangerously":
            return Type.ALIAS, {"user_id": text(properties.get("alias")) or who, "previous_id": who}
        case "$groupidentify":
            named = text(properties.get("$group_key"))
            return Type.GROUP, {"group_id": named, "traits": _object(properties, "$group_set")}
        case "$pageview":
            page = {ours: properties[theirs] for theirs, ours in _PAGE_NAMES.items() if theirs in properties}
            return Type.PAGE, {"properties": {**own, **page}, "event": text(properties.get("title"))}
        case "$screen":
            return Type.SCREEN, {"properties": own, "event": text(properties.get("$screen_name"))}
    return Type.TRACK, {"properties": own, "event": name}


def _object(properties: Mapping[str, object], name: str) -> dict[str, object]:
    value = properties.get(name)
    return value if isinstance(value, dict) else {}
