"""What came by the form of the made-up world: of its contacts most, and two that are spam.

They tell how events came about that the world has already, so they change nobody's score. No mail is written: what
proves a consent is made up like the rest.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from reif.cli.demo_world.form import NEWSLETTER, SLUG
from reif.cli.demo_world.website import SITE
from reif.protect.consents import operations as consents
from reif.protect.consents.operations import By
from reif.records.models import Consent, ConsentStep, Contact, Event, FormVersion, Message, Submission
from reif.rules.form import MESSAGE, read
from reif.rules.suspicion import Sent, suspicions
from reif.simulation.chance import chance

_KEY = "demo-"
_SPAN = timedelta(weeks=6)
_SUBSCRIBED, _LOADED, _UNCONFIRMED = 16, 10, 4
_BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
_NETWORK = "203.0.113.0"  # for books and films, by RFC 5737
_SPAM: Sequence[tuple[timedelta, Mapping[str, str], Sent]] = (
    (
        timedelta(days=3, hours=5),
        {
            "last_name": "SEO Team",
            "email": "rank@first-page.example",
            MESSAGE: "Best links for you: https://a.example https://b.example https://c.example",
        },
        Sent(after=timedelta(seconds=41), links=3),
    ),
    (
        timedelta(hours=7, minutes=12),
        {"last_name": "xRumer", "email": "click@price.example", MESSAGE: "best price click"},
        Sent(after=timedelta(seconds=1), is_trapped=True),
    ),
)


def add_submissions(version: FormVersion, at: datetime) -> int:
    """Store them in the order in which they came; how many."""
    subscribed = _spread(_events("Newsletter Subscribed", at, ()), _SUBSCRIBED)
    known = [event.contact_id for event in subscribed]
    loaded = _spread(_events("Content Downloaded", at, known), _LOADED + _UNCONFIRMED)
    unconfirmed = {event.pk for event in _spread(loaded[::-1], _UNCONFIRMED)}
    rows = [_of_subscriber(version, event) for event in subscribed]
    rows += [_of_loader(version, event, is_confirmed=event.pk not in unconfirmed) for event in loaded]
    rows += [_spam(version, at - ago, answers, sent) for ago, answers, sent in _SPAM]
    for row in sorted(rows, key=lambda each: each.received_at):
        row.save(force_insert=True)
        _prove(row)
    return len(rows)


def forget_submissions() -> None:
    """All of them with what came of them. Whoever came by one that was released goes with the made-up contacts."""
    Contact.objects.filter(email__in=[answers["email"] for _, answers, _ in _SPAM]).update(is_simulated=True)
    ours = Submission.objects.filter(version__form__slug=SLUG, key__startswith=_KEY)
    Consent.objects.filter(submission__in=ours).erase()
    Message.objects.filter(submission__in=ours).delete()
    ours.delete()


def _events(name: str, at: datetime, without: Iterable[int | None]) -> list[Event]:
    """The last of each contact within the weeks before, in the order of time."""
    found = Event.objects.filter(name=name, contact__is_simulated=True, occurred_at__range=(at - _SPAN, at))
    found = found.exclude(Q(contact__email="") | Q(contact__in=[each for each in without if each is not None]))
    last = {event.contact_id: event for event in found.select_related("contact").order_by("occurred_at", "id")}
    return sorted(last.values(), key=lambda event: (event.occurred_at, event.pk))


def _spread(events: Sequence[Event], count: int) -> list[Event]:
    """So many of them, evenly; all where there are no more."""
    if len(events) <= count:
        return list(events)
    return [events[place * len(events) // count] for place in range(count)]


def _of_subscriber(version: FormVersion, event: Event) -> Submission:
    """The newsletter began when the mail was confirmed."""
    minutes = chance("confirmed", event.message_id).randint(2, 45)
    received = event.occurred_at - timedelta(minutes=minutes)
    return _of_contact(version, event, received, confirmed_at=event.occurred_at, agreed=[NEWSLETTER])


def _of_loader(version: FormVersion, event: Event, *, is_confirmed: bool) -> Submission:
    if not is_confirmed:
        return _of_contact(version, event, event.occurred_at, confirmed_at=None, agreed=[NEWSLETTER])
    within = timedelta(seconds=chance("confirmed", event.message_id).randint(50, 600))
    return _of_contact(version, event, event.occurred_at, confirmed_at=event.occurred_at + within, agreed=[])


def _of_contact(
    version: FormVersion, event: Event, received: datetime, *, confirmed_at: datetime | None, agreed: list[str]
) -> Submission:
    """Whoever has not confirmed has not proved to be the contact."""
    contact = event.contact
    assert contact is not None
    row = _row(version, f"{contact.pk}-{event.pk}", received, _answers(contact, event))
    row.contact = None if confirmed_at is None else contact
    row.confirmed_at, row.agreed = confirmed_at, agreed
    return row


def _answers(contact: Contact, event: Event) -> dict[str, object]:
    known = {name: contact.attributes.get(name, "") for name in ("first_name", "last_name", "email", "company")}
    known[MESSAGE] = event.properties.get("content", "")
    return {name: value for name, value in known.items() if value}


def _spam(version: FormVersion, received: datetime, answers: Mapping[str, str], sent: Sent) -> Submission:
    row = _row(version, f"spam-{answers['email']}", received, answers)
    row.state, row.suspicions = "quarantined", [each.value for each in suspicions(sent)]
    return row


def _row(version: FormVersion, key: str, received: datetime, answers: Mapping[str, object]) -> Submission:
    return Submission(
        version=version,
        key=f"{_KEY}{key}",
        address=str(answers["email"]),
        answers=dict(answers),
        around={"campaign": {}, "channel": "website", "page": f"https://{SITE}/unterlagen", "anonymous_id": ""},
        ip=_NETWORK,
        user_agent=_BROWSER,
        received_at=received,
    )


def _prove(of: Submission) -> None:
    """What was agreed to, the mail that asked, and who stood by it."""
    mail_id = f"<{of.key}@{SITE}>"
    texts = [] if of.state != "taken" else read(of.version.specification).texts(of.agreed)
    given = consents.declare(submission=of, texts=texts, mail_id=mail_id, at=of.received_at)
    for each in given:
        ConsentStep.objects.create(
            consent=each,
            step="mailed",
            occurred_at=of.received_at + timedelta(seconds=8),
            message_id=mail_id,
            content_hash=hashlib.sha256(mail_id.encode()).hexdigest(),
        )
    if of.contact is not None and of.confirmed_at is not None:
        consents.confirm(consents=given, contact=of.contact, by=By(_NETWORK, _BROWSER), at=of.confirmed_at)
