"""What a form brings: it is kept as it was typed, and becomes an event, claims, consents to be confirmed, and mail.

Sibling of `lifecycle`; each function is one transaction. All arguments are by keyword; times are aware and given by
the caller.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from reif.capture import operations as capture
from reif.capture.new_event import NewEvent
from reif.following import follow, hold, take_up_due
from reif.identify import operations as identify
from reif.identify.submitted import sightings_of
from reif.integrations.disposable.domains import is_disposable
from reif.outbox import operations as outbox
from reif.outbox.operations import Words
from reif.outbox.queries import sent_to
from reif.protect import operations as protect
from reif.protect.consents import operations as consents
from reif.protect.queries import is_barred
from reif.records.models import AuditEntry, Contact, FormVersion, Kiosk, Submission, User
from reif.records.models.submission import message_id_of
from reif.records.turns import takes_turns
from reif.rules import suspicion
from reif.rules.consent import Kind
from reif.rules.form import MESSAGE, read
from reif.rules.form_answers import attributes_in
from reif.rules.suspicion import Sent, Suspicion, suspicions
from reif.rules.texts import clean, shortened, storable

RELEASED, DISCARDED = "submission released", "submission discarded"
_LONGEST_ID = 200


class TooMany(Exception):
    """So much comes from one network that nothing more is kept of it for now."""


class NotHeld(ValueError):
    """The submission is not kept apart (any more)."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was sent, checked. `key`: of the page shown. `after`: how long ago that was; None: it has no stamp.

    `kiosk`: the tablet that sent it, where it happened at `occurred_at`. `ip`: without its last
    part. `campaign`: as `rules/channels.py` reads it.
    """

    version: FormVersion
    key: str
    values: Mapping[str, object]
    agreed: Sequence[str]
    campaign: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""
    page: str = ""
    anonymous_id: str = ""
    ip: str = ""
    user_agent: str = ""
    after: timedelta | None = None
    is_forged: bool = False
    is_trapped: bool = False
    is_from_site: bool = False
    kiosk: Kiosk | None = None
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """How mails are worded; called in the transaction. `confirmation`: to whoever has the address; `notice`: to a user
    who is to know.
    """

    confirmation: Callable[[Submission], Words]
    notice: Callable[[Submission, User], Words]


@takes_turns
def submit(*, filled: Filled, letters: Letters, at: datetime) -> Submission:
    """Keep what was sent, once for each page shown. What is suspicious is kept apart and does nothing.

    Raises TooMany.
    """
    address = str(filled.values.get("email", ""))
    with transaction.atomic():
        known = Submission.objects.filter(key=filled.key).select_related("version__form__source").first()
        if known is not None:
            return known
        from_network = _from_network(filled, at)
        found = _suspicions(filled, address, from_network, at)
        submission = Submission.objects.create(
            version=filled.version,
            key=filled.key,
            state="quarantined" if found else "taken",
            address=address,
            answers=storable(dict(filled.values)),
            agreed=list(filled.agreed),
            around=storable(_around(filled)),
            suspicions=found,
            ip=filled.ip,
            user_agent=shortened(clean(filled.user_agent), 300),
            received_at=at,
            occurred_at=filled.occurred_at,
            kiosk=filled.kiosk,
        )
        if not found:
            _take(submission, letters, at)
        return submission


@takes_turns
def release(*, submission: Submission, letters: Letters, by: User | None, at: datetime) -> Submission:
    """Take what was kept apart after all: it was no spam. Raises NotHeld."""
    with transaction.atomic():
        held = _held(submission)
        if Suspicion.ERASED in held.suspicions:
            protect.let_in(written=held.address)
        held.state, held.settled_at, held.settled_by = "taken", at, by
        held.save(update_fields=["state", "settled_at", "settled_by"])
        _take(held, letters, at)
        _audit(RELEASED, held, by, at)
        return held


@takes_turns
def discard(*, submission: Submission, by: User | None, at: datetime) -> None:
    """Put away what was kept apart: it was spam. It stays as long as what could not be used. Raises NotHeld."""
    with transaction.atomic():
        held = _held(submission)
        held.state, held.settled_at, held.settled_by = "discarded", at, by
        held.save(update_fields=["state", "settled_at", "settled_by"])
        _audit(DISCARDED, held, by, at)


def _take(submission: Submission, letters: Letters, at: datetime) -> None:
    """An event of whoever it was, claims about them, consents, and mail."""
    specification = read(submission.version.specification)
    contact = _recorded(submission, at)
    texts = specification.texts(submission.agreed)
    is_to_ask = bool(submission.address) and (bool(texts) or specification.is_always_confirmed)
    message_id = outbox.new_message_id() if is_to_ask else ""
    consents.declare(submission=submission, texts=texts, mail_id=message_id, at=at)
    if is_to_ask and not _is_pestered(submission.address, at):
        outbox.write(
            kind=Kind.CONFIRMATION,
            words=letters.confirmation(submission),
            address=submission.address,
            key=f"confirmation:{submission.pk}",
            message_id=message_id,
            contact=contact,
            submission=submission,
            at=at,
        )
    for user in _to_be_told(specification.notify, contact):
        outbox.write(
            kind=Kind.NOTICE,
            words=letters.notice(submission, user),
            address=user.email,
            key=f"notice:{submission.pk}:{user.pk}",
            user=user,
            contact=contact,
            submission=submission,
            at=at,
        )


def _recorded(submission: Submission, at: datetime) -> Contact | None:
    """Store the event, and learn what may be claimed. The contact whose it is; None while that is to be proved."""
    source, since = submission.version.form.source, min(submission.occurred_at or submission.received_at, at)
    recognition = identify.recognise(sightings=sightings_of(submission, at), is_proof=False, at=at)
    seen = recognition.seen[0]
    submission.contact, submission.visitor = seen.contact, seen.visitor
    submission.save(update_fields=["contact", "visitor"])
    contacts, at = hold([] if seen.contact is None else [seen.contact.pk], at)
    was_due = take_up_due(contacts, at)
    for contact in contacts:
        facts = identify.Facts(contact, attributes_in(submission.answers), since, seen.origin)
        identify.learn_all(facts=identify.unsaid(facts=[facts]), source=source, at=at)
    stored = capture.store(source=source, events=[event_of(submission, seen.origin)], at=at)
    capture.remind(contact_ids=recognition.joined, at=at)
    if contacts:
        by_contact = {contacts[0].pk: list(stored.events)}
        last = {contacts[0].pk: stored.events[-1]} if stored.events else {}
        follow(by_contact, at, "event", last, None if was_due or recognition.joined else by_contact)
    return seen.contact


def event_of(submission: Submission, origin: int | None = None) -> NewEvent:
    """What somebody did by sending it. `origin`: as of NewEvent."""
    specification, around = read(submission.version.specification), submission.around
    campaign = {name: value for name, value in around.get("campaign", {}).items() if name != "name"}
    said = {
        "form": submission.version.form.name,
        MESSAGE: submission.answers.get(MESSAGE, ""),
        "url": around.get("page", ""),
        "campaign": campaign,
    }
    return NewEvent(
        submission.contact_id,
        specification.event,
        submission.occurred_at or submission.received_at,
        {name: value for name, value in said.items() if value},
        message_id_of(submission.key),
        str(around.get("channel", "")),
        str(around.get("campaign", {}).get("name", "")),
        submission.visitor_id,
        origin=origin,
    )


def _around(filled: Filled) -> dict[str, object]:
    specification = read(filled.version.specification)
    campaign = dict(filled.campaign)
    if specification.campaign:
        campaign.setdefault("name", specification.campaign)
    return {
        "campaign": campaign,
        "channel": specification.channel or filled.channel,
        "page": filled.page[:500],
        "anonymous_id": clean(filled.anonymous_id)[:_LONGEST_ID],
    }


def _suspicions(filled: Filled, address: str, from_network: int, at: datetime) -> list[str]:
    sent = Sent(
        is_trapped=filled.is_trapped,
        after=filled.after,
        is_forged=filled.is_forged,
        is_from_site=filled.is_from_site,
        is_from_device=filled.kiosk is not None,
        is_disposable=bool(address) and is_disposable(address),
        is_erased=bool(address) and is_barred(email=address),
        from_network=from_network,
        from_address=_count(at, address=address) if address else 0,
        links=sum(str(value).lower().count("://") for value in filled.values.values()),
    )
    return [each.value for each in suspicions(sent)]


def _from_network(filled: Filled, at: datetime) -> int:
    """How many came from there; tablets count for themselves. Raises TooMany."""
    if filled.kiosk is not None:
        if _count(at, kiosk=filled.kiosk) >= suspicion.MOST_FROM_DEVICE:
            raise TooMany
        return 0
    found = _count(at, ip=filled.ip, kiosk=None) if filled.ip else 0
    if found >= suspicion.REFUSED_FROM_NETWORK:
        raise TooMany
    return found


def _count(at: datetime, **by: str | Kiosk | None) -> int:
    return Submission.objects.filter(received_at__gt=at - suspicion.WITHIN, **by).count()


def _is_pestered(address: str, at: datetime) -> bool:
    return sent_to(address, Kind.CONFIRMATION, at - suspicion.MAILS_WITHIN) >= suspicion.MOST_MAILS


def _to_be_told(notify: int | None, contact: Contact | None) -> list[User]:
    """Whoever the form names, and whose the contact is."""
    named = (notify, None if contact is None else contact.owner_id)
    numbers = [number for number in named if number is not None]
    return list(User.objects.filter(pk__in=numbers, is_active=True).order_by("pk"))


def _held(submission: Submission) -> Submission:
    rows = Submission.objects.select_for_update(of=("self",)).select_related("version__form__source")
    held = rows.filter(pk=submission.pk, state="quarantined").first()
    if held is None:
        raise NotHeld("the submission is not kept apart any more")
    return held


def _audit(action: str, submission: Submission, by: User | None, at: datetime) -> None:
    AuditEntry.objects.create(
        by=by, action=action, subject="submission", subject_id=submission.pk, details={}, occurred_at=at
    )
