"""Mail that came in, into the records: who wrote it, what it asks for, what became of mails of ours.

A batch is one transaction, with how far the mailbox is read: whatever happens to the process, a mail counts once. What
belongs to no contact is kept with its reason. Above `lifecycle`, through which all that happens to contacts goes.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import DataError, transaction

from reif import confirming, lifecycle
from reif.capture.mail_events import (
    automatic_event,
    bounce_event,
    complaint_event,
    email_id_in,
    happened_at,
    is_delayed,
    key_of,
    reply_events,
    wishes_in,
)
from reif.capture.new_event import NewEvent, UnusableEvent, stored_key
from reif.identify import operations as identify
from reif.identify import queries as people
from reif.identify.key import Unidentifiable, key
from reif.integrations.mail.mail import Address, Failure, Kind, Mail, Unreadable
from reif.integrations.mail.reading import read
from reif.outbox.queries import message_of
from reif.protect.consents import operations as consents
from reif.protect.consents.operations import By
from reif.protect.consents.queries import addresses_of
from reif.protect.queries import is_barred
from reif.records.models import Contact, Event, InboundMail, Installation, Mailbox, Source, User
from reif.records.turns import takes_turns
from reif.rules.bounces import Severity, severity
from reif.rules.consent import Reason
from reif.rules.emails import normalised_email
from reif.rules.reply_rule_file import parse_reply_rules, ready_rules
from reif.rules.reply_rules import Asked, Intent, ReplyRules, asked_in
from reif.rules.texts import clean, shortened, storable

ERASED = "the person was erased at their own wish"
HOW = "by e-mail"
UNREADABLE = "unreadable"
_LONGEST_KEPT = 5_000
_LONGEST_REASON, _LONGEST_SUBJECT = 500, 500
_MOST_REFERENCES = 20
_NOBODY: Mapping[str, Reason] = {}
_KEPT_WORDS = (Kind.REPLY, Kind.AUTOMATIC, Kind.BOUNCE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as the server has it. `uid`: its number there. `is_cut`: there was more than the bytes."""

    uid: int
    raw: bytes
    arrived_at: datetime | None = None
    is_cut: bool = False


@dataclass(slots=True)
class Received:
    """How many mails became something of a contact (`taken`), were kept as nobody's, or were known before."""

    taken: int = 0
    kept: int = 0
    known: int = 0
    contacts: set[int] = field(default_factory=set)


class _NobodysMail(ValueError):
    """The mail belongs to no contact; the message says why. `is_barred`: nothing of it is kept. `silenced`: addresses
    that are not to be written to, all the same.
    """

    def __init__(self, reason: str, *, is_barred: bool = False, silenced: Mapping[str, Reason] = _NOBODY) -> None:
        super().__init__(reason)
        self.is_barred = is_barred
        self.silenced = silenced


@takes_turns
def receive(*, mailbox: Mailbox, letters: Sequence[Letter], read_to: int, at: datetime) -> Received:
    """Take in a batch of a mailbox, which then is read up to the mail number `read_to`. Each mail counts once."""
    done = Received()
    with transaction.atomic():
        stored = Mailbox.objects.select_for_update().select_related("source").filter(pk=mailbox.pk).first()
        if stored is None:  # it was removed meanwhile
            return done
        rules = rules_of(Installation.current())
        own = own_addresses(stored)
        for letter in letters:
            _take(read(letter.raw, own=own, is_cut=letter.is_cut), letter, stored.source, rules, done, at)
        Mailbox.objects.filter(pk=stored.pk, uid_validity=mailbox.uid_validity).update(last_uid=read_to)
    mailbox.last_uid = read_to
    return done


def rules_of(house: Installation) -> ReplyRules:
    """What replies ask for: by the team's own rules, else by those that come with reif."""
    return parse_reply_rules(house.reply_rules or ready_rules(), file="reply rules")


def own_addresses(mailbox: Mailbox) -> frozenset[str]:
    """Addresses of ours: whatever comes from them is no reply."""
    named = [mailbox.user, *mailbox.addresses]
    return frozenset(address for each in named if (address := normalised_email(str(each))))


def _take(
    found: Mail | Unreadable, letter: Letter, source: Source, rules: ReplyRules, done: Received, at: datetime
) -> None:
    """One mail, of which nothing that is wrong with it keeps the next from being taken."""
    if isinstance(found, Unreadable):
        reason, name = f"it cannot be used: {found.reason}", f"sha256:{found.digest}"
        _keep(source, name, UNREADABLE, reason, done, at, text=found.beginning)
        return
    try:
        with transaction.atomic():
            events = _story(found, letter, source, rules, done, at)
    except _NobodysMail as problem:
        if _keep_mail(source, found, problem, done, at):
            _silence(problem.silenced, at)
    except (UnusableEvent, Unidentifiable) as problem:
        _keep_mail(source, found, _NobodysMail(f"it cannot be used: {problem}"), done, at)
    except DataError:
        _keep_mail(source, found, _NobodysMail("it cannot be used: the database does not take it"), done, at)
    else:
        done.taken, done.known = done.taken + bool(events), done.known + (not events)


def _story(
    mail: Mail, letter: Letter, source: Source, rules: ReplyRules, done: Received, at: datetime
) -> Sequence[Event]:
    """What of the mail is new in the story of contacts. Raises _NobodysMail, UnusableEvent, Unidentifiable."""
    if mail.loop:
        raise _NobodysMail(f"a loop: {mail.loop}")
    occurred_at = happened_at(mail, letter.arrived_at, at)
    match mail.kind:
        case Kind.COMPLAINT:
            return _of_a_complaint(mail, source, occurred_at, done, at)
        case Kind.BOUNCE:
            return _of_bounces(mail, source, occurred_at, done, at)
        case Kind.BULK:
            raise _NobodysMail("it was sent to many: a newsletter or a list")
        case Kind.AUTOMATIC:
            events = [_of_a_machine(mail, occurred_at)]
        case Kind.REPLY:
            return _of_a_person(mail, source, rules, occurred_at, done, at)
    return _record(source, events, done, at)


def _of_a_person(
    mail: Mail, source: Source, rules: ReplyRules, occurred_at: datetime, done: Received, at: datetime
) -> Sequence[Event]:
    if mail.is_marked_as_spam:
        raise _NobodysMail("the server took it for spam")
    assert mail.sender is not None
    _expect_not_ours(mail.sender.email)
    asked = asked_in(mail.reply, rules)
    contact = _known(mail)
    if contact is None:
        if wishes_in(asked):
            raise _NobodysMail("somebody who is not known wants to be left alone", silenced=_no_more(mail.sender.email))
        contact = _newcomer(mail.sender, source, occurred_at, at)
    email_id = _thread(mail)[1]
    events = reply_events(mail, asked, contact_id=contact.pk, email_id=email_id, occurred_at=occurred_at)
    new = _record(source, [_by(mail.sender.email, each) for each in events], done, at)
    if new:
        _heed(contact, mail.sender.email, asked, at)
    return new


def _of_a_machine(mail: Mail, occurred_at: datetime) -> NewEvent:
    contact = _known(mail)
    if contact is None:
        raise _NobodysMail("a machine answered, for nobody who is known")
    event = automatic_event(mail, contact_id=contact.pk, email_id=_thread(mail)[1], occurred_at=occurred_at)
    return event if mail.sender is None else _by(mail.sender.email, event)


def _of_a_complaint(mail: Mail, source: Source, occurred_at: datetime, done: Received, at: datetime) -> Sequence[Event]:
    """Whoever complains gets no more mail; of a mail of ours that is for ever, as nobody else knows its Message-ID."""
    said = mail.complaint
    assert said is not None
    contact = _by_email(said.recipient) or _addressee(said.message_id)
    if contact is None:
        raise _NobodysMail("a complaint of nobody who is known", silenced=_no_more(said.recipient))
    event = complaint_event(mail, said, contact_id=contact.pk, occurred_at=occurred_at)
    new = _record(source, [_by(said.recipient, event)], done, at)
    if new:
        is_ours = bool(said.message_id) and message_of(_written(said.message_id)) is not None
        reason = Reason.COMPLAINT if is_ours else Reason.OBJECTION
        _silence(dict.fromkeys({said.recipient, *addresses_of(contact)} - {""}, reason), at)
    return new


def _of_bounces(mail: Mail, source: Source, occurred_at: datetime, done: Received, at: datetime) -> Sequence[Event]:
    """What became of a mail for those recipients who are contacts. An address that is gone is not written to again,
    where the mail was ours: a bounce of anything else could be made by anybody.
    """
    final = [each for each in mail.failures if not is_delayed(each)]
    if not final:
        raise _NobodysMail("a mail is late; its server still tries")
    gone = {each.recipient: Reason.BOUNCED for each in final if _is_gone(each)}
    pairs = [(each, _by_email(each.recipient)) for each in final]
    events = [
        _by(failure.recipient, bounce_event(mail, failure, contact_id=contact.pk, occurred_at=occurred_at))
        for failure, contact in pairs
        if contact is not None
    ]
    if not events:
        raise _NobodysMail("a mail was not delivered, to nobody who is known", silenced=gone)
    new = _record(source, events, done, at)
    if new:
        _silence(gone, at)
    return new


def _is_gone(failure: Failure) -> bool:
    """Whether a mail of ours to the address says that there is no such mailbox."""
    sent = message_of(_written(failure.message_id)) if failure.message_id else None
    return sent is not None and sent.address == failure.recipient and severity(failure.status) is Severity.HARD


def _by(email: str, event: NewEvent) -> NewEvent:
    """The event of a contact with whose it would be had nobody been merged: whose the address was."""
    found = people.whose([key(email=email)])[0] if email else None
    return event if found is None or found.contact_id != event.contact_id else replace(event, origin=found.origin)


def _record(source: Source, events: Sequence[NewEvent], done: Received, at: datetime) -> Sequence[Event]:
    new = lifecycle.record(source=source, events=events, at=at).events
    done.contacts |= {event.contact_id for event in new if event.contact_id is not None}
    return new


def _heed(contact: Contact, sender: str, asked: Iterable[Asked], at: datetime) -> None:
    """Whoever objects to the use of their data is scored no more. Who wants no more mail only gets none."""
    if any(each.intent is Intent.OBJECTION for each in asked):
        lifecycle.note_objection(contact=contact, by=None, at=at, how=HOW)
    if wishes_in(asked):
        _silence(dict.fromkeys({sender, *addresses_of(contact)}, Reason.OBJECTION), at)


def _no_more(address: str) -> Mapping[str, Reason]:
    return {address: Reason.OBJECTION} if address else _NOBODY


def _silence(addresses: Mapping[str, Reason], at: datetime) -> None:
    """Write no more to the addresses. Consents end by a wish, and not because a mailbox is gone."""
    for address, reason in sorted(addresses.items()):
        if reason is Reason.BOUNCED:
            consents.suppress(address=address, reason=reason, at=at)
        else:
            confirming.end_advertising(address=address, by=By(how=HOW), at=at, reason=reason)


def _expect_not_ours(email: str) -> None:
    if User.objects.filter(email=email).exists():
        raise _NobodysMail("somebody of the team wrote it")
    if is_barred(email=email):
        raise _NobodysMail(ERASED, is_barred=True)


def _newcomer(sender: Address, source: Source, occurred_at: datetime, at: datetime) -> Contact:
    """A contact for somebody new; the address of a sender proves nothing, so they are not verified."""
    sighting = identify.Sighting(key(email=sender.email), "", occurred_at)
    contact = identify.recognise(sightings=[sighting], is_proof=False, at=at).seen[0].contact
    assert contact is not None  # the key names nobody, so somebody was made
    attributes = {"email": sender.email} | ({"name": sender.name} if _is_a_name(sender.name) else {})
    identify.learn(contact=contact, attributes=attributes, source=source, occurred_at=occurred_at, at=at)
    return contact


def _known(mail: Mail) -> Contact | None:
    """By the sender's address; else by the mail that is answered, unless the sender bears another name."""
    if mail.sender is None:
        return None
    by_address = _by_email(mail.sender.email)
    if by_address is not None:
        return by_address
    by_thread = _thread(mail)[0]
    shown = mail.sender.name
    if by_thread is None or not _is_a_name(shown) or not by_thread.name or _same_name(shown, by_thread.name):
        return by_thread
    return None


def _by_email(email: str) -> Contact | None:
    number = people.numbers([key(email=email)])[0] if email else None
    return None if number is None else Contact.objects.get(pk=number)


def _thread(mail: Mail) -> tuple[Contact | None, str]:
    """Whose story the mail that is answered stands in, and how it is called there: an event with its Message-ID, or a
    mail of ours.
    """
    said = email_id_in(mail)
    answered = mail.references[-_MOST_REFERENCES:]
    event = _sent(answered)
    if event is None:
        sent = message_of(form for each in answered for form in _written(each))
        return None if sent is None else sent.contact, said
    email_id = event.properties.get("email_id")
    return event.contact, email_id if isinstance(email_id, str) and email_id and event.name != "Email Replied" else said


def _addressee(message_id: str) -> Contact | None:
    event = _sent([message_id] if message_id else [])
    if event is not None:
        return event.contact
    sent = message_of(_written(message_id)) if message_id else None
    return None if sent is None else sent.contact


def _sent(message_ids: Sequence[str]) -> Event | None:
    """The latest event of a contact that bears one of the Message-IDs."""
    written = [form for each in message_ids for form in _written(each)]
    keys = [found for each in written if (found := stored_key(clean(each)))]
    if not keys:
        return None
    sources = list(Source.objects.values_list("pk", flat=True))
    events = Event.objects.filter(source__in=sources, message_id__in=keys, contact__isnull=False)
    return events.select_related("contact").order_by("-occurred_at", "-id").first()


def _written(message_id: str) -> tuple[str, str]:
    """With and without brackets: both are in use."""
    return message_id, f"<{message_id}>"


def _is_a_name(shown: str) -> bool:
    return bool(shown) and "@" not in shown


def _same_name(one: str, other: str) -> bool:
    """In whatever order: "Muster, Max" is Max Muster."""
    return _words(one) == _words(other)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace(",", " ").split())


def _keep_mail(source: Source, mail: Mail, why: _NobodysMail, done: Received, at: datetime) -> bool:
    """Whether it is news."""
    if why.is_barred:
        return _keep(source, key_of(mail), mail.kind.value, str(why), done, at)
    text = (mail.reply or mail.text) if mail.kind in _KEPT_WORDS and not mail.loop else ""
    return _keep(
        source,
        key_of(mail),
        mail.kind.value,
        str(why),
        done,
        at,
        sender="" if mail.sender is None else mail.sender.email,
        subject=shortened(mail.subject, _LONGEST_SUBJECT),
        text=text,
        sent_at=happened_at(mail, None, at) if mail.sent_at is not None else None,
    )


def _keep(source: Source, name: str, kind: str, reason: str, done: Received, at: datetime, **said: object) -> bool:
    """Whether it is news."""
    values = {column: storable(value) for column, value in said.items()}
    if isinstance(values.get("text"), str):
        values["text"] = shortened(str(values["text"]), _LONGEST_KEPT)
    _, is_new = InboundMail.objects.get_or_create(
        source=source,
        key=hashlib.sha256(name.encode(errors="replace")).hexdigest(),
        defaults={"kind": kind, "reason": shortened(clean(reason), _LONGEST_REASON), "received_at": at, **values},
    )
    done.kept, done.known = done.kept + is_new, done.known + (not is_new)
    return is_new
