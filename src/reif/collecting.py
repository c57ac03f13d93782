"""What tracking clients send, into the records: who it was, what became known of them, what they did.

A request is acknowledged once it is stored as it came; `take_in` reads it. Scores follow by `catch_up`, all within a
second.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import TypeAlias

from django.db import DatabaseError, transaction

from reif.capture import operations as capture
from reif.capture.new_event import NewEvent, UnusableEvent
from reif.following import hold, judge
from reif.identify import operations as identify
from reif.identify.called import key_of
from reif.identify.daily import ONE_VIEW, Origin, hand_over, told_of
from reif.identify.key import EMAIL, PHONE, Key, Unidentifiable
from reif.integrations.tracking.call import Call, Type, Unusable, happened_at
from reif.integrations.tracking.deed import Deed, deed_of
from reif.integrations.tracking.letter import Letter, again, opened, wholes
from reif.integrations.tracking.segment import NotACall, TooMany
from reif.jobs.running import Running
from reif.merging import ALIAS, SAME_PERSON, merge_same
from reif.protect.queries import barred
from reif.records.models import Arrival, Quarantined, Source
from reif.records.refusal import Refusal, refusal
from reif.records.turns import takes_turns
from reif.rules import machines
from reif.rules.texts import clean, shortened, storable
from reif.rules.touches import Touch, touch
from reif.rules.traits import MOST_TRAITS, attributes_of, attributes_of_group, within_bounds

logger = logging.getLogger(__name__)

ERASED = "the person was erased at their own wish"
OVER = f"of one person {MOST_TRAITS} attributes are kept; not these"
UNREAD = "reif failed at reading it; its log says how"
_REPLAYED_AT_ONCE = 200
_LONGEST_ID, _LONGEST_REASON = 200, 500
_AHEAD = timedelta(days=1)

Said = tuple[object, Call | Unusable]
Advance: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Collected:
    """How many calls were stored or learned from, were known before, or are kept in quarantine."""

    taken: int
    known: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A request that is read. `said`: each call as it was sent, and as it was understood, or why not. `sent`: what
    stood around them. `at`: when it came. `today`, `taken_for`: as of `told_of`; empty for none.
    """

    said: Sequence[Said]
    sent: Mapping[str, object]
    at: datetime
    today: str = ""
    taken_for: str = ""


@dataclass(frozen=True, slots=True)
class _Usable:
    """`who`: the id of their browser, or of the day; empty for none."""

    raw: object
    call: Call
    key: Key | None
    who: str
    at: datetime
    heard: Heard
    deed: Deed
    taken_for: str

    @property
    def touch(self) -> Touch | None:
        """By what they came; None where nothing tells."""
        of = self.deed
        return touch(of.campaign, of.referrer, of.url, self.at) if self.who and of.is_of_a_page else None


@dataclass(frozen=True, slots=True)
class _Bad:
    """`raw` None: it is not kept."""

    raw: object
    reason: str
    heard: Heard


def receive(*, source: Source, letter: Letter, body: bytes, at: datetime, origin: Origin | None = None) -> None:
    """Keep a request whose text is `body`, so that it can be acknowledged. Raises segment.NotACall, segment.TooMany.

    Of `origin` only what `told_of` says, of a public source.
    """
    size = letter.size()
    known = told_of(origin, source, at, needs_id=letter.lacks_ids()) if source.is_public and origin else {}
    capture.receive(
        source=source,
        form=letter.form,
        of=letter.of or "",
        body=body,
        beside={**letter.beside, **known},
        calls=size,
        at=at,
    )


@takes_turns
def take_in(*, calls: int = 1_000) -> int:
    """Read the requests that came first, of `calls` calls together or little more; how many there were.

    One that cannot be read by a fault of ours is kept in quarantine as a whole: others do not wait for it.
    """
    with transaction.atomic():
        arrivals = capture.hold_arrivals(calls=calls)
        for _, of_source in groupby(arrivals, key=lambda each: each.source_id):
            _read(list(of_source))
        capture.forget_arrivals(arrivals=arrivals)
    return len(arrivals)


def _read(arrivals: Sequence[Arrival]) -> None:
    """Of one source: all together, or, where that fails, one by one."""
    source = arrivals[0].source
    letters = [opened(each.form, each.type, bytes(each.body), each.beside) for each in arrivals]
    try:
        pairs = zip(letters, arrivals, strict=True)
        heard = [_heard(letter, letter.calls(), arrival.received_at) for letter, arrival in pairs]
        collect(source=source, heard=heard)
    except Exception as problem:
        if isinstance(problem, DatabaseError) and refusal(problem) is not Refusal.UNKNOWN:
            raise
        if len(arrivals) > 1:
            for each in arrivals:
                _read([each])
            return
        logger.error("could not read what arrived", exc_info=True, extra={"arrival": arrivals[0].pk})
        unread = Heard((), letters[0].around(), arrivals[0].received_at)
        _quarantine(source, [_Bad(letters[0].said, UNREAD, unread)])
        capture.count(source=source, taken=0, known=0, quarantined=arrivals[0].calls, at=unread.at)


@takes_turns
def collect(*, source: Source, heard: Sequence[Heard]) -> Collected:
    """Store what clients of a source say, in requests that came one after the other; at least one.

    What cannot be used is kept in quarantine. Of a public source all that is said of who somebody is are claims: they
    change nothing that anybody else has said of a contact. Whoever sends it no id is a visitor for the day.
    """
    at = max(each.at for each in heard)
    with transaction.atomic():
        done, bad = _collect(source, heard, at)
        _quarantine(source, bad)
        capture.count(source=source, taken=done.taken, known=done.known, quarantined=len(bad), at=at)
    return Collected(done.taken, done.known, len(bad))


@takes_turns
def replay(*, kept: Iterable[int], at: datetime) -> Collected:
    """Read calls again that are kept in quarantine under these numbers, in the order in which they came.

    Nothing needs to have changed; what cannot be used yet stays, with the reason of today. What was read again is not
    read a third time.
    """
    taken = known = still = 0
    with transaction.atomic():
        rows = Quarantined.objects.select_for_update(of=("self",)).select_related("source").filter(pk__in=list(kept))
        for each in rows.filter(replayed_at=None).exclude(raw="").order_by("received_at", "id"):
            done, reason = _replayed(each, at)
            taken, known, still = taken + done.taken, known + done.known, still + done.quarantined + bool(reason)
            change: dict[str, object] = {"reason": reason} if reason else {"replayed_at": at}
            Quarantined.objects.filter(pk=each.pk).update(**change)
    return Collected(taken, known, still)


def replay_all(
    *, source: Source, now: Callable[[], datetime], advance: Advance = lambda done, total: None
) -> Collected:
    """Read again all that is kept of a source by now, in parts, as `replay` does. `advance`: told (done, in all)
    between two transactions; what it raises ends the work, which may be begun again.
    """
    kept = Quarantined.objects.filter(source=source, replayed_at=None).exclude(raw="").order_by("received_at", "id")
    ids = list(kept.values_list("pk", flat=True))
    done = Collected(0, 0, 0)
    for first in range(0, len(ids), _REPLAYED_AT_ONCE):
        part = replay(kept=ids[first : first + _REPLAYED_AT_ONCE], at=now())
        done = Collected(done.taken + part.taken, done.known + part.known, done.quarantined + part.quarantined)
        advance(min(first + _REPLAYED_AT_ONCE, len(ids)), len(ids))
    return done


def replay_job(running: Running) -> dict[str, object]:
    """The job that reads again: `{"source": its number}`."""
    source = Source.objects.get(pk=running.arguments["source"])
    done = replay_all(source=source, now=running.now, advance=lambda part, of: running.progress(part / of))
    return {"taken": done.taken, "known": done.known, "kept": done.quarantined}


def _heard(letter: Letter, said: Sequence[Said], at: datetime) -> Heard:
    return Heard(said, letter.around(), at, letter.beside.get("today", ""), letter.beside.get("taken_for", ""))


def _replayed(kept: Quarantined, at: datetime) -> tuple[Collected, str]:
    """With why it still cannot be used; empty: it could."""
    try:
        with transaction.atomic():
            letter = again(kept.sent, json.loads(kept.raw), kept.source.field_map)
            said = letter.calls()
            done, bad = _collect(kept.source, [_heard(letter, said, kept.received_at)], at)
            if bad and len(list(wholes(said))) == 1:
                raise Unusable(bad[0].reason)
            _quarantine(kept.source, bad)
            capture.count(source=kept.source, taken=done.taken, known=done.known, quarantined=0, at=at)
            return Collected(done.taken, done.known, len(bad)), ""
    except (Unusable, NotACall, TooMany) as problem:
        return Collected(0, 0, 0), _reason(str(problem))
    except Exception as problem:
        if isinstance(problem, DatabaseError) and refusal(problem) is not Refusal.UNKNOWN:
            raise
        logger.error("could not read again what was kept", exc_info=True, extra={"quarantined": kept.pk})
        return Collected(0, 0, 0), UNREAD


def _collect(source: Source, heard: Sequence[Heard], at: datetime) -> tuple[Collected, list[_Bad]]:
    usable, bad = _sorted(heard, source)
    places = _barred(usable)
    bad += [_Bad(None, ERASED, heard[0]) for _ in places]
    usable = [each for place, each in enumerate(usable) if place not in places]
    taken = known = 0
    for is_alias, part in groupby(usable, key=lambda each: each.call.type is Type.ALIAS):
        if is_alias:
            bad += _give_other_names(list(part), source, at)
        else:
            of_part, partly_bad = _take(list(part), source, at)
            taken, known, bad = taken + of_part.taken, known + of_part.known, bad + partly_bad
    return Collected(taken, known, 0), bad


def _take(usable: Sequence[_Usable], source: Source, at: datetime) -> tuple[Collected, list[_Bad]]:
    sightings = [identify.Sighting(each.key, each.who, each.at, each.touch) for each in usable]
    recognition = identify.recognise(sightings=sightings, is_proof=not source.is_public, at=at)
    bad = _learn(usable, recognition.seen, source, at)
    seen_by = zip(usable, recognition.seen, strict=True)
    events = [_event(each, seen) for each, seen in seen_by if each.deed.event and (seen.contact or seen.visitor)]
    bursts = machines.IN_A_BROWSER if source.is_public else machines.LINKS_OF_A_MAIL
    events, earlier = capture.catch(source=source, events=events, bursts=bursts)
    new = capture.store_many(source=source, events=events, at=at)
    for rule in sorted(set(earlier.values())):
        judge([each for each, by in earlier.items() if by == rule], at, is_human=False, rule=rule)
    joined = set(recognition.joined)
    for each, seen in zip(usable, recognition.seen, strict=True):
        if each.deed.began and source.is_public and each.call.anonymous_id and seen.visitor is not None:
            since = each.heard.at - ONE_VIEW
            joined |= hand_over(message_ids=each.deed.began, source=source, to=seen.visitor, since=since)
    capture.remind(contact_ids=joined, at=at)
    for pair in recognition.same:
        merge_same(pair=pair, rule=SAME_PERSON, at=at)
    known = len(events) - new
    return Collected(len(usable) - known, known, 0), bad


def _sorted(heard: Iterable[Heard], source: Source) -> tuple[list[_Usable], list[_Bad]]:
    usable, bad = [], []
    for each in heard:
        for raw, calls in wholes(each.said):
            try:
                usable += [_usable(raw, call, each, source) for call in calls]
            except (Unusable, UnusableEvent, Unidentifiable) as problem:
                bad.append(_Bad(raw, str(problem), each))
    return usable, bad


def _usable(raw: object, call: Call | Unusable, heard: Heard, source: Source) -> _Usable:
    """Raises Unusable, UnusableEvent, Unidentifiable."""
    at = heard.at
    if isinstance(call, Unusable):
        raise call
    if len(call.anonymous_id) > _LONGEST_ID:
        raise Unusable(f"the anonymousId has over {_LONGEST_ID} characters")
    happened = happened_at(call, at)
    if happened > at + _AHEAD:
        raise Unusable(f"it happens only on {happened:%Y-%m-%d}, which is to come")
    deed = deed_of(call)
    if deed.event:  # the same checks as where it is stored, before anything is
        NewEvent(0, deed.event, happened, deed.properties)
    taken_for = heard.taken_for or machines.by_itself(deed.user_agent, deed.properties, is_automated=deed.is_automated)
    found = _Usable(raw, call, None, call.anonymous_id, min(happened, at), heard, deed, taken_for)
    if call.type is Type.ALIAS and not call.user_id:
        raise Unusable("an alias call needs the userId that somebody has from now on")
    if not (call.user_id or call.anonymous_id):
        if source.is_public and heard.today and deed.event:
            return replace(found, who=heard.today)
        raise Unusable("the call says neither userId nor anonymousId")
    return replace(found, key=key_of(call, is_proof=not source.is_public))


def _event(of: _Usable, seen: identify.Recognised) -> NewEvent:
    deed = of.deed
    return NewEvent(
        None if seen.contact is None else seen.contact.pk,
        deed.event,
        of.at,
        deed.stored_properties(),
        of.call.message_id or None,
        deed.channel,
        deed.campaign.get("name", ""),
        None if seen.visitor is None else seen.visitor.pk,
        of.heard.at,
        of.taken_for,
        seen.origin,
    )


def _give_other_names(aliases: Sequence[_Usable], source: Source, at: datetime) -> list[_Bad]:
    """Let people be found by other ids, too; what is contested of that.

    A browser can give nobody another name. Clients alias somebody to themselves; that says nothing.
    """
    contested: list[_Bad] = []
    for each in aliases:
        call = each.call
        if source.is_public or call.previous_id in ("", call.user_id):
            continue
        try:
            joined = identify.also_known_as(user_id=call.user_id, previous_id=call.previous_id, at=at)
        except identify.TwoContacts as problem:
            if not merge_same(pair=problem.pair, rule=ALIAS, at=at):
                contested.append(_Bad(each.raw, str(problem), each.heard))
        else:
            capture.remind(contact_ids=joined, at=at)
    return contested


def _learn(
    usable: Sequence[_Usable], people: Sequence[identify.Recognised], source: Source, at: datetime
) -> list[_Bad]:
    """What is known from now on; which calls say more of a person than is kept of one."""
    read = {Type.IDENTIFY: attributes_of, Type.GROUP: attributes_of_group}
    said = [
        (each, identify.Facts(seen.contact, read[each.call.type](each.call.traits), each.at, seen.origin))
        for each, seen in zip(usable, people, strict=True)
        if seen.contact is not None and each.call.type in read
    ]
    if not said:
        return []
    held, at = hold({facts.contact.pk for _, facts in said}, at)
    names = {contact.pk: set(contact.attributes) for contact in held}
    learned, bad = [], []
    for each, facts in said:
        known = names.get(facts.contact.pk, set())
        kept, left = within_bounds(facts.attributes, known)
        known.update(kept)
        learned.append(replace(facts, attributes=kept))
        if left:
            bad.append(_Bad(each.raw, f"{OVER}: {', '.join(left)}", each.heard))
    if source.is_public:
        learned = identify.unsaid(facts=learned)
    identify.learn_all(facts=learned, source=source, at=at)
    return bad


def _barred(usable: Sequence[_Usable]) -> set[int]:
    """The places of those who were erased at their own wish: nobody is brought back, and what is said is not kept."""
    return barred([] if (key := each.key) is None else [(EMAIL, key.email), (PHONE, key.phone)] for each in usable)


def _quarantine(source: Source, bad: Sequence[_Bad]) -> None:
    Quarantined.objects.bulk_create(
        Quarantined(
            source=source,
            reason=_reason(each.reason),
            raw="" if each.raw is None else clean(json.dumps(storable(each.raw), ensure_ascii=False)),
            sent=storable(each.heard.sent),
            received_at=each.heard.at,
        )
        for each in bad
    )


def _reason(said: str) -> str:
    return shortened(clean(said), _LONGEST_REASON)
