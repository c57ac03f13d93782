"""Requests in the form of Segment's HTTP Tracking API, which RudderStack's, Jitsu's and other clients speak as well."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from reif.integrations.tracking.call import Call, Type, Unusable
from reif.rules.texts import clean
from reif.rules.times import parse_time

MOST_CALLS = 2_500
LARGEST_CALL = 32_000
"""Bytes of one call in a batch."""

_MILLISECONDS_FROM = 100_000_000_000
_DEEPEST = 20


class TooMany(ValueError):
    """The batch holds more calls than accepted."""


class NotACall(ValueError):
    """The body is no call, and no batch of calls."""


def calls(said: object, of: Type | None, headers: Mapping[str, str]) -> Iterator[tuple[object, Call | Unusable]]:
    """Each call of a request, as it was said and as it is understood.

    `of`: the type that the path names; None: the request is a batch, and each call names its own. `headers`:
    `anonymous_id` and `sent_at` as RudderStack's client in the browser sends them beside the body. Raises NotACall,
    TooMany.
    """
    around = check_object(said)
    if of is not None:
        yield said, _understood(said, of, around, headers)
        return
    for each in batch_in(said):
        yield each, _understood(each, None, around, headers)


def check_object(said: object) -> dict[str, object]:
    """Raises NotACall."""
    if not isinstance(said, dict):
        raise NotACall("the body is no JSON object")
    return said


def batch_in(said: object) -> list[object]:
    """The calls of a batch. Raises NotACall, TooMany."""
    batch = check_object(said).get("batch")
    if not isinstance(batch, list):
        raise NotACall("a batch is an object with a list of calls under `batch`")
    if len(batch) > MOST_CALLS:
        raise TooMany(f"the batch holds {len(batch):,} calls; accepted are {MOST_CALLS:,}")
    return batch


def _understood(
    said: object, of: Type | None, around: Mapping[str, object], headers: Mapping[str, str]
) -> Call | Unusable:
    try:
        return _call(said, of, around, headers)
    except Unusable as problem:
        return problem


def _call(said: object, of: Type | None, around: Mapping[str, object], headers: Mapping[str, str]) -> Call:
    if not isinstance(said, dict):
        raise Unusable("the call is no JSON object")
    check_size(said)
    context = _object(around, "context") | _object(said, "context")
    call = Call(
        type=of or _type(said),
        user_id=text(said.get("userId")),
        anonymous_id=text(said.get("anonymousId")) or text(headers.get("anonymous_id")),
        previous_id=text(said.get("previousId")),
        group_id=text(said.get("groupId")),
        event=text(said.get("event")) or text(said.get("name")),
        properties=_object(said, "properties"),
        traits=_object(said, "traits") or _object(context, "traits"),
        context=context,
        message_id=text(said.get("messageId")),
        occurred_at=_time(said, "originalTimestamp") or _time(said, "timestamp"),
        sent_at=_time(said, "sentAt") or _time(around, "sentAt") or parse_time(headers.get("sent_at", "")),
    )
    if call.type is Type.TRACK and not call.event.strip():
        raise Unusable("a track call needs the name of the event under `event`")
    return call


def check_size(said: Mapping[str, object]) -> None:
    """Raises Unusable for a call that is larger, deeper or of more members than one person's deed can be."""
    if len(json.dumps(said)) > LARGEST_CALL:
        raise Unusable(f"the call has over {LARGEST_CALL:,} bytes")
    if not _is_shallow(said, _DEEPEST):
        raise Unusable(f"the call is nested over {_DEEPEST} deep")


def text(value: object) -> str:
    """Ids are texts, but some clients send numbers; null is nothing. Without what no database stores."""
    if isinstance(value, str):
        return clean(value).strip()
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def instant(value: object) -> datetime | None:
    """RFC 3339, or a number of seconds or milliseconds since 1970; None for what is neither."""
    if isinstance(value, str):
        return parse_time(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        seconds = value / 1000 if abs(value) >= _MILLISECONDS_FROM else value
        try:
            return datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            return None
    return None


def _type(said: Mapping[str, object]) -> Type:
    try:
        return Type(text(said.get("type")))
    except ValueError:
        accepted = ", ".join(Type)
        raise Unusable(f"the type of the call is {said.get('type')!r:.40}; accepted are {accepted}") from None


def _time(said: Mapping[str, object], name: str) -> datetime | None:
    value = said.get(name)
    if value is None:
        return None
    found = instant(value)
    if found is None:
        raise Unusable(f"{name} is no time: {value!r:.60}")
    return found


def _object(said: Mapping[str, object], name: str) -> dict[str, object]:
    value = said.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Unusable(f"{name} is no JSON object")
    return value


def _is_shallow(value: object, deepest: int) -> bool:
    if isinstance(value, dict):
        members = list(value.values())
    elif isinstance(value, list):
        members = value
    else:
        return True
    return deepest > 0 and all(_is_shallow(each, deepest - 1) for each in members)
