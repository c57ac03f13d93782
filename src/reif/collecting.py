"""What tracking clients send, into the records: who it was, what became known of them, what they did.

One transaction for a request: what is acknowledged is stored. Scores follow by `catch_up`, within a second.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction

from reif.capture import operations as capture
from reif.capture.new_event import NewEvent, UnusableEvent
from reif.following import hold
from reif.identify import operations as identify
from reif.identify.key import Key, Unidentifiable, key
from reif.integrations.tracking.call import Call, Type, Unusable, happened_at
from reif.protect.queries import barred
from reif.records.models import Contact, Quarantined, Source
from reif.records.turns import takes_turns
from reif.rules.channels import campaign_in, channel_of
from reif.rules.texts import clean, shortened, storable
from reif.rules.traits import attributes_of, attributes_of_group
from reif.rules.written_values import event_name

ERASED = "the person was erased at their own wish"
_PAGE, _SCREEN = "Page Viewed", "Screen Viewed"
_LONGEST_ID, _LONGEST_REASON = 200, 500
_AHEAD = timedelta(days=1)
_OF_PAGE = ("path", "title", "referrer", "url", "search")

Said = tuple[object, Call | Unusable]


@dataclass(frozen=True, slots=True)
class Collected:
    """How many calls were stored or learned from, were known before, or are kept in quarantine."""

    taken: int
    known: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class _Usable:
    raw: object
    call: Call
    key: Key | None
    at: datetime
    event: str
    properties: Mapping[str, object]


@takes_turns
def collect(*, source: Source, said: Sequence[Said], sent: Mapping[str, object], at: datetime) -> Collected:
    """Store what clients of a source say. `said`: each call as it was sent, and as it was understood, or why not.

    What cannot be used is kept in quarantine with `sent`, what stood around it in the request. Of a public source all
    that is said of who somebody is are claims: they change nothing that anybody else has said of a contact.
    """
    usable, bad = _sorted(said, at)
    taken = known = 0
    with transaction.atomic():
        usable, erased = _without_barred(usable)
        bad += erased
        for is_alias, part in groupby(usable, key=lambda each: each.call.type is Type.ALIAS):
            if is_alias:
                bad += _give_other_names(list(part), source, at)
            else:
                of_part = _take(list(part), source, at)
                taken, known = taken + of_part.taken, known + of_part.known
        _quarantine(source, bad, sent, at)
    return Collected(taken, known, len(bad))


def _take(usable: Sequence[_Usable], source: Source, at: datetime) -> Collected:
    sightings = [identify.Sighting(each.key, each.call.anonymous_id, each.at) for each in usable]
    recognition = identify.recognise(sightings=sightings, is_proof=not source.is_public, at=at)
    _learn(usable, [seen.contact for seen in recognition.seen], source, at)
    events = [
        _event(each, seen.contact, None if seen.visitor is None else seen.visitor.pk)
        for each, seen in zip(usable, recognition.seen, strict=True)
        if each.event and (seen.contact is not None or seen.visitor is not None)
    ]
    new = capture.store_many(source=source, events=events, at=at)
    capture.remind(contact_ids=recognition.joined, at=at)
    known = len(events) - new
    return Collected(len(usable) - known, known, 0)


def _sorted(said: Iterable[Said], at: datetime) -> tuple[list[_Usable], list[tuple[object, str]]]:
    usable, bad = [], []
    for raw, call in said:
        try:
            usable.append(_usable(raw, call, at))
        except (Unusable, UnusableEvent, Unidentifiable) as problem:
            bad.append((raw, str(problem)))
    return usable, bad


def _usable(raw: object, call: Call | Unusable, at: datetime) -> _Usable:
    """Raises Unusable, UnusableEvent, Unidentifiable."""
    if isinstance(call, Unusable):
        raise call
    if len(call.anonymous_id) > _LONGEST_ID:
        raise Unusable(f"the anonymousId has over {_LONGEST_ID} characters")
    happened = happened_at(call, at)
    if happened > at + _AHEAD:
        raise Unusable(f"it happens only on {happened:%Y-%m-%d}, which is to come")
    email = attributes_of(call.traits).get("email") if call.type is Type.IDENTIFY else _email_around(call)
    named = key(user_id=call.user_id, email=str(email or "")) if call.user_id or email else None
    event, properties = _deed(call)
    if event:  # the same checks as where it is stored, before anything is
        NewEvent(0, event, happened, properties)
    return _Usable(raw, call, named, min(happened, at), event, properties)


def _email_around(call: Call) -> object:
    traits = call.context.get("traits")
    return attributes_of(traits).get("email") if isinstance(traits, dict) else None


def _deed(call: Call) -> tuple[str, Mapping[str, object]]:
    """The name of what was done, and its properties; an empty name for a call that only says who somebody is."""
    match call.type:
        case Type.TRACK:
            return str(event_name(call.event)), call.properties
        case Type.PAGE:
            page = call.context.get("page")
            around = {name: page[name] for name in _OF_PAGE if page.get(name)} if isinstance(page, dict) else {}
            return _PAGE, {**around, **({"name": call.event} if call.event else {}), **call.properties}
        case Type.SCREEN:
            return _SCREEN, {**({"name": call.event} if call.event else {}), **call.properties}
    return "", {}


def _event(of: _Usable, contact: Contact | None, visitor_id: int | None) -> NewEvent:
    page = of.call.context.get("page")
    url = of.properties.get("url") or (page.get("url") if isinstance(page, dict) else "")
    campaign = campaign_in(of.call.context, url if isinstance(url, str) else "")
    more = {name: value for name, value in campaign.items() if name != "name"}
    return NewEvent(
        None if contact is None else contact.pk,
        of.event,
        of.at,
        {**of.properties, **({"campaign": more} if more else {})},
        of.call.message_id or None,
        channel_of(campaign) if campaign or url else "",
        campaign.get("name", ""),
        visitor_id,
    )


def _give_other_names(aliases: Sequence[_Usable], source: Source, at: datetime) -> list[tuple[object, str]]:
    """Let people be found by other ids, too; what is contested of that.

    A browser can give nobody another name. Clients alias somebody to themselves; that says nothing.
    """
    contested: list[tuple[object, str]] = []
    for each in aliases:
        call = each.call
        if source.is_public or call.previous_id in ("", call.user_id):
            continue
        try:
            joined = identify.also_known_as(user_id=call.user_id, previous_id=call.previous_id, at=at)
        except identify.TwoContacts as problem:
            contested.append((each.raw, str(problem)))
        else:
            capture.remind(contact_ids=joined, at=at)
    return contested


def _learn(usable: Sequence[_Usable], people: Sequence[Contact | None], source: Source, at: datetime) -> None:
    facts = []
    for each, contact in zip(usable, people, strict=True):
        if contact is None:
            continue
        if each.call.type is Type.IDENTIFY:
            facts.append(identify.Facts(contact, attributes_of(each.call.traits), each.at))
        elif each.call.type is Type.GROUP:
            facts.append(identify.Facts(contact, attributes_of_group(each.call.traits), each.at))
    if source.is_public:
        facts = identify.unsaid(facts=facts)
    if facts:
        _, at = hold({each.contact.pk for each in facts}, at)
        identify.learn_all(facts=facts, source=source, at=at)


def _without_barred(usable: list[_Usable]) -> tuple[list[_Usable], list[tuple[object, str]]]:
    """Whoever was erased at their own wish is not brought back, and what is said of them is not kept."""
    places = barred(("", "" if each.key is None else each.key.email) for each in usable)
    return [each for place, each in enumerate(usable) if place not in places], [(None, ERASED) for _ in places]


def _quarantine(source: Source, bad: Sequence[tuple[object, str]], sent: Mapping[str, object], at: datetime) -> None:
    Quarantined.objects.bulk_create(
        Quarantined(
            source=source,
            reason=shortened(clean(reason), _LONGEST_REASON),
            raw="" if raw is None else _written(raw),
            sent=storable(sent),
            received_at=at,
        )
        for raw, reason in bad
    )


def _written(raw: object) -> str:
    return clean(json.dumps(storable(raw), ensure_ascii=False))
